"""`assistans check`: exit codes for a supplier's pipeline, and Swedish that an anordnare can act on."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.intake import reports, signing
from tests.intake.precheck.files import DECISION, bo, rakning, report
from tests.privacy import personnummer_in

from assistans import cli
from assistans.law import builtin_text

WRONG = ("9 08.00-16.00 aktiv", "28 02.30-06.00 aktiv", "31 10.00-09.00 aktiv")


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(**contents):
        for name, content in contents.items():
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name.replace("_", ".")).write_bytes(data)

    return write


def run(*arguments):
    return cli.main(["check", *arguments])


def test_a_file_without_end_is_not_read_whole(capsys):
    assert run("/dev/zero") == 1
    assert "XML_SIZE: the document is 5242881 bytes of XML" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["none.xml"], "none.xml: No such file or directory"),
        (["anna.xml", "--rakning", "none.xml"], "none.xml: No such file or directory"),
        (["anna.xml", "--beslut", "none.yaml"], "none.yaml: No such file or directory"),
        (["anna.xml", "--trust", "."], "holds no certificates"),
        (["anna.xml", "--law", "anna.xml"], ""),
        (["anna.xml", "--beslut", "list.yaml"], "list.yaml: a decision file is keys and values"),
        (["anna.xml", "--beslut", "twice.yaml"], "twice.yaml: "),
        (["anna.xml", "--beslut", "month.yaml"], "month.yaml: month: is said by the documents"),
        (["anna.xml", "other.xml"], "different persons or months"),
    ],
)
def test_what_cannot_be_read_is_exit_2_with_one_line(files, capsys, arguments, problem):
    files(
        anna_xml=report(),
        other_xml=bo(manad="2018-11"),
        list_yaml="- a",
        twice_yaml="beslut: []\nbeslut: []",
        month_yaml="month: 2018-10",
    )
    assert run(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("assistans check: ")
    assert said.err.count("\n") == 1
    assert problem in said.err


def test_more_rows_than_a_month_can_hold_are_refused_at_once(files, capsys):
    many = [
        f"{day} {hour:02d}.{minute:02d}-24.00 aktiv"
        for day in range(1, 8)
        for hour in range(8)
        for minute in range(60)
    ]
    files(anna_xml=report(*many), b_yaml=DECISION)
    assert run("anna.xml", "--beslut", "b.yaml") == 2
    assert capsys.readouterr().err.startswith(
        "assistans check: tidsredovisningar: the rows cut each other into "
    )


def test_a_wrong_argument_is_exit_2(files):
    files(anna_xml=report())
    with pytest.raises(SystemExit, match="2"):
        run("anna.xml", "--day", "i morgon")


@pytest.mark.parametrize("content", [b"", b"<a/>", reports.document(manad="2018-13")])
def test_what_the_door_would_refuse_is_exit_1(files, capsys, content):
    files(anna_xml=content)
    assert run("anna.xml") == 1
    assert "Tas inte emot (XmlValidationError): " in capsys.readouterr().out


def test_a_clean_report_is_exit_0_and_says_what_could_not_be_tried(files, capsys):
    files(anna_xml=report())
    assert run("anna.xml") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "Kontroll före sändning, oktober 2018. Sista dag att redovisa: 5 december 2018."
    assert out[1] == "anna.xml: Anna Assistent hos anordnaren 5560000001, 1 rad."
    assert "Inte prövat:" in out
    assert out[-1] == "Resultat: inget att anmärka på det som har kunnat prövas."


def test_each_row_that_would_wait_is_told_with_code_lagrum_and_remedy(files, capsys):
    files(anna_xml=report(*WRONG))
    assert run("anna.xml") == 1
    out = capsys.readouterr().out
    assert (
        "  Rad 2, den 28 oktober kl. 02.30–06.00 (aktiv tid):\n"
        "    KLOCKSLAG_TVETYDIGT: Klockslaget finns två gånger den natten: ange vilken av dem som avses."
    ) in out
    assert "    Skicka en rättad tidsredovisning.\n" in out
    assert "  Övriga rader utan anmärkning: 1.\n" in out
    assert out.endswith("Resultat: att åtgärda: KLOCKSLAG_TVETYDIGT, RAD_OGILTIG.\n")


def test_the_rakning_and_the_day_are_told_for_the_month(files, capsys):
    files(anna_xml=report(), r_xml=rakning(9))
    assert run("anna.xml", "--rakning", "r.xml", "--day", "2018-12-06") == 1
    out = capsys.readouterr().out
    assert "Hela månaden eller redovisningen:\n  FOR_SENT" in out
    assert "r.xml: Går att läsa." in out
    assert "--day" not in out


def test_the_own_employer_is_named_as_the_person(files, capsys):
    files(anna_xml=report(provider=reports.OWN))
    assert run("anna.xml") == 0
    assert "anna.xml: Anna Assistent hos personen själv, 1 rad." in capsys.readouterr().out


def test_a_decision_file_lets_the_whole_law_be_tried(files, capsys):
    files(anna_xml=report("9 08.00-16.00 vante"), b_yaml=DECISION)
    assert run("anna.xml", "--beslut", "b.yaml") == 1
    assert "VANTETID_EJ_BEVILJAD (8 h): Beslutet ger inte väntetid." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("audience", "text"),
    [
        ("anordnare", "Skicka en rättad tidsredovisning."),
        ("person", "Anordnaren ska agera: skicka en rättad tidsredovisning."),
        ("handlaggare", "Raden anger en dag eller tid som inte kan räknas."),
    ],
)
def test_the_words_are_those_of_the_audience(files, capsys, audience, text):
    files(anna_xml=report(*WRONG))
    run("anna.xml", "--audience", audience)
    assert text in capsys.readouterr().out


def test_a_whole_message_has_its_signatures_tried(files, capsys):
    theirs = reports.signed(report(), signer=signing.bertil())
    files(good_xml=reports.body(report()), bad_xml=reports.body(report(), assistent=theirs))
    assert run("good.xml", "--day", "2018-11-03") == 0
    assert "--trust" in capsys.readouterr().out
    assert run("bad.xml", "--day", "2018-11-03") == 1
    assert "Tas inte emot (SignatureValidationError): SIGNER in assistent-signatur" in capsys.readouterr().out


def test_trusted_roots_come_from_a_folder(files, capsys):
    files(anna_xml=reports.body(report()))
    trust = signing.pki().trusted_bankid
    assert run("anna.xml", "--day", "2018-11-03", "--trust", str(trust)) == 0
    assert "--trust" not in capsys.readouterr().out
    strangers = signing.pki().trusted_suppliers
    assert run("anna.xml", "--day", "2018-11-03", "--trust", str(strangers)) == 1
    assert "CHAIN" in capsys.readouterr().out


def test_a_law_of_ones_own_is_used(files, tmp_path):
    files(anna_xml=report(*(f"{day} 00.00-24.00 aktiv" for day in range(1, 9))))
    (tmp_path / "law.yaml").write_text(builtin_text(), encoding="utf-8")
    assert run("anna.xml", "--law", "law.yaml") == 0


def test_json_is_one_line_for_machines(files, capsys):
    files(anna_xml=report(*WRONG))
    assert run("anna.xml", "--json") == 1
    data = json.loads(capsys.readouterr().out)
    assert data["utan_anmarkning"] is False
    assert [row["koder"] for row in data["filer"][0]["rader"]] == [
        {},
        {"KLOCKSLAG_TVETYDIGT": 0},
        {"RAD_OGILTIG": 0},
    ]


def test_nothing_that_is_printed_holds_a_personnummer(files, capsys):
    files(anna_xml=report(*WRONG), bo_xml=bo(), b_yaml=DECISION, r_xml=rakning(9), bad_xml=b"<")
    run("anna.xml", "bo.xml", "bad.xml", "--rakning", "r.xml", "--beslut", "b.yaml", "--json")
    run("anna.xml", "bo.xml", "bad.xml", "--rakning", "r.xml", "--beslut", "b.yaml")
    said = capsys.readouterr()
    assert personnummer_in(said.out + said.err) == []


def test_it_needs_no_django(files):
    files(anna_xml=report())
    program = "import sys; sys.modules['django'] = None; from assistans import cli; sys.exit(cli.main(['check', 'anna.xml']))"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_what_reads_xml_it_says_what_to_install():
    program = "import sys; sys.modules['lxml'] = None; from assistans import cli; sys.exit(cli.main(['check', 'anna.xml']))"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "pip install 'assistans[server]'" in done.stderr


def test_the_pages_example_comes_out_as_it_says(files, capsys):
    page = (Path(__file__).parents[2] / "docs" / "elt.md").read_text(encoding="utf-8")
    section = page.partition("## Check before you send")[2].partition("\n## ")[0]
    command, printed, decided = re.findall(r"```(?:sh|text|yaml)\n(.*?)```", section, re.DOTALL)
    rows = ("9 08.00-16.00 aktiv", "10 08.00-16.00 aktiv", "27 22.00-24.00 aktiv", "28 00.00-02.30 aktiv")
    Path("oktober-anna.xml").write_bytes(report(*rows))
    files(rakning_xml=rakning(20), beslut_yaml=decided)
    assert run(*command.split()[2:]) == 1
    assert capsys.readouterr().out == printed
