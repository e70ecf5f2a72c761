"""Handing in a report on a page: choose a file, see what the check says, and send it by the doors' own path."""

from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assistans.base.clock import swedish_day
from assistans.casework.versions import law_in_force
from assistans.desks.anordnare.forms import FileForm
from assistans.desks.anordnare.refusals import refusal_text
from assistans.desks.anordnare.upload import CheckPage, Refused, check_page
from assistans.desks.anordnare.whose import anordnare_of
from assistans.desks.web.access import SEE_OTHER, requires
from assistans.desks.web.reader import actor_of, clock_of
from assistans.facts.limits import TooLarge
from assistans.identity.roles import Roll
from assistans.identity.trust.bankid import bankid_roots
from assistans.intake import drafts
from assistans.intake.documents import DocumentError
from assistans.intake.elt.envelope import EnvelopeError
from assistans.intake.elt.services import IdTakenError
from assistans.intake.models import Utkast
from assistans.intake.pages import WrongAnordnare, receive_report
from assistans.intake.precheck.answers import check
from assistans.intake.precheck.reading import is_message
from assistans.intake.signatures.checks import SignatureError

GONE = "Filen finns inte kvar. En fil som har kontrollerats men inte lämnats in tas bort efter ett dygn. Välj den igen."
TOO_LARGE = "Rapporten har fler rader än en månad kan ha. Dela den eller rätta den i ert system."


@requires(Roll.ANORDNARE)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is kept on the server and checked before anything is sent."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        fil = form.cleaned_data["fil"]
        content = fil.read()
        kept = drafts.keep(
            slag=Utkast.Slag.TIDREDOVISNING,
            nyckel=sha256(content).hexdigest()[:32],
            svar={"fil": fil.name},
            innehall=content,
            by=actor_of(request),
            clock=clock_of(request),
        )
        return _to("anordnare:checked", utkast=kept.public_id)
    return render(request, "desks/anordnare/upload.html", {"form": form}, status=422 if form.errors else 200)


@requires(Roll.ANORDNARE)
@require_http_methods(["GET", "HEAD", "POST"])
def checked(request: HttpRequest, utkast: UUID) -> HttpResponse:
    """What the check says of a kept file; POST hands it in. One that is gone, or another's, is asked for again."""
    kept = drafts.own(slag=Utkast.Slag.TIDREDOVISNING, public_id=utkast, by=actor_of(request))
    if kept is None:
        messages.warning(request, GONE)
        return _to("anordnare:upload")
    if request.method != "POST":
        return _shown(request, kept)
    try:
        tx_id = receive_report(
            content=bytes(kept.innehall),
            by=actor_of(request),
            anordnare=anordnare_of(request).organisationsnummer,
            roots=bankid_roots(),
            now=clock_of(request).now(),
        )
    except (EnvelopeError, DocumentError, SignatureError, IdTakenError, WrongAnordnare) as refusal:
        return _shown(request, kept, refused=refusal)
    drafts.remove(kept)
    messages.success(request, f"Rapporten är mottagen. Kvittensnummer {tx_id}.")
    return _to("anordnare:report", tx_id=tx_id)


def _shown(request: HttpRequest, kept: Utkast, *, refused: Exception | None = None) -> HttpResponse:
    page, failed = _checked(request, kept)
    told = None
    if refused is not None:
        code = str(getattr(refused, "code", ""))
        told = Refused(kod=code, text=refusal_text(code), tekniskt=str(refused))
    context = {"page": page, "failed": failed, "utkast": kept, "refused": told}
    return render(request, "desks/anordnare/checked.html", context, status=422 if refused else 200)


def _checked(request: HttpRequest, kept: Utkast) -> tuple[CheckPage | None, str]:
    content, now = bytes(kept.innehall), clock_of(request).now()
    try:
        found = check(
            reports={kept.svar["fil"]: content},
            law=law_in_force(),
            now=now,
            day=swedish_day(now),
            roots=bankid_roots(),
        )
    except TooLarge:
        return None, TOO_LARGE
    mine = anordnare_of(request).organisationsnummer
    return check_page(found, signerad=is_message(content), anordnare=mine), ""


def _to(name: str, **where: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, kwargs=where), status=SEE_OTHER)
