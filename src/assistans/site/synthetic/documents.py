"""Time reports and räkningar as XML: `Tidredovisning` as suppliers' systems write it, `Rakning` with the whole of form FK 3057.

Written out as text: the bytes are what is signed, and the door's own schema code has no part in making them.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Final, NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape

from assistans.facts import Kostnader, Rad, Vistelse
from assistans.site.synthetic.county import Anordnare, Individual
from assistans.site.synthetic.plans import Rakning, Rapport

TIDREDOVISNING: Final = (
    "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"
)
RAKNING: Final = "urn:assistans:rakning:1"
KOSTNADER: Final = ("lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration")
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
    return Dokument(identifier, "".join(_rakning(rakning, identifier, datum)).encode())


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


def _rakning(rakning: Rakning, identifier: UUID, datum: date) -> Iterator[str]:
    person = rakning.person
    yield f'<Rakning xmlns="{RAKNING}"><id>{identifier}</id><redovisningsmanad>{rakning.month}</redovisningsmanad>'
    yield f"<personSomHarAssistans>{_individual(person.individual)}</personSomHarAssistans>"
    yield f"<utfordTid>{_tid('aktivTid', rakning.tid.aktiv)}{_tid('vanteTid', rakning.tid.vantetid)}"
    yield f"{_tid('beredskapsTid', rakning.tid.beredskap)}</utfordTid>"
    school = "<ja><skola>true</skola></ja>" if rakning.skola else "<nej>true</nej>"
    yield f"<barnomsorgSkolaDagligVerksamhet>{school}</barnomsorgSkolaDagligVerksamhet>"
    yield f"<sjukhusvard>{''.join(map(_vistelse, rakning.sjukhus)) or '<nej>true</nej>'}</sjukhusvard>"
    yield f"<vistelseUtanforEes>{str(rakning.vistelse_utanfor_ees).lower()}</vistelseUtanforEes>"
    if rakning.kvar_ore:
        yield "<forraUtbetalningen><anvandTillAssistans>false</anvandTillAssistans>"
        yield f"<kvar>{_kronor(rakning.kvar_ore)}</kvar></forraUtbetalningen>"
    yield f"<underskrift><datum>{datum}</datum><namn>{escape(person.signer.namn)}</namn>"
    yield "<telefonnummer>070-555 02 02</telefonnummer></underskrift>"
    if who := person.stallforetradare:
        yield f"<stallforetradare><slag>{person.stallforetradare_slag}</slag><personnummer>{who.nummer}</personnummer>"
        yield f"<namn>{escape(who.namn)}</namn></stallforetradare>"
    if rakning.kostnader:
        yield _kostnader(rakning.kostnader, rakning.kostnader_timmar)
    yield "</Rakning>"


def _tid(name: str, minutes: int) -> str:
    return f"<{name}><timmar>{minutes // 60}</timmar><minuter>{minutes % 60}</minuter></{name}>"


def _vistelse(stay: Vistelse) -> str:
    if stay.till is None:
        raise ValueError("the form asks for a stay's end")
    return (
        f"<vistelse><fran>{stay.fran:%Y-%m-%dT%H:%M}</fran><till>{stay.till:%Y-%m-%dT%H:%M}</till></vistelse>"
    )


def _kostnader(costs: Kostnader, hours: int) -> str:
    lines = {name: getattr(costs, name) for name in KOSTNADER} | {"summa": costs.summa}
    return f"<kostnader>{''.join(_kostnad(name, ore, hours) for name, ore in lines.items())}{_tid('antalTimmar', hours * 60)}</kostnader>"


def _kostnad(name: str, ore: int, hours: int) -> str:
    return f"<{name}><perTimme>{_kronor(ore // hours)}</perTimme><totalt>{_kronor(ore)}</totalt></{name}>"


def _kronor(ore: int) -> str:
    return f"{ore // 100}.{ore % 100:02d}"
