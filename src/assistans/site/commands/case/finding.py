"""Arguments that several actions share, and finding what they name. Public ids only: never a personnummer."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from assistans.casework import queries
from assistans.casework.models import Manadsarende


class NotFoundError(LookupError):
    """Nothing has the id that was given."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its help, its options and what it does."""

    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def month_arguments(parser: argparse.ArgumentParser) -> None:
    """PERSON and MONTH."""
    parser.add_argument("person", type=UUID, help="the person's public id")
    parser.add_argument("month", type=month, help="YYYY-MM")


def who_argument(parser: argparse.ArgumentParser) -> None:
    """Who acts."""
    parser.add_argument("--who", required=True, help="who acts: anvandare:<id>")


def month(text: str) -> date:
    """YYYY-MM as the month's first day."""
    return date.fromisoformat(f"{text}-01")


def arende_of(args: argparse.Namespace) -> Manadsarende:
    """The month case that PERSON and MONTH name. Raises NotFoundError."""
    found = queries.find_month(person=args.person, manad=args.month)
    if found is None:
        raise NotFoundError("Personen har inget ärende för månaden. Se `assistans case list`.")
    return found


def row_of(model: type[models.Model], public_id: UUID, what: str) -> models.Model:
    """The row with a public id. Raises NotFoundError, naming what was looked for."""
    found = model._default_manager.filter(public_id=public_id).first()  # noqa: SLF001 - Django's own way to a model's manager
    if found is None:
        raise NotFoundError(f"Det finns {what} med id {public_id}.")
    return found
