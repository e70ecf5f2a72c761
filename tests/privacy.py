"""Finding personnummer where they must not be: in logs, addresses, error texts, invoices."""

import re

from personnummer import personnummer

_DIGITS = re.compile(r"(?<![0-9a-fA-F])((?:[0-9]{2})?[0-9]{6}[-+]?[0-9]{4})(?![0-9a-fA-F])")


def personnummer_in(text: str) -> list[str]:
    """Every number in the text that is a personnummer or samordningsnummer, written in any of its forms.

    Digits inside longer digit or hex strings (hashes, UUIDs, amounts) are not looked at.
    """
    return [number for number in _DIGITS.findall(text) if personnummer.valid(number)]
