from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.facts import plain
from assistans.facts.plain import CaseError, Fields, join, list_of, map_of, one_of
from assistans.timeline.months import Month, Period


def refused(read, node):
    with pytest.raises(CaseError) as error:
        read(node, "här")
    assert error.value.path.startswith("här")
    return error.value.problem


def test_an_error_says_where_and_what():
    error = CaseError("beslut[0].tid", "is missing")
    assert (str(error), error.path, error.problem) == (
        "beslut[0].tid: is missing",
        "beslut[0].tid",
        "is missing",
    )
    assert str(CaseError("", "no keys")) == "no keys"


def test_a_path_is_keys_joined_by_points():
    assert join("", "beslut") == "beslut"
    assert join("beslut[0]", "tid") == "beslut[0].tid"


@pytest.mark.parametrize("node", ["text", None, 7, ["a"], True])
def test_where_keys_and_values_are_expected_nothing_else_will_do(node):
    with pytest.raises(CaseError, match="här: expected keys and values here"):
        Fields(node, "här")


def test_an_unknown_key_is_named_with_the_known_ones():
    with pytest.raises(CaseError, match=r"här\.c: unknown key; known here are a, b"):
        Fields({"a": "1", "c": "2"}, "här", required=("a",), optional=("b",))


def test_a_very_long_unknown_key_is_cut():
    with pytest.raises(CaseError) as error:
        Fields({"x" * 5000: "1"}, "")
    assert len(error.value.path) == 80


def test_a_missing_key_is_named():
    with pytest.raises(CaseError, match="här: the key b is missing"):
        Fields({"a": "1"}, "här", required=("a", "b"))


def test_keys_are_read_with_their_path():
    fields = Fields({"a": "x"}, "här", optional=("a", "b"))
    seen = []
    assert fields.need("a", lambda node, path: seen.append(path) or node) == "x"
    assert seen == ["här.a"]
    assert "a" in fields
    assert "b" not in fields


def test_a_key_left_out_has_its_default():
    fields = Fields({}, "", optional=("a",))
    assert fields.may("a", plain.text, "default") == "default"
    assert fields.maybe("a", plain.text) is None
    assert fields.listed("a", plain.text) == ()
    assert fields.flag("a") is False


def test_a_key_given_is_read_whatever_its_default():
    fields = Fields({"a": "true", "b": ["x"]}, "", optional=("a", "b"))
    assert fields.flag("a") is True
    assert fields.maybe("a", plain.text) == "true"
    assert fields.may("a", plain.text, "default") == "true"
    assert fields.listed("b", plain.text) == ("x",)


@pytest.mark.parametrize("node", ["", "   ", None, [], {}, 1.5, "x" * 2001])
def test_what_is_no_line_of_text_is_refused(node):
    assert refused(plain.text, node) == "expected a value here"


@pytest.mark.parametrize(
    ("node", "text"), [("x", "x"), ("x" * 2000, "x" * 2000), (True, "true"), (False, "false"), (7, "7"), (date(2018, 10, 1), "2018-10-01")]
)  # fmt: skip
def test_plain_values_of_json_are_taken_by_their_text(node, text):
    assert plain.text(node, "här") == text


@pytest.mark.parametrize("node", ["ja", "True", "1", "no", ""])
def test_only_true_and_false_are_true_or_false(node):
    refused(plain.truth, node)


def test_true_is_true_and_false_is_false():
    assert plain.truth("true", "") is True
    assert plain.truth("false", "") is False
    assert plain.truth(node=True, path="") is True


def test_a_value_among_some_is_one_of_them():
    assert one_of("a", "b")("b", "här") == "b"
    assert refused(one_of("a", "b"), "c") == "'c' is not one of a, b"
    assert refused(one_of("a"), "x" * 1000) == f"'{'x' * 80}' is not one of a"


@pytest.mark.parametrize("node", ["a", None, {"a": "b"}])
def test_a_list_is_a_list(node):
    assert refused(list_of(plain.text), node) == "expected a list here"


def test_the_item_of_a_list_that_is_wrong_is_pointed_at():
    with pytest.raises(CaseError, match=r"här\[1\]: expected a value"):
        list_of(plain.text)(["a", ""], "här")
    assert list_of(plain.text)(("a", "b"), "här") == ("a", "b")


def test_a_mapping_with_free_keys_reads_each_value_with_its_path():
    assert map_of(plain.duration)({"a": "1:00"}, "här") == {"a": 60}
    with pytest.raises(CaseError, match=r"här\.a: .* is not a duration"):
        map_of(plain.duration)({"a": "1"}, "här")
    assert refused(map_of(plain.text), ["a"]) == "expected keys and values here"


