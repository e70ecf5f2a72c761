"""The console script: exit codes, one-line messages, and no Django for the pure commands."""

import json
import subprocess
import sys
import textwrap

import pytest

from assistans import cli
from assistans.assessment import case_files
from assistans.law import builtin_text

MONTH = """
month: 2018-10
person: {kommun: "0180"}
beslut: [{beviljandeperiod: {from: 2018-07-01, to: 2018-12-31}, tid: {per_vecka: "100:00"}}]
anordnare: {"5560000001": {slag: foretag, allt_klart: true}}
assistenter: {A: {fodd: 1980-05-01, anmald: alla}}
tidsredovisningar: [{assistent: A, anordnare: "5560000001", mottagen: 2018-11-03, rader: ["09 08.00-16.00 aktiv"]}]
rakning: stammer
"""


@pytest.fixture
def case(tmp_path):
    def write(text, name="case.yaml"):
        file = tmp_path / name
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        return str(file)

    return write


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("unknown: 1", "unknown: unknown key"),
        ("month: 2018-13", "the key 'month' stands twice"),
        ("kind: mnd", "kind: 'mnd' is not one of manad"),
        ("kind: slutavrakning", "month: unknown key; known here are beviljandeperiod"),
        (
            "annan_tid: [{assistent: B, rader: []}]",
            "annan_tid[0].assistent: the assistent 'B' is not declared",
        ),
        ("assessed_on: 2018-11-02", "tidsredovisningar[0].mottagen: 2018-11-03 lies after assessed_on"),
        ("expect: {utfal: beviljat}", "expect.utfal: unknown key"),
        ("expect: {utfall: bra}", "expect.utfall: 'bra' is not one of beviljat"),
        ("name: &a x", "aliases and anchors are not allowed"),
        ("institution: [{from: 2018-10-05, to: 2018-10-01}]", "institution[0]: ends on 2018-10-01"),
        ("slutavrakning_gjord: 2018-02-30", "slutavrakning_gjord: '2018-02-30' is no day of the calendar"),
    ],
)
def test_a_file_that_is_no_valid_case_is_exit_2_with_one_line(case, capsys, line, problem):
    name = case(MONTH + line + "\n")
    assert cli.main(["assess", name]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith(f"{name}: ")
    assert problem in said.err


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            '"09 08.00-16.00 aktiv"',
            '"9 8-16 aktiv"',
            "tidsredovisningar[0].rader[0]: '9 8-16 aktiv' is no row",
        ),
        ("to: 2018-12-31", "to: 2019-01-01", "beslut[0].beviljandeperiod: longer than 6 months"),
        ("to: 2018-12-31}", "}", "beslut[0].beviljandeperiod: the key to is missing"),
        ('"100:00"', '"100.00"', "beslut[0].tid.per_vecka: '100.00' is not a duration"),
        ("fodd: 1980-05-01, ", "", "assistenter.A: the key fodd is missing"),
        (
            "anmald: alla",
            'anmald: {"1": 2018-01-01}',
            "assistenter.A.anmald: the anordnare '1' is not declared",
        ),
        ("2018-10\n", "1999-10\n", "schablonbelopp"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(case, capsys, before, after, problem):
    text = MONTH.replace(before, after)
    if "1999" in after:
        text = text.replace("2018", "1999").replace("1999-11-03", "1999-11-03")
    assert text != MONTH
    assert cli.main(["assess", case(text)]) == 2
    assert problem in capsys.readouterr().err


def test_two_grants_on_the_same_day_are_refused(case, capsys):
    both = MONTH.replace(
        "beslut: [",
        'beslut: [{beviljandeperiod: {from: 2018-12-31, to: 2019-01-31}, tid: {period: "1:00"}}, ',
    )
    assert cli.main(["assess", case(both)]) == 2
    assert "beslut[1]: two grants are in force on the same day" in capsys.readouterr().err


def test_a_higher_amount_below_schablon_is_refused(case, capsys):
    lower = MONTH.replace('"100:00"}', '"100:00"}, timbelopp: {hogre: "295.39"}')
    assert cli.main(["assess", case(lower)]) == 2
    assert (
        "beslut[0].timbelopp.hogre: 295.39 is below the schablonbelopp 295.40 of 2018"
        in capsys.readouterr().err
    )


def test_a_file_that_is_not_there_is_exit_2(tmp_path, capsys):
    assert cli.main(["assess", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml: No such file" in capsys.readouterr().err


@pytest.fixture
def assessed(monkeypatch):
    """The months that are assessed while the test runs."""
    seen = []
    monkeypatch.setattr(case_files, "assess", lambda underlag, _law: seen.append(underlag))
    return seen


def test_a_hundred_thousand_rows_are_refused_politely_before_anything_is_assessed(case, capsys, assessed):
    rows = ", ".join(['"09 08.00-16.00 aktiv"'] * 100_000)
    assert cli.main(["assess", case(MONTH.replace('"09 08.00-16.00 aktiv"', rows))]) == 2
    refused = capsys.readouterr().err
    assert "tidsredovisningar: holds 100000 rows" in refused
    assert refused.count("\n") == 1
    assert assessed == []


def test_rows_that_lie_on_each_other_without_end_are_refused_before_anything_is_assessed(
    case, capsys, assessed
):
    rows = ", ".join(f'"09 {n // 60:02d}.{n % 60:02d}-24.00 aktiv"' for n in range(1_400))
    assert cli.main(["assess", case(MONTH.replace('"09 08.00-16.00 aktiv"', rows))]) == 2
    assert "the rows cut each other into 980700 pieces" in capsys.readouterr().err
    assert assessed == []


def test_a_file_without_an_end_is_exit_2_with_one_line(capsys):
    assert cli.main(["assess", "/dev/zero"]) == 2
    assert capsys.readouterr().err == (
        "/dev/zero: the text is longer than 4000000 characters, and no more is read; make it shorter\n"
    )


def test_a_difference_is_exit_1_with_path_expected_and_got(case, capsys):
    name = case(MONTH + 'expect: {godkand: {aktiv: "7:00"}, utbetalningar: [], utfall: beviljat}\n')
    assert cli.main(["assess", name]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"{name}: godkand.aktiv: expected 7:00, got 8:00" in lines
    assert any(line.startswith(f"{name}: utbetalningar: expected []") for line in lines)
    assert not any("utfall: expected" in line for line in lines)


def test_codes_that_must_be_among_them_are_looked_for(case, capsys):
    name = case(MONTH + "expect: {iakttagelser_med: [NARSTAENDE]}\n")
    assert cli.main(["assess", name]) == 1
    assert f"{name}: iakttagelser_med: expected NARSTAENDE, got none" in capsys.readouterr().out


@pytest.mark.parametrize(
    "expect", ["", 'expect: {godkand: {aktiv: "08:00"}, belopp: "2363.20", iakttagelser: []}\n']
)
def test_a_match_or_nothing_expected_is_exit_0(case, expect):
    assert cli.main(["assess", case(MONTH + expect)]) == 0


def test_the_worst_of_several_files_decides(case, capsys):
    good, bad = case(MONTH), case("month: 2018-10\n", "bad.yaml")
    assert cli.main(["assess", good, bad]) == 2
    said = capsys.readouterr()
    assert "beviljat" in said.out
    assert "bad.yaml: the key person is missing" in said.err


def test_json_has_the_keys_of_expect_and_every_computed_row(case, capsys):
    assert cli.main(["assess", "--json", case(MONTH)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["belopp"] == "2363.20"
    assert data["utbetalningar"] == [{"mottagare": "5560000001", "belopp": "2363.20", "dag": "2018-11-20"}]
    for rad in data["rader"]:
        assert {"text", "input", "output", "unit", "lagrum", "regler", "version"} <= set(rad)


def test_the_readable_rows_name_their_lagrum(case, capsys):
    cli.main(["assess", case(MONTH)])
    assert "[F1091 5 §; B3; policy avrundning_ore]" in capsys.readouterr().out


def test_a_law_of_ones_own_is_used(case, capsys, tmp_path):
    other = tmp_path / "law.yaml"
    other.write_text(builtin_text().replace('"295.40"', '"300.00"'), encoding="utf-8")
    assert cli.main(["assess", "--law", str(other), case(MONTH)]) == 0
    assert "2 400,00 kr till 5560000001 den 20 november 2018" in capsys.readouterr().out


def test_a_law_that_cannot_be_read_is_exit_2(case, capsys):
    assert cli.main(["assess", "--law", case("parameters: x\n", "law.yaml"), case(MONTH)]) == 2
    assert "law.yaml: parameters: expected a mapping" in capsys.readouterr().err


def test_assess_needs_no_django():
    program = "import sys; sys.modules['django'] = None; from assistans import cli; sys.exit(cli.main(['assess', '-h']))"
    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


def test_other_commands_say_what_to_install_when_django_is_missing():
    program = (
        "import sys; sys.modules['django'] = None; from assistans import cli; sys.exit(cli.main(['serve']))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "assistans[server]" in done.stderr


def test_other_commands_go_to_the_server_with_their_arguments(monkeypatch):
    seen = []

    class Commands:
        @staticmethod
        def run(argv):
            seen.append(argv)
            return 3

    real = cli.import_module
    monkeypatch.setattr(
        cli, "import_module", lambda name: Commands if name == "assistans.site.commands" else real(name)
    )
    assert cli.main(["db", "status"]) == 3
    assert seen == [["db", "status"]]


def test_a_code_that_took_no_time_took_0_00(case):
    assert cli.main(["assess", case(MONTH + 'expect: {per_kod: {OVER_BEVILJAD_TID: "0:00"}}\n')]) == 0


def test_text_prints_the_calculation_that_is_shown_to_the_person(case, capsys):
    assert cli.main(["assess", "--text", "--audience", "person", "--name", "Pär Person", case(MONTH)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Uträkning av assistansersättning för oktober 2018", "Gäller: Pär Person"]
    assert "  8 h à 295,40 kr i timmen blir 2 363,20 kr till 5560000001. [F1091 5 §]" in lines


def test_text_of_a_small_kind_is_its_lines(case, capsys):
    assert cli.main(["assess", "--text", case("kind: timbelopp\nday: 2017-03-01\n")]) == 0
    assert "schablon: 291.00" in capsys.readouterr().out


def test_text_and_json_are_not_asked_for_at_once(case):
    with pytest.raises(SystemExit, match="2"):
        cli.main(["assess", "--text", "--json", case(MONTH)])


def test_a_reader_who_has_had_enough_is_no_fault(case):
    name = case(MONTH)
    program = "import sys; from assistans import cli; sys.exit(cli.main(['assess', *[sys.argv[1]] * 300]))"
    command = f'{sys.executable} -c "{program}" {name} | head -1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (141, "")
