"""Every rule identifier of docs/law.md has a case that names it, or a reason why no case file can decide it."""

import re
from pathlib import Path

import pytest

from assistans.law import builtin, read_yaml

FOLDER = Path(__file__).parent
PAGE = (FOLDER.parents[1] / "docs" / "law.md").read_text(encoding="utf-8")
SERIES = {"H": 10, "B": 20, "T": 11, "P": 8, "D": 17, "K": 11}
SECTIONS = ("1.1", "1.2", "2.1", "3.2", "3.3", "6", "9.1", "107:12")
COURT = re.compile(r"(HFD|KR|JO) ")
"""A case may also name the court's decision among its rules."""

EVERY = {f"{letter}{number}" for letter, last in SERIES.items() for number in range(1, last + 1)} | {
    *SECTIONS
}

NOT_A_CASE = {
    "H2": "the burden of proof for a higher amount is met when it is applied for; a case begins with the decision",
    "H10": "what a decision on a higher amount must say; a case holds only the amount",
    "B15": "earlier overpayment is not set off in a settlement: there is nowhere in its facts to state one",
    "2.1": "återkrav, interest and set-off (SFB ch. 108) follow a payment; they are no part of a month or a settlement",
    "T4": "how many hours of väntetid are granted: the decision on hours",
    "P8": "care under the health care act is left out when hours are granted; a report does not show it",
    "3.3": "the parents' deduction lessens the hours granted (SFB 51:6)",
    "D12": "the duty to tell of changes within 14 days; what was told stands in the facts",
    "D13": "when a decision may be reviewed, changed or appealed (SFB ch. 113)",
    "D14": "the right to demand a decision that takes too long (FL 12 §)",
    "D16": "which form is accepted; a report in a case has been accepted",
    "D17": "through which channel documents come; a report in a case has come",
    "K2": "that the kommun is told its amount and gets back what it paid too much: the municipalities room",
    "K3": "the days of the kommun's invoice (F1091 9 §): the municipalities room, tests/municipalities/test_days.py",
    "K8": "that the kommun may be heard and is sent the decision",
    "K9": "the kommun's own duties to tell (LSS 15 §)",
    "K10": "the kommun's single claim for time before the decision (FK 3032); its reports are judged as others (D11)",
    "107:12": "money not collected is lost after the second year: counted from the day it could be collected, after any month",
}


def _rules(file):
    case = read_yaml(file.read_text(encoding="utf-8"))
    return {rule for rule in case["rules"] if not COURT.match(rule)}


NAMED = {rule for file in FOLDER.rglob("*.yaml") for rule in _rules(file)}


def test_no_identifier_is_without_a_case_or_a_reason():
    assert sorted(EVERY - NAMED - NOT_A_CASE.keys()) == []


def test_no_identifier_has_both_a_case_and_a_reason_for_having_none():
    assert sorted(NAMED & NOT_A_CASE.keys()) == []


def test_cases_name_only_identifiers_that_there_are():
    assert sorted(NAMED - EVERY) == []
    assert sorted(NOT_A_CASE.keys() - EVERY) == []


def test_what_the_law_tree_rests_on_has_a_case():
    law = builtin()
    entries = [*law.parameters.values(), *law.observations.values()]
    rested_on = {rule for entry in entries for rule in entry.rules}
    assert sorted(rested_on - NAMED - NOT_A_CASE.keys()) == []


@pytest.mark.parametrize("rule", sorted(NAMED))
def test_the_law_page_explains_each_identifier_that_a_case_names(rule):
    section = PAGE[PAGE.index("## Rule identifiers") :]
    assert rule in _listed(section)


def _listed(section):
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", section, re.MULTILINE)
    return {rule for row in rows for part in row.split(", ") for rule in _span(part.strip())}


def _span(part):
    ends = re.fullmatch(r"([A-Z])(\d+)–[A-Z](\d+)", part)
    if ends is None:
        return {part}
    return {f"{ends[1]}{number}" for number in range(int(ends[2]), int(ends[3]) + 1)}
