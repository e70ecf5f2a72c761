"""Whatever stands in a settlement's file, the answer is a settlement or an error that says where and what."""

import json
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest
from tests.cases.test_bad_cases import JUNK, places, replaced
from tests.cases.test_rules import EVERY
from tests.cases.test_schema import VALIDATOR

from assistans.assessment.case_files import assess_case
from assistans.cli import main
from assistans.cli_files import REFUSED
from assistans.facts import CaseError
from assistans.law import builtin, read_yaml

FOLDER = Path(__file__).parents[2] / "cases"
KINDS = ("avrakning", "slutavrakning", "avstamning")
FILES = [file for kind in KINDS for file in sorted((FOLDER / kind).glob("*.yaml"))]
PLAIN = {
    "avrakning": FOLDER / "avrakning" / "july_is_settled_in_september.yaml",
    "slutavrakning": FOLDER / "slutavrakning" / "mixed_period.yaml",
    "avstamning": FOLDER / "avstamning" / "costs_between_decided_and_cap.yaml",
}


def assessed(case):
    return assess_case(json.dumps(case), builtin())


def read(kind):
    return read_yaml(PLAIN[kind].read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_of_the_wrong_kind_never_breaks_the_program(kind):
    case = read(kind)
    for path in places(case):
        for junk in JUNK if path else ():
            with suppress(*REFUSED):
                assessed(replaced(case, path, junk))


@pytest.mark.parametrize("kind", KINDS)
def test_an_expectation_that_the_kind_has_not_is_refused(kind):
    with pytest.raises(CaseError, match=r"expect\.utfall: unknown key"):
        assessed(read(kind) | {"expect": {"utfall": "beviljat"}})


@pytest.mark.parametrize("kind", KINDS)
def test_what_differs_is_said_with_path_expected_and_got(kind):
    case = read(kind) | {"expect": {"dag": "2030-01-01", "iakttagelser": ["FOR_SENT"]}}
    paths = [str(difference).split(":")[0] for difference in assessed(case).differences]
    assert paths == ["dag", "iakttagelser"]


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("avrakning", {"month": "2014-13"}),
        ("avrakning", {"anvant": {"tid": "90"}}),
        ("avrakning", {"preliminart": {"tid": "90:00", "timbelopp": "280"}}),
        ("slutavrakning", {"utbetalning": "alltid"}),
        ("slutavrakning", {"anvant": [{"month": "2014-03"}]}),
        ("slutavrakning", {"kostnader": {"hyra": "1.00"}}),
        ("slutavrakning", {"avrakningar": [{"month": "2016-07", "atgard": "ingen", "belopp": "1.00"}]}),
        ("slutavrakning", {"rakningar": [{"month": "2016-12"}]}),
        ("avstamning", {"manader": []}),
        ("avstamning", {"manader": [{"month": "2019-01", "tid": "100:00", "kostnader": "1.00"}]}),
        ("avstamning", {"beviljandeperiod": {"from": "2019-01-01"}}),
    ],
)
def test_the_schema_and_the_program_refuse_the_same(kind, changes):
    case = read(kind) | changes
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(case)
    with pytest.raises(CaseError):
        assessed(case)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_answer_prints_its_keys_its_rows_and_the_laws_version(file, capsys):
    assert main(["assess", "--json", str(file)]) == 0
    data = json.loads(capsys.readouterr().out)
    expected = read_yaml(file.read_text(encoding="utf-8"))["expect"]
    assert set(expected) <= set(data)
    assert data["lag"] == builtin().version
    for row in data["rader"]:
        assert row["version"] == data["lag"]
        assert all(row[key] for key in ("text", "output", "unit", "lagrum", "regler"))
        assert "{" not in row["text"]
        assert set(row["regler"]) <= EVERY
        assert "policy" not in row or builtin().parameter(row["policy"]).grade


@pytest.mark.parametrize("kind", KINDS)
def test_a_settlement_prints_readable_rows_with_lagrum(kind, capsys):
    assert main(["assess", str(PLAIN[kind])]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(".yaml")
    assert all(line.rstrip().endswith("]") for line in lines[2:])


def test_the_texts_are_the_fields_own_words(capsys):
    main(["assess", str(PLAIN["slutavrakning"])])
    printed = capsys.readouterr().out
    assert (
        "För juli 2016 har 100 h à 288,00 kr i timmen betalats preliminärt, vilket är 28 800,00 kr."
        in printed
    )
    assert "175 680,00 kr är betalt och 172 800,00 kr använt, så 2 880,00 kr ska betalas tillbaka." in printed
    assert "Slutavräkningen ska göras senast den 28 februari 2017 och görs den 1 februari 2017." in printed


@pytest.mark.parametrize("kind", KINDS)
def test_the_calculation_is_printed_as_one_shows_it_to_the_person(kind, capsys):
    assert main(["assess", "--text", "--name", "Pär Person", "--audience", "person", str(PLAIN[kind])]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "av assistansersättning" in lines[0]
    assert lines[1] == "Gäller: Pär Person"
    assert "Resultat" in lines
