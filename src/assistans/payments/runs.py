"""Pay runs as they are looked at afterwards: the list, one run's parts, and the proof that it ties out. Amounts in öre.

Nothing here says who a payment is for: a row names an anordnare, or that the person herself is paid.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Min, Q, Sum
from django.db.models.functions import Length
from lxml import etree

from assistans.base.canonical import sha256
from assistans.base.models import Outbox
from assistans.casework.keyset import ListPart, Place, part_of
from assistans.payments import bankfile, pain001
from assistans.payments.models import (
    Bankfil,
    Betalningshinder,
    Journal,
    Ledgerkonto,
    Postering,
    Reglering,
    Utbetalning,
    Utbetalningskorning,
)
from assistans.payments.queries import Avstamning, OpenHinder
from assistans.timeline.quantities import Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A run's bank file: its name, SHA-256 in hex, bytes, and when it was put on disk (None = it waits in the outbox)."""

    namn: str
    sha256: str
    storlek: int
    skriven: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run in the list: the run, its file (None = nothing was paid) and how many rows it could not pay."""

    korning: Utbetalningskorning
    fil: KeptFile | None
    hindrade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSum:
    """What a run paid to one kind of account, to anordnare or to persons."""

    kontoslag: str
    till_person: bool
    antal: int
    belopp_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HinderPart:
    """Some of a run's hindered rows in order; `after` is the row (public id) to ask on from, None where no more are."""

    rows: list[Betalningshinder]
    after: UUID | None


def runs(*, place: Place, limit: int) -> ListPart[RunLine]:
    """The runs, newest first, in a fixed number of queries."""
    part = part_of(Utbetalningskorning.objects.all(), key="pk", descending=True, place=place, limit=limit)
    files, hinder = _files(part.rows), _hindered(part.rows)
    rows = [RunLine(korning=row, fil=files.get(row.pk), hindrade=hinder.get(row.pk, 0)) for row in part.rows]
    return ListPart(rows=rows, before=part.before, after=part.after)


def file_of(korning: Utbetalningskorning) -> KeptFile | None:
    """A run's bank file without its bytes; None where nothing was paid."""
    return _files([korning]).get(korning.pk)


def bytes_of_file(korning: Utbetalningskorning) -> tuple[str, bytes]:
    """The kept file: its name and exactly its bytes. Raises Bankfil.DoesNotExist."""
    fil = Bankfil.objects.get(korning=korning)
    return fil.namn, bytes(fil.innehall)


def persons_in_file(korning: Utbetalningskorning) -> list[UUID]:
    """The persons (public ids) whose own names and accounts stand in a run's file."""
    paid = Utbetalning.objects.filter(korning=korning, person__isnull=False)
    return list(paid.values_list("person__public_id", flat=True).distinct().order_by("person__public_id"))


def by_kind_of_account(korning: Utbetalningskorning) -> list[AccountSum]:
    """What the run paid by kind of account, anordnare before persons."""
    to_person = ExpressionWrapper(Q(person__isnull=False), output_field=BooleanField())
    rows = Utbetalning.objects.filter(korning=korning).annotate(till_person=to_person)
    sums = rows.values("till_person", "kontoslag").annotate(antal=Count("pk"), ore=Sum("belopp_ore"))
    return [
        AccountSum(
            kontoslag=row["kontoslag"],
            till_person=row["till_person"],
            antal=row["antal"],
            belopp_ore=int(row["ore"]),
        )
        for row in sums.order_by("till_person", "kontoslag")
    ]


def hinder_by_code(korning: Utbetalningskorning) -> list[OpenHinder]:
    """What the run could not pay, by code."""
    rows = Betalningshinder.objects.filter(korning=korning).values("kod")
    sums = rows.annotate(antal=Count("pk"), ore=Sum("belopp_ore")).order_by("kod")
    return [OpenHinder(kod=row["kod"], antal=row["antal"], belopp_ore=int(row["ore"])) for row in sums]


def payments_in(korning: Utbetalningskorning, *, place: Place, limit: int) -> ListPart[Utbetalning]:
    """The run's payments with anordnare and month, the last written first."""
    rows = Utbetalning.objects.filter(korning=korning).select_related(
        "anordnare", "beslutsrad__beslut__arende"
    )
    rows = rows.defer(*_big("beslutsrad__beslut"))
    return part_of(rows, key="pk", descending=True, place=place, limit=limit)


