"""What each observation holds of a month, told so that one sees whose time it is and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistans.assessment.bedomning import Bedomning, Minuter
from assistans.assessment.words import MONTHS, listed, row_text
from assistans.casework.clock_times import clock_spans, hhmm
from assistans.desks.components.words import duration
from assistans.facts import Underlag
from assistans.facts.tid import clock_text

MOST_TIMES = 3
EGEN = "egen"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTime:
    """Raw minutes of one assistant at one anordnare that one code holds. `times` are the first of its stretches in words."""

    assistent: str
    via: str
    minuter: int
    times: tuple[str, ...]
    more: int

    @property
    def brief(self) -> str:
        """Whose time it is and how much, in a line."""
        much = f": {duration(self.minuter)}" if self.minuter else ""
        return f"{self.assistent} ({self.via}){much}"

    @property
    def text(self) -> str:
        """Whose time it is, how much and when, in a line."""
        more = f" och {self.more} till" if self.more else ""
        return f"{self.brief}, {'; '.join(self.times)}{more}"


def named(names: Mapping[str, str], key: str) -> str:
    """The name of an assistant or an anordnare by its key."""
    return "personen själv" if key == EGEN else names.get(key, "okänd")


def held_by_code(
    *, underlag: Underlag, bedomning: Bedomning, names: Mapping[str, str]
) -> dict[str, list[HeldTime]]:
    """What each code holds, waiting or stopped, by assistant and anordnare, the most minutes first."""
    found: dict[tuple[str, int], list[tuple[int, str]]] = {}
    month = MONTHS[bedomning.month.month - 1]
    for held, start, end in clock_spans(underlag=underlag, bedomning=bedomning):
        if held.kod:
            when = f"{held.dag.day} {month} kl. {hhmm(start)}–{hhmm(end)}"
            found.setdefault((held.kod, held.rapport), []).append((held.end - held.start, when))
    for held in bedomning.minuter:
        if held.kod and held.start == held.end:
            found.setdefault((held.kod, held.rapport), []).append((0, _unreadable(underlag, held)))
    return _told(found, underlag, names)


def _unreadable(underlag: Underlag, held: Minuter) -> str:
    row = underlag.tidsredovisningar[held.rapport].rader[held.rad]
    return f"raden {row_text(row)}"


def _told(
    found: Mapping[tuple[str, int], list[tuple[int, str]]], underlag: Underlag, names: Mapping[str, str]
) -> dict[str, list[HeldTime]]:
    told: dict[str, list[HeldTime]] = {}
    for (kod, place), stretches in found.items():
        rapport = underlag.tidsredovisningar[place]
        told.setdefault(kod, []).append(
            HeldTime(
                assistent=named(names, rapport.assistent),
                via=named(names, rapport.anordnare),
                minuter=sum(minutes for minutes, _ in stretches),
                times=tuple(when for _, when in stretches[:MOST_TIMES]),
                more=max(0, len(stretches) - MOST_TIMES),
            )
        )
    return {kod: sorted(held, key=lambda one: (-one.minuter, one.assistent)) for kod, held in told.items()}


def elsewhere(underlag: Underlag, bedomning: Bedomning) -> list[str]:
    """Where else the assistants whose time lies on other time are reported: other persons' clock times, and nothing of them."""
    taken = [held for held in bedomning.minuter if held.kod == "ASSISTENT_OVERLAPPAR"]
    days = {(underlag.tidsredovisningar[held.rapport].assistent, held.dag.day) for held in taken}
    rows = [row for told in underlag.annan_tid for row in told.rader if (told.assistent, row.dag) in days]
    month = MONTHS[bedomning.month.month - 1]
    told = [
        f"{row.dag} {month} kl. {clock_text(row.fran)}–{clock_text(row.till)}" for row in rows[:MOST_TIMES]
    ]
    return [f"Redovisat för en annan person: {'; '.join(told)}"] if told else []


def whose(held: list[HeldTime]) -> str:
    """Whose time a code holds, in words: the two with the most, and how many others."""
    names = list(dict.fromkeys(one.assistent for one in held))
    if len(names) <= 2:  # noqa: PLR2004 - two names can be read at a glance
        return listed(names)
    return f"{names[0]}, {names[1]} och {len(names) - 2} till"
