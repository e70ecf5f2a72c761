"""The bank file: ISO 20022 pain.001.001.09, one credit transfer a payment, checked against the official schema.

The same input gives the same bytes. No personnummer and no name of the person with assistance is in it, but for a payee's
own name, which the banks demand from 2026-04.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from typing import Final

from lxml import etree

from assistans.payments.bankprofil import Bankprofil
from assistans.payments.konto import Bankadress
from assistans.timeline.quantities import Ore

NS: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_NAME: Final = 70  # what the Swedish banks carry; the schema takes 140
LONGEST_ID: Final = 35
_PATH = f"{{{NS}}}"


class InvalidBankfil(ValueError):
    """What was written is no valid pain.001.001.09; nothing may be sent. Names the element, never its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kreditering:
    """One credit transfer: öre, the payee's name, its address among the banks, and what the payee reads."""

    end_to_end_id: str
    belopp_ore: int
    namn: str
    adress: Bankadress
    meddelande: str


def write(
    *, profil: Bankprofil, message_id: str, skapad: datetime, dag: date, krediteringar: Sequence[Kreditering]
) -> bytes:
    """Write the file that asks the bank to pay on `dag`. Raises InvalidBankfil; ValueError when there is nothing to pay."""
    if not krediteringar:
        raise ValueError("a bank file without payments is no file")
    root = etree.Element(_PATH + "Document", nsmap={None: NS})
    message = _sub(root, "CstmrCdtTrfInitn")
    _group_header(message, profil, message_id, skapad, krediteringar)
    _payment(message, profil, message_id, dag, krediteringar)
    _validate(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def bank_name(name: str) -> str:
    """A payee's name as it goes to the bank: one line, composed characters, at most 70. Empty stays empty."""
    line = " ".join(unicodedata.normalize("NFC", name).split())
    return "".join(c for c in line if unicodedata.category(c)[0] != "C")[:LONGEST_NAME].strip()


def _group_header(
    message: etree._Element,
    profil: Bankprofil,
    message_id: str,
    skapad: datetime,
    all_: Sequence[Kreditering],
) -> None:
    header = _sub(message, "GrpHdr")
    _sub(header, "MsgId", message_id)
    _sub(header, "CreDtTm", skapad.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _totals(header, all_)
    party = _sub(header, "InitgPty")
    _sub(party, "Nm", bank_name(profil.namn))
    _organisation(party, profil.kundnummer or profil.organisationsnummer)


def _payment(
    message: etree._Element, profil: Bankprofil, message_id: str, dag: date, all_: Sequence[Kreditering]
) -> None:
    payment = _sub(message, "PmtInf")
    _sub(payment, "PmtInfId", message_id)
    _sub(payment, "PmtMtd", "TRF")
    _sub(payment, "BtchBookg", "true")
    _totals(payment, all_)
    _sub(_sub(_sub(payment, "PmtTpInf"), "SvcLvl"), "Cd", "NURG")
    _sub(_sub(payment, "ReqdExctnDt"), "Dt", dag.isoformat())
    _debtor(payment, profil)
    _sub(payment, "ChrgBr", "SLEV")
    for one in all_:
        _transfer(payment, profil, one)


def _debtor(payment: etree._Element, profil: Bankprofil) -> None:
    debtor = _sub(payment, "Dbtr")
    _sub(debtor, "Nm", bank_name(profil.namn))
    _organisation(debtor, profil.organisationsnummer)
    account = _sub(payment, "DbtrAcct")
    _sub(_sub(account, "Id"), "IBAN", profil.iban)
    _sub(account, "Ccy", "SEK")
    _sub(_sub(_sub(payment, "DbtrAgt"), "FinInstnId"), "BICFI", profil.bic)


def _transfer(payment: etree._Element, profil: Bankprofil, one: Kreditering) -> None:
    transfer = _sub(payment, "CdtTrfTxInf")
    _sub(_sub(transfer, "PmtId"), "EndToEndId", one.end_to_end_id)
    _sub(_sub(transfer, "Amt"), "InstdAmt", Ore(one.belopp_ore).kronor()).set("Ccy", "SEK")
    member = _sub(_sub(_sub(transfer, "CdtrAgt"), "FinInstnId"), "ClrSysMmbId")
    _sub(_sub(member, "ClrSysId"), "Cd", "SESBA")
    _sub(member, "MmbId", one.adress.clearing)
    _sub(_sub(transfer, "Cdtr"), "Nm", bank_name(one.namn))
    _account(_sub(_sub(transfer, "CdtrAcct"), "Id"), one.adress, with_clearing=profil.clearing_i_konto)
    _sub(_sub(transfer, "RmtInf"), "Ustrd", one.meddelande)


def _account(parent: etree._Element, adress: Bankadress, *, with_clearing: bool) -> None:
    other = _sub(parent, "Othr")
    _sub(
        other, "Id", adress.clearing + adress.konto if with_clearing and not adress.is_giro else adress.konto
    )
    _sub(_sub(other, "SchmeNm"), "Prtry" if adress.is_proprietary else "Cd", adress.scheme)


def _organisation(party: etree._Element, number: str) -> None:
    other = _sub(_sub(_sub(party, "Id"), "OrgId"), "Othr")
    _sub(other, "Id", number)
    _sub(_sub(other, "SchmeNm"), "Cd", "CUST")


def _totals(parent: etree._Element, all_: Sequence[Kreditering]) -> None:
    _sub(parent, "NbOfTxs", str(len(all_)))
    _sub(parent, "CtrlSum", Ore(sum(one.belopp_ore for one in all_)).kronor())


def _sub(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, _PATH + name)
    element.text = text
    return element


@cache
def _schema() -> etree.XMLSchema:
    found = resources.files("assistans.payments") / "schemas" / "pain.001.001.09.xsd"
    return etree.XMLSchema(etree.fromstring(found.read_bytes()))


def _validate(root: etree._Element) -> None:
    """The schema's verdict on a copy made from the bytes; the error names line and type, never a payee."""
    schema = _schema()
    if not schema.validate(etree.fromstring(etree.tostring(root))):
        first = schema.error_log[0]
        raise InvalidBankfil(
            f"pain.001.001.09 is broken at line {first.line}: {first.type_name}. Nothing was written."
        )
