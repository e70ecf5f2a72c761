"""`assistans assess --recompute`: exit codes and the named cause."""

import json
from pathlib import Path

import pytest
from tests.assessment.test_omrakning import MONTH, other_law

from assistans import cli, cli_recompute


@pytest.fixture
def kept(tmp_path, capsys):
    """A case file and its kept assessment; gives their names and a way to write more files."""
    case = tmp_path / "case.yaml"
    case.write_text(MONTH, encoding="utf-8")
    assert cli.main(["assess", "--json", str(case)]) == 0
    stored = tmp_path / "stored.json"
    stored.write_text(capsys.readouterr().out, encoding="utf-8")

    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return str(stored), str(case), write


def again(*arguments):
    return cli.main(["assess", "--recompute", *arguments])


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "{}", "[" * 100_000, '{"lag": "", "kod": "", "underlag": {}}']
)
def test_what_is_no_kept_assessment_is_exit_2_with_one_line(kept, capsys, text):
    name = kept[2]("x.json", text)
    assert again(name) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{name}: ")
    assert said.err.count("\n") == 1


def test_a_file_without_end_is_not_read_whole(capsys, monkeypatch):
    monkeypatch.setattr(cli_recompute, "MAX_CHARACTERS", 1000)
    assert again("/dev/zero") == 2
    assert capsys.readouterr().err == "/dev/zero: is longer than 1000 characters, and no more is read\n"


def test_a_file_that_is_not_there_is_exit_2(capsys):
    assert again("none.json") == 2
    assert "none.json" in capsys.readouterr().err


def test_a_case_of_another_kind_is_exit_2(kept, capsys):
    stored, _, write = kept
    assert again(stored, write("k.yaml", "kind: kalender\nmonth: 2018-10\n")) == 2
    assert "kind: 'kalender' is not one of manad" in capsys.readouterr().err


def test_one_month_at_a_time(kept, capsys):
    stored, case, _ = kept
    assert again(stored, case, case) == 2
    assert "one FILE at most" in capsys.readouterr().err


def test_neither_a_case_nor_a_kept_assessment_is_a_wrong_question():
    with pytest.raises(SystemExit, match="2"):
        cli.main(["assess"])


def test_the_same_result_is_exit_0(kept, capsys):
    stored, case, _ = kept
    assert again(stored) == 0
    assert again(stored, case) == 0
    assert capsys.readouterr().out == "Samma resultat.\nSamma resultat.\n"


def test_changed_facts_are_named(kept, capsys):
    stored, _, write = kept
    assert again(stored, write("now.yaml", MONTH.replace("08.00-12.00", "08.00-13.00"))) == 1
    out = capsys.readouterr().out
    assert out.startswith("Orsak: fakta: det som nu är känt ger ett annat resultat.\n")
    assert "  belopp: 1181.60 → 1477.00\n" in out


def test_a_changed_law_is_named(kept, capsys):
    stored, _, write = kept
    assert again(stored, "--law", write("law.yaml", other_law().text)) == 1
    out = capsys.readouterr().out
    assert out.startswith("Orsak: lag: ")
    assert "  belopp: 1181.60 → 1200.00\n" in out
    assert (
        "  rader: 4 h à 295,40 kr i timmen blir 1 181,60 kr till 5560000001. → "
        "4 h à 300,00 kr i timmen blir 1 200,00 kr till 5560000001.\n"
    ) in out


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"kod": "0.0.9+abc"}, "Orsak: kod: "),
        ({}, "Orsak: det sparade resultatet: "),
        ({"kod": "0.0.9+abc", "lag": "0"}, "Orsak: lag eller kod: "),
    ],
)
def test_changed_code_is_named_and_what_cannot_be_told_apart_is_said(kept, capsys, changes, cause):
    stored, _, write = kept
    data = json.loads(Path(stored).read_text(encoding="utf-8")) | {"belopp": "1.00"} | changes
    assert again(write("old.json", json.dumps(data))) == 1
    assert capsys.readouterr().out.startswith(cause)
