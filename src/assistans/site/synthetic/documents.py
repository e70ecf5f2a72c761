"""Time reports and räkningar as XML: `Tidredovisning` as suppliers' systems write it, `Rakning` by the one writer of form FK 3057.

Written out as text: the bytes are what is signed, and the door's own schema code has no part in making them.
"""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import Final, NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape

from assistans.facts import Rad, Vistelse
from assistans.intake.rakning.document import KOSTNADSSLAG
from assistans.intake.rakning.writing import Form, Kostnader, NamedPerson, Stallforetradare, write
from assistans.site.synthetic.county import Anordnare, Individual, Person
from assistans.site.synthetic.plans import Rakning, Rapport

TIDREDOVISNING: Final = (
    "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"
)
KIND: Final = {"aktiv": "aktivTid", "vantetid": "vanteTid", "beredskap": "beredskapsTid"}


class Dokument(NamedTuple):
    """A document ready to be signed: its id and its bytes, which are their own inclusive C14N 1.0."""

    id: UUID
    innehall: bytes

    @property
    def pair(self) -> tuple[str, str]:
        """The id and the lower-case hex SHA-256 of the canonical document, as signatures name it."""
        return str(self.id), sha256(self.innehall).hexdigest()


def tidredovisning(rapport: Rapport, *, seed: int) -> Dokument:
    """Write a time report."""
    identifier = rapport.identifier(seed)
    return Dokument(identifier, "".join(_tidredovisning(rapport, identifier)).encode())


def rakning(rakning: Rakning, *, seed: int, datum: date) -> Dokument:
    """Write a räkning, signed on a day."""
    identifier = rakning.identifier(seed)
    return Dokument(identifier, write(_form(rakning, identifier, datum)))


def _tidredovisning(rapport: Rapport, identifier: UUID) -> Iterator[str]:
    yield f'<Tidredovisning xmlns="{TIDREDOVISNING}"><id>{identifier}</id>'
    yield f"<redovisningsmanad>{rapport.month}</redovisningsmanad>"
    yield f"<personSomHarAssistans>{_individual(rapport.person.individual)}</personSomHarAssistans>"
    yield f"<assistent>{_individual(rapport.assistent)}<kollektivavtal>true</kollektivavtal></assistent>"
    yield _anordnare(rapport.anordnare)
    yield f"<tidrapport>{''.join(map(_rad, rapport.rader))}</tidrapport>"
    yield f"<telefonnummerAnordnare>{rapport.anordnare.telefon if rapport.anordnare else '070-555 01 01'}</telefonnummerAnordnare>"
    yield "</Tidredovisning>"


def _individual(individual: Individual) -> str:
    return (
        f"<personnummer>{individual.nummer}</personnummer>"
        f"<fornamn>{escape(individual.fornamn)}</fornamn><efternamn>{escape(individual.efternamn)}</efternamn>"
    )


def _anordnare(anordnare: Anordnare | None) -> str:
    if anordnare is None:
        return "<anstalldAvPersonSomHarAssistans>true</anstalldAvPersonSomHarAssistans>"
    return (
        f"<assistansanordnare><anordnareNamn>{escape(anordnare.namn)}</anordnareNamn>"
        f"<organisationsnummer>{anordnare.organisationsnummer}</organisationsnummer>"
        "<assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare></assistansanordnare>"
    )


def _rad(rad: Rad) -> str:
    kind = KIND[rad.slag]
    return (
        f"<rapportRad><dag>{rad.dag}</dag><fromTid>{_clock(rad.fran)}</fromTid><tomTid>{_clock(rad.till)}</tomTid>"
        f"<{kind}>true</{kind}></rapportRad>"
    )


def _clock(hhmm: int) -> str:
    return f"{hhmm // 100:02d}.{hhmm % 100:02d}"


def _form(rakning: Rakning, identifier: UUID, datum: date) -> Form:
    person = rakning.person
    return Form(
        id=identifier,
        manad=rakning.month.first,
        person=_named(person.individual),
        tid=rakning.tid,
        verksamheter=("skola",) if rakning.skola else (),
        sjukhus=tuple(map(_stay, rakning.sjukhus)),
        vistelse_utanfor_ees=rakning.vistelse_utanfor_ees,
        kvar_ore=rakning.kvar_ore or None,
        undertecknad=datum,
        namn=person.signer.namn,
        telefon="070-555 02 02",
        stallforetradare=_representative(person),
        kostnader=_costs(rakning),
    )


def _named(individual: Individual) -> NamedPerson:
    return NamedPerson(nummer=individual.nummer, fornamn=individual.fornamn, efternamn=individual.efternamn)


def _stay(stay: Vistelse) -> tuple[datetime, datetime]:
    if stay.till is None:
        raise ValueError("the form asks for a stay's end")
    return stay.fran, stay.till


def _representative(person: Person) -> Stallforetradare | None:
    who = person.stallforetradare
    if who is None:
        return None
    return Stallforetradare(slag=person.stallforetradare_slag, nummer=who.nummer, namn=who.namn)


def _costs(rakning: Rakning) -> Kostnader | None:
    if rakning.kostnader is None:
        return None
    ore = {slag: int(getattr(rakning.kostnader, slag)) for slag in KOSTNADSSLAG}
    return Kostnader(ore=ore, minuter=rakning.kostnader_timmar * 60)
