"""What is to be done in a month now: a step for each thing that somebody must act on, each with one action first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from assistans.assessment.bedomning import Iakttagelse
from assistans.assessment.omrakning import difference_lines
from assistans.assessment.texter import because, remedy, sentence
from assistans.assessment.validity import NEVER_APPROVED
from assistans.assessment.words import listed, sentence_case
from assistans.casework.akt import Manadsakt
from assistans.casework.models import Kommunicering, Komplettering, Stallningstagande, Uppgift
from assistans.casework.month import Manadsbedomning
from assistans.casework.services.hearing import is_heard, unheard_among
from assistans.desks.components.words import duration
from assistans.desks.handlaggare.held import HeldTime, held_by_code, named
from assistans.desks.handlaggare.pass_calendar import observation_id
from assistans.desks.handlaggare.texts import OTHER_CODES

REPLY_DAYS: Final = 14
NOBODY_ELSE: Final = ("handläggare", "regelförvaltare", "ingen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An action that a page offers: its `name` in the table of actions, and what it is about (`target`).

    `initial` is what its form begins with, `choices` the reports to choose among as (tx-id, text), `fields` those of the
    form's fields that are asked for (none named = all).
    """

    name: str
    target: str = ""
    label: str
    heading: str
    about: str = ""
    initial: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    primary: bool = False

    @property
    def key(self) -> str:
        """What tells the action's form from the others of the page."""
        return f"{self.name}-{self.target}".lower().replace("_", "-").rstrip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `kind` is a badge's, `who` says who acts, `dag` by when and `otherwise` what happens then.

    `lines` say whose time it is and when, `link` leads on (address, text). `acts` begins with the one to do first.
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
    acts: tuple[Act, ...] = ()


def steps_of(akt: Manadsakt, *, by: str) -> list[Step]:
    """The steps of a month for the handläggare who looks, the ones that the others wait for first."""
    found = [*_attest_steps(akt, by), *_uppgift_steps(akt)]
    if akt.month is None:
        return [_not_assessable(akt), *found]
    found += _observation_steps(akt, akt.month)
    found += _completion_steps(akt)
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
    return unheard_among(akt.vy.kommuniceringar, koder=stopped, today=akt.today)


def standing_positions(akt: Manadsakt) -> list[Stallningstagande]:
    """The positions that hold in the month as it is assessed now."""
    if akt.month is None:
        return []
    standing = {held.id for held in akt.month.underlag.stallningstaganden}
    return [row for row in akt.vy.stallningstaganden if str(row.public_id) in standing]


