"""`assistans law`: what is asked on a command line and what it answers."""

import json
import subprocess
import sys
from datetime import date

import pytest

from assistans import cli
from assistans.law import builtin, builtin_text


@pytest.fixture
def asked(capsys):
    def run(*arguments):
        code = cli.main(["law", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "state the day, such as: assistans law 2018-10-01"),
        (["--json"], "state the day"),
        (["2018-02-30"], "'2018-02-30' is no day of the calendar, such as 2018-10-01"),
        (["oktober"], "'oktober' is no day of the calendar"),
        (["diff", "2018-10-01", "2018-13-01"], "'2018-13-01' is no day of the calendar"),
        (
            ["diff", "2018-10-01", "2018-10-01"],
            "2018-10-01 is not before 2018-10-01: state the earlier day first",
        ),
        (["diff", "2019-10-01", "2018-10-01"], "2019-10-01 is not before 2018-10-01"),
        (["2018-10-01", "--law", "/none/law.yaml"], "/none/law.yaml: No such file"),
        (["diff", "2018-10-01", "2019-10-01", "--law", "/none/law.yaml"], "/none/law.yaml: No such file"),
        (["--text", "SFB 51 kap. 99 §"], "SFB 51 kap. 99 §: no such paragraph is here; those here are 1, 2"),
        (["--text", "ATL 10 b §"], "ATL 10 b §: the text is not here."),
        (["--text", "BrB 9:1"], "'BrB 9:1' names no statute that is known"),
    ],
)
def test_a_question_that_cannot_be_read_is_exit_2_with_one_line(asked, arguments, problem):
    code, out, err = asked(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("assistans law: ")
    assert problem in err
    assert err.count("\n") == 1


def test_too_many_or_too_few_days_are_exit_2():
    for arguments in (["2018-10-01", "2018-10-02"], ["diff", "2018-10-01"], ["2018-10-01", "--unknown"]):
        with pytest.raises(SystemExit) as stopped:
            cli.main(["law", *arguments])
        assert stopped.value.code == 2


def test_a_law_that_cannot_be_read_is_named(asked, tmp_path):
    file = tmp_path / "law.yaml"
    file.write_text("parameters: x\n", encoding="utf-8")
    assert asked("2018-10-01", "--law", str(file)) == (
        2,
        "",
        f"assistans law: {file}: parameters: expected a mapping\n",
    )
    file.write_bytes(b"\xff\xfe")
    code, _, err = asked("diff", "2018-10-01", "2019-10-01", "--law", str(file))
    assert code == 2
    assert str(file) in err


def test_a_day_shows_each_amount_with_its_paragraph_act_and_source(asked):
    code, out, err = asked("2018-10-01")
    assert (code, err) == (0, "")
    assert f"Lagen den 2018-10-01 (version {builtin().version[:12]})" in out
    assert "F1091 5 § · schablonbelopp = 295.40 kronor" in out
    assert (
        "från 2018-01-01 till och med 2018-12-31 · SFS 2017:891 · SFS 2017:891 · verifierat · regel 1.1"
        in out
    )
    assert "kontroll IVO_TILLSTAND_SAKNAS (prövas inte)" in out
    assert "policy kommunvecka = iso_vecka" in out
    assert "julafton = ledig" in out


def test_the_statutes_stand_in_the_order_of_the_list_and_each_once(asked):
    _, out, _ = asked("2018-10-01")
    titles = [line for line in out.splitlines()[1:] if line and not line.startswith(" ")]
    listed = [statute.title for statute in builtin().statutes.values()]
    assert titles == sorted(titles, key=listed.index)
    assert len(titles) == len(set(titles))


def test_a_search_shows_only_what_holds_the_text(asked):
    code, out, _ = asked("2021-11-01", "--search", "tillstand_frist")
    assert code == 0
    assert out.count(" · ") > 0
    assert "tillstand_frist_dagar = 14 dagar" in out
    assert "schablonbelopp" not in out


def test_a_search_that_finds_nothing_is_exit_1_and_says_so(asked):
    assert asked("2021-11-01", "--search", "zebra") == (
        1,
        "",
        "assistans law: nothing of 2021-11-01 holds 'zebra'\n",
    )
    code, out, _ = asked("2021-11-01", "--search", "zebra", "--json")
    assert (code, json.loads(out)["entries"]) == (1, [])


def test_json_holds_every_entry_with_all_its_keys(asked):
    code, out, _ = asked("2018-10-01", "--json")
    data = json.loads(out)
    assert code == 0
    assert (data["day"], data["version"]) == ("2018-10-01", builtin().version)
    assert {entry["name"] for entry in data["entries"]} >= {*builtin().parameters, *builtin().observations}
    keys = {
        "kind",
        "name",
        "value",
        "lagrum",
        "sfs",
        "source",
        "verified",
        "grade",
        "reason",
        "first",
        "last",
    }
    assert all(keys <= set(entry) for entry in data["entries"])


def test_a_difference_names_what_changed_and_by_which_act(asked):
    code, out, _ = asked("diff", "2018-09-30", "2018-10-01")
    assert code == 0
    assert "timbelopp_hela_kronor ändrades: ja → nej" in out
    assert "SFS 2018:557" in out


def test_a_difference_holds_the_modes_of_checks(asked):
    _, out, _ = asked("diff", "2021-10-31", "2021-11-01", "--json")
    data = json.loads(out)
    assert {(change["name"], change["change"]) for change in data["changes"]} == {
        ("IVO_TILLSTAND_SAKNAS", "tillkom"),
        ("tillstand_frist_dagar", "tillkom"),
    }
    assert {change["after"]["sfs"] for change in data["changes"]} == {"2021:878"}
    assert (data["from"], data["to"]) == ("2021-10-31", "2021-11-01")


def test_one_change_is_told_as_one(asked):
    assert "2017-10-27: 1 ändring (version" in asked("diff", "2017-10-26", "2017-10-27")[1]


def test_two_days_alike_are_exit_1(asked):
    code, out, _ = asked("diff", "2018-10-02", "2018-10-03")
    assert code == 1
    assert "inga ändringar" in out


def test_a_proposed_law_shows_its_own_values(asked, tmp_path):
    file = tmp_path / "law.yaml"
    file.write_text(builtin_text().replace('"295.40"', '"300.00"'), encoding="utf-8")
    assert "schablonbelopp = 300.00 kronor" in asked("2018-10-01", "--law", str(file))[1]
    assert (
        "schablonbelopp ändrades: 300.00 kronor → 299.80"
        in asked("diff", "2018-10-01", "2019-10-01", "--law", str(file))[1]
    )


def test_a_proposed_check_without_sentences_is_shown_too(asked, tmp_path):
    file = tmp_path / "law.yaml"
    new = "observations: {NY_KONTROLL: {scope: month, lagrum: SFB 51 kap. 9 §, rules: [B1], modes: [{from: 2020-01-01, mode: notera}]}}"
    file.write_text(f"{builtin_text()}---\n{new}\n", encoding="utf-8")
    assert "kontroll NY_KONTROLL = notera" in asked("2020-01-01", "--law", str(file))[1]


def test_the_text_of_a_paragraph_is_printed_as_it_stands(asked):
    code, out, _ = asked("--text", "SFB 51 kap. 16 b §")
    assert code == 0
    assert out.startswith("# 51 kap. 16 b §\n\n> Socialförsäkringsbalken (2010:110)")
    assert out.rstrip().endswith("2. det finns särskilda skäl. Lag (2021:878).")


def test_the_texts_of_several_paragraphs_are_json_by_lagrum(asked):
    _, out, _ = asked("--text", "SFB 51:14; F1091 7–7 a §§", "--json")
    assert list(json.loads(out)) == ["SFB 51 kap. 14 §", "F1091 7 §", "F1091 7 a §"]


def test_the_command_needs_no_django():
    program = (
        "import sys; sys.modules['django'] = None; from assistans import cli; "
        "sys.exit(cli.main(['law', '2018-10-01', '--search', 'schablonbelopp']))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0
    assert "295.40" in done.stdout


def test_the_list_of_commands_tells_of_those_that_need_no_database(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--help"])
    assert stopped.value.code == 0
    assert "assistans law" in capsys.readouterr().out


@pytest.mark.parametrize("year", [1994, 1999, 2011, 2037, 2040])
def test_any_year_is_shown_also_where_values_are_missing(asked, year):
    code, out, _ = asked(str(date(year, 6, 15)))
    assert code == 0
    if year == 1999:
        assert "schablonbelopp (inget värde)" in out
