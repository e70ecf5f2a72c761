"""`assistans door`: take in suppliers' messages (SOAP under any prefix, REST under /v1/). `serve` starts these."""

import argparse
import os
import socket
from pathlib import Path

from assistans.base import instance
from assistans.identity.trust.anchors import TrustError, TrustFolder
from assistans.intake.elt.app import App, EltApp, with_rest
from assistans.intake.elt.server import Tls, bind, bind_unix, serve
from assistans.intake.elt.soap import Door
from assistans.site import database
from assistans.site.asgi import rest_application
from assistans.site.commands.pki import ensure_pki
from assistans.site.errors import OperatorError

CERTIFICATE = "ASSISTANS_DOOR_CERTIFICATE"
KEY = "ASSISTANS_DOOR_KEY"
TRUST_SUPPLIERS = "ASSISTANS_TRUST_SUPPLIERS"
TRUST_BANKID = "ASSISTANS_TRUST_BANKID"
SETTINGS = (CERTIFICATE, KEY, TRUST_SUPPLIERS, TRUST_BANKID)


class DoorNotReadyError(OperatorError):
    """The door cannot be opened; the text says what is missing."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options. Certificates and trust are told by environment, as `serve` passes it on."""
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--port", type=int, default=8443, help="TCP port with mutual TLS (default: 8443)")
    where.add_argument(
        "--proxy",
        type=Path,
        metavar="SOCKET",
        help="a UNIX socket for a proxy that has verified the client, instead of a port",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.epilog = (
        f"{CERTIFICATE} and {KEY}: PEM files of the door's own certificate; {TRUST_SUPPLIERS} and {TRUST_BANKID}: "
        "folders of PEM files with the roots to trust. A test or demo database may do without: it has its own test PKI."
    )


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    with database.running():
        tls, trusted = configured()
        app = door_app(trusted)
        serve(app=app, listening=_listening(args), tls=None if args.proxy else tls)
    return 0


def door_app(trusted: TrustFolder) -> App:
    """SOAP and REST on one port."""
    return with_rest(EltApp(Door(trusted)), rest_application(trusted))


def configured() -> tuple[Tls, TrustFolder]:
    """The door's own TLS files and the roots of signatures. Raises DoorNotReadyError."""
    told = {name: os.environ[name] for name in SETTINGS if os.environ.get(name)}
    if not told:
        return _test_pki()
    if missing := [name for name in SETTINGS if name not in told]:
        raise DoorNotReadyError(f"Set {', '.join(missing)} too: the door needs all four.")
    suppliers, bankid = (TrustFolder(Path(told[name])) for name in (TRUST_SUPPLIERS, TRUST_BANKID))
    tls = Tls(Path(told[CERTIFICATE]), Path(told[KEY]), suppliers)
    _try_out(tls, bankid)
    return tls, bankid


def _test_pki() -> tuple[Tls, TrustFolder]:
    if not instance.may_be_lenient():
        raise DoorNotReadyError(
            f"This database is not marked test or demo, so nothing is trusted unless you say so: set {', '.join(SETTINGS)}."
        )
    pki = ensure_pki(at=instance.clock().now())
    tls = Tls(pki.server_certificate, pki.server_key, TrustFolder(pki.trusted_suppliers))
    return tls, TrustFolder(pki.trusted_bankid)


def _try_out(tls: Tls, bankid: TrustFolder) -> None:
    try:
        tls.context()
        bankid.anchors()
    except (TrustError, OSError) as error:
        raise DoorNotReadyError(
            f"The door's certificate, key or trusted roots cannot be read: {error}"
        ) from error


def _listening(args: argparse.Namespace) -> socket.socket:
    try:
        return bind_unix(args.proxy) if args.proxy else bind(host=args.host, port=args.port)
    except OSError as error:
        raise DoorNotReadyError(f"Cannot listen on {args.proxy or args.port}: {error.strerror}.") from error
