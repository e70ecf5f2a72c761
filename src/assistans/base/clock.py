"""The one clock. Nothing else in the project asks the machine what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class Clock(Protocol):
    """What use cases are given to know the time."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        ...


def swedish_day(instant: datetime) -> date:
    """The calendar day in Sweden at an instant: the day that deadlines and receipts speak of."""
    return instant.astimezone(STOCKHOLM).date()


@dataclass(frozen=True, slots=True)
class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        """The machine's instant, aware, UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it was set and moves when told: for tests."""

    at: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def move(self, by: timedelta) -> None:
        """Move forward (or back) by a duration."""
        self.at += by
