"""Is the seal whole? The chain is made again from the stored bytes and compared, link by link."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from assistans.intake.models import Forsegling, Handling
from assistans.intake.sealing import START, link

BATCH: Final = 1_000
# The hash is taken of the bytes where they lie: the chain of a year is checked without moving the documents.
_LINKS = """
SELECT f.id, f.handling_id, f.kedja, h.tx_id, h.sha256, sha256(h.innehall)
  FROM intake_forsegling f LEFT JOIN intake_handling h ON h.id = f.handling_id
 WHERE f.id > %s ORDER BY f.id LIMIT %s
"""
GONE = "the document is gone"
CHANGED = "its stored bytes are not those that were received"
BROKEN = "it or a document before it was changed, added or removed after sealing"


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first document that does not fit the chain: its place from 1, its row, its tx-id (None = gone), and what is wrong."""

    place: int
    handling: int
    tx_id: UUID | None
    what: str


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What a check found. `fitting` links were as they should; `head` is the last of them, START when there is none."""

    fitting: int
    head: bytes
    misfit: Misfit | None
    noted_found: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether every sealed document is as it was received, and the noted link is among them."""
        return self.misfit is None and self.noted_found


@dataclass(frozen=True, slots=True)
class _Link:
    row: int
    handling: int
    kedja: bytes
    tx_id: UUID | None
    written_digest: bytes
    true_digest: bytes


def check(*, noted: bytes | None = None) -> SealCheck:
    """Make the whole chain again from the stored bytes. `noted` is a link that was noted earlier and must be in it.

    Without a noted link the chain cannot tell that its newest links were removed together with their documents.
    """
    kedja, place, noted_found = START, 0, noted in {None, START}
    for each in _links():
        if what := _wrong(each, previous=kedja):
            return SealCheck(place, kedja, Misfit(place + 1, each.handling, each.tx_id, what), noted_found)
        kedja, place = each.kedja, place + 1
        noted_found = noted_found or kedja == noted
    return SealCheck(place, kedja, None, noted_found)


def is_whole() -> bool:
    """Whether every sealed document is as it was received."""
    return check().is_whole


def unsealed() -> int:
    """How many documents are not sealed yet; more than a few for more than a second means that no worker runs."""
    return Handling.objects.filter(~Exists(Forsegling.objects.filter(handling=OuterRef("pk")))).count()


def _wrong(each: _Link, *, previous: bytes) -> str | None:
    if each.tx_id is None:
        return GONE
    if each.true_digest != each.written_digest:
        return CHANGED
    return None if link(previous, each.tx_id, each.true_digest) == each.kedja else BROKEN


def _links() -> Iterator[_Link]:
    after = 0
    while rows := _batch(after):
        yield from rows
        after = rows[-1].row


def _batch(after: int) -> list[_Link]:
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, [after, BATCH])
        return [
            _Link(row, handling, bytes(kedja), tx_id, bytes(written or b""), bytes(true or b""))
            for row, handling, kedja, tx_id, written, true in cursor.fetchall()
        ]
