"""Swedish payee accounts in the terms of ISO 20022 as the Swedish banks read them.

Bankgiro goes through clearing 9900 with the account scheme BGNR, plusgiro through 9960 as BBAN, a bank account through its
own clearing number as BBAN (Swedish Common Interpretation of ISO 20022 Payment Messages). Clearing numbers are of SESBA.
"""

import re
from dataclasses import dataclass

import bankkonto
from bankkonto.exceptions import SwedbankBankkontoValidationError
from bankkonto.luhn import validate_luhn

BANKGIROT = "9900"
PLUSGIROT = "9960"
_DIGITS = {"bankgiro": re.compile("[0-9]{7,8}"), "plusgiro": re.compile("[0-9]{2,8}")}


class OgiltigtKonto(ValueError):
    """An account number that no bank can have given out. The text is Swedish, without the number itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bankadress:
    """Where a bank finds the payee: SESBA clearing number, account digits, and the scheme that they follow."""

    clearing: str
    konto: str
    scheme: str
    is_proprietary: bool


def bankadress(*, kontoslag: str, nummer: str) -> Bankadress:
    """Read an account of the register (`bankgiro`, `plusgiro`, `bankkonto`); raises OgiltigtKonto."""
    if kontoslag == "bankkonto":
        return _bankkonto(nummer)
    if kontoslag not in _DIGITS:
        raise OgiltigtKonto(f"Kontoslaget {kontoslag!r} finns inte. Välj bankgiro, plusgiro eller bankkonto.")
    digits = _giro(kontoslag, nummer)
    if kontoslag == "bankgiro":
        return Bankadress(clearing=BANKGIROT, konto=digits, scheme="BGNR", is_proprietary=True)
    return Bankadress(clearing=PLUSGIROT, konto=digits, scheme="BBAN", is_proprietary=False)


def _giro(kontoslag: str, nummer: str) -> str:
    digits = re.sub("[ -]", "", nummer)
    if not _DIGITS[kontoslag].fullmatch(digits) or not validate_luhn(digits):
        raise OgiltigtKonto(f"Numret är inget {kontoslag}nummer: kontrollsiffran eller längden är fel.")
    return digits


def _bankkonto(nummer: str) -> Bankadress:
    clearing, account = bankkonto.clean_and_split(nummer)
    try:
        bankkonto.validate(clearing, account)
    except SwedbankBankkontoValidationError:
        pass  # a few of Swedbank's own accounts have no check digit (Bankgirot's account number manual, type 2 note 3)
    except (bankkonto.BankkontoException, IndexError):
        raise OgiltigtKonto(
            "Numret är inget svenskt bankkonto: clearingnummer, längd eller kontrollsiffra är fel."
        ) from None
    return Bankadress(clearing=clearing[:4], konto=account, scheme="BBAN", is_proprietary=False)
