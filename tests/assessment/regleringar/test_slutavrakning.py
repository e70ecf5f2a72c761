from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from tests.assessment.regleringar.perioder import (
    APRIL,
    MARCH,
    MONTHS,
    SPRING,
    anvant,
    half_up,
    kr,
    minutes,
    money,
    periods,
    preliminart,
    slutavrakning,
    timmar,
)

from assistans.assessment.regleringar import settle_finally
from assistans.facts import CaseError
from assistans.facts.regleringar import GjordAvrakning, Manadsbelopp, Manadsrakning, Manadstid
from assistans.law import MissingParameterError, PolicyError, builtin, builtin_text, load
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

LAW = builtin()
quick = settings(max_examples=60, deadline=None)
LISTS = ("preliminart", "anvant", "utbetalt_efterskott", "avrakningar", "rakningar")


def settle(facts):
    try:
        return settle_finally(facts, LAW)
    except CaseError:
        reject()  # more was taken back than was paid: no valid case


def moved(answer):
    return answer.tillgodo - answer.aterbetalas


def codes(answer):
    return [seen.kod for seen in answer.iakttagelser]


def test_a_grant_over_six_months_is_refused():
    with pytest.raises(CaseError, match="longer than 6 months"):
        settle_finally(slutavrakning(beviljandeperiod=Period(date(2014, 3, 1), date(2014, 9, 2))), LAW)


def test_more_taken_back_than_was_paid_is_refused():
    back = GjordAvrakning(month=MARCH, atgard="minskning", belopp=kr(28001))
    with pytest.raises(CaseError, match="avrakningar: they take back more"):
        settle_finally(slutavrakning(avrakningar=(back,)), LAW)


def test_a_month_without_a_schablonbelopp_stops_and_is_named():
    period = Period(date(2003, 3, 1), date(2003, 9, 1))
    facts = slutavrakning(
        beviljandeperiod=period,
        preliminart=(),
        anvant=(anvant(Month(2003, 3)),),
        gjord=date(2003, 10, 1),
    )
    with pytest.raises(MissingParameterError, match=r"schablonbelopp .* for 2003-03-01"):
        settle_finally(facts, LAW)


def test_a_way_to_count_months_that_the_program_does_not_know_stops():
    law = load(builtin_text().replace("value: samma_dagtal", "value: trettio_dagar"))
    with pytest.raises(PolicyError, match="slutavrakning_slutdag"):
        settle_finally(slutavrakning(), law)


def test_another_day_for_repayment_than_the_settlement_stops():
    law = load(builtin_text().replace("value: slutavrakningen", "value: arsskiftet"))
    with pytest.raises(PolicyError, match="aterbetalning_senast"):
        settle_finally(slutavrakning(), law)


def test_the_end_of_the_second_month_is_another_policy():
    law = load(builtin_text().replace("value: samma_dagtal", "value: manadens_slut"))
    june = slutavrakning(beviljandeperiod=Period(date(2014, 3, 1), date(2014, 7, 1)))
    assert settle_finally(june, LAW).sista_dag == date(2014, 8, 30)
    assert settle_finally(june, law).sista_dag == date(2014, 8, 31)


@pytest.mark.parametrize("used", [(), (anvant(hours=0),)])
def test_nothing_used_is_all_repaid(used):
    answer = settle_finally(slutavrakning(anvant=used), LAW)
    assert (answer.utbetalt, answer.anvant_belopp, answer.aterbetalas) == (kr(28000), 0, kr(28000))


def test_nothing_paid_and_something_used_is_all_paid():
    answer = settle_finally(slutavrakning(preliminart=()), LAW)
    assert (answer.utbetalt, answer.tillgodo) == (0, kr(28000))


