from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.law import builtin, builtin_text, last_reporting_day, load, pay_day, pay_days
from assistans.law.free_days import FreeDayRuleError, easter_sunday, free_day
from assistans.law.lagrum import Lagrum
from assistans.timeline.months import Month, Period

LAW = builtin()
MONTHS = st.builds(Month, st.integers(2012, 2035), st.integers(1, 12))


def test_a_free_day_that_cannot_be_read_is_refused():
    with pytest.raises(FreeDayRuleError, match="free day x"):
        free_day(
            name="x",
            rule="monday from 01-01",
            period=Period(date(2000, 1, 1), None),
            lagrum=Lagrum("x"),
            sfs="x",
        )


@pytest.mark.parametrize("year", range(1998, 2041))
def test_weekdays_agree_with_the_holidays_library(year):
    known = holidays.country_holidays("SE", years=year, categories=("public", "de_facto"))
    day = date(year, 1, 1)
    while day.year == year:
        assert LAW.is_weekday(day) == (day.weekday() < 5 and day not in known), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, "1818-03-22"),
        (1954, "1954-04-18"),
        (1981, "1981-04-19"),
        (2000, "2000-04-23"),
        (2038, "2038-04-25"),
        (2285, "2285-03-22"),
    ],
)
def test_easter_at_its_earliest_and_latest(year, day):
    assert easter_sunday(year) == date.fromisoformat(day)


def sunday_after_the_churchs_full_moon(year):
    """Clavius's rule by the epact, as Knuth tells it (The Art of Computer Programming, 1.3.2, exercise 14)."""
    golden, century = year % 19 + 1, year // 100 + 1
    left_out, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - left_out) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact if epact <= 23 else 74 - epact
    moon = date(year, 3, 1) + timedelta(days=full_moon - 1)
    return moon + timedelta(days=7 - (moon.weekday() + 1) % 7)


def test_easter_is_the_sunday_after_the_full_moon_of_spring():
    assert [
        year for year in range(1583, 4100) if easter_sunday(year) != sunday_after_the_churchs_full_moon(year)
    ] == []


@pytest.mark.parametrize(
    ("name", "day"),
    [("midsommarafton", "2018-06-22"), ("midsommardagen", "2018-06-23"), ("alla_helgons_dag", "2018-11-03")],
)
def test_a_free_day_that_moves_has_its_own_weekday(name, day):
    assert LAW.free_days[name].on(2018) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2016-10", "2016-12-05"),
        ("2018-11", "2019-01-07"),
        ("2021-02", "2021-04-06"),
        ("2025-11", "2026-01-05"),
        ("2020-04", "2020-06-05"),
    ],
)
def test_a_reporting_day_on_a_free_day_moves_to_the_next_weekday(month, last):
    assert last_reporting_day(LAW, Month.parse(month)) == date.fromisoformat(last)


@given(MONTHS)
def test_pay_days_are_weekdays_in_order(month):
    first, second = pay_days(LAW, month)
    assert month.last < first < second
    assert LAW.is_weekday(first)
    assert LAW.is_weekday(second)


@given(MONTHS, st.integers(-40, 400), st.integers(0, 100))
def test_a_pay_day_comes_after_the_documents_and_not_before_the_assessment(month, arrived, later):
    complete = month.last + timedelta(days=arrived)
    assessed_on = complete + timedelta(days=later)
    day = pay_day(LAW, month=month, complete=complete, not_before=assessed_on)
    assert complete < day
    assert assessed_on <= day
    assert day >= pay_days(LAW, month)[0]


@given(MONTHS, st.integers(0, 200), st.integers(0, 30))
def test_later_documents_are_never_paid_earlier(month, arrived, later):
    first = month.last + timedelta(days=arrived)
    second = first + timedelta(days=later)
    days = [pay_day(LAW, month=month, complete=complete, not_before=complete) for complete in (first, second)]
    assert days[0] <= days[1]


