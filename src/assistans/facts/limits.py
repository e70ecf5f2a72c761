"""How much one person's month may hold: what is no month of one person is refused at once instead of computed slowly."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from assistans.facts.plain import CaseError, join
from assistans.facts.tid import Rad
from assistans.facts.underlag import AnnanTid, Tidsredovisning, Underlag

MAX_ROWS: Final = 20_000
"""Rows of `tidsredovisningar` and `annan_tid` together; an entry without rows counts as one."""

MAX_ENTRIES: Final = 1_000
"""Entries of any other list, and names of any mapping."""

MAX_PIECES: Final = 200_000
"""Rows lying on each other are examined piece by piece: a row is cut where any row of its day begins or ends."""

_WITH_ROWS: Final = ("tidsredovisningar", "annan_tid")


class TooLarge(CaseError):
    """More than one person's month may hold."""


def refuse_too_long(data: Mapping[str, Any]) -> None:
    """Refuse plain data that has too many rows or entries, before any of it is read. Raises TooLarge."""
    rows = sum(_rows(entry) for key in _WITH_ROWS for _, entry in _inside(data.get(key)))
    if rows > MAX_ROWS:
        raise TooLarge(
            "tidsredovisningar",
            f"holds {rows} rows, annan_tid's among them; one person's month may hold {MAX_ROWS}",
        )
    _refuse_long_lists(data, "")


def refuse_too_cut_up(underlag: Underlag) -> None:
    """Refuse rows that lie on each other in so many ways that no one could have worked them. Raises TooLarge."""
    reports: list[Tidsredovisning | AnnanTid] = [*underlag.tidsredovisningar, *underlag.annan_tid]
    pieces = count_pieces(rad for report in reports for rad in report.rader)
    if pieces > MAX_PIECES:
        raise TooLarge(
            "tidsredovisningar",
            f"the rows cut each other into {pieces} pieces; one person's month may hold {MAX_PIECES}."
            " Leave out rows that are there many times",
        )


def count_pieces(rader: Iterable[Rad]) -> int:
    """Count what rows come to when each is cut wherever any row of the same day begins or ends."""
    days: dict[int, list[Rad]] = defaultdict(list)
    for rad in rader:
        days[rad.dag].append(rad)
    return sum(_pieces_of_day(day) for day in days.values())


def _pieces_of_day(rader: list[Rad]) -> int:
    points = sorted({point for rad in rader for point in (rad.fran, rad.till)})
    return sum(max(1, bisect_left(points, rad.till) - bisect_left(points, rad.fran)) for rad in rader)


def _rows(entry: Any) -> int:
    rader = entry.get("rader") if isinstance(entry, Mapping) else None
    return max(1, len(rader)) if isinstance(rader, list | tuple) else 1


def _refuse_long_lists(node: Any, path: str) -> None:
    for place, inside in _inside(node):
        at = f"{path}[{place}]" if isinstance(place, int) else join(path, place)
        counted = place in _WITH_ROWS or place == "rader"
        if not counted and isinstance(inside, Mapping | list | tuple) and len(inside) > MAX_ENTRIES:
            raise TooLarge(at, f"holds {len(inside)} entries; at most {MAX_ENTRIES} are read")
        _refuse_long_lists(inside, at)


def _inside(node: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(node, Mapping):
        yield from node.items()
    elif isinstance(node, list | tuple):
        yield from enumerate(node)
