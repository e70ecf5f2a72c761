"""One call of SkickaTidredovisning, from bytes to bytes: what the thread pool runs."""

import logging
import traceback
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from django.db import InterfaceError, OperationalError, connection
from psycopg_pool import PoolTimeout

from assistans.base.clock import Clock, SystemClock
from assistans.identity.trust.anchors import TrustError, TrustFolder
from assistans.intake.admission import Admission, NotAdmittedError, TooManyCallsError, admit
from assistans.intake.documents import DocumentError
from assistans.intake.elt import envelope, services
from assistans.intake.elt.envelope import SIGNATURE_VALIDATION, XML_VALIDATION, EnvelopeError
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
class Door:
    """What a door needs to know: whom it trusts for signatures, how strict it is, and the machine's clock."""

    trust: TrustFolder
    profile: Profile = STRICT
    machine: Clock = field(default_factory=SystemClock)

    def answer(self, call: Call) -> Reply:
        """Answer one call. Never raises: what we cannot help is 503, so that nothing reads as refused that was not."""
        try:
            return self._answer_at_least_once(call)
        except NotAdmittedError as error:
            log.warning("ELT: not admitted: %s", error)
            return Reply(403, f"{error}\n".encode(), PLAIN)
        except TooManyCallsError as error:
            return Reply(503, f"{error}\n".encode(), PLAIN, retry_after=error.retry_after)
        except TooLargeError as error:
            return Reply(413, f"{error}\n".encode(), PLAIN)
        except Exception as error:  # noqa: BLE001 - the sender must be told to come again, whatever it was
            connection.close()
            return _unavailable(error)

    def _answer_at_least_once(self, call: Call) -> Reply:
        # A thread keeps its connection, which the database may have closed since. Receiving twice is receiving once.
        try:
            return self._answer(call)
        except (OperationalError, InterfaceError) as error:
            connection.close()
            if isinstance(
                error.__cause__, PoolTimeout
            ):  # none can be had: whoever waits behind is told sooner
                raise
            return self._answer(call)

    def _answer(self, call: Call) -> Reply:
        admission = admit(certificate_der=call.certificate_der, miljo=call.miljo, machine=self.machine)
        now = admission.clock.now()
        refuse = partial(_refuse, admission=admission, body=call.body, now=now)
        try:
            return self._receive(call, admission, now)
        except (EnvelopeError, DocumentError, services.IdTakenError) as error:
            return refuse(XML_VALIDATION, error.code, f"{error.code}: {error}")
        except SignatureError as error:
            return refuse(SIGNATURE_VALIDATION, error.code, f"{error}")

    def _receive(self, call: Call, admission: Admission, now: datetime) -> Reply:
        envelope.check_action(call.action)
        tx_id = services.receive(
            request=envelope.read(plain_body(call)),
            admission=admission,
            roots=self.trust.anchors(),
            now=now,
            profile=self.profile,
        )
        return Reply(200, envelope.response(tx_id))


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


def _refuse(
    fault: str, code: str, message: str, *, admission: Admission, body: bytes, now: datetime
) -> Reply:
    services.note_refusal(fault=fault, code=code, admission=admission, body=body, now=now)
    return Reply(500, envelope.fault(name=fault, message=message))


def _unavailable(error: Exception) -> Reply:
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout | TrustError):
        log.error("ELT: cannot receive: %s", type(error).__name__)
    else:  # the text may hold personal data: only the kind and the places are told
        places = " < ".join(
            f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)
        )
        log.error("ELT: fault of ours: %s at %s", type(error).__name__, places)
    return Reply(503, f"{UNAVAILABLE}\n".encode(), PLAIN, retry_after=RETRY_SECONDS)
