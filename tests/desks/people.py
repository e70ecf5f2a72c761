"""Somebody logged in, in each role: what tests of pages begin with."""

from datetime import UTC, date, datetime
from uuid import uuid4

from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from psycopg.types.range import DateRange

from assistans.base import instance
from assistans.desks.login import sessions
from assistans.identity.models import Anvandare, Inloggning, Ombud
from assistans.identity.roles import Roll
from assistans.registers.models import Anordnare, Kommun, Person

STAFF = {Roll.HANDLAGGARE, Roll.EKONOM, Roll.CONTROLLER}
HERS = "198201199802"


def logged_in(*, roll, foremal="", personnummer=HERS, namn="Alva Testsson"):
    """A browser (Django's test client) in which somebody is logged in. The session is a real one in the database."""
    client = nobody()
    client.cookies[cookie_name()] = session_of(
        roll=roll, foremal=foremal, personnummer=personnummer, namn=namn
    )
    client.inloggning = Inloggning.objects.order_by("-id").first()
    client.actor = client.inloggning.actor
    return client


def nobody():
    """A browser in which nobody is logged in, at an address that the pages answer to."""
    return Client(SERVER_NAME="localhost")


def session_of(*, roll, foremal="", personnummer=HERS, namn="Alva Testsson"):
    """A log-in with what its role rests on; gives the session's key."""
    actor = _STAND[roll](roll, foremal, personnummer, namn)
    row = Inloggning.objects.create(
        personnummer=personnummer,
        namn=namn,
        roll=roll.value,
        actor=actor,
        foremal=foremal,
        evidence={},
        at=instance.clock().now(),
    )
    session = SessionStore()
    sessions.begin_in(session, row.public_id)
    session.create()
    return session.session_key


def cookie_name():
    """What the session's cookie is called."""
    from django.conf import settings  # noqa: PLC0415 - the pages' settings are set around each test

    return settings.SESSION_COOKIE_NAME


def _works_here(roll, _foremal, personnummer, namn):
    row, _ = Anvandare.objects.get_or_create(personnummer=personnummer, defaults={"namn": namn, "roller": []})
    if roll.value not in row.roller:
        row.roller = [*row.roller, roll.value]
        row.save()
    return f"anvandare:{row.public_id}"


def _ombud(roll, foremal, personnummer, namn):
    whom = (
        {"anordnare": Anordnare.objects.get(public_id=foremal)}
        if roll is Roll.ANORDNARE
        else {"kommun": Kommun.objects.get(kod=foremal)}
    )
    valid = DateRange(date(2000, 1, 1), None)
    row, _ = Ombud.objects.get_or_create(
        personnummer=personnummer, **whom, defaults={"namn": namn, "valid": valid}
    )
    return f"ombud:{row.public_id}"


def _herself(_roll, foremal, personnummer, _namn):
    person = Person.objects.get(public_id=foremal)
    if person.personnummer == personnummer:
        return f"person:{person.public_id}"
    return f"foretradare:{uuid4()}"


_STAND = {
    Roll.HANDLAGGARE: _works_here,
    Roll.EKONOM: _works_here,
    Roll.CONTROLLER: _works_here,
    Roll.ANORDNARE: _ombud,
    Roll.KOMMUN: _ombud,
    Roll.PERSON: _herself,
}
NOW = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)
