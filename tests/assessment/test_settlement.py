"""What is payable, to whom, on which day. An hour of 2018 is 295.40."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    anordnare,
    assessed,
    assistent,
    beslut,
    codes,
    months,
    rapport,
)

from assistans.assessment import assess
from assistans.facts import Komplettering, Rakning
from assistans.facts.beslut import BeviljadTid, Timbelopp
from assistans.facts.person import Person
from assistans.facts.rakning import Kostnader
from assistans.law import builtin
from assistans.timeline.months import Period
from assistans.timeline.quantities import Ore

DAY = "09 08.00-16.00 aktiv"
OTHER = "10 08.00-16.00 aktiv"
DOUBLE = BeviljadTid(per="period", minuter=60000)
EGEN = {
    "egen": anordnare("egen", slag="egen_arbetsgivare"),
    FORETAG: anordnare(),
    KOOPERATIV: anordnare(KOOPERATIV),
}


def costs(ore, **kinds):
    return Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader(lon=Ore(ore), **kinds))


def paid(bedomning):
    return [(payment.mottagare, payment.belopp, payment.dag) for payment in bedomning.utbetalningar]


def test_nothing_approved_is_no_payment():
    bedomning = assessed(rapport(DAY), assistenter={"A": assistent(anmald={})})
    assert bedomning.utbetalningar == ()
    assert bedomning.belopp == 0
    assert bedomning.anvant_belopp is None


def test_costs_of_nothing_pay_nothing_and_make_no_payment_of_nothing():
    bedomning = assessed(rapport(DAY, anordnare="egen"), anordnare=EGEN, rakning=costs(0))
    assert bedomning.godkand.aktiv == 480
    assert bedomning.utbetalningar == ()
    assert "KOSTNAD_UNDER_TIMBELOPP" in codes(bedomning)


def test_each_payee_is_paid_for_its_own_time():
    bedomning = assessed(rapport(DAY), rapport("10 08.00-09.00 aktiv", assistent="B", anordnare=KOOPERATIV))
    assert paid(bedomning) == [(FORETAG, 236320, date(2018, 11, 20)), (KOOPERATIV, 29540, date(2018, 11, 20))]
    assert bedomning.belopp == 265860


def test_two_anordnare_that_lose_their_payee_are_one_payment_to_the_person_rounded_once():
    bare = {name: anordnare(name, betalningsmottagare=()) for name in (FORETAG, KOOPERATIV)}
    reports = (
        rapport("09 08.00-08.07 aktiv"),
        rapport("10 08.00-08.07 aktiv", assistent="B", anordnare=KOOPERATIV),
    )
    bedomning = assessed(*reports, anordnare=bare)
    assert paid(bedomning) == [("person", 6893, date(2018, 11, 20))]  # 14/60 of 295.40 is 68.9267
    (part,) = bedomning.utbetalningar[0].delar
    assert part.anordnare == (FORETAG, KOOPERATIV)
    assert part.enheter == 14 * 28


@pytest.mark.parametrize(
    ("rakning", "report", "day"),
    [
        ("2018-11-04", "2018-11-03", "2018-11-20"),
        ("2018-11-05", "2018-11-05", "2018-11-20"),
        ("2018-11-05", "2018-11-06", "2018-12-05"),
        ("2018-11-06", "2018-11-03", "2018-12-05"),
        ("2018-11-20", "2018-11-03", "2018-12-05"),
        ("2018-11-03", "2018-11-21", "2018-12-05"),
        ("2018-12-05", "2018-11-03", "2018-12-20"),
    ],
)
def test_the_day_follows_the_latest_of_rakning_and_report(rakning, report, day):
    declared = Rakning(mottagen=date.fromisoformat(rakning), tid=None)
    arrived = rapport(DAY, mottagen=date.fromisoformat(report))
    bedomning = assessed(arrived, rakning=declared, assessed_on=max(declared.mottagen, arrived.mottagen))
    assert [dag.isoformat() for _, _, dag in paid(bedomning)] == [day]


def test_the_day_of_one_payee_does_not_wait_for_anothers_report():
    late = rapport(OTHER, assistent="B", anordnare=KOOPERATIV, mottagen=date(2018, 11, 6))
    assert [dag for _, _, dag in paid(assessed(rapport(DAY), late))] == [
        date(2018, 11, 20),
        date(2018, 12, 5),
    ]


@pytest.mark.parametrize(
    ("of", "days"),
    [(None, ["12-05", "12-05"]), (FORETAG, ["12-05", "11-20"]), (KOOPERATIV, ["11-20", "12-05"])],
)
def test_an_answer_moves_the_day_of_whom_it_concerns(of, days):
    asked = Komplettering(
        begard=date(2018, 11, 4), sista_dag=date(2018, 11, 19), inkom=date(2018, 11, 12),
        assistent=None if of is None else "A", anordnare=of,
    )  # fmt: skip
    reports = (rapport(DAY), rapport(OTHER, anordnare=KOOPERATIV))
    bedomning = assessed(*reports, kompletteringar=(asked,), assessed_on=date(2018, 11, 13))
    assert [dag.strftime("%m-%d") for _, _, dag in paid(bedomning)] == days


def test_money_never_goes_out_before_the_day_of_assessment():
    bedomning = assessed(rapport(DAY), assessed_on=date(2019, 1, 21))
    assert [dag for _, _, dag in paid(bedomning)] == [date(2019, 2, 5)]


@pytest.mark.parametrize(
    ("lon", "amount", "noted"),
    [(236319, 236319, True), (236320, 236320, False), (236321, 236320, False), (1, 1, True)],
)
def test_the_lower_of_costs_and_time_times_amount_is_paid(lon, amount, noted):
    bedomning = assessed(rapport(DAY, anordnare="egen"), anordnare=EGEN, rakning=costs(lon))
    assert bedomning.belopp == amount
    assert ("KOSTNAD_UNDER_TIMBELOPP" in codes(bedomning)) == noted
    assert bedomning.utbetalningar[0].delar[0].grund == ("kostnader" if noted else "timbelopp")


def test_every_kind_of_cost_counts():
    each = {
        name: Ore(1000 + n)
        for n, name in enumerate(["ob", "omkostnader", "utbildning", "arbetsmiljo", "administration"])
    }
    bedomning = assessed(rapport(DAY, anordnare="egen"), anordnare=EGEN, rakning=costs(100, **each))
    assert bedomning.belopp == 100 + 5000 + 10


def test_a_schablon_payee_is_paid_by_the_hour_whatever_the_costs():
    bedomning = assessed(rapport(DAY), rakning=costs(1))
    assert bedomning.belopp == 236320
    assert codes(bedomning) == []


def test_costs_bind_only_the_time_whose_price_they_bind():
    bedomning = assessed(
        rapport(DAY, anordnare="egen"), rapport(OTHER, assistent="B"), anordnare=EGEN, rakning=costs(100000)
    )
    assert paid(bedomning) == [(FORETAG, 236320, date(2018, 11, 20)), ("person", 100000, date(2018, 11, 20))]


@pytest.mark.parametrize(
    ("lon", "shares"), [(100, [50, 50]), (101, [51, 50]), (1, [1, 0]), (99999, [50000, 49999])]
)
def test_payees_share_costs_by_time_with_the_odd_ore_to_the_first(lon, shares):
    hogre = (beslut(timbelopp=Timbelopp(hogre=Ore(31000))),)
    reports = (rapport(DAY), rapport(OTHER, assistent="B", anordnare=KOOPERATIV))
    bedomning = assessed(*reports, beslut=hogre, rakning=costs(lon))
    assert [belopp for _, belopp, _ in paid(bedomning)] == [share for share in shares if share]
    assert bedomning.belopp == lon


def test_three_hours_to_one_carry_three_quarters_of_the_costs():
    hogre = (beslut(timbelopp=Timbelopp(hogre=Ore(31000))),)
    reports = (
        rapport("09 08.00-14.00 aktiv"),
        rapport("10 08.00-10.00 aktiv", assistent="B", anordnare=KOOPERATIV),
    )
    bedomning = assessed(*reports, beslut=hogre, rakning=costs(80000))
    assert [belopp for _, belopp, _ in paid(bedomning)] == [60000, 20000]


def test_in_advance_nothing_is_payable_now_but_the_month_has_its_value():
    bedomning = assessed(rapport(DAY), person=Person(utbetalning="forskott"))
    assert (bedomning.belopp, bedomning.anvant_belopp, bedomning.utbetalningar) == (0, 236320, ())


def test_in_advance_a_month_of_nothing_is_worth_nothing():
    bedomning = assessed(rapport(), person=Person(utbetalning="forskott"))
    assert (bedomning.utfall, bedomning.anvant_belopp) == ("noll", 0)


def test_in_arrears_no_value_in_advance_is_said():
    assert assessed(rapport(DAY)).anvant_belopp is None


def test_two_rates_of_one_payee_are_two_parts_each_rounded():
    grants = tuple(
        beslut(beviljandeperiod=period, timbelopp_utanfor_ees=Ore(rate))
        for period, rate in (
            (Period(date(2018, 7, 1), date(2018, 10, 10)), 25055),
            (Period(date(2018, 10, 10), date(2019, 1, 1)), 25155),
        )
    )
    abroad = {"A": assistent(bosatt="utanfor_ees")}
    bedomning = assessed(
        rapport("09 08.00-08.07 aktiv", "10 08.00-08.07 aktiv"),
        beslut=grants,
        assistenter=abroad,
        rakning=costs(0),
    )
    assert [(part.timbelopp, part.belopp) for part in bedomning.utbetalningar[0].delar] == [
        (25055, 2923),
        (25155, 2935),
    ]


def test_a_payment_says_on_which_rules_it_rests():
    rows = [
        row
        for row in assessed(rapport(DAY, anordnare="egen"), anordnare=EGEN, rakning=costs(1)).spar
        if row.nyckel.startswith("belopp")
    ]
    assert [row.regler for row in rows] == [("B3", "B16", "H4")]
    rows = [row for row in assessed(rapport(DAY)).spar if row.nyckel.startswith("belopp")]
    assert [(row.regler, row.resultat) for row in rows] == [(("B3",), 236320)]


@settings(max_examples=60, deadline=None)
@given(months(), st.integers(0, 3_000_000))
def test_own_employment_never_costs_more_than_the_account_nor_than_the_hours(facts, lon):
    reports = [replace(report, anordnare="egen") for report in facts.tidsredovisningar]
    own = replace(facts, tidsredovisningar=tuple(reports), anordnare=EGEN, rakning=costs(lon))
    bedomning = assess(own, builtin())
    assert bedomning.belopp <= lon
    assert bedomning.belopp <= Fraction(bedomning.enheter * 29540, 1680) + 1
    assert bedomning.belopp == sum(
        part.belopp for payment in bedomning.utbetalningar for part in payment.delar
    )
    assert bedomning.kommun[0].belopp <= bedomning.belopp + Fraction(1, 2)


def test_the_days_of_payment_are_told_in_the_order_of_the_anordnare():
    names = [f"556000000{number}" for number in range(1, 8)]
    reports = [
        rapport(f"{10 + place} 08.00-09.00 aktiv", anordnare=name)
        for place, name in enumerate(reversed(names))
    ]
    bedomning = assessed(*reports, anordnare={name: anordnare(name) for name in names})
    told = [row.varden["anordnare"] for row in bedomning.spar if row.nyckel == "betalningsdag"]
    assert told == names
