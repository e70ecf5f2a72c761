"""`assistans register FILE`: load the registers from a readable YAML file (docs/registers.md)."""

import argparse
from pathlib import Path

from assistans.base import instance
from assistans.law import read_file
from assistans.site import database
from assistans.site.errors import OperatorError
from assistans.site.registration.file import NotRegistered, register_file

BY = "maskin:register"


class FileRefused(OperatorError):
    """The file cannot be read or is not valid; nothing of it was registered."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the YAML file; all of it is registered, or nothing"
    )
    parser.add_argument("--by", default=BY, metavar="ACTOR", help=f"who registers (default: {BY})")


def run(args: argparse.Namespace) -> int:
    """Register, and say how much the file held."""
    with database.ready():
        counts = _register(args.file, args.by)
    print("; ".join(f"{count} {name}" for name, count in counts.items() if count) or "The file was empty.")
    return 0


def _register(path: Path, by: str) -> dict[str, int]:
    try:
        return register_file(read_file(path), by=by, clock=instance.clock())
    except (OSError, UnicodeDecodeError, NotRegistered) as error:
        raise FileRefused(f"{path}: {error}") from error
