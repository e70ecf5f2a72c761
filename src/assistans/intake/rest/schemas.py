"""The JSON shapes of the REST interface (Digg's REST API profile: camelCase names, RFC 3339 UTC)."""

import base64
import binascii
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic.alias_generators import to_camel

from assistans.intake.rest.queries import Receipts


def decoded(text: object) -> bytes:
    """The bytes of strict Base64 (white space allowed). Raises ValueError without repeating the text."""
    if not isinstance(text, str):
        raise ValueError("Base64 text is needed")  # noqa: TRY004 - pydantic reports ValueError as the field's fault
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("not Base64") from None


def rfc3339(instant: datetime) -> str:
    """An instant in UTC with a Z."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


Base64 = Annotated[
    bytes, BeforeValidator(decoded), WithJsonSchema({"type": "string", "contentEncoding": "base64"})
]
Instant = Annotated[
    datetime,
    PlainSerializer(rfc3339),
    WithJsonSchema({"type": "string", "format": "date-time"}, mode="serialization"),
]


class _Camel(Schema):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


class SignedRakning(_Camel):
    """A räkning (XML of namespace urn:assistans:rakning:1) with its BankID signature and OCSP response."""

    rakning: Base64
    signatur: Base64
    ocsp_response: Base64
    datum_for_signatur: date


class TxId(_Camel):
    """The receipt: received and formally valid. Not yet approved."""

    tx_id: UUID


class KvittensOut(_Camel):
    """One level: mottagen, giltig, kontrollerad or reglerad."""

    niva: str
    tidpunkt: Instant
    innehall: dict[str, Any]


class HandlingOut(_Camel):
    """A document's receipts."""

    tx_id: UUID
    slag: str
    mottagen: Instant
    sha256: str
    kvittenser: list[KvittensOut]

    @classmethod
    def of(cls, receipts: Receipts) -> "HandlingOut":
        """The receipts as they are shown."""
        shown = [
            KvittensOut(niva=each.niva, tidpunkt=each.at, innehall=each.innehall)
            for each in receipts.kvittenser
        ]
        return cls(
            tx_id=receipts.tx_id,
            slag=receipts.slag,
            mottagen=receipts.mottagen,
            sha256=receipts.sha256,
            kvittenser=shown,
        )


class ApiInfo(_Camel):
    """What the interface says of itself (Digg's profile, DOK)."""

    api_name: str
    api_version: str
    api_released: date
    api_documentation: str
    api_status: str


class Problem(Schema):
    """An error, RFC 9457. `code` is stable; `detail` says what, where and what to do."""

    type: str
    title: str
    status: int
    detail: str
    code: str
