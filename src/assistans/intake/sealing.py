"""The seal over arrivals: a hash chain that grows after commit, so that nobody can change, add or remove a document unseen.

Each link is SHA-256(previous link ‖ tx-id, 16 bytes ‖ the document's SHA-256); the first follows 32 zero bytes. Sealing reads
what is committed and writes its own table only, so no arrival ever waits for it.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from assistans.base.periodic import every
from assistans.intake.models import Forsegling, Handling

START: Final = bytes(32)
BATCH: Final = 1_000
# How far behind the newest sealed arrival one may be that was numbered early and committed late; the hourly round finds any.
LOOK_BACK: Final = 5_000
LOCK: Final = 7_214_530_003  # any number, the same in every release: the advisory lock of whoever seals

Arrival = tuple[int, UUID, bytes]  # the row, its tx-id, the document's SHA-256


@every(1)
def seal_new() -> int:
    """Seal what has come in lately; how many documents were sealed. Nothing is done while another sealer is at work."""
    newest = Forsegling.objects.aggregate(handling=Max("handling"))["handling"] or 0
    return _seal(above=newest - LOOK_BACK)


@every(3600)
def seal_all() -> int:
    """Seal every document that is not sealed, however old; how many were. Nothing is done while another sealer is at work."""
    return _seal(above=0)


def link(previous: bytes, tx_id: UUID, digest: bytes) -> bytes:
    """The chain's next link, 32 bytes."""
    return sha256(previous + tx_id.bytes + digest).digest()


def head() -> bytes:
    """The chain's newest link; START before the first. Noted outside the database it proves that nothing before it was lost."""
    newest = Forsegling.objects.order_by("pk").values_list("kedja", flat=True).last()
    return START if newest is None else bytes(newest)


def _seal(*, above: int) -> int:
    sealed = 0
    while arrivals := _seal_batch(above=above):
        sealed += len(arrivals)
        above = arrivals[-1][0]
    return sealed


def _seal_batch(*, above: int) -> Sequence[Arrival]:
    with transaction.atomic(durable=True):
        if not _alone():
            return ()
        arrivals = _unsealed(above=above)
        _append(arrivals)
        return arrivals


def _alone() -> bool:
    """Whether this transaction is the only sealer until it ends; it does not wait to become so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _unsealed(*, above: int) -> Sequence[Arrival]:
    # The range is asked of both tables, so that neither is read whole.
    sealed = Forsegling.objects.filter(handling=OuterRef("pk"), handling__gt=above)
    rows = Handling.objects.filter(~Exists(sealed), pk__gt=above).order_by("pk")
    return list(rows.values_list("pk", "tx_id", "sha256")[:BATCH])


def _append(arrivals: Sequence[Arrival]) -> None:
    kedja, rows = head(), []
    for handling, tx_id, digest in arrivals:
        kedja = link(kedja, tx_id, bytes(digest))
        rows.append(Forsegling(handling_id=handling, kedja=kedja))
    Forsegling.objects.bulk_create(rows)
