"""The drawing of pay days: every day in its place, as high as its sum."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.ekonom.runs_chart import HEIGHT, chart_of

APRIL, MAY, JUNE = date(2026, 4, 20), date(2026, 5, 20), date(2026, 6, 18)


def test_without_days_nothing_is_drawn():
    assert chart_of([], []).bars == []


def test_days_stand_in_order_of_time_and_those_to_come_last():
    chart = chart_of([(MAY, 50), (APRIL, 100)], [(JUNE, 0)])
    assert [(bar.label, bar.day.kommer) for bar in chart.bars] == [
        ("20/4", False),
        ("20/5", False),
        ("18/6", True),
    ]


def test_two_runs_of_a_day_are_one_bar():
    [bar] = chart_of([(MAY, 50), (MAY, 25)], []).bars
    assert bar.day.belopp_ore == 75


def test_the_highest_bar_is_as_high_as_can_be_and_the_others_in_proportion():
    low, high, none = chart_of([(APRIL, 50), (MAY, 100)], [(JUNE, 0)]).bars
    assert (low.height, high.height, none.height) == (HEIGHT // 2, HEIGHT, 0)


def test_a_run_with_only_hinder_is_a_day_without_a_bar():
    [bar] = chart_of([(APRIL, 0)], []).bars
    assert (bar.height, bar.amount) == (0, "0 kr")


def test_a_pay_day_that_is_today_and_already_run_has_a_bar_of_each():
    assert [bar.day.kommer for bar in chart_of([(JUNE, 5)], [(JUNE, 7)]).bars] == [False, True]


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12))
def test_every_bar_stands_on_the_ground_inside_the_drawing_and_what_is_something_is_seen(amounts):
    chart = chart_of([(APRIL + timedelta(n), ore) for n, ore in enumerate(amounts)], [])
    for bar, ore in zip(chart.bars, amounts, strict=True):
        assert bar.y + bar.height == chart.ground < chart.height
        assert bar.text_y > 10  # room for the text
        assert (bar.height > 0) == (ore > 0)
