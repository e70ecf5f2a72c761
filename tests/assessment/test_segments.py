import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.assessment.segments import (
    Radpost,
    Segment,
    clusters,
    cut,
    in_time_order,
    moments,
    outside,
    overlapping,
    union,
    walk,
)
from assistans.facts import Rad, Tidsredovisning

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: (p[0], p[0] + p[1])), max_size=7
)


def post(rang=0, enheter=28):
    report = Tidsredovisning(assistent="A", anordnare="egen", mottagen=date(2018, 11, 3), rader=())
    made = Radpost(0, 0, report, Rad(1, 0, 100, "aktiv"), enheter, date(2018, 10, 1), 0, 60)
    made.rang = rang
    return made


def stretches(spans):
    """One stretch a span, the first of them with the lowest rank."""
    return in_time_order(Segment(post(rang), *span) for rang, span in enumerate(spans) if span[0] < span[1])


def minutes(spans):
    return [minute for start, end in spans for minute in range(start, end)]


def active(segments, minute):
    return [segment for segment in segments if segment.start <= minute < segment.end]


def test_a_row_carries_what_the_checks_ask_of_it():
    report = Tidsredovisning(assistent="B", anordnare="egen", mottagen=date(2018, 11, 3), rader=())
    row = Radpost(2, 5, report, Rad(9, 800, 1000, "vantetid"), 7, date(2018, 10, 9), 480, 600)
    assert (row.rapport, row.rad, row.assistent, row.anordnare) == (2, 5, "B", "egen")
    assert (row.slag, row.dagnr, row.dag) == ("vantetid", 9, date(2018, 10, 9))
    assert (row.start, row.end, row.enheter, row.rang, row.pris) == (480, 600, 7, 0, None)
    assert str(row.skriven) == "09 08.00-10.00 vantetid"


def test_a_stretch_has_raw_minutes_and_converted_units():
    stretch = Segment(post(enheter=7), 100, 160)
    assert (stretch.minuter, stretch.enheter) == (60, 420)


@pytest.mark.parametrize("dubbel", [True, False])
def test_a_part_of_a_second_assistants_time_is_still_a_second_assistants(dubbel):
    part = Segment(post(), 100, 160, dubbel=dubbel).part(110, 130)
    assert (part.start, part.end, part.dubbel) == (110, 130, dubbel)


def test_stretches_are_put_by_when_they_begin():
    assert [s.start for s in in_time_order([Segment(post(), 5, 9), Segment(post(), 1, 20)])] == [1, 5]


@pytest.mark.parametrize(
    ("spans", "groups"),
    [
        ([], []),
        ([(0, 10)], [1]),
        ([(0, 10), (10, 20)], [1, 1]),
        ([(0, 10), (9, 20)], [2]),
        ([(0, 30), (5, 10), (20, 25), (30, 40)], [3, 1]),
        ([(0, 10), (0, 10)], [2]),
        ([(0, 30), (5, 10), (12, 14), (29, 40), (39, 41)], [5]),
    ],
)
def test_stretches_that_touch_no_minute_of_each_other_are_apart(spans, groups):
    assert [len(group) for group in clusters(stretches(spans))] == groups


@pytest.mark.parametrize(
    ("spans", "groups"),
    [
        ([], []),
        ([(0, 10), (10, 20), (20, 30)], []),
        ([(0, 10), (20, 30), (25, 26)], [[20, 25]]),
        ([(0, 10), (5, 6), (10, 12)], [[0, 5]]),
        ([(0, 10), (5, 20), (30, 40), (39, 45)], [[0, 5], [30, 39]]),
    ],
)
def test_only_stretches_that_share_a_minute_are_said_to_overlap(spans, groups):
    found = overlapping(stretches(spans))
    assert [[segment.start for segment in group] for group in found] == groups


def test_a_group_is_cut_where_anything_begins_or_ends():
    found = list(moments(stretches([(0, 10), (4, 6), (6, 12)])))
    assert [(start, end, len(some)) for start, end, some in found] == [
        (0, 4, 1),
        (4, 6, 2),
        (6, 10, 2),
        (10, 12, 1),
    ]


def test_of_simultaneous_minutes_the_lower_rank_comes_first():
    late, early = Segment(post(rang=1), 0, 10), Segment(post(rang=0), 5, 10)
    assert [some for _, _, some in moments([late, early])][1] == [early, late]


def test_a_gap_in_a_group_is_nobodys_moment():
    assert [moment[:2] for moment in moments(stretches([(0, 5), (8, 10)]))] == [(0, 5), (8, 10)]


@given(SPANS)
def test_walking_meets_every_minute_once_with_all_that_are_there(spans):
    segments = stretches(spans)
    walked = [(minute, some) for start, end, some in walk(segments) for minute in range(start, end)]
    assert [minute for minute, _ in walked] == sorted(set(minutes(spans)))
    for minute, some in walked:
        assert some == sorted(active(segments, minute), key=lambda segment: segment.post.rang)


@given(SPANS)
def test_overlapping_groups_hold_every_shared_minute(spans):
    segments = stretches(spans)
    grouped = [segment for group in overlapping(segments) for segment in group]
    shared = {minute for minute in range(60) if len(active(segments, minute)) > 1}
    assert {minute for minute in range(60) if len(active(grouped, minute)) > 1} == shared
    assert bool(grouped) == bool(shared)


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([], []),
        ([(5, 5)], []),
        ([(3, 5), (1, 2)], [(1, 2), (3, 5)]),
        ([(1, 3), (3, 5)], [(1, 5)]),
        ([(1, 9), (2, 4)], [(1, 9)]),
        ([(1, 4), (2, 9), (20, 21)], [(1, 9), (20, 21)]),
        ([(1, 4), (5, 6)], [(1, 4), (5, 6)]),
    ],
)
def test_merged_spans_hold_no_minute_twice(spans, merged):
    assert union(spans) == merged


@given(SPANS)
def test_merging_keeps_exactly_the_minutes(spans):
    merged = union(spans)
    assert minutes(merged) == sorted(set(minutes(spans)))
    assert all(one[1] < other[0] for one, other in itertools.pairwise(merged))


@pytest.mark.parametrize(
    ("spans", "inside", "rest"),
    [
        ([], [], [(10, 20)]),
        ([(0, 10)], [], [(10, 20)]),
        ([(20, 30)], [], [(10, 20)]),
        ([(0, 30)], [(10, 20)], []),
        ([(12, 14)], [(12, 14)], [(10, 12), (14, 20)]),
        ([(0, 11), (19, 30)], [(10, 11), (19, 20)], [(11, 19)]),
        ([(10, 15), (15, 20)], [(10, 15), (15, 20)], []),
    ],
)
def test_a_stretch_is_cut_by_spans(spans, inside, rest):
    stretch = Segment(post(), 10, 20)
    assert cut(stretch, spans) == inside
    assert outside(stretch, spans) == rest


@given(SPANS, st.integers(0, 40), st.integers(1, 12))
def test_what_is_cut_out_and_what_is_left_are_the_whole_stretch(spans, start, length):
    stretch, merged = Segment(post(), start, start + length), union(spans)
    inside, rest = minutes(cut(stretch, merged)), minutes(outside(stretch, merged))
    assert sorted(inside + rest) == list(range(start, start + length))
    assert set(inside) == set(minutes(merged)) & set(range(start, start + length))
