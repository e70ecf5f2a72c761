"""`assistans case`: a stranger does the casework by commands."""

import argparse
from datetime import UTC, date, datetime

import pytest
from tests.casework import county

from assistans.base import instance
from assistans.base.models import AccessLog
from assistans.casework import recompute as recomputing
from assistans.casework.models import Komplettering, Stallningstagande, Uppgift
from assistans.casework.versions import UnknownLaw
from assistans.law import builtin, load
from assistans.registers.services import register_avliden
from assistans.site.commands import case
from assistans.site.errors import OperatorError

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_work(db):  # noqa: ARG001 - a database comes first
    instance.set_demo_clock(LATER)
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()


@pytest.fixture
def run(capsys):
    def run(*argv, who=county.HANDLAGGARE):
        parser = argparse.ArgumentParser()
        case.add_arguments(parser)
        who = ["--who", who] if argv[0] not in {"list", "uppgifter", "recompute"} else []
        code = case.run(parser.parse_args([argv[0], *map(str, argv[1:]), *who]))
        return code, capsys.readouterr().out

    return run


def october(who=county.PERSON):
    return county.month(who).person.public_id, "2018-10"


def test_a_month_that_nobody_has_is_said_so(run):
    with pytest.raises(OperatorError, match="inget ärende"):
        run("show", october()[0], "2017-10", "--why", "Prövning.")


def test_what_cannot_be_done_is_said_with_what_to_do(run):
    with pytest.raises(OperatorError, match="Godkänn eller neka"):
        run("decide", *october())


def test_the_list_counts_months_by_utfall(run):
    code, out = run("list")
    assert code == 0
    assert "2018-10" in out
    assert "delvis: 1" in out


def test_the_calculation_is_shown_by_name_and_its_reading_is_logged(run):
    _, out = run("show", *october(), "--why", "Utskrift.", "--text", "--audience", "person")
    assert out.startswith("Uträkning av assistansersättning för oktober 2018\nGäller: ")
    assert (
        "  Bo Ek har redovisat 4 h aktiv tid hos Assistans i Väst AB på 1 rad. [SFB 51 kap. 24 § 2 p.]\n"
        in out
    )
    assert "    Handläggaren ska agera: utred vilken av raderna som är rätt. Senast den " in out
    assert county.COMPANY not in out
    assert AccessLog.objects.get().why == "Utskrift."


def test_showing_a_month_is_logged_with_who_and_why(run):
    _, out = run("show", *october(), "--why", "Prövning av månaden.", "--rows")
    assert "Åsa Öberg, 2018-10: oppet, delvis" in out
    assert "ASSISTENT_OVERLAPPAR: Samma assistent är redovisad" in out
    row = AccessLog.objects.get()
    assert (row.who, row.whose, row.why) == (county.HANDLAGGARE, october()[0], "Prövning av månaden.")


def test_no_personal_number_is_printed(run):
    outs = [run("list")[1], run("uppgifter")[1], run("show", *october(), "--why", "Prövning.", "--rows")[1]]
    for number in (county.PERSON, county.ANNAN_PERSON, county.ASSISTENT):
        assert not any(number in out for out in outs)


def test_open_uppgifter_are_listed_and_the_next_one_is_taken(run):
    assert "ASSISTENT_OVERLAPPAR" in run("uppgifter", "--kind", "iakttagelse")[1]
    assert "iakttagelse ASSISTENT_OVERLAPPAR" in run("next")[1]
    assert Uppgift.objects.filter(tilldelad=county.HANDLAGGARE).count() == 1


def test_what_waits_is_approved_withdrawn_and_approved_again(run):
    _, out = run("approve", *october(), "ASSISTENT_OVERLAPPAR", "--reason", "Utrett.")
    assert out == "Månaden är nu beviljat: godkänd 4:00, väntar 0:00, stoppad 0:00.\n"
    run("withdraw", Stallningstagande.objects.get().public_id, "--reason", "Fel.")
    _, out = run("approve", *october(), "ASSISTENT_OVERLAPPAR", "--reason", "Ny.", "--day", "2018-10-04")
    assert "beviljat" in out


