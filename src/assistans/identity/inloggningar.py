"""A log-in read back on every request: it counts only as long as the role that it was made in stands."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from assistans.base.amend import current
from assistans.identity.inloggad import Inloggad
from assistans.identity.models import Anvandare, Inloggning, Ombud
from assistans.identity.roles import Roll
from assistans.registers.models import Person, Stallforetradare


def inloggad_by(*, inloggning: UUID, on: date) -> Inloggad | None:
    """Who is logged in by a log-in's public id, or None when her role has ended. Two or three queries."""
    row = Inloggning.objects.filter(public_id=inloggning).first()
    if row is None:
        return None
    roll = Roll(row.roll)
    called = _STANDS[roll](row, on)
    if called is None:
        return None
    return Inloggad(
        namn=row.namn,
        roll=roll,
        actor=row.actor,
        foremal=row.foremal,
        foremal_namn=called,
        inloggning=row.public_id,
    )


def _works_here(row: Inloggning, _on: date) -> str | None:
    found = Anvandare.objects.filter(personnummer=row.personnummer, aktiv=True, roller__contains=[row.roll])
    return "" if found.exists() else None


def _acts_for_anordnare(row: Inloggning, on: date) -> str | None:
    found = Ombud.objects.filter(personnummer=row.personnummer, valid__contains=on)
    return found.filter(anordnare__public_id=row.foremal).values_list("anordnare__namn", flat=True).first()


def _acts_for_kommun(row: Inloggning, on: date) -> str | None:
    found = Ombud.objects.filter(personnummer=row.personnummer, valid__contains=on)
    return found.filter(kommun__kod=row.foremal).values_list("kommun__namn", flat=True).first()


def _is_or_acts_for_person(row: Inloggning, on: date) -> str | None:
    person = Person.objects.filter(public_id=row.foremal).first()
    if person is None:
        return None
    acts = current(Stallforetradare, on=on).filter(person=person, personnummer=row.personnummer)
    if person.personnummer != row.personnummer and not acts.exists():
        return None
    return f"{person.fornamn} {person.efternamn}".strip()


_STANDS: Final[dict[Roll, Callable[[Inloggning, date], str | None]]] = {
    Roll.HANDLAGGARE: _works_here,
    Roll.EKONOM: _works_here,
    Roll.CONTROLLER: _works_here,
    Roll.ANORDNARE: _acts_for_anordnare,
    Roll.KOMMUN: _acts_for_kommun,
    Roll.PERSON: _is_or_acts_for_person,
}
"""Whether a log-in's role stands on a day: the name of whom she acts for ("" for those who work here), or None."""
