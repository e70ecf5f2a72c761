"""Who arranges the assistance, and what the registers say of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from assistans.timeline.months import ALWAYS, Period

AnordnareSlag = Literal["foretag", "kooperativ", "kommun", "egen_arbetsgivare"]
ALLTID: Final = (Period(ALWAYS, None),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anordnare:
    """One anordnare; `id` is its organisationsnummer (or any name for the person's own employment).

    The four tuples are the periods in which the permit, F-skatt, employer registration and the registration
    as betalningsmottagare (FK 3079) were in force. `tillstand_upphort_meddelat`: the day the person was told
    that the permit had ended.
    """

    id: str
    slag: AnordnareSlag = "foretag"
    ivo_tillstand: tuple[Period, ...] = ()
    f_skatt: tuple[Period, ...] = ()
    arbetsgivare: tuple[Period, ...] = ()
    betalningsmottagare: tuple[Period, ...] = ()
    avtal_from: date | None = None
    tillstand_upphort_meddelat: date | None = None


def in_force(periods: tuple[Period, ...], day: date) -> bool:
    """Tell whether one of the periods covers the day."""
    return any(period.covers(day) for period in periods)
