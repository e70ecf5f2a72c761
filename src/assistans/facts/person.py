"""The person with assistance."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistans.timeline.months import Period

Utbetalning = Literal["efterskott", "forskott", "blandad"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kommuntid:
    """The kommun that answers for the person in a period (LSS 16, 16 c and 16 d §§)."""

    kommun: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who has the assistance and how it is paid.

    `utbetalning`: efterskott, forskott (employs all assistants) or blandad. No `kommun` = the share is
    computed but owed by nobody named. `personnummer` is only an identifier: no rule reads it.
    """

    personnummer: str | None = None
    kommun: tuple[Kommuntid, ...] = ()
    utbetalning: Utbetalning = "efterskott"
    avliden: date | None = None
