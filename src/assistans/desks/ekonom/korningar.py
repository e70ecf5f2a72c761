"""The economist's start and a run's pages: what is coming, what was paid, what was not, and the bank file."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assistans.base.access import note_all
from assistans.desks.ekonom.coming import coming_days
from assistans.desks.ekonom.runs_chart import chart_of
from assistans.desks.ekonom.words import KONTOSLAG, hinder_words
from assistans.desks.web.access import requires
from assistans.desks.web.actors import actor_names
from assistans.desks.web.paging import LIMIT, Links, links_of, place_of
from assistans.desks.web.reader import actor_of, clock_of, today_of
from assistans.identity.roles import Roll
from assistans.law import builtin
from assistans.payments import queries, runs
from assistans.payments.coming import due_by_day, waiting_for_attest
from assistans.payments.models import Bankfil, Ledgerkonto, Utbetalningskorning
from assistans.payments.paydays import coming

COMING_DAYS, RUNS_SHOWN, DAYS_DRAWN = 3, 12, 6
readers = requires(Roll.EKONOM, Roll.CONTROLLER)


@readers
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the next pay days have to pay, what stands in the way, and the runs that have been."""
    today = today_of(request)
    days = coming(law=builtin(), first=today, number=COMING_DAYS)
    ahead = coming_days(days, due_by_day(until=days[-1]))
    place = place_of(request)
    part = runs.runs(place=place, limit=RUNS_SHOWN)
    return render(
        request,
        "desks/ekonom/start.html",
        {
            "today": today,
            "coming": ahead,
            "attest": waiting_for_attest(),
            "hinder": [(hinder_words(row.kod), row) for row in queries.open_hinder()],
            "runs": part.rows,
            "pages": links_of(part),
            "first_page": place.after is None and place.before is None,
            "chart": chart_of(_drawn(part.rows), [(day.dag, day.belopp_ore) for day in ahead]),
        },
    )


@readers
@require_safe
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One run: its sums and proofs, its file, what it could not pay, and its payments."""
    korning = _run(public_id)
    part = runs.payments_in(korning, place=place_of(request), limit=LIMIT)
    proofs = runs.run_proofs(korning)
    return render(
        request,
        "desks/ekonom/run.html",
        {
            **_frame(korning),
            "started_by": actor_names([korning.started_by])[korning.started_by],
            "fil": runs.file_of(korning),
            "untouched": runs.file_is_untouched(korning),
            "proofs": proofs,
            "ties_out": all(proof.stammer for proof in proofs),
            "accounts": [
                (KONTOSLAG.get(row.kontoslag, row.kontoslag), row) for row in runs.by_kind_of_account(korning)
            ],
            "hinder": [(hinder_words(row.kod), row) for row in runs.hinder_by_code(korning)],
            "posted": _posted(korning),
            "payments": [(KONTOSLAG.get(row.kontoslag, row.kontoslag), row) for row in part.rows],
            "pages": links_of(part),
        },
    )


@readers
@require_safe
def run_hinder(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every row that a run could not pay, with its code and what to do."""
    korning = _run(public_id)
    after = place_of(request).after
    part = runs.hinder_in(korning, after=after, limit=LIMIT)
    return render(
        request,
        "desks/ekonom/run_hinder.html",
        {
            **_frame(korning),
            "rows": [(hinder_words(row.kod), row) for row in part.rows],
            "pages": Links(newer="" if after else None, older=f"efter={part.after}" if part.after else None),
        },
    )


@readers
@require_safe
def run_journals(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A run's journals with every posting."""
    korning = _run(public_id)
    part = runs.journals_of(korning, place=place_of(request), limit=LIMIT)
    return render(
        request,
        "desks/ekonom/run_journals.html",
        {**_frame(korning), "journals": part.rows, "posted": _posted(korning), "pages": links_of(part)},
    )


@readers
@require_safe
def run_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The bank file, exactly as it is kept. It names persons who are paid themselves: each is noted as read."""
    korning = _run(public_id)
    with transaction.atomic():
        note_all(
            who=actor_of(request),
            whose=runs.persons_in_file(korning),
            what=f"bankfil {korning.dag} {korning.nummer}",
            why="Ekonomen hämtade bankfilen",
            at=clock_of(request).now(),
        )
        name, content = _bytes(korning)
    response = HttpResponse(content, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _run(public_id: UUID) -> Utbetalningskorning:
    return get_object_or_404(Utbetalningskorning, public_id=public_id)


def _bytes(korning: Utbetalningskorning) -> tuple[str, bytes]:
    try:
        return runs.bytes_of_file(korning)
    except Bankfil.DoesNotExist:
        raise Http404 from None


def _frame(korning: Utbetalningskorning) -> dict[str, Any]:
    return {"korning": korning}


def _posted(korning: Utbetalningskorning) -> list[tuple[str, int]]:
    """What a run posted by account, in the chart's order."""
    posted = runs.posted_by(korning)
    return [(konto.label, posted[konto.value]) for konto in Ledgerkonto if konto.value in posted]


def _drawn(rows: Any) -> list[tuple[Any, int]]:
    newest = sorted({row.korning.dag for row in rows})[-DAYS_DRAWN:]
    return [(row.korning.dag, row.korning.belopp_ore) for row in rows if row.korning.dag in newest]
