from datetime import date

import pytest

from assistans.desks.components.shifts import Lane, ShiftCalendar, ShiftCalendarError, Stretch


def stretch(day=1, start=480, end=960, ode="godkand", slag="aktiv", **rest):
    return Stretch(day=day, start=start, end=end, ode=ode, slag=slag, **rest)


def calendar(*stretches, month=date(2026, 4, 1)):
    return ShiftCalendar(month=month, lanes=(Lane(label="Ellen Provsson", stretches=stretches),))


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (60, 60), (120, 60), (1400, 1441)])
def test_a_stretch_that_is_not_within_a_day_is_refused(start, end):
    with pytest.raises(ShiftCalendarError, match=f"day 1: {start} to {end} is no stretch within a day"):
        stretch(start=start, end=end)


def test_an_unknown_ode_is_refused():
    with pytest.raises(ShiftCalendarError, match="ode is one of godkand, vantar, stoppad, not 'approved'"):
        stretch(ode="approved")


def test_an_unknown_kind_of_time_is_refused():
    with pytest.raises(ShiftCalendarError, match="slag is one of aktiv, vantetid, beredskap, not 'jour'"):
        stretch(slag="jour")


@pytest.mark.parametrize("day", [0, 31])
def test_a_day_that_the_month_has_not_is_refused(day):
    with pytest.raises(ShiftCalendarError, match=f"2026-04 has no day {day}"):
        calendar(stretch(day=day))


def test_a_whole_day_is_a_stretch():
    assert calendar(stretch(day=30, start=0, end=1440)).sums()["godkand"] == 1440


def test_a_calendar_may_be_asked_for_by_any_day_of_its_month():
    assert str(calendar(month=date(2026, 4, 17)).of) == "2026-04"


def test_minutes_are_summed_by_what_became_of_them():
    found = calendar(stretch(), stretch(day=2, ode="vantar"), stretch(day=3, end=540, ode="stoppad"))
    assert found.sums() == {"godkand": 480, "vantar": 480, "stoppad": 60}


def test_the_short_night_has_an_hour_less_and_the_long_an_hour_more():
    night = stretch(day=29, start=0, end=420)
    assert calendar(night, month=date(2026, 3, 1)).minutes(night) == 360
    night = stretch(day=25, start=0, end=420)
    assert calendar(night, month=date(2026, 10, 1)).minutes(night) == 480