def hinder_in(korning: Utbetalningskorning, *, after: UUID | None, limit: int) -> HinderPart:
    """The run's hindered rows in the order that it met them, from after a row (its public id)."""
    rows = Betalningshinder.objects.filter(korning=korning).order_by("pk")
    if after:
        edge = rows.filter(beslutsrad__public_id=after).aggregate(pk=Max("pk"))["pk"]
        rows = rows.filter(pk__gt=edge or 0)
    rows = rows.select_related("beslutsrad", "beslut__arende").defer(*_big("beslut"))
    found = list(rows[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    return HinderPart(rows=found, after=found[-1].beslutsrad.public_id if more else None)


def journals_of(korning: Utbetalningskorning, *, place: Place, limit: int) -> ListPart[Journal]:
    """The run's journals with their postings and kommuner, the last written first.

    A run writes its journals together, so their ids lie close: the ledger of other years is not looked through.
    """
    ends = Journal.objects.filter(pk__in=_journal_ids(korning)).aggregate(first=Min("pk"), last=Max("pk"))
    rows = Journal.objects.filter(
        pk__in=_journal_ids(korning), pk__range=(ends["first"] or 0, ends["last"] or 0)
    )
    return part_of(
        rows.prefetch_related("posteringar__kommun"), key="pk", descending=True, place=place, limit=limit
    )


def posted_by(korning: Utbetalningskorning) -> dict[str, int]:
    """By account: what the run's journals posted, debit positive."""
    rows = Postering.objects.filter(journal__in=_journal_ids(korning)).values("konto")
    return {row["konto"]: int(row["ore"]) for row in rows.annotate(ore=Sum("ore")).order_by("konto")}


def run_proofs(korning: Utbetalningskorning) -> list[Avstamning]:
    """What must tie out in one run: its row, its payments, its file and its journals, each read by another way."""
    paid = _sum(Utbetalning.objects.filter(korning=korning), "belopp_ore")
    posted = posted_by(korning)
    return [
        Avstamning(
            vad="Körningens belopp = summan av betalningarna", ena_ore=korning.belopp_ore, andra_ore=paid
        ),
        Avstamning(
            vad="Summan i bankfilen = summan av betalningarna", ena_ore=_in_file(korning), andra_ore=paid
        ),
        Avstamning(
            vad="Bokfört på väg till banken = summan av betalningarna",
            ena_ore=-posted.get(Ledgerkonto.UTBETALNING_PA_VAG, 0),
            andra_ore=paid,
        ),
        Avstamning(
            vad="Bokförda fordringar på kommunerna = körningens kommundel",
            ena_ore=posted.get(Ledgerkonto.FORDRAN_KOMMUN, 0),
            andra_ore=korning.kommun_ore,
        ),
        Avstamning(
            vad="Kommundelen i de reglerade besluten = körningens kommundel",
            ena_ore=_sum(Reglering.objects.filter(korning=korning), "kommun_ore"),
            andra_ore=korning.kommun_ore,
        ),
        Avstamning(vad="Summan av körningens posteringar = 0", ena_ore=sum(posted.values()), andra_ore=0),
    ]


def file_is_untouched(korning: Utbetalningskorning) -> bool:
    """Whether the kept bytes still have the SHA-256 that was written with them; true where there is no file."""
    return all(
        sha256(bytes(row.innehall)) == bytes(row.sha256) for row in Bankfil.objects.filter(korning=korning)
    )


def _files(rows: "list[Utbetalningskorning] | tuple[Utbetalningskorning, ...]") -> dict[int, KeptFile]:
    """By run."""
    files = list(
        Bankfil.objects.filter(korning__in=rows).annotate(storlek=Length("innehall")).defer("innehall")
    )
    done = Outbox.objects.filter(kind=bankfile.KIND, key__in=[fil.namn for fil in files])
    written = dict(done.values_list("key", "done_at"))
    return {
        fil.korning_id: KeptFile(
            namn=fil.namn, sha256=bytes(fil.sha256).hex(), storlek=fil.storlek, skriven=written.get(fil.namn)
        )
        for fil in files
    }


def _hindered(rows: list[Utbetalningskorning]) -> dict[int, int]:
    counted = Betalningshinder.objects.filter(korning__in=rows).values("korning").annotate(antal=Count("pk"))
    return dict(counted.values_list("korning", "antal"))


def _journal_ids(korning: Utbetalningskorning) -> Any:
    paid = Utbetalning.objects.filter(korning=korning).values("journal")
    settled = Reglering.objects.filter(korning=korning, journal__isnull=False).values("journal")
    return paid.union(settled, all=True)


def _in_file(korning: Utbetalningskorning) -> int:
    return sum(
        ore for fil in Bankfil.objects.filter(korning=korning) for ore in _amounts(bytes(fil.innehall))
    )


def _amounts(content: bytes) -> Iterator[int]:
    for element in etree.fromstring(content).iterfind(f".//{{{pain001.NS}}}InstdAmt"):
        yield Ore.parse(element.text)


def _sum(rows: Any, field: str) -> int:
    return int(rows.aggregate(ore=Sum(field, default=0))["ore"])


def _big(beslut: str) -> tuple[str, str, str]:
    """A decision's own bytes and its month's latest result, which a list does not show."""
    return (f"{beslut}__underlag", f"{beslut}__resultat", f"{beslut}__arende__resultat")
