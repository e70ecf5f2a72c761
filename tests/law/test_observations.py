from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.law import LawTextError, builtin, load
from assistans.law.observations import MODES, DatedMode, ObservationLaw

CHECK = """
observations:
  NAGOT:
    scope: minutes
    lagrum: SFB 51 kap. 9 §
    rules: [B1]
    modes:
      - {from: 2015-01-01, mode: stopp}
      - {from: 2013-07-01, mode: notera, sfs: "2012:935", source: en proposition}
      - {from: 2014-01-01, mode: av}
"""
DAYS = st.dates(date(2012, 1, 1), date(2016, 12, 31))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("mode: stopp", "mode: stop", "'stop' is not one of av, notera, vanta, stopp"),
        ("mode: stopp", "mode: stopp, grund: x", "unknown grund"),
        ("from: 2015-01-01", "from: i fjol", "'i fjol' is not a date"),
        ("scope: minutes", "scope: minute", "'minute' is not one of month, report"),
        ('sfs: "2012:935"', 'sfs: ""', "NAGOT.sfs: expected a text"),
        ("rules: [B1]", "rules: B1", "NAGOT: expected a list"),
        ("    lagrum: SFB 51 kap. 9 §\n", "", "missing lagrum"),
    ],
)
def test_a_check_that_cannot_be_read_is_refused_by_name(before, after, problem):
    assert before in CHECK
    with pytest.raises(LawTextError, match=problem):
        load(CHECK.replace(before, after))


def test_modes_are_put_in_time_order_with_their_grounds():
    assert load(CHECK).observation("NAGOT").modes == (
        DatedMode(date(2013, 7, 1), "notera", "2012:935", "en proposition"),
        DatedMode(date(2014, 1, 1), "av", "", ""),
        DatedMode(date(2015, 1, 1), "stopp", "", ""),
    )


@pytest.mark.parametrize(
    ("day", "mode", "sfs"),
    [
        ("2013-06-30", "av", ""),
        ("2013-07-01", "notera", "2012:935"),
        ("2013-12-31", "notera", "2012:935"),
        ("2014-01-01", "av", ""),
        ("2014-12-31", "av", ""),
        ("2015-01-01", "stopp", ""),
    ],
)
def test_a_mode_holds_from_its_day_to_the_next(day, mode, sfs):
    check = load(CHECK).observation("NAGOT")
    assert check.mode(date.fromisoformat(day)) == mode
    assert check.at(date.fromisoformat(day)).sfs == sfs


@pytest.mark.parametrize(
    ("first", "last", "constant", "highest"),
    [
        ("2014-01-01", "2014-12-31", True, "av"),
        ("2014-01-01", "2015-01-01", False, "stopp"),
        ("2013-12-31", "2014-01-01", False, "notera"),
        ("2013-07-01", "2013-12-31", True, "notera"),
        ("2013-06-30", "2013-07-01", False, "notera"),
        ("2015-01-01", "2015-01-01", True, "stopp"),
    ],
)
def test_a_mode_that_begins_on_the_first_day_is_no_change_and_on_the_last_day_one(
    first, last, constant, highest
):
    check, days = load(CHECK).observation("NAGOT"), (date.fromisoformat(first), date.fromisoformat(last))
    assert (check.constant(*days), check.highest(*days)) == (constant, highest)


def test_a_check_without_modes_is_off_and_always_was():
    off = ObservationLaw(
        code="NAGOT", scope="month", lagrum=builtin().observation("FOR_SENT").lagrum, rules=("B1",), modes=()
    )
    assert off.at(date(2018, 1, 1)) == DatedMode(date.min, "av")
    assert off.highest(date(1900, 1, 1), date(2100, 1, 1)) == "av"
    assert off.constant(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, DAYS)
def test_the_strictest_mode_and_constancy_are_those_of_the_days_between(one, other):
    check = load(CHECK).observation("NAGOT")
    first, last = min(one, other), max(one, other)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    modes = {check.mode(day) for day in days}
    assert check.highest(first, last) == max(modes, key=MODES.index)
    if check.constant(first, last):
        assert len(modes) == 1
    else:
        assert any(first < mode.start <= last for mode in check.modes)
