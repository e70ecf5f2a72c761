"""The steps of a month's open uppgifter, and of the attest that a decision waits for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from assistans.casework.akt import Manadsakt
from assistans.casework.assessing import UNDERLAG
from assistans.casework.koder import meaning
from assistans.casework.models import Uppgift
from assistans.desks.handlaggare.differing import differing
from assistans.desks.handlaggare.steps.step import Act, Step

LACKING: Final = "kan-inte-bedomas"
"""The id on the page of what a month lacks, whether it cannot be assessed without it or only not decided."""


def attest_steps(akt: Manadsakt, by: str) -> Iterator[Step]:
    """The attest that the standing decision waits for, if it does."""
    beslut = akt.vy.gallande
    if beslut is None or not akt.vy.vantar_pa_attest:
        return
    own = beslut.beslutad_av == by
    target = str(beslut.public_id)
    yield Step(
        id="attest",
        heading="Beslutet väntar på attest",
        text="Ingenting betalas förrän en annan person än den som beslutade har attesterat.",
        kind="vantar",
        badge="Väntar på attest",
        awaits=own,
        todo="Du har själv beslutat. Be en kollega att attestera."
        if own
        else "Läs beslutet och uträkningen. Attestera om det är rätt, annars återlämna det.",
        acts=()
        if own
        else (
            Act(
                name="attestera", target=target, label="Attestera", heading="Attestera beslutet", primary=True
            ),
            Act(name="aterlamna", target=target, label="Återlämna", heading="Återlämna beslutet"),
        ),
    )


def uppgift_steps(akt: Manadsakt) -> Iterator[Step]:
    """The open uppgifter, but for a month that cannot be assessed, which is told by how it is now."""
    for row in akt.vy.uppgifter:
        if row.avslutad is None and row.slag in _UPPGIFTER and row.kod != UNDERLAG:
            yield _UPPGIFTER[row.slag](row, akt.names)


def _answered(row: Uppgift, _names: Mapping[str, str]) -> Step:
    finish = _finish(
        row, label="Jag har läst svaret", heading="Avsluta uppgiften: svaret är läst", primary=True
    )
    return _uppgift_step(row, text="Läs svaret här på sidan och ta sedan ställning.", acts=(finish,))


def _changed(row: Uppgift, names: Mapping[str, str]) -> Step:
    different = tuple(differing(row.innehall.get("skillnad", {}), names))
    finish = _finish(row, label="Låt beslutet stå", heading="Låt beslutet stå och avsluta uppgiften")
    only_others = row.slag == Uppgift.Slag.KONTROLL
    text = (
        "Bara andra personers tidsredovisningar har ändrats. Beslutet står fast tills någon ändrar det."
        if only_others
        else "En handling eller en uppgift har kommit efter beslutet. Beslutet står fast tills någon ändrar det."
    )
    return _uppgift_step(row, text=text, lines=different, acts=(finish,))


def _lacking(row: Uppgift, _names: Mapping[str, str]) -> Step:
    """What an assessed month lacks before it can be decided; it is assessed again by itself when the fact is there."""
    return replace(
        _uppgift_step(row, text=row.innehall["text"]), id=LACKING, kind="stoppad", badge="Uppgift saknas"
    )


def _sent_back(row: Uppgift, _names: Mapping[str, str]) -> Step:
    reason = row.innehall.get("skal", "")
    return _uppgift_step(row, text=f"Den som skulle attestera skrev: ”{reason}” Besluta månaden på nytt.")


def _finish(row: Uppgift, *, label: str, heading: str, primary: bool = False) -> Act:
    return Act(name="avsluta", target=str(row.public_id), label=label, heading=heading, primary=primary)


def _uppgift_step(
    row: Uppgift, *, text: str, lines: tuple[str, ...] = (), acts: tuple[Act, ...] = ()
) -> Step:
    return Step(
        id=f"uppgift-{row.slag}",
        heading=meaning(row.kod),
        text=text,
        kind="info",
        badge="Att göra",
        lines=lines,
        dag=row.dag,
        who="handläggare",
        acts=acts,
    )


_UPPGIFTER: Final = {
    Uppgift.Slag.UNDERLAG: _lacking,
    Uppgift.Slag.KOMPLETTERING: _answered,
    Uppgift.Slag.KONTROLL: _changed,
    Uppgift.Slag.EFTER_BESLUT: _changed,
    Uppgift.Slag.ATERLAMNAT: _sent_back,
}
