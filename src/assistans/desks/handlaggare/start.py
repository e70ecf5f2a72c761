"""Where a handläggare begins: her own uppgifter, the queue, what the month looks like, and the next one to take."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assistans.casework import lists, queries, services
from assistans.casework.koder import meaning
from assistans.casework.models import Uppgift
from assistans.desks.components.drawing import percent
from assistans.desks.handlaggare.filters import QueueFilter, place_of, query_of
from assistans.desks.handlaggare.pass_calendar import observation_id
from assistans.desks.handlaggare.steps.uppgifter import LACKING
from assistans.desks.web.access import SEE_OTHER, requires
from assistans.desks.web.reader import actor_of, clock_of, today_of
from assistans.desks.web.texts import UPPGIFT, UTFALL, UTFALL_BADGES
from assistans.identity.roles import Roll

WHY: Final = "Handläggarens kö"
SOON: Final = 7
MOST_CODES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class UppgiftRow:
    """An uppgift in a list. `left` is the days that are left, negative when the day has passed; None without a day."""

    address: str
    person: str
    manad: date
    slag: str
    what: str
    dag: date | None
    left: int | None

    @property
    def badge(self) -> str:
        """How urgent it is."""
        if self.left is None:
            return "neutral"
        return "stoppad" if self.left < 0 else "vantar" if self.left <= SOON else "info"

    @property
    def days(self) -> str:
        """The days that are left, in words."""
        if self.left is None:
            return "Ingen dag"
        if self.left < 0:
            return f"{-self.left} {'dag' if self.left == -1 else 'dagar'} för sent"
        return "I dag" if self.left == 0 else f"{self.left} {'dag' if self.left == 1 else 'dagar'} kvar"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountBar:
    """One line of a drawn summary: a label, how many, the width of its bar, and where to see them."""

    label: str
    count: int
    width: str
    kind: str
    address: str = ""


@requires(Roll.HANDLAGGARE)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "desks/handlaggare/start.html", _start(request))


@requires(Roll.HANDLAGGARE)
@require_safe
def attests(request: HttpRequest) -> HttpResponse:
    """The decisions that wait for this handläggare as the second person."""
    with transaction.atomic():
        part = lists.decisions_to_attest(by=actor_of(request), place=place_of(request))
        names = names_for(request, part.rows, why="Beslut att attestera")
        rows = uppgift_rows(request, part.rows, names)
    context = {"rows": rows, "pages": query_of(request, part)}
    return render(request, "desks/handlaggare/attests.html", context)


@requires(Roll.HANDLAGGARE)
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the next uppgift and go to it in its month."""
    row = services.next_uppgift(by=actor_of(request), clock=clock_of(request))
    if row is None:
        messages.info(request, "Det finns ingen uppgift att hämta just nu.")
        return HttpResponseRedirect(reverse("handlaggare:start"), status=SEE_OTHER)
    return HttpResponseRedirect(address_of(row), status=SEE_OTHER)


def address_of(row: Uppgift) -> str:
    """Where in its month an uppgift is done."""
    place = {
        Uppgift.Slag.IAKTTAGELSE: observation_id(row.kod),
        Uppgift.Slag.ATTEST: "attest",
        Uppgift.Slag.UNDERLAG: LACKING,
    }.get(Uppgift.Slag(row.slag), f"uppgift-{row.slag}")
    return f"{reverse('handlaggare:manad', args=[row.arende.public_id])}#{place}"


def names_for(request: HttpRequest, rows: Any, *, why: str) -> lists.Names:
    """The names that a list of uppgifter shows, noted in the access log."""
    persons = [row.arende.person.public_id for row in rows]
    what = "casework.uppgifter"
    return lists.named(persons=persons, who=actor_of(request), what=what, why=why, clock=clock_of(request))


def uppgift_rows(request: HttpRequest, rows: Any, names: lists.Names) -> list[UppgiftRow]:
    """Uppgifter as the page shows them; those in months where the reader has jäv are left out."""
    today = today_of(request)
    mine = [row for row in rows if row.arende.person.public_id not in names.jav]
    return [_row(row, names.by_person, today) for row in mine]


def _start(request: HttpRequest) -> dict[str, Any]:
    chosen = QueueFilter(request.GET)
    said = chosen.said()
    with transaction.atomic():
        part = lists.open_uppgifter_part(place=place_of(request), **said)
        own = lists.uppgifter_in_hand(by=actor_of(request))
        names = names_for(request, [*own, *part.rows], why=WHY)
    return {
        "own": uppgift_rows(request, own, names),
        "queue": uppgift_rows(request, part.rows, names),
        "pages": query_of(request, part),
        "filter": chosen,
        "utfall": _utfall_bars(said["manad"]),
        "codes": _code_bars(said["manad"]),
        "manad": said["manad"],
    }


def _row(row: Uppgift, names: dict[UUID, str], today: date) -> UppgiftRow:
    return UppgiftRow(
        address=address_of(row),
        person=names[row.arende.person.public_id],
        manad=row.arende.manad,
        slag=UPPGIFT[Uppgift.Slag(row.slag)],
        what=meaning(row.kod),
        dag=row.dag,
        left=(row.dag - today).days if row.dag else None,
    )


def _utfall_bars(manad: date | None) -> list[CountBar]:
    found = queries.months_by_utfall(manad=manad)
    most = max(found.values(), default=1)
    chosen = f"&manad={manad:%Y-%m}" if manad else ""
    return [
        CountBar(
            label=text,
            count=found[utfall],
            width=percent(found[utfall], most),
            kind=UTFALL_BADGES[utfall],
            address=f"{reverse('handlaggare:manader')}?utfall={utfall}{chosen}",
        )
        for utfall, text in UTFALL.items()
        if utfall in found
    ]


def _code_bars(manad: date | None) -> list[CountBar]:
    found = lists.waiting_by_code(manad=manad)
    most = max(found.values(), default=1)
    chosen = f"&manad={manad:%Y-%m}" if manad else ""
    return [
        CountBar(
            label=meaning(kod),
            count=count,
            width=percent(count, most),
            kind="vantar",
            address=f"{reverse('handlaggare:start')}?kod={kod}{chosen}#kon",
        )
        for kod, count in list(found.items())[:MOST_CODES]
    ]
