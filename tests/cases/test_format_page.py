"""The format page's own examples are run, so the page cannot drift from the program."""

import re
from pathlib import Path

import pytest

from assistans.assessment.case_files import assess_case
from assistans.facts import CaseError
from assistans.law import builtin, read_yaml

PAGE = (Path(__file__).parents[2] / "docs" / "case-format.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
KINDS = re.findall(r"^kind: (\w+)", "\n".join(EXAMPLES), re.MULTILINE)


def test_the_page_has_examples_of_months_and_of_each_settlement():
    assert len(EXAMPLES) - len(KINDS) == 3
    assert KINDS == ["slutavrakning", "avrakning", "avstamning"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_comes_out_as_the_page_says(example):
    answer = assess_case(example, builtin())
    assert [str(difference) for difference in answer.differences] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_expects_something(example):
    assert len(read_yaml(example)["expect"]) >= 5


def test_a_kind_that_the_page_does_not_know_is_refused_with_those_it_does():
    with pytest.raises(CaseError, match="kind: 'arsavrakning' is not one of manad, avrakning, slutavrakning"):
        assess_case("kind: arsavrakning\n", builtin())


def test_the_page_lists_every_observation_code_with_scope_and_default():
    section = PAGE[PAGE.index("## 4. Observations") :]
    listed = dict(re.findall(r"^\| ([A-Z_, 0-9]+) \| ([a-z ]+) \|", section, re.MULTILINE))
    scopes = {kod: scope for kods, scope in listed.items() for kod in kods.split(", ")}
    assert scopes == {kod: known.scope for kod, known in builtin().observations.items()}
