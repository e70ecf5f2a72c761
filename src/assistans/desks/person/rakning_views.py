"""Signing the räkning: the time with its differences first, the questions, a review of exactly what is signed, and BankID."""

import logging
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assistans.base.access import reading
from assistans.casework.own_month import OwnManad, own_month
from assistans.casework.versions import law_in_force
from assistans.desks.login import orders
from assistans.desks.login.orders import Completed, NotDone
from assistans.desks.person.month import month_page
from assistans.desks.person.rakning import (
    STEG,
    Signer,
    differences,
    differs,
    form_of,
    kinds_of,
    questions_of,
)
from assistans.desks.person.rakning_forms import QuestionForm, TimeForm, initial_of
from assistans.desks.person.whose import person_of, posted, see_other
from assistans.desks.web.access import requires
from assistans.desks.web.rakning_text import shown, visible_text
from assistans.desks.web.reader import actor_of, clock_of, inloggad_of, month_of, own_or_404, today_of
from assistans.facts import Tid
from assistans.identity.models import Inloggning
from assistans.identity.roles import Roll
from assistans.identity.trust.bankid import bankid_roots
from assistans.intake import drafts
from assistans.intake.admission import PageAdmission
from assistans.intake.documents import DocumentError
from assistans.intake.models import Rakning, Utkast
from assistans.intake.rakning import document, writing
from assistans.intake.rakning.services import IdTaken, MayNotSign, receive
from assistans.intake.signatures.checks import SignatureError
from assistans.registers.models import Person
from assistans.registers.queries import may_sign_for
from assistans.registers.queries.signing import SELF
from assistans.timeline.months import Month

log = logging.getLogger(__name__)

PURPOSE = "rakning"
NOT_OVER = "Månaden är inte slut. Du kan skriva under räkningen när den är det."
MAY_NOT = "Du är inte registrerad som företrädare för personen i dag, så du kan inte skriva under åt henne."
NO_DRAFT = "Det du skulle skriva under finns inte kvar. Inget har sparats. Börja om med räkningen."
NOT_TAKEN = "Räkningen kunde inte tas emot. Inget har sparats. Gå tillbaka och kontrollera svaren."
NEW_DAY = "Det har blivit en ny dag. Granska räkningen igen innan du skriver under."
GET_POST = ["GET", "HEAD", "POST"]


@requires(Roll.PERSON)
@require_http_methods(GET_POST)
def time(request: HttpRequest, manad: str) -> HttpResponse:
    """Step 1: the time really worked, with what should be known about it first."""
    seen = _seen(request, month_of(manad))
    if seen.today <= seen.manad.last:
        messages.error(request, NOT_OVER)
        return see_other("person:month", manad=manad)
    draft = _draft(request, seen.person, seen.manad)
    form = TimeForm(
        request.POST or None, slag=kinds_of(seen), initial=TimeForm.initial_of(_said(draft, seen))
    )
    if form.is_valid():
        _keep(request, seen, {**_answers(draft), "tid": list(form.tid())})
        return see_other("person:rakning_questions", manad=manad)
    page = month_page(seen, law=law_in_force(), betalningar=[])
    context = {"seen": seen, "page": page, "form": form, "skillnader": differences(seen, page.anmarkningar)}
    return _step(request, 1, "time", seen.manad, context, status=422 if form.errors else 200)


@requires(Roll.PERSON)
@require_http_methods(GET_POST)
def questions(request: HttpRequest, manad: str) -> HttpResponse:
    """Step 2: the form's questions. A valid answer makes the document ready to be reviewed."""
    seen = _seen(request, month_of(manad))
    draft = _draft(request, seen.person, seen.manad)
    if "tid" not in _answers(draft):
        return see_other("person:rakning", manad=manad)
    asked = questions_of(seen)
    form = QuestionForm(
        posted(request),
        manad=seen.manad,
        om_kvar=asked.om_kvar,
        om_kostnader=asked.om_kostnader,
        forskott=asked.forskott,
        initial=initial_of(_answers(draft).get("fragor", _known(seen))),
    )
    if form.is_valid():
        try:
            _write(request, seen, {**_answers(draft), "fragor": form.answers()})
        except (NotDone, DocumentError) as hinder:
            form.add_error(None, _told(hinder))
        else:
            return see_other("person:rakning_review", manad=manad)
    return _step(request, 2, "questions", seen.manad, {"form": form}, status=422 if form.errors else 200)


