"""From minutes back to the clock times that a handläggare speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.casework.clock_times import LAST_MINUTE, InvalidKlockslag, hhmm, minutes_of


@pytest.mark.parametrize(
    "text", ["", "8.00", "08:00", "0800", "08.60", "24.01", "25.00", "ab.cd", "08.0", "-1.00"]
)
def test_what_is_no_clock_time_is_refused_with_the_form(text):
    with pytest.raises(InvalidKlockslag, match=r"TT\.MM"):
        minutes_of(text)


def test_midnight_is_an_end():
    assert minutes_of("24.00") == LAST_MINUTE


@given(st.integers(0, LAST_MINUTE))
def test_a_clock_time_is_read_back(minutes):
    assert minutes_of(hhmm(minutes)) == minutes
