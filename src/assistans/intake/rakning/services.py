"""Receiving one räkning: read, verify, store. Everything is kept in one transaction, repeats and versions by its id."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import connection, transaction

from assistans.base.clock import swedish_day
from assistans.base.todo import todo
from assistans.intake.admission import Entry, PageAdmission
from assistans.intake.documents import DocumentError
from assistans.intake.models import Handling, Inlamning, Kvittens, Part, Rakning, Underskrift
from assistans.intake.rakning import document
from assistans.intake.rakning.document import RakningDocument
from assistans.intake.signatures.evidence import Evidence
from assistans.intake.signatures.profile import STRICT, Profile
from assistans.intake.signatures.verify import verify
from assistans.registers.queries import may_sign_for

PRODUCTION = ""
TODO = "handling"
_ONE_AT_A_TIME = (
    "SELECT pg_advisory_xact_lock(hashtextextended('rakning ' || %s || ' ' || %s || ' ' || %s, 0))"
)


class MayNotSign(Exception):
    """The one who signed as representative is not registered to act for the person on that day."""

    code = "MAY_NOT_SIGN"

    def __init__(self, day: date) -> None:
        super().__init__(
            f"The one who signed is not registered to act for the person on {day}. Have the person sign, or have "
            "the representative registered first."
        )


class IdTaken(Exception):
    """The räkning's id was used before for another month of the person (interfaces 1.6)."""

    code = "ID_TAKEN"

    def __init__(self) -> None:
        super().__init__("The id was used before for another month. Give each räkning its own id.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RakningSignature:
    """The räkning's signature as sent, in what role it was made, and what it proves."""

    signature_xml: bytes
    ocsp_der: bytes
    roll: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Received:
    """The receipt's tx-id; `is_new` is false for a repeat, which gets the first one's again."""

    tx_id: uuid.UUID
    is_new: bool


def receive(
    *,
    content: bytes,
    signature_xml: bytes,
    ocsp_der: bytes,
    datum: date,
    admission: Entry,
    roots: tuple[bytes, ...],
    now: datetime,
    profile: Profile = STRICT,
) -> Received:
    """Receive a räkning (its bytes) with its BankID-form signature, at the clock's time `now`.

    `roots` are the trusted roots of signatures in DER. Raises DocumentError, SignatureError, MayNotSign and IdTaken;
    nothing is stored then.
    """
    rakning = document.read(content)
    _check_day(rakning, datum)
    evidence = verify(
        signature_xml=signature_xml,
        ocsp_der=ocsp_der,
        datum=datum,
        document_id=rakning.id,
        digest=rakning.digest,
        now=now,
        roots=roots,
        signers={rakning.stallforetradare or rakning.person},
        profile=profile,
    )
    signed = RakningSignature(
        signature_xml=signature_xml, ocsp_der=ocsp_der, roll=_roll(rakning, evidence), evidence=evidence
    )
    return store(rakning=rakning, signed=signed, admission=admission, now=now)


def store(*, rakning: RakningDocument, signed: RakningSignature, admission: Entry, now: datetime) -> Received:
    """Keep a verified räkning and its evidence for ever. Raises IdTaken."""
    with transaction.atomic():
        earlier = _earlier(rakning, admission.miljo)
        for version in earlier:
            if bytes(version.sha256) == rakning.sha256:
                return Received(version.handling.tx_id, is_new=False)
        if any(version.manad != rakning.manad for version in earlier):
            raise IdTaken
        handling = _keep(rakning, signed, admission, now)
        _keep_rakning(rakning, handling, version=len(earlier) + 1)
        _acknowledge(handling)
    return Received(handling.tx_id, is_new=True)


def _check_day(rakning: RakningDocument, datum: date) -> None:
    if rakning.undertecknad != datum:
        raise DocumentError(
            "SIGNING_DAY",
            "underskrift/datum is not datumForSignatur. Write the day of signing and sign again.",
        )


def _roll(rakning: RakningDocument, evidence: Evidence) -> str:
    """In what role the signer signed: the person, or a representative who is registered for the day of signing."""
    if rakning.stallforetradare is None:
        return Underskrift.Roll.PERSON
    day = swedish_day(evidence.produced_at)
    slag = may_sign_for(person=rakning.person, signer=evidence.signer, day=day)
    if slag != rakning.uppgifter["stallforetradare"]["slag"]:
        raise MayNotSign(day)
    return Underskrift.Roll.STALLFORETRADARE


def _earlier(rakning: RakningDocument, miljo: str) -> Sequence[Rakning]:
    """The versions there are. Whoever sends the same id at the same moment waits here for the first."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [miljo, rakning.person, rakning.id])
    rows = Rakning.objects.filter(miljo=miljo, person=rakning.person, dokument_id=rakning.id)
    return list(rows.select_related("handling").order_by("version"))


def _keep(rakning: RakningDocument, signed: RakningSignature, admission: Entry, now: datetime) -> Handling:
    handling = Handling.objects.create(
        tx_id=uuid.uuid4(),
        slag=Handling.Slag.RAKNING,
        kanal=Handling.Kanal.SIDA if isinstance(admission, PageAdmission) else Handling.Kanal.REST,
        miljo=admission.miljo,
        mottagen=now,
        sha256=rakning.sha256,
        innehall=rakning.content,
        leverantor_id=admission.leverantor_id,
        certifikat_id=admission.certifikat_id,
        profil=signed.evidence.profile,
    )
    if isinstance(admission, PageAdmission):
        Inlamning.objects.create(handling=handling, av=admission.by)
    _keep_signature(handling, signed)
    return handling


def _keep_signature(handling: Handling, signed: RakningSignature) -> None:
    parts = {sha256(part).digest(): part for part in (signed.signature_xml, signed.ocsp_der)}
    rows = [Part(sha256=digest, innehall=part) for digest, part in sorted(parts.items())]
    Part.objects.bulk_create(rows, ignore_conflicts=True)
    Underskrift.objects.create(
        handling=handling,
        roll=signed.roll,
        signature_id=sha256(signed.signature_xml).digest(),
        ocsp_id=sha256(signed.ocsp_der).digest(),
        datum=signed.evidence.datum,
        undertecknare=signed.evidence.signer,
        evidence=signed.evidence.to_data(),
    )


def _keep_rakning(rakning: RakningDocument, handling: Handling, *, version: int) -> None:
    Rakning.objects.create(
        handling=handling,
        miljo=handling.miljo,
        dokument_id=rakning.id,
        version=version,
        sha256=rakning.sha256,
        person=rakning.person,
        manad=rakning.manad,
        aktiv_min=rakning.aktiv_min,
        vantetid_min=rakning.vantetid_min,
        beredskap_min=rakning.beredskap_min,
        uppgifter=rakning.uppgifter,
    )


def _acknowledge(handling: Handling) -> None:
    """The first two receipts, and casework is told: only production documents reach it."""
    levels = (Kvittens.Niva.MOTTAGEN, Kvittens.Niva.GILTIG)
    Kvittens.objects.bulk_create(
        Kvittens(handling=handling, niva=niva, at=handling.mottagen, innehall={}) for niva in levels
    )
    if handling.miljo == PRODUCTION:
        todo(TODO, str(handling.tx_id), due_at=handling.mottagen)
