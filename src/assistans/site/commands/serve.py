"""`assistans serve`: database, doors and worker, until Ctrl-C."""

import argparse
import sys

from assistans.site import database
from assistans.site.home import home
from assistans.site.supervisor import Child, serve

POOL = 16  # a door's thread pool has as many threads


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8443, help="the suppliers' port (default: 8443)")
    parser.add_argument(
        "--doors", type=int, default=2, help="how many processes share that port (default: 2)"
    )
    parser.add_argument("--workers", type=int, default=1, help="how many workers (default: 1)")


def run(args: argparse.Namespace) -> int:
    """Make the database ready, then keep everything running."""
    with database.ready() as found:
        print(f"{'database':<12} {found.name}; home {home()}", flush=True)
        children = [*doors(host=args.host, port=args.port, count=args.doors), *workers(count=args.workers)]
        serve(children, home=home(), has_embedded_database=found.is_embedded, say=_say)
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


_COMMANDS = (sys.executable, "-m", "assistans.site.commands")


def _say(line: str) -> None:
    print(line, flush=True)