def test_later_months_lose_what_the_grant_does_not_hold():
    facts = slutavrakning(anvant=(anvant(APRIL, 100), anvant(MARCH, 60)), beviljad=timmar(100))
    answer = settle_finally(facts, LAW)
    assert answer.anvant_belopp == kr(28000)
    over = next(row for row in answer.spar if row.nyckel == "over_beviljad_manad")
    assert (over.varden["manad"], over.resultat) == (APRIL, timmar(60))
    assert codes(answer) == ["OVER_BEVILJAD_TID"]


def test_own_employees_need_the_account_at_any_date():
    answer = settle_finally(slutavrakning(egen_arbetsgivare=True, anvant=(anvant(hours=60),)), LAW)
    assert codes(answer) == ["KOSTNADSREDOVISNING_SAKNAS"]
    seen = answer.iakttagelser[0]
    assert (seen.lage, seen.dag) == ("vanta", date(2014, 10, 20))
    assert (answer.dag, moved(answer)) == (None, 0)


def test_own_employees_are_settled_by_the_hour_where_the_law_says_so():
    text = builtin_text()
    entry = text[text.index("egna_kostnader_avgor:") :]
    law = load(text.replace(entry, entry.replace("value: ja", "value: nej", 1)))
    assert settle_finally(slutavrakning(egen_arbetsgivare=True), law).anvant_belopp == kr(28000)


@pytest.mark.parametrize(("last", "missing"), [(Month(2016, 3), False), (Month(2016, 4), True)])
def test_a_higher_amount_in_advance_needs_the_account_from_april_2016(last, missing):
    period = Period(last.first, last.shift(1).first)
    facts = slutavrakning(
        beviljandeperiod=period,
        preliminart=(preliminart(last, timbelopp=30000),),
        anvant=(anvant(last),),
        gjord=last.shift(2).first,
    )
    assert ("KOSTNADSREDOVISNING_SAKNAS" in codes(settle_finally(facts, LAW))) == missing


@pytest.mark.parametrize(("mode", "dag"), [("notera", date(2016, 6, 20)), ("vanta", None), ("stopp", None)])
def test_the_law_says_whether_a_missing_account_holds_the_settlement(mode, dag):
    text = builtin_text()
    entry = text[text.index("  KOSTNADSREDOVISNING_SAKNAS:") :]
    law = load(text.replace(entry, entry.replace("mode: vanta", f"mode: {mode}", 1)))
    march, april = Month(2016, 3), Month(2016, 4)
    facts = slutavrakning(
        beviljandeperiod=Period(march.first, date(2016, 5, 1)),
        preliminart=(preliminart(march, timbelopp=28800), preliminart(april, timbelopp=30000)),
        anvant=(anvant(march), anvant(april, 90)),
        gjord=date(2016, 6, 8),
    )
    answer = settle_finally(facts, law)
    assert answer.dag == dag
    assert [(seen.kod, seen.lage) for seen in answer.iakttagelser] == [("KOSTNADSREDOVISNING_SAKNAS", mode)]
    assert (answer.aterbetalas > 0) == (mode == "notera")


def test_the_schablonbelopp_in_advance_needs_no_account():
    april = Month(2016, 4)
    facts = slutavrakning(
        beviljandeperiod=april.period,
        preliminart=(preliminart(april, timbelopp=28800),),
        anvant=(anvant(april),),
        gjord=date(2016, 6, 8),
    )
    assert codes(settle_finally(facts, LAW)) == []


@pytest.mark.parametrize(
    ("arrived", "late"), [(date(2014, 10, 4), []), (date(2014, 10, 5), ["EFTER_SLUTAVRAKNING"])]
)
def test_a_rakning_is_late_from_the_day_after_the_settlement(arrived, late):
    rakning = Manadsrakning(month=MARCH, mottagen=arrived, minuter=timmar(10))
    answer = settle_finally(slutavrakning(rakningar=(rakning,)), LAW)
    assert codes(answer) == late
    assert moved(answer) == 0


