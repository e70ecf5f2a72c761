"""Whom one can be in the simulated app: everybody in this database who could log in, with readable names and roles."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from assistans.base.amend import current
from assistans.identity.models import Anvandare, Ombud
from assistans.identity.roles import ROLL_NAMN, Roll
from assistans.registers.models import Person, Stallforetradare

AT_ONCE: Final = 8  # of each group; a search finds the rest
ACTS_AS: Final = {
    "vardnadshavare": "vårdnadshavare",
    "god_man": "god man",
    "forvaltare": "förvaltare",
    "framtidsfullmaktshavare": "framtidsfullmaktshavare",
}


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody to be: `key` names her in forms, `roles` tell in Swedish what she can do here."""

    key: str
    namn: str
    personnummer: str = field(repr=False)
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind, and whether a search would find more."""

    heading: str
    humans: tuple[Human, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class _Source:
    heading: str
    rows: Callable[[date], QuerySet[Any]]
    named_by: tuple[str, ...]
    called: Callable[[Any], str]
    role: Callable[[Any], tuple[str, ...]]


def groups(*, search: str, on: date) -> list[Group]:
    """Those who can log in on a day, by kind; `search` is a part of a name."""
    found = [_group(prefix, source, search.strip(), on) for prefix, source in _SOURCES.items()]
    return [group for group in found if group.humans]


def human_by(*, key: str, on: date) -> Human | None:
    """Somebody by the key that a form carries; None when she can no longer log in."""
    prefix, _, number = key.partition(":")
    source = _SOURCES.get(prefix)
    if source is None or not (number.isascii() and number.isdigit()):
        return None
    row = source.rows(on).filter(pk=int(number)).first()
    return _human(prefix, source, row) if row else None


def human_with(*, personnummer: str, on: date) -> Human | None:
    """Somebody by personnummer, with all her roles; None when nobody here has it."""
    found = [
        _human(prefix, source, row)
        for prefix, source in _SOURCES.items()
        for row in source.rows(on).filter(personnummer=personnummer)
    ]
    roles = tuple(dict.fromkeys(role for human in found for role in human.roles))
    return replace(found[0], roles=roles) if found else None


def _group(prefix: str, source: _Source, search: str, on: date) -> Group:
    rows = list(source.rows(on).filter(_named(source, search))[: AT_ONCE + 1])
    humans = tuple(_human(prefix, source, row) for row in rows[:AT_ONCE])
    return Group(source.heading, humans, has_more=len(rows) > AT_ONCE)


def _named(source: _Source, search: str) -> Q:
    """Every word of a search is part of one of the names: first name and surname may stand apart in the register."""
    each_word = Q()
    for word in search.split():
        each_word &= Q(*(Q((f"{name}__icontains", word)) for name in source.named_by), _connector=Q.OR)
    return each_word


def _human(prefix: str, source: _Source, row: Any) -> Human:
    return Human(f"{prefix}:{row.pk}", source.called(row), row.personnummer, source.role(row))


def _staff(_on: date) -> QuerySet[Any]:
    return Anvandare.objects.filter(aktiv=True, personnummer__isnull=False).order_by("namn", "pk")


def _for_anordnare(on: date) -> QuerySet[Any]:
    rows = Ombud.objects.filter(anordnare__isnull=False, valid__contains=on).select_related("anordnare")
    return rows.order_by("anordnare__sortnyckel", "namn", "pk")


def _for_kommun(on: date) -> QuerySet[Any]:
    rows = Ombud.objects.filter(kommun__isnull=False, valid__contains=on).select_related("kommun")
    return rows.order_by("kommun__namn", "namn", "pk")


def _persons(_on: date) -> QuerySet[Any]:
    return Person.objects.filter(avliden__isnull=True).exclude(efternamn="").order_by("sortnyckel", "pk")


def _representatives(on: date) -> QuerySet[Any]:
    return current(Stallforetradare, on=on).select_related("person").order_by("namn", "pk")


def _name(person: Person) -> str:
    return f"{person.fornamn} {person.efternamn}".strip()


def _acts_for(row: Any) -> tuple[str, ...]:
    return (f"{ACTS_AS[row.slag]} för {_name(row.person)}",)


_SOURCES: Final = {
    "anvandare": _Source(
        "De som arbetar här",
        _staff,
        ("namn",),
        lambda row: row.namn,
        lambda row: tuple(ROLL_NAMN[Roll(roll)].lower() for roll in row.roller),
    ),
    "ombud": _Source(
        "Ombud för anordnare",
        _for_anordnare,
        ("namn", "anordnare__namn"),
        lambda row: row.namn,
        lambda row: (f"ombud för {row.anordnare.namn}",),
    ),
    "kommunombud": _Source(
        "Ombud för kommuner",
        _for_kommun,
        ("namn", "kommun__namn"),
        lambda row: row.namn,
        lambda row: (f"ombud för {row.kommun.namn}",),
    ),
    "person": _Source(
        "Personer med assistans",
        _persons,
        ("fornamn", "efternamn"),
        _name,
        lambda _row: ("person med assistans",),
    ),
    "foretradare": _Source(
        "De som företräder någon",
        _representatives,
        ("namn", "person__fornamn", "person__efternamn"),
        lambda row: row.namn,
        _acts_for,
    ),
}
"""Where people are found, by the beginning of their key."""
