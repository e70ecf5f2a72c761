"""What is to be done in a month now: a step for each thing that somebody must act on, each with one action first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from assistans.assessment.bedomning import Iakttagelse
from assistans.assessment.texter import because, remedy, sentence
from assistans.assessment.validity import NEVER_APPROVED
from assistans.assessment.words import sentence_case
from assistans.casework.akt import Manadsakt
from assistans.casework.assessing import UNDERLAG
from assistans.casework.koder import meaning, reasons
from assistans.casework.models import Kommunicering, Komplettering, Stallningstagande, Uppgift
from assistans.casework.month import Manadsbedomning
from assistans.casework.services.hearing import is_heard, unheard_among
from assistans.desks.components.words import day, duration
from assistans.desks.handlaggare.compared import compared
from assistans.desks.handlaggare.differing import differing
from assistans.desks.handlaggare.held import HeldTime, elsewhere, held_by_code, named
from assistans.desks.handlaggare.pass_calendar import observation_id
from assistans.law.lagrum import references

REPLY_DAYS: Final = 14
HEARING: Final = "#yttrande"
SUBMITS: Final = {"godkann": "Godkänn", "neka": "Neka"}
RAKNING: Final = "rakning"
LACKING: Final = "kan-inte-bedomas"
"""The id on the page of what a month lacks, whether it cannot be assessed without it or only not decided."""
LATE: Final = "KOMPLETTERING_SAKNAS"
TWICE: Final = "ASSISTENT_OVERLAPPAR"
DIFFERS: Final = "RAKNING_SKILJER_SIG"
NOBODY_ELSE: Final = ("handläggare", "regelförvaltare", "ingen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An action that a page offers: its `name` in the table of actions, and what it is about (`target`).

    `initial` is what its form begins with, `choices` the reports to choose among as (tx-id, text), `fields` those of the
    form's fields that are asked for (none named = all), `required` those that may be left empty elsewhere but not here.
    """

    name: str
    target: str = ""
    label: str
    heading: str
    about: str = ""
    initial: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    primary: bool = False

    @property
    def submit(self) -> str:
        """What the form's own button says: a position may be on a part of what the label tells."""
        return SUBMITS.get(self.name, self.label)

    @property
    def key(self) -> str:
        """What tells the action's form from the others of the page."""
        return f"{self.name}-{self.target}".lower().replace("_", "-").rstrip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `kind` is a badge's, `who` says who acts, `dag` by when and `otherwise` what happens then.

    `lines` say whose time it is and when, `link` leads on (address, text), and is what to do first when it `leads`. `acts` begins with the one to do first.
    `awaits`: somebody else has time to answer.
    """

    id: str
    heading: str
    text: str
    kind: str
    badge: str
    kod: str = ""
    minuter: int = 0
    lagrum: tuple[str, ...] = ()
    who: str = ""
    todo: str = ""
    dag: date | None = None
    otherwise: str = ""
    lines: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    leads: bool = False
    awaits: bool = False
    acts: tuple[Act, ...] = ()

    @property
    def first_label(self) -> str:
        """What to do first, in a few words; empty where nothing is the handläggare's to do now."""
        first = next((act for act in self.acts if act.primary), None)
        if first is None:
            return ""
        return f"Ta ställning till {duration(self.minuter)}" if first.name in SUBMITS else first.label


def steps_of(akt: Manadsakt, *, by: str) -> list[Step]:
    """The steps of a month for the handläggare who looks, the ones that the others wait for first."""
    found = [*_attest_steps(akt, by), *_uppgift_steps(akt)]
    if akt.month is None:
        return [_not_assessable(akt), *found]
    found += _observation_steps(akt, akt.month)
    found += _completion_steps(akt, akt.month)
    found += _hearing_steps(akt, akt.month)
    found += _decision_steps(akt, akt.month)
    return found


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


