"""What BankID answers, read strictly: an answer that is not as documented is a fault, never half an answer."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

from assistans.registers import identifiers


class AnswerNotUnderstood(ValueError):
    """BankID answered something else than its documentation says. The text names the field, never a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A started order: what to collect by, what starts the app on this device, and what the QR code is made of."""

    order_ref: str
    auto_start_token: str
    qr_start_token: str
    qr_start_secret: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The user has not finished; `hint` says how far she is."""

    hint: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The order came to nothing; `hint` says why. It cannot be collected again."""

    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The user did it: who she is (personnummer, 12 digits), and the proof: signature XML and OCSP response (DER)."""

    personnummer: str = field(repr=False)
    namn: str
    signature_xml: bytes
    ocsp_der: bytes
    device_ip: str
    bankid_issued: str


Collected = Pending | Failed | Completion


def order(data: Any) -> Order:
    """A started order. Raises AnswerNotUnderstood."""
    return Order(
        order_ref=_text(data, "orderRef"),
        auto_start_token=_text(data, "autoStartToken"),
        qr_start_token=_text(data, "qrStartToken"),
        qr_start_secret=_text(data, "qrStartSecret"),
    )


def collected(data: Any) -> Collected:
    """What has become of an order. Raises AnswerNotUnderstood."""
    match _text(data, "status"):
        case "pending":
            return Pending(_text(data, "hintCode"))
        case "failed":
            return Failed(_text(data, "hintCode"))
        case "complete":
            return completion(data.get("completionData"))
        case _:
            raise AnswerNotUnderstood("status is none of pending, failed and complete")


def completion(data: Any) -> Completion:
    """What a finished order gave. Raises AnswerNotUnderstood."""
    user, device = _object(data, "user"), _object(data, "device")
    return Completion(
        personnummer=_personnummer(_text(user, "personalNumber")),
        namn=_text(user, "name"),
        signature_xml=_base64(data, "signature"),
        ocsp_der=_base64(data, "ocspResponse"),
        device_ip=_text(device, "ipAddress"),
        bankid_issued=_text(data, "bankIdIssueDate"),
    )


def _personnummer(text: str) -> str:
    try:
        return identifiers.personnummer(text)
    except identifiers.InvalidNumber:
        raise AnswerNotUnderstood("personalNumber is no personnummer") from None


def _base64(data: Any, name: str) -> bytes:
    try:
        return base64.b64decode(_text(data, name), validate=True)
    except binascii.Error:
        raise AnswerNotUnderstood(f"{name} is not Base64") from None


def _object(data: Any, name: str) -> Any:
    found = data.get(name) if isinstance(data, dict) else None
    if not isinstance(found, dict):
        raise AnswerNotUnderstood(f"{name} is missing")
    return found


def _text(data: Any, name: str) -> str:
    found = data.get(name) if isinstance(data, dict) else None
    if not isinstance(found, str) or not found:
        raise AnswerNotUnderstood(f"{name} is missing")
    return found
