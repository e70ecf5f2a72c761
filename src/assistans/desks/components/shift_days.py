"""A month's shifts laid out for drawing: a row a day, in one line as long as nothing overlaps.

What runs at the same time takes another line below, so that a day of more than one line is a day with an overlap.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase
from typing import Final

from assistans.desks.components.drawing import percent
from assistans.desks.components.free_days import CalendarDay, calendar_day
from assistans.desks.components.shifts import ODEN, SLAG, Lane, ShiftCalendar, Stretch
from assistans.desks.components.words import duration
from assistans.timeline.rows import DAY_MINUTES

_HOUR: Final = 60
_DAY_HOURS: Final = 24
_MINOR: Final = 3
_MAJOR: Final = 6
_FULL: Final = 100
_SIZES: Final = (("long", 480), ("wide", 240), ("middle", 120), ("short", 60), ("tiny", 0))
"""The sizes of bars by their fewest minutes. How much text each has room for in how wide a drawing, the CSS says."""

_SIGNS: Final[Mapping[str, str]] = {"godkand": "", "vantar": "?", "stoppad": "✕"}
_LETTERS: Final[Mapping[str, str]] = {"aktiv": "", "vantetid": "V", "beredskap": "B"}
_TOP: Final[Mapping[str, int]] = {"aktiv": 0, "vantetid": 55, "beredskap": 75}
"""Where a bar begins, in percent of its line's height: the kinds of time differ by height."""

_TEXT_AT: Final[Mapping[str, str]] = {"aktiv": "50%", "vantetid": "26%", "beredskap": "36%"}
"""Where the text stands: on a full bar, above a low one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch in its place: `x`, `width`, `top` and `height` are SVG percentages, `size` says what text has room.

    `text_at` is where its text stands. `letter` is its lane's. `minutes` really elapse; `beside` tells what else runs at the same time, each as lane letter and
    clock times.
    """

    stretch: Stretch
    letter: str
    lane: Lane
    x: str
    width: str
    top: str
    height: str
    text_at: str
    size: str
    sign: str
    slag_letter: str
    times: str
    minutes: int
    beside: tuple[str, ...]
    title: str

    @property
    def word(self) -> str:
        """What became of it, in a word."""
        return ODEN[self.stretch.ode]

    @property
    def slag(self) -> str:
        """The kind of time, in words."""
        return SLAG[self.stretch.slag]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A stretch of a day where `count` stretches run at the same time."""

    start: int
    end: int
    count: int

    @property
    def x(self) -> str:
        """Where it begins, as an SVG percentage."""
        return percent(self.start, DAY_MINUTES)

    @property
    def width(self) -> str:
        """How long it is, as an SVG percentage."""
        return percent(self.end - self.start, DAY_MINUTES)

    @property
    def text(self) -> str:
        """What it is in words."""
        return f"{clock(self.start)}–{clock(self.end)}: {self.count} pass samtidigt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftDay:
    """One day of the calendar: how it is marked, its lines of bars, its overlaps and its sums as (ode, word, minutes)."""

    day: CalendarDay
    tracks: tuple[tuple[Bar, ...], ...]
    overlaps: tuple[Overlap, ...]
    sums: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """A mark of the axis: every third hour, `minor` where a narrow drawing leaves it out."""

    text: str
    x: str
    anchor: str
    minor: bool


def axis() -> list[Hour]:
    """Give the marks of the axis, 00 to 24."""
    return [
        Hour(
            text=f"{hour:02d}",
            x=percent(hour, _DAY_HOURS),
            anchor={0: "first", _DAY_HOURS: "last"}.get(hour, "inner"),
            minor=hour % _MAJOR != 0,
        )
        for hour in range(0, _DAY_HOURS + 1, _MINOR)
    ]


def letters(lanes: int) -> list[str]:
    """Name lanes by letter in order: A to Z, then AA, AB and so on."""
    return [_letter(index) for index in range(lanes)]


def shift_days(calendar: ShiftCalendar) -> list[ShiftDay]:
    """Lay a calendar out, a row for each day of the month."""
    placed = _placed(calendar)
    return [_day(calendar, number, placed[number]) for number in range(1, calendar.of.days + 1)]


def clock(minute: int) -> str:
    """Write a minute of the day as a clock time: `08`, `08.15`, `24`."""
    hour, rest = divmod(minute, _HOUR)
    return f"{hour:02d}.{rest:02d}" if rest else f"{hour:02d}"


def overlaps(stretches: Iterable[Stretch]) -> list[Overlap]:
    """Find where two or more of a day's stretches run at the same time, in order of time."""
    listed = list(stretches)
    edges = sorted({edge for stretch in listed for edge in (stretch.start, stretch.end)})
    return list(_merged(_counted(listed, edges)))


