"""`assistans pages`: show the pages in a browser. `serve` starts this."""

import argparse
import os
from pathlib import Path

from assistans.site import database
from assistans.site.errors import OperatorError
from assistans.site.ports import BANKID_API, BANKID_APP, LOOPBACK, PAGES

SETTINGS = "assistans.site.settings_pages"
PLAIN_HTTP = "ASSISTANS_PAGES_PLAIN_HTTP"
CERTIFICATE = "ASSISTANS_PAGES_CERTIFICATE"
KEY = "ASSISTANS_PAGES_KEY"
POOL = "ASSISTANS_DATABASE_POOL"
CONNECTIONS = "16"


class PagesCertificateError(OperatorError):
    """Only one of certificate and key is told."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options. Certificates, BankID and trust are told by environment, as `serve` passes it on."""
    parser.add_argument("--host", default=LOOPBACK, help=f"address to listen on (default: {LOOPBACK})")
    parser.add_argument("--port", type=int, default=PAGES, help=f"port (default: {PAGES})")
    parser.add_argument(
        "--proxy",
        type=Path,
        metavar="SOCKET",
        help="a UNIX socket for a proxy that does TLS and says so in X-Forwarded-Proto and -For, instead of a port",
    )
    parser.add_argument(
        "--bankid-api-port", type=int, default=BANKID_API, help="the simulator's, where there is one"
    )
    parser.add_argument(
        "--bankid-app-port", type=int, default=BANKID_APP, help="the simulator's, where there is one"
    )
    parser.epilog = (
        f"{CERTIFICATE} and {KEY}: PEM files for TLS. ASSISTANS_BANKID_URL, _CERTIFICATE, _KEY and _CA: BankID as its "
        "relying party has it. ASSISTANS_TRUST_BANKID: a folder of PEM files with the roots of signatures. A demo or test "
        "database may do without all of them: it has the simulator, its own test PKI, and plain HTTP on this machine."
    )


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C. What the settings read is told before they are read."""
    certificates = _certificates()
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ.setdefault(POOL, CONNECTIONS)
    if not (certificates or args.proxy):
        os.environ[PLAIN_HTTP] = "1"
    with database.ready():
        from assistans.site import pages  # noqa: PLC0415 - models can be read now that Django is set up

        if not (certificates or args.proxy):
            pages.refuse_plain(host=args.host)
        pages.configure(api_port=args.bankid_api_port, app_port=args.bankid_app_port)
        listening = pages.listen(host=args.host, port=args.port, proxy=args.proxy)
        pages.serve(listening=listening, certificates=certificates, is_proxied=bool(args.proxy))
    return 0


def _certificates() -> dict[str, str]:
    told = {name: os.environ.get(name, "") for name in (CERTIFICATE, KEY)}
    if all(told.values()):
        return {"ssl_certfile": told[CERTIFICATE], "ssl_keyfile": told[KEY]}
    if any(told.values()):
        raise PagesCertificateError(f"Set both {CERTIFICATE} and {KEY}, or none of them.")
    return {}
