"""The format page's own examples are run, so the page cannot drift from the program."""

import re
from pathlib import Path

import pytest

from assistans.assessment.case_files import assess_case
from assistans.facts import CaseError
from assistans.law import builtin, read_yaml

PAGE = (Path(__file__).parents[2] / "docs" / "case-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
LATER = [example for example in EXAMPLES if example.startswith("kind: ")]
MONTHS = [example for example in EXAMPLES if example not in LATER]


def test_the_page_has_examples_of_months_and_of_a_settlement():
    assert len(MONTHS) == 3
    assert len(LATER) == 1


@pytest.mark.parametrize("example", MONTHS)
def test_an_example_comes_out_as_the_page_says(example):
    answer = assess_case(example, builtin())
    assert [str(difference) for difference in answer.differences] == []


@pytest.mark.parametrize("example", MONTHS)
def test_an_example_expects_something(example):
    assert len(read_yaml(example)["expect"]) >= 5


def test_a_kind_of_the_coming_version_is_refused_by_name():
    with pytest.raises(CaseError, match="kind: avstamning is not yet supported"):
        assess_case("kind: avstamning\n", builtin())


def test_the_page_lists_every_observation_code_with_scope_and_default():
    section = PAGE[PAGE.index("## 4. Observations") :]
    listed = dict(re.findall(r"^\| ([A-Z_, 0-9]+) \| ([a-z ]+) \|", section, re.MULTILINE))
    scopes = {kod: scope for kods, scope in listed.items() for kod in kods.split(", ")}
    assert scopes == {kod: known.scope for kod, known in builtin().observations.items()}
