"""Orders to BankID from a page: started for a purpose, waited for on one page, and used once for that purpose.

orders.start(request, purpose="rakning", visible=text, non_visible=pairs, key="<id>", then="/min-manad/…")

@orders.completes("rakning")
def done(request, key, completion) -> str:  # the address to go on to
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assistans.base.clock import SystemClock
from assistans.desks.login.verification import verified
from assistans.desks.web.reader import clock_of, inloggad_of
from assistans.identity.bankid import client
from assistans.identity.bankid.answers import Completion
from assistans.identity.bankid.client import BankidError
from assistans.identity.bankid.settings import BankidNotConfigured
from assistans.identity.models import BankidOrder, Inloggning
from assistans.identity.services import bankid_orders
from assistans.identity.services.bankid_orders import Wish
from assistans.identity.trust.anchors import TrustError
from assistans.intake.signatures.checks import SignatureError
from assistans.intake.signatures.evidence import Evidence

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """What a user did, verified: who she is (personnummer, 12 digits), the bytes that prove it, and the verdict on them."""

    personnummer: str = field(repr=False)
    namn: str
    signature_xml: bytes
    ocsp_der: bytes
    evidence: Evidence
    device_ip: str


Done = Callable[[HttpRequest, str, Completed], str]
Pairs = list[tuple[str, str]] | tuple[tuple[str, str], ...]
SESSION: Final = "bankid"
REMEMBERED: Final = 5  # orders of one session; an older one's page is gone
SEE_OTHER: Final = 303
LOOPBACK: Final = "127.0.0.1"  # a proxy's UNIX socket tells no address
NOT_PROVED: Final = "Underskriften från BankID kunde inte kontrolleras, så inget har sparats. Försök igen, och kontakta oss om det upprepas."
OTHER_READER: Final = "Någon annan är inloggad nu än den som började. Inget har sparats. Börja om."
NOT_CONFIGURED: Final = (
    "Inloggning och underskrift är inte inställda på den här servern. Kontakta den som sköter den."
)
_PURPOSES: Final[dict[str, Done]] = {}


class NotDone(ValueError):
    """What was signed could not be used; the text tells the user why and what to do, in Swedish."""


def completes(purpose: str) -> Callable[[Done], Done]:
    """Let a function do what orders of a purpose are for; it may raise NotDone or another ValueError, and nothing is kept then."""

    def mark(done: Done) -> Done:
        _PURPOSES[purpose] = done
        return done

    return mark


def start(
    request: HttpRequest, *, purpose: str, visible: str, non_visible: Pairs, key: str, then: str
) -> HttpResponse:
    """Have the one who is logged in sign a text, and with it (id, lower-case hex SHA-256) pairs; on to the waiting page.

    `key` says what it is about and reaches only the purpose's function; `then` is the page to go back to when it comes
    to nothing.
    """
    who = inloggad_of(request)
    inloggning = Inloggning.objects.get(public_id=who.inloggning)
    wish = Wish(
        purpose=purpose,
        key=key,
        then=then,
        visible=visible,
        non_visible=";".join(f"{identifier},{digest}" for identifier, digest in non_visible),
        personnummer=inloggning.personnummer,
        actor=who.actor,
    )
    return begin(request, wish, otherwise=then)


def begin(request: HttpRequest, wish: Wish, *, otherwise: str) -> HttpResponse:
    """Ask BankID, and go on to the waiting page; `otherwise` is where to go when it cannot be asked."""
    if wish.purpose not in _PURPOSES:
        raise LookupError(f"nothing completes orders for {wish.purpose!r}")
    try:
        order = bankid_orders.ask(
            bankid=client.service(),
            wish=wish,
            end_user_ip=request.META.get("REMOTE_ADDR") or LOOPBACK,
            back=lambda identifier: request.build_absolute_uri(_page_of(identifier)),
            now=SystemClock().now(),
        )
    except (BankidError, BankidNotConfigured) as error:
        messages.error(request, _told(error))
        return HttpResponseRedirect(otherwise, status=SEE_OTHER)
    remembered = request.session.get(SESSION, [])
    request.session[SESSION] = [*remembered, str(order.public_id)][-REMEMBERED:]
    return HttpResponseRedirect(_page_of(order.public_id), status=SEE_OTHER)


def progress(request: HttpRequest, order: UUID) -> BankidOrder:
    """How far this browser's order is; one that the user has finished is used now. Raises Http404 for another's."""
    row = bankid_orders.follow(order=own(request, order), bankid=client.service(), now=SystemClock().now())
    if row.lage != BankidOrder.Lage.SIGNERAD:
        return row
    return _used(request, order)


def cancel(request: HttpRequest, order: UUID) -> BankidOrder:
    """Take this browser's order back. Raises Http404 for another's."""
    row = BankidOrder.objects.get(public_id=own(request, order))
    if row.lage == BankidOrder.Lage.VANTAR:
        try:
            client.service().cancel(order_ref=row.order_ref)
        except BankidError as error:  # it ends by itself within minutes
            log.info("a BankID order could not be cancelled: %s", error.code)
        bankid_orders.give_up(order=order, text="Du avbröt. Inget har hänt.")
    return row


def own(request: HttpRequest, order: UUID) -> UUID:
    """An order that was started from this browser. Raises Http404 for any other."""
    known = str(order) in request.session.get(SESSION, [])
    if not known or not BankidOrder.objects.filter(public_id=order).exists():
        raise Http404
    return order


def _used(request: HttpRequest, order: UUID) -> BankidOrder:
    try:
        return bankid_orders.use(order=order, done=lambda row, completion: _done(request, row, completion))
    except (SignatureError, TrustError) as error:
        log.warning("what BankID gave is not believed: %s", error)
        text = NOT_PROVED
    except ValueError as error:
        text = str(error)
    bankid_orders.give_up(order=order, text=text[:500])
    return BankidOrder.objects.get(public_id=order)


def _done(request: HttpRequest, row: BankidOrder, completion: Completion) -> str:
    who = request.inloggad  # type: ignore[attr-defined]
    if row.actor and row.actor != (who.actor if who else ""):
        raise NotDone(OTHER_READER)
    evidence = verified(row, completion, now=clock_of(request).now())
    completed = Completed(
        personnummer=completion.personnummer,
        namn=completion.namn,
        signature_xml=completion.signature_xml,
        ocsp_der=completion.ocsp_der,
        evidence=evidence,
        device_ip=completion.device_ip,
    )
    return _PURPOSES[row.purpose](request, row.key, completed)


def _page_of(order: UUID) -> str:
    return reverse("login:wait", args=[order])


def _told(error: Exception) -> str:
    if isinstance(error, BankidNotConfigured):
        log.error("BankID is not configured: %s", error)
        return NOT_CONFIGURED
    return str(error)
