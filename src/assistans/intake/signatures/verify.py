"""Verify one signature: the order of interfaces 1.4, each check with its own code.

What depends only on the bytes and the trust anchors is remembered: an anordnare's one signature over many reports
is examined once. What depends on the clock and the document is asked every time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from assistans.base.clock import swedish_day
from assistans.intake.signatures import certificates, ocsp, shape, signed_data
from assistans.intake.signatures.algorithms import digest_matches, signature_matches
from assistans.intake.signatures.certificates import Certificate
from assistans.intake.signatures.checks import Check, SignatureError
from assistans.intake.signatures.evidence import Evidence
from assistans.intake.signatures.profile import STRICT, Profile, policy_on
from assistans.intake.signatures.signed_data import SignedData

EVERY = tuple(Check)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A signature that holds by itself. `failed` are lowerable checks that did not, with what was wrong."""

    signer: str
    data: SignedData
    algorithm: str
    chain: tuple[Certificate, ...]
    responder: Certificate
    response: ocsp.Response
    failed: tuple[tuple[Check, str], ...]


def verify(
    *,
    signature_xml: bytes,
    ocsp_der: bytes,
    datum: date,
    document_id: str,
    digest: str,
    now: datetime,
    roots: tuple[bytes, ...],
    signers: Collection[str] | None = None,
    profile: Profile = STRICT,
) -> Evidence:
    """Verify that a signature binds a document, at the clock's time `now`. Raises SignatureError, the first that fails.

    `digest` is the lower-case hex SHA-256 of the document in inclusive C14N 1.0; `roots` are trusted certificates in
    DER; `signers` the personnummer (12 digits) who may have signed, None = anyone.
    """
    examined = examine(signature_xml, ocsp_der, roots)
    lowered = _ask(
        examined,
        datum=datum,
        document_id=document_id,
        digest=digest,
        now=now,
        signers=signers,
        profile=profile,
    )
    return _evidence(examined, datum=datum, profile=profile, lowered=lowered)


def verify_order(
    *,
    signature_xml: bytes,
    ocsp_der: bytes,
    function: str,
    visible: str,
    hidden: str,
    signer: str,
    now: datetime,
    roots: tuple[bytes, ...],
) -> Evidence:
    """Verify, strictly, what BankID gave for an order of our own (`Identification` or `Signing`), at the clock's time.

    It must be made by `signer` (12 digits) just now, of exactly the texts that we asked with. Raises SignatureError.
    """
    examined = _examined(signature_xml, ocsp_der, roots, function=function)
    datum = swedish_day(examined.response.produced_at)
    for code, what in (*examined.failed, *_times(examined.response, now), *_stale(examined.response, now)):
        raise SignatureError(code=code, what=what)
    if examined.signer != signer:
        raise SignatureError(code=Check.SIGNER, what="someone else than the person named has signed.")
    if (examined.data.visible, examined.data.hidden) != (visible.encode(), hidden.encode()):
        raise SignatureError(code=Check.DOCUMENT_HASH, what="the texts are not those of the order.")
    return _evidence(examined, datum=datum, profile=STRICT, lowered=set())


@lru_cache(maxsize=4096)
def examine(signature_xml: bytes, ocsp_der: bytes, roots: tuple[bytes, ...]) -> Examined:
    """Everything that the bytes alone decide under these roots. Raises SignatureError."""
    return _examined(signature_xml, ocsp_der, roots)


def _examined(
    signature_xml: bytes,
    ocsp_der: bytes,
    roots: tuple[bytes, ...] | None,
    *,
    function: str = signed_data.SIGNING,
) -> Examined:
    # Without roots nobody is asked who issued the certificates, nor whether those were valid: a sender's own check.
    found = shape.read(signature_xml)
    chain = tuple(map(certificates.read_certificate, found.certificates))
    _core(found, chain[0])
    response = ocsp.read(ocsp_der)
    issued: tuple[Certificate, ...] = chain
    if roots is not None:
        root = certificates.check_chain(certificates=chain, roots=roots, at=response.produced_at)
        issued = (*chain, root)
    _usage(chain[0], function)
    ocsp.check_about(response=response, user=chain[0], issuer=chain[1])
    responder = ocsp.check_signed(response=response, issuer=chain[1])
    return Examined(
        signer=certificates.personnummer_of(chain[0]),
        data=signed_data.read(found.data, function=function),
        algorithm=found.algorithm,
        chain=issued,
        responder=responder,
        response=response,
        failed=(
            *(() if roots is None else _validity(issued, response.produced_at)),
            *_nonce(response, signature_xml),
        ),
    )