@requires(Roll.PERSON)
@require_http_methods(GET_POST)
def review(request: HttpRequest, manad: str) -> HttpResponse:
    """Step 3: exactly what is signed, read from the bytes that are kept; POST asks BankID for the signature."""
    asked = month_of(manad)
    person = person_of(request)
    with reading(
        who=actor_of(request),
        whose=person.public_id,
        what=f"egen räkning {asked}",
        why="ska skriva under den",
        clock=clock_of(request),
    ):
        draft = _draft(request, person, asked)
    if draft is None or draft.innehall is None:
        return see_other("person:rakning", manad=manad)
    ready = document.read(bytes(draft.innehall))
    if ready.undertecknad != today_of(request):
        draft = _written_today(request, asked, draft)
        ready = document.read(bytes(draft.innehall))
        messages.warning(request, NEW_DAY)
    elif request.method == "POST":
        return orders.start(
            request,
            purpose=PURPOSE,
            visible=visible_text(ready),
            non_visible=[(ready.id, ready.digest)],
            key=str(draft.public_id),
            then=request.path,
        )
    seen = _seen(request, asked)
    said = Tid(ready.aktiv_min, ready.vantetid_min, ready.beredskap_min)
    context = {
        "rader": shown(ready),
        "skiljer": differs(said, seen),
        "text": visible_text(ready),
        "ready": ready,
    }
    return _step(request, 3, "review", asked, context)


@orders.completes(PURPOSE)
def signed(request: HttpRequest, key: str, completed: Completed) -> str:
    """Receive the räkning that was reviewed, with its signature. Raises NotDone; nothing is kept then."""
    draft = drafts.own(slag=Utkast.Slag.RAKNING, public_id=UUID(key), by=actor_of(request))
    if draft is None or draft.innehall is None:
        raise NotDone(NO_DRAFT)
    ready = document.read(bytes(draft.innehall))
    try:
        received = receive(
            content=bytes(draft.innehall),
            signature_xml=completed.signature_xml,
            ocsp_der=completed.ocsp_der,
            datum=completed.evidence.datum,
            admission=PageAdmission(actor_of(request)),
            roots=bankid_roots(),
            now=clock_of(request).now(),
        )
    except (DocumentError, SignatureError, MayNotSign, IdTaken) as refusal:
        raise NotDone(_told(refusal)) from refusal
    drafts.remove(draft)
    return reverse(
        "person:rakning_receipt", kwargs={"manad": f"{ready.manad:%Y-%m}", "tx_id": received.tx_id}
    )


@requires(Roll.PERSON)
@require_safe
def receipt(request: HttpRequest, manad: str, tx_id: UUID) -> HttpResponse:
    """The receipt: received, by when, what it says, and what happens next."""
    asked, person = month_of(manad), person_of(request)
    with reading(
        who=actor_of(request),
        whose=person.public_id,
        what=f"egen räkning {asked}",
        why="kvittens",
        clock=clock_of(request),
    ):
        rows = Rakning.objects.filter(person=person.personnummer, manad=asked.first, handling__tx_id=tx_id)
        row = own_or_404(rows.select_related("handling").first())
    context = {
        "manad": asked,
        "rakning": row,
        "rader": shown(document.read(bytes(row.handling.innehall))),
    }
    return render(request, "desks/person/rakning/receipt.html", context)


