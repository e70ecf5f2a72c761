"""A protected name, shown to the handläggare who says why she must know it, once, and noted with her reason."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from assistans.base.access import reading
from assistans.base.clock import swedish_day
from assistans.casework.akt import has_jav
from assistans.casework.models import Manadsarende
from assistans.desks.handlaggare.forms import ReasonForm
from assistans.desks.handlaggare.steps.step import Act
from assistans.desks.web.access import requires
from assistans.desks.web.reader import actor_of, clock_of
from assistans.identity.roles import Roll
from assistans.registers.queries import names_of

SHOW = Act(
    name="visa-namn",
    label="Visa namnet",
    heading="Visa ett skyddat namn",
    about="Namnet visas en gång. Att du läser det, och ditt skäl, sparas i åtkomstloggen.",
)
NO_REASON = 422


@requires(Roll.HANDLAGGARE)
@require_POST
def protected_name(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The name of a month's person although her identity is protected."""
    arende = get_object_or_404(Manadsarende.objects.select_related("person"), public_id=public_id)
    if has_jav(person=arende.person, by=actor_of(request)):
        return render(request, "desks/handlaggare/jav.html", status=403)
    form = ReasonForm(SHOW, request.POST)
    if not form.is_valid():
        return _page(request, arende, {"form": form}, status=NO_REASON)
    return _page(request, arende, {"namn": _read(request, arende, form.cleaned_data["skal"])})


def _page(
    request: HttpRequest, arende: Manadsarende, said: dict[str, object], *, status: int = 200
) -> HttpResponse:
    return render(request, "desks/handlaggare/protected_name.html", {"arende": arende, **said}, status=status)


def _read(request: HttpRequest, arende: Manadsarende, why: str) -> str:
    person = arende.person.public_id
    at, what = clock_of(request), "registers.skyddat_namn"
    with reading(who=actor_of(request), whose=person, what=what, why=why[:WHY_LENGTH], clock=at):
        return names_of(persons=[person], on=swedish_day(at.now()), need_to_know=why)[person]


WHY_LENGTH = 300
"""How much of a reason the access log holds."""
