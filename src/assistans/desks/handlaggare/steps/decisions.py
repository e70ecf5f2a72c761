"""To decide a month, and what the decision must say."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistans.casework.akt import Manadsakt
from assistans.casework.month import Manadsbedomning
from assistans.desks.components.words import duration
from assistans.desks.handlaggare.steps.akten import to_decide, unheard
from assistans.desks.handlaggare.steps.step import Act, Step
from assistans.desks.handlaggare.steps.uppgifter import LACKING, uppgift_steps


def decision_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    """To decide is offered where a decision could be taken: the month is over, lacks nothing, not all waits, and something is new."""
    waits, reported = month.bedomning.vantar.minuter, month.bedomning.redovisad.minuter
    if not month.is_over or month.bedomning.utfall == "noll" or (reported and waits == reported):
        return
    if to_decide(akt) and not any(step.id == LACKING for step in uppgift_steps(akt)):
        yield _to_decide(akt, month)


def _to_decide(akt: Manadsakt, month: Manadsbedomning) -> Step:
    needs = decision_needs(akt, month)
    ready = not (needs.waits or needs.unheard)
    outcome = month.bedomning
    return Step(
        id="beslut",
        heading="Ändra beslutet" if akt.vy.gallande else "Besluta månaden",
        text=f"Beslutet ger {duration(outcome.godkand.minuter)} godkänd tid"
        + (f" och nekar {duration(outcome.stoppad.minuter)}." if outcome.stoppad.minuter else "."),
        kind="info" if ready else "neutral",
        badge="Klart att besluta" if ready else "Kan beslutas delvis" if needs.waits else "Yttrande saknas",
        lagrum=("FL 31 §", "FL 32 §"),
        who="handläggare",
        acts=(
            Act(
                name="besluta",
                label="Besluta",
                heading="Besluta månaden",
                about=needs.text,
                fields=needs.fields,
                required=needs.required,
                primary=ready,
            ),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNeeds:
    """What a decision must say beside its amount: reasons, why something is left, why somebody is not heard."""

    motivering: bool
    waits: bool
    unheard: bool

    @property
    def text(self) -> str:
        """What is asked of the one who decides."""
        asked = [
            "Skriv vad som har avgjort och vilka regler som har använts."
            if self.motivering
            else "Allt är godkänt, så beslutet behöver inte motiveras."
        ]
        if self.waits:
            asked.append("Tid väntar fortfarande: skriv varför den lämnas till ett senare beslut.")
        if self.unheard:
            asked.append("Personen har inte fått yttra sig: skriv varför det inte behövs.")
        return " ".join(asked)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are asked for; the reasons may always be written."""
        more = (("kvar", self.waits), ("utan_kommunicering", self.unheard))
        return ("motivering", *(name for name, asked in more if asked))

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that the decision cannot do without."""
        return self.fields if self.motivering else self.fields[1:]


def decision_needs(akt: Manadsakt, month: Manadsbedomning) -> DecisionNeeds:
    """What the month's decision must say now."""
    return DecisionNeeds(
        motivering=month.bedomning.utfall != "beviljat" or akt.vy.gallande is not None,
        waits=any(held.ode == "vantar" for held in month.bedomning.minuter),
        unheard=bool(unheard(akt, month)),
    )
