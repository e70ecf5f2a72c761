"""Payments for the person's months: to whom, when, how much and why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assistans.desks.person.payments import listed_payments, reader_of, recipient
from assistans.desks.person.whose import person_of
from assistans.desks.web.access import requires
from assistans.desks.web.payment_rows import payment_rows, reasons
from assistans.desks.web.reader import actor_of, clock_of, own_or_404
from assistans.identity.roles import Roll
from assistans.payments.to_whom import payment_of_person, payments_of_person


@requires(Roll.PERSON)
@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """All payments, the newest first."""
    found = payments_of_person(person=person_of(request), who=actor_of(request), clock=clock_of(request))
    return render(request, "desks/person/payments.html", {"betalningar": listed_payments(found)})


@requires(Roll.PERSON)
@require_safe
def payment(request: HttpRequest, betalning: UUID) -> HttpResponse:
    """One payment, led to the rows of its decision."""
    row, before = own_or_404(
        payment_of_person(
            person=person_of(request), payment=betalning, who=actor_of(request), clock=clock_of(request)
        )
    )
    return render(
        request,
        "desks/person/payment.html",
        {
            "betalning": row,
            "mottagare": recipient(row),
            "rader": payment_rows(row, paid_before=before, reader=reader_of(row)),
            "skal": reasons(row, reader=reader_of(row)),
            "manad": row.beslutsrad.beslut.arende.manad,
        },
    )
