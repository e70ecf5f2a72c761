"""Calls of SkickaTidredovisning, from bytes to bytes: what the thread pool runs."""

import logging
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from psycopg_pool import PoolTimeout

from assistans.base.clock import Clock, SystemClock
from assistans.base.failures import DATABASE_GONE, told
from assistans.identity.trust.anchors import TrustError, TrustFolder
from assistans.intake.admission import Admission, Refusal, TooManyCallsError, admit_all
from assistans.intake.documents import DocumentError
from assistans.intake.elt import envelope, services
from assistans.intake.elt.envelope import SIGNATURE_VALIDATION, XML_VALIDATION, EnvelopeError
from assistans.intake.elt.services import VerifiedReport
from assistans.intake.signatures.checks import SignatureError
from assistans.intake.signatures.profile import STRICT, Profile

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
XML = "text/xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
UNAVAILABLE = (
    "Nothing was received or refused; we cannot take it just now. Send the same message again in a while."
)


class TooLargeError(Exception):
    """The message is larger than is taken."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call as HTTP gave it. `body` is as sent, `encoding` its Content-Encoding; `miljo` comes from the address."""

    body: bytes
    certificate_der: bytes | None
    miljo: str
    action: str | None = None
    encoding: str = "identity"


@dataclass(frozen=True, slots=True)
class Reply:
    """What HTTP shall answer."""

    status: int
    body: bytes
    content_type: str = XML
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A message that is refused: why, whose it was, and when."""

    error: EnvelopeError | DocumentError | SignatureError | services.IdTakenError
    admission: Admission
    now: datetime


@dataclass(frozen=True, slots=True)
class Door:
    """What a door needs to know: whom it trusts for signatures, how strict it is, and the machine's clock."""

    trust: TrustFolder
    profile: Profile = STRICT
    machine: Clock = field(default_factory=SystemClock)

    def answer(self, call: Call) -> Reply:
        """Answer one call. Never raises: what we cannot help is 503, so that nothing reads as refused that was not."""
        return self.answer_all([call])[0]

    def answer_all(self, calls: Sequence[Call]) -> list[Reply]:
        """Answer calls that wait together, each as it would be alone: they share the round trips and the commit."""
        try:
            return self._answered_at_least_once(calls)
        except Exception as error:  # noqa: BLE001 - the senders must be told to come again, whatever it was
            connection.close()
            if len(calls) == 1 or _no_connection(error):
                return [_unavailable(error)] * len(calls)
        # Something is wrong with one of them: the others shall not suffer for it.
        return [self.answer(call) for call in calls]

    def _answered_at_least_once(self, calls: Sequence[Call]) -> list[Reply]:
        # A thread keeps its connection, which the database may have closed since. Receiving twice is receiving once.
        try:
            return self._answered(calls)
        except DATABASE_GONE as error:
            connection.close()
            if _no_connection(error):  # whoever waits behind is told sooner
                raise
            return self._answered(calls)

    def _answered(self, calls: Sequence[Call]) -> list[Reply]:
        let_in = admit_all([(call.certificate_der, call.miljo) for call in calls], machine=self.machine)
        roots = self.trust.anchors()
        read = [self._read(call, found, roots) for call, found in zip(calls, let_in, strict=True)]
        stored = iter(services.store_all([each for each in read if isinstance(each, VerifiedReport)]))
        return [_reply(call, each, stored) for call, each in zip(calls, read, strict=True)]

    def _read(
        self, call: Call, found: Admission | Refusal, roots: tuple[bytes, ...]
    ) -> VerifiedReport | Refused | Reply:
        if not isinstance(found, Admission):
            return _kept_out(found)
        now = found.clock.now()
        try:
            envelope.check_action(call.action)
            return services.read(
                request=envelope.read(plain_body(call)),
                admission=found,
                roots=roots,
                now=now,
                profile=self.profile,
            )
        except TooLargeError as error:
            return Reply(413, f"{error}\n".encode(), PLAIN)
        except (EnvelopeError, DocumentError, SignatureError) as error:
            return Refused(error, found, now)


def _kept_out(refusal: Refusal) -> Reply:
    if isinstance(refusal, TooManyCallsError):
        return Reply(503, f"{refusal}\n".encode(), PLAIN, retry_after=refusal.retry_after)
    log.warning("ELT: not admitted: %s", refusal)
    return Reply(403, f"{refusal}\n".encode(), PLAIN)


def _reply(
    call: Call, read: VerifiedReport | Refused | Reply, stored: Iterator[UUID | services.IdTakenError]
) -> Reply:
    if isinstance(read, VerifiedReport):
        kept = next(stored)
        if isinstance(kept, UUID):
            return Reply(200, envelope.response(kept))
        read = Refused(kept, read.admission, read.now)
    return _fault(call, read) if isinstance(read, Refused) else read


def _fault(call: Call, refused: Refused) -> Reply:
    error = refused.error
    of_signature = isinstance(error, SignatureError)
    fault = SIGNATURE_VALIDATION if of_signature else XML_VALIDATION
    services.note_refusal(
        fault=fault, code=error.code, admission=refused.admission, body=call.body, now=refused.now
    )
    message = f"{error}" if of_signature else f"{error.code}: {error}"  # a signature's names its code itself
    return Reply(500, envelope.fault(name=fault, message=message))


def _no_connection(error: Exception) -> bool:
    """Whether the database has none to give, which the next call will find too."""
    return isinstance(error.__cause__, PoolTimeout)


def plain_body(call: Call) -> bytes:
    """The body without gzip, never larger than is taken. Raises TooLargeError, EnvelopeError (GZIP)."""
    if call.encoding != "gzip":
        return call.body
    inflate = zlib.decompressobj(wbits=31)
    try:
        body = inflate.decompress(call.body, envelope.MAX_BYTES + 1)
    except zlib.error:
        raise EnvelopeError(
            "GZIP", "the body is not gzip though Content-Encoding says so. Send it whole."
        ) from None
    if len(body) > envelope.MAX_BYTES:
        raise TooLargeError(
            f"The message unpacks to more than {envelope.MAX_BYTES} bytes. Send one report a call."
        )
    if not inflate.eof:
        raise EnvelopeError("GZIP", "the gzip body ends too early. Send it whole.")
    return body


def _unavailable(error: Exception) -> Reply:
    if isinstance(error, (*DATABASE_GONE, TrustError)):
        log.error("ELT: cannot receive: %s", type(error).__name__)
    else:
        log.error("ELT: fault of ours: %s", told(error))
    return Reply(503, f"{UNAVAILABLE}\n".encode(), PLAIN, retry_after=RETRY_SECONDS)
