"""To ask for a completion, to wait for it and to note its answer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from assistans.assessment.bedomning import Iakttagelse
from assistans.assessment.texter import remedy, sentence
from assistans.casework.akt import Manadsakt
from assistans.casework.models import Komplettering
from assistans.casework.month import Manadsbedomning
from assistans.desks.handlaggare.steps.akten import LATE, asked_of, late_answers, reports_of
from assistans.desks.handlaggare.steps.step import Act, Step

REPLY_DAYS: Final = 14
RAKNING: Final = "rakning"


def completion(akt: Manadsakt, seen: Iakttagelse, *, primary: bool = False) -> Act:
    """To ask for a completion of what an observation is about; its form begins with the text and the day."""
    reports = reports_of(akt)
    reader = "person" if seen.vem.startswith("person") or not reports else "anordnare"
    target = RAKNING if reader == "person" or not seen.rapporter else _report_key(akt, seen)
    return Act(
        name="komplettera",
        target=seen.kod,
        label="Begär komplettering",
        heading="Begär komplettering",
        about="Begäran sparas. Månaden bedöms om när svaret kommer, eller när sista dagen har gått.",
        initial={
            "vad": target,
            "text": f"{sentence(seen.kod, reader)} {remedy(seen.kod, reader)}",  # type: ignore[arg-type]
            "sista_dag": max(seen.dag or akt.today, akt.today + timedelta(days=REPLY_DAYS)),
        },
        choices=((RAKNING, "Räkningen"), *reports),
        primary=primary,
    )


def _report_key(akt: Manadsakt, seen: Iakttagelse) -> str:
    assert akt.month is not None  # noqa: S101 - an observation comes from an assessment
    return akt.month.underlag.tidsredovisningar[seen.rapporter[0]].id or ""


def completion_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    """A step for each answer that is waited for, but for those that an observation tells of."""
    told = any(seen.kod == LATE for seen in month.bedomning.iakttagelser)
    late = {row.pk for row in late_answers(akt)}
    for row in akt.vy.kompletteringar:
        if row.inkom is None and not (told and row.pk in late):
            yield _awaited(akt, row)


def _awaited(akt: Manadsakt, row: Komplettering) -> Step:
    return Step(
        id=f"komplettering-{row.pk}",
        heading=f"Svar väntas om {asked_of(akt, row)}",
        text=row.text,
        kind="vantar",
        badge="Väntar på svar",
        who="den som fått begäran",
        dag=row.sista_dag,
        otherwise="Månaden bedöms om utan svar.",
        awaits=True,
        acts=(note_answer(akt, row),),
    )


def note_answer(akt: Manadsakt, row: Komplettering) -> Act:
    """To note an answer that came in another way than as a document."""
    what = asked_of(akt, row)
    return Act(
        name="anteckna-svar",
        target=str(row.public_id),
        label="Anteckna svaret",
        heading=f"Anteckna svaret om {what}",
        about="En rättad handling som kommer in antecknas av sig själv. Skriv här ett svar som kom på annat sätt.",
    )
