"""The one way into the ledger: whole öre, debit positive and credit negative, sum zero, each event once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from assistans.base.clock import Clock
from assistans.payments.models import Journal, Postering

BATCH = 2000  # rows a statement: PostgreSQL takes at most 65 535 parameters


class NotBalanced(ValueError):
    """A journal has fewer than two postings, a posting that is not whole öre, or a sum other than zero."""


class KeyTaken(RuntimeError):
    """The business key stands for another event already; nothing was posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event to post. `business_key` names it for ever; `postings` are unsaved rows without a journal."""

    business_key: str
    dag: date
    text: str
    postings: Sequence[Postering]

    def check(self) -> None:
        """Raise NotBalanced unless the event can be a journal."""
        ores = [posting.ore for posting in self.postings]
        if len(ores) < 2:  # noqa: PLR2004 - double entry
            raise NotBalanced(f"{self.business_key}: a journal has at least two postings, not {len(ores)}")
        if any(type(ore) is bool or not isinstance(ore, int) or ore == 0 for ore in ores):
            raise NotBalanced(f"{self.business_key}: a posting is whole öre and never zero")
        if sum(ores):
            raise NotBalanced(f"{self.business_key}: the postings sum to {sum(ores)} öre, not to zero")

    def says_the_same_as(self, journal: Journal) -> bool:
        """Whether a stored journal holds exactly this event."""
        stored = sorted(_content(posting) for posting in journal.posteringar.all())
        asked = sorted(_content(posting) for posting in self.postings)
        return (journal.dag, journal.text, stored) == (self.dag, self.text, asked)


def post(*, business_key: str, dag: date, text: str, postings: Sequence[Postering], clock: Clock) -> Journal:
    """Post one event and give its journal.

    The same event again gives the same journal and changes nothing. Raises NotBalanced, and KeyTaken when the key
    stands for another event.
    """
    entry = Entry(business_key=business_key, dag=dag, text=text, postings=postings)
    return post_all([entry], clock=clock)[business_key]


def post_all(entries: Sequence[Entry], *, clock: Clock) -> dict[str, Journal]:
    """Post many events in one transaction: all of them or none. Journals by business key; raises as `post`."""
    for entry in entries:
        entry.check()
    _each_key_once(entries)
    with transaction.atomic():
        made = _make_journals(entries, clock=clock)
        journals = _journals([entry.business_key for entry in entries])
        new = {key for key, journal in journals.items() if journal.public_id in made}
        _write_postings([entry for entry in entries if entry.business_key in new], journals)
        _refuse_other_content([entry for entry in entries if entry.business_key not in new], journals)
    return journals


def _each_key_once(entries: Sequence[Entry]) -> None:
    if len({entry.business_key for entry in entries}) != len(entries):
        raise KeyTaken("two events of one call carry the same business key")


def _make_journals(entries: Sequence[Entry], *, clock: Clock) -> set[UUID]:
    """Make the journals whose keys are free. A key that another transaction is posting waits for that one."""
    now = clock.now()
    made = [Journal(business_key=e.business_key, dag=e.dag, text=e.text, at=now) for e in entries]
    Journal.objects.bulk_create(made, ignore_conflicts=True, batch_size=BATCH)
    return {journal.public_id for journal in made}


def _journals(keys: Sequence[str]) -> dict[str, Journal]:
    return {journal.business_key: journal for journal in Journal.objects.filter(business_key__in=keys)}


def _write_postings(entries: Sequence[Entry], journals: dict[str, Journal]) -> None:
    rows = []
    for entry in entries:
        for posting in entry.postings:
            posting.journal = journals[entry.business_key]
            rows.append(posting)
    Postering.objects.bulk_create(rows, batch_size=BATCH)


def _refuse_other_content(entries: Sequence[Entry], journals: dict[str, Journal]) -> None:
    for entry in entries:
        if not entry.says_the_same_as(journals[entry.business_key]):
            raise KeyTaken(
                f"{entry.business_key} is posted already with another content; nothing was changed"
            )


def _content(posting: Postering) -> tuple[str, int, int, str, str]:
    return (posting.konto, posting.ore, posting.beslut_id or 0, posting.kommun_id or "", posting.lagrum)
