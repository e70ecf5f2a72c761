"""`assistans demo`: a synthetic county through the real doors, casework and pay runs, checked against its own plan."""

import argparse
import contextlib
import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from assistans.site import database
from assistans.site.demo import invitation, processes
from assistans.site.demo.progress import Progress

if TYPE_CHECKING:
    from assistans.site.demo.summary import Summary

NOT_AS_PLANNED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--once", action="store_true", help="print the sums and end, without opening the pages"
    )
    parser.add_argument("--json", action="store_true", help="print counts and sums as JSON on stdout")
    parser.add_argument("--seed", type=int, default=1, help="what happens follows from it (default: 1)")
    parser.add_argument(
        "--persons",
        type=int,
        default=40,
        help="only the first of the forty persons; then kinds may be missing",
    )
    parser.add_argument(
        "--threads", type=int, default=4, help="how many messages are sent at once (default: 4)"
    )
    parser.add_argument(
        "--shuffle", type=int, default=0, help="another order of sending, the same sums (default: 0)"
    )
    parser.add_argument("--doors", type=int, default=1, help="intake processes (default: 1)")
    parser.add_argument("--workers", type=int, default=2, help="workers (default: 2)")


def run(args: argparse.Namespace) -> int:
    """Play the demo in a home folder of its own, made anew."""
    folder = processes.demo_home()
    progress = Progress()
    progress.say(f"The demo's home is {folder}; logs are in {folder / 'server.log'} and {folder / 'log'}")
    with processes.only_one(folder):
        processes.begin_anew(folder)
        processes.move_in(folder)
        with database.ready(mark="demo"):
            return _play(args, folder, progress)


def _play(args: argparse.Namespace, folder: Path, progress: Progress) -> int:
    from assistans.site.demo import play  # noqa: PLC0415 - models can be read now that Django is set up

    pages = None if args.once else processes.free_port()
    wishes = play.Wishes(
        seed=args.seed,
        persons=args.persons,
        threads=args.threads,
        shuffle=args.shuffle,
        served=processes.Served(doors=args.doors, workers=args.workers, pages=pages),
    )
    try:
        with play.played(wishes, home=folder, progress=progress) as summary:
            _tell(summary, as_json=args.json)
            if pages:
                _stay(summary, pages, folder)
    except play.WENT_WRONG as error:
        print(f"assistans demo: {error}\nThe logs are in {folder}.", file=sys.stderr)
        return NOT_AS_PLANNED
    return 0 if summary.ties_out else NOT_AS_PLANNED


def _tell(summary: "Summary", *, as_json: bool) -> None:
    print(
        json.dumps(summary.to_data(), ensure_ascii=False, indent=2) if as_json else summary.text(), flush=True
    )


def _stay(summary: "Summary", port: int, folder: Path) -> None:
    """Keep the pages open until Ctrl-C."""
    print(invitation.text(summary.guests, port=port, home=folder), flush=True)
    invitation.open_browser(port)
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    print("The pages are closed.", flush=True)
