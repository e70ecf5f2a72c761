"""Whose pages these are: the anordnare that the one logged in acts for."""

from django.http import HttpRequest

from assistans.base.clock import Clock
from assistans.identity.inloggad import Inloggad
from assistans.registers.models import Anordnare


def anordnare_of(request: HttpRequest) -> Anordnare:
    """The anordnare whom the pages are about. One query."""
    who: Inloggad = request.inloggad  # type: ignore[attr-defined]
    return Anordnare.objects.get(public_id=who.foremal)


def actor_of(request: HttpRequest) -> str:
    """The actor text that what the ombud does is written under."""
    who: Inloggad = request.inloggad  # type: ignore[attr-defined]
    return who.actor


def clock_of(request: HttpRequest) -> Clock:
    """The clock in force."""
    clock: Clock = request.clock  # type: ignore[attr-defined]
    return clock
