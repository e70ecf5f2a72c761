"""The positions that hold in a month, and the kompletteringar: what handläggare have said of it."""

from uuid import UUID

from assistans import facts
from assistans.casework.documents import Manadshandlingar
from assistans.casework.models import Komplettering, Manadsarende, Stallningstagande
from assistans.casework.versions import law_in_force


def positions_in_force(*, arende: Manadsarende, documents: Manadshandlingar) -> list[Stallningstagande]:
    """The positions not taken back, on documents that still count as they were seen. One query."""
    rows = Stallningstagande.objects.filter(arende=arende, ersatt_av__isnull=True)
    standing = rows.exclude(utfall=Stallningstagande.Utfall.UPPHAVD).select_related("assistent", "rapport")
    counting = {document.tx_id for document in documents.documents}
    seen = documents.sha256
    return [row for row in standing.order_by("id") if _holds(row, counting, seen)]


def position_facts(rows: list[Stallningstagande]) -> tuple[facts.Stallningstagande, ...]:
    """Positions as facts of the underlag."""
    return tuple(_position(row) for row in rows)


def completions(
    *, arende: Manadsarende, assistenter: set[str], anordnare: set[str]
) -> tuple[facts.Komplettering, ...]:
    """The month's kompletteringar as facts; `assistenter` and `anordnare` are the keys of those whose reports count. One query.

    Those of a report that no longer counts are no facts of the month.
    """
    rows = Komplettering.objects.filter(arende=arende).select_related("assistent").order_by("begard", "id")
    found = (_completion(row) for row in rows)
    return tuple(
        fact
        for fact in found
        if fact.assistent is None or (fact.assistent in assistenter and fact.anordnare in anordnare)
    )


def is_by_minutes(kod: str) -> bool:
    """Whether a code takes minutes or rows by themselves, not a whole month or report for what surrounds them."""
    return law_in_force().observation(kod).scope in {"row", "minutes"}


def _holds(row: Stallningstagande, counting: set[UUID], seen: bytes) -> bool:
    """What nobody has seen, nobody has approved."""
    same_report = row.rapport is None or row.rapport.tx_id in counting
    same_month = bytes(row.handlingar_sha256) == seen
    return same_report and (same_month or (row.rapport is not None and is_by_minutes(row.kod)))


def _position(row: Stallningstagande) -> facts.Stallningstagande:
    return facts.Stallningstagande(
        kod=row.kod,
        utfall="godkand" if row.utfall == Stallningstagande.Utfall.GODKAND else "stoppad",
        skal=row.skal,
        assistent=str(row.assistent.public_id) if row.assistent else None,
        anordnare=row.anordnare or None,
        rapport=str(row.rapport.tx_id) if row.rapport else None,
        dag=row.dag.day if row.dag else None,
        fran=_clock(row.fran),
        till=_clock(row.till),
        id=str(row.public_id),
    )


def _clock(text: str) -> int | None:
    return int(text.replace(".", "")) if text else None


def _completion(row: Komplettering) -> facts.Komplettering:
    return facts.Komplettering(
        begard=row.begard,
        sista_dag=row.sista_dag,
        inkom=row.inkom,
        assistent=str(row.assistent.public_id) if row.assistent else None,
        anordnare=row.anordnare or None,
    )
