import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.facts import SLAG, Rad, Tid
from assistans.facts.tid import clock_text

CLOCK = st.builds(lambda hour, minute: hour * 100 + minute, st.integers(0, 99), st.integers(0, 99))
TIDER = st.builds(Tid, *[st.integers(0, 10**6)] * 3)


@pytest.mark.parametrize(
    "text",
    ["", "9 8.00-16.00 aktiv", "09 08:00-16:00 aktiv", "09 08.00-16.00", "09 08.00-16.00 jour", "09 08.00-16.00 aktiv ", " 09 08.00-16.00 aktiv",
     "109 08.00-16.00 aktiv", "09  08.00-16.00 aktiv", "09 08.00–16.00 aktiv", "09 08.0-16.00 aktiv", "09 08.00-16.000 aktiv", "09 08.00-16.00 Aktiv",
     "٠٩ 08.00-16.00 aktiv", "-9 08.00-16.00 aktiv", "09 08.00-16.00 aktiv\n"],
)  # fmt: skip
def test_what_is_no_row_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"is no row; write day, from-to and kind: 28 00\.00-04\.00 aktiv"):
        Rad.parse(text)


@pytest.mark.parametrize("slag", SLAG)
def test_a_row_is_read_as_written(slag):
    assert Rad.parse(f"28 00.15-04.30 {slag}") == Rad(28, 15, 430, slag)


def test_a_row_may_name_a_day_and_a_time_that_do_not_exist():
    assert Rad.parse("99 25.70-00.99 aktiv") == Rad(99, 2570, 99, "aktiv")
    assert Rad.parse("0 00.00-24.00 aktiv") == Rad(0, 0, 2400, "aktiv")


def test_a_day_of_one_figure_prints_with_two():
    assert str(Rad.parse("9 08.00-16.05 aktiv")) == "09 08.00-16.05 aktiv"


@given(st.builds(Rad, st.integers(0, 99), CLOCK, CLOCK, st.sampled_from(SLAG)))
def test_any_row_reads_back_as_it_prints(rad):
    assert Rad.parse(str(rad)) == rad


@pytest.mark.parametrize(
    ("hhmm", "text"), [(0, "00.00"), (5, "00.05"), (930, "09.30"), (2400, "24.00"), (2570, "25.70")]
)
def test_a_clock_time_prints_with_hours_and_minutes(hhmm, text):
    assert clock_text(hhmm) == text


def test_the_kinds_stand_in_the_order_of_their_worth():
    assert SLAG == ("aktiv", "vantetid", "beredskap") == Tid._fields


def test_nothing_said_is_no_time():
    assert Tid() == (0, 0, 0)
    assert Tid().minuter == 0


def test_time_is_added_kind_by_kind():
    assert Tid(1, 20, 300).plus(Tid(4000, 500, 60)) == Tid(4001, 520, 360)


@given(TIDER, TIDER, TIDER)
def test_the_order_of_adding_is_irrelevant_and_no_minute_is_lost(one, other, third):
    assert one.plus(other).plus(third) == third.plus(other.plus(one))
    assert one.plus(other).minuter == one.minuter + other.minuter
    assert one.plus(Tid()) == one
