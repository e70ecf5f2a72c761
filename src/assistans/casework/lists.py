"""The lists that a handläggare works from, a part at a time: uppgifter in order of urgency, months with names.

Names are personal data: whoever's name is shown is noted in the access log, in the reading's own transaction.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from assistans.base.access import note_all
from assistans.base.clock import Clock, swedish_day
from assistans.casework.keyset import ListPart, Place, part_of
from assistans.casework.models import Jav, Manadsarende, Uppgift
from assistans.registers.queries import names_of

FIRST: Final = Place()
LIMIT: Final = 50
HAS_JAV: Final = "Jäv är anmält"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a list's persons by public id; HAS_JAV stands for those that the reader may not handle."""

    by_person: dict[UUID, str]
    jav: frozenset[UUID]


def open_uppgifter_part(
    *, slag: str = "", kod: str = "", manad: date | None = None, place: Place = FIRST, limit: int = LIMIT
) -> ListPart[Uppgift]:
    """Open uppgifter that nobody has in hand, the most urgent first; those without a day last."""
    rows = _open_uppgifter().filter(tilldelad="")
    rows = rows.filter(slag=slag) if slag else rows
    rows = rows.filter(kod=kod) if kod else rows
    rows = rows.filter(arende__manad=manad) if manad else rows
    return part_of(rows, key="frist", place=place, limit=limit)


def uppgifter_in_hand(*, by: str) -> list[Uppgift]:
    """A handläggare's own open uppgifter, the most urgent first. One query."""
    return list(_open_uppgifter().filter(tilldelad=by).order_by("frist", "pk"))


def decisions_to_attest(*, by: str, place: Place = FIRST, limit: int = LIMIT) -> ListPart[Uppgift]:
    """Open uppgifter to attest a decision that somebody else took, where the reader has no jäv."""
    biased = Jav.objects.filter(anvandare=by).values("person")
    rows = _open_uppgifter().filter(slag=Uppgift.Slag.ATTEST).exclude(arende__person__in=biased)
    return part_of(rows.exclude(innehall__beslutad_av=by), key="frist", place=place, limit=limit)


def months_part(
    *,
    manad: date | None = None,
    lage: str = "",
    utfall: str = "",
    person: UUID | None = None,
    place: Place = FIRST,
    limit: int = LIMIT,
) -> ListPart[Manadsarende]:
    """Months, the newest first, each with its number of open uppgifter (`uppgifter`)."""
    rows = Manadsarende.objects.select_related("person").defer("resultat")
    rows = rows.filter(manad=manad) if manad else rows
    rows = rows.filter(lage=lage) if lage else rows
    rows = rows.filter(utfall=utfall) if utfall else rows
    rows = rows.filter(person__public_id=person) if person else rows
    still_open = Count("uppgift", filter=Q(uppgift__avslutad__isnull=True))
    return part_of(
        rows.annotate(uppgifter=still_open), key="manad", descending=True, place=place, limit=limit
    )


def named(*, persons: list[UUID], who: str, what: str, why: str, clock: Clock) -> Names:
    """The names of a list's persons, noted in the access log. Never of one whom the reader has jäv for."""
    with transaction.atomic():
        jav = frozenset(_biased(persons, who))
        shown = [person for person in persons if person not in jav]
        note_all(who=who, whose=shown, what=what, why=why, at=clock.now())
        names = names_of(persons=set(shown), on=swedish_day(clock.now()))
    return Names(by_person=names | dict.fromkeys(jav, HAS_JAV), jav=jav)


def waiting_by_code(*, manad: date | None = None) -> dict[str, int]:
    """In how many months each observation waits for somebody to act, the most first. One query."""
    rows = Uppgift.objects.filter(avslutad__isnull=True, slag=Uppgift.Slag.IAKTTAGELSE)
    rows = rows.filter(arende__manad=manad) if manad else rows
    counted = rows.values_list("kod").annotate(antal=Count("pk"))
    return dict(counted.order_by("-antal", "kod"))


def known_months() -> list[date]:
    """The months that there are cases for, the newest first. One query."""
    return list(Manadsarende.objects.order_by("-manad").values_list("manad", flat=True).distinct())


def _open_uppgifter() -> QuerySet[Any]:
    rows = Uppgift.objects.filter(avslutad__isnull=True).select_related("arende__person")
    return rows.defer("arende__resultat").annotate(frist=Coalesce(F("dag"), date.max))


def _biased(persons: list[UUID], who: str) -> list[UUID]:
    rows = Jav.objects.filter(anvandare=who, person__public_id__in=persons)
    return list(rows.values_list("person__public_id", flat=True))
