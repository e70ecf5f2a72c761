"""What the anordnare has been paid: one pay day's payments for a month, by person, and what each is made of."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.anordnare.whose import anordnare_of
from assistans.desks.web.access import requires
from assistans.desks.web.paging import LIMIT, links_of, place_of
from assistans.desks.web.payment_rows import Reader, payment_rows, reasons
from assistans.desks.web.reader import actor_of, clock_of, day_of, month_of, own_or_404
from assistans.identity.roles import Roll
from assistans.payments.to_whom import payment_to_anordnare, payments_to_anordnare

TO_US: Final = Reader(costs="personens", to="er")


@requires(Roll.ANORDNARE)
@require_safe
def payments(request: HttpRequest, dag: str, manad: str) -> HttpResponse:
    """One pay day's payments for a month, by person."""
    day, month = day_of(dag), month_of(manad)
    part, names = payments_to_anordnare(
        anordnare=anordnare_of(request),
        dag=day,
        manad=month,
        place=place_of(request),
        limit=LIMIT,
        who=actor_of(request),
        clock=clock_of(request),
    )
    rows = [(names[row.beslutsrad.beslut.arende.person.public_id], row) for row in part.rows]
    context = {"dag": day, "manad": month, "rader": rows, "pages": links_of(part)}
    return render(request, "desks/anordnare/payments.html", context)


@requires(Roll.ANORDNARE)
@require_safe
def payment(request: HttpRequest, betalning: UUID) -> HttpResponse:
    """One payment, led to the rows of its decision."""
    found = own_or_404(
        payment_to_anordnare(
            anordnare=anordnare_of(request), payment=betalning, who=actor_of(request), clock=clock_of(request)
        )
    )
    row = found.betalning
    return render(
        request,
        "desks/anordnare/payment.html",
        {
            "betalning": row,
            "person": found.person,
            "rader": payment_rows(row, paid_before=found.betalt_forut, reader=TO_US),
            "skal": reasons(row, reader=TO_US),
            "manad": row.beslutsrad.beslut.arende.manad,
        },
    )
