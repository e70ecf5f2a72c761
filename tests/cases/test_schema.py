"""The published JSON Schema takes what the program takes, and refuses what it refuses."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.assessment.chance import Chance

from assistans.facts import CaseError, dump, read_underlag
from assistans.law import read_yaml

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "case-format.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FILES = sorted(Path(__file__).parent.rglob("*.yaml"))
MONTH = next(file for file in FILES if file.stem == "completion_late")


@pytest.mark.parametrize(
    "changes",
    [
        {"month": "2018-13"},
        {"unknown": "1"},
        {"beslut": [{}]},
        {"rakning": "nej"},
        {"anordnare": {"1": {"slag": "bolag"}}},
        {"person": {"kommun": "180"}},
        {"institution": [{"to": "2018-10-01"}]},
        {"tidigare": [{"month": "2018-09"}]},
        {"senare": [{"month": "2018-11"}]},
        {"senare_veckor": {"44": "840"}},
        {"stallningstaganden": [{"kod": "FOR_SENT", "utfall": "ja", "skal": "x"}]},
        {"retroaktiv": {}},
    ],
)
def test_the_schema_and_the_program_refuse_the_same(changes):
    case = read_yaml(MONTH.read_text(encoding="utf-8")) | changes
    assert not VALIDATOR.is_valid(case)
    with pytest.raises(CaseError):
        read_underlag({key: value for key, value in case.items() if key not in {"name", "rules", "expect"}})


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_case_is_valid_by_the_schema(file):
    VALIDATOR.validate(read_yaml(file.read_text(encoding="utf-8")))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("seed", range(25))
def test_a_stored_underlag_is_valid_by_the_schema(seed):
    VALIDATOR.validate(dump(Chance(seed).underlag()))
