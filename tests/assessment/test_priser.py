"""What an hour is paid with. The cap is the schablonbelopp and 12 percent more: 330.848 in 2018."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.assessment.underlagen import (
    FORETAG,
    anordnare,
    assessed,
    assistent,
    beslut,
    codes,
    in_month,
    rapport,
    report_of,
    underlag,
)

from assistans.assessment import assess
from assistans.assessment.priser import cap, schablonbelopp
from assistans.facts import CaseError, Rakning
from assistans.facts.beslut import Timbelopp
from assistans.facts.person import Person
from assistans.facts.rakning import Kostnader
from assistans.law import MissingParameterError, builtin, builtin_text, load
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

DAY = "09 08.00-16.00 aktiv"
PLENTY = Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader(lon=Ore(99_999_999)))
NONE = Rakning(mottagen=date(2018, 11, 4), tid=None)
EGEN = {"egen": anordnare("egen", slag="egen_arbetsgivare"), FORETAG: anordnare()}


def hogre(ore, **changes):
    return beslut(timbelopp=Timbelopp(hogre=Ore(ore)), **changes)


def rates(bedomning):
    return [part.timbelopp for payment in bedomning.utbetalningar for part in payment.delar]


@pytest.mark.parametrize("ore", [29539, 1, 0])
def test_a_higher_amount_below_the_schablonbelopp_is_refused_and_named(ore):
    with pytest.raises(
        CaseError, match=r"beslut\[0\].timbelopp.hogre: .* is below the schablonbelopp 295.40 of 2018"
    ):
        assessed(rapport(DAY), beslut=(hogre(ore),), rakning=PLENTY)


def test_the_schablonbelopp_itself_may_be_decided():
    assert rates(assessed(rapport(DAY), beslut=(hogre(29540),), rakning=PLENTY)) == [29540]


def test_a_grant_of_another_month_is_not_tested_against_this_ones_amount():
    earlier = hogre(1, beviljandeperiod=Period(date(2018, 4, 1), date(2018, 10, 1)))
    later = beslut(beviljandeperiod=Period(date(2018, 10, 1), date(2019, 1, 1)))
    assert rates(assessed(rapport(DAY), beslut=(earlier, later))) == [29540]


def test_the_second_grant_is_named_by_its_place():
    grants = (
        beslut(beviljandeperiod=Period(date(2018, 7, 1), date(2018, 10, 10))),
        hogre(100, beviljandeperiod=Period(date(2018, 10, 10), date(2019, 1, 1))),
    )
    with pytest.raises(CaseError, match=r"beslut\[1\]"):
        assessed(rapport(DAY), beslut=grants, rakning=PLENTY)


def test_a_year_without_an_amount_stops():
    with pytest.raises(MissingParameterError, match="schablonbelopp"):
        schablonbelopp(builtin(), date(1999, 6, 1))


@pytest.mark.parametrize(
    ("day", "ore"),
    [("2008-12-31", 23700), ("2014-01-01", 28000), ("2017-12-31", 29100), ("2018-01-01", 29540), ("2018-12-31", 29540), ("2019-01-01", 29980),
     ("2020-02-29", 30430), ("2021-06-01", 31500), ("2022-06-01", 31970), ("2023-12-31", 32450), ("2024-01-01", 33260), ("2026-06-01", 34770)],
)  # fmt: skip
def test_the_amount_is_that_of_the_year(day, ore):
    assert schablonbelopp(builtin(), date.fromisoformat(day)) == ore


@pytest.mark.parametrize(
    ("day", "ore"), [("2017-06-01", Fraction(3259200, 100)), ("2018-10-01", Fraction(330848, 10)), ("2023-06-01", Fraction(36344))]
)  # fmt: skip
def test_the_cap_is_the_exact_product(day, ore):
    assert cap(builtin(), date.fromisoformat(day)) == ore


@pytest.mark.parametrize(
    ("decided", "rate", "noted"),
    [(31000, Fraction(31000), False), (33084, Fraction(33084), False), (33085, Fraction(330848, 10), True), (50000, Fraction(330848, 10), True)],
)  # fmt: skip
def test_a_decided_amount_is_never_paid_above_the_cap(decided, rate, noted):
    bedomning = assessed(rapport(DAY), beslut=(hogre(decided),), rakning=PLENTY)
    assert rates(bedomning) == [rate]
    assert codes(bedomning) == (["HOGRE_BELOPP_BEGRANSAT"] if noted else [])


@pytest.mark.parametrize(("bosatt", "rate"), [("utanfor_ees", 20050), ("inom_ees", 29540)])
def test_only_an_assistant_outside_the_ees_is_paid_the_skaliga_amount(bosatt, rate):
    who = {"A": assistent(bosatt=bosatt)}
    bedomning = assessed(
        rapport(DAY), assistenter=who, beslut=(beslut(timbelopp_utanfor_ees=Ore(20050)),), rakning=PLENTY
    )
    assert rates(bedomning) == [rate]


def test_who_was_employed_before_july_2013_is_paid_the_ordinary_amount():
    who = {"A": assistent(bosatt="utanfor_ees", anstalld={FORETAG: date(2013, 6, 30)})}
    bedomning = assessed(rapport(DAY), assistenter=who, beslut=(beslut(timbelopp_utanfor_ees=Ore(20050)),))
    assert rates(bedomning) == [29540]


def test_skaligt_is_paid_by_the_hour_even_when_the_costs_are_lower():
    who = {"A": assistent(bosatt="utanfor_ees")}
    low = replace(PLENTY, kostnader=Kostnader(lon=Ore(1)))
    bedomning = assessed(
        rapport(DAY), assistenter=who, beslut=(beslut(timbelopp_utanfor_ees=Ore(20050)),), rakning=low
    )
    assert bedomning.belopp == 8 * 20050


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({}, False),
        ({"beslut": (hogre(31000),)}, True),
        ({"beslut": (beslut(timbelopp_utanfor_ees=Ore(20050)),), "assistenter": {"A": assistent(bosatt="utanfor_ees")}}, True),
        ({"beslut": (beslut(timbelopp_utanfor_ees=Ore(20050)),)}, False),
    ],
)  # fmt: skip
def test_an_account_of_costs_is_needed_where_costs_may_decide(changes, held):
    bedomning = assessed(rapport(DAY), rakning=NONE, **changes)
    assert codes(bedomning) == (["KOSTNADSREDOVISNING_SAKNAS"] if held else [])
    assert bedomning.utfall == ("vantar" if held else "beviljat")


def test_own_employment_in_arrears_needs_the_account_and_in_advance_it_does_not():
    own = {"anordnare": EGEN, "rakning": NONE}
    assert codes(assessed(rapport(DAY, anordnare="egen"), **own)) == ["KOSTNADSREDOVISNING_SAKNAS"]
    assert codes(assessed(rapport(DAY, anordnare="egen"), **own, person=Person(utbetalning="forskott"))) == []


def test_costs_decide_from_the_day_they_do_though_a_report_began_before_it():
    text, april = builtin_text(), Month(2016, 4)
    start = text.index("\n  kostnader_avgor:\n")
    rest = text[start:].replace("2016-03-31", "2016-04-10", 1).replace("2016-04-01", "2016-04-11", 1)
    few = Rakning(mottagen=date(2016, 5, 4), tid=None, kostnader=Kostnader(lon=Ore(100)))
    report = report_of(april, "05 08.00-16.00 aktiv", "20 08.00-16.00 aktiv", anordnare="egen")
    facts = underlag(report, **in_month(april, anordnare=EGEN, rakning=few))
    (payment,) = assess(facts, load(text[:start] + rest)).utbetalningar
    assert sorted((part.grund, part.enheter) for part in payment.delar) == [
        ("kostnader", 480 * 28),
        ("timbelopp", 480 * 28),
    ]


@pytest.mark.parametrize(("month", "held"), [(Month(2016, 3), False), (Month(2016, 4), True)])
def test_costs_are_accounted_for_before_payment_from_april_2016(month, held):
    grant = hogre(30000, beviljandeperiod=Period(month.first, month.shift(6).first))
    bedomning = assessed(report_of(month, DAY), **in_month(month, beslut=(grant,)))
    assert codes(bedomning) == (["KOSTNADSREDOVISNING_SAKNAS"] if held else [])


@pytest.mark.parametrize(
    ("first", "payable"),
    [("2016-12-01", False), ("2016-12-31", False), ("2017-01-01", True), ("2017-02-01", True)],
)
def test_who_both_buys_and_employs_is_paid_in_arrears_from_a_period_begun_in_2017(first, payable):
    month = Month(2017, 3)
    grant = beslut(beviljandeperiod=Period(date.fromisoformat(first), date(2017, 5, 1)))
    bedomning = assessed(
        report_of(month, DAY), **in_month(month, beslut=(grant,), person=Person(utbetalning="blandad"))
    )
    assert (bedomning.belopp > 0) == payable
    assert (bedomning.anvant_belopp is None) == payable


def test_a_month_with_both_kinds_of_period_has_a_part_of_each():
    halves = (Period(date(2016, 12, 1), date(2017, 3, 10)), Period(date(2017, 3, 10), date(2017, 9, 1)))
    month = Month(2017, 3)
    grants = tuple(beslut(beviljandeperiod=half) for half in halves)
    bedomning = assessed(
        report_of(month, DAY, "10 08.00-12.00 aktiv"),
        **in_month(month, beslut=grants, person=Person(utbetalning="blandad")),
    )
    assert bedomning.anvant_belopp == 8 * 29100
    assert bedomning.belopp == 4 * 29100


def test_each_grant_of_a_month_has_its_own_amount():
    grants = (
        hogre(31000, beviljandeperiod=Period(date(2018, 7, 1), date(2018, 10, 10))),
        hogre(32000, beviljandeperiod=Period(date(2018, 10, 10), date(2019, 1, 1))),
    )
    assert rates(assessed(rapport(DAY, "10 08.00-16.00 aktiv"), beslut=grants, rakning=PLENTY)) == [
        31000,
        32000,
    ]


def test_time_let_through_without_any_grant_is_not_paid():
    assert assessed(rapport(DAY), beslut=()).belopp == 0
