"""The month's page: reading it, and acting on it. Every action is sent to the page itself."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assistans.casework.akt import Manadsakt, has_jav, manadsakt
from assistans.casework.errors import Hinder
from assistans.casework.models import Manadsarende
from assistans.desks.handlaggare.actions import ACTIONS, JAV, Asked, bound, perform
from assistans.desks.handlaggare.forms import ActForm, ReasonForm
from assistans.desks.handlaggare.history import actors, history
from assistans.desks.handlaggare.month_page import MonthPage, Sources, month_page
from assistans.desks.handlaggare.paid import payments_of
from assistans.desks.handlaggare.skydd import SHOW
from assistans.desks.web.access import SEE_OTHER, requires
from assistans.desks.web.actors import actor_names
from assistans.desks.web.reader import actor_of, clock_of
from assistans.desks.web.senders import how_they_came
from assistans.identity.roles import Roll
from assistans.registers.models import Kommun
from assistans.registers.queries import PROTECTED

WHY: Final = "Handläggning av månaden"
NOT_DONE: Final = 422


@requires(Roll.HANDLAGGARE)
@require_http_methods(["GET", "HEAD", "POST"])
def month(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a month; a POST carries out one of its actions and comes back."""
    arende = get_object_or_404(Manadsarende.objects.select_related("person"), public_id=public_id)
    if has_jav(person=arende.person, by=actor_of(request)):
        return render(request, "desks/handlaggare/jav.html", {"manad": arende.manad}, status=403)
    if request.method == "POST":
        return _act(request, arende)
    return _shown(request, arende)


def _act(request: HttpRequest, arende: Manadsarende) -> HttpResponse:
    name, target = request.POST.get("atgard", ""), request.POST.get("galler", "")
    if name not in ACTIONS:
        raise BadRequest
    form = bound(name, target, request.POST)
    if not form.is_valid():
        return _shown(request, arende, posted=form)
    asked = Asked(
        arende=arende,
        target=target,
        said=form.cleaned_data,
        by=actor_of(request),
        clock=clock_of(request),
    )
    try:
        told = perform(asked, name)
    except Hinder as why:
        form.add_error(None, str(why))
        return _shown(request, arende, posted=form)
    messages.success(request, told)
    return _back(arende, name)


def _back(arende: Manadsarende, name: str) -> HttpResponse:
    if name == JAV:
        return HttpResponseRedirect(reverse("handlaggare:start"), status=SEE_OTHER)
    return HttpResponseRedirect(reverse("handlaggare:manad", args=[arende.public_id]), status=SEE_OTHER)


def _shown(request: HttpRequest, arende: Manadsarende, *, posted: ActForm | None = None) -> HttpResponse:
    page = _read(request, arende, posted)
    status = NOT_DONE if posted is not None else 200
    context = {"page": page, "posted": posted, "show_name": _show_name(page)}
    return render(request, "desks/handlaggare/month.html", context, status=status)


def _show_name(page: MonthPage) -> ReasonForm | None:
    """The form that asks for a protected name; None where the name is shown."""
    return ReasonForm(SHOW) if page.akt.vy.namn == PROTECTED else None


@transaction.atomic
def _read(request: HttpRequest, arende: Manadsarende, posted: ActForm | None) -> MonthPage:
    by = actor_of(request)
    akt = manadsakt(arende=arende, who=by, why=WHY, clock=clock_of(request))
    sources = Sources(
        by=by,
        actors=actor_names(_actors(akt)),
        kommuner=_kommuner(akt),
        payments=payments_of(akt.vy.betalas),
        came=how_they_came([proof.handling for proof in akt.handlingar]),
        posted=posted,
    )
    return month_page(akt, sources)


def _actors(akt: Manadsakt) -> set[str]:
    return actors(history(akt)) | {row.av for row in akt.vy.stallningstaganden}


def _kommuner(akt: Manadsakt) -> dict[str, str]:
    koder = [part.kommun for part in akt.month.bedomning.kommun] if akt.month else []
    return dict(Kommun.objects.filter(kod__in=[kod for kod in koder if kod]).values_list("kod", "namn"))
