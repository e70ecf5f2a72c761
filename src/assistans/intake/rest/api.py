"""The REST interface under /v1/, for suppliers with a client certificate. Each call asks one service or one query."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.responses import Status

from assistans.base import instance
from assistans.base.clock import SystemClock
from assistans.identity.trust.anchors import TrustFolder
from assistans.intake.admission import Admission, NotAdmittedError, TooManyCallsError, admit
from assistans.intake.documents import DocumentError
from assistans.intake.rakning import schema as rakning_schema
from assistans.intake.rakning import services as rakningar
from assistans.intake.rakning.services import PRODUCTION, IdTaken, MayNotSign
from assistans.intake.rest import TRUST, problems
from assistans.intake.rest.queries import receipts_of
from assistans.intake.rest.refusals import note_refusal
from assistans.intake.rest.schemas import ApiInfo, HandlingOut, Problem, SignedRakning, TxId
from assistans.intake.signatures.checks import SignatureError

VERSION = "1.0.0"
RELEASED = date(2026, 11, 21)
MAX_BYTES = 1024 * 1024
MACHINE = SystemClock()


class TooLarge(Exception):
    """The body is larger than is taken."""


class NoSuchHandling(Exception):
    """The supplier has sent no document with that tx-id."""


def supplier(request: HttpRequest) -> Admission:
    """Who calls, by the client certificate of the connection. Raises NotAdmittedError, TooManyCallsError, TooLarge."""
    tls = request.scope.get("extensions", {}).get("tls", {})
    miljo = request.GET.get("miljo", PRODUCTION)
    admission = admit(certificate_der=tls.get("client_cert_der"), miljo=miljo, machine=MACHINE)
    if int(request.headers.get("Content-Length") or 0) > MAX_BYTES or len(request.body) > MAX_BYTES:
        raise TooLarge
    return admission


def _trusted(request: HttpRequest) -> TrustFolder:
    trusted: TrustFolder = request.scope["extensions"][TRUST]
    return trusted


api = NinjaAPI(
    title="Assistans",
    version=VERSION,
    description="Räkningar in, receipts out. Every call needs a registered client certificate (mutual TLS).",
    auth=supplier,
    docs_url=None,
    urls_namespace="v1",
)
_PROBLEMS = dict.fromkeys((400, 403, 413, 422, 429, 500, 503), Problem)


@api.post(
    "/rakningar", response={201: TxId, 409: Problem, **_PROBLEMS}, by_alias=True, summary="Send a räkning"
)
def send_rakning(request: HttpRequest, sent: SignedRakning, miljo: str = PRODUCTION) -> Status[TxId]:
    """Received and formally valid, which is not yet approved; the very same bytes again get the same txId.

    `miljo` is the environment: left out = production, `ext` = the suppliers' test.
    """
    del miljo  # admission has read it
    received = rakningar.receive(
        content=sent.rakning,
        signature_xml=sent.signatur,
        ocsp_der=sent.ocsp_response,
        datum=sent.datum_for_signatur,
        admission=request.auth,
        roots=_trusted(request).anchors(),
        now=instance.clock().now(),
    )
    return Status(201, TxId(tx_id=received.tx_id))


@api.get("/handlingar/{uuid:tx_id}", response={200: HandlingOut, 404: Problem, **_PROBLEMS}, by_alias=True)
def receipts(request: HttpRequest, response: HttpResponse, tx_id: UUID) -> HandlingOut:
    """A document's receipts by level: mottagen, giltig, kontrollerad, reglerad. Only for the supplier that sent it."""
    found = receipts_of(tx_id=tx_id, supplier=request.auth.supplier, clock=instance.clock())
    if found is None:
        raise NoSuchHandling
    response["Cache-Control"] = "no-store"
    return HandlingOut.of(found)


@api.get("/scheman/rakning.xsd", summary="The räkning's XML schema")
def rakning_xsd(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the library asks for it by name
    """The schema that a räkning must follow."""
    return HttpResponse(rakning_schema.text(), content_type="application/xml")


@api.get("/api-info", response={200: ApiInfo, **_PROBLEMS}, by_alias=True)
def api_info(request: HttpRequest) -> ApiInfo:  # noqa: ARG001 - the library asks for it by name
    """What this interface is and how stable."""
    return ApiInfo(
        api_name="Assistans",
        api_version=VERSION,
        api_released=RELEASED,
        api_documentation="/v1/openapi.json",
        api_status="active",
    )


@api.exception_handler(DocumentError)
@api.exception_handler(SignatureError)
@api.exception_handler(MayNotSign)
def _not_valid(request: HttpRequest, error: DocumentError | SignatureError | MayNotSign) -> HttpResponse:
    return _refuse(request, status=422, code=error.code, detail=str(error))


@api.exception_handler(IdTaken)
def _id_taken(request: HttpRequest, error: IdTaken) -> HttpResponse:
    return _refuse(request, status=409, code=error.code, detail=str(error))


@api.exception_handler(ValidationError)
def _wrong_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which fields are wrong, and how; never what they held."""
    fields = [
        {"field": ".".join(map(str, each["loc"][2:])) or "(body)", "what": each["type"]}
        for each in error.errors
    ]
    detail = "The JSON body has missing, unknown or wrongly written fields; see errors and /v1/openapi.json."
    return _refuse(request, status=422, code="FIELDS", detail=detail, errors=fields)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, _error: HttpError) -> HttpResponse:
    return _refuse(
        request, status=400, code="JSON", detail="The body is not JSON in UTF-8. Send a JSON object."
    )


@api.exception_handler(NotAdmittedError)
def _not_admitted(_request: HttpRequest, error: NotAdmittedError) -> HttpResponse:
    return problems.problem(status=403, code="NOT_ADMITTED", detail=str(error))


@api.exception_handler(TooManyCallsError)
def _too_many(_request: HttpRequest, error: TooManyCallsError) -> HttpResponse:
    return problems.retry_later(
        status=429, code="TOO_MANY_CALLS", detail=str(error), seconds=error.retry_after
    )


@api.exception_handler(TooLarge)
def _too_large(_request: HttpRequest, _error: TooLarge) -> HttpResponse:
    detail = f"The body is over {MAX_BYTES} bytes. Send one räkning a call."
    return problems.problem(status=413, code="TOO_LARGE", detail=detail)


@api.exception_handler(NoSuchHandling)
def _no_such(_request: HttpRequest, _error: NoSuchHandling) -> HttpResponse:
    detail = "You have sent no document with this txId. Check it against the receipt you got."
    return problems.problem(status=404, code="NO_SUCH_HANDLING", detail=detail)


@api.exception_handler(Exception)
def _ours(_request: HttpRequest, error: Exception) -> HttpResponse:
    return problems.ours(error)


def _refuse(request: HttpRequest, *, status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """Say no, and remember that we did."""
    now = instance.clock().now()
    note_refusal(status=status, code=code, admission=request.auth, body=request.body, now=now)
    return problems.problem(status=status, code=code, detail=detail, **more)
