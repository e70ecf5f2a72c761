"""Orders and what becomes of them: BankID's states, hints and patience. Kept in memory; gone when the process ends."""

import base64
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import RLock
from typing import Any, Final

START_SECONDS: Final = 30.0  # to open the app
SIGN_SECONDS: Final = 180.0  # to legitimate or sign, once it is open
COLLECT_SECONDS: Final = 300.0  # for the relying party to fetch what became of it


class Kind(StrEnum):
    """What the user is asked for."""

    AUTH = "auth"
    SIGN = "sign"


class AlreadyInProgress(Exception):
    """The person had an order already: that one is cancelled too."""


class NoSuchOrder(Exception):
    """No order has that reference, or it has been collected to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the relying party asked for. Texts are decoded; `personnummer` is who must do it, None = anyone."""

    kind: Kind
    end_user_ip: str
    visible: str = ""
    non_visible: str = ""
    personnummer: str | None = field(default=None, repr=False)
    return_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That somebody did it: who, and the signature with its OCSP response."""

    personnummer: str = field(repr=False)
    namn: str
    signature_xml: bytes
    ocsp_der: bytes
    issued: str


@dataclass(slots=True, kw_only=True)
class SimulatedOrder:
    """One order. Times are seconds of the monotonic clock."""

    asked: Asked
    started: float
    order_ref: str = field(default_factory=lambda: str(uuid.uuid4()))
    auto_start_token: str = field(default_factory=lambda: str(uuid.uuid4()))
    qr_start_token: str = field(default_factory=lambda: str(uuid.uuid4()))
    qr_start_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    opened: float | None = None
    ended: float | None = None
    failure: str = ""
    proof: Proof | None = None

    @property
    def is_pending(self) -> bool:
        """Whether it still waits for the user."""
        return self.ended is None


class Orders:
    """All orders of the process; may be used by several threads."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` tells a time that only goes forward."""
        self._seconds = seconds
        self._orders: dict[str, SimulatedOrder] = {}
        self._lock = RLock()

    def start(self, asked: Asked) -> SimulatedOrder:
        """Start an order. Raises AlreadyInProgress: then the person's earlier one is cancelled and none is made."""
        with self._lock:
            self._forget_and_expire()
            if asked.personnummer and self._cancel_those_of(asked.personnummer):
                raise AlreadyInProgress
            order = SimulatedOrder(asked=asked, started=self._seconds())
            self._orders[order.order_ref] = order
            return order

    def collect(self, order_ref: str) -> dict[str, Any]:
        """What has become of an order, as the API says it; one that has ended is told of once. Raises NoSuchOrder."""
        with self._lock:
            self._forget_and_expire()
            order = self._orders.get(order_ref)
            if order is None:
                raise NoSuchOrder
            if not order.is_pending:
                del self._orders[order_ref]
            return _told(order)

    def cancel(self, order_ref: str) -> None:
        """Take an order back. Raises NoSuchOrder."""
        with self._lock:
            self._forget_and_expire()
            if self._orders.pop(order_ref, None) is None:
                raise NoSuchOrder

    def open(self, auto_start_token: str) -> SimulatedOrder:
        """Open the app with an order that still waits. Raises NoSuchOrder."""
        with self._lock:
            self._forget_and_expire()
            order = self._waiting(auto_start_token)
            if order.opened is None:
                order.opened = self._seconds()
            return order

    def finish(self, auto_start_token: str, proof: Proof) -> SimulatedOrder:
        """The user did it: what else she had open is cancelled. Raises NoSuchOrder."""
        with self._lock:
            order = self._waiting(auto_start_token)
            order.proof, order.ended = proof, self._seconds()
            self._cancel_those_of(proof.personnummer)
            return order

    def fail(self, auto_start_token: str, hint: str) -> SimulatedOrder:
        """The order came to nothing: `userCancel`, `certificateErr`. Raises NoSuchOrder."""
        with self._lock:
            order = self._waiting(auto_start_token)
            self._end(order, hint)
            return order

    def _waiting(self, auto_start_token: str) -> SimulatedOrder:
        self._forget_and_expire()
        for order in self._orders.values():
            if order.auto_start_token == auto_start_token and order.is_pending:
                return order
        raise NoSuchOrder

    def _cancel_those_of(self, personnummer: str) -> bool:
        hers = [o for o in self._orders.values() if o.is_pending and o.asked.personnummer == personnummer]
        for order in hers:
            self._end(order, "cancelled")
        return bool(hers)

    def _forget_and_expire(self) -> None:
        now = self._seconds()
        for order in [o for o in self._orders.values() if o.is_pending]:
            if order.opened is None and now - order.started > START_SECONDS:
                self._end(order, "startFailed")
            elif order.opened is not None and now - order.opened > SIGN_SECONDS:
                self._end(order, "expiredTransaction")
        for order in [o for o in self._orders.values() if not o.is_pending]:
            if now - order.ended > COLLECT_SECONDS:
                del self._orders[order.order_ref]

    def _end(self, order: SimulatedOrder, hint: str) -> None:
        order.failure, order.ended = hint, self._seconds()


def _told(order: SimulatedOrder) -> dict[str, Any]:
    if order.is_pending:
        hint = "outstandingTransaction" if order.opened is None else "userSign"
        return {"orderRef": order.order_ref, "status": "pending", "hintCode": hint}
    if order.proof is None:
        return {"orderRef": order.order_ref, "status": "failed", "hintCode": order.failure}
    return {
        "orderRef": order.order_ref,
        "status": "complete",
        "completionData": _completion(order, order.proof),
    }


def _completion(order: SimulatedOrder, proof: Proof) -> dict[str, Any]:
    given, _, surname = proof.namn.rpartition(" ")
    return {
        "user": {
            "personalNumber": proof.personnummer,
            "name": proof.namn,
            "givenName": given,
            "surname": surname,
        },
        "device": {"ipAddress": order.asked.end_user_ip, "uhi": "simulator"},
        "bankIdIssueDate": proof.issued,
        "signature": base64.b64encode(proof.signature_xml).decode(),
        "ocspResponse": base64.b64encode(proof.ocsp_der).decode(),
    }
