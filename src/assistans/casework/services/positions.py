"""A handläggare's positions on what waits, and on which report counts. Each is reasoned, kept for ever, and can be taken back.

A position covers what she saw and nothing else: minutes by report version and clock times; a hold of the whole month
as long as the month's documents are the same.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from assistans.assessment.bedomning import Minuter
from assistans.assessment.validity import NEVER_APPROVED
from assistans.base.clock import Clock
from assistans.casework.arenden import months_touched
from assistans.casework.assessing import assess_month, look
from assistans.casework.clock_times import hhmm, window
from assistans.casework.documents import documents_of
from assistans.casework.errors import Hinder
from assistans.casework.koder import reason
from assistans.casework.locking import locked
from assistans.casework.models import Asidosattande, Manadsarende, Stallningstagande
from assistans.casework.month import Manadsbedomning
from assistans.casework.positions import is_by_minutes
from assistans.casework.services.handlaggare import require_handlaggare, require_reason
from assistans.casework.work import ask_for_assessment
from assistans.intake.models import Handling

GODKAND = Stallningstagande.Utfall.GODKAND
STOPPAD = Stallningstagande.Utfall.STOPPAD

# What no position can make payable, since there is nothing to pay by without it: what to do instead.
INSTEAD = {
    "BESLUT_SAKNAS": "Registrera personens beslut; då bedöms månaden om.",
    "RAKNING_SAKNAS": "Begär in räkningen; utan den kan inget betalas (51 kap. 14 § socialförsäkringsbalken).",
    "KOSTNADSREDOVISNING_SAKNAS": "Begär in kostnadsredovisningen; utan den finns inget belopp att betala.",
}


class NothingWaits(Hinder):
    """Nothing waits for the code and the choice given."""


class CannotBeApproved(Hinder):
    """What waits lacks something that no position can replace."""


class AlreadyWithdrawn(Hinder):
    """The position has been taken back."""


class DoesNotCount(Hinder):
    """The report is not one of those that count, or that were set aside, in the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urval:
    """What a position is narrowed to: a report version, a day, clock times `HH.MM` of that day. Nothing said = all of it."""

    rapport: Handling | None = None
    dag: date | None = None
    fran: str = ""
    till: str = ""


ALLT = Urval()


def approve_minutes(
    *, arende: Manadsarende, kod: str, urval: Urval = ALLT, skal: str, by: str, clock: Clock
) -> Manadsbedomning | None:
    """Let through what `kod` keeps waiting; the month is assessed again. Raises NothingWaits and CannotBeApproved."""
    if kod in NEVER_APPROVED:
        raise CannotBeApproved(INSTEAD[kod])
    return _take_position(arende=arende, kod=kod, utfall=GODKAND, urval=urval, skal=skal, by=by, clock=clock)


def refuse_minutes(
    *, arende: Manadsarende, kod: str, urval: Urval = ALLT, skal: str, by: str, clock: Clock
) -> Manadsbedomning | None:
    """Stop what `kod` keeps waiting; the month is assessed again. Raises NothingWaits.

    It bites only with a decision, before which the person must be heard (FL 25 §).
    """
    return _take_position(arende=arende, kod=kod, utfall=STOPPAD, urval=urval, skal=skal, by=by, clock=clock)


@transaction.atomic
def withdraw_position(
    *, position: Stallningstagande, skal: str, by: str, clock: Clock
) -> Manadsbedomning | None:
    """Take a position back; the month is assessed again. Raises AlreadyWithdrawn."""
    arende = locked(position.arende)
    require_handlaggare(arende=arende, by=by)
    if position.utfall == Stallningstagande.Utfall.UPPHAVD or hasattr(position, "ersatt_av"):
        raise AlreadyWithdrawn("Ställningstagandet är redan återtaget.")
    Stallningstagande.objects.create(
        arende=arende,
        kod=position.kod,
        utfall=Stallningstagande.Utfall.UPPHAVD,
        skal=require_reason(skal),
        handlingar_sha256=bytes(position.handlingar_sha256),
        ersatter=position,
        av=by,
        at=clock.now(),
    )
    return assess_month(arende=arende, clock=clock)


