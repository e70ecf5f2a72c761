"""`assistans invoice DATE`: invoice the kommuner what is to be debited at the latest on a day, and put the files in place."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from assistans.base import instance
from assistans.law import builtin
from assistans.municipalities import fakturafil, fakturaprofil, services
from assistans.municipalities.fakturaprofil import Fakturaprofil
from assistans.municipalities.models import Kommunfaktura
from assistans.municipalities.peppol import InvalidFaktura
from assistans.site.errors import OperatorError
from assistans.timeline.quantities import Ore

MACHINE = "maskin:debitering"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "date",
        type=date.fromisoformat,
        metavar="DATE",
        help="the debit day (the 15th), YYYY-MM-DD: what is to be debited by then and is not invoiced yet",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--who", default=MACHINE, metavar="ACTOR", help=f"who debits (default: {MACHINE})")


def run(args: argparse.Namespace) -> int:
    """Invoice; 0 also when there was nothing to invoice."""
    clock = instance.clock()
    try:
        made = services.debit(dag=args.date, by=args.who, clock=clock, law=builtin(), profil=profile())
        files = fakturafil.hand_over(clock=clock)
    except (fakturaprofil.MissingFakturaprofil, services.ClaimsWaiting, InvalidFaktura) as error:
        raise OperatorError(str(error)) from None
    _print_json(made, files) if args.json else _print(made, files, args.date)
    return 0


def profile() -> Fakturaprofil:
    """The installation's own; a demo or test database without one invoices in a made-up name."""
    home = Path(settings.HOME)
    if instance.may_be_lenient() and not (home / fakturaprofil.FILE).exists():
        return fakturaprofil.DEMO
    return fakturaprofil.load(home)


def _print_json(made: list[Kommunfaktura], files: list[Path]) -> None:
    data = {"fakturor": [_data(row) for row in made], "skrivna": [str(path) for path in files]}
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _data(row: Kommunfaktura) -> dict[str, Any]:
    return {
        "nummer": row.nummer,
        "kommun": row.kommun_id,
        "debiteras": row.debiteras.isoformat(),
        "forfaller": row.forfaller.isoformat(),
        "rader": row.antal,
        "belopp": Ore(row.belopp_ore).kronor(),
        "fil": row.namn,
        "sha256": row.sha256.hex(),
    }


def _print(made: list[Kommunfaktura], files: list[Path], dag: date) -> None:
    if not made:
        print(f"Inget nytt att debitera kommunerna till och med {dag}.")
    for row in made:
        kind = "kreditfaktura" if row.belopp_ore < 0 else "faktura"
        print(
            f"{row.nummer}  kommun {row.kommun_id}  {row.antal:>6} rader  {Ore(row.belopp_ore).kronor():>16} kr  "
            f"{kind}, förfaller {row.forfaller}"
        )
    if files:
        print(f"{len(files)} filer i {fakturafil.folder()}")
