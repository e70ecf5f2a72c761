"""Assistants, and what form FK 3066 says of their work for a person."""

from datetime import date
from typing import Unpack

from django.db import transaction

from assistans.base import change
from assistans.base.amend import Said, amend
from assistans.base.clock import Clock
from assistans.registers import identifiers
from assistans.registers.models import (
    Anordnare,
    Assistent,
    AssistentOformogen,
    Assistentuppgift,
    AssistentuppgiftVersion,
    Person,
)
from assistans.registers.services.touch import touch, touch_all_of_assistent
from assistans.registers.sortnyckel import sortnyckel

FROM_DOCUMENT = "maskin:intake"


def register_assistent(*, idnummer: str, fornamn: str, efternamn: str, by: str, clock: Clock) -> Assistent:
    """Register an assistant by personnummer or samordningsnummer, or give a known one the right name. Raises InvalidNumber."""
    number = identifiers.personnummer(idnummer)
    values = {
        "idtyp": _idtyp(number),
        "fornamn": fornamn,
        "efternamn": efternamn,
        "sortnyckel": sortnyckel(efternamn, fornamn),
        "fodd": identifiers.born(number),
    }
    assistent, _ = change.register(Assistent, key={"idnummer": number}, values=values, by=by, clock=clock)
    return assistent


def ensure_assistent(*, idnummer: str, fornamn: str = "", efternamn: str = "", clock: Clock) -> Assistent:
    """The assistant that a document names, made where not known; a known name is left alone. Raises InvalidNumber."""
    number = identifiers.personnummer(idnummer)
    known = Assistent.objects.filter(idnummer=number).first()
    return known or register_assistent(
        idnummer=number, fornamn=fornamn, efternamn=efternamn, by=FROM_DOCUMENT, clock=clock
    )


def register_assistentuppgift(
    *,
    person: Person,
    assistent: Assistent,
    anordnare: Anordnare | None,
    mottagen: date,
    start: date,
    end: date | None = None,
    anstalld: date | None = None,
    narstaende: bool = False,
    bosatt_inom_ees: bool,
    kollektivavtal: bool = False,
    forlangd_arbetstid: bool = False,
    by: str,
    clock: Clock,
) -> AssistentuppgiftVersion:
    """Register the assistant's data for work from `start` on; no anordnare = the person's own employment.

    `mottagen` is the day the data first reached us: days before it are not paid (rule P6). A change of known data
    keeps it, so give the first day again.
    """
    values = {
        "mottagen": mottagen,
        "anstalld": anstalld,
        "narstaende": narstaende,
        "bosatt_inom_ees": bosatt_inom_ees,
        "kollektivavtal": kollektivavtal,
        "forlangd_arbetstid": forlangd_arbetstid,
    }
    uppgift = _ensure_uppgift(person, assistent, anordnare)
    return _amend_uppgift(uppgift, start=start, end=end, values=values, by=by, clock=clock)


def end_assistentuppgift(
    *,
    person: Person,
    assistent: Assistent,
    anordnare: Anordnare | None,
    start: date,
    by: str,
    clock: Clock,
) -> None:
    """Say that the assistant's work for the person through the anordnare ends: `start` is the first day without it."""
    uppgift = _ensure_uppgift(person, assistent, anordnare)
    _amend_uppgift(uppgift, start=start, end=None, values=None, by=by, clock=clock)


def register_oformogen(
    *, assistent: Assistent, start: date, end: date | None = None, by: str, clock: Clock
) -> None:
    """Register days on which the assistant may be unable to work (SFB 51:16 p. 3)."""
    _amend_oformogen(assistent, start=start, end=end, values={}, by=by, clock=clock)


def end_oformogen(
    *, assistent: Assistent, start: date, end: date | None = None, by: str, clock: Clock
) -> None:
    """Say on which days the assistant is able to work again."""
    _amend_oformogen(assistent, start=start, end=end, values=None, by=by, clock=clock)


def _idtyp(number: str) -> str:
    is_samordning = identifiers.is_samordningsnummer(number)
    return Assistent.Idtyp.SAMORDNINGSNUMMER if is_samordning else Assistent.Idtyp.PERSONNUMMER


def _ensure_uppgift(person: Person, assistent: Assistent, anordnare: Anordnare | None) -> Assistentuppgift:
    uppgift, _ = Assistentuppgift.objects.get_or_create(
        person=person, assistent=assistent, anordnare=anordnare
    )
    return uppgift


def _amend_uppgift(uppgift: Assistentuppgift, **said: Unpack[Said]) -> AssistentuppgiftVersion | None:
    with transaction.atomic():
        row = amend(AssistentuppgiftVersion, lock=uppgift, identity={"assistentuppgift": uppgift}, **said)
        touch([uppgift.person], clock=said["clock"])
    return row


def _amend_oformogen(assistent: Assistent, **said: Unpack[Said]) -> None:
    with transaction.atomic():
        amend(AssistentOformogen, lock=assistent, identity={"assistent": assistent}, **said)
        touch_all_of_assistent(assistent, clock=said["clock"])
