"""Identity and account numbers in their one stored form, with their check digits tried by the field's libraries.

The error texts never repeat the number: it may be somebody's personnummer.
"""

import re
from datetime import date

import bankkonto
from bankkonto.exceptions import BankkontoValidationError, SwedbankBankkontoValidationError
from bankkonto.luhn import validate_luhn
from organisationsnummer import organisationsnummer as organisation_library
from personnummer import personnummer as person_library

_TWELVE = re.compile(r"[0-9]{8}[-+]?[0-9]{4}", re.ASCII)
_TEN = re.compile(r"[0-9]{6}-?[0-9]{4}", re.ASCII)
_BANKGIRO = re.compile(r"[0-9]{7,8}", re.ASCII)
_PLUSGIRO = re.compile(r"[0-9]{2,8}", re.ASCII)
_BANKKONTO = re.compile(r"[0-9]{4,5}-[0-9]{5,12}", re.ASCII)


class InvalidNumber(ValueError):
    """A number has the wrong form or check digit. The text is for users and does not repeat the number."""


def personnummer(text: str) -> str:
    """A personnummer or samordningsnummer as 12 digits. Raises InvalidNumber."""
    if not _TWELVE.fullmatch(text):
        raise InvalidNumber(
            "Personnumret ska skrivas med 12 siffror, ÅÅÅÅMMDD-NNNN. Rätta det och skicka igen."
        )
    digits = text.replace("-", "").replace("+", "")
    if not person_library.valid(digits):
        raise InvalidNumber(
            "Personnumret har ett datum som inte finns eller fel kontrollsiffra. Kontrollera det mot underlaget."
        )
    return digits


def is_samordningsnummer(number: str) -> bool:
    """Whether a valid number (12 digits) is a samordningsnummer: its day is raised by 60."""
    return person_library.parse(number).is_coordination_number()


def born(number: str) -> date:
    """The day of birth in a valid personnummer or samordningsnummer (12 digits)."""
    return person_library.parse(number).get_date()


def organisationsnummer(text: str) -> str:
    """An organisationsnummer as 10 digits; a sole trader's is the personnummer without century. Raises InvalidNumber."""
    if not _TEN.fullmatch(text) or not organisation_library.valid(text):
        raise InvalidNumber(
            "Organisationsnumret ska ha 10 siffror, NNNNNN-NNNN, och rätt kontrollsiffra. Kontrollera det mot underlaget."
        )
    return text.replace("-", "")


def bankgiro(text: str) -> str:
    """A bankgiro number as 7 or 8 digits. Raises InvalidNumber."""
    return _giro(text, _BANKGIRO, "Bankgironumret", "7 eller 8")


def plusgiro(text: str) -> str:
    """A plusgiro number as 2–8 digits. Raises InvalidNumber."""
    return _giro(text, _PLUSGIRO, "Plusgironumret", "2–8")


def bank_account(text: str, *, without_check_digit: bool = False) -> str:
    """A bank account as `clearing-konto`, digits and one hyphen. Raises InvalidNumber.

    Some Swedbank accounts have no valid check digit; such a one is taken `without_check_digit` when the bank was asked.
    """
    number = text.replace(" ", "")
    if not _BANKKONTO.fullmatch(number):
        raise InvalidNumber("Bankkontot ska skrivas clearingnummer-kontonummer, till exempel 6000-123456789.")
    try:
        bankkonto.validate(*number.split("-"))
    except SwedbankBankkontoValidationError as error:
        if not without_check_digit:
            raise InvalidNumber(
                "Kontonumrets kontrollsiffra stämmer inte. En del konton i Swedbank saknar kontrollsiffra: fråga banken och "
                "registrera då kontot som kontrollerat hos banken."
            ) from error
    except BankkontoValidationError as error:
        raise InvalidNumber(
            "Clearingnumret är okänt, eller så har kontonumret fel längd eller fel kontrollsiffra. Kontrollera det mot underlaget."
        ) from error
    return number


def account(*, kontoslag: str, nummer: str, without_check_digit: bool = False) -> str:
    """An account of a kind (`bankgiro`, `plusgiro`, `bankkonto`) in its stored form, which gives itself again. Raises InvalidNumber."""
    if kontoslag == "bankgiro":
        return bankgiro(nummer)
    if kontoslag == "plusgiro":
        return plusgiro(nummer)
    if kontoslag == "bankkonto":
        return bank_account(nummer, without_check_digit=without_check_digit)
    raise InvalidNumber(f"Kontoslaget {kontoslag!r} finns inte. Välj bankgiro, plusgiro eller bankkonto.")


def _giro(text: str, form: re.Pattern[str], name: str, length: str) -> str:
    digits = text.replace("-", "").replace(" ", "")
    if not form.fullmatch(digits) or not validate_luhn(digits):
        raise InvalidNumber(
            f"{name} ska ha {length} siffror och rätt kontrollsiffra. Kontrollera det mot underlaget."
        )
    return digits
