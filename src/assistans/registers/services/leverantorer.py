"""Suppliers of time-report systems and the client certificates that they connect with (interfaces: ELT transport)."""

from decimal import Decimal
from hashlib import sha256

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.db import transaction

from assistans.base import change
from assistans.base.clock import Clock
from assistans.registers import identifiers
from assistans.registers.models import Leverantor, LeverantorCertifikat

PRODUCTION = ""
ORGANISATION_PREFIX = "16"  # before an organisationsnummer in a certificate's subject


class CertificateNotTheirs(ValueError):
    """A client certificate belongs to another organisation or supplier."""


def register_leverantor(
    *,
    namn: str,
    organisationsnummer: str,
    miljoer: tuple[str, ...] = (PRODUCTION,),
    calls_per_second: Decimal = Decimal(1),
    burst: int = 60,
    by: str,
    clock: Clock,
) -> Leverantor:
    """Register a supplier for environments ("" is production), or change a known one. Raises InvalidNumber."""
    key = {"organisationsnummer": identifiers.organisationsnummer(organisationsnummer)}
    values = {
        "namn": namn,
        "miljoer": sorted(miljoer),
        "calls_per_second": calls_per_second,
        "burst": burst,
    }
    leverantor, _ = change.register(Leverantor, key=key, values=values, by=by, clock=clock)
    return leverantor


def add_certificate(*, leverantor: Leverantor, der: bytes, by: str, clock: Clock) -> LeverantorCertifikat:
    """Let a supplier connect with a certificate (DER); one that was withdrawn stays so.

    Raises ValueError on bytes that are no certificate, CertificateNotTheirs on another organisation's.
    """
    certificate = x509.load_der_x509_certificate(der)
    _check_organisation(leverantor, certificate)
    values = {
        "leverantor": leverantor,
        "der": der,
        "subject": certificate.subject.rfc4514_string()[:300],
        "not_before": certificate.not_valid_before_utc,
        "not_after": certificate.not_valid_after_utc,
    }
    fingerprint = sha256(der).digest()
    with transaction.atomic():
        row = LeverantorCertifikat.objects.filter(sha256=fingerprint).first()
        if row is None:
            key = {"sha256": fingerprint}
            row, _ = change.register(LeverantorCertifikat, key=key, values=values, by=by, clock=clock)
    if row.leverantor_id != leverantor.pk:
        raise CertificateNotTheirs(
            "The certificate is bound to another supplier. Withdraw it there and issue a new one."
        )
    return row


def withdraw_certificate(*, fingerprint: bytes, reason: str, by: str, clock: Clock) -> None:
    """Let nobody connect with a certificate (its SHA-256, 32 bytes) any more. Raises LeverantorCertifikat.DoesNotExist."""
    with transaction.atomic():
        row = LeverantorCertifikat.objects.select_for_update().get(sha256=fingerprint)
        if row.withdrawn_at is None:
            values = {"withdrawn_at": clock.now(), "withdrawn_reason": reason}
            change.change(row, values=values, by=by, clock=clock)


def close_leverantor(*, leverantor: Leverantor, reason: str, by: str, clock: Clock) -> None:
    """Shut a supplier off, until somebody reopens it."""
    _set_status(leverantor, Leverantor.Status.STANGD, reason, by=by, clock=clock)


def reopen_leverantor(*, leverantor: Leverantor, reason: str, by: str, clock: Clock) -> None:
    """Let a supplier that was shut off connect again."""
    _set_status(leverantor, Leverantor.Status.OPPEN, reason, by=by, clock=clock)


def _set_status(
    leverantor: Leverantor, status: Leverantor.Status, reason: str, *, by: str, clock: Clock
) -> None:
    with transaction.atomic():
        row = Leverantor.objects.select_for_update().get(pk=leverantor.pk)
        change.change(row, values={"status": status, "status_reason": reason[:300]}, by=by, clock=clock)


def _check_organisation(leverantor: Leverantor, certificate: x509.Certificate) -> None:
    serials = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    expected = ORGANISATION_PREFIX + leverantor.organisationsnummer
    if not any(str(serial.value).startswith(expected) for serial in serials):
        raise CertificateNotTheirs(
            f"The certificate's subject has no serialNumber that begins with {expected}: it is another organisation's."
        )