def test_a_refusal_is_communicated_decided_and_attested(run):
    _, out = run("refuse", *october(), "ASSISTENT_OVERLAPPAR", "--reason", "Inte här.", "--from", "10.00")
    assert "stoppad 1:00" in out
    _, out = run("hear", *october(), "--text", "En timme kan nekas.", "--last-day", "2018-11-20")
    run("heard", out.split()[1], "--text", "Det stämmer.")
    _, out = run("decide", *october(), "--motivering", "Tiden är inte utförd (51 kap. 14 §).")
    assert "delvis, 886.20 kr." in out
    assert "attest" in out
    beslut = out.split()[1].rstrip(":")
    assert "väntar på attest" in run("show", *october(), "--why", "Prövning.")[1]
    run("attest", beslut, who=county.KOLLEGA)
    assert "(gäller)" in run("show", *october(), "--why", "Prövning.")[1]
    assert run("recompute", beslut) == (0, "Beslutet går att räkna om till samma bytes.\n")


@pytest.fixture
def decided(run):
    """A month that is decided, by its decision's public id."""
    run("approve", *october(), "ASSISTENT_OVERLAPPAR", "--reason", "Utrett.")
    run("decide", *october())
    return county.decision()


def test_a_decision_that_facts_would_change_is_told_with_the_facts_as_cause(run, decided):
    register_avliden(
        person=county.month().person, dag=date(2018, 10, 1), by=county.BY, clock=county.clock(LATER)
    )
    code, out = run("recompute", decided.public_id)
    assert code == 1
    assert "Orsak: fakta\n" in out
    assert "  belopp: 1181.60 → 0.00\n" in out


def test_a_decision_that_another_law_would_change_is_told_with_the_law_as_cause(run, decided, monkeypatch):
    other = load(builtin().text.replace("295.40", "300.00"))
    monkeypatch.setattr(recomputing, "law_in_force", lambda: other)
    code, out = run("recompute", decided.public_id)
    assert code == 1
    assert out.splitlines()[1:] == [
        "Orsak: lag",
        "  belopp: 1181.60 → 1200.00",
        "  kommun.belopp: 1181.60 → 1200.00",
        "  utbetalningar: 1181.60 → 1200.00",
    ]


def test_a_decision_that_other_code_would_change_is_told_with_the_code_as_cause(run, decided, monkeypatch):
    told = recomputing.to_data
    monkeypatch.setattr(recomputing, "to_data", lambda bedomning: told(bedomning) | {"belopp": "1.00"})
    code, out = run("recompute", decided.public_id)
    assert code == 1
    assert out.startswith("Uträkningen blir inte densamma.\nOrsak: kod\n  belopp: 1181.60 → 1.00\n")


def test_a_decision_whose_law_is_not_kept_says_so(run, decided, monkeypatch):
    def lost(version):
        raise UnknownLaw(version)

    monkeypatch.setattr(recomputing, "law_of", lost)
    with pytest.raises(OperatorError, match="finns inte kvar här"):
        run("recompute", decided.public_id)


def test_a_decision_can_be_sent_back(run):
    run("approve", *october(), "ASSISTENT_OVERLAPPAR", "--reason", "Utrett.")
    run(
        "set-aside",
        *october(county.ANNAN_PERSON),
        county.month_reports(county.ANNAN_PERSON)[0].handling.tx_id,
        "--reason",
        "Fel månad.",
    )
    _, out = run("decide", *october())
    with pytest.raises(OperatorError, match="väntar inte på attest"):
        run("attest", out.split()[1].rstrip(":"), "--send-back", "--reason", "Nej.", who=county.KOLLEGA)


def test_a_completion_is_asked_for_and_answered(run):
    run("complete", *october(), "--text", "Räkningen?", "--last-day", "2018-11-20")
    run("answer", Komplettering.objects.get().public_id, "--text", "Ringt: stämmer.")
    assert Komplettering.objects.get().svar == "Ringt: stämmer."
    uppgift = Uppgift.objects.get(slag="komplettering")
    assert run("finish", uppgift.public_id, "--reason", "Läst.") == (0, "Uppgiften är avslutad.\n")


def test_who_has_jav_is_turned_away(run):
    run("jav", october()[0], "--handlaggare", county.HANDLAGGARE, "--reason", "Granne.", who=county.KOLLEGA)
    with pytest.raises(OperatorError, match="jävig"):
        run("approve", *october(), "ASSISTENT_OVERLAPPAR", "--reason", "Utrett.")
