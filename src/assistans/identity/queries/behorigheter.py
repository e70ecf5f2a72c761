"""In which roles, and for whom, somebody may act on a day: what she chooses among when she logs in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistans.base.amend import current
from assistans.identity.models import Anvandare, Ombud
from assistans.identity.queries.roles import actor_of
from assistans.identity.roles import ROLL_NAMN, Roll
from assistans.registers.models import Person, Stallforetradare


@dataclass(frozen=True, slots=True, kw_only=True)
class Behorighet:
    """A role that somebody may act in. `foremal` is for whom, `foremal_namn` what that is called, empty for staff.

    `actor` is the text that what she does is written under; None for who acts for a person: each log-in then has its own.
    """

    roll: Roll
    foremal: str
    foremal_namn: str
    actor: str | None

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.roll}:{self.foremal}"

    @property
    def text(self) -> str:
        """What it is called on a page."""
        return f"{ROLL_NAMN[self.roll]}: {self.foremal_namn}" if self.foremal_namn else ROLL_NAMN[self.roll]


def behorigheter(*, personnummer: str, on: date) -> tuple[Behorighet, ...]:
    """Every role that the one with a personnummer (12 digits) may act in on a day, in the order they are shown. Four queries."""
    return (
        *_staff(personnummer),
        *_ombud(personnummer, on),
        *_herself(personnummer),
        *_representative(personnummer, on),
    )


def _staff(personnummer: str) -> Iterator[Behorighet]:
    for row in Anvandare.objects.filter(personnummer=personnummer, aktiv=True):
        for roll in row.roller:
            yield Behorighet(roll=Roll(roll), foremal="", foremal_namn="", actor=actor_of(row))


def _ombud(personnummer: str, on: date) -> Iterator[Behorighet]:
    rows = Ombud.objects.filter(personnummer=personnummer, valid__contains=on)
    for row in rows.select_related("anordnare", "kommun").order_by("pk"):
        actor = f"ombud:{row.public_id}"
        if row.anordnare:
            whom = {"foremal": str(row.anordnare.public_id), "foremal_namn": row.anordnare.namn}
            yield Behorighet(roll=Roll.ANORDNARE, actor=actor, **whom)
        else:
            whom = {"foremal": row.kommun.kod, "foremal_namn": row.kommun.namn}
            yield Behorighet(roll=Roll.KOMMUN, actor=actor, **whom)


def _herself(personnummer: str) -> Iterator[Behorighet]:
    for row in Person.objects.filter(personnummer=personnummer):
        yield _for_person(row, actor=f"person:{row.public_id}")


def _representative(personnummer: str, on: date) -> Iterator[Behorighet]:
    rows = current(Stallforetradare, on=on).filter(personnummer=personnummer)
    for row in rows.select_related("person").order_by("person__sortnyckel", "pk"):
        yield _for_person(row.person, actor=None)


def _for_person(person: Person, *, actor: str | None) -> Behorighet:
    called = f"{person.fornamn} {person.efternamn}".strip()
    return Behorighet(roll=Roll.PERSON, foremal=str(person.public_id), foremal_namn=called, actor=actor)
