"""A payment followed to its rows and paragraphs, and the way back: from an id to what was paid for it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assistans.base.access import reading
from assistans.base.models import Attest
from assistans.casework.models import Manadsbeslut
from assistans.casework.versions import UnknownLaw
from assistans.desks.ekonom.counted import decision_view
from assistans.desks.ekonom.korningar import readers
from assistans.desks.ekonom.trail import ore_of, trail_of
from assistans.desks.ekonom.words import KONTOSLAG, hinder_words
from assistans.desks.web.access import SEE_OTHER
from assistans.desks.web.actors import actor_names
from assistans.desks.web.reader import actor_of, clock_of, own_or_404
from assistans.desks.web.texts import BESLUT, UTFALL, UTFALL_BADGES
from assistans.payments import back
from assistans.payments.models import Ledgerkonto, Utbetalning
from assistans.payments.trace import UnknownPayment, find_payment, trace

WHY = "Ekonomens uppföljning av en betalning"


@readers
@require_safe
def payment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """From the money through run, ledger and decision to rows, signatures and paragraphs, every step compared."""
    row = _payment(public_id)
    person = row.beslutsrad.beslut.arende.person
    try:
        with _noted(request, person.public_id, f"betalning {row.public_id}"):
            data = trace(row)
    except UnknownLaw as error:
        return render(request, "desks/ekonom/payment_unknown_law.html", {"payment": row, "error": error})
    return render(request, "desks/ekonom/payment.html", _payment_page(row, data))


@readers
@require_safe
def decision(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A decision's rows and what became of each."""
    try:
        beslut = back.beslut_with(public_id)
    except Manadsbeslut.DoesNotExist:
        raise Http404 from None
    with _noted(request, beslut.arende.person.public_id, f"beslut {public_id}"):
        rows = back.rows_of(beslut)
        attest = Attest.objects.filter(target=public_id).first()
    names = actor_names([beslut.beslutad_av, *([attest.attested_by] if attest else [])])
    return render(
        request,
        "desks/ekonom/decision.html",
        {
            "beslut": beslut,
            **_kind_of(beslut),
            "attest": attest,
            "decided_by": names[beslut.beslutad_av],
            "attested_by": names[attest.attested_by] if attest else "",
            "rows": [(row, hinder_words(row.hinder.kod) if row.hinder else None) for row in rows],
        },
    )


@readers
@require_safe
def document(request: HttpRequest, tx_id: UUID) -> HttpResponse:
    """A report or a räkning: the decisions that counted it and what they paid."""
    found = own_or_404(back.document_with(tx_id))
    with _noted(request, found.person.public_id, f"handling {tx_id}"):
        decisions = back.decisions_that_counted(found)
    return render(
        request,
        "desks/ekonom/document.html",
        {"found": found, "decisions": [decision_view(row) for row in decisions]},
    )


class SearchForm(forms.Form):
    """An id from a bank file, a receipt or a decision."""

    id = forms.CharField(
        label="Id",
        help_text="32 tecken, med eller utan bindestreck: EndToEndId ur bankfilen, tx-id ur en kvittens, eller id på beslut, "
        "beslutsrad eller körning.",
        max_length=60,
        error_messages={"required": "Skriv ett id."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Go to what has an id. Nothing is searched by name or personnummer."""
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = back.find(form.cleaned_data["id"])
        except back.NothingFound as error:
            form.add_error("id", str(error))
        else:
            address = reverse(PAGES[found.slag], args=[found.public_id])
            return HttpResponseRedirect(address, status=SEE_OTHER)
    return render(request, "desks/ekonom/search.html", {"form": form})


PAGES = {
    back.BETALNING: "ekonom:payment",
    back.KORNING: "ekonom:run",
    back.BESLUT: "ekonom:decision",
    back.HANDLING: "ekonom:document",
}
"""The page of each kind of thing that an id can be."""


def _noted(request: HttpRequest, person: UUID, what: str) -> Any:
    return reading(
        who=actor_of(request),
        whose=person,
        what=what,
        why=WHY,
        clock=clock_of(request),
    )


def _payment(public_id: UUID) -> Utbetalning:
    try:
        return find_payment(public_id.hex)
    except UnknownPayment:
        raise Http404 from None


def _payment_page(row: Utbetalning, data: dict[str, Any]) -> dict[str, Any]:
    beslut = row.beslutsrad.beslut
    attest = Attest.objects.filter(target=beslut.public_id, approved=True).first()
    attested_by = attest.attested_by if attest else ""
    names = actor_names([beslut.beslutad_av, attested_by, row.korning.started_by])
    return {
        "payment": row,
        "beslut": beslut,
        "attest": attest,
        "data": data,
        "trail": trail_of(data),
        "kontoslag": KONTOSLAG.get(row.kontoslag, row.kontoslag),
        "postings": [
            (Ledgerkonto(line["konto"]).label, line["konto"], ore_of(line["belopp"]), line["lagrum"])
            for line in data["journal"]["posteringar"]
        ],
        **_kind_of(beslut),
        "decided_by": names[beslut.beslutad_av],
        "attested_by": names.get(attested_by, ""),
        "started_by": names[row.korning.started_by],
    }


def _kind_of(beslut: Manadsbeslut) -> dict[str, Any]:
    """A decision's kind and outcome in words, the outcome with its badge."""
    return {
        "kind": BESLUT.get(beslut.kind, beslut.kind),
        "utfall": (UTFALL.get(beslut.utfall, beslut.utfall), UTFALL_BADGES.get(beslut.utfall, "neutral")),
    }
