from datetime import date
from fractions import Fraction

import pytest

from assistans.assessment.regleringar.work import (
    SettlementWork,
    exact,
    last_month,
    ordinary_pay_day,
    priced,
    refuse_long,
)
from assistans.facts import CaseError
from assistans.facts.regleringar import Preliminart
from assistans.law import PolicyError, builtin, builtin_text, load
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

LAW = builtin()


def work(first=date(2014, 8, 1), gjord=date(2014, 10, 4)):
    return SettlementWork(LAW, first=first, gjord=gjord)


def test_a_period_that_still_runs_has_no_last_month():
    with pytest.raises(CaseError, match="still runs"):
        last_month(Period(date(2014, 3, 1), None))


def test_a_period_over_six_months_is_refused():
    refuse_long(LAW, Period(date(2014, 3, 1), date(2014, 9, 1)))
    with pytest.raises(CaseError, match=r"beviljandeperiod: longer than 6 months \(SFB 51 kap\. 9 §\)"):
        refuse_long(LAW, Period(date(2014, 3, 1), date(2014, 9, 2)))


def test_a_way_to_round_that_the_program_does_not_know_stops():
    law = load(builtin_text().replace("value: halva_uppat", "value: halva_nedat"))
    with pytest.raises(PolicyError, match="avrundning_ore"):
        SettlementWork(law, first=date(2014, 8, 1), gjord=date(2014, 10, 4))


def test_a_check_that_is_off_is_not_seen():
    settled = work()
    settled.see("KOSTNADSREDOVISNING_SAKNAS")
    assert settled.iakttagelser == ()


def test_what_was_seen_is_sorted_each_code_once():
    settled = work()
    for kod in ("OVER_BEVILJAD_TID", "EFTER_SLUTAVRAKNING", "OVER_BEVILJAD_TID"):
        settled.see(kod)
    assert [seen.kod for seen in settled.iakttagelser] == ["EFTER_SLUTAVRAKNING", "OVER_BEVILJAD_TID"]


def test_what_a_settlement_sees_takes_no_minutes_and_names_no_report():
    settled = work()
    settled.see("OVER_BEVILJAD_TID")
    (seen,) = settled.iakttagelser
    assert (seen.minuter, seen.rapporter, seen.rader) == (0, (), ())


def test_someone_has_two_weeks_to_answer_moved_to_a_weekday():
    settled = work(gjord=date(2014, 10, 4))
    settled.see("KOSTNADSREDOVISNING_SAKNAS", "vanta")
    assert settled.iakttagelser[0].dag == date(2014, 10, 20)


@pytest.mark.parametrize(
    ("after", "day"),
    [
        (date(2014, 10, 4), date(2014, 10, 20)),
        (date(2014, 10, 20), date(2014, 11, 20)),
        (date(2014, 7, 17), date(2014, 7, 18)),
        (date(2014, 7, 18), date(2014, 7, 18)),
        (date(2014, 7, 19), date(2014, 8, 20)),
        (date(2014, 4, 1), date(2014, 4, 17)),
        (date(2017, 2, 1), date(2017, 2, 20)),
        (date(2014, 12, 31), date(2015, 1, 20)),
    ],
)
def test_the_first_twentieth_after_a_day_and_never_the_fifth(after, day):
    assert ordinary_pay_day(LAW, after=after) == day


@pytest.mark.parametrize(
    ("stated", "timbelopp", "codes"),
    [
        (None, 28000, []),
        (Ore(27000), 27000, []),
        (Ore(28001), 28001, []),
        (Ore(31360), 31360, []),
        (Ore(31361), 31360, ["HOGRE_BELOPP_BEGRANSAT"]),
    ],
)
def test_an_hour_is_priced_as_stated_within_the_cap_else_by_the_table(stated, timbelopp, codes):
    settled = work()
    assert settled.price(Month(2014, 7), stated) == timbelopp
    assert [seen.kod for seen in settled.iakttagelser] == codes