def _step(
    request: HttpRequest, number: int, name: str, manad: Month, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    told = {"steg": STEG, "nummer": number, "manad": manad, **context}
    return render(request, f"desks/person/rakning/{name}.html", told, status=status)


def _seen(request: HttpRequest, manad: Month) -> OwnManad:
    return own_month(person=person_of(request), manad=manad, who=actor_of(request), clock=clock_of(request))


def _draft(request: HttpRequest, person: Person, manad: Month) -> Utkast | None:
    return drafts.find(slag=Utkast.Slag.RAKNING, nyckel=_key(person, manad), by=actor_of(request))


def _key(person: Person, manad: Month) -> str:
    return f"{person.public_id}:{manad}"


def _answers(draft: Utkast | None) -> dict[str, Any]:
    return dict(draft.svar) if draft else {}


def _said(draft: Utkast | None, seen: OwnManad) -> Tid:
    """The time as she has said it, or as it is reported."""
    said = _answers(draft).get("tid")
    if said is not None:
        return Tid(*said)
    return seen.month.bedomning.redovisad if seen.month else Tid()


def _known(seen: OwnManad) -> dict[str, Any]:
    """What can be filled in for her: the telephone number of her last räkning."""
    return {"telefon": seen.rakningar[0].uppgifter["underskrift"]["telefonnummer"]} if seen.rakningar else {}


def _keep(
    request: HttpRequest, seen: OwnManad, svar: dict[str, Any], innehall: bytes | None = None
) -> Utkast:
    return drafts.keep(
        slag=Utkast.Slag.RAKNING,
        nyckel=_key(seen.person, seen.manad),
        svar=svar,
        innehall=innehall,
        by=actor_of(request),
        clock=clock_of(request),
    )


def _write(request: HttpRequest, seen: OwnManad, svar: dict[str, Any]) -> Utkast:
    """Write the document and keep its bytes: from here on it is they that are shown and signed. Raises NotDone, DocumentError."""
    svar.setdefault("id", _identifier(seen))
    form = form_of(
        seen=seen,
        identifier=UUID(svar["id"]),
        tid=Tid(*svar["tid"]),
        answers=svar["fragor"],
        by=_signer(request, seen),
    )
    content = writing.write(form)
    document.read(content)
    return _keep(request, seen, svar, content)


def _identifier(seen: OwnManad) -> str:
    """A räkning that replaces another keeps its id, so that it is a version of it and came in when the first did."""
    return str(seen.rakningar[0].dokument_id if seen.rakningar else uuid4())


def _written_today(request: HttpRequest, manad: Month, draft: Utkast) -> Utkast:
    return _write(request, _seen(request, manad), dict(draft.svar))


def _signer(request: HttpRequest, seen: OwnManad) -> Signer:
    who = inloggad_of(request)
    number = Inloggning.objects.values_list("personnummer", flat=True).get(public_id=who.inloggning)
    slag = may_sign_for(person=seen.person.personnummer, signer=number, day=seen.today)
    if slag is None:
        raise NotDone(MAY_NOT)
    if slag == SELF:
        return Signer(namn=who.namn, som=None)
    som = writing.Stallforetradare(slag=slag, nummer=number, namn=who.namn[:80])
    return Signer(namn=who.namn, som=som)


_REFUSED = {
    "SIGNING_DAY": NEW_DAY,
    "MAY_NOT_SIGN": MAY_NOT,
    "ID_TAKEN": "Räkningens id är redan använt för en annan månad. Inget har sparats. Kontakta oss.",
    "SIGNER": "Någon annan än du skrev under. Inget har sparats. Skriv under med ditt eget BankID.",
}


def _told(refusal: Exception) -> str:
    code = str(getattr(refusal, "code", ""))
    if isinstance(refusal, NotDone):
        return str(refusal)
    if code not in _REFUSED:
        log.warning("a räkning signed on the pages was refused: %s", code)
    return _REFUSED.get(code, NOT_TAKEN)
