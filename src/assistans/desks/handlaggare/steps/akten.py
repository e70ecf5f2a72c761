"""What the steps ask of a month's akt: what counts, what is asked for and not answered, who has been heard."""

from collections.abc import Iterable
from typing import Final

from assistans.casework.akt import Manadsakt
from assistans.casework.models import Kommunicering, Komplettering, Stallningstagande
from assistans.casework.month import Manadsbedomning
from assistans.casework.services.hearing import is_heard, unheard_among
from assistans.desks.handlaggare.held import named

LATE: Final = "KOMPLETTERING_SAKNAS"


def reports_of(akt: Manadsakt) -> tuple[tuple[str, str], ...]:
    """The reports that count, to choose among: tx-id and whose it is."""
    return tuple(
        (
            str(proof.handling.tx_id),
            f"{named(akt.names, proof.assistent)}, {named(akt.names, proof.anordnare)}",
        )
        for proof in akt.handlingar
        if proof.counts and proof.assistent
    )


def standing_positions(akt: Manadsakt) -> list[Stallningstagande]:
    """The positions that hold in the month as it is assessed now."""
    if akt.month is None:
        return []
    standing = {held.id for held in akt.month.underlag.stallningstaganden}
    return [row for row in akt.vy.stallningstaganden if str(row.public_id) in standing]


def to_decide(akt: Manadsakt) -> bool:
    """Whether a decision is still to be taken: none stands, or one stands that would be another now."""
    changed = any(row.kod == "ANDRAT_UTFALL" and row.avslutad is None for row in akt.vy.uppgifter)
    return akt.vy.gallande is None or changed


def late_answers(akt: Manadsakt) -> list[Komplettering]:
    """The kompletteringar whose day to answer has passed without an answer."""
    return [row for row in akt.vy.kompletteringar if row.inkom is None and row.sista_dag < akt.today]


def asked_of(akt: Manadsakt, row: Komplettering) -> str:
    """What a komplettering was asked of, in words: the räkning, or somebody's tidsredovisning."""
    if row.assistent is None:
        return "räkningen"
    return f"{named(akt.names, str(row.assistent.public_id))}s tidsredovisning"


def unheard(akt: Manadsakt, month: Manadsbedomning) -> list[str]:
    """The codes that take time from the person and that she has neither answered on nor let her time pass for."""
    stopped = {held.kod for held in month.bedomning.minuter if held.ode == "stoppad" and held.kod}
    return unheard_on(akt, stopped)


def unheard_on(akt: Manadsakt, koder: Iterable[str]) -> list[str]:
    """Which of the codes the person has not been heard on."""
    return unheard_among(akt.vy.kommuniceringar, koder=koder, today=akt.today)


def open_hearings(akt: Manadsakt) -> list[Kommunicering]:
    """The kommuniceringar that the person still has time to answer."""
    return [told for told in akt.vy.kommuniceringar if not is_heard(told, today=akt.today)]
