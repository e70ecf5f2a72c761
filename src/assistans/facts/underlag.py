"""The underlag: everything that the assessment of one person's month rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistans.facts.anordnare import Anordnare
from assistans.facts.assistenter import Assistent
from assistans.facts.beslut import Beslut
from assistans.facts.person import Person
from assistans.facts.rakning import Rakning
from assistans.facts.tid import Rad
from assistans.timeline.months import Month, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidsredovisning:
    """One assistant's report for the month at one anordnare; `mottagen` is its first formally valid version.

    `kollektivavtal` None = as the assistant's. `id` tells two reports apart.
    """

    assistent: str
    anordnare: str
    mottagen: date
    rader: tuple[Rad, ...]
    id: str | None = None
    kollektivavtal: bool | None = None
    berakningsperiod: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnanTid:
    """The same assistant's rows for other persons this month: clock times only, no identity."""

    assistent: str
    rader: tuple[Rad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Komplettering:
    """A request for completion of the räkning (`assistent` and `anordnare` None) or of a report."""

    begard: date
    sista_dag: date
    inkom: date | None = None
    assistent: str | None = None
    anordnare: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnanManad:
    """What another month of the beviljandeperiod has used: units of 1/28 minute, and raw double minutes."""

    month: Month
    enheter: int
    dubbel_minuter: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Retroaktiv:
    """The month lies before the decision: the day of application and whether it was accounted for monthly."""

    ansokt: date
    redovisat_manadsvis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stallningstagande:
    """A handläggare's position: what `kod` would otherwise hold is let through, or stopped with that code.

    Narrowed by any of assistant, anordnare, report id, day of the month and clock times (HHMM) of that day.
    Only what waits may be let through: a code that stops is no matter for a position.
    """

    kod: str
    utfall: Literal["godkand", "stoppad"]
    skal: str
    assistent: str | None = None
    anordnare: str | None = None
    rapport: str | None = None
    dag: int | None = None
    fran: int | None = None
    till: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Underlag:
    """One person's month. Attribute names are the keys of docs/case-format.md; order of lists never matters.

    `anordnare` and `assistenter` are by id. `tidigare_veckor` (the week that the month begins inside) and
    `senare_veckor` (the week that it ends inside) are in units of 1/28 minute by ISO week (`2018-W44`).
    """

    month: Month
    assessed_on: date
    person: Person
    beslut: tuple[Beslut, ...]
    anordnare: Mapping[str, Anordnare]
    assistenter: Mapping[str, Assistent]
    tidsredovisningar: tuple[Tidsredovisning, ...]
    annan_tid: tuple[AnnanTid, ...] = ()
    rakning: Rakning | None = None
    kompletteringar: tuple[Komplettering, ...] = ()
    institution: tuple[Period, ...] = ()
    sjukhus_tidigare: tuple[Period, ...] = ()
    tidigare: tuple[AnnanManad, ...] = ()
    tidigare_veckor: Mapping[str, int] = field(default_factory=dict)
    senare: tuple[AnnanManad, ...] = ()
    senare_veckor: Mapping[str, int] = field(default_factory=dict)
    slutavrakning_gjord: date | None = None
    retroaktiv: Retroaktiv | None = None
    stallningstaganden: tuple[Stallningstagande, ...] = ()
