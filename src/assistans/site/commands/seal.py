"""`assistans seal`: the hash chain over every document received."""

import argparse

from assistans.intake import seal_check, sealing
from assistans.intake.seal_check import SealCheck
from assistans.site.errors import OperatorError

BROKEN = 1
_DIGITS = 64


class NotALinkError(OperatorError):
    """What was given as a noted link is none."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions and their options."""
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("run", help="seal what is not sealed yet (workers do it every second)")
    verify = actions.add_parser("verify", help="make the whole chain again from the stored bytes and compare")
    verify.add_argument(
        "--noted",
        metavar="LINK",
        help="a link that an earlier check printed: also prove that nothing sealed up to it has been removed",
    )


def run(args: argparse.Namespace) -> int:
    """Carry out one action."""
    return _run() if args.action == "run" else _verify(args.noted)


def _run() -> int:
    print(f"Sealed {sealing.seal_all()} documents. Not sealed: {seal_check.unsealed()}.")
    return 0


def _verify(noted: str | None) -> int:
    found = seal_check.check(noted=_link(noted) if noted else None)
    print(f"{found.fitting} documents fit the chain. Newest link: {found.head.hex()}")
    print(f"Not sealed yet: {seal_check.unsealed()}.")
    if not found.is_whole:
        print(_fault(found))
        return BROKEN
    print("The seal is whole. Note the newest link outside this database, for the next check's --noted.")
    return 0


def _fault(found: SealCheck) -> str:
    if found.misfit is None:
        return "BROKEN: the noted link is not in the chain: documents at its end were removed after it was noted."
    name = f"tx-id {found.misfit.tx_id}" if found.misfit.tx_id else f"row {found.misfit.handling}"
    return f"BROKEN at document {found.misfit.place} ({name}): {found.misfit.what}. Compare with a backup."


def _link(text: str) -> bytes:
    try:
        given = bytes.fromhex(text)
    except ValueError:
        given = b""
    if len(given) * 2 != _DIGITS:
        raise NotALinkError(f"A link has {_DIGITS} hexadecimal digits, as `assistans seal verify` prints it.")
    return given