def unheard(akt: Manadsakt, month: Manadsbedomning) -> list[str]:
    """The codes that take time from the person and that she has neither answered on nor let her time pass for."""
    stopped = {held.kod for held in month.bedomning.minuter if held.ode == "stoppad" and held.kod}
    return _unheard(akt, stopped)


def standing_positions(akt: Manadsakt) -> list[Stallningstagande]:
    """The positions that hold in the month as it is assessed now."""
    if akt.month is None:
        return []
    standing = {held.id for held in akt.month.underlag.stallningstaganden}
    return [row for row in akt.vy.stallningstaganden if str(row.public_id) in standing]


def _not_assessable(akt: Manadsakt) -> Step:
    return Step(
        id=LACKING,
        heading="Månaden kan inte bedömas ännu",
        text=akt.reason,
        kind="stoppad",
        badge="Stoppad",
        who="handläggare",
        todo="Rätta det som saknas. Månaden bedöms om av sig själv när det är gjort.",
        link=("#handlingar", "Se månadens handlingar"),
    )


def _attest_steps(akt: Manadsakt, by: str) -> Iterator[Step]:
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


def _uppgift_steps(akt: Manadsakt) -> Iterator[Step]:
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


def _observation_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
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


def to_decide(akt: Manadsakt) -> bool:
    """Whether a decision is still to be taken: none stands, or one stands that would be another now."""
    changed = any(row.kod == "ANDRAT_UTFALL" and row.avslutad is None for row in akt.vy.uppgifter)
    return akt.vy.gallande is None or changed


def _is_open(seen: Iakttagelse, taken: set[str]) -> bool:
    return seen.lage == "vanta" and seen.kod not in taken


def _weight(seen: Iakttagelse) -> tuple[bool, int, str]:
    """What lacks something comes first, then what holds most time."""
    return seen.kod not in NEVER_APPROVED, -seen.minuter, seen.kod


def _waiting(akt: Manadsakt, month: Manadsbedomning, seen: Iakttagelse, held: list[HeldTime]) -> Step:
    stage = stage_of(akt, seen)
    way = _way_to_hearing(akt, seen.kod) if stage == Stage.OVERDUE and seen.kod != LATE else None
    if seen.kod == LATE:
        acts: tuple[Act, ...] = tuple(_note_answer(akt, row) for row in _late(akt))
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
        **({"lines": tuple(_request(akt, row) for row in _late(akt))} if seen.kod == LATE else {}),
    )


def _request(akt: Manadsakt, row: Komplettering) -> str:
    asked = f"begärd den {day(row.begard)}, svar senast den {day(row.sista_dag)}"
    return f"{sentence_case(_asked_of(akt, row))}, {asked}: {row.text}"


class Stage(StrEnum):
    """How far what waits has come, where somebody else must act on it."""

    OWN = "own"  # a handläggare acts
    ASK = "ask"  # nobody has been asked
    AWAITED = "awaited"
    OVERDUE = "overdue"
    ANSWERED = "answered"


def stage_of(akt: Manadsakt, seen: Iakttagelse) -> Stage:
    """How far an observation that waits has come, by the month's kompletteringar."""
    if seen.vem in NOBODY_ELSE:
        return Stage.OWN
    asked = akt.vy.kompletteringar
    if not asked:
        return Stage.ASK
    if _late(akt):
        return Stage.OVERDUE
    return Stage.AWAITED if any(row.inkom is None for row in asked) else Stage.ANSWERED


def _late(akt: Manadsakt) -> list[Komplettering]:
    return [row for row in akt.vy.kompletteringar if row.inkom is None and row.sista_dag < akt.today]