def test_the_last_arrears_months_pay_day_is_the_settlements():
    facts = slutavrakning(
        utbetalt_efterskott=(Manadsbelopp(month=Month(2014, 8), belopp=kr(28000)),), gjord=date(2014, 9, 10)
    )
    assert settle_finally(facts, LAW).dag == date(2014, 9, 19)
    assert settle_finally(replace(facts, gjord=date(2014, 9, 22)), LAW).dag == date(2014, 10, 20)


# In 2018 there is a pay day on the 5th too. The period's last month is August, settled in September.
SUMMER = Period(date(2018, 3, 1), date(2018, 9, 1))
JUNE, JULY, AUGUST = Month(2018, 6), Month(2018, 7), Month(2018, 8)


def settled_in_september(day, **changes):
    facts = {
        "beviljandeperiod": SUMMER,
        "preliminart": (preliminart(JUNE),),
        "anvant": (anvant(JUNE),),
        "gjord": date(2018, 9, day),
    }
    return settle_finally(slutavrakning(**facts | changes), LAW).dag


def in_arrears(*months):
    return tuple(Manadsbelopp(month=month, belopp=kr(28000)) for month in months)


@pytest.mark.parametrize(
    ("months", "dag"),
    [((JULY,), date(2018, 9, 5)), ((AUGUST,), date(2018, 9, 20)), ((JULY, AUGUST), date(2018, 9, 20))],
)
def test_of_several_arrears_months_the_last_decides_the_pay_day(months, dag):
    assert settled_in_september(4, utbetalt_efterskott=in_arrears(*months)) == dag


@pytest.mark.parametrize(
    ("utbetalning", "used", "dag"),
    [
        ("forskott", (JUNE, JULY), date(2018, 9, 20)),
        ("blandad", (JUNE, JULY), date(2018, 9, 5)),
        ("blandad", (JUNE,), date(2018, 9, 20)),
    ],
)
def test_a_month_used_without_an_advance_is_an_arrears_month_only_of_a_mixed_period(utbetalning, used, dag):
    months = tuple(anvant(month) for month in used)
    assert settled_in_september(4, utbetalning=utbetalning, anvant=months) == dag


@pytest.mark.parametrize(
    ("arrived", "dag"),
    [
        ([], date(2018, 9, 20)),
        ([(AUGUST, 5)], date(2018, 9, 20)),
        ([(AUGUST, 6)], date(2018, 10, 5)),
        ([(AUGUST, 12)], date(2018, 10, 5)),
        ([(AUGUST, 4), (AUGUST, 10)], date(2018, 10, 5)),
        ([(JULY, 10)], date(2018, 9, 20)),
        ([(AUGUST, 13)], date(2018, 9, 20)),
        ([(AUGUST, 4), (AUGUST, 13)], date(2018, 9, 20)),
    ],
)
def test_the_arrears_months_own_raknings_until_the_settlement_decide_its_pay_day(arrived, dag):
    rakningar = tuple(Manadsrakning(month=month, mottagen=date(2018, 9, day)) for month, day in arrived)
    assert settled_in_september(12, utbetalt_efterskott=in_arrears(AUGUST), rakningar=rakningar) == dag


@pytest.mark.parametrize("utbetalning", ["forskott", "blandad"])
def test_a_period_all_in_advance_moves_money_on_the_20th_whoever_employs(utbetalning):
    assert settle_finally(slutavrakning(utbetalning=utbetalning), LAW).dag == date(2014, 10, 20)


