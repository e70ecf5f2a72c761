"""What a person's months hold and what must come of them: the generator's own knowledge, before anything is sent.

A `Personplan` is what the registers shall know and, month by month, a `Manadsplan`: the documents to send, what the
handläggare shall do, and the outcome to expect. The planned mistakes change plans; nothing here asks the assessment.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final, Literal, NamedTuple
from uuid import UUID, uuid5

from assistans.facts import Beslut, Kostnader, Rad, Slag, Tid, Vistelse
from assistans.facts.beslut import BeviljadTid
from assistans.site.synthetic import worked
from assistans.site.synthetic.county import EGEN, Anordnare, County, Individual, Kommun, Person
from assistans.site.synthetic.schedules import month_rows
from assistans.timeline.months import Month, Period

NAMESPACE: Final = UUID("6f2f7a9e-5d0c-5c55-9d3c-1f6a4a8f1c02")
LONG_AGO: Final = date(2015, 1, 1)
ANMALD: Final = date(2025, 6, 2)
ANSTALLD: Final = date(2024, 1, 8)

Utfall = Literal["beviljat", "delvis", "vantar", "avslag", "noll"]
Beslutskind = Literal["maskinellt", "bifall", "delvis", "avslag"]
Atgard = Literal["godkann", "neka", "komplettera", "satt_undan"]


class Phase(Enum):
    """When a document is sent. Everything of one phase has arrived and been worked through before the next begins."""

    RAPPORTER = "rapporter"
    RAKNINGAR = "rakningar"
    SENT = "sent"
    RATTELSER = "rattelser"
    SVAR = "svar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """One time report to send: one assistant, one month, one anordnare (None = own employment).

    `nummer` tells several ids for the same assistant and month apart; a later version has the same one.
    """

    person: Person
    assistent: Individual
    anordnare: Anordnare | None
    month: Month
    rader: tuple[Rad, ...]
    phase: Phase = Phase.RAPPORTER
    nummer: int = 0

    @property
    def nyckel(self) -> str:
        """The organisationsnummer of the anordnare, or `egen`."""
        return self.anordnare.organisationsnummer if self.anordnare else EGEN

    @property
    def signer(self) -> Individual:
        """Who signs for the anordnare; for own employment the person, or whoever acts for her."""
        return self.anordnare.firmatecknare if self.anordnare else self.person.signer

    def identifier(self, seed: int) -> UUID:
        """Give the document's id: the same for the same seed."""
        about = (seed, self.person.index, self.assistent.nummer, self.nyckel, self.month, self.nummer)
        return uuid5(NAMESPACE, "|".join(map(str, ("rapport", *about))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rakning:
    """One räkning (form FK 3057) to send. Money in öre; `tid` is what it claims was worked.

    `kostnader_timmar`: the whole hours that the costs are computed on.
    """

    person: Person
    month: Month
    tid: Tid
    phase: Phase = Phase.RAKNINGAR
    sjukhus: tuple[Vistelse, ...] = ()
    skola: bool = False
    vistelse_utanfor_ees: bool = False
    kvar_ore: int = 0
    kostnader: Kostnader | None = None
    kostnader_timmar: int = 0

    def identifier(self, seed: int) -> UUID:
        """Give the document's id; a corrected räkning keeps it."""
        return uuid5(NAMESPACE, f"rakning|{seed}|{self.person.index}|{self.month}")


class Tagen(NamedTuple):
    """Raw minutes of one kind on one day that a check takes, by whose time it is."""

    nyckel: str
    dag: int
    slag: Slag
    minuter: int


class Step(NamedTuple):
    """One thing that the handläggare does with a month: with what a code holds, or asking for a completion."""

    atgard: Atgard
    kod: str


@dataclass(slots=True, kw_only=True)
class Manadsplan:
    """One month: what is sent, what is done and what must come out.

    `koder`: the observations when all first documents are there, each with the raw minutes it takes (None = not
    foretold to the minute). `koder_sist`: the same at the end where it differs. `tagna`: minutes not paid at the end.
    `per_hour` and `kostnader_ore` price the month where schablonbeloppet does not; `utan_facit` = money not foretold.
    """

    person: Person
    month: Month
    rapporter: list[Rapport]
    rakningar: list[Rakning]
    koder: dict[str, int | None] = field(default_factory=dict)
    koder_sist: dict[str, int | None] | None = None
    steps: list[Step] = field(default_factory=list)
    utfall: Utfall = "beviljat"
    kind: Beslutskind | None = "maskinellt"
    tagna: list[Tagen] = field(default_factory=list)
    per_hour: Fraction = Fraction(worked.SCHABLON_2026)
    hogst_ore: int | None = None
    utan_facit: bool = False

    @property
    def first(self) -> list[Rapport]:
        """The reports as they were first sent."""
        return [rapport for rapport in self.rapporter if rapport.phase is Phase.RAPPORTER]

    @property
    def last(self) -> list[Rapport]:
        """The reports that count at the end: the newest version of each."""
        newest = {(rapport.assistent, rapport.nyckel): rapport for rapport in self.rapporter}
        return list(newest.values())

    def rows(self) -> Iterator[tuple[str, Rad]]:
        """Go through all rows that count at the end, with whose time they are."""
        return ((rapport.nyckel, rad) for rapport in self.last for rad in rapport.rader)

    def replace_report(self, old: Rapport, **changes: object) -> Rapport:
        """Change one report in place."""
        new = replace(old, **changes)  # type: ignore[arg-type]
        self.rapporter[self.rapporter.index(old)] = new
        return new

    def change_rakning(self, **changes: object) -> None:
        """Change the first räkning."""
        self.rakningar[0] = replace(self.rakningar[0], **changes)  # type: ignore[arg-type]

    def recount(self) -> None:
        """Let the first räkning say what was worked by the reports as first sent."""
        rader = [rad for rapport in self.first for rad in rapport.rader]
        self.change_rakning(tid=worked.total(self.month, computable(self.month, rader)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Uppgift:
    """What form FK 3066 says of an assistant for one person and anordnare."""

    assistent: Individual
    anordnare: Anordnare | None
    mottagen: date = ANMALD
    anstalld: date = ANSTALLD
    narstaende: bool = False
    bosatt_inom_ees: bool = True
    kollektivavtal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Uppdrag:
    """A person's contract with an anordnare. `mottagare_from` None = no payee request (FK 3079)."""

    anordnare: Anordnare
    avtal_from: date = LONG_AGO
    mottagare_from: date | None = LONG_AGO
    tillstand_upphort_meddelat: date | None = None


@dataclass(slots=True, kw_only=True)
class Personplan:
    """One person: what the registers shall know, and her months."""

    person: Person
    beslut: list[Beslut]
    uppgifter: list[Uppgift]
    uppdrag: list[Uppdrag]
    manader: dict[Month, Manadsplan]
    kommuner: list[tuple[Kommun, date]]
    institution: list[Period] = field(default_factory=list)
    oformogen: list[tuple[Individual, Period]] = field(default_factory=list)
    avliden: date | None = None
    skyddad: bool = False
    konto_from: date = LONG_AGO
    utbetalning: Literal["efterskott", "forskott"] = "efterskott"

    def change_uppgift(self, about: Individual, /, **changes: object) -> None:
        """Change what FK 3066 says of one assistant."""
        self.uppgifter = [
            replace(uppgift, **changes) if uppgift.assistent == about else uppgift  # type: ignore[arg-type]
            for uppgift in self.uppgifter
        ]


def clean(county: County, person: Person, months: tuple[Month, ...]) -> Personplan:
    """Plan a person whose months are in order."""
    return Personplan(
        person=person,
        beslut=[grant(person, period) for period in _grant_periods(person, months)],
        uppgifter=[Uppgift(assistent=assistent, anordnare=person.anordnare) for assistent in person.team],
        uppdrag=[Uppdrag(anordnare=person.anordnare)] if person.anordnare else [],
        manader={month: clean_month(county, person, month) for month in months},
        kommuner=[(person.kommun, LONG_AGO)],
    )


def clean_month(county: County, person: Person, month: Month) -> Manadsplan:
    """Plan one month in order: a report for each assistant who worked, and the räkning that agrees with them."""
    rows = month_rows(county, person, month)
    reports = [
        Rapport(person=person, assistent=a, anordnare=person.anordnare, month=month, rader=tuple(rader))
        for a, rader in rows.items()
        if rader
    ]
    total = worked.total(month, (rad for rader in rows.values() for rad in rader))
    rakning = Rakning(person=person, month=month, tid=total)
    return Manadsplan(person=person, month=month, rapporter=reports, rakningar=[rakning])


def grant(person: Person, period: Period, **changes: object) -> Beslut:
    """Make a grant that covers what the person uses, with a tenth to spare."""
    night = {"ingen": 0, "vantetid": 60 * 8 * 7 // 4, "beredskap": 60 * 8, "aktiv": 0}[person.natt]
    week = max(person.timmar, 112 if person.natt == "aktiv" else 0) * 60 + night
    usual = Beslut(
        beviljandeperiod=period,
        beslutad=date(2025, 6, 10),
        tid=BeviljadTid(per="per_vecka", minuter=week * 11 // 10),
        vantetid="vantetid" in person.granted,
        beredskap="beredskap" in person.granted,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def computable(month: Month, rader: Iterator[Rad] | list[Rad]) -> list[Rad]:
    """Leave out the rows that name a day or an hour that does not exist."""
    return [rad for rad in rader if _is_computable(month, rad)]


def _is_computable(month: Month, rad: Rad) -> bool:
    try:
        return worked.minutes(month, rad) > 0
    except ValueError:
        return False


def _grant_periods(person: Person, months: tuple[Month, ...]) -> Iterator[Period]:
    """Half-years one after another over the months, for every other person from November and from January."""
    begins = 1 if person.index % 2 == 0 else 11
    start = min(months).shift(-((min(months).month - begins) % 6))
    while start <= max(months):
        yield Period(start.first, start.shift(6).first)
        start = start.shift(6)
