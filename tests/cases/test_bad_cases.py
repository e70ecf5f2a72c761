"""Whatever stands in a case file, the answer is an assessment or one of the errors that say where and what."""

import copy
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistans.assessment import assess, to_data
from assistans.assessment.case_files import assess_case
from assistans.cli_files import REFUSED
from assistans.facts import read_underlag
from assistans.law import builtin, read_yaml

CASES = [
    read_yaml(file.read_text(encoding="utf-8")) for file in sorted(Path(__file__).parent.rglob("*.yaml"))
]
MONTHS = [
    {k: v for k, v in case.items() if k not in {"name", "rules", "expect"}}
    for case in CASES
    if "kind" not in case
]
JUNK = ["", "x", "0", "-1", "true", "9999-12-31", "0001-01-01", "2018-10", "2200-12", "1994-01", "1994-01-01", "2200-12-31", "99:99",
        "9999999:59", "0.00", "9999999999999.99", "1/28", "stammer", "alla", "00 99.99-99.99 aktiv", "2018-10-28T02.30", [], {}, [""], [{}], {"": ""},
        {"from": "2018-10-01"}, {"from": "9999-12-31", "to": "9999-12-31"}, {"from": "0001-01-01", "to": "0001-01-01"}, None, 7]  # fmt: skip


def places(node, path=()):
    yield path
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        yield from places(value, (*path, key))


def replaced(case, path, junk):
    case = copy.deepcopy(case)
    node = case
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = junk
    return case


@pytest.mark.parametrize("case", MONTHS[::10], ids=lambda case: case["month"])
def test_a_value_of_the_wrong_kind_never_breaks_the_program(case):
    for path in places(case):
        for junk in JUNK if path else ():
            with suppress(*REFUSED):
                to_data(assess(read_underlag(replaced(case, path, junk)), builtin()))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_any_text_is_answered_with_an_error_of_ours(text):
    with pytest.raises(REFUSED):
        assess_case(text, builtin())