def _todo(akt: Manadsakt, seen: Iakttagelse, stage: Stage) -> str:
    if stage == Stage.AWAITED:
        return "Komplettering är begärd. Vänta på svaret, eller ta ställning om det inte behövs."
    if stage == Stage.OVERDUE and seen.kod != LATE:
        heard = seen.kod not in _unheard(akt, [seen.kod])
        return "Inget svar har kommit i tid. " + (
            "Personen har fått yttra sig. Ta ställning till tiden."
            if heard
            else "Låt personen yttra sig innan tiden nekas, eller godkänn den om det finns skäl."
        )
    return remedy(seen.kod, "handlaggare")


def _stopped(
    akt: Manadsakt, month: Manadsbedomning, seen: Iakttagelse, held: list[HeldTime], *, by_position: bool
) -> Step:
    way = _way_to_hearing(akt, seen.kod)
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
        acts=() if by_position else (_completion(akt, seen),),
    )


def _way_to_hearing(akt: Manadsakt, kod: str) -> tuple[str, str] | None:
    """Where on the page the person is heard on a code; None when she has been."""
    if not _unheard(akt, [kod]):
        return None
    ongoing = next((told for told in _open_hearings(akt) if kod in told.koder), None)
    if ongoing is not None:
        return f"#kommunicering-{ongoing.pk}", "Väntar på personens yttrande"
    return HEARING, "Kommunicera med personen"


def _open_hearings(akt: Manadsakt) -> list[Kommunicering]:
    return [told for told in akt.vy.kommuniceringar if not is_heard(told, today=akt.today)]


def _unheard(akt: Manadsakt, koder: Iterable[str]) -> list[str]:
    return unheard_among(akt.vy.kommuniceringar, koder=koder, today=akt.today)


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
    heard = not _unheard(akt, [seen.kod])
    first = {Stage.OWN: "godkann", Stage.ANSWERED: "godkann", Stage.OVERDUE: "neka" if heard else ""}
    acts = _positions(akt, seen, held, approvable=approvable, first=first.get(stage, ""))
    ask = _completion(akt, seen, primary=ask_first)
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


def _completion(akt: Manadsakt, seen: Iakttagelse, *, primary: bool = False) -> Act:
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


def _completion_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    told = any(seen.kod == LATE for seen in month.bedomning.iakttagelser)
    late = {row.pk for row in _late(akt)}
    for row in akt.vy.kompletteringar:
        if row.inkom is None and not (told and row.pk in late):
            yield _awaited(akt, row)


def _awaited(akt: Manadsakt, row: Komplettering) -> Step:
    return Step(
        id=f"komplettering-{row.pk}",
        heading=f"Svar väntas om {_asked_of(akt, row)}",
        text=row.text,
        kind="vantar",
        badge="Väntar på svar",
        who="den som fått begäran",
        dag=row.sista_dag,
        otherwise="Månaden bedöms om utan svar.",
        awaits=True,
        acts=(_note_answer(akt, row),),
    )


def _note_answer(akt: Manadsakt, row: Komplettering) -> Act:
    what = _asked_of(akt, row)
    return Act(
        name="anteckna-svar",
        target=str(row.public_id),
        label="Anteckna svaret",
        heading=f"Anteckna svaret om {what}",
        about="En rättad handling som kommer in antecknas av sig själv. Skriv här ett svar som kom på annat sätt.",
    )


def _asked_of(akt: Manadsakt, row: Komplettering) -> str:
    if row.assistent is None:
        return "räkningen"
    return f"{named(akt.names, str(row.assistent.public_id))}s tidsredovisning"


def _hearing_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    ongoing = _open_hearings(akt)
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
    return _unheard(akt, [each.kod for each in seen if stage_of(akt, each) == Stage.OVERDUE])


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


def _decision_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    """To decide is offered where a decision could be taken: the month is over, lacks nothing, not all waits, and something is new."""
    waits, reported = month.bedomning.vantar.minuter, month.bedomning.redovisad.minuter
    if not month.is_over or month.bedomning.utfall == "noll" or (reported and waits == reported):
        return
    if to_decide(akt) and not any(step.id == LACKING for step in _uppgift_steps(akt)):
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
