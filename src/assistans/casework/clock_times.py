"""From minutes that a check holds back to the clock times that a handläggare speaks of."""

from collections.abc import Iterator

from assistans.assessment.bedomning import Bedomning, Minuter
from assistans.casework.errors import Hinder
from assistans.casework.month import Manadsbedomning
from assistans.facts import Underlag

MINUTES_PER_HOUR = 60
LAST_MINUTE = 24 * MINUTES_PER_HOUR


class InvalidKlockslag(Hinder):
    """A text is no clock time."""


def hhmm(minutes: int) -> str:
    """Minutes of the day as the text `HH.MM`; 24.00 only as an end."""
    return f"{minutes // MINUTES_PER_HOUR:02d}.{minutes % MINUTES_PER_HOUR:02d}"


def minutes_of(text: str) -> int:
    """The text `HH.MM` as minutes of the day. Raises InvalidKlockslag."""
    hours, _, minutes = text.partition(".")
    if not (len(hours) == len(minutes) == 2 and (hours + minutes).isdecimal()):  # noqa: PLR2004 - two digits each
        raise InvalidKlockslag("Skriv klockslag som TT.MM, till exempel 22.30.")
    found = int(hours) * MINUTES_PER_HOUR + int(minutes)
    if int(minutes) >= MINUTES_PER_HOUR or found > LAST_MINUTE:
        raise InvalidKlockslag("Klockslaget finns inte. Skriv det som TT.MM, från 00.00 till 24.00.")
    return found


def window(
    *, month: Manadsbedomning, held: Minuter, fran: str = "", till: str = ""
) -> tuple[int, int] | None:
    """The clock times, in minutes of the day, of a held stretch inside [fran, till); None when they share nothing."""
    start, end = _clock_span(month, held)
    start = max(start, minutes_of(fran)) if fran else start
    end = min(end, minutes_of(till)) if till else end
    return (start, end) if start < end else None


def clock_spans(*, underlag: Underlag, bedomning: Bedomning) -> Iterator[tuple[Minuter, int, int]]:
    """Every stretch of a month with its clock times in minutes of the day; those without a length are left out."""
    rows: dict[tuple[int, int], list[Minuter]] = {}
    for held in bedomning.minuter:
        rows.setdefault((held.rapport, held.rad), []).append(held)
    for parts in rows.values():
        for held in parts:
            if held.start < held.end:
                yield held, *_span_in_row(underlag, held, parts)


def _clock_span(month: Manadsbedomning, held: Minuter) -> tuple[int, int]:
    row = held.rapport, held.rad
    parts = [each for each in month.bedomning.minuter if (each.rapport, each.rad) == row]
    return _span_in_row(month.underlag, held, parts)


def _span_in_row(underlag: Underlag, held: Minuter, parts: list[Minuter]) -> tuple[int, int]:
    """A stretch's clock times. Over the hour of a clock change they are the whole row's: the clock cannot tell parts apart."""
    row = underlag.tidsredovisningar[held.rapport].rader[held.rad]
    written = _minutes(row.fran), _minutes(row.till)
    began, ended = min(each.start for each in parts), max(each.end for each in parts)
    if ended - began != written[1] - written[0]:
        return written
    return written[0] + held.start - began, written[0] + held.end - began


def _minutes(written: int) -> int:
    """A clock time written as the number HHMM, in minutes of the day."""
    return written // 100 * MINUTES_PER_HOUR + written % 100
