"""What other rooms ask the registers: the facts of a person's month, names, who may sign, where to pay."""

from assistans.registers.queries.accounts import Konto, account_of
from assistans.registers.queries.facts import (
    AnordnareFakta,
    AssistentFakta,
    BeslutFakta,
    Interval,
    KommunFakta,
    PersonFakta,
    Tid,
    facts_of,
)
from assistans.registers.queries.names import PROTECTED, names_of, names_of_anordnare, names_of_assistenter
from assistans.registers.queries.signing import may_sign_for

__all__ = [
    "PROTECTED",
    "AnordnareFakta",
    "AssistentFakta",
    "BeslutFakta",
    "Interval",
    "KommunFakta",
    "Konto",
    "PersonFakta",
    "Tid",
    "account_of",
    "facts_of",
    "may_sign_for",
    "names_of",
    "names_of_anordnare",
    "names_of_assistenter",
]
