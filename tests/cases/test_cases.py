"""The law's tests are the case files beside this one: a folder per rule group, each naming its rules."""

from pathlib import Path

import pytest

from assistans.assessment.case_files import assess_case
from assistans.law import builtin, read_yaml

FILES = sorted(Path(__file__).parent.rglob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_law_makes_of_the_facts_what_the_case_expects(file):
    answer = assess_case(file.read_text(encoding="utf-8"), builtin())
    assert [str(difference) for difference in answer.differences] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_case_names_itself_its_rules_and_what_it_expects(file):
    case = read_yaml(file.read_text(encoding="utf-8"))
    assert case["name"]
    assert case["rules"]
    assert case["expect"]


def test_there_is_a_case_for_every_observation_code():
    expected = " ".join(file.read_text(encoding="utf-8") for file in FILES)
    missing = [kod for kod in builtin().observations if kod not in expected]
    assert missing == []
