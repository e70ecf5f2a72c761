"""What the base room's tests share: a clock that stands, and a bitemporal table with its identity."""

import contextlib
import threading
from datetime import UTC, date, datetime

from django.db import connection, transaction

from assistans.base.clock import SetClock
from assistans.registers.models import Person

NOON = datetime(2018, 10, 1, 12, 0, tzinfo=UTC)
BY = "maskin:prov"
FIRST = date(2018, 1, 1)


def clock(at=NOON):
    return SetClock(at)


def person(number="199001189811"):
    row, _ = Person.objects.get_or_create(personnummer=number)
    return row


def at_once(*works):
    """Run each in a thread with a connection of its own; return what they gave or raised, in order."""
    outcomes = [None] * len(works)

    def run(place, work):
        try:
            outcomes[place] = work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def roll_back_after(work):
    """Do it in a transaction that then fails."""
    with contextlib.suppress(RuntimeError), transaction.atomic():
        work()
        raise RuntimeError
