"""`assistans migrate`: make the database ready for this version."""

import argparse

from assistans.site import database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--mark",
        choices=["produktion", "test", "demo"],
        help="what a new database is, for ever (default: produktion); in test and demo checks may be lowered and simulators run",
    )


def run(args: argparse.Namespace) -> int:
    """Make the database, its roles' rights, all tables and its mark as this version needs them."""
    with database.running() as found:
        database.prepare(found, mark=args.mark)
        print(f"Database {found.name} is ready{f', marked {args.mark}' if args.mark else ''}.")
    return 0
