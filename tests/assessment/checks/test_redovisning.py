"""Räkning and reports. October's last reporting day is Wednesday 2018-12-05."""

from datetime import date

import pytest
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    assessed,
    beslut,
    codes,
    in_month,
    rapport,
    report_of,
)

from assistans.facts import Komplettering, Rakning, Tid
from assistans.timeline.months import Month

DAY = "09 08.00-16.00 aktiv"
OTHER = "10 08.00-16.00 aktiv"
ON_TIME, LATE = date(2018, 12, 5), date(2018, 12, 6)
KINDS = (beslut(vantetid=True, beredskap=True),)


def rakning(tid=None, mottagen=date(2018, 11, 4)):
    return Rakning(mottagen=mottagen, tid=tid)


def asked(inkom=None, begard=date(2018, 11, 5), sista_dag=date(2018, 11, 19), of=None):
    return Komplettering(
        begard=begard, sista_dag=sista_dag, inkom=inkom, assistent=None if of is None else "A", anordnare=of
    )


def test_reports_without_a_rakning_wait():
    bedomning = assessed(rapport(DAY), rakning=None)
    assert (codes(bedomning), bedomning.vantar, bedomning.utfall) == (["RAKNING_SAKNAS"], Tid(480), "vantar")


def test_neither_reports_nor_rakning_is_nothing_to_remark_on():
    bedomning = assessed(rakning=None)
    assert (codes(bedomning), bedomning.utfall) == ([], "noll")


@pytest.mark.parametrize(
    ("declared", "differs"),
    [
        (Tid(480, 240, 60), False),
        (Tid(479, 240, 60), True),
        (Tid(481, 240, 60), True),
        (Tid(480, 239, 60), True),
        (Tid(480, 240, 61), True),
        (Tid(240, 480, 60), True),
        (None, False),
    ],
)
def test_the_rakning_is_compared_kind_by_kind(declared, differs):
    report = rapport(DAY, "10 00.00-04.00 vantetid", "11 00.00-01.00 beredskap")
    bedomning = assessed(report, rakning=rakning(declared), beslut=KINDS)
    assert codes(bedomning) == (["RAKNING_SKILJER_SIG"] if differs else [])
    assert bedomning.utfall == ("vantar" if differs else "beviljat")


def test_the_rakning_is_compared_with_all_anordnare_together_and_before_any_check():
    reports = (rapport(DAY), rapport(DAY, assistent="B", anordnare=KOOPERATIV))
    assert "RAKNING_SKILJER_SIG" not in codes(assessed(*reports, rakning=rakning(Tid(960))))
    assert "RAKNING_SKILJER_SIG" in codes(assessed(*reports, rakning=rakning(Tid(480))))


def test_the_rakning_states_the_hours_that_passed_on_a_night_of_change():
    night = rapport("28 00.00-04.00 aktiv")
    assert codes(assessed(night, rakning=rakning(Tid(300)))) == []
    assert codes(assessed(night, rakning=rakning(Tid(240)))) == ["RAKNING_SKILJER_SIG"]


def test_a_kind_with_a_row_without_length_is_not_compared_and_the_others_are():
    report = rapport(DAY, "32 08.00-09.00 aktiv", "10 00.00-04.00 vantetid")
    same = rakning(Tid(9999, 240))
    assert codes(assessed(report, rakning=same, beslut=KINDS)) == ["RAD_OGILTIG"]
    other = rakning(Tid(9999, 239))
    assert codes(assessed(report, rakning=other, beslut=KINDS)) == ["RAD_OGILTIG", "RAKNING_SKILJER_SIG"]


@pytest.mark.parametrize(("arrived", "late"), [(ON_TIME, False), (LATE, True)])
def test_a_late_report_waits_by_itself(arrived, late):
    bedomning = assessed(
        rapport(DAY), rapport(OTHER, assistent="B", mottagen=arrived), assessed_on=date(2018, 12, 10)
    )
    assert codes(bedomning) == (["FOR_SENT"] if late else [])
    assert bedomning.vantar == (Tid(480) if late else Tid())
    if late:
        assert bedomning.iakttagelser[0].rapporter == (1,)


@pytest.mark.parametrize(("arrived", "late"), [(ON_TIME, False), (LATE, True)])
def test_a_late_rakning_holds_the_month(arrived, late):
    bedomning = assessed(
        rapport(DAY),
        rapport(OTHER, assistent="B"),
        rakning=rakning(mottagen=arrived),
        assessed_on=date(2018, 12, 10),
    )
    assert bedomning.vantar == (Tid(960) if late else Tid())
    assert codes(bedomning) == (["FOR_SENT"] if late else [])


@pytest.mark.parametrize(
    ("month", "last"),
    [(Month(2018, 10), date(2018, 12, 5)), (Month(2018, 11), date(2019, 1, 7)), (Month(2018, 8), date(2018, 10, 5)), (Month(2018, 3), date(2018, 5, 7))],
)  # fmt: skip
def test_the_reporting_day_moves_to_the_next_weekday(month, last):
    facts = in_month(month, assessed_on=last.replace(day=last.day + 1), rakning=rakning(mottagen=last))
    assert codes(assessed(report_of(month, DAY, mottagen=last), **facts)) == []
    after = in_month(
        month,
        assessed_on=last.replace(day=last.day + 1),
        rakning=rakning(mottagen=last.replace(day=last.day + 1)),
    )
    assert codes(assessed(report_of(month, DAY, mottagen=last), **after)) == ["FOR_SENT"]


