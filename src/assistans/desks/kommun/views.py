"""The kommun's pages: what it is debited, by month and by invoice, and for whom."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.kommun import invoices, paging, reader, words
from assistans.desks.kommun.month import month_page
from assistans.desks.web.access import requires
from assistans.desks.web.reader import id_of, month_of, today_of
from assistans.identity.roles import Roll
from assistans.municipalities import queries, specification

INVOICES, MONTHS, PERSONS = "fakturor", "manader", "efter"
"""What the parts of lists are called in addresses."""


@requires(Roll.KOMMUN)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What is to be paid and when, the invoices, and the months they are for."""
    kommun, today = reader.kommun_of(request), today_of(request)
    before, month = request.GET.get(INVOICES), request.GET.get(MONTHS)
    lines = [invoices.line_of(row, on=today) for row in queries.invoices_of(kommun=kommun, before=before)]
    months = queries.months_of(kommun=kommun, before=month_of(month).first if month else None)
    return render(
        request,
        "desks/kommun/start.html",
        {
            "coming": queries.coming_debits(kommun=kommun),
            "lines": lines,
            "older_lines": paging.links(INVOICES, begins=before, shown=[row.faktura.nummer for row in lines]),
            "months": [(row, words.hours(row.units)) for row in months],
            "older_months": paging.links(
                MONTHS, begins=month, shown=[f"{row.manad:%Y-%m}" for row in months]
            ),
        },
    )


@requires(Roll.KOMMUN)
@require_safe
def month(request: HttpRequest, manad: str) -> HttpResponse:
    """One month: each person's hours by week and amount. Noted in the access log."""
    kommun, asked = reader.kommun_of(request), month_of(manad)
    whole = queries.by_month(manad=asked.first, kommun=kommun)
    if not whole:
        raise Http404
    after = id_of(request.GET.get(PERSONS))
    persons = specification.of_month(
        kommun=kommun, manad=asked.first, after=after, **reader.reading(request, f"kommunens del {asked}")
    )
    return render(
        request,
        "desks/kommun/month.html",
        {
            "manad": asked,
            "whole": whole[0],
            "hours": words.hours(whole[0].units),
            "persons": words.persons(whole[0].arenden),
            "page": month_page(persons),
            "more": specification.last(persons),
            "is_part": bool(after or specification.last(persons)),
        },
    )


@requires(Roll.KOMMUN)
@require_safe
def invoice(request: HttpRequest, faktura: UUID) -> HttpResponse:
    """One invoice and whom its rows are for. Noted in the access log."""
    found = reader.invoice_of(request, faktura)
    after = id_of(request.GET.get(PERSONS))
    persons = specification.of_invoice(
        faktura=found, after=after, **reader.reading(request, f"kommunens faktura {found.nummer}")
    )
    return render(
        request,
        "desks/kommun/invoice.html",
        {
            "line": invoices.line_of(found, on=today_of(request)),
            "faktura": found,
            "rows": invoices.rows_of(persons),
            "more": specification.last(persons),
            "is_part": bool(after or specification.last(persons)),
        },
    )
