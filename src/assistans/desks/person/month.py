"""What the page of a person's month shows, made from what was read. Nothing here asks the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistans import facts
from assistans.assessment import remedy, sentence
from assistans.assessment.beviljat import beviljade_minuter
from assistans.assessment.omrakning import differences
from assistans.assessment.words import day_text
from assistans.casework.after_decision import decided_result
from assistans.casework.clock_times import clock_spans
from assistans.casework.models import Kommunicering, Komplettering, Manadsbeslut
from assistans.casework.month import Manadsbedomning
from assistans.casework.own_month import OwnManad
from assistans.desks.components.hours import HoursBar, Part
from assistans.desks.components.shifts import Lane, ShiftCalendar, Stretch
from assistans.desks.person.lage import STEG, DecidedState, Fakta, Lage, state_of
from assistans.law import Law, last_reporting_day
from assistans.law.lagrum import references
from assistans.payments.models import Utbetalning
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import UNITS_PER_MINUTE

KINDS = {"vanta": "vantar", "stopp": "stoppad", "notera": "info"}
WORDS = {"vanta": "Väntar", "stopp": "Ersätts inte", "notera": "Bra att veta"}
RAKNING = "RAKNING_SAKNAS"
IN_THE_DECISION = (
    "En handläggare har prövat det. Skälen står i beslutet."  # the machine decides only what is clean
)
NOT_TOLD = frozenset({RAKNING, "PARAMETER_EJ_VERIFIERAD"})
"""What the state of the month says with more words, and what speaks of the law and not of her month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report as a row: who, through whom, raw minutes by kind, and what became of them.

    `bara_rakning`: all that waits waits for nothing but her own räkning.
    """

    assistent: str
    via: str
    tid: facts.Tid
    vantar: int
    stoppad: int
    bara_rakning: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something seen in the month: what, what is done about it and by when; `minuter` are those it holds (0 = none)."""

    kod: str
    kind: str
    ord: str
    text: str
    gor: str
    lagrum: tuple[str, ...]
    minuter: int
    dag: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to her: a kommunicering or a komplettering; `stangd` when it is answered or the month decided."""

    id: str
    text: str
    punkter: tuple[str, ...]
    senast: date
    svar: str
    svarad: date | None
    sen: bool
    stangd: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """All that the page of a month shows."""

    manad: Month
    lage: Lage
    steg: tuple[str, ...]
    sista_dag: date
    rapporter: tuple[ReportRow, ...]
    summa: facts.Tid
    calendar: ShiftCalendar | None
    bar: HoursBar | None
    anmarkningar: tuple[Note, ...]
    kommuniceringar: tuple[Question, ...]
    kompletteringar: tuple[Question, ...]
    beslut: Manadsbeslut | None
    nytt_efter_beslut: bool


def month_page(seen: OwnManad, *, law: Law, betalningar: Sequence[Utbetalning]) -> MonthPage:
    """Make the page of a month. `betalningar` are those of its decisions."""
    month = seen.month
    decided = decided_result(seen.gallande) if seen.gallande else None
    found = _decided_notes(decided) if decided else _current_notes(month)
    notes = tuple(sorted(found, key=lambda note: (list(KINDS.values()).index(note.kind), note.kod)))
    return MonthPage(
        manad=seen.manad,
        lage=state_of(_known(seen, law, notes, betalningar)),
        steg=STEG,
        sista_dag=last_reporting_day(law, seen.manad),
        rapporter=tuple(sorted(_reports(month, seen.names), key=lambda rad: rad.assistent)) if month else (),
        summa=month.bedomning.redovisad if month else facts.Tid(),
        calendar=shift_calendar(month, seen.names) if month and month.bedomning.minuter else None,
        bar=hours_bar(month, law) if month else None,
        anmarkningar=notes,
        kommuniceringar=tuple(_hearing(row, seen) for row in seen.kommuniceringar),
        kompletteringar=tuple(_completion(row, seen) for row in seen.kompletteringar),
        beslut=seen.gallande,
        nytt_efter_beslut=bool(decided and month and differences(decided=decided, now=month.resultat)),
    )


def _known(seen: OwnManad, law: Law, notes: Sequence[Note], betalningar: Sequence[Utbetalning]) -> Fakta:
    return Fakta(
        manad=seen.manad,
        today=seen.today,
        sista_dag=last_reporting_day(law, seen.manad),
        har_rakning=bool(seen.rakningar),
        saknas=len(seen.saknas),
        haller=sum(note.kind in {"vantar", "stoppad"} for note in notes),
        ej_bedombar=seen.ej_bedombar,
        beslut=_decision(seen, betalningar),
    )


def _decision(seen: OwnManad, betalningar: Sequence[Utbetalning]) -> DecidedState | None:
    beslut = seen.gallande
    if beslut is None:
        return None
    rows = {row.pk for row in seen.betalas}
    return DecidedState(
        utfall=beslut.utfall,
        belopp_ore=beslut.belopp_ore,
        vantar_pa_attest=seen.vantar_pa_attest,
        nagot_kvar=bool(beslut.kvar_koder),
        dagar=[row.dag for row in seen.betalas],
        betalda=[paid.korning.dag for paid in betalningar if paid.beslutsrad_id in rows],
    )


def _current_notes(month: Manadsbedomning | None) -> Iterator[Note]:
    """What is seen now, and what to do about it; her missing räkning is told by the state."""
    for one in month.bedomning.iakttagelser if month else ():
        if one.lage in KINDS and one.kod not in NOT_TOLD:
            yield _note(
                one.kod, one.lage, one.lagrum, one.minuter, gor=remedy(one.kod, "person"), dag=one.dag
            )


def _decided_notes(decided: Mapping[str, Any]) -> Iterator[Note]:
    """What the decision rests on: what is not paid, and what still waits. Nobody is asked to do anything about the rest."""
    became = {
        kod: lage
        for key, lage in (("vantar", "vanta"), ("stoppad", "stopp"))
        for fate in decided["radutfall"]
        for kod in fate[key]
    }
    for one in decided["iakttagelsedetaljer"]:
        # What a check held and a handläggare has let through has taken nothing: it is only good to know.
        lage = became.get(one["kod"], "notera")
        if one["lage"] in KINDS and one["kod"] not in NOT_TOLD:
            gor = IN_THE_DECISION if lage == "stopp" else ""
            yield _note(one["kod"], lage, one["lagrum"], one["minuter"], gor=gor, dag=None)


def _note(kod: str, lage: str, lagrum: str, minuter: int, *, gor: str, dag: date | None) -> Note:
    return Note(
        kod=kod,
        kind=KINDS[lage],
        ord=WORDS[lage],
        text=sentence(kod, "person"),
        gor=gor,
        lagrum=references(lagrum),
        minuter=minuter,
        dag=dag,
    )


def _reports(month: Manadsbedomning, names: dict[str, str]) -> Iterator[ReportRow]:
    for place, report in enumerate(month.underlag.tidsredovisningar):
        stretches = [each for each in month.bedomning.minuter if each.rapport == place]
        minutes = dict.fromkeys(facts.SLAG, 0)
        fates = {"godkand": 0, "vantar": 0, "stoppad": 0}
        for each in stretches:
            minutes[each.slag] += each.end - each.start
            fates[each.ode] += each.end - each.start
        yield ReportRow(
            assistent=names.get(report.assistent, "Namn saknas"),
            via=names.get(report.anordnare, report.anordnare),
            tid=facts.Tid(**minutes),
            vantar=fates["vantar"],
            stoppad=fates["stoppad"],
            bara_rakning={each.kod for each in stretches if each.kod} == {RAKNING},
        )


def shift_calendar(month: Manadsbedomning, names: dict[str, str]) -> ShiftCalendar:
    """The month's shifts, a lane for each assistant at each anordnare."""
    lanes: dict[tuple[str, str], list[Stretch]] = {}
    for held, start, end in clock_spans(underlag=month.underlag, bedomning=month.bedomning):
        report = month.underlag.tidsredovisningar[held.rapport]
        stretch = Stretch(
            day=held.dag.day,
            start=start,
            end=end,
            ode=held.ode,
            slag=held.slag,
            text=sentence(held.kod, "person") if held.kod else "",
        )
        lanes.setdefault((report.assistent, report.anordnare), []).append(stretch)
    return ShiftCalendar(
        month=month.underlag.month.first,
        lanes=tuple(
            Lane(label=names.get(who, "Namn saknas"), via=names.get(via, via), stretches=tuple(found))
            for (who, via), found in sorted(
                lanes.items(), key=lambda pair: (names.get(pair[0][0], ""), pair[0])
            )
        ),
    )


