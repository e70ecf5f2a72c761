"""The document Rakning (form FK 3057): safe reading, schema, and what the schema cannot say.

Time in minutes, money in öre, stays as Swedish clock time without zone.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any

from assistans.intake import documents
from assistans.intake.documents import DocumentError
from assistans.intake.rakning import schema
from assistans.intake.xml import Element

NAMESPACE = "urn:assistans:rakning:1"
MAX_BYTES = 64 * 1024
KOSTNADSSLAG = ("lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration")
VERKSAMHETER = {"barnomsorg": "barnomsorg", "skola": "skola", "dagligVerksamhet": "daglig_verksamhet"}
_NS = f"{{{NAMESPACE}}}"
_MIDNIGHT_AT_THE_END = "24:00"
_LAST_MINUTE = 59


@dataclass(frozen=True, slots=True, kw_only=True)
class RakningDocument:
    """A formally valid räkning.

    `digest` is the lower-case hex SHA-256 of the inclusive C14N 1.0 form (what is signed), `sha256` that of the bytes.
    `uppgifter` holds the rest of the form as plain data, `undertecknad` the day that it says it was signed.
    """

    content: bytes
    sha256: bytes
    digest: str
    id: str
    manad: date
    person: str
    aktiv_min: int
    vantetid_min: int
    beredskap_min: int
    undertecknad: date
    stallforetradare: str | None
    uppgifter: dict[str, Any]


def read(content: bytes) -> RakningDocument:
    """Read a räkning.

    Raises DocumentError: an XML code, SCHEMA, MONTH, DATE, MINUTES, CHECK_DIGIT, STAY, COSTS, LEFT_OVER, ACTIVITY,
    PERIOD_ORDER, REPAYMENT or REPRESENTATIVE.
    """
    root = documents.opened(content, max_bytes=MAX_BYTES, validator=schema.VALIDATOR, namespace=NAMESPACE)
    digest = documents.signed_digest(root)
    manad, person = documents.month(_text(root, "redovisningsmanad")), _person(root)
    return RakningDocument(
        content=content,
        sha256=sha256(content).digest(),
        digest=digest,
        id=_text(root, "id"),
        manad=manad,
        person=person,
        aktiv_min=_minutes(root, "utfordTid/aktivTid"),
        vantetid_min=_minutes(root, "utfordTid/vanteTid"),
        beredskap_min=_minutes(root, "utfordTid/beredskapsTid"),
        undertecknad=_day(root, "underskrift/datum"),
        stallforetradare=_representative(root, person),
        uppgifter=_form(root, manad),
    )


def _form(root: Element, manad: date) -> dict[str, Any]:
    """The points of the form besides the sums of time, as plain data."""
    return {
        "person": {name: _text(root, f"personSomHarAssistans/{name}") for name in ("fornamn", "efternamn")},
        "skola_eller_daglig_verksamhet": _activities(root),
        "sjukhus": [{"from": a.isoformat(), "till": b.isoformat()} for a, b in _stays(root, manad)],
        "vistelse_utanfor_ees": _true(_text(root, "vistelseUtanforEes")),
        **_left_over(root),
        "underskrift": {name: _text(root, f"underskrift/{name}") for name in ("namn", "telefonnummer")},
        "stallforetradare": _fields(root.find(_path("stallforetradare"))),
        "kostnader": _costs(root),
        "forskott": _advance(root),
    }


def _minutes(root: Element, where: str) -> int:
    hours, minutes = int(_text(root, f"{where}/timmar")), int(_text(root, f"{where}/minuter"))
    if minutes > _LAST_MINUTE:
        raise DocumentError(
            "MINUTES", f"{where}/minuter is over 59. Write whole hours in timmar and what is left in minuter."
        )
    return hours * 60 + minutes


def _person(root: Element) -> str:
    return _number(root, "personSomHarAssistans/personnummer")


def _representative(root: Element, person: str) -> str | None:
    if root.find(_path("stallforetradare")) is None:
        return None
    number = _number(root, "stallforetradare/personnummer")
    if number == person:
        raise DocumentError(
            "REPRESENTATIVE",
            "stallforetradare is the person herself. Leave point 8 out when she signs for herself.",
        )
    return number


def _number(root: Element, where: str) -> str:
    return documents.number(_text(root, where), where=where)


def _activities(root: Element) -> bool | list[str]:
    yes = root.find(_path("barnomsorgSkolaDagligVerksamhet/ja"))
    if yes is None:
        return False
    said = [VERKSAMHETER[child.tag.removeprefix(_NS)] for child in yes]
    if not said:
        raise DocumentError(
            "ACTIVITY", "barnomsorgSkolaDagligVerksamhet/ja says not where. Name at least one of the three."
        )
    return said


def _stays(root: Element, manad: date) -> list[tuple[datetime, datetime]]:
    stays = [
        (_instant(stay, "fran"), _instant(stay, "till"))
        for stay in root.findall(_path("sjukhusvard/vistelse"))
    ]
    first, after = _month_bounds(manad)
    if any(end <= start for start, end in stays) or any(b[0] < a[1] for a, b in pairwise(stays)):
        raise DocumentError(
            "STAY", "sjukhusvard: each vistelse ends after it begins, and the later stands last."
        )
    if any(end <= first or start >= after for start, end in stays):
        raise DocumentError("STAY", "sjukhusvard: a vistelse lies outside the month. Leave it out.")
    return stays


def _month_bounds(manad: date) -> tuple[datetime, datetime]:
    length = calendar.monthrange(manad.year, manad.month)[1]
    first = datetime.combine(manad, time())
    return first, first + timedelta(days=length)


def _instant(stay: Element, name: str) -> datetime:
    day, _, clock = stay.findtext(_NS + name).partition("T")
    try:
        if clock == _MIDNIGHT_AT_THE_END:
            return datetime.fromisoformat(day) + timedelta(days=1)
        return datetime.fromisoformat(f"{day}T{clock}")
    except (ValueError, OverflowError):
        raise DocumentError(
            "DATE", f"sjukhusvard/vistelse/{name} is no time that exists. Correct it."
        ) from None


def _left_over(root: Element) -> dict[str, Any]:
    """Point 6. All used and money left, or not all used and nothing left, cannot both be true."""
    if root.find(_path("forraUtbetalningen")) is None:
        return {"forra_utbetalningen_anvand": None, "kvar_ore": None}
    used = _true(_text(root, "forraUtbetalningen/anvandTillAssistans"))
    left = _ore(root.findtext(_path("forraUtbetalningen/kvar")) or "0.00")
    if used == bool(left):
        raise DocumentError(
            "LEFT_OVER",
            "forraUtbetalningen: kvar must be over 0.00 just when anvandTillAssistans is false. Correct one of them.",
        )
    return {"forra_utbetalningen_anvand": used, "kvar_ore": left}


def _costs(root: Element) -> dict[str, Any] | None:
    """Point 9. The sum in all is the sum of its lines; per hour each line is rounded by itself, so that sum may differ."""
    if root.find(_path("kostnader")) is None:
        return None
    lines = {slag: _ore(_text(root, f"kostnader/{slag}/totalt")) for slag in KOSTNADSSLAG}
    total = _ore(_text(root, "kostnader/summa/totalt"))
    if sum(lines.values()) != total:
        raise DocumentError(
            "COSTS", "kostnader/summa/totalt is not the sum of the six lines. Correct the sum."
        )
    per_hour = {slag: _ore(_text(root, f"kostnader/{slag}/perTimme")) for slag in (*KOSTNADSSLAG, "summa")}
    return {
        **{f"{slag}_ore": ore for slag, ore in lines.items()},
        "summa_ore": total,
        "per_timme_ore": per_hour,
        "minuter": _minutes(root, "kostnader/antalTimmar"),
    }


def _advance(root: Element) -> dict[str, Any] | None:
    """Point 10. What is left is repaid in one of the ways; where nothing is left there is nothing to say."""
    if root.find(_path("forskott")) is None:
        return None
    first, last = documents.period(
        _day(root, "forskott/fromDag"), _day(root, "forskott/tomDag"), where="forskott"
    )
    left, how = _ore(_text(root, "forskott/kvar")), root.findtext(_path("forskott/aterbetalning"))
    if bool(left) != bool(how):
        raise DocumentError(
            "REPAYMENT",
            "forskott/aterbetalning is given just when kvar is over 0.00. Add it or leave it out.",
        )
    return {"from": first.isoformat(), "to": last.isoformat(), "kvar_ore": left, "aterbetalning": how}


def _day(root: Element, where: str) -> date:
    return documents.day(_text(root, where), where=where)


def _ore(kronor: str) -> int:
    whole, _, hundredths = kronor.partition(".")
    return int(whole) * 100 + int(hundredths)


def _true(text: str) -> bool:
    return text.strip() in {"true", "1"}


def _fields(element: Element | None) -> dict[str, str] | None:
    return None if element is None else dict(_children(element))


def _children(element: Element) -> Iterator[tuple[str, str]]:
    for child in element:
        yield child.tag.removeprefix(_NS), child.text


def _text(root: Element, where: str) -> str:
    return root.findtext(_path(where))


def _path(where: str) -> str:
    return "/".join(_NS + name for name in where.split("/"))
