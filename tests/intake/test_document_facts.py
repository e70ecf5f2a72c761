"""What documents say, as facts: the same for casework and for the check before sending."""

from datetime import date, datetime

import pytest
from tests.intake import reports
from tests.intake.rakning.known import SHORTEST, WHOLE

from assistans.facts import Rad, Tid
from assistans.intake.document_facts import rakning_facts, report_facts, rows
from assistans.intake.elt import document
from assistans.intake.rakning import document as rakning_document
from assistans.timeline.months import Period

DAY = date(2018, 11, 3)


def form(content):
    read = rakning_document.read(content)
    tid = Tid(read.aktiv_min, read.vantetid_min, read.beredskap_min)
    return rakning_facts(mottagen=DAY, tid=tid, uppgifter=read.uppgifter)


def report(**told):
    read = document.read(reports.document(**told))
    return report_facts(
        assistent="A",
        anordnare=read.anordnare,
        mottagen=DAY,
        id=read.id,
        kollektivavtal=read.kollektivavtal,
        rader=zip(read.rad_dag, read.rad_fran, read.rad_till, read.rad_slag, strict=True),
        uppgifter=read.uppgifter,
    )


@pytest.mark.parametrize(
    ("row", "rad"),
    [
        ((28, "00.00", "24.00", "aktiv"), Rad(28, 0, 2400, "aktiv")),
        ((9, "22.30", "05.05", "vantetid"), Rad(9, 2230, 505, "vantetid")),
        ((31, "25.70", "99.99", "beredskap"), Rad(31, 2570, 9999, "beredskap")),
    ],
)
def test_a_row_is_kept_as_written_however_wrong(row, rad):
    assert rows([row]) == (rad,)
    assert str(rad) == f"{row[0]:02d} {row[1]}-{row[2]} {row[3]}"


def test_a_report_says_who_where_when_and_its_rows():
    found = report(rader=("9 08.00-16.00 aktivTid", "10 08.00-09.00 beredskapsTid"))
    assert (found.assistent, found.anordnare, found.mottagen) == ("A", "5560000001", DAY)
    assert found.kollektivavtal is True
    assert found.rader == (Rad(9, 800, 1600, "aktiv"), Rad(10, 800, 900, "beredskap"))
    assert found.berakningsperiod == ()


def test_the_periods_of_working_time_hold_both_days():
    period = "<berakningsperiod><fromDag>2018-10-01</fromDag><tomDag>2018-10-28</tomDag></berakningsperiod>"
    assert report(perioder=period).berakningsperiod == (
        Period.inclusive(date(2018, 10, 1), date(2018, 10, 28)),
    )


def test_a_short_rakning_has_no_account_and_no_stays():
    found = form(SHORTEST)
    assert found.tid == Tid(6000, 0, 0)
    assert found.kostnader is None
    assert found.sjukhus == ()
    assert found.skola_eller_daglig_verksamhet is False


def test_a_whole_form_keeps_every_point_that_the_law_asks_for():
    found = form(WHOLE)
    said = rakning_document.read(WHOLE).uppgifter
    assert found.kostnader.summa == said["kostnader"]["summa_ore"]
    assert found.kvar_av_forra_utbetalningen == said["kvar_ore"]
    assert found.skola_eller_daglig_verksamhet == tuple(said["skola_eller_daglig_verksamhet"])
    assert found.vistelse_utanfor_ees is said["vistelse_utanfor_ees"]
    assert [stay.fran for stay in found.sjukhus] == [
        datetime.fromisoformat(stay["from"]) for stay in said["sjukhus"]
    ]
