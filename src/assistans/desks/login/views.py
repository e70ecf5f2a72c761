"""Logging in: begin with BankID, choose a role where there are several, and log out."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assistans.base import instance
from assistans.desks.login import identified, orders, sessions
from assistans.desks.login.identified import Identified
from assistans.desks.login.onward import address_for, own_address
from assistans.desks.login.orders import SEE_OTHER, Completed
from assistans.desks.web.access import open_to_all
from assistans.desks.web.reader import clock_of, today_of
from assistans.identity.queries import Behorighet, behorigheter
from assistans.identity.services import keep_proof, log_in
from assistans.identity.services.bankid_orders import Wish

PURPOSE: Final = "inloggning"
VISIBLE: Final = "Du loggar in i Assistans. Legitimera dig bara om det är du som har öppnat inloggningssidan."
LOGGED_OUT: Final = "Du är utloggad. Stäng webbläsaren om andra använder den."
NO_LONGER: Final = "Rollen gäller inte längre. Välj en annan."
AGAIN: Final = "Det gick för lång tid. Legitimera dig igen."


@open_to_all
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first page for who is not logged in: what this is, who can log in, and the button."""
    told = {
        "nasta": own_address(request, request.GET.get("nasta", "")),
        "has_ended": _has_ended(request),
        "is_simulated": instance.may_be_lenient(),
    }
    return render(request, "desks/login/start.html", told)


@open_to_all
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Ask BankID who it is, and go on to wait."""
    SessionStore.clear_expired()
    nasta = own_address(request, request.POST.get("nasta", ""))
    wish = Wish(purpose=PURPOSE, key=nasta, then=_start_with(nasta), visible=VISIBLE)
    return orders.begin(request, wish, otherwise=_start_with(nasta))


@orders.completes(PURPOSE)
def identify(request: HttpRequest, key: str, completion: Completed) -> str:
    """Somebody has legitimated herself: keep the proof, and let her choose a role."""
    proof = keep_proof(signature_xml=completion.signature_xml, ocsp_der=completion.ocsp_der)
    evidence = {
        "satt": "bankid",
        **proof,
        **completion.evidence.to_data(),
        "device_ip": completion.device_ip,
    }
    who = Identified(personnummer=completion.personnummer, namn=completion.namn, evidence=evidence, then=key)
    identified.remember(request, who)
    return reverse("login:roles")


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Choose a role; the only one there is chooses itself, unless one came here to change."""
    who = identified.remembered(request)
    if who is None:
        messages.info(request, AGAIN)
        return _to(reverse("login:start"))
    choices = _choices(request, who)
    if request.method == "POST":
        return _chosen(request, who, choices)
    if len(choices) == 1 and not request.inloggad:  # type: ignore[attr-defined]
        return _enter(request, who, choices[0])
    return render(request, "desks/login/roles.html", {"who": who, "choices": choices})


@open_to_all
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session, also on the server."""
    request.session.flush()
    messages.success(request, LOGGED_OUT)
    return _to(reverse("login:start"))


def _chosen(request: HttpRequest, who: Identified, choices: tuple[Behorighet, ...]) -> HttpResponse:
    said = request.POST.get("behorighet", "")
    for choice in choices:
        if choice.key == said:
            return _enter(request, who, choice)
    messages.error(request, NO_LONGER)
    return _to(reverse("login:roles"))


def _enter(request: HttpRequest, who: Identified, choice: Behorighet) -> HttpResponse:
    inloggning = log_in(
        personnummer=who.personnummer,
        namn=who.namn,
        behorighet=choice,
        evidence=who.evidence,
        clock=clock_of(request),
    )
    sessions.begin(request, inloggning.public_id)
    return _to(address_for(choice.roll, who.then))


def _choices(request: HttpRequest, who: Identified) -> tuple[Behorighet, ...]:
    today = today_of(request)
    return behorigheter(personnummer=who.personnummer, on=today)


def _has_ended(request: HttpRequest) -> bool:
    """Whether the browser brings a session that is no more: idle too long, or the day over."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()


def _start_with(nasta: str) -> str:
    return f"{reverse('login:start')}?{urlencode({'nasta': nasta})}"


def _to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=SEE_OTHER)
