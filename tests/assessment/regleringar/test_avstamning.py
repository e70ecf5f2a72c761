from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.assessment.regleringar.perioder import JANUARY, avstamning, half_up, kr, manad, parts

from assistans.assessment.priser import cap
from assistans.assessment.regleringar import reconcile
from assistans.facts import CaseError
from assistans.law import MissingParameterError, PolicyError, builtin, builtin_text, load
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

LAW = builtin()
CAP_2019 = Fraction(335776, 10)
quick = settings(max_examples=80, deadline=None)
FEBRUARY = JANUARY.shift(1)


def minutes(facts):
    return sum((month.minuter for month in facts.manader), Fraction())


def total(facts, name):
    return sum(getattr(month, name) for month in facts.manader)


def test_a_grant_over_six_months_is_refused():
    with pytest.raises(CaseError, match="longer than 6 months"):
        reconcile(avstamning(beviljandeperiod=Period(date(2019, 1, 1), date(2019, 8, 1))), LAW)


def test_a_share_that_the_program_does_not_know_stops():
    law = load(builtin_text().replace("value: efter_tid}", "value: lika}"))
    with pytest.raises(PolicyError, match="avstamning_kommunandel"):
        reconcile(avstamning(), law)


def test_a_law_without_a_debit_day_stops():
    law = load(builtin_text().replace("  avstamning_debiteringsdag:", "  annan_dag:"))
    with pytest.raises(MissingParameterError, match="avstamning_debiteringsdag"):
        reconcile(avstamning(), law)


def test_the_cap_is_the_exact_product_of_each_month():
    december = Month(2018, 12)
    facts = avstamning(
        manad(december, kostnader=40000),
        manad(JANUARY, kostnader=40000),
        beviljandeperiod=Period(date(2018, 12, 1), date(2019, 2, 1)),
        gjord=date(2019, 4, 10),
    )
    assert reconcile(facts, LAW).tak == 3308480 + 3357760


def test_another_way_to_show_the_cap_than_rounded_down_stops():
    text = builtin_text()
    entry = text[text.index("  tak_visas:") :]
    law = load(text.replace(entry, entry.replace("value: nedat", "value: uppat", 1)))
    with pytest.raises(PolicyError, match="tak_visas"):
        reconcile(avstamning(), law)


def test_the_average_is_what_was_paid_by_the_hour():
    answer = reconcile(avstamning(manad(hours=3, kostnader=1000, beslutat=990)), LAW)
    assert answer.snittbelopp == 33333


def test_no_time_has_no_average():
    answer = reconcile(avstamning(manad(hours=0, kostnader=0, beslutat=0, kommun=0)), LAW)
    assert (answer.snittbelopp, answer.tak, answer.att_betala, answer.kommun) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("gjord", "dag"),
    [
        (date(2019, 7, 1), date(2019, 7, 19)),
        (date(2019, 7, 19), date(2019, 7, 19)),
        (date(2019, 7, 20), date(2019, 8, 5)),
        (date(2019, 8, 6), date(2019, 8, 20)),
    ],
)
def test_it_is_paid_at_once_but_not_before_the_last_month(gjord, dag):
    assert reconcile(avstamning(gjord=gjord), LAW).dag == dag


def test_the_municipality_is_debited_by_the_15th_of_the_month_after():
    row = reconcile(avstamning(), LAW).spar[-1]
    assert (row.nyckel, row.resultat, row.lagrum, row.regler) == (
        "avstamning_debitering",
        date(2019, 10, 15),
        "F1091 10 §",
        ("H7",),
    )


def test_every_month_and_the_sum_are_told_with_what_they_rest_on():
    rows = {row.nyckel: row for row in reconcile(avstamning(), LAW).spar}
    assert rows["avstamning_manad"].varden == {
        "manad": JANUARY,
        "minuter": 6000,
        "timbelopp": CAP_2019,
        "kostnader": kr(33000),
        "beslutat": kr(31000),
    }
    assert rows["avstamning_manad"].resultat == 3357760
    assert rows["avstamning"].varden == {
        "kostnader": kr(33000),
        "periodtak": 3357760,
        "beslutat": kr(31000),
    }
    assert rows["snittbelopp"].varden == {"minuter": 6000, "betalt": kr(33000)}
    assert rows["avstamning_kommun"].varden == {"kommunminuter": 2400, "minuter": 6000}
    assert rows["avstamningsdag"].varden == {"gjord": date(2019, 9, 10)}
    assert rows["avstamningsdag"].policy == "helgflytt_utbetalning"
    assert all("H6" in rows[key].regler for key in ("avstamning_manad", "avstamning", "avstamningsdag"))


