"""The person with assistance: identity, kommun, protected identity, stays, and who may act for her."""

from datetime import date
from typing import Unpack

from django.db import transaction

from assistans.base import change
from assistans.base.amend import Said, amend
from assistans.base.clock import Clock
from assistans.registers import identifiers
from assistans.registers.models import (
    Kommun,
    Person,
    PersonKommun,
    PersonSkydd,
    Stallforetradare,
    Vistelse,
)
from assistans.registers.services.touch import touch
from assistans.registers.sortnyckel import sortnyckel

KOMMUN_DIGITS = 4
FROM_DOCUMENT = "maskin:intake"


def register_kommun(*, kod: str, namn: str, organisationsnummer: str, by: str, clock: Clock) -> Kommun:
    """Register a municipality by its code (4 digits), or change its name. Raises InvalidNumber."""
    if len(kod) != KOMMUN_DIGITS or not (kod.isascii() and kod.isdigit()):
        raise identifiers.InvalidNumber("Kommunkoden ska ha 4 siffror, till exempel 0180.")
    values = {"namn": namn, "organisationsnummer": identifiers.organisationsnummer(organisationsnummer)}
    row, _ = change.register(Kommun, key={"kod": kod}, values=values, by=by, clock=clock)
    return row


def register_person(*, personnummer: str, fornamn: str, efternamn: str, by: str, clock: Clock) -> Person:
    """Register a person, or give a known one her right name. Raises InvalidNumber."""
    names = {"fornamn": fornamn, "efternamn": efternamn, "sortnyckel": sortnyckel(efternamn, fornamn)}
    key = {"personnummer": identifiers.personnummer(personnummer)}
    with transaction.atomic():
        person, changed = change.register(Person, key=key, values=names, by=by, clock=clock)
        if changed:
            touch([person], clock=clock)
    return person


def ensure_person(*, personnummer: str, fornamn: str = "", efternamn: str = "", clock: Clock) -> Person:
    """The person that a document names, made where she is not known; a known name is left alone. Raises InvalidNumber."""
    number = identifiers.personnummer(personnummer)
    known = Person.objects.filter(personnummer=number).first()
    return known or register_person(
        personnummer=number, fornamn=fornamn, efternamn=efternamn, by=FROM_DOCUMENT, clock=clock
    )


def register_avliden(*, person: Person, dag: date | None, by: str, clock: Clock) -> None:
    """Register the day a person died; None takes a wrong notice back."""
    with transaction.atomic():
        if change.change(person, values={"avliden": dag}, by=by, clock=clock):
            touch([person], clock=clock)


def register_person_kommun(
    *, person: Person, kod: str, start: date, end: date | None = None, by: str, clock: Clock
) -> PersonKommun:
    """Say which kommun is responsible for the person on some days (LSS 16–16 d §§). The kommun must be registered."""
    values = {"kommun": Kommun.objects.get(kod=kod)}
    return _amend_kommun(person, start=start, end=end, values=values, by=by, clock=clock)


def end_person_kommun(*, person: Person, start: date, by: str, clock: Clock) -> None:
    """Say that no kommun is known to be responsible from a day on."""
    _amend_kommun(person, start=start, end=None, values=None, by=by, clock=clock)


def register_skydd(
    *, person: Person, slag: str, start: date, end: date | None = None, by: str, clock: Clock
) -> PersonSkydd:
    """Say that the person's identity is protected on some days: `sekretessmarkering` or `skyddad_folkbokforing`."""
    values = {"slag": PersonSkydd.Slag(slag)}
    return _amend_skydd(person, start=start, end=end, values=values, by=by, clock=clock)


def end_skydd(*, person: Person, start: date, by: str, clock: Clock) -> None:
    """Say that the protection ends: `start` is the first day without it."""
    _amend_skydd(person, start=start, end=None, values=None, by=by, clock=clock)


def register_vistelse(
    *, person: Person, slag: str, start: date, end: date | None = None, by: str, clock: Clock
) -> Vistelse:
    """Register days of a stay known otherwise than from the räkning: `sjukhus` or `institution` (SFB 106:24)."""
    return _amend_vistelse(person, slag, start=start, end=end, values={}, by=by, clock=clock)


def end_vistelse(
    *, person: Person, slag: str, start: date, end: date | None = None, by: str, clock: Clock
) -> None:
    """Say that there is no stay of that kind on these days."""
    _amend_vistelse(person, slag, start=start, end=end, values=None, by=by, clock=clock)


def register_stallforetradare(
    *,
    person: Person,
    personnummer: str,
    namn: str,
    slag: str,
    start: date,
    end: date | None = None,
    by: str,
    clock: Clock,
) -> Stallforetradare:
    """Register who may act for the person on some days (LSS 8 §). Raises InvalidNumber."""
    values = {"namn": namn, "slag": Stallforetradare.Slag(slag)}
    return _amend_stallforetradare(
        person, personnummer, start=start, end=end, values=values, by=by, clock=clock
    )


def end_stallforetradare(*, person: Person, personnummer: str, start: date, by: str, clock: Clock) -> None:
    """Say that somebody may no longer act for the person: `start` is the first day without the right."""
    _amend_stallforetradare(person, personnummer, start=start, end=None, values=None, by=by, clock=clock)


def _amend_kommun(person: Person, **said: Unpack[Said]) -> PersonKommun | None:
    with transaction.atomic():
        row = amend(PersonKommun, lock=person, identity={"person": person}, **said)
        touch([person], clock=said["clock"])
    return row


def _amend_skydd(person: Person, **said: Unpack[Said]) -> PersonSkydd | None:
    return amend(PersonSkydd, lock=person, identity={"person": person}, **said)


def _amend_vistelse(person: Person, slag: str, **said: Unpack[Said]) -> Vistelse | None:
    identity = {"person": person, "slag": Vistelse.Slag(slag)}
    with transaction.atomic():
        row = amend(Vistelse, lock=person, identity=identity, **said)
        touch([person], clock=said["clock"])
    return row


def _amend_stallforetradare(
    person: Person, personnummer: str, **said: Unpack[Said]
) -> Stallforetradare | None:
    identity = {"person": person, "personnummer": identifiers.personnummer(personnummer)}
    return amend(Stallforetradare, lock=person, identity=identity, **said)
