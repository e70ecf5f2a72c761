"""What the documents that come in have in common: how they are opened, and what is told of one that is not formally valid."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from lxml import etree

from assistans.intake.validation import SchemaError, Validator
from assistans.intake.xml import Element, XmlError, canonical_document, parse
from assistans.registers import identifiers


class DocumentError(Exception):
    """A document is not formally valid. `code` is stable; the message says what, where and what to do, never a number."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def opened(content: bytes, *, max_bytes: int, validator: Validator, namespace: str) -> Element:
    """The root of a document that follows the schema of its namespace. Raises DocumentError: an XML code or SCHEMA."""
    try:
        root = parse(content, max_bytes=max_bytes)
        validator.check(root)
    except XmlError as error:
        raise DocumentError(error.code, f"the document is {error}") from None
    except SchemaError as error:
        raise DocumentError(
            "SCHEMA",
            f"the document does not follow its schema ({namespace}): {error}. Correct it and send again.",
        ) from None
    return root


def signed_digest(root: Element) -> str:
    """Lower-case hex SHA-256 of the canonical form. Afterwards the tree is without comments and instructions.

    The schema passes over them, so they may not cut texts and positions apart when values are read.
    """
    digest = sha256(canonical_document(root)).hexdigest()
    etree.strip_tags(root, etree.Comment, etree.PI)
    return digest


def month(text: str) -> date:
    """The first day of the month that redovisningsmanad (YYYY-MM by the schema) names. Raises DocumentError: MONTH."""
    try:
        return date(int(text[:4]), int(text[5:]), 1)
    except ValueError:
        raise DocumentError(
            "MONTH", "redovisningsmanad is no month. Write YYYY-MM with a month from 01 to 12."
        ) from None


def day(text: str, *, where: str) -> date:
    """The day of an xs:date, which may have a time zone after it. Raises DocumentError: DATE."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise DocumentError("DATE", f"{where} is outside the years 0001–9999. Correct it.") from None


def number(text: str, *, where: str, read: Callable[[str], str] = identifiers.personnummer) -> str:
    """A number in its stored form. Raises DocumentError: CHECK_DIGIT."""
    try:
        return read(text)
    except identifiers.InvalidNumber:
        raise DocumentError(
            "CHECK_DIGIT", f"{where} has a wrong check digit or an impossible date. Correct the number."
        ) from None


def period(first: date, last: date, *, where: str) -> tuple[date, date]:
    """Two days in their order, both included. Raises DocumentError: PERIOD_ORDER."""
    if last < first:
        raise DocumentError("PERIOD_ORDER", f"{where} ends before it begins. Put the first day in fromDag.")
    return first, last