def hours_bar(month: Manadsbedomning, law: Law) -> HoursBar | None:
    """The granted time of the beviljandeperiod, in whole minutes of assistance time; None where no grant is in force."""
    period = month.underlag.month.period
    grants = [grant for grant in month.underlag.beslut if grant.beviljandeperiod.overlaps(period)]
    if not grants:
        return None
    grant = max(grants, key=lambda found: found.beviljandeperiod.start)
    granted = int(beviljade_minuter(law, grant, grant.tid))
    others = (*month.underlag.tidigare, *month.underlag.senare)
    used = sum(other.enheter for other in others if grant.beviljandeperiod.overlaps(other.month.period))
    now, waiting = month.bedomning.enheter, month.bedomning.enheter_vantar
    return _bar(
        grant.beviljandeperiod, granted, [units // UNITS_PER_MINUTE for units in (used, now, waiting)]
    )


def _bar(period: Period, granted: int, taken: Sequence[int]) -> HoursBar:
    used, now, waiting = taken
    to = f"till den {day_text(period.last)}" if period.last else "och tills vidare"
    return HoursBar(
        label=f"Beviljad tid från den {day_text(period.start)} {to}",
        parts=(
            Part(kind="anvand", label="Andra månader i perioden", minutes=used),
            Part(kind="manad", label="Godkänt den här månaden", minutes=now),
            Part(kind="vantar", label="Väntar den här månaden", minutes=waiting),
            Part(kind="kvar", label="Kvar av perioden", minutes=max(0, granted - used - now - waiting)),
        ),
        limit=granted,
    )


def _hearing(row: Kommunicering, seen: OwnManad) -> Question:
    answered = getattr(row, "yttrande", None)
    return Question(
        id=str(row.public_id),
        text=row.text,
        punkter=tuple(sentence(kod, "person") for kod in row.koder),
        senast=row.svar_senast,
        svar=answered.text if answered else "",
        svarad=answered.inkom if answered else None,
        sen=seen.today > row.svar_senast,
        stangd=answered is not None or seen.gallande is not None,
    )


def _completion(row: Komplettering, seen: OwnManad) -> Question:
    return Question(
        id=str(row.public_id),
        text=row.text,
        punkter=(),
        senast=row.sista_dag,
        svar=row.svar,
        svarad=row.inkom,
        sen=seen.today > row.sista_dag,
        stangd=row.inkom is not None or seen.gallande is not None,
    )
