"""The ledger's pages: balances and proofs, each account's journals, and what each kommun owes."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.ekonom.korningar import readers
from assistans.desks.web.paging import LIMIT, links_of, place_of
from assistans.desks.web.reader import month_of
from assistans.municipalities import queries as kommuner_queries
from assistans.payments import books, queries
from assistans.payments.models import Ledgerkonto


@readers
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The trial balance, and the proofs that it ties out."""
    proofs, unbalanced = queries.proofs(), queries.unbalanced_journals()
    return render(
        request,
        "desks/ekonom/ledger.html",
        {
            "balance": queries.trial_balance(),
            "proofs": proofs,
            "unbalanced": unbalanced,
            "ties_out": all(proof.stammer for proof in proofs) and not unbalanced,
            "claims": kommuner_queries.control_total(),
        },
    )


@readers
@require_safe
def account(request: HttpRequest, konto: str) -> HttpResponse:
    """An account's journals, the newest first, with what each posted on it."""
    if konto not in Ledgerkonto.values:
        raise Http404
    part = books.journals_on(konto, place=place_of(request), limit=LIMIT)
    return render(
        request,
        "desks/ekonom/account.html",
        {
            "konto": Ledgerkonto(konto),
            "balance": next(row for row in queries.trial_balance() if row.konto == konto),
            "journals": part.rows,
            "pages": links_of(part),
        },
    )


@readers
@require_safe
def kommuner(request: HttpRequest) -> HttpResponse:
    """What each kommun owes for a month of assistance."""
    months = books.months_with_claims()
    manad = _month(request) or (months[0] if months else None)
    rows = kommuner_queries.by_month(manad=manad) if manad else []
    return render(
        request,
        "desks/ekonom/kommuner.html",
        {"months": months, "manad": manad, "rows": rows, "sum": sum(row.belopp_ore for row in rows)},
    )


def _month(request: HttpRequest) -> date | None:
    text = request.GET.get("manad")
    return None if text is None else month_of(text).first
