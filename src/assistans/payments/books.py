"""The ledger in parts that are looked through: an account's journals, and the months that kommuner have been claimed for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from assistans.casework.keyset import ListPart, Place, part_of
from assistans.payments.models import Journal, Ledgerkonto, Postering


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """A journal as one account sees it: its postings there, and their sum in öre (debit positive)."""

    journal: Journal
    posteringar: Sequence[Postering]

    @property
    def ore(self) -> int:
        """What the journal posted on the account."""
        return sum(posting.ore for posting in self.posteringar)


def journals_on(konto: str, *, place: Place, limit: int) -> ListPart[JournalLine]:
    """The journals that posted on an account, the newest first, in a fixed number of queries."""
    mine = Postering.objects.filter(konto=konto).select_related("kommun", "beslut")
    mine = mine.defer("beslut__underlag", "beslut__resultat").order_by("pk")
    rows = Journal.objects.filter(pk__in=Postering.objects.filter(konto=konto).values("journal"))
    rows = rows.prefetch_related(Prefetch("posteringar", queryset=mine, to_attr="mine"))
    part = part_of(rows, key="pk", descending=True, place=place, limit=limit)
    return ListPart(
        rows=[JournalLine(journal=row, posteringar=row.mine) for row in part.rows],
        before=part.before,
        after=part.after,
    )


def months_with_claims() -> list[date]:
    """The months of assistance that any kommun has been claimed for, the newest first."""
    claims = Postering.objects.filter(konto=Ledgerkonto.FORDRAN_KOMMUN, beslut__isnull=False)
    found = claims.values_list("beslut__arende__manad", flat=True).distinct()
    return sorted(found, reverse=True)
