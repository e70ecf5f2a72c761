"""`assistans case`: month cases, uppgifter and decisions, so that casework can be done without pages.

Actions are in English, what is printed in Swedish. Whoever acts says so with --who; personal data is read with --why.
"""

import argparse

from assistans.casework.errors import Hinder
from assistans.site.commands.case import acting, reading
from assistans.site.commands.case.finding import NotFoundError
from assistans.site.errors import OperatorError

ACTIONS = reading.ACTIONS | acting.ACTIONS


class HinderError(OperatorError):
    """Casework refused; the text says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True)
    for name, action in ACTIONS.items():
        action.declare(actions.add_parser(name, help=action.help, description=action.help))


def run(args: argparse.Namespace) -> int:
    """Carry out one action; exit code 2 with a sentence when it cannot be done."""
    try:
        return ACTIONS[args.action].run(args)
    except (Hinder, NotFoundError) as why:
        raise HinderError(str(why)) from why
