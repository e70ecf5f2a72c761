"""What codes mean to those who work here. One that no table knows any longer is given as it is, never hidden."""

from collections.abc import Iterable
from typing import Final

from assistans.assessment.texter import MissingTextError, because, sentence
from assistans.assessment.words import listed

OTHER_CODES: Final = {
    "ANDRAT_UTFALL": "Beslutet skulle bli ett annat nu",
    "ATTEST": "Ett beslut väntar på attest",
    "ATERLAMNAT": "Beslutet är återlämnat",
    "KOMPLETTERING_BESVARAD": "En komplettering har fått svar",
    "KOMMUN_SAKNAS": "Kommunen saknas i registret",
    "UNDERLAG_OFULLSTANDIGT": "Månaden kan inte bedömas",
}
"""What uppgifter that are no observations are called, by code."""


def meaning(kod: str) -> str:
    """Tell what a code means to a handläggare: a sentence without its full stop, as a heading has it."""
    if kod in OTHER_CODES:
        return OTHER_CODES[kod]
    try:
        return sentence(kod, "handlaggare").removesuffix(".")
    except MissingTextError:
        return kod


def reason(kod: str) -> str:
    """Tell an observation as the clause that follows "eftersom", "att" or "av skälet att"."""
    try:
        return because(kod)
    except MissingTextError:
        return kod


def reasons(koder: Iterable[str]) -> str:
    """Tell several as clauses that follow each other."""
    return listed([reason(kod) for kod in koder])
