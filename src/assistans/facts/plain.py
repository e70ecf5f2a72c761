"""Reading plain data (what YAML or JSON holds) by schema: every error says where in the file and what is wrong."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final, TypeAlias, TypeVar

from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore, parse_duration, units_of

T = TypeVar("T")
D = TypeVar("D")
Read: TypeAlias = Callable[[Any, str], T]

MAX_TEXT: Final = 2000
FIRST_YEAR: Final = 1994
"""Assistansersättning began in 1994."""

LAST_YEAR: Final = 2200
_POINT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2})\.([0-9]{2})")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FRACTION: Final = re.compile(r"[0-9]{1,12}(/[1-9][0-9]{0,5})?")
_WEEK: Final = re.compile(r"[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])")
_KOMMUN: Final = re.compile(r"[0-9]{4}")


class CaseError(ValueError):
    """The data is no valid underlag or case: `path` says where inside it, `problem` what is wrong."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path
        self.problem = problem


def join(path: str, key: str) -> str:
    """Give the path of a key inside a mapping."""
    return f"{path}.{key}" if path else key


class Fields:
    """A mapping with known keys only; `need` reads a required one, `may` an optional one."""

    def __init__(
        self, node: Any, path: str, *, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()
    ) -> None:
        if not isinstance(node, Mapping):
            raise CaseError(path, "expected keys and values here")
        self._node: Mapping[str, Any] = node
        self._path = path
        self._refuse_unknown(required + optional)
        for key in required:
            if key not in node:
                raise CaseError(path, f"the key {key} is missing")

    def _refuse_unknown(self, known: tuple[str, ...]) -> None:
        for key in self._node:
            if key not in known:
                names = ", ".join(known)
                raise CaseError(join(self._path, str(key)[:80]), f"unknown key; known here are {names}")

    def __contains__(self, key: str) -> bool:
        return key in self._node

    def need(self, key: str, read: Read[T]) -> T:
        """Read a key that must be there."""
        return read(self._node[key], join(self._path, key))

    def may(self, key: str, read: Read[T], default: D) -> T | D:
        """Read a key that may be left out."""
        return self.need(key, read) if key in self._node else default

    def flag(self, key: str) -> bool:
        """Read a yes-or-no key; left out = no."""
        return self.may(key, truth, default=False)

    def listed(self, key: str, read: Read[T]) -> tuple[T, ...]:
        """Read a list that may be left out; empty when it is."""
        return self.may(key, list_of(read), ())

    def maybe(self, key: str, read: Read[T]) -> T | None:
        """Read a key that may be left out; None when it is."""
        return self.need(key, read) if key in self._node else None


def text(node: Any, path: str) -> str:
    """Read one line of text; JSON's booleans, numbers and dates are taken by their text."""
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, int | date):
        return str(node)
    if not isinstance(node, str) or not node.strip() or len(node) > MAX_TEXT:
        raise CaseError(path, "expected a value here")
    return node


def parsed(parse: Callable[[str], T]) -> Read[T]:
    """Make a reader of a function that takes text and raises ValueError."""

    def read(node: Any, path: str) -> T:
        try:
            return parse(text(node, path))
        except CaseError:
            raise
        except ValueError as error:
            raise CaseError(path, str(error)) from error

    return read


def one_of(*allowed: T) -> Read[T]:
    """Make a reader of a value among some."""

    def read(node: Any, path: str) -> T:
        found = text(node, path)
        for value in allowed:
            if found == value:
                return value
        raise CaseError(path, f"{found[:80]!r} is not one of {', '.join(map(str, allowed))}")

    return read


def truth(node: Any, path: str) -> bool:
    """Read true or false."""
    return one_of("true", "false")(node, path) == "true"


def list_of(read: Read[T]) -> Read[tuple[T, ...]]:
    """Make a reader of a list."""

    def read_list(node: Any, path: str) -> tuple[T, ...]:
        if not isinstance(node, list | tuple):
            raise CaseError(path, "expected a list here")
        return tuple(read(item, f"{path}[{place}]") for place, item in enumerate(node))

    return read_list


def map_of(read: Read[T]) -> Read[dict[str, T]]:
    """Make a reader of a mapping with free keys."""

    def read_map(node: Any, path: str) -> dict[str, T]:
        if not isinstance(node, Mapping):
            raise CaseError(path, "expected keys and values here")
        return {text(key, path): read(value, join(path, str(key))) for key, value in node.items()}

    return read_map


def _date(written: str) -> date:
    if not _DATE.fullmatch(written):
        raise ValueError(f"{written[:80]!r} is not a date, such as 2018-10-01")
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{written!r} is no day of the calendar") from error
    if found.year > LAST_YEAR:
        raise ValueError(f"{written} lies after {LAST_YEAR}")
    return found


def _last_day(written: str) -> date:
    return date.max if written == str(date.max) else _date(written)


def _month(written: str) -> Month:
    found = Month.parse(written)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{written} is no month from {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _point(written: str) -> datetime:
    match = _POINT.fullmatch(written)
    if match is None:
        raise ValueError(f"{written[:80]!r} is not a point in time, such as 2018-10-05T10.00")
    day = _date(match[1])
    try:
        return datetime(day.year, day.month, day.day, int(match[2]), int(match[3]))  # noqa: DTZ001 - clock times of a report are local by nature
    except ValueError as error:
        raise ValueError(f"{written!r} has a clock time that does not exist") from error


def _units(written: str) -> int:
    if not _FRACTION.fullmatch(written):
        raise ValueError(f'{written[:80]!r} is not converted minutes, such as "300" or "375/4"')
    return units_of(Fraction(written))


def _match(pattern: re.Pattern[str], example: str) -> Callable[[str], str]:
    def check(written: str) -> str:
        if not pattern.fullmatch(written):
            raise ValueError(f"{written[:80]!r} is not of the form {example}")
        return written

    return check


day: Read[date] = parsed(_date)
month: Read[Month] = parsed(_month)
point: Read[datetime] = parsed(_point)
duration: Read[int] = parsed(parse_duration)
money: Read[Ore] = parsed(Ore.parse)
units: Read[int] = parsed(_units)
week: Read[str] = parsed(_match(_WEEK, "2018-W44"))
kommun: Read[str] = parsed(_match(_KOMMUN, "0180"))


def whole_number(node: Any, path: str) -> int:
    """Read a whole number, not negative."""
    found = text(node, path)
    if not found.isascii() or not found.isdigit() or len(found) > 9:  # noqa: PLR2004 - nine digits are more than any key needs
        raise CaseError(path, f"{found[:80]!r} is not a whole number")
    return int(found)


def day_of_the_benefit(node: Any, path: str) -> date:
    """Read a day on which assistansersättning existed."""
    found = day(node, path)
    if found.year < FIRST_YEAR:
        raise CaseError(path, f"{found} lies before {FIRST_YEAR}, when assistansersättning began")
    return found


def period(node: Any, path: str) -> Period:
    """Read `{from, to}` with both days included; `to` absent = still running."""
    fields = Fields(node, path, required=("from",), optional=("to",))
    first, last = fields.need("from", day), fields.maybe("to", parsed(_last_day))
    if last is not None and last < first:
        raise CaseError(path, f"ends on {last}, before it begins on {first}")
    return Period.inclusive(first, last)


def closed_period(node: Any, path: str) -> Period:
    """Read `{from, to}` where `to` is required."""
    Fields(node, path, required=("from", "to"))
    return period(node, path)
