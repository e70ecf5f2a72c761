"""What the frame round every page needs: who reads, what kind of database this is, where the role can go."""

from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from assistans.base import instance
from assistans.base.models import Instance
from assistans.identity.roles import Roll

BANNERS: Final = {
    Instance.Slag.DEMO: "Demo: alla personer, företag och belopp är påhittade. Inloggningen är en simulator.",
    Instance.Slag.TEST: "Test: alla personer, företag och belopp är påhittade. Inloggningen är en simulator.",
}


class Place(NamedTuple):
    """A place in the navigation: what it is called and its address by name."""

    text: str
    name: str


_MONEY: Final = (
    Place("Körningar", "ekonom:start"),
    Place("Huvudbok", "ekonom:ledger"),
    Place("Sök", "ekonom:search"),
)
NAVIGATION: Final[dict[Roll, tuple[Place, ...]]] = {
    Roll.HANDLAGGARE: (
        Place("Start", "handlaggare:start"),
        Place("Månader", "handlaggare:manader"),
        Place("Att attestera", "handlaggare:attester"),
    ),
    Roll.ANORDNARE: (Place("Start", "anordnare:start"), Place("Skicka rapport", "anordnare:upload")),
    Roll.PERSON: (Place("Min månad", "person:start"), Place("Utbetalningar", "person:payments")),
    Roll.EKONOM: _MONEY,
    Roll.CONTROLLER: _MONEY,
    Roll.KOMMUN: (Place("Start", "kommun:start"),),
}
"""Where each role can go from every page."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's values; on an error page before log-in was looked at, nobody reads."""
    who = getattr(request, "inloggad", None)
    places = NAVIGATION[who.roll] if who else ()
    return {
        "inloggad": who,
        "banner": BANNERS.get(Instance.Slag(instance.kind()), ""),
        "places": [_link(request, place) for place in places],
    }


def _link(request: HttpRequest, place: Place) -> dict[str, Any]:
    address = reverse(place.name)
    return {"text": place.text, "address": address, "is_here": request.path == address}