@pytest.mark.parametrize(("stated", "higher"), [(None, False), (Ore(28000), False), (Ore(28001), True)])
def test_more_than_the_schablonbelopp_is_a_higher_amount(stated, higher):
    assert work().higher(Preliminart(month=Month(2014, 7), minuter=Fraction(60), timbelopp=stated)) == higher


def test_a_cap_that_rests_on_an_amount_that_is_not_verified_is_noted():
    settled = work(first=date(2025, 12, 1))
    settled.price(Month(2025, 12), Ore(38000))
    assert [seen.kod for seen in settled.iakttagelser] == []
    settled.price(Month(2025, 12), Ore(39000))
    assert [seen.kod for seen in settled.iakttagelser] == [
        "HOGRE_BELOPP_BEGRANSAT",
        "PARAMETER_EJ_VERIFIERAD",
    ]


@pytest.mark.parametrize(("year", "codes"), [(2024, []), (2025, ["PARAMETER_EJ_VERIFIERAD"]), (2026, [])])
def test_a_table_amount_that_is_not_verified_is_noted(year, codes):
    settled = work()
    settled.table(Month(year, 12))
    assert [seen.kod for seen in settled.iakttagelser] == codes


def test_a_row_that_rests_on_a_policy_names_it():
    settled = work()
    day = settled.day("regleringsdag", "utbetalningsdag", date(2014, 10, 20), policy="helgflytt_utbetalning")
    belopp = settled.money("snittbelopp", "tak_visas", Ore(1), rule="H6", betalt=Ore(2))
    assert (day, belopp) == (date(2014, 10, 20), 1)
    assert [row.policy for row in settled.spar] == ["helgflytt_utbetalning", "tak_visas"]
    assert [row.enhet for row in settled.spar] == ["dag", "öre"]
    assert settled.spar[1].varden == {"betalt": 2}


@pytest.mark.parametrize(
    ("rule", "rules"), [("", ("B12", "D15")), ("B12", ("B12", "D15")), ("B14", ("B12", "D15", "B14"))]
)
def test_a_row_names_each_rule_once(rule, rules):
    settled = work()
    settled.money("tillgodo", "slutavrakning_manader", Ore(1), rule=rule)
    assert settled.spar[0].regler == rules


def test_a_row_that_adds_no_rule_rests_on_those_of_its_parameter():
    settled = work()
    settled.money("tillgodo", "slutavrakning_manader", Ore(1))
    settled.day("slutavrakning_sista_dag", "slutavrakning_manader", date(2014, 10, 31))
    settled.time("over_beviljad_manad", "slutavrakning_manader", Fraction(60))
    assert [row.regler for row in settled.spar] == [("B12", "D15")] * 3
    assert [(row.resultat, row.enhet) for row in settled.spar] == [
        (1, "öre"),
        (date(2014, 10, 31), "dag"),
        (60, "minuter"),
    ]


@pytest.mark.parametrize(("stated", "rate", "belopp"), [(None, 28000, 56000), (Ore(27000), 27000, 54000)])
def test_what_was_paid_in_advance_is_priced_as_stated_or_by_the_table(stated, rate, belopp):
    settled, paid = work(), Preliminart(month=Month(2014, 7), minuter=Fraction(120), timbelopp=stated)
    assert settled.paid_in_advance(paid, "slutavrakning_manader") == belopp
    (row,) = settled.spar
    assert row.varden == {"manad": Month(2014, 7), "minuter": 120, "timbelopp": rate}
    assert (row.nyckel, row.regler) == ("preliminart_manad", ("B12", "D15", "B10"))


def test_used_time_is_priced_in_one_part_by_the_rule_of_rounding():
    settled = work()
    assert settled.used(Month(2014, 7), Fraction(1), Fraction(28000)) == 467
    (row,) = settled.spar
    assert (row.nyckel, row.regler) == ("anvant_manad", ("1.2", "B3"))


def test_a_part_is_rounded_half_up_once():
    assert exact(Fraction(1), 28000) == Fraction(1400, 3)
    assert priced(Fraction(1), 28000) == 467
    assert priced(Fraction(1, 2), 60) == 1
    assert priced(Fraction(1, 3), 60) == 0
