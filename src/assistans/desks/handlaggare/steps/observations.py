"""The steps of what the assessment has observed: time that waits for somebody, and time that is not paid."""

from collections.abc import Iterator
from typing import Any, Final

from assistans.assessment.bedomning import Iakttagelse
from assistans.assessment.texter import because, remedy, sentence
from assistans.assessment.validity import NEVER_APPROVED
from assistans.assessment.words import sentence_case
from assistans.casework.akt import Manadsakt
from assistans.casework.models import Komplettering
from assistans.casework.month import Manadsbedomning
from assistans.desks.components.words import day, duration
from assistans.desks.handlaggare.compared import compared
from assistans.desks.handlaggare.held import HeldTime, elsewhere, held_by_code
from assistans.desks.handlaggare.pass_calendar import observation_id
from assistans.desks.handlaggare.steps.akten import (
    LATE,
    asked_of,
    late_answers,
    reports_of,
    standing_positions,
    to_decide,
    unheard_on,
)
from assistans.desks.handlaggare.steps.completions import completion, note_answer
from assistans.desks.handlaggare.steps.hearings import HEARING, way_to_hearing
from assistans.desks.handlaggare.steps.stage import Stage, stage_of
from assistans.desks.handlaggare.steps.step import Act, Step
from assistans.law.lagrum import references

TWICE: Final = "ASSISTENT_OVERLAPPAR"
DIFFERS: Final = "RAKNING_SKILJER_SIG"


def observation_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    """A step for each observation that holds time or waits for somebody, and for each that stops time."""
    held = held_by_code(underlag=month.underlag, bedomning=month.bedomning, names=akt.names)
    fates = {(each.kod, each.ode) for each in month.bedomning.minuter if each.kod}
    taken = {row.kod for row in standing_positions(akt)}
    seen = sorted(month.bedomning.iakttagelser, key=_weight)
    waiting = [one for one in seen if (one.kod, "vantar") in fates or _is_open(one, taken)]
    for one in waiting:
        yield _waiting(akt, month, one, held.get(one.kod, []))
    for one in seen if to_decide(akt) else ():
        if one not in waiting and (one.kod, "stoppad") in fates:
            yield _stopped(akt, month, one, held.get(one.kod, []), by_position=one.kod in taken)


def settled(akt: Manadsakt) -> list[tuple[str, int, tuple[str, ...]]]:
    """What the standing decision refuses: the observation's sentence, minutes and lagrum. Nothing is left to do of it."""
    if akt.month is None or to_decide(akt):
        return []
    minutes: dict[str, int] = {}
    for held in akt.month.bedomning.minuter:
        if held.ode == "stoppad" and held.kod:
            minutes[held.kod] = minutes.get(held.kod, 0) + held.end - held.start
    seen = [one for one in akt.month.bedomning.iakttagelser if one.kod in minutes]
    return [
        (sentence(one.kod, "handlaggare").removesuffix("."), minutes[one.kod], references(one.lagrum))
        for one in seen
    ]


def _is_open(seen: Iakttagelse, taken: set[str]) -> bool:
    return seen.lage == "vanta" and seen.kod not in taken


def _weight(seen: Iakttagelse) -> tuple[bool, int, str]:
    """What lacks something comes first, then what holds most time."""
    return seen.kod not in NEVER_APPROVED, -seen.minuter, seen.kod


def _waiting(akt: Manadsakt, month: Manadsbedomning, seen: Iakttagelse, held: list[HeldTime]) -> Step:
    stage = stage_of(akt, seen)
    way = way_to_hearing(akt, seen.kod) if stage == Stage.OVERDUE and seen.kod != LATE else None
    if seen.kod == LATE:
        acts: tuple[Act, ...] = tuple(note_answer(akt, row) for row in late_answers(akt))
    else:
        acts = tuple(_waiting_acts(akt, seen, held, stage))
    return _observed(
        month,
        seen,
        held,
        kind="vantar",
        badge="Väntar",
        todo=_todo(akt, seen, stage),
        otherwise=seen.forval if seen.dag else "",
        link=way,
        leads=way is not None and way[0] == HEARING,
        acts=acts,
        **({"lines": tuple(_request(akt, row) for row in late_answers(akt))} if seen.kod == LATE else {}),
    )


def _request(akt: Manadsakt, row: Komplettering) -> str:
    asked = f"begärd den {day(row.begard)}, svar senast den {day(row.sista_dag)}"
    return f"{sentence_case(asked_of(akt, row))}, {asked}: {row.text}"