@pytest.mark.parametrize(
    ("arrived", "paid"),
    [
        ("2018-10-15", "2018-11-20"),
        ("2018-11-05", "2018-11-20"),
        ("2018-11-06", "2018-12-05"),
        ("2018-11-20", "2018-12-05"),
        ("2018-11-21", "2018-12-05"),
        ("2018-12-05", "2018-12-20"),
        ("2018-12-20", "2019-01-04"),
    ],
)
def test_the_pay_day_follows_the_latest_document(arrived, paid):
    complete = date.fromisoformat(arrived)
    assert pay_day(LAW, month=Month(2018, 10), complete=complete, not_before=complete) == date.fromisoformat(
        paid
    )


def test_a_policy_may_leave_days_where_they_are():
    other = load(builtin_text().replace("value: nasta_vardag", "value: ingen"))
    assert last_reporting_day(other, Month(2018, 11)) == date(2019, 1, 5)


def test_each_pay_day_is_moved_by_its_own_policy():
    text = builtin_text()
    entry = text[text.index("  helgflytt_extra_utbetalning:") :]
    other = load(text.replace(entry, entry.replace("foregaende_vardag", "nasta_vardag", 1)))
    # 5 January 2020 is a Sunday, and the 6th a holiday; 20 June 2020 is Midsummer's Day.
    assert pay_days(LAW, Month(2019, 11)) == [date(2019, 12, 20), date(2020, 1, 3)]
    assert pay_days(other, Month(2019, 11)) == [date(2019, 12, 20), date(2020, 1, 7)]
    assert pay_days(other, Month(2020, 5))[0] == date(2020, 6, 18)


@pytest.mark.parametrize(
    ("month", "arrived", "paid"),
    [
        ("2018-09", "2018-10-19", "2018-11-05"),
        ("2018-09", "2018-10-20", "2018-11-05"),
        ("2018-08", "2018-10-19", "2018-10-22"),
        ("2018-08", "2018-10-20", "2018-10-22"),
        ("2018-08", "2018-10-21", "2018-11-05"),
    ],
)
def test_where_pay_days_move_forward_what_comes_after_the_day_itself_waits_for_the_next(month, arrived, paid):
    # 20 October 2018 is a Saturday.
    text = builtin_text()
    entry = text[text.index("  helgflytt_utbetalning:") :]
    other = load(text.replace(entry, entry.replace("foregaende_vardag", "nasta_vardag", 1)))
    complete = date.fromisoformat(arrived)
    day = pay_day(other, month=Month.parse(month), complete=complete, not_before=complete)
    assert day == date.fromisoformat(paid)


@pytest.mark.parametrize(
    ("name", "day", "arrived", "paid"),
    [
        ("komplett_for_ordinarie_dag", "5", "2018-11-06", "2018-12-05"),
        ("komplett_for_ordinarie_dag", "6", "2018-11-06", "2018-11-20"),
        ("komplett_for_extra_dag", "20", "2019-01-05", "2019-01-18"),
        ("redovisningsdag", "10", "2018-11-06", "2018-12-05"),
    ],
)
def test_the_day_to_be_complete_is_a_policy_of_its_own(name, day, arrived, paid):
    text = builtin_text()
    entry = text[text.index(f"  {name}:") :].partition("\n  ")[2]
    number = 'value: "20"' if name == "komplett_for_extra_dag" else 'value: "5"'
    other = load(text.replace(entry, entry.replace(number, f'value: "{day}"', 2)))
    complete = date.fromisoformat(arrived)
    month = Month(2018, 10) if complete.year == 2018 else Month(2018, 12)
    assert pay_day(other, month=month, complete=complete, not_before=complete) == date.fromisoformat(paid)


@pytest.mark.parametrize("month", ["2016-07", "2016-08", "2020-01"])
def test_the_months_to_report_in_are_of_the_law(month):
    other = load(builtin_text().replace('value: "2", sfs: "RFFS 1993:24"', 'value: "3", sfs: "RFFS 1993:24"'))
    later = 1 if month < "2016-10" else 0
    assert Month.of(last_reporting_day(other, Month.parse(month))) == Month.parse(month).shift(2 + later)
