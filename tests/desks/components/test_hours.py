from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.components.hours import PART_KINDS, HoursBar, Part

USED = Part(kind="anvand", label="Använt", minutes=600)
MONTH = Part(kind="manad", label="Oktober", minutes=300)
LEFT = Part(kind="kvar", label="Kvar", minutes=300)


def share(text):
    return Fraction(text.removesuffix("%"))


def test_a_part_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="one of anvand, manad, vantar, kvar, over, not 'used'"):
        Part(kind="used", label="Använt", minutes=1)


def test_a_part_below_nothing_is_refused():
    with pytest.raises(ValueError, match="'Kvar' has -1 minutes"):
        Part(kind="kvar", label="Kvar", minutes=-1)


def test_parts_lie_after_each_other():
    drawn = HoursBar(label="Period", parts=(USED, MONTH, LEFT), limit=1200).drawn()
    assert [(one.x, one.width) for one in drawn] == [
        ("0.000%", "50.000%"),
        ("50.000%", "25.000%"),
        ("75.000%", "25.000%"),
    ]


def test_a_bar_is_as_long_as_what_was_granted():
    drawn = HoursBar(label="Period", parts=(USED,), limit=1200).drawn()
    assert drawn[0].width == "50.000%"


def test_a_bar_beyond_what_was_granted_is_as_long_as_its_parts_and_shows_the_limit():
    over = Part(kind="over", label="Över", minutes=400)
    bar = HoursBar(label="Period", parts=(USED, over), limit=600)
    assert (bar.length, bar.limit_at) == (1000, "60.000%")


@pytest.mark.parametrize("limit", [None, 600, 700])
def test_a_limit_that_is_not_passed_is_not_marked(limit):
    assert HoursBar(label="Period", parts=(USED,), limit=limit).limit_at is None


def test_a_part_without_minutes_is_not_drawn():
    nothing = Part(kind="vantar", label="Väntar", minutes=0)
    assert HoursBar(label="Period", parts=(nothing,)).drawn() == []
    assert [one.part for one in HoursBar(label="Period", parts=(nothing, USED)).drawn()] == [USED]


def test_time_used_before_lies_lower_than_the_rest():
    assert (USED.top, USED.height) == (7, 14)
    assert (MONTH.top, MONTH.height) == (0, 28)


@given(
    st.lists(st.tuples(st.sampled_from(list(PART_KINDS)), st.integers(0, 10**6)), max_size=6),
    st.one_of(st.none(), st.integers(0, 10**6)),
)
def test_parts_never_overlap_and_never_pass_the_end(parts, limit):
    bar = HoursBar(
        label="Period",
        parts=tuple(Part(kind=kind, label=kind, minutes=minutes) for kind, minutes in parts),
        limit=limit,
    )
    end = Fraction(0)
    for drawn in bar.drawn():
        assert share(drawn.x) >= end - Fraction(1, 1000)
        end = share(drawn.x) + share(drawn.width)
    assert end <= 100
