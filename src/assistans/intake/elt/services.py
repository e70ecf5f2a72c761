"""Receiving one time report: read, verify, store. Everything is kept in one transaction by one call (interfaces 1.6)."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from assistans.base.prepared import fetch_one
from assistans.intake.admission import Admission
from assistans.intake.elt import document
from assistans.intake.elt.document import TidredovisningDocument
from assistans.intake.elt.envelope import Request, SentSignature
from assistans.intake.models import Avvisning, Handling, Underskrift
from assistans.intake.signatures.checks import SignatureError
from assistans.intake.signatures.evidence import Evidence
from assistans.intake.signatures.profile import STRICT, Profile
from assistans.intake.signatures.verify import verify

Roll = Underskrift.Roll
_CONFLICT = "konflikt"
_RECEIVE = """
SELECT utfall, tx_id FROM intake_receive_tidredovisning(
  %s::uuid, %s::text, %s::text, %s::timestamptz, %s::bigint, %s::bigint, %s::text, %s::bytea, %s::bytea,
  %s::text, %s::uuid, %s::text, %s::text, %s::text, %s::date, %s::boolean,
  %s::smallint[], %s::text[], %s::text[], %s::text[], %s::jsonb,
  ARRAY[%b, %b, %b, %b]::bytea[], ARRAY[%b, %b, %b, %b]::bytea[], ARRAY[%s, %s]::text[], ARRAY[%b, %b]::bytea[],
  ARRAY[%b, %b]::bytea[], ARRAY[%s, %s]::date[], ARRAY[%s, %s]::text[], ARRAY[%s, %s]::jsonb[])
"""


class IdTakenError(Exception):
    """The document's id is already used for another person, assistent or month (interfaces 1.6)."""

    code = "ID_TAKEN"

    def __init__(self) -> None:
        super().__init__(
            "the id was used before for another person, assistent or month. Give each report its own id."
        )


@dataclass(frozen=True, slots=True)
class VerifiedSignature:
    """A verified signature: as sent, in what role, and what it proves."""

    roll: str
    sent: SentSignature
    evidence: Evidence


def receive(
    *,
    request: Request,
    admission: Admission,
    roots: tuple[bytes, ...],
    now: datetime,
    profile: Profile = STRICT,
) -> uuid.UUID:
    """Receive a report at the clock's time `now` and give its tx-id; a repeat gets the first one's again.

    `roots` are the trusted roots of signatures in DER. Raises DocumentError, SignatureError, IdTakenError; nothing is
    stored then.
    """
    report = document.read(request.tidredovisning)
    verified = partial(_verified, report=report, roots=roots, now=now, profile=profile)
    signed = (
        verified(request.assistent, roll=Roll.ASSISTENT, signers={report.assistent}),
        verified(request.anordnare, roll=Roll.ANORDNARE, signers=None),
    )
    return store(report=report, signed=signed, admission=admission, now=now, profile=profile)


def store(
    *,
    report: TidredovisningDocument,
    signed: tuple[VerifiedSignature, VerifiedSignature],
    admission: Admission,
    now: datetime,
    profile: Profile = STRICT,
) -> uuid.UUID:
    """Keep a verified report and its evidence for ever. Raises IdTakenError."""
    head = (uuid.uuid4(), Handling.Kanal.ELT, admission.miljo, now, admission.supplier.id)
    head += (admission.supplier.certifikat_id, profile.name, report.sha256, report.content)
    values = [*head, *_report(report), *_signatures(signed)]
    outcome, tx_id = fetch_one(_RECEIVE, values)
    if outcome == _CONFLICT:
        raise IdTakenError
    return tx_id


def note_refusal(*, fault: str, code: str, admission: Admission, body: bytes, now: datetime) -> None:
    """Remember that a message was refused: when, from whom, why, its hash and size; never its content."""
    Avvisning.objects.create(
        at=now,
        kanal=Handling.Kanal.ELT,
        miljo=admission.miljo,
        leverantor_id=admission.supplier.id,
        fault=fault,
        code=code,
        sha256=sha256(body).digest(),
        size=len(body),
    )


def _verified(
    sent: SentSignature,
    *,
    roll: str,
    signers: set[str] | None,
    report: TidredovisningDocument,
    roots: tuple[bytes, ...],
    now: datetime,
    profile: Profile,
) -> VerifiedSignature:
    try:
        evidence = verify(
            signature_xml=sent.signature_xml,
            ocsp_der=sent.ocsp_der,
            datum=sent.datum,
            document_id=report.id,
            digest=report.digest,
            now=now,
            roots=roots,
            signers=signers,
            profile=profile,
        )
    except SignatureError as error:
        raise error.at(f"{roll}-signatur") from None
    return VerifiedSignature(roll, sent, evidence)


def _report(report: TidredovisningDocument) -> tuple[object, ...]:
    return (
        report.nyckel,
        report.id,
        report.anordnare,
        report.person,
        report.assistent,
        report.manad,
        report.kollektivavtal,
        _array(map(str, report.rad_dag)),
        _array(report.rad_fran),
        _array(report.rad_till),
        _array(report.rad_slag),
        json.dumps(report.uppgifter, ensure_ascii=False),
    )


def _array(texts: Iterable[str]) -> str:
    # Digits, dots and names of kinds, as the schema has seen to: nothing in them needs quoting.
    return f"{{{','.join(texts)}}}"


def _signatures(signed: tuple[VerifiedSignature, VerifiedSignature]) -> tuple[object, ...]:
    parts = [part for each in signed for part in (each.sent.signature_xml, each.sent.ocsp_der)]
    first_xml, first_ocsp, second_xml, second_ocsp = hashes = [sha256(part).digest() for part in parts]
    return (
        *hashes,
        *parts,
        *(str(each.roll) for each in signed),
        *(first_xml, second_xml),
        *(first_ocsp, second_ocsp),
        *(each.sent.datum for each in signed),
        *(each.evidence.signer for each in signed),
        *(json.dumps(each.evidence.to_data()) for each in signed),
    )
