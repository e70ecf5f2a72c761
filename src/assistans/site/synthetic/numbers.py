"""Identity numbers and accounts for people and organisations that do not exist, each with a right check digit.

Birth numbers are 980-999, the series of the Swedish Tax Agency's own test numbers, and no others.
Organisation numbers end in series that are not in use; bankgiro numbers begin with 99, accounts with a clearing
number whose account part counts from zero.
"""

from datetime import date, timedelta
from typing import Final

FIRST_BIRTH_NUMBER: Final = 980
BIRTH_NUMBERS: Final = 20
ADULT_FROM: Final = date(1950, 1, 1)
ADULT_DAYS: Final = 20_011  # a prime, to 2004-10-14: every step below it visits all the days
STEP: Final = 7_919
CLEARING: Final = "9020"


class NumbersUsedUp(ValueError):
    """More people were asked for than there are test numbers."""


def adult(index: int) -> str:
    """Give the personnummer (12 digits) of the adult with this index: different for every index. Raises NumbersUsedUp."""
    birth_number, place = divmod(index, ADULT_DAYS)
    if birth_number >= BIRTH_NUMBERS:
        raise NumbersUsedUp(
            f"there are test numbers for {ADULT_DAYS * BIRTH_NUMBERS} people, not for {index}"
        )
    day = ADULT_FROM + timedelta(days=place * STEP % ADULT_DAYS)
    return personnummer(day, FIRST_BIRTH_NUMBER + birth_number)


def personnummer(fodd: date, birth_number: int) -> str:
    """Give the personnummer, 12 digits, of a birth date and a birth number."""
    digits = f"{fodd:%y%m%d}{birth_number}"
    return f"{fodd:%Y}"[:2] + digits + check_digit(digits)


def fodd(nummer: str) -> date:
    """Give the birth date that a personnummer begins with."""
    return date(int(nummer[:4]), int(nummer[4:6]), int(nummer[6:8]))


def organisationsnummer(prefix: str, index: int) -> str:
    """Give an organisationsnummer, 10 digits: a six-digit series and a running number."""
    digits = f"{prefix}{index:03d}"
    return digits + check_digit(digits)


def bankgiro(index: int) -> str:
    """Give a bankgiro number, 8 digits."""
    digits = f"99{index:05d}"
    return digits + check_digit(digits)


def account(index: int) -> str:
    """Give a bank account: clearing number, hyphen, seven digits of which the last is modulus 11 over all eleven."""
    while True:
        digits = f"{index:06d}"
        check = -_weighted(CLEARING + digits) % 11
        if check < 10:  # noqa: PLR2004 - modulus 11 leaves one number in eleven without a check digit
            return f"{CLEARING}-{digits}{check}"
        index += 500_000


def check_digit(digits: str) -> str:
    """Give the Luhn digit that follows these digits."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)  # noqa: PLR2004 - two digits added


def _weighted(digits: str) -> int:
    """Sum of digits times 2, 3, 4 … 10, 1, 2 from the right: the check digit itself weighs 1."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 10, 1)
    return sum(int(digit) * weight for digit, weight in zip(reversed(digits), weights, strict=True))
