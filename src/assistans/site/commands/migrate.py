"""`assistans migrate`: make the database ready for this version."""

import argparse

from assistans.site import database


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Declare the command's options: none."""


def run(_: argparse.Namespace) -> int:
    """Make the database, its roles' rights and all tables as this version needs them."""
    with database.running() as found:
        database.prepare(found)
        print(f"Database {found.name} is ready.")
    return 0
