"""The list of months, and finding a person by her number: sent in a form, never in an address."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from assistans.casework import lists
from assistans.casework.akt import has_jav
from assistans.casework.models import Manadsarende
from assistans.desks.handlaggare.filters import MonthFilter, place_of, query_of
from assistans.desks.web.access import SEE_OTHER, requires
from assistans.desks.web.reader import actor_of, clock_of
from assistans.desks.web.texts import LAGE, UTFALL, UTFALL_BADGES
from assistans.identity.roles import Roll
from assistans.registers.identifiers import InvalidNumber, personnummer
from assistans.registers.models import Person

WHY: Final = "Handläggarens lista över månader"
NOT_FOUND: Final = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A month in a list. `uppgifter` counts the open ones."""

    address: str
    person: str
    manad: date
    lage: str
    utfall: str
    badge: str
    uppgifter: int


class PersonSearch(forms.Form):
    """To find a person by her number."""

    nummer = forms.CharField(
        label="Personnummer",
        help_text="Tolv siffror, ååååmmddnnnn. Det sparas inte i adressen.",
        max_length=20,
        error_messages={"required": "Skriv personnumret."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 16}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id-%s")

    def clean_nummer(self) -> str:
        """The number as the registers have it."""
        try:
            return personnummer(self.cleaned_data["nummer"].replace(" ", ""))
        except InvalidNumber as wrong:
            raise forms.ValidationError(str(wrong)) from None


@requires(Roll.HANDLAGGARE)
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """The list of months."""
    return _shown(request, PersonSearch())


@requires(Roll.HANDLAGGARE)
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Find a person by her number and go to her months."""
    form = PersonSearch(request.POST)
    if form.is_valid():
        found = Person.objects.filter(personnummer=form.cleaned_data["nummer"]).first()
        if found is not None:
            return HttpResponseRedirect(
                reverse("handlaggare:person", args=[found.public_id]), status=SEE_OTHER
            )
        form.add_error("nummer", "Ingen person med det numret finns här.")
    return _shown(request, form, status=NOT_FOUND)


@requires(Roll.HANDLAGGARE)
@require_safe
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One person's months."""
    found = get_object_or_404(Person, public_id=public_id)
    if has_jav(person=found, by=actor_of(request)):
        return render(request, "desks/handlaggare/jav.html", status=403)
    with transaction.atomic():
        part = lists.months_part(person=public_id, place=place_of(request))
        names = _names(request, [public_id], why="Handläggning: personens månader")
    context = {
        "namn": names.by_person[public_id],
        "rows": [_row(row, names) for row in part.rows],
        "pages": query_of(request, part),
    }
    return render(request, "desks/handlaggare/person.html", context)


def _shown(request: HttpRequest, form: PersonSearch, *, status: int = 200) -> HttpResponse:
    chosen = MonthFilter(request.GET)
    with transaction.atomic():
        part = lists.months_part(place=place_of(request), **chosen.said())
        names = _names(request, [row.person.public_id for row in part.rows], why=WHY)
    context = {
        "filter": chosen,
        "search": form,
        "rows": [_row(row, names) for row in part.rows],
        "pages": query_of(request, part),
    }
    return render(request, "desks/handlaggare/months.html", context, status=status)


def _names(request: Any, persons: list[UUID], *, why: str) -> lists.Names:
    return lists.named(
        persons=persons, who=actor_of(request), what="casework.months", why=why, clock=clock_of(request)
    )


def _row(row: Manadsarende, names: lists.Names) -> MonthRow:
    return MonthRow(
        address=reverse("handlaggare:manad", args=[row.public_id]),
        person=names.by_person[row.person.public_id],
        manad=row.manad,
        lage=LAGE[row.lage],
        utfall=UTFALL[row.utfall],
        badge=UTFALL_BADGES[row.utfall],
        uppgifter=row.uppgifter,  # type: ignore[attr-defined]
    )