def _not_assessable(akt: Manadsakt) -> Step:
    return Step(
        id="kan-inte-bedomas",
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
    for row in akt.vy.uppgifter:
        if row.avslutad is None and row.slag in _UPPGIFTER:
            yield _UPPGIFTER[row.slag](row)


def _answered(row: Uppgift) -> Step:
    finish = _finish(
        row, label="Jag har läst svaret", heading="Avsluta uppgiften: svaret är läst", primary=True
    )
    return _uppgift_step(row, text="Läs svaret här på sidan och ta sedan ställning.", acts=(finish,))


def _changed(row: Uppgift) -> Step:
    different = tuple(difference_lines(row.innehall.get("skillnad", {})))
    finish = _finish(row, label="Låt beslutet stå", heading="Låt beslutet stå och avsluta uppgiften")
    only_others = row.slag == Uppgift.Slag.KONTROLL
    text = (
        "Bara andra personers tidsredovisningar har ändrats. Beslutet står fast tills någon ändrar det."
        if only_others
        else "En handling eller en uppgift har kommit efter beslutet. Beslutet står fast tills någon ändrar det."
    )
    return _uppgift_step(row, text=text, lines=different, acts=(finish,))


def _lacking(row: Uppgift) -> Step:
    return _uppgift_step(row, text=row.innehall.get("text", ""))


def _sent_back(row: Uppgift) -> Step:
    reason = row.innehall.get("skal", "")
    return _uppgift_step(row, text=f"Den som skulle attestera skrev: ”{reason}” Besluta månaden på nytt.")


def _finish(row: Uppgift, *, label: str, heading: str, primary: bool = False) -> Act:
    return Act(name="avsluta", target=str(row.public_id), label=label, heading=heading, primary=primary)


def _uppgift_step(
    row: Uppgift, *, text: str, lines: tuple[str, ...] = (), acts: tuple[Act, ...] = ()
) -> Step:
    return Step(
        id=f"uppgift-{row.slag}",
        heading=OTHER_CODES.get(row.kod, row.kod),
        text=text,
        kind="info",
        badge="Att göra",
        lines=lines,
        dag=row.dag,
        who="handläggare",
        acts=acts,
    )


_UPPGIFTER: Final = {
    Uppgift.Slag.KOMPLETTERING: _answered,
    Uppgift.Slag.KONTROLL: _changed,
    Uppgift.Slag.EFTER_BESLUT: _changed,
    Uppgift.Slag.ATERLAMNAT: _sent_back,
}


def _observation_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    held = held_by_code(underlag=month.underlag, bedomning=month.bedomning, names=akt.names)
    fates = {(each.kod, each.ode) for each in month.bedomning.minuter if each.kod}
    taken = {row.kod for row in standing_positions(akt)}
    for seen in sorted(month.bedomning.iakttagelser, key=_weight):
        if (seen.kod, "vantar") in fates or (seen.lage == "vanta" and seen.kod not in taken):
            yield _waiting(akt, seen, held.get(seen.kod, []))
        elif (seen.kod, "stoppad") in fates:
            yield _stopped(akt, seen, held.get(seen.kod, []), by_position=seen.kod in taken)


def _weight(seen: Iakttagelse) -> tuple[bool, int, str]:
    """What lacks something comes first, then what holds most time."""
    return seen.kod not in NEVER_APPROVED, -seen.minuter, seen.kod


def _waiting(akt: Manadsakt, seen: Iakttagelse, held: list[HeldTime]) -> Step:
    return _observed(
        seen,
        held,
        kind="vantar",
        badge="Väntar",
        todo=remedy(seen.kod, "handlaggare"),
        otherwise=seen.forval if seen.dag else "",
        acts=tuple(_waiting_acts(akt, seen, held)),
    )


def _stopped(akt: Manadsakt, seen: Iakttagelse, held: list[HeldTime], *, by_position: bool) -> Step:
    needs_hearing = akt.month is not None and seen.kod in unheard(akt, akt.month)
    return _observed(
        seen,
        held,
        kind="stoppad",
        badge="Nekas" if by_position else "Ersätts inte",
        todo="Personen ska få yttra sig innan tiden nekas i ett beslut."
        if needs_hearing
        else "Personen har fått yttra sig, så tiden kan nekas i beslutet.",
        link=("#yttrande", "Kommunicera med personen") if needs_hearing else ("#beslut", "Besluta månaden"),
        acts=() if by_position else (_completion(akt, seen),),
    )


def _observed(seen: Iakttagelse, held: list[HeldTime], **said: Any) -> Step:
    return Step(
        id=observation_id(seen.kod),
        heading=sentence(seen.kod, "handlaggare").removesuffix("."),
        text="",
        kod=seen.kod,
        minuter=sum(one.minuter for one in held) or seen.minuter,
        lagrum=tuple(seen.lagrum.split("; ")),
        who=seen.vem,
        dag=seen.dag,
        lines=tuple(one.text for one in held),
        **said,
    )


def _waiting_acts(akt: Manadsakt, seen: Iakttagelse, held: list[HeldTime]) -> Iterator[Act]:
    """What can be done of what waits. Where somebody else must act, asking her comes first, until she has been asked."""
    approvable = seen.kod not in NEVER_APPROVED and any(one.minuter for one in held)
    asked = any(row.inkom is None for row in akt.vy.kompletteringar)
    ask_first = seen.vem not in NOBODY_ELSE and not asked
    ask = _completion(akt, seen, primary=ask_first or not approvable)
    positions = list(_positions(akt, seen, held, approvable=approvable, primary=not ask_first))
    yield from [ask, *positions] if ask.primary else [*positions, ask]


def _positions(
    akt: Manadsakt, seen: Iakttagelse, held: list[HeldTime], *, approvable: bool, primary: bool
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
            primary=primary,
        )
    if held:
        yield Act(
            name="neka",
            target=seen.kod,
            label="Neka tiden",
            heading="Neka tid som väntar",
            about=f"{why}. Tiden nekas först med ett beslut, och personen ska få yttra sig innan.",
            choices=reports,
        )


def _completion(akt: Manadsakt, seen: Iakttagelse, *, primary: bool = False) -> Act:
    reports = reports_of(akt)
    reader = "person" if seen.vem.startswith("person") or not reports else "anordnare"
    target = "" if reader == "person" or not seen.rapporter else _report_key(akt, seen)
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
        choices=(("", "Räkningen"), *reports),
        primary=primary,
    )


