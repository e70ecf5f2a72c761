"""`assistans migrate`: make the database ready for this version."""

import argparse

from assistans.site import database
from assistans.site.errors import OperatorError


class MarkedOtherwiseError(OperatorError):
    """The database is marked as another kind already, for ever."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--mark",
        choices=["test", "demo"],
        help="mark the database, for ever, as one where checks may be lowered and simulators run",
    )


def run(args: argparse.Namespace) -> int:
    """Make the database, its roles' rights and all tables as this version needs them."""
    with database.running() as found:
        database.prepare(found)
        if args.mark:
            _mark(args.mark)
        print(f"Database {found.name} is ready{f', marked {args.mark}' if args.mark else ''}.")
    return 0


def _mark(kind: str) -> None:
    from assistans.base import instance  # noqa: PLC0415 - its models need Django set up, which prepare has done

    try:
        instance.mark(kind)
    except instance.NotADemo as error:
        raise MarkedOtherwiseError(f"{error}. Take another database: set ASSISTANS_DATABASE_NAME.") from error
