"""Where a person or an anordnare is paid: one account a day."""

from datetime import date
from typing import Unpack

from assistans.base.amend import Said, amend
from assistans.base.clock import Clock
from assistans.registers import identifiers
from assistans.registers.models import Anordnare, Person, Utbetalningskonto


def register_account(
    *,
    owner: Person | Anordnare,
    kontoslag: str,
    nummer: str,
    start: date,
    end: date | None = None,
    without_check_digit: bool = False,
    by: str,
    clock: Clock,
) -> Utbetalningskonto:
    """Say where the owner is paid from a day on: `bankgiro`, `plusgiro` or `bankkonto` (clearing-konto).

    `without_check_digit`: the bank has said that the account is right though its check digit is not. Raises InvalidNumber.
    """
    stored = identifiers.account(kontoslag=kontoslag, nummer=nummer, without_check_digit=without_check_digit)
    values = {"kontoslag": kontoslag, "nummer": stored}
    return _amend(owner, start=start, end=end, values=values, by=by, clock=clock)


def end_account(*, owner: Person | Anordnare, start: date, by: str, clock: Clock) -> None:
    """Say that the owner has no account from a day on: then nothing can be paid to her until there is one."""
    _amend(owner, start=start, end=None, values=None, by=by, clock=clock)


def _amend(owner: Person | Anordnare, **said: Unpack[Said]) -> Utbetalningskonto | None:
    identity = {"person": owner} if isinstance(owner, Person) else {"anordnare": owner}
    return amend(Utbetalningskonto, lock=owner, identity=identity, **said)