@transaction.atomic
def set_aside_report(
    *, arende: Manadsarende, rapport: Handling, counts: bool = False, skal: str, by: str, clock: Clock
) -> Manadsbedomning | None:
    """Say that a report does not count in the month (or, with `counts`, that it does again); it is kept. Raises DoesNotCount.

    The other months that share its assistant are assessed again too.
    """
    arende = locked(arende)
    require_handlaggare(arende=arende, by=by)
    documents = documents_of(person=arende.person.personnummer, manad=arende.manad)
    among = documents.asidosatta if counts else {found.handling_id for found in documents.rapporter}
    if rapport.pk not in among:
        raise DoesNotCount(
            "Tidsredovisningen är inte en av dem som kan väljas i månaden. Se månadens handlingar."
        )
    Asidosattande.objects.create(
        arende=arende, rapport=rapport, galler=counts, skal=require_reason(skal), av=by, at=clock.now()
    )
    ask_for_assessment(months_touched(arende=arende, handling=rapport), clock=clock)
    return assess_month(arende=arende, clock=clock)


@transaction.atomic
def _take_position(
    *, arende: Manadsarende, kod: str, utfall: str, urval: Urval, skal: str, by: str, clock: Clock
) -> Manadsbedomning | None:
    arende = locked(arende)
    require_handlaggare(arende=arende, by=by)
    month = look(arende=arende, clock=clock)
    rows = _positions(month, kod, utfall, urval)
    for row in rows:
        row.skal, row.av, row.at = require_reason(skal), by, clock.now()
    Stallningstagande.objects.bulk_create(rows)
    return assess_month(arende=arende, clock=clock)


def _positions(month: Manadsbedomning, kod: str, utfall: str, urval: Urval) -> list[Stallningstagande]:
    """The rows that say just what was chosen of what waits."""
    waiting = [held for held in month.bedomning.minuter if held.kod == kod and held.ode == "vantar"]
    if waiting and not is_by_minutes(kod) and urval == ALLT:
        return [_position(month, kod, utfall)]
    rows = [row for held in waiting if (row := _on_stretch(month, held, utfall, urval))]
    if not rows:
        raise NothingWaits(
            f"Ingen tid i urvalet väntar av skälet att {reason(kod)}. Se vad som väntar i månaden."
        )
    return rows


def _on_stretch(month: Manadsbedomning, held: Minuter, utfall: str, urval: Urval) -> Stallningstagande | None:
    rapport = month.documents.rapporter[held.rapport]
    if urval.rapport is not None and urval.rapport.pk != rapport.handling_id:
        return None
    if held.start == held.end:
        return _without_length(month, held, utfall, urval)
    if urval.dag not in {None, held.dag}:
        return None
    span = window(month=month, held=held, fran=urval.fran, till=urval.till)
    if span is None:
        return None
    return _position(
        month,
        held.kod,
        utfall,
        rapport_id=rapport.handling_id,
        dag=held.dag,
        fran=hhmm(span[0]),
        till=hhmm(span[1]),
    )


def _without_length(
    month: Manadsbedomning, held: Minuter, utfall: str, urval: Urval
) -> Stallningstagande | None:
    """A row that cannot be computed has no minutes to approve; to refuse it is to refuse the report's such rows."""
    if utfall == GODKAND:
        raise CannotBeApproved("Raden har ingen längd att godkänna. Begär en rättad tidsredovisning.")
    if urval.dag or urval.fran:
        return None
    return _position(month, held.kod, utfall, rapport_id=month.documents.rapporter[held.rapport].handling_id)


def _position(month: Manadsbedomning, kod: str, utfall: str, **chosen: object) -> Stallningstagande:
    return Stallningstagande(
        arende=month.arende, kod=kod, utfall=utfall, handlingar_sha256=month.documents.sha256, **chosen
    )
