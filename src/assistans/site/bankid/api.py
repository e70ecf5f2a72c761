"""The RP API v6.0 as a relying party meets it: four POST addresses with JSON. Stricter than the real one: only what is documented."""

import base64
import binascii
import json
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any, Final

from assistans.registers.identifiers import InvalidNumber, personnummer
from assistans.site.bankid.orders import AlreadyInProgress, Asked, Kind, NoSuchOrder, Orders, SimulatedOrder

PREFIX: Final = "/rp/v6.0/"
MAX_BODY: Final = 512 * 1024
VISIBLE_CHARACTERS: Final = 40_000
NON_VISIBLE_CHARACTERS: Final = 200_000
FIELDS: Final = {
    "endUserIp",
    "requirement",
    "userVisibleData",
    "userNonVisibleData",
    "userVisibleDataFormat",
    "returnUrl",
    "returnRisk",
}
REQUIREMENTS: Final = {"personalNumber", "pinCode", "mrtd", "cardReader", "certificatePolicies"}

Answer = tuple[HTTPStatus, dict[str, Any]]


class Refused(Exception):
    """The call cannot be carried out: the HTTP status, and the API's errorCode and details."""

    def __init__(self, status: HTTPStatus, code: str, details: str) -> None:
        super().__init__(details)
        self.status, self.code, self.details = status, code, details


def answer(orders: Orders, *, method: str, path: str, content_type: str, body: bytes) -> Answer:
    """Answer one call: the HTTP status and the JSON object."""
    try:
        _check_call(method=method, path=path, content_type=content_type)
        return HTTPStatus.OK, _CALLS[path](orders, _object(body))
    except Refused as no:
        return no.status, {"errorCode": no.code, "details": no.details}


def _check_call(*, method: str, path: str, content_type: str) -> None:
    if path not in _CALLS:
        raise Refused(HTTPStatus.NOT_FOUND, "notFound", "No such address")
    if method != "POST":
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "methodNotAllowed", "Use POST")
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupportedMediaType", "Use application/json")


def _auth(orders: Orders, asked: dict[str, Any]) -> dict[str, Any]:
    return _start(orders, Kind.AUTH, asked)


def _sign(orders: Orders, asked: dict[str, Any]) -> dict[str, Any]:
    if not asked.get("userVisibleData"):
        raise _invalid("userVisibleData")
    return _start(orders, Kind.SIGN, asked)


def _collect(orders: Orders, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        return orders.collect(_order_ref(asked))
    except NoSuchOrder:
        raise Refused(HTTPStatus.BAD_REQUEST, "invalidParameters", "No such order") from None


def _cancel(orders: Orders, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        orders.cancel(_order_ref(asked))
    except NoSuchOrder:
        raise Refused(HTTPStatus.BAD_REQUEST, "invalidParameters", "No such order") from None
    return {}


_CALLS: Final = {
    f"{PREFIX}auth": _auth,
    f"{PREFIX}sign": _sign,
    f"{PREFIX}collect": _collect,
    f"{PREFIX}cancel": _cancel,
}


def _start(orders: Orders, kind: Kind, asked: dict[str, Any]) -> dict[str, Any]:
    for name in asked.keys() - FIELDS:
        raise _invalid(name)
    try:
        order = orders.start(
            Asked(
                kind=kind,
                end_user_ip=_ip(asked),
                visible=_decoded(asked, "userVisibleData", VISIBLE_CHARACTERS),
                non_visible=_decoded(asked, "userNonVisibleData", NON_VISIBLE_CHARACTERS),
                personnummer=_required_person(asked),
                return_url=asked.get("returnUrl"),
            )
        )
    except AlreadyInProgress:
        raise Refused(
            HTTPStatus.BAD_REQUEST, "alreadyInProgress", "Order already in progress for the user"
        ) from None
    return _started(order)


def _started(order: SimulatedOrder) -> dict[str, Any]:
    return {
        "orderRef": order.order_ref,
        "autoStartToken": order.auto_start_token,
        "qrStartToken": order.qr_start_token,
        "qrStartSecret": order.qr_start_secret,
    }


def _ip(asked: dict[str, Any]) -> str:
    try:
        return str(ip_address(asked["endUserIp"]))
    except (KeyError, ValueError):
        raise _invalid("endUserIp") from None


def _decoded(asked: dict[str, Any], name: str, most: int) -> str:
    text = asked.get(name, "")
    if not isinstance(text, str) or len(text) > most:
        raise _invalid(name)
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise _invalid(name) from None


def _required_person(asked: dict[str, Any]) -> str | None:
    requirement = asked.get("requirement", {})
    if not isinstance(requirement, dict) or requirement.keys() - REQUIREMENTS:
        raise _invalid("requirement")
    number = requirement.get("personalNumber")
    try:
        return None if number is None else personnummer(number)
    except (InvalidNumber, TypeError):
        raise _invalid("requirement.personalNumber") from None


def _order_ref(asked: dict[str, Any]) -> str:
    found = asked.get("orderRef")
    if asked.keys() != {"orderRef"} or not isinstance(found, str):
        raise _invalid("orderRef")
    return found


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, "invalidParameters", "The body is not a JSON object")
    return found


def _invalid(name: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, "invalidParameters", f"Invalid or unknown: {name}")