@pytest.mark.parametrize(
    ("inkom", "late"),
    [("2018-11-19", False), ("2018-11-20", False), ("2018-12-05", False), ("2018-12-06", True)],
)
def test_a_late_answer_is_judged_by_the_reporting_day(inkom, late):
    answer = asked(inkom=date.fromisoformat(inkom))
    bedomning = assessed(rapport(DAY), kompletteringar=(answer,), assessed_on=date(2018, 12, 20))
    assert codes(bedomning) == (["FOR_SENT"] if late else [])


def test_an_answer_within_its_day_is_in_time_even_after_the_reporting_day():
    answer = asked(inkom=date(2018, 12, 14), sista_dag=date(2018, 12, 14))
    bedomning = assessed(rapport(DAY), kompletteringar=(answer,), assessed_on=date(2018, 12, 20))
    assert codes(bedomning) == []


@pytest.mark.parametrize(
    ("begard", "inkom", "sista_dag", "late"),
    [
        ("2018-12-01", "2018-12-10", "2018-12-14", False),
        ("2018-12-01", "2018-12-14", "2018-12-14", False),
        ("2018-12-01", "2018-12-15", "2018-12-14", True),
        ("2018-12-11", "2018-12-12", "2018-12-14", True),
        ("2018-12-01", "2018-12-09", "2018-12-14", True),
    ],
)
def test_the_first_valid_version_may_itself_be_what_was_asked_for(begard, inkom, sista_dag, late):
    answer = asked(*map(date.fromisoformat, (inkom, begard, sista_dag)), of=FORETAG)
    arrived = rapport(DAY, mottagen=date(2018, 12, 10))
    bedomning = assessed(arrived, kompletteringar=(answer,), assessed_on=date(2018, 12, 20))
    assert codes(bedomning) == (["FOR_SENT"] if late else [])


def test_an_answer_for_another_report_does_not_excuse_this_one():
    answer = asked(inkom=date(2018, 12, 10), sista_dag=date(2018, 12, 14), of=KOOPERATIV)
    arrived = rapport(DAY, mottagen=date(2018, 12, 10))
    bedomning = assessed(arrived, kompletteringar=(answer,), assessed_on=date(2018, 12, 20))
    assert codes(bedomning) == ["FOR_SENT"]


@pytest.mark.parametrize(("assessed_on", "waits"), [(date(2018, 11, 19), False), (date(2018, 11, 20), True)])
def test_a_completion_not_answered_holds_after_its_day(assessed_on, waits):
    bedomning = assessed(rapport(DAY), kompletteringar=(asked(),), assessed_on=assessed_on)
    assert codes(bedomning) == (["KOMPLETTERING_SAKNAS"] if waits else [])
    assert bedomning.vantar == (Tid(480) if waits else Tid())


@pytest.mark.parametrize(
    ("inkom", "assessed_on", "told"),
    [
        (None, date(2018, 11, 19), ("komplettering_vantas", "inte kommit in")),
        (None, date(2018, 11, 20), ("komplettering_saknas", "inte kommit in")),
        (date(2018, 11, 19), date(2018, 11, 30), ("komplettering_inkom", date(2018, 11, 19))),
    ],
)
def test_a_completion_is_told_as_awaited_missing_or_by_the_day_it_came(inkom, assessed_on, told):
    bedomning = assessed(rapport(DAY), kompletteringar=(asked(inkom=inkom),), assessed_on=assessed_on)
    (row,) = [row for row in bedomning.spar if row.nyckel.startswith("komplettering")]
    assert ((row.nyckel, row.resultat), row.enhet) == (told, "dag")


def test_an_answered_completion_holds_nothing():
    answered = asked(inkom=date(2018, 11, 19))
    assert codes(assessed(rapport(DAY), kompletteringar=(answered,), assessed_on=date(2018, 11, 30))) == []


@pytest.mark.parametrize(("of", "held"), [(None, 960), (FORETAG, 480), (KOOPERATIV, 480)])
def test_a_completion_of_a_report_holds_that_report_and_of_the_rakning_the_month(of, held):
    reports = (rapport(DAY), rapport(OTHER, anordnare=KOOPERATIV))
    bedomning = assessed(*reports, kompletteringar=(asked(of=of),), assessed_on=date(2018, 11, 30))
    assert bedomning.vantar == Tid(held)


@pytest.mark.parametrize(
    ("ids", "doubled"),
    [(("r1", "r2"), True), (("r1", "r1"), False), ((None, None), False), (("r1", None), True)],
)
def test_two_reports_with_different_ids_may_be_a_correction(ids, doubled):
    bedomning = assessed(rapport(DAY, id=ids[0]), rapport(OTHER, id=ids[1]))
    assert codes(bedomning) == (["MOJLIG_RATTELSE"] if doubled else [])
    assert bedomning.vantar == (Tid(960) if doubled else Tid())


def test_reports_of_different_assistants_or_anordnare_are_no_correction():
    reports = (
        rapport(DAY, id="r1"),
        rapport(OTHER, id="r2", anordnare=KOOPERATIV),
        rapport("11 08.00-16.00 aktiv", id="r3", assistent="B"),
    )
    assert codes(assessed(*reports)) == []


def test_what_a_report_holds_has_taken_its_place_in_the_budget():
    late = rapport("09 08.00-10.00 aktiv", id="r1"), rapport("09 10.00-12.00 aktiv", id="r2")
    grant = beslut(tid=beslut().tid.__class__(per="period", minuter=240))
    after = rapport("10 08.00-10.00 aktiv", assistent="B")
    bedomning = assessed(*late, after, beslut=(grant,))
    assert bedomning.per_kod == {"MOJLIG_RATTELSE": 240, "OVER_BEVILJAD_TID": 120}
