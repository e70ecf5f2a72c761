"""`assistans bankid`: the BankID simulator of a demo or test database. `serve` starts it there."""

import argparse
import socket

from assistans.base import instance
from assistans.site import database
from assistans.site.bankid import server, tls
from assistans.site.commands.pki import ensure_pki
from assistans.site.errors import OperatorError
from assistans.site.ports import BANKID_API, BANKID_APP, LOOPBACK


class SimulatorRefused(OperatorError):
    """The simulator may not or cannot run here."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options. It listens on loopback only."""
    parser.add_argument(
        "--api-port", type=int, default=BANKID_API, help=f"the RP API's port (default: {BANKID_API})"
    )
    parser.add_argument(
        "--app-port", type=int, default=BANKID_APP, help=f'the port of "the app" (default: {BANKID_APP})'
    )


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C. Raises SimulatorRefused outside a demo or test database."""
    with database.running():
        _refuse_elsewhere()
        pki = ensure_pki(at=instance.clock().now())
        try:
            api, app = (socket.create_server((LOOPBACK, port)) for port in (args.api_port, args.app_port))
        except OSError as error:
            raise SimulatorRefused(
                f"Cannot listen on {args.api_port} and {args.app_port}: {error.strerror}."
            ) from error
        server.serve(api=api, app=app, tls=tls.ensure(pki), pki=pki)
    return 0


def _refuse_elsewhere() -> None:
    if not instance.may_be_lenient():
        raise SimulatorRefused(
            "This database is not marked demo or test. The simulator lets anybody be anybody, so it never runs here: "
            "configure the real BankID (docs/operation.md)."
        )
