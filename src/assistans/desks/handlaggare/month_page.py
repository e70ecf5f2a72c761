"""The month's page put together: what it says, in the order that it says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from assistans.assessment.texter import because
from assistans.casework.akt import Manadsakt
from assistans.casework.models import Manadsbeslut, Stallningstagande
from assistans.desks.components.hours import HoursBar
from assistans.desks.components.shifts import ShiftCalendar
from assistans.desks.components.words import day
from assistans.desks.handlaggare.actions import ACTIONS
from assistans.desks.handlaggare.compared import ComparedTime, compared, hours_bars
from assistans.desks.handlaggare.documents import DocumentView, documents
from assistans.desks.handlaggare.forms import ActForm
from assistans.desks.handlaggare.history import HistoryEntry, history
from assistans.desks.handlaggare.paid import KommunShare, PaidRow, kommun_shares, paid_rows
from assistans.desks.handlaggare.pass_calendar import pass_calendar
from assistans.desks.handlaggare.rows import CalculationSection, calculation
from assistans.desks.handlaggare.steps.akten import standing_positions
from assistans.desks.handlaggare.steps.month import steps_of
from assistans.desks.handlaggare.steps.observations import settled
from assistans.desks.handlaggare.steps.step import Act, Step
from assistans.desks.handlaggare.summary import summary
from assistans.desks.web.texts import BESLUT, LAGE, UTFALL, UTFALL_BADGES
from assistans.payments.models import Utbetalning

PENDING: Final = "Väntar på attest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """An action with its form. `open`: what was sent came back with errors."""

    act: Act
    form: ActForm
    open: bool

    @property
    def button(self) -> str:
        """How much its button stands out."""
        return "primary" if self.act.primary else "secondary"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step with its actions."""

    step: Step
    acts: tuple[ActView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """A position that holds, with the action that takes it back."""

    text: str
    skal: str
    av: str
    act: ActView


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """One decision of the month. `state` says whether it holds."""

    beslut: Manadsbeslut
    slag: str
    state: str
    badge: str
    av: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """All that the template shows, in its order."""

    akt: Manadsakt
    utfall: str
    utfall_badge: str
    lage: str
    summary: tuple[str, ...]
    steps: tuple[StepView, ...]
    positions: tuple[PositionView, ...]
    settled: tuple[tuple[str, int, tuple[str, ...]], ...]
    calendar: ShiftCalendar | None
    compared: tuple[ComparedTime, ...]
    hours: tuple[HoursBar, ...]
    paid: tuple[PaidRow, ...]
    kommun: tuple[KommunShare, ...]
    sections: tuple[CalculationSection, ...]
    documents: tuple[tuple[DocumentView, ActView | None], ...]
    history: tuple[tuple[HistoryEntry, str], ...]
    decisions: tuple[DecisionView, ...]
    jav: ActView
    stray: ActView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the page is made of beside the akt: names of actors and kommuner, payments by decision row, how documents came, what was sent."""

    by: str
    actors: Mapping[str, str]
    kommuner: Mapping[str, str]
    payments: Mapping[int, Utbetalning]
    came: Mapping[int, str]
    posted: ActForm | None = None


def month_page(akt: Manadsakt, sources: Sources) -> MonthPage:
    """Put the page together. Pure: everything has been read."""
    desk = _Desk(sources.posted)
    steps = steps_of(akt, by=sources.by)
    bedomning = akt.month.bedomning if akt.month else None
    underlag = akt.month.underlag if akt.month else None
    utfall = bedomning.utfall if bedomning else akt.vy.utfall
    shown = {
        "steps": tuple(StepView(step=step, acts=desk.views(step.acts)) for step in steps),
        "positions": tuple(_position(row, sources, desk) for row in standing_positions(akt)),
        "documents": tuple((row, desk.maybe(row.act)) for row in documents(akt, sources.came)),
        "jav": desk.view(_jav()),
    }
    return MonthPage(
        akt=akt,
        utfall=UTFALL[utfall],
        utfall_badge=UTFALL_BADGES[utfall],
        lage=_lage(akt),
        summary=tuple(summary(akt, steps)),
        settled=tuple(settled(akt)),
        calendar=pass_calendar(underlag=underlag, bedomning=bedomning, names=akt.names)
        if underlag and bedomning and bedomning.minuter
        else None,
        compared=tuple(compared(rakning=underlag.rakning, redovisad=bedomning.redovisad))
        if underlag and bedomning
        else (),
        hours=tuple(hours_bars(bedomning)) if bedomning else (),
        paid=tuple(paid_rows(akt, sources.payments)),
        kommun=tuple(kommun_shares(bedomning, sources.kommuner)) if bedomning else (),
        sections=tuple(calculation(bedomning, akt.names | _by_kod(sources.kommuner))) if bedomning else (),
        history=tuple((entry, sources.actors.get(entry.by, "")) for entry in history(akt)),
        decisions=tuple(_decision(row, akt, sources) for row in akt.vy.beslut),
        stray=desk.stray(),
        **shown,  # type: ignore[arg-type]
    )


def _by_kod(kommuner: Mapping[str, str]) -> dict[str, str]:
    """The kommuner's names by what the calculation calls them (`kommun 0180`)."""
    return {f"kommun {kod}": name for kod, name in kommuner.items()}


class _Desk:
    """Gives each action of the page its form, and the one that was sent the form as it was sent."""

    def __init__(self, posted: ActForm | None) -> None:
        self._posted = posted
        self._found = False

    def views(self, acts: Iterable[Act]) -> tuple[ActView, ...]:
        return tuple(self.view(act) for act in acts)

    def maybe(self, act: Act | None) -> ActView | None:
        return self.view(act) if act else None

    def view(self, act: Act) -> ActView:
        if self._posted is not None and self._posted.prefix == act.key:
            self._found = True
            self._posted.fit(act)
            return ActView(act=act, form=self._posted, open=True)
        return ActView(act=act, form=ACTIONS[act.name].form(act), open=False)

    def stray(self) -> ActView | None:
        """What was sent, where the page no longer offers it: what was typed is not lost."""
        if self._posted is None or self._found:
            return None
        return ActView(act=self._posted.act, form=self._posted, open=True)


def _lage(akt: Manadsakt) -> str:
    return PENDING if akt.vy.vantar_pa_attest else LAGE[akt.vy.lage]


def _position(row: Stallningstagande, sources: Sources, desk: _Desk) -> PositionView:
    words = {Stallningstagande.Utfall.GODKAND: "Godkänd", Stallningstagande.Utfall.STOPPAD: "Nekas"}
    when = f", {day(row.dag)} kl. {row.fran}–{row.till}" if row.dag else ""
    act = Act(
        name="aterta",
        target=str(row.public_id),
        label="Återta",
        heading="Återta ställningstagandet",
        about="Det som väntade väntar då igen.",
    )
    return PositionView(
        text=f"{words[Stallningstagande.Utfall(row.utfall)]}: {because(row.kod)}{when}",
        skal=row.skal,
        av=sources.actors.get(row.av, ""),
        act=desk.view(act),
    )


def _decision(row: Manadsbeslut, akt: Manadsakt, sources: Sources) -> DecisionView:
    answers = {answer.target: answer.approved for answer in akt.attester}
    standing = akt.vy.gallande is not None and akt.vy.gallande.pk == row.pk
    state, badge = ("Gäller", "godkand") if standing else ("Ersatt av ett senare", "neutral")
    if standing and akt.vy.vantar_pa_attest:
        state, badge = PENDING, "vantar"
    elif answers.get(row.public_id) is False:
        state, badge = "Återlämnat", "stoppad"
    return DecisionView(
        beslut=row,
        slag=BESLUT[Manadsbeslut.Kind(row.kind)],
        state=state,
        badge=badge,
        av=sources.actors.get(row.beslutad_av, ""),
    )


def _jav() -> Act:
    return Act(
        name="jav",
        label="Anmäl jäv",
        heading="Anmäl att du är jävig",
        about="Du kan därefter inte läsa eller handlägga personens ärenden (16–18 §§ förvaltningslagen). Det går inte att ångra.",
    )
