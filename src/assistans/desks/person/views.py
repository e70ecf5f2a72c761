"""My month: what is reported, where it stands, and what is asked of her."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from assistans.casework.errors import Hinder
from assistans.casework.models import Kommunicering, Komplettering
from assistans.casework.own_month import own_month, own_months
from assistans.casework.services.own_answers import answer_own_completion, answer_own_hearing
from assistans.casework.versions import law_in_force
from assistans.desks.person.forms import AnswerForm
from assistans.desks.person.month import month_page
from assistans.desks.person.whose import person_of, see_other
from assistans.desks.web.access import requires
from assistans.desks.web.reader import actor_of, clock_of, month_of, today_of
from assistans.identity.roles import Roll
from assistans.payments.to_whom import payments_of_months
from assistans.registers.models import Person
from assistans.timeline.months import Month


@requires(Roll.PERSON)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The last whole month: the one that is most likely asked for."""
    last = Month.of(today_of(request)).shift(-1)
    return _shown(request, person_of(request), last)


@requires(Roll.PERSON)
@require_safe
def month(request: HttpRequest, manad: str) -> HttpResponse:
    """One month."""
    return _shown(request, person_of(request), month_of(manad))


@requires(Roll.PERSON)
@require_POST
def answer_hearing(request: HttpRequest, manad: str, fraga: UUID) -> HttpResponse:
    """Answer what speaks against her."""
    person, asked = person_of(request), month_of(manad)
    row = Kommunicering.objects.filter(
        public_id=fraga, arende__person=person, arende__manad=asked.first
    ).first()
    return _answer(
        request,
        person,
        asked,
        row,
        lambda text, told: answer_own_hearing(kommunicering=row, text=text, **told),
    )


@requires(Roll.PERSON)
@require_POST
def answer_completion(request: HttpRequest, manad: str, fraga: UUID) -> HttpResponse:
    """Answer what was asked of her räkning."""
    person, asked = person_of(request), month_of(manad)
    row = Komplettering.objects.filter(
        public_id=fraga, arende__person=person, arende__manad=asked.first, assistent__isnull=True
    ).first()
    return _answer(
        request,
        person,
        asked,
        row,
        lambda text, told: answer_own_completion(komplettering=row, svar=text, **told),
    )


def _answer(request: HttpRequest, person: Person, asked: Month, row: Any, keep: Any) -> HttpResponse:
    if row is None:
        raise Http404
    form = AnswerForm(request.POST, prefix=str(row.public_id))
    if form.is_valid():
        try:
            keep(form.cleaned_data["text"], {"by": actor_of(request), "clock": clock_of(request)})
        except Hinder as hinder:
            form.add_error(None, str(hinder))
        else:
            messages.success(request, "Tack. Ditt svar är sparat och handläggaren ser det.")
            return see_other("person:month", manad=str(asked))
    return _shown(request, person, asked, answered=form)


def _shown(
    request: HttpRequest, person: Person, asked: Month, *, answered: AnswerForm | None = None
) -> HttpResponse:
    who, clock = actor_of(request), clock_of(request)
    months = own_months(person=person, who=who, clock=clock)
    if asked not in months:
        raise Http404
    seen = own_month(person=person, manad=asked, who=who, clock=clock)
    paid = payments_of_months(arenden=[seen.arende.pk]) if seen.arende else []
    page = month_page(seen, law=law_in_force(), betalningar=paid)
    return render(
        request,
        "desks/person/month.html",
        {
            "page": page,
            "seen": seen,
            "betalningar": paid,
            "months": months,
            "answered": answered,
            "fragor": [(fraga, "hearing", _form(fraga.id, answered)) for fraga in page.kommuniceringar]
            + [(fraga, "completion", _form(fraga.id, answered)) for fraga in page.kompletteringar],
        },
    )


def _form(fraga: str, answered: AnswerForm | None) -> AnswerForm:
    """The form of a question: the one that came back with errors, with what she had written, or an empty one."""
    return answered if answered is not None and answered.prefix == fraga else AnswerForm(prefix=fraga)
