"""Costs of the month before payment at a higher or skäligt amount (F1091 7 §; rules H4, B16, B17)."""

from collections.abc import Iterable

from assistans.assessment.pris import Pris
from assistans.assessment.priser import Priser
from assistans.assessment.provning import Provning


def check(provning: Provning, prices: Iterable[Pris]) -> None:
    """Hold the month when approved time needs an account and there is none; zeroes are an account too."""
    rakning = provning.underlag.rakning
    if (rakning is None or rakning.kostnader is None) and any(pris.konto for pris in prices):
        provning.hold("KOSTNADSREDOVISNING_SAKNAS")


def note_cap(provning: Provning, prices: Iterable[Pris]) -> None:
    """Note that the cap, and not the decision, gives the amount per hour."""
    if any(pris.begransad for pris in prices):
        provning.hold("HOGRE_BELOPP_BEGRANSAT")


def check_verified(provning: Provning, priser: Priser) -> None:
    """Note that a dated amount in use is not verified, or is past its verified date."""
    used = {pris.dagens for pris in priser.in_use()}
    if any(not value.verified_on(provning.last) for value in used if value is not None):
        provning.hold("PARAMETER_EJ_VERIFIERAD")
