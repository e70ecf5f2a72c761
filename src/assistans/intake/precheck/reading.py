"""Reading the files of a check as the doors read them: the same codes, the same words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistans.intake.documents import DocumentError
from assistans.intake.elt import document, envelope
from assistans.intake.elt.document import TidredovisningDocument
from assistans.intake.elt.envelope import (
    SIGNATURE_VALIDATION,
    SOAP,
    XML_VALIDATION,
    EnvelopeError,
)
from assistans.intake.elt.signed import ReportSignature, signatures
from assistans.intake.rakning import document as rakning_document
from assistans.intake.rakning.document import RakningDocument
from assistans.intake.signatures.checks import SignatureError
from assistans.intake.signatures.verify import check_without_trust, verify
from assistans.intake.xml import XmlError, parse


class DifferingFiles(Exception):
    """Files of different persons or months, or the same report twice, were given together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the door would answer instead of a tx-id. `fault` is the fault's name, or the räkning's door's."""

    fault: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A file as the door reads it. `document` is None when it is not formally valid; `signed`: it was a whole message."""

    fil: str
    document: TidredovisningDocument | None
    refusals: tuple[Fault, ...]
    signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RakningFile:
    """A räkning's file as its door reads it; `document` is None when it is not formally valid."""

    fil: str
    document: RakningDocument | None
    refusals: tuple[Fault, ...]


def read_report(
    *, fil: str, content: bytes, now: datetime, roots: tuple[bytes, ...] | None = None
) -> ReportFile:
    """Read a document Tidredovisning, or a whole SkickaTidredovisning, whose signatures are then tried too.

    `now` is when it would be sent; `roots` are trusted roots in DER, None = who issued the certificates is not tried.
    """
    try:
        request = envelope.read(content) if is_message(content) else None
        report = document.read(content if request is None else request.tidredovisning)
    except (EnvelopeError, DocumentError) as error:
        refusal = Fault(fault=XML_VALIDATION, code=error.code, message=f"{error.code}: {error}")
        return ReportFile(fil=fil, document=None, refusals=(refusal,), signed=False)
    tried = () if request is None else (_refused(each, now, roots) for each in signatures(request, report))
    refusals = tuple(refusal for refusal in tried if refusal is not None)
    return ReportFile(fil=fil, document=report, refusals=refusals, signed=request is not None)


def read_rakning(*, fil: str, content: bytes) -> RakningFile:
    """Read a document Rakning. Its signature travels beside it and is tried at the door."""
    try:
        return RakningFile(fil=fil, document=rakning_document.read(content), refusals=())
    except DocumentError as error:
        refusal = Fault(fault="Rakning", code=error.code, message=f"{error.code}: {error}")
        return RakningFile(fil=fil, document=None, refusals=(refusal,))


def is_message(content: bytes) -> bool:
    """Whether the bytes are a SOAP envelope; what cannot be read is taken for a document, and told so."""
    try:
        return parse(content, max_bytes=envelope.MAX_BYTES).tag == f"{{{SOAP}}}Envelope"
    except XmlError:
        return False


def refuse_differing(reports: Sequence[ReportFile], rakning: RakningFile | None) -> None:
    """Refuse files that are not one person's month, and a report given twice. Raises DifferingFiles."""
    read = [(each.fil, each.document) for each in reports if each.document is not None]
    documents = [found for _, found in read]
    counted = [*documents, rakning.document] if rakning and rakning.document else documents
    if len({(found.person, found.manad) for found in counted}) > 1:
        raise DifferingFiles(
            "the files are of different persons or months: check one person's month at a time"
        )
    seen: dict[tuple[str, str], str] = {}
    for fil, found in read:
        first = seen.setdefault((found.nyckel, found.id), fil)
        if first != fil:
            raise DifferingFiles(
                f"{fil} has the same id as {first}: give the version that is to count, or each report its own id"
            )


def _refused(asked: ReportSignature, now: datetime, roots: tuple[bytes, ...] | None) -> Fault | None:
    try:
        if roots is None:
            asked.tried(check_without_trust, now=now)
        else:
            asked.tried(verify, now=now, roots=roots)
    except SignatureError as error:
        return Fault(fault=SIGNATURE_VALIDATION, code=str(error.code), message=str(error))
    return None
