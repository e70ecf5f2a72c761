"""Orders to BankID: asked for, followed until they end, and used once for what they were asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from assistans.base.models import public_id
from assistans.identity.bankid.answers import Completion, Failed, Order, Pending
from assistans.identity.bankid.client import Bankid, BankidError
from assistans.identity.bankid.messages import failed_text, pending_text
from assistans.identity.models import BankidOrder

KEPT: Final = timedelta(days=1)
TRIED: Final = timedelta(minutes=10)  # with a BankID that cannot be reached; an order lives four minutes
PASSING: Final = {"unreachable", "requestTimeout", "internalError", "Maintenance"}
Lage = BankidOrder.Lage


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an order is for; see BankidOrder. Without `personnummer` it is a log-in: anybody may legitimate."""

    purpose: str
    key: str
    then: str
    visible: str
    non_visible: str = ""
    personnummer: str | None = field(default=None, repr=False)
    actor: str = ""


def ask(
    *, bankid: Bankid, wish: Wish, end_user_ip: str, back: Callable[[UUID], str], now: datetime
) -> BankidOrder:
    """Ask BankID, and remember what for. `back` gives the address the app leads back to; `now` is real time.

    A log-in is bound to its order by the order's own id, which is signed. Raises BankidError, TextTooLong.
    """
    identifier = public_id()
    hidden = wish.non_visible if wish.personnummer else str(identifier)
    order = _started(bankid, wish, hidden, end_user_ip, back(identifier))
    BankidOrder.objects.filter(started__lt=now - KEPT).delete()
    return BankidOrder.objects.create(
        public_id=identifier,
        order_ref=order.order_ref,
        auto_start_token=order.auto_start_token,
        qr_start_token=order.qr_start_token,
        qr_start_secret=order.qr_start_secret,
        purpose=wish.purpose,
        key=wish.key,
        then=wish.then,
        visible=wish.visible,
        non_visible=hidden,
        personnummer=wish.personnummer,
        actor=wish.actor,
        started=now,
        text=pending_text("outstandingTransaction"),
        hint="outstandingTransaction",
    )


def follow(*, order: UUID, bankid: Bankid, now: datetime) -> BankidOrder:
    """Ask BankID how far an order is, unless it has ended already. Two who ask at once wait for each other."""
    with transaction.atomic():
        row = BankidOrder.objects.select_for_update().get(public_id=order)
        if row.lage == Lage.VANTAR:
            _collect(row, bankid, now)
            row.save()
    return row


def use(*, order: UUID, done: Callable[[BankidOrder, Completion], str]) -> BankidOrder:
    """Do what a finished order was for, once: `done` gives the address to go on to, and what it writes stands or falls with it."""
    with transaction.atomic():
        row = BankidOrder.objects.select_for_update().get(public_id=order)
        if row.lage == Lage.SIGNERAD:
            row.onward = done(row, _completion(row.answer))
            row.lage, row.answer = Lage.KLAR, None
            row.save()
    return row


def give_up(*, order: UUID, text: str) -> None:
    """An order came to nothing after all; `text` tells the user why. What BankID gave is kept no longer."""
    rows = BankidOrder.objects.filter(public_id=order, lage__in=[Lage.VANTAR, Lage.SIGNERAD])
    rows.update(lage=Lage.MISSLYCKAD, text=text, answer=None)


def _started(bankid: Bankid, wish: Wish, hidden: str, end_user_ip: str, back: str) -> Order:
    told = {
        "end_user_ip": end_user_ip,
        "visible_text": wish.visible,
        "non_visible_data": hidden,
        "return_url": back,
    }
    if wish.personnummer is None:
        return bankid.auth(**told)
    return bankid.sign(**told, personal_number=wish.personnummer)


def _collect(row: BankidOrder, bankid: Bankid, now: datetime) -> None:
    try:
        answer = bankid.collect(order_ref=row.order_ref)
    except BankidError as error:
        row.text = str(error)
        if error.code not in PASSING or now - row.started > TRIED:
            row.lage = Lage.MISSLYCKAD
        return
    match answer:
        case Pending(hint):
            row.hint, row.text = hint, pending_text(hint)
        case Failed(hint):
            row.lage, row.hint, row.text = Lage.MISSLYCKAD, hint, failed_text(hint)
        case Completion():
            row.lage, row.answer = Lage.SIGNERAD, _kept(answer)


def _kept(completion: Completion) -> dict[str, Any]:
    return {
        "personnummer": completion.personnummer,
        "namn": completion.namn,
        "signature_xml": completion.signature_xml.hex(),
        "ocsp_der": completion.ocsp_der.hex(),
        "device_ip": completion.device_ip,
        "bankid_issued": completion.bankid_issued,
    }


def _completion(answer: dict[str, Any]) -> Completion:
    parts = {name: bytes.fromhex(answer[name]) for name in ("signature_xml", "ocsp_der")}
    return Completion(**{**answer, **parts})
