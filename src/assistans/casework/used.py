"""What decided months have used: of the beviljandeperiod's time, and of the kommun's first 20 hours in shared weeks."""

from collections.abc import Iterable
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


def used_in(*, person: Person, manad: date, periods: Iterable[Period]) -> tuple[facts.TidigareManad, ...]:
    """What the other decided months of the same beviljandeperioder have used. One query.

    A later month may have been decided first: what it used is used, and no order of decisions may go beyond the grant.
    The format knows earlier months only, so a later one's use is counted with the month just before this one.
    """
    spans = list(periods)
    decided = standing_decisions().filter(arende__person=person).exclude(arende__manad=manad)
    rows = decided.values_list("arende__manad", "enheter", "dubbel_min")
    used: dict[Month, tuple[int, int]] = {}
    for first, enheter, dubbel in rows:
        if any(span.overlaps(Month.of(first).period) for span in spans):
            month = min(Month.of(first), Month.of(manad).shift(-1))
            before = used.get(month, (0, 0))
            used[month] = (before[0] + enheter, before[1] + dubbel)
    return tuple(
        facts.TidigareManad(month=month, enheter=enheter, dubbel_minuter=dubbel)
        for month, (enheter, dubbel) in sorted(used.items())
    )


def used_in_first_week(*, person: Person, manad: date) -> dict[str, int]:
    """The kommun's units (1/28 minute), already decided, in the ISO week that the month begins inside. One query."""
    month = Month.of(manad)
    week = iso_week(month.first)
    decided = standing_decisions().filter(arende__person=person, arende__manad=month.shift(-1).first)
    rows = Kommunrad.objects.filter(beslut__in=decided.values("id")).values_list("veckor", flat=True)
    units = sum(weeks.get(week, 0) for weeks in rows)
    return {week: units} if units else {}
