"""The server's commands. Each is a module here with `add_arguments(parser)` and `run(args) -> int`.

The list is fixed and the modules are loaded by name when asked for, so `assistans --help` costs nothing.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from django.db import OperationalError

from assistans.site import database
from assistans.site.errors import OperatorError

COMMANDS = {
    "serve": "run database, doors and worker until Ctrl-C",
    "demo": "the main job with real signed messages on a synthetic county",
    "db": "start, stop and look at the database",
    "migrate": "make the database ready for this version",
    "worker": "do the work that waits (serve starts these)",
    "pages": "show the pages in a browser (serve starts these)",
    "door": "take in suppliers' messages over mutual TLS (serve starts these)",
    "bankid": "the BankID simulator of a demo or test database (serve starts it)",
    "register": "load registers from a readable file",
    "user": "who works here, and who acts for an anordnare or a kommun",
    "supplier": "add, withdraw, close and reopen suppliers",
    "case": "month cases, uppgifter and decisions",
    "pay": "pay what is decided and due on a day",
    "invoice": "invoice the kommuner their part",
    "ledger": "balances and the proof that they sum to zero",
    "seal": "the proof that no received document was changed or removed",
    "why": "lead a payment back to its rows, signatures and paragraphs",
    "pki": "make the test PKI: CAs, OCSP responder and a pool of keys",
    "synth": "make synthetic persons, reports and räkningar",
}
# These start what they need themselves, or need nothing; the others run with the database ready.
ON_THEIR_OWN = {"serve", "pages", "demo", "db", "migrate", "pki", "synth"}
CANNOT = 2
INTERRUPTED = 130  # as shells say of Ctrl-C


def run(argv: Sequence[str]) -> int:
    """Run one command, `argv` beginning with its name, and give its exit code: 2 for what the operator can mend."""
    parser = argparse.ArgumentParser(
        prog="assistans",
        description="Assistans: the server's commands.",
        epilog="Besides, without a database: assistans assess, assistans check and assistans law (each tells more with -h).",
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help=_listing())
    parser.formatter_class = argparse.RawTextHelpFormatter
    name = parser.parse_args(argv[:1] or ["--help"]).command
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assistans.site.settings")
    try:
        return _run(name, argv[1:])
    except (OperatorError, OperationalError) as error:
        print(f"assistans {name}: {error}", file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(name: str, argv: Sequence[str]) -> int:
    if name in ON_THEIR_OWN:
        return _carry_out(name, argv)
    with database.ready():
        return _carry_out(name, argv)


def _carry_out(name: str, argv: Sequence[str]) -> int:
    command = importlib.import_module(f"assistans.site.commands.{name}")
    parser = argparse.ArgumentParser(prog=f"assistans {name}", description=COMMANDS[name])
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(argv)))


def _listing() -> str:
    return "\n".join(f"{name:<10} {text}" for name, text in COMMANDS.items())
