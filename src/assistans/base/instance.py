"""What kind of database this is, and the clock that follows from it. Only the owner marks a database, when it is made."""

from datetime import UTC, datetime

from django.db import connection

from assistans.base.clock import Clock, SetClock, SystemClock
from assistans.base.models import Instance


class NotADemo(Exception):
    """Something that only a demo or test database may do was asked of another."""


def kind() -> str:
    """The database's kind; one without a mark counts as produktion."""
    return Instance.objects.filter(id=1).values_list("slag", flat=True).first() or Instance.Slag.PRODUKTION


def may_be_lenient() -> bool:
    """Whether checks may be lowered and simulators run here: only in a database marked test or demo."""
    return kind() in {Instance.Slag.TEST, Instance.Slag.DEMO}


def set_demo_clock(now: datetime) -> None:
    """Set the demo clock. Raises NotADemo outside a demo or test database."""
    if now.tzinfo is None:
        raise ValueError("an instant is aware")
    updated = Instance.objects.filter(id=1, slag__in=[Instance.Slag.TEST, Instance.Slag.DEMO]).update(
        demo_now=now.astimezone(UTC)
    )
    if not updated:
        raise NotADemo("only a database marked demo or test has a clock of its own")


def clock() -> Clock:
    """The clock in force: the demo clock where one is set, real time otherwise. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT demo_now FROM base_instance WHERE id = 1 AND slag <> 'produktion'")
        row = cursor.fetchone()
    return clock_at(row[0] if row else None)


def clock_at(demo_now: datetime | None) -> Clock:
    """The clock for a demo clock's instant as the database has it; None = none is set."""
    return SetClock(demo_now) if demo_now else SystemClock()
