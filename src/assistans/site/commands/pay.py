"""`assistans pay DATE`: pay what is decided and due on a day, once, and put the bank file in place."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from assistans.base import instance
from assistans.law import builtin
from assistans.payments import bankfile, bankprofil, paydays, services
from assistans.payments.outcome import Korningsresultat
from assistans.payments.writing import DoesNotTieOut
from assistans.site.errors import OperatorError
from assistans.timeline.quantities import Ore

MACHINE = "maskin:utbetalning"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("date", type=date.fromisoformat, metavar="DATE", help="the pay day, YYYY-MM-DD")
    parser.add_argument(
        "--dry-run", action="store_true", help="do everything, say what it gave, and take it back"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument(
        "--anyway", default="", metavar="REASON", help="pay on a day that is no pay day; the reason is kept"
    )
    parser.add_argument("--who", default=MACHINE, metavar="ACTOR", help=f"who pays (default: {MACHINE})")


def run(args: argparse.Namespace) -> int:
    """Pay; 0 also when there was nothing to pay or something could not be paid."""
    clock = instance.clock()
    try:
        result = services.pay(
            dag=args.date,
            by=args.who,
            clock=clock,
            law=builtin(),
            profil=bankprofil.here(),
            anyway=args.anyway,
            dry_run=args.dry_run,
            progress=lambda text: print(f"{text} …", file=sys.stderr),
        )
        files = [] if args.dry_run else bankfile.hand_over(clock=clock)
    except paydays.WrongDay as error:
        raise OperatorError(f"{error} Det görs med --anyway SKÄL.") from None
    except (services.NoActor, bankprofil.MissingBankprofil, DoesNotTieOut) as error:
        raise OperatorError(str(error)) from None
    _print_json(result, files) if args.json else _print(result, files, dry_run=args.dry_run)
    return 0


def _print_json(result: Korningsresultat, files: list[Path]) -> None:
    print(
        json.dumps(
            result.to_data() | {"skrivna": [str(path) for path in files]}, ensure_ascii=False, indent=2
        )
    )


def _print(result: Korningsresultat, files: list[Path], *, dry_run: bool) -> None:
    if dry_run:
        print("Provkörning: inget har sparats.")
    if result.korning is None:
        print(f"Inget nytt att betala den {result.dag}.")
    else:
        print(f"Körning {result.nummer} för {result.dag}: {result.korning}")
        print(f"  betalningar      {result.antal:>8}  {Ore(result.belopp_ore).kronor():>16} kr")
        print(f"  beslut reglerade {result.beslut:>8}")
        print(f"  kommunernas del  {'':>8}  {Ore(result.kommun_ore).kronor():>16} kr")
    for row in result.hinder:
        print(f"  {row.kod} ({Ore(row.belopp_ore).kronor()} kr, rad {row.beslutsrad}): {row.text}")
    for path in files:
        print(f"Bankfil {path}")
