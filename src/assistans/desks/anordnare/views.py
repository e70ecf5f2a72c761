"""The anordnare's start, and one report."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.casework.anordnares_reports import months_reports, report_of
from assistans.casework.versions import law_in_force
from assistans.desks.anordnare.month import start_page
from assistans.desks.anordnare.report import report_page
from assistans.desks.anordnare.whose import anordnare_of
from assistans.desks.web.access import requires
from assistans.desks.web.reader import actor_of, clock_of, month_of, own_or_404, today_of
from assistans.identity.roles import Roll
from assistans.law import Law, last_reporting_day
from assistans.payments.expected import expected_money
from assistans.payments.to_whom import paid_to_anordnare
from assistans.timeline.months import Month

MONTHS_SHOWN = 4  # those that can still wait for something, and the one that runs
MONEY_MONTHS = 12


@requires(Roll.ANORDNARE)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The last whole month, or the one in the address."""
    anordnare, clock, law = anordnare_of(request), clock_of(request), law_in_force()
    today = today_of(request)
    this = Month.of(today)
    said = request.GET.get("manad")
    manad = month_of(said) if said else this.shift(-1)
    months = [this.shift(-back) for back in range(MONTHS_SHOWN)]
    read = {
        one: months_reports(anordnare=anordnare, manad=one, who=actor_of(request), clock=clock)
        for one in dict.fromkeys([manad, *_still_open(months, law=law, today=today)])
    }
    vantat = expected_money(anordnare=anordnare, since=this.shift(-MONEY_MONTHS).first)
    pages = {one: start_page(seen, law=law, vantat=vantat) for one, seen in read.items()}
    return render(
        request,
        "desks/anordnare/start.html",
        {
            "page": pages[manad],
            "others": [page for one, page in pages.items() if one != manad and page.asks],
            "months": months,
            "betalt": paid_to_anordnare(anordnare=anordnare),
        },
    )


def _still_open(months: Iterable[Month], *, law: Law, today: date) -> list[Month]:
    """The months that are over and can still be reported in time: what they lack is more urgent the older they are."""
    return [one for one in months if one.last < today <= last_reporting_day(law, one)]


@requires(Roll.ANORDNARE)
@require_safe
def report(request: HttpRequest, tx_id: UUID) -> HttpResponse:
    """One report, row by row."""
    seen = own_or_404(
        report_of(
            anordnare=anordnare_of(request), tx_id=tx_id, who=actor_of(request), clock=clock_of(request)
        )
    )
    return render(request, "desks/anordnare/report.html", {"page": report_page(seen), "seen": seen})
