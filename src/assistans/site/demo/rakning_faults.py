"""Everything that a räkning can be refused for at the REST door, one thing wrong at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from assistans.base.clock import swedish_day
from assistans.site.demo import messages
from assistans.site.demo.messages import Message
from assistans.site.pki.bankid import Signed, sign
from assistans.site.pki.folder import TestPki
from assistans.site.synthetic import documents
from assistans.site.synthetic.county import Individual
from assistans.site.synthetic.documents import Dokument
from assistans.site.synthetic.plans import Rakning

NOT_VALID: Final = "422"
CONFLICT: Final = "409"
UNREADABLE: Final = "400"


@dataclass(frozen=True, slots=True, kw_only=True)
class RightRakning:
    """A right räkning that a representative signs, and a stranger who may not."""

    rakning: Rakning
    seed: int
    at: datetime
    pki: TestPki
    stranger: Individual

    @property
    def document(self) -> Dokument:
        """The räkning as it is sent."""
        return documents.rakning(self.rakning, seed=self.seed, datum=swedish_day(self.at))

    def signed(self, document: Dokument, *, by: Individual | None = None) -> Signed:
        """Its signature, by who may sign or by another."""
        who = by or self.rakning.person.signer
        signer = self.pki.signer(personnummer=who.nummer, namn=who.namn)
        return sign(document_pairs=[document.pair], signer=signer, at=self.at)

    def rewritten(self, old: str, new: str, *, by: Individual | None = None) -> Message:
        """The message of a räkning that says something else, honestly signed."""
        text = self.document.innehall.decode()
        if old not in text:
            raise ValueError(f"the räkning does not hold {old}")
        document = self.document._replace(innehall=text.replace(old, new).encode())
        return messages.rakning(document.innehall, signed=self.signed(document, by=by))


@dataclass(frozen=True, slots=True)
class RakningFault:
    """One thing wrong: what it is called, the HTTP status and code of the answer, and how the message is made."""

    name: str
    status: str
    code: str
    make: Callable[[RightRakning], Message]


def _not_json(right: RightRakning) -> Message:
    return replace(_right(right), body=b"{not json")


def _field_missing(right: RightRakning) -> Message:
    return replace(_right(right), body=b"{}")


def _right(right: RightRakning) -> Message:
    return messages.rakning(right.document.innehall, signed=right.signed(right.document))


def _one_byte(right: RightRakning) -> Message:
    signed = right.signed(right.document)
    altered = right.document.innehall.replace(b"<timmar>", b"<timmar>0", 1)
    return messages.rakning(altered, signed=signed)


def _other_day(right: RightRakning) -> Message:
    day = swedish_day(right.at)
    return right.rewritten(f"<datum>{day}<", f"<datum>{day.replace(day=1)}<")


def _stranger(right: RightRakning) -> Message:
    """Somebody who says that she acts for the person, and whom nobody has registered."""
    known = right.rakning.person.signer
    return right.rewritten(
        f"<personnummer>{known.nummer}", f"<personnummer>{right.stranger.nummer}", by=right.stranger
    )


def _somebody_else(right: RightRakning) -> Message:
    signed = right.signed(right.document, by=right.stranger)
    return messages.rakning(right.document.innehall, signed=signed)


def _other_month(right: RightRakning) -> Message:
    month = right.rakning.month
    return right.rewritten(f"<redovisningsmanad>{month}", f"<redovisningsmanad>{month.shift(1)}")


def _wrong_digit(right: RightRakning) -> Message:
    number = right.rakning.person.individual.nummer
    return right.rewritten(number, number[:-1] + str((int(number[-1]) + 1) % 10))


def _too_many_minutes(right: RightRakning) -> Message:
    minutes = right.rakning.tid.aktiv % 60
    return right.rewritten(f"<minuter>{minutes}</minuter>", "<minuter>75</minuter>")


RAKNING_FAULTS: Final = (
    RakningFault("räkning that is no JSON", UNREADABLE, "JSON", _not_json),
    RakningFault("räkning without its fields", NOT_VALID, "FIELDS", _field_missing),
    RakningFault(
        "räkning with an unknown element",
        NOT_VALID,
        "SCHEMA",
        lambda r: r.rewritten("<utfordTid>", "<x/><utfordTid>"),
    ),
    RakningFault("räkning with 75 minutes", NOT_VALID, "MINUTES", _too_many_minutes),
    RakningFault("räkning with a wrong check digit", NOT_VALID, "CHECK_DIGIT", _wrong_digit),
    RakningFault("räkning with another day of signing", NOT_VALID, "SIGNING_DAY", _other_day),
    RakningFault("räkning altered by one byte", NOT_VALID, "DOCUMENT_HASH", _one_byte),
    RakningFault("räkning signed by somebody else", NOT_VALID, "SIGNER", _somebody_else),
    RakningFault("räkning signed by a stranger for the person", NOT_VALID, "MAY_NOT_SIGN", _stranger),
    RakningFault("räkning with another month's id", CONFLICT, "ID_TAKEN", _other_month),
)
