"""A county of people and organisations that do not exist, drawn from a seed one person at a time.

The same seed gives the same county; person number 7 is the same whether 40 or 15 000 are asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final, Literal

from assistans.facts import Slag
from assistans.site.synthetic import names, numbers

EGEN: Final = "egen"
"""Stands where an organisationsnummer stands when the person employs her assistants herself."""

Natt = Literal["ingen", "vantetid", "beredskap", "aktiv"]
NUMBERS_PER_PERSON: Final = 16
_TEAMS: Final = (5, 6, 7, 8, 9, 4, 6, 5)  # assistants of a person: 6.25 in the mean
_HOURS: Final = (60, 80, 95, 105, 119, 42, 84, 70)  # active hours a week, by the same cycle
_NIGHTS: Final[tuple[Natt, ...]] = (
    "ingen", "vantetid", "beredskap", "aktiv", "vantetid", "ingen", "ingen", "beredskap",
)  # fmt: skip
_REPRESENTED_EVERY: Final = 5  # every fifth person has a god man who signs


@dataclass(frozen=True, slots=True)
class Individual:
    """Somebody with a personnummer (12 digits) and a name."""

    nummer: str
    fornamn: str
    efternamn: str

    @property
    def namn(self) -> str:
        """The whole name."""
        return f"{self.fornamn} {self.efternamn}"

    @property
    def fodd(self) -> date:
        """The birth date."""
        return numbers.fodd(self.nummer)


@dataclass(frozen=True, slots=True)
class Kommun:
    """A municipality."""

    kod: str
    namn: str
    organisationsnummer: str


@dataclass(frozen=True, slots=True)
class Leverantor:
    """A supplier of time-report systems."""

    organisationsnummer: str
    namn: str


@dataclass(frozen=True, slots=True)
class Anordnare:
    """Who arranges assistance, through which supplier it reports, who signs for it and where it is paid."""

    organisationsnummer: str
    namn: str
    slag: Literal["foretag", "kooperativ", "kommun"]
    leverantor: Leverantor
    firmatecknare: Individual
    bankgiro: str
    telefon: str = "010-555 01 00"


@dataclass(frozen=True, slots=True)
class Person:
    """A person with assistance as the county was drawn. `anordnare` None = own employment.

    `timmar`: active hours a week; `natt`: what the nights hold; `stallforetradare` signs her räkning when there is one.
    """

    index: int
    individual: Individual
    kommun: Kommun
    anordnare: Anordnare | None
    timmar: int
    natt: Natt
    team: tuple[Individual, ...]
    stallforetradare: Individual | None
    stallforetradare_slag: Literal["god_man", "vardnadshavare"] = "god_man"

    @property
    def nyckel(self) -> str:
        """The organisationsnummer of the anordnare, or `egen`."""
        return self.anordnare.organisationsnummer if self.anordnare else EGEN

    @property
    def signer(self) -> Individual:
        """Who signs her räkning: she herself, or whoever acts for her."""
        return self.stallforetradare or self.individual

    @property
    def konto(self) -> str:
        """Her bank account: clearing number, hyphen, account number."""
        return numbers.account(self.index)

    @property
    def granted(self) -> frozenset[Slag]:
        """The kinds of time besides aktiv that she is granted."""
        return frozenset({self.natt} & {"vantetid", "beredskap"})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class County:
    """The organisations of a county. Its persons are drawn by `persons`."""

    seed: int
    kommuner: tuple[Kommun, ...]
    leverantorer: tuple[Leverantor, ...]
    anordnare: tuple[Anordnare, ...]

    def persons(self, count: int) -> Iterator[Person]:
        """Draw so many persons, one at a time."""
        return (self.person(index) for index in range(count))

    def person(self, index: int) -> Person:
        """Draw one person."""
        place = index % len(_TEAMS)
        return Person(
            index=index,
            individual=self._individual(index, 0),
            kommun=self.kommuner[index % len(self.kommuner)],
            anordnare=self.anordnare[index % len(self.anordnare)],
            timmar=_HOURS[place],
            natt=_NIGHTS[place],
            team=tuple(self._individual(index, number) for number in range(1, 1 + _TEAMS[place])),
            stallforetradare=self._individual(index, 15) if index % _REPRESENTED_EVERY == 0 else None,
        )

    def random(self, *about: object) -> Random:
        """Give the random numbers of one subject: the same for the same seed and subject, whoever asked before."""
        return Random(":".join(map(str, (self.seed, *about))))  # noqa: S311 - repeatable on purpose

    def _individual(self, index: int, number: int) -> Individual:
        place = index * NUMBERS_PER_PERSON + number
        fornamn, efternamn = names.name(place * 31 + self.seed)
        return Individual(numbers.adult(place + _FIRST_PERSON), fornamn, efternamn)


_FIRST_PERSON: Final = 64  # the first numbers belong to those who sign for the anordnare
_KOMMUNER: Final = ("Lövviks kommun", "Åmoda kommun", "Norrsättra kommun")
_LEVERANTORER: Final = ("Tidbok Sverige AB", "Schemaväxeln AB", "Kommunsystem i Lövvik AB")
_ANORDNARE: Final[tuple[tuple[str, Literal["foretag", "kooperativ", "kommun"], int], ...]] = (
    ("Solrosens Assistans AB", "foretag", 0),
    ("Björkens Omsorg AB", "foretag", 0),
    ("Ås & Dal Assistans AB", "foretag", 1),
    ("Kooperativet Egen Kraft ek. för.", "kooperativ", 1),
    ("Lövviks kommun", "kommun", 2),
)


def draw(seed: int) -> County:
    """Draw a county's organisations."""
    leverantorer = tuple(
        Leverantor(numbers.organisationsnummer("559998", number), namn)
        for number, namn in enumerate(_LEVERANTORER)
    )
    anordnare = tuple(
        make_anordnare(number, namn=namn, slag=slag, leverantor=leverantorer[by])
        for number, (namn, slag, by) in enumerate(_ANORDNARE)
    )
    kommuner = tuple(
        Kommun(f"99{number + 1:02d}", namn, numbers.organisationsnummer("212999", number))
        for number, namn in enumerate(_KOMMUNER)
    )
    return County(seed, kommuner, leverantorer, anordnare)


def make_anordnare(
    number: int, *, namn: str, slag: Literal["foretag", "kooperativ", "kommun"], leverantor: Leverantor
) -> Anordnare:
    """Make one anordnare with a number of its own below 64, its signatory and its bankgiro."""
    series = {"foretag": "559999", "kooperativ": "769999", "kommun": "212999"}[slag]
    fornamn, efternamn = names.name(number + 11)
    return Anordnare(
        organisationsnummer=numbers.organisationsnummer(series, 0 if slag == "kommun" else number),
        namn=namn,
        slag=slag,
        leverantor=leverantor,
        firmatecknare=Individual(numbers.adult(number), fornamn, efternamn),
        bankgiro=numbers.bankgiro(number),
    )
