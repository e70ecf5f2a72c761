"""A policy that says what the program does not know stops the assessment: nothing is assumed in its place."""

from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from assistans.assessment.case_files import assess_case
from assistans.facts import CaseError
from assistans.law import MissingParameterError, PolicyError, builtin, builtin_text, load

CASES = Path(__file__).parents[1] / "cases"
CHOICES = sorted(
    name
    for name, policy in builtin().parameters.items()
    if policy.grade and policy.unit in {"text", "ja_nej"}
)
"""Policies that are a choice, not a number."""


def saying(name, value):
    """The package's law where one policy always says something else."""
    text = builtin_text()
    before, marker, rest = text.partition(f"\n  {name}:\n")
    entry, end, after = rest.partition("    values:\n")
    values = after.splitlines(keepends=True)
    kept = next(n for n, line in enumerate(values) if not line.startswith("      - "))
    stated = f"      - {{from: 1900-01-01, value: {value}}}\n"
    return load(before + marker + entry + end + stated + "".join(values[kept:]))


@cache
def cases():
    """Every case, one of each folder in turn, so that an early one of some folder is soon found."""
    folders = [sorted(folder.glob("*.yaml")) for folder in sorted(CASES.iterdir()) if folder.is_dir()]
    files = [file for turn in zip_longest(*folders) for file in turn if file is not None]
    return [file.read_text(encoding="utf-8") for file in files]


def stops(law):
    for content in cases():
        try:
            assess_case(content, law)
        except PolicyError:
            return True
        except (CaseError, MissingParameterError):
            continue
    return False


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_that_the_program_does_not_know_stops_some_month_or_settlement(name):
    assert stops(saying(name, "nagot_helt_annat"))


def test_a_mixed_period_is_paid_by_the_policy_of_its_first_day():
    content = (CASES / "pengar" / "mixed_before_2017.yaml").read_text(encoding="utf-8")
    assert assess_case(content, builtin()).data["belopp"] == "0.00"
    assert assess_case(content, saying("efterskott_blandad", "ja")).data["belopp"] != "0.00"


def test_the_package_law_stops_nothing_for_a_policy():
    assert not stops(builtin())
