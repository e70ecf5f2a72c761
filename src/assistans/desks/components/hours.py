"""A bar of hours: what of a granted time is used, waits and is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assistans.desks.components.drawing import percent

PART_KINDS: Final[Mapping[str, str]] = {
    "anvand": "använt",
    "manad": "den här månaden",
    "vantar": "väntar",
    "kvar": "kvar",
    "over": "över det beviljade",
}
"""The kinds of a part, in the order that they are drawn; each has its own pattern."""

HEIGHT: Final = 28
_TOP: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a bar: its `kind` (a key of PART_KINDS), a `label` in Swedish and exact `minutes`.

    ValueError for an unknown kind, and for minutes below nothing.
    """

    kind: str
    label: str
    minutes: int

    def __post_init__(self) -> None:
        if self.kind not in PART_KINDS:
            raise ValueError(f"a part of a bar is one of {', '.join(PART_KINDS)}, not {self.kind!r}")
        if self.minutes < 0:
            raise ValueError(f"the part {self.label!r} has {self.minutes} minutes: below nothing")

    @property
    def top(self) -> int:
        """Where its bar begins, in pixels: time used before lies low, so that kinds differ by more than colour."""
        return _TOP if self.kind == "anvand" else 0

    @property
    def height(self) -> int:
        """How high its bar is, in pixels."""
        return HEIGHT - 2 * self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursBar:
    """A bar over `parts` in the order given; `limit` is the granted minutes, None where there is none."""

    label: str
    parts: tuple[Part, ...]
    limit: int | None = None

    @property
    def total(self) -> int:
        """The minutes of all parts."""
        return sum(part.minutes for part in self.parts)

    @property
    def length(self) -> int:
        """The minutes that the whole width stands for: the limit, or the parts where they are more."""
        return max(self.total, self.limit or 0)

    def drawn(self) -> "list[DrawnPart]":
        """Give the parts that have minutes with their places in the bar."""
        drawn, before = [], 0
        for part in self.parts:
            if part.minutes:
                drawn.append(self._drawn(part, before))
            before += part.minutes
        return drawn

    def _drawn(self, part: Part, before: int) -> "DrawnPart":
        return DrawnPart(part=part, x=percent(before, self.length), width=percent(part.minutes, self.length))

    @property
    def limit_at(self) -> str | None:
        """Where in the bar the limit lies, when the parts go beyond it; None otherwise."""
        if self.limit is None or self.total <= self.limit:
            return None
        return percent(self.limit, self.length)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPart:
    """A part with its place in the drawing: `x` and `width` as SVG percentages."""

    part: Part
    x: str
    width: str