@pytest.mark.parametrize(
    "node", ["2018-1-01", "20181001", "2018-10-01T00.00", "18-10-01", " 2018-10-01", "٢٠١٨-10-01"]
)
def test_what_is_no_date_is_refused(node):
    assert "is not a date, such as 2018-10-01" in refused(plain.day, node)


@pytest.mark.parametrize("node", ["2018-02-29", "2018-13-01", "2018-10-32", "0000-01-01"])
def test_a_date_that_the_calendar_lacks_is_refused(node):
    assert "is no day of the calendar" in refused(plain.day, node)


def test_a_day_after_2200_is_refused_but_as_the_last_day_of_what_still_runs():
    assert refused(plain.day, "2201-01-01") == "2201-01-01 lies after 2200"
    assert plain.day("2200-12-31", "") == date(2200, 12, 31)
    assert plain.period({"from": "2018-01-01", "to": "9999-12-31"}, "") == Period(date(2018, 1, 1), None)


@pytest.mark.parametrize(
    ("node", "taken"), [("1993-12", False), ("1994-01", True), ("2200-12", True), ("2201-01", False)]
)
def test_months_begin_with_assistansersattning_itself(node, taken):
    if taken:
        assert plain.month(node, "") == Month.parse(node)
    else:
        assert refused(plain.month, node) == f"{node} is no month from 1994 to 2200"


@pytest.mark.parametrize(
    "node", ["2018-10-05", "2018-10-05 10.00", "2018-10-05T10:00", "2018-10-05T1.00", "2018-10-05T10.00.00"]
)
def test_what_is_no_point_in_time_is_refused(node):
    assert "is not a point in time, such as 2018-10-05T10.00" in refused(plain.point, node)


@pytest.mark.parametrize("node", ["2018-10-05T24.00", "2018-10-05T10.60"])
def test_a_clock_time_that_does_not_exist_is_refused(node):
    assert "has a clock time that does not exist" in refused(plain.point, node)


def test_a_point_in_time_is_local():
    assert plain.point("2018-10-05T23.59", "") == datetime.fromisoformat("2018-10-05T23:59")
    assert "no day of the calendar" in refused(plain.point, "2018-02-30T10.00")


@pytest.mark.parametrize("node", ["", "1.5", "-1", "1/0", "375/04x", "1/1234567", "1234567890123", " 1"])
def test_what_is_no_converted_time_is_refused(node):
    refused(plain.units, node)


def test_converted_time_is_exact():
    assert plain.units("375/4", "") == 2625
    assert plain.units("300", "") == 8400
    assert "no whole number of 1/28 minutes" in refused(plain.units, "1/3")


@pytest.mark.parametrize(
    ("node", "taken"),
    [
        ("2018-W01", True),
        ("2018-W53", True),
        ("2018-W54", False),
        ("2018-W00", False),
        ("2018-w01", False),
        ("2018-W1", False),
    ],
)
def test_a_week_has_its_number(node, taken):
    if taken:
        assert plain.week(node, "") == node
    else:
        assert "is not of the form 2018-W44" in refused(plain.week, node)


@pytest.mark.parametrize("node", ["180", "01800", "018a"])
def test_a_kommun_is_four_figures(node):
    assert "is not of the form 0180" in refused(plain.kommun, node)
    assert plain.kommun("0180", "") == "0180"


@pytest.mark.parametrize("node", ["-1", "1.5", "1234567890", "x", "¹"])
def test_what_is_no_whole_number_is_refused(node):
    assert "is not a whole number" in refused(plain.whole_number, node)


def test_a_whole_number_has_nine_figures_at_most():
    assert plain.whole_number("999999999", "") == 999999999
    assert plain.whole_number("0", "") == 0
    assert plain.whole_number(7, "") == 7


def test_a_period_includes_both_its_days():
    assert plain.period({"from": "2018-10-01", "to": "2018-10-01"}, "").length == 1
    assert plain.period({"from": "2018-10-01"}, "") == Period(date(2018, 10, 1), None)


def test_a_period_that_ends_before_it_begins_is_refused():
    assert (
        refused(plain.period, {"from": "2018-10-02", "to": "2018-10-01"})
        == "ends on 2018-10-01, before it begins on 2018-10-02"
    )


def test_a_closed_period_needs_its_end():
    assert refused(plain.closed_period, {"from": "2018-10-02"}) == "the key to is missing"
    assert plain.closed_period({"from": "2018-10-01", "to": "2018-10-31"}, "") == Month(2018, 10).period


@given(st.dates(date(1994, 1, 1), date(2200, 12, 31)))
def test_any_day_reads_back_as_it_prints(day):
    assert plain.day(day.isoformat(), "") == day