def check_without_trust(
    *,
    signature_xml: bytes,
    ocsp_der: bytes,
    datum: date,
    document_id: str,
    digest: str,
    now: datetime,
    signers: Collection[str] | None = None,
) -> None:
    """All that can be tried by who trusts no root: a sender's own check, which proves nothing to a receiver.

    Everything of `verify` but who issued the certificates. Raises SignatureError, the first that fails.
    """
    _ask(
        _examined(signature_xml, ocsp_der, None),
        datum=datum,
        document_id=document_id,
        digest=digest,
        now=now,
        signers=signers,
        profile=STRICT,
    )


def _ask(
    examined: Examined,
    *,
    datum: date,
    document_id: str,
    digest: str,
    now: datetime,
    signers: Collection[str] | None,
    profile: Profile,
) -> set[Check]:
    """What depends on the clock and the document; gives the checks that failed and that the profile lowers."""
    failed = [*examined.failed, *_times(examined.response, now), *_datum(examined.response, datum)]
    for code, what in failed:
        if code not in profile.lowered:
            raise SignatureError(code=code, what=what)
    if signers is not None and examined.signer not in signers:
        raise SignatureError(code=Check.SIGNER, what="someone else than the person named has signed.")
    signed_data.check_bound(signed=examined.data, document_id=document_id, digest=digest)
    return {code for code, _ in failed}


def _core(found: shape.Shape, user: Certificate) -> None:
    for reference in found.references:
        if not digest_matches(address=reference.algorithm, data=reference.target, digest=reference.digest):
            raise SignatureError(
                code=Check.REFERENCE, what="what was signed has been altered (a digest differs)."
            )
    if not signature_matches(
        address=found.algorithm, key=user.key, data=found.signed_info, value=found.value
    ):
        raise SignatureError(code=Check.SIGNATURE_VALUE, what="the user's key did not make this signature.")


def _usage(user: Certificate, function: str) -> None:
    usage = user.usage
    identifies = function == signed_data.IDENTIFICATION and bool(usage and usage.digital_signature)
    if not (identifies or (usage and usage.content_commitment)):
        raise SignatureError(
            code=Check.KEY_USAGE, what="the certificate is not for signing (non-repudiation)."
        )


def _validity(chain: tuple[Certificate, ...], at: datetime) -> list[tuple[Check, str]]:
    # At the time of the OCSP response: certificates may have expired since (interfaces 1.4).
    names = ("the user's", "the customer CA's", "the bank CA's", "the root's")
    outside = [name for name, each in zip(names, chain, strict=True) if not each.valid_at(at)]
    return [(Check.VALIDITY, f"{outside[0]} certificate was not valid when signing.")] if outside else []


def _nonce(response: ocsp.Response, signature_xml: bytes) -> list[tuple[Check, str]]:
    if ocsp.nonce_matches(response=response, signature_xml=signature_xml):
        return []
    return [(Check.NONCE, "the response was not made for this signature (nonce).")]


def _times(response: ocsp.Response, now: datetime) -> list[tuple[Check, str]]:
    policy = policy_on(swedish_day(response.produced_at))
    asked = {
        "it was made in the future.": response.produced_at > now + policy.clock_skew,
        "it is too old.": response.produced_at < now - policy.oldest,
        "its status is later than itself.": response.this_update > response.produced_at + policy.clock_skew,
        "its status was old already then.": response.this_update < response.produced_at - policy.status_age,
        "its status had run out already then.": bool(
            response.next_update and response.next_update < response.produced_at
        ),
    }
    return [(Check.OCSP_TIME, what) for what, wrong in asked.items() if wrong][:1]


def _stale(response: ocsp.Response, now: datetime) -> list[tuple[Check, str]]:
    made_before = response.produced_at < now - policy_on(swedish_day(now)).order_age
    return [(Check.OCSP_TIME, "it was made before the order.")] if made_before else []


def _datum(response: ocsp.Response, datum: date) -> list[tuple[Check, str]]:
    made = swedish_day(response.produced_at)
    if made == datum:
        return []
    return [(Check.DATUM, f"datumForSignatur is {datum}; the signature was made on {made} (Swedish time).")]


def _evidence(examined: Examined, *, datum: date, profile: Profile, lowered: set[Check]) -> Evidence:
    *signing, root = (each.sha256.hex() for each in examined.chain)
    return Evidence(
        signer=examined.signer,
        datum=datum,
        produced_at=examined.response.produced_at,
        this_update=examined.response.this_update,
        algorithm=examined.algorithm,
        certificates=tuple(signing),
        root=root,
        responder=examined.responder.sha256.hex(),
        profile=profile.name,
        checks=tuple(check for check in EVERY if check not in lowered) if lowered else EVERY,
        lowered=tuple(check for check in EVERY if check in lowered) if lowered else (),
    )
