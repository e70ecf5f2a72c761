"""What the style page shows: invented data in every state that a component has."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, Final

from django import forms

from assistans.desks.components.calculation import CalculationRow
from assistans.desks.components.hours import HoursBar, Part
from assistans.desks.components.shifts import Lane, ShiftCalendar, Stretch

_AUTUMN: Final = date(2026, 10, 1)
_SPRING: Final = date(2024, 3, 1)
_NOON: Final = 12 * 60
_MIDNIGHT: Final = 24 * 60
_BEYOND_THE_DECISION: Final = 9
_UNSIGNED: Final = frozenset({14, 15})
_BEYOND: Final = "Tiden ligger utanför det beviljade beslutet."
_TWICE: Final = "Samma assistent har redan redovisat tiden hos en annan anordnare."
_TOGETHER: Final = "Två assistenter samtidigt utan beslut om dubbel assistans."
_NO_RAKNING: Final = "Personens räkning för tiden har inte kommit."
_GOOD: Final = ""


class DecisionForm(forms.Form):
    """A form with a field of each shape."""

    belopp = forms.CharField(label="Timbelopp", help_text="Kronor och ören, till exempel 332,57.")
    fran = forms.DateField(label="Från och med", widget=forms.DateInput(attrs={"type": "date"}))
    orsak = forms.ChoiceField(
        label="Orsak", choices=[("", "Välj"), ("komplettering", "Komplettering behövs"), ("annat", "Annat")]
    )
    skal = forms.CharField(label="Skäl", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    svar = forms.ChoiceField(
        label="Ska tiden godkännas?",
        choices=[("ja", "Ja, hela tiden"), ("delvis", "Ja, en del av tiden"), ("nej", "Nej")],
        widget=forms.RadioSelect,
        help_text="Det du väljer syns i motiveringen till personen.",
    )
    parter = forms.MultipleChoiceField(
        label="Vem ska få besked?",
        choices=[("person", "Personen"), ("anordnare", "Anordnaren")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    underlag = forms.FileField(label="Underlag", required=False, help_text="En fil i formatet ELT.")
    last = forms.BooleanField(label="Jag har läst det som avviker")

    def clean(self) -> dict[str, Any]:
        """An error about the whole form beside those of its fields."""
        if self.is_bound:
            self.add_error(None, "Månaden har ändrats av någon annan sedan du öppnade sidan.")
        return super().clean() or {}


def everything() -> dict[str, Any]:
    """Give all that the style page shows."""
    return {
        "autumn": autumn(),
        "spring": spring(),
        "bars": bars(),
        "rows": calculation(),
        "empty_form": DecisionForm(auto_id="tom_%s"),
        "faulty_form": DecisionForm({"skal": "Bilagan saknar sida två."}, auto_id="fel_%s"),
        "steps": ["Dina timmar", "Det som skiljer sig", "Skriv under", "Klart"],
        "middle_page": SimpleNamespace(newer="fore=412", older="efter=389"),
        "first_page": SimpleNamespace(newer=None, older="efter=389"),
        "ore": 123456789,
        "minus": -120050,
        "minutes": 750,
        "day": date(2026, 4, 3),
        "instant": datetime(2026, 4, 3, 12, 5, tzinfo=UTC),
    }


def autumn() -> ShiftCalendar:
    """A month round the clock with five assistants: approved, waiting and stopped, overlaps, väntetid and the long night."""
    return ShiftCalendar(
        month=_AUTUMN,
        lanes=(
            Lane(label="Ellen Provsson", via="Björkdungens Assistans AB", stretches=tuple(_mornings())),
            Lane(label="Omar Testberg", via="Björkdungens Assistans AB", stretches=tuple(_afternoons())),
            Lane(label="Signe Exempelgren", via="Björkdungens Assistans AB", stretches=tuple(_nights())),
            Lane(label="Li Påhittlund", via="personen själv", stretches=tuple(_beside())),
            Lane(label="Noa Skissmark", via="Kooperativet Ro", stretches=tuple(_standby())),
        ),
    )


def spring() -> ShiftCalendar:
    """A month with the short night, Good Friday and few shifts."""
    night = [Stretch(day=day, start=0, end=420, ode="godkand", slag="aktiv") for day in (29, 30, 31)]
    return ShiftCalendar(month=_SPRING, lanes=(Lane(label="Ellen Provsson", stretches=tuple(night)),))


def _mornings() -> list[Stretch]:
    usual = [_stretch(day, 7 * 60, 15 * 60) for day in range(1, 32) if day % 7 not in {3, 4, 0}]
    wednesdays = [_stretch(day, 7 * 60 + 15, 15 * 60 + 15) for day in (7, 14, 21, 28)]
    return usual + wednesdays


def _afternoons() -> list[Stretch]:
    weekdays = [_stretch(day, 15 * 60, 22 * 60 + 30) for day in range(1, 32) if day % 7 not in {3, 4}]
    weekends = [_stretch(day, 8 * 60, 22 * 60) for day in range(1, 32) if day % 7 in {3, 4}]
    return weekdays + weekends


def _nights() -> list[Stretch]:
    late = [_stretch(day, 22 * 60 + 30, _MIDNIGHT, slag="vantetid") for day in range(1, 32, 2)]
    early = [_stretch(day, 0, 6 * 60 + 30, slag="vantetid") for day in range(2, 32, 2)]
    awake = [_stretch(day, 6 * 60 + 30, 7 * 60) for day in range(2, 32, 2)]
    return late + early + awake


def _beside() -> list[Stretch]:
    allowed = [_stretch(day, 10 * 60, 13 * 60) for day in (13, 20, 27)]
    held = _stretch(6, 10 * 60, 13 * 60, ode="vantar", why=_TOGETHER)
    first = _stretch(22, _NOON, 18 * 60, ode="stoppad", why=_TWICE)
    second = _stretch(22, 16 * 60, 19 * 60 + 15, ode="stoppad", why=_TWICE)
    return [*allowed, held, first, second]


def _standby() -> list[Stretch]:
    short = [_stretch(14, 75, 315, slag="vantetid"), _stretch(28, 15, 495, slag="beredskap", ode="vantar")]
    late = [_stretch(day, 22 * 60, _MIDNIGHT, slag="beredskap") for day in range(2, 31, 4)]
    early = [_stretch(day, 0, 7 * 60, slag="beredskap") for day in range(3, 32, 4)]
    return short + late + early


def _stretch(
    day: int, start: int, end: int, *, slag: str = "aktiv", ode: str = "godkand", why: str = _GOOD
) -> Stretch:
    if day in _UNSIGNED:
        ode, why = "vantar", _NO_RAKNING
    if day == _BEYOND_THE_DECISION:
        ode, why = "stoppad", _BEYOND
    return Stretch(day=day, start=start, end=end, ode=ode, slag=slag, text=why, href="#kod" if why else "")


def bars() -> list[HoursBar]:
    """Bars of a granted time: with time left, used up and beyond, and without a limit."""
    return [
        HoursBar(
            label="Beviljat 1 juli–31 december 2026",
            parts=(
                Part(kind="anvand", label="Använt tidigare månader", minutes=84_000),
                Part(kind="manad", label="Oktober, godkänt", minutes=26_400),
                Part(kind="vantar", label="Oktober, väntar", minutes=2_610),
                Part(kind="kvar", label="Kvar", minutes=45_090),
            ),
            limit=158_100,
        ),
        HoursBar(
            label="Beviljat 1 januari–30 juni 2026",
            parts=(
                Part(kind="anvand", label="Använt tidigare månader", minutes=150_000),
                Part(kind="manad", label="Juni, godkänt", minutes=8_100),
                Part(kind="over", label="Över det beviljade", minutes=3_900),
            ),
            limit=158_100,
        ),
        HoursBar(
            label="Oktober 2026",
            parts=(
                Part(kind="manad", label="Godkänt", minutes=26_400),
                Part(kind="vantar", label="Väntar", minutes=0),
            ),
        ),
    ]


def calculation() -> list[CalculationRow]:
    """The rows of a month's assistansersättning, with one that has no paragraph and a sum."""
    return [
        CalculationRow(
            text="Aktiv tid som godkänns",
            amount="440 h",
            unit="",
            lagrum=("SFB 51 kap. 7 §",),
            regler=("T1",),
        ),
        CalculationRow(
            text="Väntetid, en fjärdedel av 96 h",
            amount="24 h",
            unit="",
            lagrum=("F1091 7 §",),
            regler=("T1", "T2"),
        ),
        CalculationRow(
            text="Timmar att betala", amount="464 h", unit="", lagrum=("SFB 51 kap. 9 §", "F1091 5 §")
        ),
        CalculationRow(
            text="Timbelopp 2026",
            amount="343,00",
            unit="kr per timme",
            lagrum=("SFB 51 kap. 11 §",),
            regler=("M3",),
        ),
        CalculationRow(text="Redan utbetalt", amount="−12 005,00", unit="kr"),
        CalculationRow(text="Att betala ut den 20 november 2026", amount="147 147,00", unit="kr", total=True),
    ]
