import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import assistans
from assistans.base.clock import SetClock, SystemClock, swedish_day

SOURCE = Path(assistans.__file__).parent
# Asking a class or module of the machine, or the database, for the time. `clock.now()` asks a clock that was given.
TIME_SOURCES = re.compile(
    r"\b(?:datetime|date|timezone|time)\.(?:now|today|utcnow|time|localtime|localdate|gmtime|fromtimestamp)\("
    r"|(?<![.\w])(?<!def )(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)"
    r"|auto_now|\bNow\(\)|CURRENT_(?:TIMESTAMP|DATE|TIME)|LOCALTIME",
)


def time_sources(text):
    """The lines that take the time from anywhere else than a clock that was given."""
    return [line for line in text.splitlines() if TIME_SOURCES.search(line)]


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "date.today()",
        "timezone.now()",
        "at = models.DateTimeField(auto_now_add=True)",
        "SELECT now()",
        "DEFAULT now()",
        "VALUES (CURRENT_TIMESTAMP)",
        "time.time()",
        "datetime.utcnow()",
        "db_default=Now()",
        "time.localtime()",
    ],
)
def test_a_time_source_is_recognised(line):
    assert time_sources(line)


@pytest.mark.parametrize(
    "line",
    ["clock.now()", "instance.clock().now()", "SystemClock().now()", "def now(self):", "time.monotonic()"],
)
def test_a_clock_that_was_given_is_none(line):
    assert not time_sources(line)


def test_nothing_but_the_clock_asks_the_machine_what_time_it_is():
    files = [path for path in SOURCE.rglob("*.py") if path != SOURCE / "base" / "clock.py"]
    assert len(files) > 50
    found = {str(path.relative_to(SOURCE)): time_sources(path.read_text()) for path in files}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2018, 1, 1, 22, 59, 59, tzinfo=UTC), date(2018, 1, 1)),
        (datetime(2018, 1, 1, 23, 0, tzinfo=UTC), date(2018, 1, 2)),
        (datetime(2018, 7, 1, 21, 59, 59, tzinfo=UTC), date(2018, 7, 1)),
        (datetime(2018, 7, 1, 22, 0, tzinfo=UTC), date(2018, 7, 2)),
    ],
)
def test_a_swedish_day_turns_at_swedish_midnight_summer_and_winter(instant, day):
    assert swedish_day(instant) == day


def test_a_set_clock_stands_until_it_is_moved():
    clock = SetClock(datetime(2018, 1, 1, tzinfo=UTC))
    clock.move(timedelta(days=1))
    assert clock.now() == clock.now() == datetime(2018, 1, 2, tzinfo=UTC)


def test_the_system_clock_is_aware_and_in_utc():
    assert SystemClock().now().tzinfo is UTC