def _todo(akt: Manadsakt, seen: Iakttagelse, stage: Stage) -> str:
    if stage == Stage.AWAITED:
        return "Komplettering är begärd. Vänta på svaret, eller ta ställning om det inte behövs."
    if stage == Stage.OVERDUE and seen.kod != LATE:
        heard = seen.kod not in unheard_on(akt, [seen.kod])
        return "Inget svar har kommit i tid. " + (
            "Personen har fått yttra sig. Ta ställning till tiden."
            if heard
            else "Låt personen yttra sig innan tiden nekas, eller godkänn den om det finns skäl."
        )
    return remedy(seen.kod, "handlaggare")


def _stopped(
    akt: Manadsakt, month: Manadsbedomning, seen: Iakttagelse, held: list[HeldTime], *, by_position: bool
) -> Step:
    way = way_to_hearing(akt, seen.kod)
    return _observed(
        month,
        seen,
        held,
        kind="stoppad",
        badge="Nekas" if by_position else "Ersätts inte",
        todo="Personen ska få yttra sig innan tiden nekas i ett beslut."
        if way
        else "Personen har fått yttra sig. Tiden nekas när månaden beslutas.",
        dag=None,
        link=way or ("#beslut", "Besluta månaden"),
        leads=way is None or way[0] == HEARING,
        acts=() if by_position else (completion(akt, seen),),
    )


def _observed(month: Manadsbedomning, seen: Iakttagelse, held: list[HeldTime], **said: Any) -> Step:
    return Step(
        id=observation_id(seen.kod),
        heading=sentence(seen.kod, "handlaggare").removesuffix("."),
        text="",
        kod=seen.kod,
        minuter=sum(one.minuter for one in held) or seen.minuter,
        lagrum=references(seen.lagrum),
        **{"lines": _lines(month, seen, held), "dag": seen.dag} | said,
    )


def _lines(month: Manadsbedomning, seen: Iakttagelse, held: list[HeldTime]) -> tuple[str, ...]:
    """Whose time it is, as closely as the observation tells: by stretch, by report, or how the räkning differs."""
    if seen.kod == DIFFERS:
        rows = compared(rakning=month.underlag.rakning, redovisad=month.bedomning.redovisad)
        return tuple(row.text for row in rows if row.difference and not row.total)
    if seen.kod == TWICE:
        return (*(one.text for one in held), *elsewhere(month.underlag, month.bedomning))
    if seen.omfattning in {"row", "minutes"}:
        return tuple(one.text for one in held)
    return () if seen.omfattning == "month" else tuple(one.brief for one in held)


def _waiting_acts(akt: Manadsakt, seen: Iakttagelse, held: list[HeldTime], stage: Stage) -> Iterator[Act]:
    """What can be done of what waits. Where somebody else must act, asking her comes first, until she has been asked."""
    approvable = seen.kod not in NEVER_APPROVED and any(one.minuter for one in held)
    ask_first = stage == Stage.ASK or (not approvable and stage in {Stage.OWN, Stage.ANSWERED})
    heard = not unheard_on(akt, [seen.kod])
    first = {Stage.OWN: "godkann", Stage.ANSWERED: "godkann", Stage.OVERDUE: "neka" if heard else ""}
    acts = _positions(akt, seen, held, approvable=approvable, first=first.get(stage, ""))
    ask = completion(akt, seen, primary=ask_first)
    may_ask = seen.kod != "BESLUT_SAKNAS" and stage not in {Stage.AWAITED, Stage.OVERDUE}
    yield from sorted([*acts, *([ask] if may_ask else [])], key=lambda act: not act.primary)


def _positions(
    akt: Manadsakt, seen: Iakttagelse, held: list[HeldTime], *, approvable: bool, first: str
) -> Iterator[Act]:
    minutes = duration(sum(one.minuter for one in held))
    why = sentence_case(because(seen.kod))
    reports = reports_of(akt)
    if approvable:
        yield Act(
            name="godkann",
            target=seen.kod,
            label=f"Godkänn {minutes}",
            heading="Godkänn tid som väntar",
            about=f"{why}. Tiden ersätts om du godkänner den. Ditt skäl sparas och kan läsas av den som attesterar.",
            choices=reports,
            primary=first == "godkann",
        )
    if held:
        yield Act(
            name="neka",
            target=seen.kod,
            label="Neka tiden",
            heading="Neka tid som väntar",
            about=f"{why}. Tiden nekas först med ett beslut, och personen ska få yttra sig innan.",
            choices=reports,
            primary=first == "neka",
        )