def _letter(index: int) -> str:
    first, last = divmod(index, len(ascii_uppercase))
    return (_letter(first - 1) if first else "") + ascii_uppercase[last]


_Placed = tuple[str, Lane, Stretch]


def _placed(calendar: ShiftCalendar) -> Mapping[int, list[_Placed]]:
    """The stretches by day, each day's in order of time."""
    found: dict[int, list[_Placed]] = defaultdict(list)
    for letter, lane in zip(letters(len(calendar.lanes)), calendar.lanes, strict=True):
        for stretch in lane.stretches:
            found[stretch.day].append((letter, lane, stretch))
    for placed in found.values():
        placed.sort(key=lambda one: (one[2].start, one[2].end, one[0]))
    return found


def _day(calendar: ShiftCalendar, number: int, placed: list[_Placed]) -> ShiftDay:
    tracks = tuple(tuple(_bar(calendar, one, placed) for one in track) for track in _packed(placed))
    return ShiftDay(
        day=calendar_day(calendar.of.first.replace(day=number)),
        tracks=tracks,
        overlaps=tuple(overlaps(stretch for _, _, stretch in placed)),
        sums=tuple(_sums([bar for track in tracks for bar in track])),
    )


def _sums(bars: list[Bar]) -> Iterator[tuple[str, str, int]]:
    for ode, word in ODEN.items():
        minutes = sum(bar.minutes for bar in bars if bar.stretch.ode == ode)
        if minutes:
            yield ode, word.lower(), minutes


def _packed(placed: list[_Placed]) -> list[list[_Placed]]:
    tracks: list[list[_Placed]] = []
    for one in placed:
        room = next((track for track in tracks if track[-1][2].end <= one[2].start), None)
        if room is None:
            tracks.append([one])
        else:
            room.append(one)
    return tracks


def _bar(calendar: ShiftCalendar, one: _Placed, placed: list[_Placed]) -> Bar:
    letter, lane, stretch = one
    top, minutes = _TOP[stretch.slag], calendar.minutes(stretch)
    times = f"{clock(stretch.start)}–{clock(stretch.end)}"
    return Bar(
        stretch=stretch,
        letter=letter,
        lane=lane,
        x=percent(stretch.start, DAY_MINUTES),
        width=percent(stretch.end - stretch.start, DAY_MINUTES),
        top=f"{top}%",
        height=f"{_FULL - top}%",
        text_at=_TEXT_AT[stretch.slag],
        size=_size(stretch.end - stretch.start),
        sign=_SIGNS[stretch.ode],
        slag_letter=_LETTERS[stretch.slag],
        times=times,
        minutes=minutes,
        beside=tuple(_beside(one, placed)),
        title=f"{letter} {lane.label}, {_title(stretch, times, minutes)}",
    )


def _beside(one: _Placed, placed: list[_Placed]) -> Iterator[str]:
    start, end = one[2].start, one[2].end
    for other in placed:
        if other is not one and start < other[2].end and other[2].start < end:
            yield f"{other[0]} {clock(max(start, other[2].start))}–{clock(min(end, other[2].end))}"


def _size(minutes: int) -> str:
    return next(size for size, fewest in _SIZES if minutes >= fewest)


def _title(stretch: Stretch, times: str, minutes: int) -> str:
    when = f"den {stretch.day} kl. {times}"
    what = f"{SLAG[stretch.slag].lower()}, {duration(minutes)}, {ODEN[stretch.ode].lower()}"
    return f"{when}: {what}" + (f". {stretch.text}" if stretch.text else "")


def _counted(stretches: list[Stretch], edges: list[int]) -> Iterator[Overlap]:
    for start, end in pairwise(edges):
        count = sum(stretch.start <= start and end <= stretch.end for stretch in stretches)
        if count > 1:
            yield Overlap(start=start, end=end, count=count)


def _merged(found: Iterable[Overlap]) -> Iterator[Overlap]:
    last: Overlap | None = None
    for overlap in found:
        if last and last.end == overlap.start and last.count == overlap.count:
            last = Overlap(start=last.start, end=overlap.end, count=last.count)
            continue
        if last:
            yield last
        last = overlap
    if last:
        yield last