def test_the_trace_follows_the_money():
    facts = slutavrakning(
        preliminart=(preliminart(), preliminart(APRIL)),
        anvant=(anvant(), anvant(APRIL, 120)),
        kostnader=kr(60000),
        beviljad=timmar(210),
        utbetalt_efterskott=(Manadsbelopp(month=Month(2014, 5), belopp=kr(1)),),
        avrakningar=(GjordAvrakning(month=APRIL, atgard="tillagg", belopp=kr(2)),),
    )
    answer = settle_finally(facts, LAW)
    rows = {row.nyckel: row for row in answer.spar}
    parts = [row.resultat for row in answer.spar if row.nyckel == "preliminart_manad"]
    assert sum(parts) + kr(1) + kr(2) == answer.utbetalt
    assert rows["kostnader_period"].varden == {"kostnader": kr(60000), "varde": kr(58801)}
    assert rows["tillgodo"].resultat == answer.tillgodo == kr(2798)
    assert rows["tillgodo"].varden == {"betalt": answer.utbetalt, "varde": answer.anvant_belopp}
    assert rows["over_beviljad_manad"].resultat == timmar(10)
    assert "B3" in rows["over_beviljad_manad"].regler
    assert "H5" in rows["kostnader_period"].regler
    assert rows["avrakning_tillagg"].varden == {"manad": APRIL}
    assert rows["efterskott_manad"].varden == {"manad": Month(2014, 5)}
    assert rows["slutavrakning_sista_dag"].varden == {"gjord": date(2014, 10, 4)}
    assert rows["regleringsdag"].policy == "helgflytt_utbetalning"
    assert [row.regler[-1] for row in answer.spar if row.nyckel == "anvant_manad"] == ["B3", "B3"]
    assert all(row.lagrum and row.regler for row in answer.spar)


@pytest.mark.parametrize(
    ("used", "nyckel", "lagrum", "rule"),
    [
        (90, "aterbetalas", "SFB 51 kap. 20 §", "B14"),
        (100, "slutavrakning_jamn", "SFB 51 kap. 15 §", "B12"),
        (110, "tillgodo", "SFB 51 kap. 15 §", "B13"),
    ],
)
def test_what_moves_rests_on_its_own_paragraph(used, nyckel, lagrum, rule):
    answer = settle_finally(slutavrakning(anvant=(anvant(hours=used),)), LAW)
    row = next(row for row in answer.spar if row.nyckel == nyckel)
    assert row.lagrum == lagrum
    assert rule in row.regler


def test_a_late_rakning_is_told_with_its_month_and_days():
    late = Manadsrakning(month=APRIL, mottagen=date(2014, 10, 6))
    row = settle_finally(slutavrakning(rakningar=(late,)), LAW).spar[0]
    assert (row.nyckel, row.resultat) == ("rakning_efter_slutavrakning", date(2014, 10, 6))
    assert row.varden == {"manad": APRIL, "gjord": date(2014, 10, 4)}


@pytest.mark.parametrize(
    ("changes", "lagrum"),
    [
        ({"egen_arbetsgivare": True}, "F1091 11 a §"),
        ({"preliminart": (preliminart(Month(2016, 4), timbelopp=30000),)}, "F1091 7 §"),
    ],
)
def test_why_nothing_is_settled_rests_on_its_own_paragraph(changes, lagrum):
    facts = {
        "beviljandeperiod": Month(2016, 4).period,
        "preliminart": (preliminart(Month(2016, 4), timbelopp=28800),),
        "anvant": (anvant(Month(2016, 4)),),
        "gjord": date(2016, 6, 8),
    }
    answer = settle_finally(slutavrakning(**facts | changes), LAW)
    row = next(row for row in answer.spar if row.nyckel == "ingen_slutavrakning")
    assert (row.lagrum, row.resultat, answer.anvant_belopp) == (lagrum, 0, 0)
    assert "H5" in row.regler


@quick
@given(periods())
def test_never_both_to_pay_and_to_repay(facts):
    answer = settle(facts)
    assert min(answer.tillgodo, answer.aterbetalas) == 0
    if answer.dag is not None:
        assert moved(answer) == answer.anvant_belopp - answer.utbetalt


@quick
@given(periods(), st.randoms())
def test_the_order_of_lists_is_irrelevant(facts, rng):
    shuffled = {name: tuple(rng.sample(getattr(facts, name), len(getattr(facts, name)))) for name in LISTS}
    assert settle(replace(facts, **shuffled)) == settle(facts)


