"""`assistans pki`: make the test PKI, and client certificates under it."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from organisationsnummer import organisationsnummer

from assistans.base.clock import SystemClock
from assistans.site.home import home
from assistans.site.pki.authorities import Validity
from assistans.site.pki.folder import TestPki, ensure

HELP = "make the test PKI: supplier CA, BankID-form CAs, OCSP responder and a pool of keys"
TLS_YEARS = 2  # organisation certificates are renewed every second year
SIGNING_YEARS = 20  # demo months lie years back


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--folder", type=Path, help="where (default: $ASSISTANS_HOME/pki)")
    parser.add_argument(
        "--at",
        type=datetime.fromisoformat,
        help="the instant around which signing certificates are valid, with offset (default: now)",
    )
    parser.add_argument(
        "--supplier",
        type=_organisationsnummer,
        metavar="ORGANISATIONSNUMMER",
        help="make a client certificate for this supplier too",
    )
    parser.add_argument(
        "--namn", default="Testleverantören AB", help="the supplier's name in its certificate"
    )


def run(args: argparse.Namespace) -> int:
    """Make what is missing, and say where it is."""
    pki = ensure_pki(folder=args.folder, at=args.at)
    print(f"Test PKI in {pki.folder}")
    if args.supplier:
        made = pki.supplier(organisationsnummer=args.supplier, namn=args.namn)
        print(f"Client certificate {made.certificate}\nPrivate key        {made.key}")
    return 0


def ensure_pki(*, folder: Path | None = None, at: datetime | None = None) -> TestPki:
    """Open the PKI in `folder` (default: the home folder's), made first where there is none.

    TLS certificates are valid around the machine's time, signing certificates around `at` (the clock's time).
    """
    now = SystemClock().now()
    return ensure(
        folder=(folder or home() / "pki").absolute(),
        tls=Validity.around(at=now, years=TLS_YEARS),
        signing=Validity.around(at=at or now, years=SIGNING_YEARS),
    )


def _organisationsnummer(text: str) -> str:
    if not organisationsnummer.valid(text):
        raise argparse.ArgumentTypeError("ten digits with a right check digit are needed, as 5560000001 has")
    return organisationsnummer.parse(text).format()


if __name__ == "__main__":
    own = argparse.ArgumentParser(prog="assistans pki", description=HELP)
    add_arguments(own)
    sys.exit(run(own.parse_args()))
