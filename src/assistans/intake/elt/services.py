"""Receiving one time report: read, verify, store. Everything is kept in one transaction by one call (interfaces 1.6)."""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from assistans.base.prepared import fetch_all
from assistans.intake.admission import Entry, PageAdmission
from assistans.intake.elt import document
from assistans.intake.elt.document import TidredovisningDocument
from assistans.intake.elt.envelope import Request
from assistans.intake.elt.signed import ReportSignature, signatures
from assistans.intake.models import Avvisning, Handling
from assistans.intake.signatures.evidence import Evidence
from assistans.intake.signatures.profile import STRICT, Profile
from assistans.intake.signatures.verify import verify

_CONFLICT = "konflikt"
_RECEIVE = "SELECT * FROM intake_receive_tidredovisningar(%s::jsonb, %b::bytea[], %b::bytea[], %b::bytea[])"


class IdTakenError(Exception):
    """The document's id is already used for another person, assistent or month (interfaces 1.6)."""

    code = "ID_TAKEN"

    def __init__(self) -> None:
        super().__init__(
            "the id was used before for another person, assistent or month. Give each report its own id."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedSignature:
    """A verified signature: in what role, its two parts as sent with their SHA-256 before them, and what it proves."""

    roll: str
    datum: date
    signature: tuple[bytes, bytes]
    ocsp: tuple[bytes, bytes]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedReport:
    """A report that may be kept: read, with both signatures verified, from whom and when (the clock's time) it came."""

    document: TidredovisningDocument
    signed: tuple[VerifiedSignature, ...]
    admission: Entry
    now: datetime
    profile: Profile

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two messages the same report (interfaces 1.6)."""
        return self.admission.miljo, self.document.nyckel, self.document.id.lower()


def read(
    *,
    request: Request,
    admission: Entry,
    roots: tuple[bytes, ...],
    now: datetime,
    profile: Profile = STRICT,
) -> VerifiedReport:
    """Read and verify a report at the clock's time `now`, which does not keep it. Raises DocumentError, SignatureError.

    `roots` are the trusted roots of signatures in DER.
    """
    report = document.read(request.tidredovisning)
    signed = tuple(
        _verified(each, roots=roots, now=now, profile=profile) for each in signatures(request, report)
    )
    return VerifiedReport(document=report, signed=signed, admission=admission, now=now, profile=profile)


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
    parts = dict(part for each in reports for one in each.signed for part in (one.signature, one.ocsp))
    told = [{"place": place, **_told(each)} for place, each in enumerate(reports, start=1)]
    contents = [each.document.content for each in reports]
    values = [json.dumps(told, ensure_ascii=False), contents, list(parts), list(parts.values())]
    answers = {place: (outcome, tx_id) for place, outcome, tx_id in fetch_all(_RECEIVE, values)}
    return [
        IdTakenError() if outcome == _CONFLICT else tx_id for _, (outcome, tx_id) in sorted(answers.items())
    ]


def note_refusal(*, fault: str, code: str, admission: Entry, body: bytes, now: datetime) -> None:
    """Remember that a message was refused: when, from whom, why, its hash and size; never its content."""
    Avvisning.objects.create(
        at=now,
        kanal=_kanal(admission),
        miljo=admission.miljo,
        leverantor_id=admission.leverantor_id,
        fault=fault,
        code=code,
        sha256=sha256(body).digest(),
        size=len(body),
    )


def _verified(
    asked: ReportSignature, *, roots: tuple[bytes, ...], now: datetime, profile: Profile
) -> VerifiedSignature:
    evidence = asked.tried(verify, roots=roots, now=now, profile=profile)
    return VerifiedSignature(
        roll=asked.roll,
        datum=asked.sent.datum,
        signature=_part(asked.sent.signature_xml),
        ocsp=_part(asked.sent.ocsp_der),
        evidence=evidence,
    )


def _part(content: bytes) -> tuple[bytes, bytes]:
    return sha256(content).digest(), content


def _told(verified: VerifiedReport) -> dict[str, object]:
    """All of a report but its bytes and the signatures', as data that becomes JSON."""
    report, admission = verified.document, verified.admission
    return {
        "tx": str(uuid.uuid4()),
        "kanal": _kanal(admission),
        "miljo": admission.miljo,
        "mottagen": verified.now.isoformat(),
        "leverantor": admission.leverantor_id,
        "certifikat": admission.certifikat_id,
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


def _kanal(admission: Entry) -> Handling.Kanal:
    return Handling.Kanal.SIDA if isinstance(admission, PageAdmission) else Handling.Kanal.ELT


def _signature(signed: VerifiedSignature) -> dict[str, object]:
    return {
        "roll": signed.roll,
        "signature": _hex(signed.signature[0]),
        "ocsp": _hex(signed.ocsp[0]),
        "datum": signed.datum.isoformat(),
        "undertecknare": signed.evidence.signer,
        "evidence": signed.evidence.to_data(),
    }


def _hex(value: bytes) -> str:
    """Bytes as PostgreSQL reads them in text."""
    return f"\\x{value.hex()}"