@quick
@given(periods())
def test_a_period_is_the_sum_of_its_months_within_half_an_ore_a_part(facts):
    by_the_hour = replace(
        facts, beviljad=None, kostnader=None, egen_arbetsgivare=False, utbetalt_efterskott=(), avrakningar=()
    )
    answer = settle(by_the_hour)
    stated = {paid.month: paid.timbelopp for paid in facts.preliminart}
    exact = sum((used.minuter * (stated.get(used.month) or 28000) / 60 for used in facts.anvant), Fraction())
    assert abs(answer.anvant_belopp - exact) <= Fraction(len(facts.anvant), 2)


@quick
@given(periods())
def test_a_period_settled_by_the_month_comes_to_the_same(facts):
    by_the_hour = replace(
        facts, beviljad=None, kostnader=None, egen_arbetsgivare=False, utbetalt_efterskott=(), avrakningar=()
    )
    whole = settle(by_the_hour)
    months = [
        replace(
            by_the_hour,
            preliminart=tuple(paid for paid in facts.preliminart if paid.month == month),
            anvant=tuple(used for used in facts.anvant if used.month == month),
        )
        for month in MONTHS
    ]
    assert sum(moved(settle(month)) for month in months) == moved(whole)


@quick
@given(periods())
def test_every_month_is_rounded_half_up_once(facts):
    plain = replace(facts, beviljad=None, kostnader=None, egen_arbetsgivare=False, utbetalt_efterskott=())
    stated = {paid.month: paid.timbelopp for paid in facts.preliminart}
    expected = sum(half_up(used.minuter * (stated.get(used.month) or 28000) / 60) for used in facts.anvant)
    assert settle(plain).anvant_belopp == expected


@quick
@given(periods(), minutes)
def test_money_never_exceeds_granted_time_and_the_highest_amount(facts, beviljad):
    advance = replace(facts, utbetalt_efterskott=(), beviljad=beviljad)
    most = beviljad * 31360 / 60
    assert settle(advance).anvant_belopp <= most + Fraction(len(facts.anvant), 2)


@quick
@given(periods(), money)
def test_money_never_exceeds_the_costs(facts, kostnader):
    assert settle(replace(facts, kostnader=kostnader)).anvant_belopp <= kostnader


@quick
@given(periods())
def test_more_time_used_never_gives_less(facts):
    assume(facts.anvant)
    # With a limit an earlier minute may push out a later one that is worth more.
    facts = replace(facts, beviljad=None)
    first = facts.anvant[0]
    more = Manadstid(month=first.month, minuter=first.minuter + 60)
    later = replace(facts, anvant=(more, *facts.anvant[1:]))
    assert settle(later).anvant_belopp >= settle(facts).anvant_belopp


@quick
@given(periods())
def test_a_rakning_too_late_changes_no_krona(facts):
    late = replace(facts, rakningar=(*facts.rakningar, Manadsrakning(month=MARCH, mottagen=date(2015, 1, 1))))
    before, after = settle(facts), settle(late)
    assert (before.anvant_belopp, moved(before)) == (after.anvant_belopp, moved(after))
    assert "EFTER_SLUTAVRAKNING" in codes(after)


@quick
@given(periods())
def test_an_arrears_month_worth_what_was_paid_changes_no_krona(facts):
    august = Month(2014, 8)
    before = {name: tuple(entry for entry in getattr(facts, name) if entry.month != august) for name in LISTS}
    facts = replace(facts, kostnader=None, **before)
    arrears = Manadsbelopp(month=august, belopp=Ore(1234567))
    more = replace(facts, utbetalt_efterskott=(*facts.utbetalt_efterskott, arrears))
    assert moved(settle(more)) == moved(settle(facts))


@quick
@given(periods())
def test_two_months_after_the_period_whatever_it_holds(facts):
    assert settle(facts).sista_dag == date(2014, 10, 31)
    assert facts.beviljandeperiod == SPRING
