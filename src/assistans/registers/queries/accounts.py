"""Where to pay: the account in force on a day, or none (then nothing is paid)."""

from dataclasses import dataclass
from datetime import date, datetime

from assistans.base.amend import current
from assistans.registers.models import Anordnare, Person, Utbetalningskonto


@dataclass(frozen=True, slots=True)
class Konto:
    """An account: `bankgiro` and `plusgiro` as digits, `bankkonto` as clearing-konto."""

    kontoslag: str
    nummer: str


def account_of(*, owner: Person | Anordnare, on: date, known_at: datetime | None = None) -> Konto | None:
    """The owner's account on a day, as known at an instant (None = now)."""
    whose = {"person": owner} if isinstance(owner, Person) else {"anordnare": owner}
    row = current(Utbetalningskonto, on=on, known_at=known_at).filter(**whose).first()
    return Konto(row.kontoslag, row.nummer) if row else None
