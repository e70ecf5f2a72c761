"""`assistans synth`: a synthetic county of any size as files, for tests of speed and for trying an installation."""

import argparse
import os
import sys
import time
from pathlib import Path

from assistans.site.errors import OperatorError
from assistans.site.pki import folder as pki
from assistans.site.pki.authorities import Validity
from assistans.site.synthetic import scale
from assistans.site.synthetic.scale import Made, Order
from assistans.timeline.months import Month

SIGNING_YEARS = 20


class FolderTakenError(OperatorError):
    """The output folder holds something already."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--persons", type=_positive, default=100, help="how many persons (default: 100)")
    parser.add_argument("--months", type=_positive, default=1, help="how many months (default: 1)")
    parser.add_argument(
        "--first", type=Month.parse, default=Month(2026, 1), help="the first month (default: 2026-01)"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same files (default: 1)")
    parser.add_argument("--unsigned", action="store_true", help="documents without signatures: much quicker")
    parser.add_argument("--out", type=Path, default=Path("synth"), help="a new folder (default: ./synth)")
    parser.add_argument(
        "--processes", type=_positive, default=os.cpu_count() or 1, help="default: one a processor"
    )


def run(args: argparse.Namespace) -> int:
    """Make the files, showing how far it has come, and print what was made at which speed."""
    out = args.out.absolute()
    if out.exists() and any(out.iterdir()):
        raise FolderTakenError(f"{out} is not empty. Name a new folder with --out.")
    months = tuple(args.first.shift(number) for number in range(args.months))
    order = Order(out=out, persons=args.persons, months=months, seed=args.seed, signed=not args.unsigned)
    if order.signed:
        _make_pki(order)
    began = time.monotonic()
    made = scale.write(order, processes=args.processes, tell=lambda so_far: _tell(so_far, args.persons))
    _print_speed(made, time.monotonic() - began)
    print(f"{out}: register organisations.yaml first, then registers/*.yaml (`assistans register FILE`)")
    return 0


def _make_pki(order: Order) -> None:
    middle = scale.signed_at(order.months[0])
    always = Validity.around(at=middle, years=SIGNING_YEARS)
    pki.ensure(folder=order.out / scale.PKI, tls=always, signing=always)


def _tell(made: Made, persons: int) -> None:
    end = "\n" if made.persons == persons else "\r"
    print(
        f"{made.persons} of {persons} persons, {made.documents} documents, {made.rows} rows",
        end=end,
        file=sys.stderr,
    )


def _print_speed(made: Made, seconds: float) -> None:
    print(f"{made.persons} persons, {made.documents} documents, {made.rows} rows in {seconds:.1f} s")
    print(f"{made.documents / seconds:.0f} documents/s, {made.rows / seconds:.0f} rows/s")


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError("a whole number above zero is needed")
    return int(text)
