"""Time reports as XML, in the form that suppliers' systems write (interfaces of the ELT door, document `Tidredovisning`).

Written out as text: the bytes are what is signed, and the door's own schema code has no part in making them.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final, NamedTuple
from uuid import UUID
from xml.sax.saxutils import escape

from assistans.facts import Rad
from assistans.site.synthetic.county import Anordnare, Individ
from assistans.site.synthetic.plans import Rapport

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


def _tidredovisning(rapport: Rapport, identifier: UUID) -> Iterator[str]:
    yield f'<Tidredovisning xmlns="{TIDREDOVISNING}"><id>{identifier}</id>'
    yield f"<redovisningsmanad>{rapport.month}</redovisningsmanad>"
    yield f"<personSomHarAssistans>{_individ(rapport.person.individ)}</personSomHarAssistans>"
    yield f"<assistent>{_individ(rapport.assistent)}<kollektivavtal>true</kollektivavtal></assistent>"
    yield _anordnare(rapport.anordnare)
    yield f"<tidrapport>{''.join(map(_rad, rapport.rader))}</tidrapport>"
    yield f"<telefonnummerAnordnare>{rapport.anordnare.telefon if rapport.anordnare else '070-555 01 01'}</telefonnummerAnordnare>"
    yield "</Tidredovisning>"


def _individ(individ: Individ) -> str:
    return (
        f"<personnummer>{individ.nummer}</personnummer>"
        f"<fornamn>{escape(individ.fornamn)}</fornamn><efternamn>{escape(individ.efternamn)}</efternamn>"
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
