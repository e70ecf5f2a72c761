"""`assistans user`: who works here and who acts for an anordnare or a kommun. Bites on the next page she opens.

A personnummer is read from the terminal or standard input, never from the command line, which others on the machine
can see and the shell remembers.
"""

import argparse
import sys
from datetime import date, timedelta
from getpass import getpass
from uuid import UUID

from assistans.base import instance
from assistans.base.clock import swedish_day
from assistans.identity import services
from assistans.identity.models import Anvandare, Ombud
from assistans.registers.identifiers import InvalidNumber, organisationsnummer
from assistans.registers.models import Anordnare, Kommun
from assistans.site.errors import OperatorError

BY = "maskin:user"
NOTHING = "Nobody is registered yet: assistans user add --namn … --roll handlaggare"


class UserError(OperatorError):
    """The user is not as she must be; the text says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    add = what.add_parser("add", help="register somebody; the personnummer is asked for, or read from stdin")
    add.add_argument("--namn", required=True)
    whom = add.add_mutually_exclusive_group(required=True)
    whom.add_argument("--roll", action="append", choices=Anvandare.Roll.values, help="may be repeated")
    whom.add_argument("--anordnare", metavar="ORGANISATIONSNUMMER", help="she acts for this anordnare")
    whom.add_argument("--kommun", metavar="KOD", help="she acts for this kommun")
    add.add_argument("--id", type=UUID, help="change this user instead of making a new one (with --roll)")
    add.add_argument("--from", dest="start", type=date.fromisoformat, help="first day (default: today)")
    add.add_argument("--to", dest="last", type=date.fromisoformat, help="last day (default: none)")
    end = what.add_parser("end", help="let somebody do nothing more here, from today")
    end.add_argument("id", type=UUID, help="as `list` shows it")
    what.add_parser("list", help="show who may log in, without personnummer")


def run(args: argparse.Namespace) -> int:
    """Do it, and say what holds now."""
    acts = {"add": _add, "end": _end, "list": _list}
    acts[args.what](args)
    return 0


def _add(args: argparse.Namespace) -> None:
    try:
        row = _user(args) if args.roll else _ombud(args)
    except InvalidNumber as error:
        raise UserError(str(error)) from error
    print(_line(row))


def _user(args: argparse.Namespace) -> Anvandare:
    if args.start or args.last:
        raise UserError(
            "--from and --to are for who acts for an anordnare or a kommun. End a user with `user end`."
        )
    number = _personnummer()
    known = Anvandare.objects.filter(personnummer=number.replace("-", "")).first() if number else None
    return services.register_anvandare(
        namn=args.namn,
        roller=args.roll,
        personnummer=number or None,
        anvandare=args.id or (known.public_id if known else None),
        by=BY,
        clock=instance.clock(),
    )


def _ombud(args: argparse.Namespace) -> Ombud:
    clock = instance.clock()
    return services.register_ombud(
        namn=args.namn,
        whom=_whom(args),
        personnummer=_personnummer(),
        start=args.start or swedish_day(clock.now()),
        end=args.last + timedelta(days=1) if args.last else None,
        by=BY,
        clock=clock,
    )


def _whom(args: argparse.Namespace) -> Anordnare | Kommun:
    if args.anordnare:
        number = organisationsnummer(args.anordnare)
        found: Anordnare | Kommun | None = Anordnare.objects.filter(organisationsnummer=number).first()
    else:
        found = Kommun.objects.filter(kod=args.kommun).first()
    if found is None:
        raise UserError("It is not registered here: load it first with `assistans register FILE`.")
    return found


def _end(args: argparse.Namespace) -> None:
    told = {"by": BY, "clock": instance.clock()}
    if Anvandare.objects.filter(public_id=args.id).exists():
        services.end_anvandare(anvandare=args.id, **told)
    elif Ombud.objects.filter(public_id=args.id).exists():
        services.end_ombud(ombud=args.id, **told)
    else:
        raise UserError("Nobody has that id: `assistans user list` shows them.")
    print(f"{args.id} may do nothing more here.")


def _list(_args: argparse.Namespace) -> None:
    ombud = Ombud.objects.select_related("anordnare", "kommun").order_by("namn", "pk")
    rows = [*Anvandare.objects.order_by("namn", "pk"), *ombud]
    print("\n".join(map(_line, rows)) or NOTHING)


def _line(row: Anvandare | Ombud) -> str:
    return f"{row.public_id}  {row.namn}: {_can(row)}"


def _can(row: Anvandare | Ombud) -> str:
    if isinstance(row, Ombud):
        whom = row.anordnare or row.kommun
        return f"ombud for {whom.namn}, {_days(row)}"
    roles = ", ".join(row.roller)
    if not row.aktiv:
        return f"{roles}; has ended"
    return roles if row.personnummer else f"{roles}; cannot log in (no personnummer)"


def _days(row: Ombud) -> str:
    if row.valid.isempty:
        return "never"
    if row.valid.upper is None:
        return f"from {row.valid.lower}"
    return f"{row.valid.lower} to {row.valid.upper - timedelta(days=1)}"


def _personnummer() -> str:
    if sys.stdin.isatty():
        return getpass("Personnummer (12 digits, not shown): ").strip()
    return sys.stdin.readline().strip()
