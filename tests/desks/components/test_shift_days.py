from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.components.shift_days import axis, clock, letters, overlaps, shift_days
from assistans.desks.components.shifts import Lane, ShiftCalendar, Stretch

APRIL = date(2026, 4, 1)


def stretch(start, end, *, day=1, ode="godkand", slag="aktiv", **rest):
    return Stretch(day=day, start=start * 60, end=end * 60, ode=ode, slag=slag, **rest)


def first_day(*lanes, month=APRIL):
    named = zip(("Ellen Provsson", "Omar Testberg", "Li Påhittlund"), lanes, strict=False)
    laid = tuple(Lane(label=label, stretches=tuple(stretches)) for label, stretches in named)
    return shift_days(ShiftCalendar(month=month, lanes=laid))[0]


def lines(day):
    return [[f"{bar.letter} {bar.times}" for bar in track] for track in day.tracks]


def test_a_month_without_shifts_still_has_all_its_days():
    days = shift_days(ShiftCalendar(month=APRIL))
    assert [day.day.number for day in days] == list(range(1, 31))
    assert not any(day.tracks or day.overlaps or day.sums for day in days)


def test_a_stretch_lies_on_its_day_alone():
    calendar = ShiftCalendar(month=APRIL, lanes=(Lane(label="Ellen", stretches=(stretch(8, 16, day=3),)),))
    assert [day.day.number for day in shift_days(calendar) if day.tracks] == [3]


def test_shifts_that_follow_each_other_share_a_line():
    assert lines(first_day([stretch(7, 15)], [stretch(15, 22)])) == [["A 07–15", "B 15–22"]]


def test_shifts_at_the_same_time_lie_under_each_other():
    day = first_day([stretch(7, 15)], [stretch(14, 22)], [stretch(15, 23)])
    assert lines(day) == [["A 07–15", "C 15–23"], ["B 14–22"]]


def test_the_same_assistant_twice_at_the_same_time_hides_nothing():
    assert lines(first_day([stretch(8, 16), stretch(8, 16), stretch(9, 10)])) == [
        ["A 08–16"],
        ["A 08–16"],
        ["A 09–10"],
    ]


def test_a_bar_is_as_far_in_and_as_long_as_its_stretch():
    bar = first_day([stretch(6, 18)]).tracks[0][0]
    assert (bar.x, bar.width) == ("25.000%", "50.000%")


@pytest.mark.parametrize(
    ("slag", "top", "height", "letter"),
    [("aktiv", "0%", "100%", ""), ("vantetid", "55%", "45%", "V"), ("beredskap", "75%", "25%", "B")],
)
def test_the_kind_of_time_is_told_by_height_and_letter(slag, top, height, letter):
    bar = first_day([stretch(6, 18, slag=slag)]).tracks[0][0]
    assert (bar.top, bar.height, bar.slag_letter) == (top, height, letter)


@pytest.mark.parametrize(("ode", "sign"), [("godkand", ""), ("vantar", "?"), ("stoppad", "✕")])
def test_what_became_of_it_is_told_by_a_sign(ode, sign):
    assert first_day([stretch(6, 18, ode=ode)]).tracks[0][0].sign == sign


@pytest.mark.parametrize(
    ("hours", "size"), [(8, "long"), (7, "wide"), (4, "wide"), (3, "middle"), (2, "middle"), (1, "short")]
)
def test_a_bar_says_how_much_text_has_room(hours, size):
    assert first_day([stretch(6, 6 + hours)]).tracks[0][0].size == size


def test_the_shortest_bars_have_no_room_for_text():
    short = Stretch(day=1, start=0, end=59, ode="godkand", slag="aktiv")
    assert first_day([short]).tracks[0][0].size == "tiny"


def test_a_bar_says_all_in_words():
    held = stretch(22, 24, ode="vantar", slag="vantetid", text="Två samtidigt.")
    title = first_day([held]).tracks[0][0].title.replace("\N{NO-BREAK SPACE}", " ")
    assert title == "A Ellen Provsson, den 1 kl. 22–24: väntetid, 2 h, väntar. Två samtidigt."
    approved = first_day([stretch(8, 16)]).tracks[0][0].title.replace("\N{NO-BREAK SPACE}", " ")
    assert approved == "A Ellen Provsson, den 1 kl. 08–16: aktiv tid, 8 h, godkänd"


