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
    """Read an account as the register holds it (`bankgiro`, `plusgiro`, `bankkonto`); raises OgiltigtKonto."""
    try:
        return _READERS[kontoslag](nummer)
    except KeyError:
        raise OgiltigtKonto(f"Kontoslaget {kontoslag!r} finns inte.") from None
    except identifiers.InvalidNumber as error:
        raise OgiltigtKonto(str(error)) from None


def _bankgiro(nummer: str) -> Bankadress:
    digits = identifiers.bankgiro(nummer)
    return Bankadress(clearing=BANKGIROT, konto=digits, scheme="BGNR", is_proprietary=True)


def _plusgiro(nummer: str) -> Bankadress:
    return Bankadress(clearing=PLUSGIROT, konto=identifiers.plusgiro(nummer), scheme="BBAN")


def _bankkonto(nummer: str) -> Bankadress:
    # An account without a valid check digit was registered as confirmed by the bank; it is not questioned again here.
    clearing, account = identifiers.bank_account(nummer, without_check_digit=True).split("-")
    return Bankadress(clearing=clearing[:_CLEARING_DIGITS], konto=account, scheme="BBAN")


_READERS = {"bankgiro": _bankgiro, "plusgiro": _plusgiro, "bankkonto": _bankkonto}
