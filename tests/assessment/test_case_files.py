"""A case file: of a kind that is known, with facts, and with what it expects or without."""

import pytest

from assistans.assessment.case_files import assess_case, read_month
from assistans.facts import CaseError
from assistans.law import builtin
from assistans.timeline.months import Month

LAW = builtin()
CALENDAR = "{kind: kalender, month: 2018-10, mottagen: 2018-11-03}"
MONTH = "{name: Ingen tid, month: 2018-10, assessed_on: 2018-11-06, person: {}, beslut: [], anordnare: {}, assistenter: {}, tidsredovisningar: []}"


def with_key(content, key, value):
    return f"{content[:-1]}, {key}: {value}}}"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{kind: julafton}", "^kind: 'julafton' is not one of manad, avrakning, slutavrakning, avstamning"),
        ("{kind: [manad]}", "^kind: expected a value here"),
        ("[kind, manad]", "a case is keys and values"),
    ],
)
def test_a_case_of_no_kind_that_is_known_is_refused(content, problem):
    with pytest.raises(CaseError, match=problem):
        assess_case(content, LAW)


def test_the_kind_of_what_is_no_kind_is_quoted_only_in_part():
    with pytest.raises(CaseError, match=f"^kind: '{'x' * 80}' is not one of"):
        assess_case(f"kind: {'x' * 200}", LAW)


def test_a_case_without_a_kind_is_a_month():
    assert assess_case(MONTH, LAW).data["utfall"] == "noll"
    assert read_month(MONTH).month == Month(2018, 10)
    assert read_month(with_key(MONTH, "kind", "manad")) == read_month(MONTH)


def test_what_a_case_says_of_itself_is_no_fact():
    told = with_key(with_key(with_key(MONTH, "rules", "[B1]"), "source", "ett mål"), "expect", "{}")
    assert read_month(told) == read_month(MONTH)


def test_only_a_month_is_read_as_a_month():
    with pytest.raises(CaseError, match=r"^kind: 'kalender' is not one of manad"):
        read_month(CALENDAR)


def test_a_case_that_expects_nothing_differs_in_nothing():
    assert assess_case(CALENDAR, LAW).differences == []


@pytest.mark.parametrize(
    ("day", "differences"),
    [("2018-12-05", []), ("2018-12-06", ["sista_dag: expected 2018-12-06, got 2018-12-05"])],
)
def test_a_case_differs_in_what_it_expects_otherwise(day, differences):
    answer = assess_case(with_key(CALENDAR, "expect", f"{{sista_dag: {day}}}"), LAW)
    assert [str(found) for found in answer.differences] == differences


def test_a_small_kind_is_told_key_by_key_and_then_row_by_row():
    answer = assess_case(CALENDAR, LAW)
    assert answer.lines[:3] == [
        "sista_dag: 2018-12-05",
        "utbetalningsdagar: 2018-11-20; 2018-12-05",
        "utbetalningsdag: 2018-11-20",
    ]
    assert len(answer.lines) == 3 + len(answer.data["rader"]) == 6
    assert {row["version"] for row in answer.data["rader"]} == {answer.data["lag"]} == {LAW.version}


def test_parts_of_a_small_kinds_answer_are_told_each_with_its_key():
    content = "{kind: berakningsperiod, regim: kollektivavtal, from: 2018-10-01, antal: '2'}"
    assert assess_case(content, LAW).lines[0] == (
        "perioder: from 2018-10-01, to 2019-03-31, grans 1248:00; "
        "from 2019-04-01, to 2019-09-30, grans 1255:00"
    )
