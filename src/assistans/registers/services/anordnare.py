"""Who arranges assistance: its conditions (permit, F-skatt, employer), its contracts, and when it is paid instead of the person."""

from datetime import date
from typing import Unpack

from django.db import transaction

from assistans.base import change
from assistans.base.amend import Said, amend
from assistans.base.clock import Clock
from assistans.registers import identifiers
from assistans.registers.models import (
    Anordnare,
    AnordnareVillkor,
    Betalningsmottagare,
    Person,
    Uppdrag,
)
from assistans.registers.services.touch import touch, touch_all_of_anordnare
from assistans.registers.sortnyckel import sortnyckel


def register_anordnare(*, organisationsnummer: str, namn: str, slag: str, by: str, clock: Clock) -> Anordnare:
    """Register an anordnare (`foretag`, `kooperativ`, `kommun`) or change a known one. Raises InvalidNumber."""
    key = {"organisationsnummer": identifiers.organisationsnummer(organisationsnummer)}
    values = {"namn": namn, "slag": Anordnare.Slag(slag), "sortnyckel": sortnyckel(namn)}
    with transaction.atomic():
        anordnare, changed = change.register(Anordnare, key=key, values=values, by=by, clock=clock)
        if changed:
            touch_all_of_anordnare(anordnare, clock=clock)
    return anordnare


def register_villkor(
    *, anordnare: Anordnare, villkor: str, start: date, end: date | None = None, by: str, clock: Clock
) -> None:
    """Say on which days a condition is met: `ivo_tillstand` (LSS 23 §), `f_skatt`, `arbetsgivare` (SFB 51:19)."""
    _amend_villkor(anordnare, villkor, start=start, end=end, values={}, by=by, clock=clock)


def end_villkor(
    *, anordnare: Anordnare, villkor: str, start: date, end: date | None = None, by: str, clock: Clock
) -> None:
    """Say on which days a condition is not met: `start` is the first of them."""
    _amend_villkor(anordnare, villkor, start=start, end=end, values=None, by=by, clock=clock)


def register_uppdrag(
    *,
    person: Person,
    anordnare: Anordnare,
    avtal_from: date | None = None,
    tillstand_upphort_meddelat: date | None = None,
    by: str,
    clock: Clock,
) -> Uppdrag:
    """Register a person's contract with an anordnare, and the day she was told that its permit ended (SFB 51:16 b)."""
    key = {"person": person, "anordnare": anordnare}
    values = {"avtal_from": avtal_from, "tillstand_upphort_meddelat": tillstand_upphort_meddelat}
    with transaction.atomic():
        uppdrag, changed = change.register(Uppdrag, key=key, values=values, by=by, clock=clock)
        if changed:
            touch([person], clock=clock)
    return uppdrag


def register_betalningsmottagare(
    *, uppdrag: Uppdrag, start: date, end: date | None = None, by: str, clock: Clock
) -> None:
    """Say on which days the person's request (FK 3079) that the anordnare is paid holds (SFB 51:19)."""
    _amend_betalningsmottagare(uppdrag, start=start, end=end, values={}, by=by, clock=clock)


def end_betalningsmottagare(
    *, uppdrag: Uppdrag, start: date, end: date | None = None, by: str, clock: Clock
) -> None:
    """Say from which day the person is paid herself again."""
    _amend_betalningsmottagare(uppdrag, start=start, end=end, values=None, by=by, clock=clock)


def _amend_villkor(anordnare: Anordnare, villkor: str, **said: Unpack[Said]) -> None:
    identity = {"anordnare": anordnare, "villkor": AnordnareVillkor.Villkor(villkor)}
    with transaction.atomic():
        amend(AnordnareVillkor, lock=anordnare, identity=identity, **said)
        touch_all_of_anordnare(anordnare, clock=said["clock"])


def _amend_betalningsmottagare(uppdrag: Uppdrag, **said: Unpack[Said]) -> None:
    with transaction.atomic():
        amend(Betalningsmottagare, lock=uppdrag, identity={"uppdrag": uppdrag}, **said)
        touch([uppdrag.person], clock=said["clock"])
