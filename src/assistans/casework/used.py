"""What decided months have used: of the beviljandeperiod's time, and of the kommun's first 20 hours in shared weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from assistans import facts
from assistans.base.models import Attest
from assistans.casework.models import Kommunrad, Manadsarende, Manadsbeslut
from assistans.facts.reading import iso_week
from assistans.registers.models import Person
from assistans.timeline.months import Month, Period


def standing_decisions() -> QuerySet[Manadsbeslut]:
    """The decision that stands for each month: the latest that no attesting person has sent back."""
    refused = Attest.objects.filter(target=OuterRef("public_id"), approved=False)
    return (
        Manadsbeslut.objects.filter(~Exists(refused)).order_by("arende_id", "-nummer").distinct("arende_id")
    )


def standing_decision(arende: Manadsarende) -> Manadsbeslut | None:
    """The decision that stands for a month, or None. One query."""
    return standing_decisions().filter(arende=arende).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedTime:
    """What other decided months have used, by the underlag's keys: a later month may have been decided first."""

    tidigare: tuple[facts.AnnanManad, ...]
    senare: tuple[facts.AnnanManad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedWeeks:
    """The kommun's units (1/28 minute), already decided, in the ISO weeks that a month begins and ends inside."""

    tidigare_veckor: dict[str, int]
    senare_veckor: dict[str, int]


def used_in(*, person: Person, manad: date, periods: Iterable[Period]) -> UsedTime:
    """What the other decided months of the month's beviljandeperioder have used. One query.

    Later months count too: no order of decisions may go beyond the grant.
    """
    month = Month.of(manad)
    spans = [span for span in periods if span.overlaps(month.period)]
    decided = standing_decisions().filter(arende__person=person).exclude(arende__manad=manad)
    rows = decided.values_list("arende__manad", "enheter", "dubbel_min")
    used = [
        facts.AnnanManad(month=Month.of(first), enheter=enheter, dubbel_minuter=dubbel)
        for first, enheter, dubbel in sorted(rows)
        if any(span.overlaps(Month.of(first).period) for span in spans)
    ]
    return UsedTime(
        tidigare=tuple(entry for entry in used if entry.month < month),
        senare=tuple(entry for entry in used if entry.month > month),
    )


def used_in_shared_weeks(*, person: Person, manad: date) -> UsedWeeks:
    """The kommun's units, already decided, in the weeks shared with the months before and after. One query."""
    month = Month.of(manad)
    before, after = month.shift(-1).first, month.shift(1).first
    decided = standing_decisions().filter(arende__person=person, arende__manad__in=(before, after))
    rows = Kommunrad.objects.filter(beslut__in=decided.values("id"))
    weeks = list(rows.values_list("beslut__arende__manad", "veckor"))
    return UsedWeeks(
        tidigare_veckor=_units(weeks, manad=before, week=iso_week(month.first)),
        senare_veckor=_units(weeks, manad=after, week=iso_week(month.last)),
    )


def _units(rows: list[tuple[date, dict[str, int]]], *, manad: date, week: str) -> dict[str, int]:
    units = sum(weeks.get(week, 0) for found, weeks in rows if found == manad)
    return {week: units} if units else {}