def test_a_bar_tells_what_runs_beside_it():
    day = first_day([stretch(7, 15)], [stretch(14, 22)], [stretch(12, 13), stretch(20, 23)])
    beside = {(bar.letter, bar.times): bar.beside for track in day.tracks for bar in track}
    assert beside == {
        ("A", "07–15"): ("C 12–13", "B 14–15"),
        ("B", "14–22"): ("A 14–15", "C 20–22"),
        ("C", "12–13"): ("A 12–13",),
        ("C", "20–23"): ("B 20–22",),
    }


def test_the_same_stretch_given_twice_is_beside_itself():
    twice = stretch(8, 16)
    bars = [bar for track in first_day([twice], [twice]).tracks for bar in track]
    assert [bar.beside for bar in bars] == [("B 08–16",), ("A 08–16",)]


def test_a_day_is_summed_by_what_became_of_it_without_what_did_not_happen():
    day = first_day([stretch(7, 15)], [stretch(15, 17, ode="stoppad")])
    assert day.sums == (("godkand", "godkänd", 480), ("stoppad", "stoppad", 120))


def test_overlaps_are_told_with_how_many_run():
    found = overlaps([stretch(7, 15), stretch(14, 22), stretch(14, 16)])
    assert [one.text for one in found] == ["14–15: 3 pass samtidigt", "15–16: 2 pass samtidigt"]
    assert (found[0].x, found[0].width) == ("58.333%", "4.166%")


def test_an_overlap_that_goes_on_with_others_is_one():
    found = overlaps([stretch(7, 15), stretch(8, 10), stretch(10, 12), stretch(20, 22), stretch(21, 23)])
    assert [one.text for one in found] == ["08–12: 2 pass samtidigt", "21–22: 2 pass samtidigt"]


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 600)), max_size=8))
def test_overlaps_are_the_minutes_where_more_than_one_runs(given_stretches):
    stretches = [
        Stretch(day=1, start=start, end=min(start + length, 1440), ode="godkand", slag="aktiv")
        for start, length in given_stretches
    ]
    running = [sum(one.start <= minute < one.end for one in stretches) for minute in range(1440)]
    found = [0] * 1440
    for overlap in overlaps(stretches):
        found[overlap.start : overlap.end] = [overlap.count] * (overlap.end - overlap.start)
    assert found == [count if count > 1 else 0 for count in running]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 22), st.integers(1, 6)), max_size=12))
def test_every_stretch_is_drawn_once_and_no_line_has_an_overlap(drawn):
    lanes = [[], [], []]
    for lane, start, length in drawn:
        lanes[lane].append(stretch(start, min(start + length, 24)))
    tracks = first_day(*lanes).tracks
    assert sum(len(track) for track in tracks) == len(drawn)
    for track in tracks:
        ends = [bar.stretch.end for bar in track]
        assert all(end <= bar.stretch.start for end, bar in zip(ends, track[1:], strict=False))


@pytest.mark.parametrize(
    ("minute", "text"), [(0, "00"), (480, "08"), (495, "08.15"), (1439, "23.59"), (1440, "24")]
)
def test_a_clock_time_has_minutes_only_where_there_are_any(minute, text):
    assert clock(minute) == text


def test_lanes_are_named_by_letter_for_as_many_as_there_are():
    assert letters(28)[:3] + letters(28)[-3:] == ["A", "B", "C", "Z", "AA", "AB"]
    assert letters(0) == []
    assert len(set(letters(800))) == 800


def test_the_axis_marks_every_third_hour_and_leaves_out_every_other_where_it_is_narrow():
    assert [hour.text for hour in axis()] == ["00", "03", "06", "09", "12", "15", "18", "21", "24"]
    assert [hour.text for hour in axis() if not hour.minor] == ["00", "06", "12", "18", "24"]
    assert [axis()[at].anchor for at in (0, 1, -1)] == ["first", "inner", "last"]
    assert axis()[4].x == "50.000%"
