"""Whose pages these are: the anordnare that the one logged in acts for."""

from django.http import HttpRequest

from assistans.desks.web.reader import inloggad_of
from assistans.registers.models import Anordnare


def anordnare_of(request: HttpRequest) -> Anordnare:
    """The anordnare whom the pages are about. One query."""
    return Anordnare.objects.get(public_id=inloggad_of(request).foremal)
