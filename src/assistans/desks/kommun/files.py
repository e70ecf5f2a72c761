"""The kommun's files: the invoice as it was sent, and the specification for its own systems, without names."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assistans.desks.kommun import reader
from assistans.desks.web.access import requires
from assistans.desks.web.reader import month_of
from assistans.identity.roles import Roll
from assistans.municipalities import queries, specification, specification_csv


@requires(Roll.KOMMUN)
@require_safe
def invoice_xml(request: HttpRequest, faktura: UUID) -> HttpResponse:
    """The invoice as UBL, byte for byte as it was made."""
    found = reader.invoice_of(request, faktura)
    return _file(bytes(found.innehall), name=found.namn, kind="application/xml")


@requires(Roll.KOMMUN)
@require_safe
def invoice_csv(request: HttpRequest, faktura: UUID) -> HttpResponse:
    """An invoice's rows by week. Noted in the access log."""
    found = reader.invoice_of(request, faktura)
    reading = reader.reading(request, f"kommunens faktura {found.nummer} som fil")
    rows = specification.rows_of_invoice(faktura=found, **reading)
    return _csv(specification_csv.write(rows), name=f"specifikation-{found.nummer}.csv")


@requires(Roll.KOMMUN)
@require_safe
def month_csv(request: HttpRequest, manad: str) -> HttpResponse:
    """A month's claims by week. Noted in the access log."""
    kommun, asked = reader.kommun_of(request), month_of(manad)
    if not queries.by_month(manad=asked.first, kommun=kommun):
        raise Http404
    reading = reader.reading(request, f"kommunens del {asked} som fil")
    rows = specification.rows_of_month(kommun=kommun, manad=asked.first, **reading)
    return _csv(specification_csv.write(rows), name=f"specifikation-{kommun}-{asked}.csv")


def _csv(content: bytes, *, name: str) -> HttpResponse:
    return _file(content, name=name, kind="text/csv; charset=utf-8")


def _file(content: bytes, *, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
