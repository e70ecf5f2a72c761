"""Swedish payee accounts in the terms of ISO 20022 as the Swedish banks read them.

Bankgiro goes through clearing 9900 with the account scheme BGNR, plusgiro through 9960 as BBAN, a bank account through its
own clearing number as BBAN (Swedish Common Interpretation of ISO 20022 Payment Messages). Clearing numbers are of SESBA.
"""

from dataclasses import dataclass
from typing import Final

from assistans.registers import identifiers

BANKGIROT: Final = "9900"
PLUSGIROT: Final = "9960"
_CLEARING_DIGITS = 4  # Swedbank's fifth is a check digit of the clearing number itself


class OgiltigtKonto(ValueError):
    """An account number that no bank can have given out. The text is Swedish, without the number itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bankadress:
    """Where a bank finds the payee: SESBA clearing number, account digits, and the scheme that they follow."""

    clearing: str
    konto: str
    scheme: str
    is_proprietary: bool = False

    @property
    def is_giro(self) -> bool:
        """Whether it is a bankgiro or plusgiro number rather than a bank account."""
        return self.clearing in {BANKGIROT, PLUSGIROT}


def bankadress(*, kontoslag: str, nummer: str) -> Bankadress:
    """Read an account as the register holds it (`bankgiro`, `plusgiro`, `bankkonto`); raises OgiltigtKonto.

    The check is the register's own. What it took as confirmed by the bank, without a check digit, is not questioned here.
    """
    try:
        number = identifiers.account(kontoslag=kontoslag, nummer=nummer, without_check_digit=True)
    except identifiers.InvalidNumber as error:
        raise OgiltigtKonto(str(error)) from None
    return _ADDRESSES[kontoslag](number)


def _bankgiro(number: str) -> Bankadress:
    return Bankadress(clearing=BANKGIROT, konto=number, scheme="BGNR", is_proprietary=True)


def _plusgiro(number: str) -> Bankadress:
    return Bankadress(clearing=PLUSGIROT, konto=number, scheme="BBAN")


def _bankkonto(number: str) -> Bankadress:
    clearing, account = number.split("-")
    return Bankadress(clearing=clearing[:_CLEARING_DIGITS], konto=account, scheme="BBAN")


_ADDRESSES = {"bankgiro": _bankgiro, "plusgiro": _plusgiro, "bankkonto": _bankkonto}
