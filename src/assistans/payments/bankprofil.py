"""Who pays, and from which account: the bank profile, read from `bank.toml` in the home folder."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from assistans.base import instance
from assistans.base.profile import read_profile

FILE: Final = "bank.toml"
_IBAN = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_BIC = re.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")


class MissingBankprofil(RuntimeError):
    """There is no usable bank profile; the text says what to write, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bankprofil:
    """The payer as the bank knows it.

    `kundnummer` is the bank's own number for the customer agreement (empty: the organisationsnummer).
    `clearing_i_konto`: some banks want a bank account's clearing number before the account digits too.
    """

    namn: str
    organisationsnummer: str
    iban: str
    bic: str
    kundnummer: str = ""
    clearing_i_konto: bool = False

    def __post_init__(self) -> None:
        if not self.namn.strip():
            raise MissingBankprofil("The bank profile lacks `namn`, the payer's name.")
        if not _is_iban(self.iban):
            raise MissingBankprofil("The bank profile's `iban` has a wrong check digit or form.")
        if not _BIC.fullmatch(self.bic):
            raise MissingBankprofil("The bank profile's `bic` is no BIC of 8 or 11 characters.")


def load(folder: Path) -> Bankprofil:
    """Read the profile in `folder`. Raises MissingBankprofil when it is missing, or lacks or has what it should not."""
    return read_profile(folder / FILE, make=Bankprofil, example=_example(), error=MissingBankprofil)


def here() -> Bankprofil:
    """The installation's own profile; a demo or test database without one pays from the published example account.

    Raises MissingBankprofil.
    """
    home = Path(settings.HOME)
    if instance.may_be_lenient() and not (home / FILE).exists():
        return DEMO
    return load(home)


def _example() -> str:
    return 'namn = "…", organisationsnummer = "…", iban = "SE…", bic = "…", one a line'


def _is_iban(text: str) -> bool:
    if not _IBAN.fullmatch(text):
        return False
    digits = "".join(str(int(character, 36)) for character in text[4:] + text[:4])
    return int(digits) % 97 == 1


DEMO: Final = Bankprofil(
    namn="Assistans demonstration",
    organisationsnummer="5560000001",
    iban="SE3550000000054910000003",
    bic="ESSESESS",
)
"""The published example IBAN, for databases marked demo or test only: no bank takes it."""
