"""To hear the person before time is refused, and to wait for her answer."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from assistans.assessment.texter import sentence
from assistans.casework.akt import Manadsakt
from assistans.casework.koder import reasons
from assistans.casework.models import Kommunicering
from assistans.casework.month import Manadsbedomning
from assistans.desks.handlaggare.steps.akten import open_hearings, to_decide, unheard, unheard_on
from assistans.desks.handlaggare.steps.completions import REPLY_DAYS
from assistans.desks.handlaggare.steps.stage import Stage, stage_of
from assistans.desks.handlaggare.steps.step import Act, Step

HEARING: Final = "#yttrande"


def way_to_hearing(akt: Manadsakt, kod: str) -> tuple[str, str] | None:
    """Where on the page the person is heard on a code; None when she has been."""
    if not unheard_on(akt, [kod]):
        return None
    ongoing = next((told for told in open_hearings(akt) if kod in told.koder), None)
    if ongoing is not None:
        return f"#kommunicering-{ongoing.pk}", "Väntar på personens yttrande"
    return HEARING, "Kommunicera med personen"


def hearing_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    """A step for each hearing that goes on, and one to begin another where it is needed (FL 25 §)."""
    ongoing = open_hearings(akt)
    for told in ongoing:
        yield _hearing(told)
    asked = {kod for told in ongoing for kod in told.koder}
    refused = unheard(akt, month) if to_decide(akt) else []
    koder = [kod for kod in [*refused, *_overdue(akt, month)] if kod not in asked]
    if koder:
        yield _to_communicate(akt, list(dict.fromkeys(koder)))


def _overdue(akt: Manadsakt, month: Manadsbedomning) -> list[str]:
    """The codes that keep time waiting for an answer that has not come in time, and that the person is not heard on."""
    waits = {held.kod for held in month.bedomning.minuter if held.ode == "vantar"}
    seen = [each for each in month.bedomning.iakttagelser if each.kod in waits]
    return unheard_on(akt, [each.kod for each in seen if stage_of(akt, each) == Stage.OVERDUE])


def _hearing(told: Kommunicering) -> Step:
    note = Act(
        name="anteckna-yttrande",
        target=str(told.public_id),
        label="Anteckna yttrandet",
        heading="Anteckna personens yttrande",
    )
    return Step(
        id=f"kommunicering-{told.pk}",
        heading="Personen har tid att yttra sig",
        text=f"Kommunicerat: {reasons(told.koder)}.",
        kind="vantar",
        badge="Väntar på yttrande",
        lagrum=("FL 25 §",),
        who="person",
        dag=told.svar_senast,
        otherwise="Månaden kan beslutas utan yttrande.",
        awaits=True,
        acts=(note,),
    )


def _to_communicate(akt: Manadsakt, koder: Iterable[str]) -> Step:
    reasons = [sentence(kod, "person") for kod in koder]
    text = " ".join(
        [
            "Vi överväger att inte ersätta all tid som har redovisats.",
            *reasons,
            "Du kan yttra dig innan vi beslutar.",
        ]
    )
    return Step(
        id="yttrande",
        heading="Låt personen yttra sig",
        text="Tid är på väg att nekas. Personen ska få veta varför och kunna svara före beslutet.",
        kind="info",
        badge="Att göra",
        lagrum=("FL 25 §",),
        who="handläggare",
        acts=(
            Act(
                name="kommunicera",
                label="Kommunicera",
                heading="Kommunicera med personen",
                about="Allt som nu väntar eller är stoppat i månaden tas med.",
                initial={"text": text, "svar_senast": akt.today + timedelta(days=REPLY_DAYS)},
                primary=True,
            ),
        ),
    )
