"""What narrows a list, and where in it the reader is: read from the address, which never holds a personnummer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest

from assistans.casework.keyset import ListPart, Place
from assistans.casework.lists import known_months
from assistans.desks.components.words import month as month_words
from assistans.desks.web.texts import LAGE, UPPGIFT, UTFALL

AFTER, BEFORE = "efter", "fore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The query strings of the part before and after; None where there is none."""

    newer: str | None
    older: str | None


class ListFilter(forms.Form):
    """What narrows a list. What cannot be read narrows nothing."""

    manad = forms.ChoiceField(label="Månad", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="id-%s")
        months = [(f"{manad:%Y-%m}", month_words(manad)) for manad in known_months()]
        self.fields["manad"].choices = [("", "Alla månader"), *months]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What narrows the list, with the month as its first day."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return found | {"manad": date.fromisoformat(f"{found['manad']}-01") if found["manad"] else None}


class QueueFilter(ListFilter):
    """What narrows the queue of uppgifter."""

    slag = forms.ChoiceField(label="Slag av uppgift", required=False)
    kod = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["slag"].choices = [("", "Alla slag"), *UPPGIFT.items()]  # type: ignore[attr-defined]


class MonthFilter(ListFilter):
    """What narrows the list of months."""

    lage = forms.ChoiceField(label="Läge", required=False, choices=[("", "Alla lägen"), *LAGE.items()])
    utfall = forms.ChoiceField(
        label="Utfall",
        required=False,
        choices=[("", "Alla utfall"), *((key, text) for key, text in UTFALL.items() if key)],
    )


def place_of(request: HttpRequest) -> Place:
    """Where in a list the reader is."""
    return Place(after=_uuid(request.GET.get(AFTER, "")), before=_uuid(request.GET.get(BEFORE, "")))


def query_of(request: HttpRequest, part: ListPart[Any]) -> Pages:
    """The ways on from a part of a list, with what narrows it kept."""
    kept = list(_kept(request))
    newer = urlencode([*kept, (BEFORE, part.before)]) if part.before else None
    older = urlencode([*kept, (AFTER, part.after)]) if part.after else None
    return Pages(newer=newer, older=older)


def _kept(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, value in request.GET.items():
        if value and name not in {AFTER, BEFORE}:
            yield name, value


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