def _report_key(akt: Manadsakt, seen: Iakttagelse) -> str:
    assert akt.month is not None  # noqa: S101 - an observation comes from an assessment
    return akt.month.underlag.tidsredovisningar[seen.rapporter[0]].id or ""


def _completion_steps(akt: Manadsakt) -> Iterator[Step]:
    for row in akt.vy.kompletteringar:
        if row.inkom is None:
            yield _awaited(akt, row)


def _awaited(akt: Manadsakt, row: Komplettering) -> Step:
    late = row.sista_dag < akt.today
    what = _asked_of(akt, row)
    answer = Act(
        name="anteckna-svar",
        target=str(row.public_id),
        label="Anteckna svaret",
        heading=f"Anteckna svaret om {what}",
        about="En rättad handling som kommer in antecknas av sig själv. Skriv här ett svar som kom på annat sätt.",
        primary=late,
    )
    return Step(
        id=f"komplettering-{row.pk}",
        heading=f"Svar om {what} har inte kommit i tid" if late else f"Svar väntas om {what}",
        text=row.text,
        kind="stoppad" if late else "vantar",
        badge="Sista dagen har gått" if late else "Väntar på svar",
        who="den som fått begäran",
        dag=row.sista_dag,
        acts=(answer,),
    )


def _asked_of(akt: Manadsakt, row: Komplettering) -> str:
    if row.assistent is None:
        return "räkningen"
    return f"{named(akt.names, str(row.assistent.public_id))}s tidsredovisning"


def _hearing_steps(akt: Manadsakt, month: Manadsbedomning) -> Iterator[Step]:
    open_ones = [told for told in akt.vy.kommuniceringar if not is_heard(told, today=akt.today)]
    for told in open_ones:
        yield _hearing(told)
    asked = {kod for told in open_ones for kod in told.koder}
    koder = [kod for kod in unheard(akt, month) if kod not in asked]
    if koder:
        yield _to_communicate(akt, koder)


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
        text=f"Kommunicerat: {listed([because(kod) for kod in told.koder])}.",
        kind="vantar",
        badge="Väntar på yttrande",
        lagrum=("FL 25 §",),
        who="person",
        dag=told.svar_senast,
        otherwise="Månaden kan beslutas utan yttrande.",
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
    """To decide is offered where a decision could be taken: the month is over, not all waits, and something is new."""
    changed = any(row.kod == "ANDRAT_UTFALL" and row.avslutad is None for row in akt.vy.uppgifter)
    waits, reported = month.bedomning.vantar.minuter, month.bedomning.redovisad.minuter
    if not month.is_over or month.bedomning.utfall == "noll" or (reported and waits == reported):
        return
    if akt.vy.gallande is not None and not changed:
        return
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


def decision_needs(akt: Manadsakt, month: Manadsbedomning) -> DecisionNeeds:
    """What the month's decision must say now."""
    return DecisionNeeds(
        motivering=month.bedomning.utfall != "beviljat" or akt.vy.gallande is not None,
        waits=any(held.ode == "vantar" for held in month.bedomning.minuter),
        unheard=bool(unheard(akt, month)),
    )
