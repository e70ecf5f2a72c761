from datetime import date

import pytest
from tests.assessment.underlagen import assessed, beslut, codes, in_month, rapport, report_of

from assistans.facts import Rakning, Tid
from assistans.facts.beslut import BeviljadTid, Timbelopp
from assistans.facts.rakning import Kostnader
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

DAY = "09 08.00-16.00 aktiv"


def hogre(ore=31000, **changes):
    return (beslut(timbelopp=Timbelopp(hogre=Ore(ore)), **changes),)


def account(kostnader):
    return Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=kostnader)


@pytest.mark.parametrize(
    ("kostnader", "found"),
    [(None, ["KOSTNADSREDOVISNING_SAKNAS"]), (Kostnader(), ["KOSTNAD_UNDER_TIMBELOPP"])],
)
def test_zeroes_are_an_account_and_absence_is_none(kostnader, found):
    assert codes(assessed(rapport(DAY), beslut=hogre(), rakning=account(kostnader))) == found


def test_a_missing_account_holds_the_whole_month():
    bedomning = assessed(
        rapport(DAY), rapport("10 08.00-16.00 aktiv", assistent="B"), beslut=hogre(), rakning=account(None)
    )
    assert (bedomning.vantar, bedomning.belopp) == (Tid(960), 0)


def test_without_a_rakning_there_is_no_account_either():
    assert codes(assessed(rapport(DAY), beslut=hogre(), rakning=None)) == [
        "KOSTNADSREDOVISNING_SAKNAS",
        "RAKNING_SAKNAS",
    ]


def test_time_that_is_not_approved_needs_no_account():
    nothing = hogre(tid=BeviljadTid(per="period", minuter=0))
    assert codes(assessed(rapport(DAY), beslut=nothing, rakning=account(None))) == ["OVER_BEVILJAD_TID"]


def test_an_account_is_needed_though_the_same_month_is_late():
    late = rapport(DAY, mottagen=date(2018, 12, 10))
    found = assessed(late, beslut=hogre(), rakning=account(None), assessed_on=date(2018, 12, 11))
    assert codes(found) == ["FOR_SENT", "KOSTNADSREDOVISNING_SAKNAS"]


@pytest.mark.parametrize(("decided", "noted"), [(33084, False), (33085, True)])
def test_the_cap_is_noted_when_it_decides(decided, noted):
    found = codes(
        assessed(rapport(DAY), beslut=hogre(decided), rakning=account(Kostnader(lon=Ore(99_999_999))))
    )
    assert ("HOGRE_BELOPP_BEGRANSAT" in found) == noted


@pytest.mark.parametrize(
    ("month", "noted"),
    [(Month(2008, 6), False), (Month(2009, 6), True), (Month(2011, 6), True), (Month(2018, 6), False), (Month(2025, 6), True), (Month(2026, 6), False),
     (Month(2027, 6), True)],
)  # fmt: skip
def test_an_amount_not_verified_or_past_its_verified_date_is_noted(month, noted):
    assert (codes(assessed(report_of(month, DAY), **in_month(month))) == ["PARAMETER_EJ_VERIFIERAD"]) == noted


def test_an_amount_that_is_not_used_is_not_noted():
    month = Month(2025, 6)
    nothing = beslut(
        beviljandeperiod=Period(month.first, month.shift(6).first), tid=BeviljadTid(per="period", minuter=0)
    )
    assert codes(assessed(report_of(month, DAY), **in_month(month, beslut=(nothing,)))) == [
        "OVER_BEVILJAD_TID"
    ]