@pytest.mark.parametrize(("kostnader", "codes"), [(3357760, []), (3357761, ["HOGRE_BELOPP_BEGRANSAT"])])
def test_the_cap_is_noted_only_where_it_decides(kostnader, codes):
    month = replace(manad(), kostnader=Ore(kostnader))
    answer = reconcile(avstamning(month), LAW)
    assert [seen.kod for seen in answer.iakttagelser] == codes


def test_a_municipality_without_a_part_is_not_debited():
    answer = reconcile(avstamning(manad(kommun=0)), LAW)
    assert answer.kommun == 0
    assert "avstamning_debitering" not in [row.nyckel for row in answer.spar]


def test_the_transition_leaves_earlier_months_out_and_says_so():
    period = Period(date(2018, 7, 1), date(2019, 1, 1))
    september = manad(Month(2018, 9), kostnader=99999)
    facts = avstamning(september, manad(Month(2018, 10)), beviljandeperiod=period, gjord=date(2019, 2, 11))
    answer = reconcile(facts, LAW)
    alone = reconcile(replace(facts, manader=facts.manader[1:]), LAW)
    assert (answer.att_betala, answer.tak, answer.kommun) == (alone.att_betala, alone.tak, alone.kommun)
    left_out = [row.varden["manad"] for row in answer.spar if row.nyckel == "avstamning_utanfor"]
    assert left_out == [Month(2018, 9)]


def test_an_amount_that_is_not_verified_is_noted():
    period = Period(date(2025, 1, 1), date(2025, 7, 1))
    facts = avstamning(manad(Month(2025, 1)), beviljandeperiod=period, gjord=date(2025, 9, 10))
    assert [seen.kod for seen in reconcile(facts, LAW).iakttagelser] == ["PARAMETER_EJ_VERIFIERAD"]


@quick
@given(parts())
def test_it_is_the_lower_of_costs_and_cap_less_what_was_decided(facts):
    answer = reconcile(facts, LAW)
    tak = minutes(facts) * CAP_2019 / 60
    lower = min(Fraction(total(facts, "kostnader")), Fraction(tak // 1))
    assert answer.tak == tak // 1
    assert answer.att_betala == max(0, lower - total(facts, "beslutat"))


@quick
@given(parts())
def test_the_cap_is_never_exceeded_by_the_payment(facts):
    answer = reconcile(facts, LAW)
    assume(answer.att_betala > 0)
    assert answer.att_betala + total(facts, "beslutat") <= minutes(facts) * CAP_2019 / 60
    assert answer.snittbelopp <= cap(LAW, JANUARY.first)


@quick
@given(parts(), st.randoms())
def test_the_order_of_months_is_irrelevant(facts, rng):
    shuffled = replace(facts, manader=tuple(rng.sample(facts.manader, len(facts.manader))))
    assert reconcile(shuffled, LAW) == reconcile(facts, LAW)


@quick
@given(parts())
def test_the_municipality_owes_its_share_of_the_hours_and_never_more_than_all(facts):
    answer = reconcile(facts, LAW)
    assume(answer.kommun is not None)
    share = sum((month.kommunminuter for month in facts.manader), Fraction())
    exact = answer.att_betala * share / minutes(facts) if minutes(facts) else Fraction()
    assert answer.kommun == half_up(exact)
    assert answer.kommun <= answer.att_betala


@quick
@given(parts())
def test_months_in_one_period_never_get_less_than_each_by_itself_is_capped_to(facts):
    # A dear month may use what a cheap one leaves of the cap; never the other way round.
    alone = sum(min(month.kostnader, int(month.minuter * CAP_2019 / 60)) for month in facts.manader)
    answer = reconcile(facts, LAW)
    assert answer.att_betala + total(facts, "beslutat") >= alone


@quick
@given(parts())
def test_what_was_decided_is_never_taken_back(facts):
    assert reconcile(facts, LAW).att_betala >= 0


@quick
@given(parts())
def test_reconciled_once_nothing_more_is_to_pay(facts):
    paid = reconcile(facts, LAW).att_betala
    first = facts.manader[0]
    again = replace(facts, manader=(replace(first, beslutat=first.beslutat + paid), *facts.manader[1:]))
    assert reconcile(again, LAW).att_betala == 0


def test_half_a_krona_above_what_was_decided_is_paid():
    month = replace(manad(), kostnader=kr(31000) + 50)
    assert reconcile(avstamning(month), LAW).att_betala == 50
