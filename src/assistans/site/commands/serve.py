"""`assistans serve`: database, doors, worker and pages, until Ctrl-C."""

import argparse
import os
import sys

from assistans.site import database
from assistans.site.home import home
from assistans.site.ports import BANKID_API, BANKID_APP, DOOR, LOOPBACK, PAGES
from assistans.site.supervisor import Child, serve

POOL = 16  # a door's thread pool has as many threads


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--host", default=LOOPBACK, help=f"address to listen on (default: {LOOPBACK})")
    parser.add_argument("--port", type=int, default=DOOR, help=f"the suppliers' port (default: {DOOR})")
    parser.add_argument(
        "--doors", type=int, default=2, help="how many processes share that port (default: 2)"
    )
    parser.add_argument("--workers", type=int, default=1, help="how many workers (default: 1)")
    parser.add_argument("--pages-port", type=int, default=PAGES, help=f"the pages' port (default: {PAGES})")
    parser.add_argument("--no-pages", action="store_true", help="no pages here (and no BankID simulator)")
    parser.add_argument(
        "--bankid-api-port",
        type=int,
        default=BANKID_API,
        help=f"the BankID simulator's API, in a demo or test database (default: {BANKID_API})",
    )
    parser.add_argument(
        "--bankid-app-port",
        type=int,
        default=BANKID_APP,
        help=f'the BankID simulator\'s "app", in a demo or test database (default: {BANKID_APP})',
    )


def run(args: argparse.Namespace) -> int:
    """Make the database ready, then keep everything running."""
    with database.ready() as found:
        print(f"{'database':<12} {found.name}; home {home()}", flush=True)
        children = [*doors(host=args.host, port=args.port, count=args.doors), *workers(count=args.workers)]
        serve(
            [*children, *_pages(args)],
            home=home(),
            has_embedded_database=found.is_embedded,
            say=_say,
        )
    return 0


def doors(*, host: str, port: int, count: int) -> list[Child]:
    """The processes that take in suppliers' messages, all on one port."""
    argv = [*_COMMANDS, "door", "--host", host, "--port", str(port)]
    address = f"suppliers, ELT and REST with client certificates: https://{host}:{port}/"
    environment = {"ASSISTANS_DATABASE_POOL": str(POOL)}
    return [
        Child(f"door {n}", argv, listens=(host, port), address=address, environment=environment)
        for n in range(1, count + 1)
    ]


def workers(*, count: int) -> list[Child]:
    """The processes that do the work that waits."""
    return [Child(f"worker {n}", [*_COMMANDS, "worker"]) for n in range(1, count + 1)]


def simulator(*, api_port: int, app_port: int) -> Child:
    """The process that stands in for BankID in a demo or test database."""
    argv = [*_COMMANDS, "bankid", "--api-port", str(api_port), "--app-port", str(app_port)]
    address = f"simulator, anybody can be anybody: http://{LOOPBACK}:{app_port}/"
    return Child("BankID", argv, listens=(LOOPBACK, app_port), address=address)


def pages(*, host: str, port: int, api_port: int, app_port: int) -> Child:
    """The process that shows the pages."""
    argv = [*_COMMANDS, "pages", "--host", host, "--port", str(port)]
    argv += ["--bankid-api-port", str(api_port), "--bankid-app-port", str(app_port)]
    scheme = "https" if os.environ.get("ASSISTANS_PAGES_CERTIFICATE") else "http"
    address = f"log in with BankID: {scheme}://{host}:{port}/"
    environment = {"ASSISTANS_DATABASE_POOL": str(POOL)}
    return Child("pages", argv, listens=(host, port), address=address, environment=environment)


def _pages(args: argparse.Namespace) -> list[Child]:
    from assistans.base import instance  # noqa: PLC0415 - models can be read now that Django is set up

    if args.no_pages:
        return []
    ports = {"api_port": args.bankid_api_port, "app_port": args.bankid_app_port}
    simulated = (
        [simulator(**ports)]
        if instance.may_be_lenient() and not os.environ.get("ASSISTANS_BANKID_URL")
        else []
    )
    return [*simulated, pages(host=args.host, port=args.pages_port, **ports)]


_COMMANDS = (sys.executable, "-m", "assistans.site.commands")


def _say(line: str) -> None:
    print(line, flush=True)
