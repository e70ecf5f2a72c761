"""Costs of the month before payment at a higher or skäligt amount (F1091 7 §; rules H4, B16, B17)."""

from assistans.assessment.priser import Priser
from assistans.assessment.provning import Provning


def needs_account(provning: Provning, priser: Priser) -> bool:
    """Tell whether any approved minute is paid only after an account of the month's costs."""
    return any(priser.of(stracka).konto for stracka in provning.live)


def check(provning: Provning, *, needed: bool) -> None:
    """Hold the month when the account is needed and missing; zeroes are an account too."""
    rakning = provning.underlag.rakning
    if needed and (rakning is None or rakning.kostnader is None):
        provning.hold("KOSTNADSREDOVISNING_SAKNAS")


def note_cap(provning: Provning, priser: Priser) -> None:
    """Note that the cap, and not the decision, gives the amount per hour."""
    if any(priser.of(stracka).begransad for stracka in provning.live):
        provning.hold("HOGRE_BELOPP_BEGRANSAT")


def check_verified(provning: Provning, priser: Priser) -> None:
    """Note that a dated amount in use is not verified, or is past its verified date."""
    used = {pris.dagens for pris in {priser.of(stracka) for stracka in provning.live}}
    if any(not value.verified_on(provning.last) for value in used if value is not None):
        provning.hold("PARAMETER_EJ_VERIFIERAD")
