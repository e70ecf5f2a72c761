"""Receiving one time report: read, verify, store. Everything is kept in one transaction by one call (interfaces 1.6)."""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from assistans.base.prepared import fetch_all
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
_RECEIVE = "SELECT * FROM intake_receive_tidredovisningar(%s::jsonb, %b::bytea[], %b::bytea[], %b::bytea[])"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedReport:
    """A report that may be kept: read, with both signatures verified, from whom and when (the clock's time) it came."""

    document: TidredovisningDocument
    signed: tuple[VerifiedSignature, VerifiedSignature]
    admission: Admission
    now: datetime
    profile: Profile

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two messages the same report (interfaces 1.6)."""
        return self.admission.miljo, self.document.nyckel, self.document.id.lower()


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
    (found,) = store_all([read(request=request, admission=admission, roots=roots, now=now, profile=profile)])
    if isinstance(found, IdTakenError):
        raise found
    return found


def read(
    *,
    request: Request,
    admission: Admission,
    roots: tuple[bytes, ...],
    now: datetime,
    profile: Profile = STRICT,
) -> VerifiedReport:
    """Read and verify a report, which is not kept by that. Raises DocumentError, SignatureError."""
    report = document.read(request.tidredovisning)
    verified = partial(_verified, report=report, roots=roots, now=now, profile=profile)
    return VerifiedReport(
        document=report,
        signed=(
            verified(request.assistent, roll=Roll.ASSISTENT, signers={report.assistent}),
            verified(request.anordnare, roll=Roll.ANORDNARE, signers=None),
        ),
        admission=admission,
        now=now,
        profile=profile,
    )


def store_all(reports: Sequence[VerifiedReport]) -> list[uuid.UUID | IdTakenError]:
    """Keep verified reports and their evidence for ever; gives each one's tx-id, or that its id is taken.

    One transaction for all, but for those with the same key: the later may be a repeat or a version of the earlier.
    """
    found: dict[int, uuid.UUID | IdTakenError] = {}
    for places in _rounds([each.key for each in reports]):
        found |= zip(places, _store([reports[place] for place in places]), strict=True)
    return [found[place] for place in range(len(reports))]


def _rounds(keys: Sequence[tuple[str, str, str]]) -> Iterator[list[int]]:
    """The places of the keys, no key twice in a round."""
    seen: Counter[tuple[str, str, str]] = Counter()
    rounds: dict[int, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        rounds[seen[key]].append(place)
        seen[key] += 1
    yield from rounds.values()


def _store(reports: Sequence[VerifiedReport]) -> list[uuid.UUID | IdTakenError]:
    parts = {sha256(part).digest(): part for each in reports for part in _parts(each)}
    told = [{"place": place, **_told(each)} for place, each in enumerate(reports, start=1)]
    contents = [each.document.content for each in reports]
    values = [json.dumps(told, ensure_ascii=False), contents, list(parts), list(parts.values())]
    answers = {place: (outcome, tx_id) for place, outcome, tx_id in fetch_all(_RECEIVE, values)}
    return [
        IdTakenError() if outcome == _CONFLICT else tx_id for _, (outcome, tx_id) in sorted(answers.items())
    ]


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


def _told(verified: VerifiedReport) -> dict[str, object]:
    """All of a report but its bytes and the signatures', as data that becomes JSON."""
    report, admission = verified.document, verified.admission
    return {
        "tx": str(uuid.uuid4()),
        "kanal": Handling.Kanal.ELT,
        "miljo": admission.miljo,
        "mottagen": verified.now.isoformat(),
        "leverantor": admission.supplier.id,
        "certifikat": admission.supplier.certifikat_id,
        "profil": verified.profile.name,
        "sha256": _hex(report.sha256),
        "nyckel": report.nyckel,
        "dokument": report.id.lower(),
        "anordnare": report.anordnare,
        "person": report.person,
        "assistent": report.assistent,
        "manad": report.manad.isoformat(),
        "kollektivavtal": report.kollektivavtal,
        "rad_dag": report.rad_dag,
        "rad_fran": report.rad_fran,
        "rad_till": report.rad_till,
        "rad_slag": report.rad_slag,
        "uppgifter": report.uppgifter,
        "underskrifter": [_signature(each) for each in verified.signed],
    }


def _signature(signed: VerifiedSignature) -> dict[str, object]:
    return {
        "roll": signed.roll,
        "signature": _hex(sha256(signed.sent.signature_xml).digest()),
        "ocsp": _hex(sha256(signed.sent.ocsp_der).digest()),
        "datum": signed.sent.datum.isoformat(),
        "undertecknare": signed.evidence.signer,
        "evidence": signed.evidence.to_data(),
    }


def _parts(verified: VerifiedReport) -> Iterator[bytes]:
    for each in verified.signed:
        yield each.sent.signature_xml
        yield each.sent.ocsp_der


def _hex(value: bytes) -> str:
    """Bytes as PostgreSQL reads them in text."""
    return f"\\x{value.hex()}"
