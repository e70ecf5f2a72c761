"""A settlement and the months it settles come to the same money, each by its own part of the program."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.assessment.regleringar.perioder import avstamning, slutavrakning
from tests.assessment.underlagen import HALF_YEAR, OCTOBER, beslut, months, rapport, underlag

from assistans.assessment import assess
from assistans.assessment.regleringar import reconcile, settle_finally
from assistans.facts import Kostnader, Person, Rakning
from assistans.facts.beslut import Timbelopp
from assistans.facts.regleringar import Avstamningsmanad, Manadsbelopp, Manadstid
from assistans.law import builtin
from assistans.timeline.months import Month
from assistans.timeline.quantities import UNITS_PER_MINUTE, Ore

LAW = builtin()
NOVEMBER = Month(2018, 11)
CAP_2018 = Fraction(330848, 10)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SETTLED = {"beviljandeperiod": HALF_YEAR, "preliminart": (), "gjord": date(2019, 2, 11)}


def used(month, bedomning):
    return Manadstid(month=month, minuter=Fraction(bedomning.enheter, UNITS_PER_MINUTE))


def in_month(facts, month, utbetalning):
    elsewhere = {"tidigare": (), "tidigare_veckor": {}, "senare": (), "senare_veckor": {}}
    return replace(facts, month=month, person=Person(utbetalning=utbetalning), **elsewhere)


@quick
@given(months(), months())
def test_a_period_paid_in_advance_is_worth_the_sum_of_its_months(october, november):
    bedomningar = [
        (month, assess(in_month(facts, month, "forskott"), LAW))
        for month, facts in ((OCTOBER, october), (NOVEMBER, november))
    ]
    answer = settle_finally(
        slutavrakning(anvant=tuple(used(*found) for found in bedomningar), **SETTLED), LAW
    )
    together = sum(bedomning.anvant_belopp for _, bedomning in bedomningar)
    assert abs(answer.anvant_belopp - together) <= Fraction(len(bedomningar), 2)


@quick
@given(months())
def test_a_month_paid_in_arrears_leaves_nothing_to_settle(facts):
    bedomning = assess(in_month(facts, OCTOBER, "efterskott"), LAW)
    parts = sum(len(paid.delar) for paid in bedomning.utbetalningar)
    paid = (Manadsbelopp(month=OCTOBER, belopp=bedomning.belopp),)
    answer = settle_finally(
        slutavrakning(
            anvant=(used(OCTOBER, bedomning),), utbetalt_efterskott=paid, utbetalning="blandad", **SETTLED
        ),
        LAW,
    )
    assert max(answer.tillgodo, answer.aterbetalas) <= Fraction(parts + 1, 2)


@quick
@given(st.integers(0, 23), st.integers(0, 12_000_00), st.sampled_from([31000, 33000, 33084]))
def test_a_month_at_the_higher_amount_and_its_reconciliation_come_to_costs_within_the_cap(
    hours, costs, decided
):
    assume(hours)
    facts = underlag(
        rapport(f"09 00.00-{hours:02d}.00 aktiv"),
        beslut=(beslut(timbelopp=Timbelopp(hogre=Ore(decided))),),
        rakning=Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader(lon=Ore(costs))),
    )
    bedomning = assess(facts, LAW)
    month = Avstamningsmanad(
        month=OCTOBER,
        minuter=Fraction(bedomning.enheter, UNITS_PER_MINUTE),
        kostnader=Ore(costs),
        beslutat=bedomning.belopp,
    )
    answer = reconcile(avstamning(month, beviljandeperiod=HALF_YEAR, gjord=date(2019, 2, 11)), LAW)
    assert bedomning.belopp + answer.att_betala == min(costs, int(hours * CAP_2018))
