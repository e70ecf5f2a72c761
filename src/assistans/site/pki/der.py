"""Writing DER by hand, for OCSP responses: the library's builder stamps the machine's time, not the clock's."""

from collections.abc import Iterable
from datetime import UTC, datetime

SEQUENCE = 0x30
OCTET_STRING = 0x04
BIT_STRING = 0x03
ENUMERATED = 0x0A
GENERALIZED_TIME = 0x18
NULL = bytes.fromhex("0500")
TRUE = bytes.fromhex("0101ff")


def tlv(tag: int, *parts: bytes) -> bytes:
    """One DER value: tag, length and the joined parts."""
    body = b"".join(parts)
    if len(body) < 0x80:  # noqa: PLR2004 - X.690 8.1.3.4: below 128 the length is one byte
        return bytes((tag, len(body))) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE of values already in DER."""
    return tlv(SEQUENCE, *parts)


def explicit(number: int, *parts: bytes) -> bytes:
    """A context-specific constructed tag around values already in DER."""
    return tlv(0xA0 | number, *parts)


def integer(value: int) -> bytes:
    """A non-negative INTEGER."""
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    """An OBJECT IDENTIFIER from its dotted form."""
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    return tlv(0x06, *(_base128(arc) for arc in (40 * first + second, *rest)))


def generalized_time(instant: datetime) -> bytes:
    """A GeneralizedTime in UTC, whole seconds."""
    return tlv(GENERALIZED_TIME, instant.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())


def _base128(arc: int) -> bytes:
    return bytes(0x80 | digit for digit in _digits(arc >> 7)) + bytes((arc & 0x7F,))


def _digits(value: int) -> Iterable[int]:
    digits: list[int] = []
    while value:
        digits.insert(0, value & 0x7F)
        value >>= 7
    return digits
