"""`assistans supplier`: who may connect. Suppliers live in real time: what is done here bites on the next call."""

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from assistans.base.clock import SystemClock
from assistans.registers import services
from assistans.registers.identifiers import InvalidNumber, organisationsnummer
from assistans.registers.models import Leverantor, LeverantorCertifikat
from assistans.registers.services import CertificateNotTheirs
from assistans.site import database
from assistans.site.errors import OperatorError

BY = "maskin:supplier"
PRODUCTION = "produktion"
CLOCK = SystemClock()


class SupplierError(OperatorError):
    """The supplier or certificate is not as it must be; the text says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    add = what.add_parser("add", help="register a supplier, change it, or add a client certificate")
    add.add_argument("organisationsnummer", type=_number)
    add.add_argument("--namn", help="needed the first time")
    add.add_argument("--certificate", type=Path, metavar="PEM", help="a client certificate it may use")
    add.add_argument(
        "--miljo", action="append", help="environment: produktion (default), ext; may be repeated"
    )
    add.add_argument("--calls-per-second", type=_rate, help="sustained rate (default: 1)")
    add.add_argument("--burst", type=int, help="calls at once above the rate (default: 60)")
    withdraw = what.add_parser("withdraw", help="let nobody connect with a certificate any more")
    withdraw.add_argument(
        "sha256", type=_fingerprint, help="the certificate's SHA-256, hex, as `list` shows it"
    )
    for name, text in (("close", "shut a supplier off"), ("reopen", "let a closed supplier in again")):
        what.add_parser(name, help=text).add_argument("organisationsnummer", type=_number)
    for name in ("withdraw", "close", "reopen"):
        what.choices[name].add_argument("--reason", required=True, help="why; kept with the change")
    what.add_parser("list", help="show suppliers and their certificates")


def run(args: argparse.Namespace) -> int:
    """Do it, and say what holds now."""
    acts = {"add": _add, "withdraw": _withdraw, "close": _close, "reopen": _reopen, "list": _list}
    with database.ready():
        acts[args.what](args)
    return 0


def _add(args: argparse.Namespace) -> None:
    known = Leverantor.objects.filter(organisationsnummer=args.organisationsnummer).first()
    if not (known or args.namn):
        raise SupplierError("The supplier is new here: give --namn too.")
    leverantor = services.register_leverantor(
        organisationsnummer=args.organisationsnummer, **_said(args, known), by=BY, clock=CLOCK
    )
    if args.certificate:
        _add_certificate(leverantor, args.certificate)
    _show(leverantor)


def _said(args: argparse.Namespace, known: Leverantor | None) -> dict[str, object]:
    """What was said now, and what is known already of all else."""
    said = {
        "namn": args.namn,
        "miljoer": args.miljo and tuple("" if name == PRODUCTION else name for name in args.miljo),
        "calls_per_second": args.calls_per_second,
        "burst": args.burst,
    }
    kept = {name: getattr(known, name) for name in said} if known else {}
    return kept | {name: value for name, value in said.items() if value is not None}


def _add_certificate(leverantor: Leverantor, path: Path) -> None:
    try:
        der = x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)
        services.add_certificate(leverantor=leverantor, der=der, by=BY, clock=CLOCK)
    except (OSError, ValueError, CertificateNotTheirs) as error:
        raise SupplierError(f"{path}: {error}") from error


def _withdraw(args: argparse.Namespace) -> None:
    try:
        services.withdraw_certificate(fingerprint=args.sha256, reason=args.reason, by=BY, clock=CLOCK)
    except LeverantorCertifikat.DoesNotExist:
        raise SupplierError("No certificate has that SHA-256; see `assistans supplier list`.") from None
    _show(LeverantorCertifikat.objects.get(sha256=args.sha256).leverantor)


def _close(args: argparse.Namespace) -> None:
    services.close_leverantor(leverantor=_known(args), reason=args.reason, by=BY, clock=CLOCK)
    _show(_known(args))


def _reopen(args: argparse.Namespace) -> None:
    services.reopen_leverantor(leverantor=_known(args), reason=args.reason, by=BY, clock=CLOCK)
    _show(_known(args))


def _list(_args: argparse.Namespace) -> None:
    for leverantor in Leverantor.objects.order_by("namn", "id"):
        _show(leverantor)


def _known(args: argparse.Namespace) -> Leverantor:
    try:
        return Leverantor.objects.get(organisationsnummer=args.organisationsnummer)
    except Leverantor.DoesNotExist:
        raise SupplierError(
            f"No supplier {args.organisationsnummer} is registered; see `assistans supplier list`."
        ) from None


def _show(leverantor: Leverantor) -> None:
    environments = ", ".join(name or PRODUCTION for name in leverantor.miljoer)
    state = leverantor.status + (f" ({leverantor.status_reason})" if leverantor.status_reason else "")
    rate = f"{leverantor.calls_per_second.normalize():f}/s, burst {leverantor.burst}"
    print(f"{leverantor.organisationsnummer}  {leverantor.namn}: {state}; {environments}; {rate}")
    for row in LeverantorCertifikat.objects.filter(leverantor=leverantor).order_by("not_before", "id"):
        ended = (
            f"; withdrawn {row.withdrawn_at:%Y-%m-%d} ({row.withdrawn_reason})" if row.withdrawn_at else ""
        )
        print(f"    {bytes(row.sha256).hex()}  valid to {row.not_after:%Y-%m-%d}{ended}")


def _number(text: str) -> str:
    try:
        return organisationsnummer(text)
    except InvalidNumber as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _rate(text: str) -> Decimal:
    try:
        rate = Decimal(text)
    except InvalidOperation:
        raise argparse.ArgumentTypeError("a number of calls a second is needed, such as 1 or 0.5") from None
    if not 0 < rate < 1_000_000:  # noqa: PLR2004 - what the column holds
        raise argparse.ArgumentTypeError("the rate must be over 0 and under 1 000 000")
    return rate


def _fingerprint(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 32:  # noqa: PLR2004 - SHA-256
        raise argparse.ArgumentTypeError("64 hex digits are needed, as `assistans supplier list` shows")
    return found
