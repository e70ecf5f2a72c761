"""Writes the document Rakning (form FK 3057): one writer for the page where it is signed and for synthetic ones.

Written out as text: the bytes are their own inclusive C14N 1.0, so what is stored is exactly what is signed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID
from xml.sax.saxutils import escape

from assistans.facts import Tid
from assistans.intake.rakning.document import KOSTNADSSLAG, NAMESPACE, VERKSAMHETER
from assistans.timeline.quantities import Ore

_ELEMENT_OF: Final = {said: element for element, said in VERKSAMHETER.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody whom the form names. `nummer` has 12 digits."""

    nummer: str
    fornamn: str
    efternamn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stallforetradare:
    """Who signs for the person (point 8). `slag` as the registers have it."""

    slag: str
    nummer: str
    namn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostnader:
    """Point 9: öre by kind (the keys of KOSTNADSSLAG), and the minutes that they are for, over 0."""

    ore: Mapping[str, int]
    minuter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forskott:
    """Point 10: the period paid in advance, both days included, öre left of it, and how they are repaid ("" = none left)."""

    forsta: date
    sista: date
    kvar_ore: int
    aterbetalning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole form. `tid` in minutes really worked; `verksamheter` values of VERKSAMHETER; stays as Swedish clock time.

    `kvar_ore` is what is left of the last payment (point 6): 0 = all was used, None = the point is left out.
    """

    id: UUID
    manad: date
    person: NamedPerson
    tid: Tid
    undertecknad: date
    namn: str
    telefon: str
    verksamheter: tuple[str, ...] = ()
    sjukhus: tuple[tuple[datetime, datetime], ...] = ()
    vistelse_utanfor_ees: bool = False
    kvar_ore: int | None = None
    stallforetradare: Stallforetradare | None = None
    kostnader: Kostnader | None = None
    forskott: Forskott | None = field(default=None)


def write(form: Form) -> bytes:
    """The document's bytes in UTF-8."""
    return "".join(_parts(form)).encode()


def pair_of(form: Form, content: bytes) -> tuple[str, str]:
    """How a signature names the written document: its id, and the lower-case hex SHA-256 of its canonical form."""
    return str(form.id), sha256(content).hexdigest()


def _parts(form: Form) -> Iterator[str]:
    yield f'<Rakning xmlns="{NAMESPACE}"><id>{form.id}</id><redovisningsmanad>{form.manad:%Y-%m}</redovisningsmanad>'
    yield f"<personSomHarAssistans>{_person(form.person)}</personSomHarAssistans>"
    yield f"<utfordTid>{_tid('aktivTid', form.tid.aktiv)}{_tid('vanteTid', form.tid.vantetid)}"
    yield f"{_tid('beredskapsTid', form.tid.beredskap)}</utfordTid>"
    yield f"<barnomsorgSkolaDagligVerksamhet>{_activities(form.verksamheter)}</barnomsorgSkolaDagligVerksamhet>"
    yield f"<sjukhusvard>{''.join(map(_stay, form.sjukhus)) or '<nej>true</nej>'}</sjukhusvard>"
    yield f"<vistelseUtanforEes>{_bool(form.vistelse_utanfor_ees)}</vistelseUtanforEes>"
    yield _left_over(form.kvar_ore)
    yield f"<underskrift><datum>{form.undertecknad}</datum><namn>{escape(form.namn)}</namn>"
    yield f"<telefonnummer>{escape(form.telefon)}</telefonnummer></underskrift>"
    yield _representative(form.stallforetradare)
    yield _costs(form.kostnader)
    yield f"{_advance(form.forskott)}</Rakning>"


def _person(who: NamedPerson) -> str:
    return (
        f"<personnummer>{who.nummer}</personnummer><fornamn>{escape(who.fornamn)}</fornamn>"
        f"<efternamn>{escape(who.efternamn)}</efternamn>"
    )


def _tid(name: str, minutes: int) -> str:
    return f"<{name}><timmar>{minutes // 60}</timmar><minuter>{minutes % 60}</minuter></{name}>"


def _activities(said: tuple[str, ...]) -> str:
    inside = "".join(f"<{element}>true</{element}>" for kind, element in _ELEMENT_OF.items() if kind in said)
    return f"<ja>{inside}</ja>" if said else "<nej>true</nej>"


def _stay(stay: tuple[datetime, datetime]) -> str:
    fran, till = stay
    return f"<vistelse><fran>{fran:%Y-%m-%dT%H:%M}</fran><till>{till:%Y-%m-%dT%H:%M}</till></vistelse>"


def _left_over(kvar_ore: int | None) -> str:
    if kvar_ore is None:
        return ""
    left = f"<kvar>{Ore(kvar_ore).kronor()}</kvar>" if kvar_ore else ""
    used = _bool(not kvar_ore)
    return f"<forraUtbetalningen><anvandTillAssistans>{used}</anvandTillAssistans>{left}</forraUtbetalningen>"


def _representative(who: Stallforetradare | None) -> str:
    if who is None:
        return ""
    return (
        f"<stallforetradare><slag>{who.slag}</slag><personnummer>{who.nummer}</personnummer>"
        f"<namn>{escape(who.namn)}</namn></stallforetradare>"
    )


def _costs(costs: Kostnader | None) -> str:
    if costs is None:
        return ""
    lines = {slag: costs.ore[slag] for slag in KOSTNADSSLAG}
    lines["summa"] = sum(lines.values())
    inside = "".join(_cost(name, ore, costs.minuter) for name, ore in lines.items())
    return f"<kostnader>{inside}{_tid('antalTimmar', costs.minuter)}</kostnader>"


def _cost(name: str, ore: int, minutes: int) -> str:
    per_hour = ore * 60 // minutes
    return (
        f"<{name}><perTimme>{Ore(per_hour).kronor()}</perTimme><totalt>{Ore(ore).kronor()}</totalt></{name}>"
    )


def _advance(advance: Forskott | None) -> str:
    if advance is None:
        return ""
    how = f"<aterbetalning>{advance.aterbetalning}</aterbetalning>" if advance.aterbetalning else ""
    return (
        f"<forskott><fromDag>{advance.forsta}</fromDag><tomDag>{advance.sista}</tomDag>"
        f"<kvar>{Ore(advance.kvar_ore).kronor()}</kvar>{how}</forskott>"
    )


def _bool(value: bool) -> str:  # noqa: FBT001 - the form's own value
    return str(value).lower()
