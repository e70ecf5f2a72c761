"""The forms of the räkning's steps: the time really worked, and the questions of form FK 3057."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from django import forms

from assistans.desks.web.rakning_text import KOSTNADER, SLAG, VERKSAMHETER
from assistans.facts import Tid
from assistans.intake.rakning.document import KOSTNADSSLAG
from assistans.timeline.months import Month

JA_NEJ: Final = (("nej", "Nej"), ("ja", "Ja"))
KVAR: Final = (
    ("allt", "Ja, allt användes till assistans"),
    ("kvar", "Nej, det finns pengar kvar"),
)
ATERBETALNING: Final = (("inbetalning", "Jag betalar in pengarna"), ("avdrag", "Dra av på nästa utbetalning"))
_KRONOR: Final = re.compile(r"([0-9]{1,9})(?:[,.]([0-9]{1,2}))?")
_HOURS: Final = 24 * 31 * 10  # ten assistants at once all month: nothing real is more
REQUIRED: Final = {"required": "Svara på frågan."}


class AmountField(forms.CharField):
    """AmountField as people write them, `1 234,50`; öre as an integer."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"inputmode": "decimal", "size": 14})} | told)

    def to_python(self, value: Any) -> Any:
        """Öre, or None when nothing is written."""
        text = re.sub(r"[\s\u00a0]|kr$", "", str(value or ""))
        if not text:
            return None
        found = _KRONOR.fullmatch(text)
        if found is None:
            raise forms.ValidationError("Skriv beloppet i kronor, till exempel 1250,50.")
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


class TimeForm(forms.Form):
    """Hours and minutes really worked, by kind; only the kinds that the month can have."""

    def __init__(self, *args: Any, slag: tuple[str, ...], **told: Any) -> None:
        super().__init__(*args, **told)
        self.slag = slag
        for one in slag:
            self.fields[f"{one}_h"] = _whole(f"{SLAG[one]}, timmar", most=_HOURS)
            self.fields[f"{one}_min"] = _whole(f"{SLAG[one]}, minuter", most=59)

    @staticmethod
    def initial_of(tid: Tid) -> dict[str, int]:
        """The fields' values for a time."""
        return {
            f"{slag}_{unit}": part
            for slag, minutes in tid._asdict().items()
            for unit, part in zip(("h", "min"), divmod(minutes, 60), strict=True)
        }

    def tid(self) -> Tid:
        """The time of a valid form."""
        said = self.cleaned_data
        return Tid(**{slag: said[f"{slag}_h"] * 60 + said[f"{slag}_min"] for slag in self.slag})


def _whole(label: str, *, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        error_messages={
            "required": "Skriv ett tal, 0 om det inte var någon tid.",
            "invalid": "Skriv ett helt tal.",
            "min_value": "Skriv 0 eller mer.",
            "max_value": f"Skriv högst {most}.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )


class QuestionForm(forms.Form):
    """The form's questions. Which of points 6, 9 and 10 are asked follows from the decision and the payee."""

    verksamhet = forms.ChoiceField(
        label="Fick du assistans i barnomsorg, skola eller daglig verksamhet?",
        choices=JA_NEJ,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    verksamheter = forms.MultipleChoiceField(
        label="Om ja: var?", choices=VERKSAMHETER, widget=forms.CheckboxSelectMultiple, required=False
    )
    sjukhus = forms.ChoiceField(
        label="Var du på sjukhus någon gång under månaden?",
        choices=JA_NEJ,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    ees = forms.ChoiceField(
        label="Var du utanför EES och hade assistans där?",
        help_text="EES är EU-länderna, Island, Liechtenstein och Norge. Schweiz räknas också hit.",
        choices=JA_NEJ,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    telefon = forms.CharField(
        label="Ditt telefonnummer",
        help_text="Om vi behöver fråga något om räkningen.",
        min_length=7,
        max_length=40,
        error_messages={
            "required": "Skriv ditt telefonnummer.",
            "min_length": "Skriv hela telefonnumret, minst sju tecken.",
        },
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(
        self, *args: Any, manad: Month, om_kvar: bool, om_kostnader: bool, forskott: bool, **told: Any
    ) -> None:
        super().__init__(*args, **told)
        self.manad = manad
        for number in ("1", "2"):
            self._stay(number)
        if om_kvar:
            self._left_over()
        if om_kostnader:
            self._costs()
        if forskott:
            self._advance()
        self.order_fields([name for name in _ORDER if name in self.fields] + [*self.fields])

    def _stay(self, number: str) -> None:
        for end, word in (("fran", "från"), ("till", "till")):
            self.fields[f"sjukhus{number}_{end}_dag"] = forms.DateField(
                label=f"Vistelse {number}, {word} dag",
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                error_messages={"invalid": "Skriv dagen som åååå-mm-dd."},
            )
            self.fields[f"sjukhus{number}_{end}_tid"] = forms.TimeField(
                label=f"Vistelse {number}, {word} klockslag",
                required=False,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"invalid": "Skriv klockslaget som tt:mm."},
            )

    def _left_over(self) -> None:
        self.fields["forra"] = forms.ChoiceField(
            label="Användes hela förra utbetalningen till assistans?",
            choices=KVAR,
            widget=forms.RadioSelect,
            error_messages=REQUIRED,
        )
        self.fields["kvar"] = AmountField(label="Om nej: hur många kronor är kvar?", required=False)

    def _costs(self) -> None:
        for slag, text in KOSTNADER.items():
            self.fields[f"kostnad_{slag}"] = AmountField(
                label=f"{text}, kronor i månaden", error_messages={"required": "Skriv kronor, 0 om inget."}
            )
        self.fields["kostnad_timmar"] = _whole("Timmar som kostnaderna gäller", most=_HOURS)
        self.fields["kostnad_minuter"] = _whole("Minuter utöver timmarna", most=59)

    def _advance(self) -> None:
        self.fields["forskott_kvar"] = AmountField(
            label="AmountField kvar av periodens förskott",
            error_messages={"required": "Skriv kronor, 0 om inget."},
        )
        self.fields["aterbetalning"] = forms.ChoiceField(
            label="Hur vill du betala tillbaka det som är kvar?",
            choices=ATERBETALNING,
            widget=forms.RadioSelect,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """What one answer demands of another."""
        said = super().clean() or {}
        self._activities_agree(said)
        self._stays_agree(said)
        self._money_agrees(said)
        return said

    def _activities_agree(self, said: Mapping[str, Any]) -> None:
        if said.get("verksamhet") == "ja" and not said.get("verksamheter"):
            self.add_error("verksamheter", "Kryssa för minst en plats.")

    def _stays_agree(self, said: Mapping[str, Any]) -> None:
        if said.get("sjukhus") != "ja":
            return
        stays = [self._read_stay(said, number) for number in ("1", "2")]
        if stays[0] is None and not self.errors:
            self.add_error("sjukhus1_fran_dag", "Skriv när du kom till sjukhuset och när du lämnade det.")
        if stays[0] and stays[1] and stays[1][0] < stays[0][1]:
            self.add_error("sjukhus2_fran_dag", "Skriv den senare vistelsen sist, och inte över den första.")

    def _read_stay(self, said: Mapping[str, Any], number: str) -> tuple[datetime, datetime] | None:
        parts = [
            said.get(f"sjukhus{number}_{name}") for name in ("fran_dag", "fran_tid", "till_dag", "till_tid")
        ]
        if not any(part is not None for part in parts):
            return None
        if any(part is None for part in parts):
            self.add_error(f"sjukhus{number}_fran_dag", "Fyll i dag och klockslag för både början och slut.")
            return None
        start, end = datetime.combine(parts[0], parts[1]), datetime.combine(parts[2], parts[3])
        if end <= start:
            self.add_error(f"sjukhus{number}_till_dag", "Vistelsen måste sluta efter att den började.")
        elif not self._touches(start, end):
            self.add_error(f"sjukhus{number}_fran_dag", "Vistelsen ligger utanför månaden. Lämna den tom.")
        return start, end

    def _touches(self, start: datetime, end: datetime) -> bool:
        first = datetime.combine(self.manad.first, time())
        after = datetime.combine(self.manad.shift(1).first, time())
        return start < after and end > first

    def _money_agrees(self, said: Mapping[str, Any]) -> None:
        if said.get("forra") == "kvar" and not said.get("kvar"):
            self.add_error("kvar", "Skriv hur många kronor som är kvar.")
        if said.get("forskott_kvar") and not said.get("aterbetalning"):
            self.add_error("aterbetalning", "Välj hur pengarna ska betalas tillbaka.")
        if "kostnad_timmar" in said and not (said["kostnad_timmar"] or said.get("kostnad_minuter")):
            self.add_error("kostnad_timmar", "Skriv hur många timmar kostnaderna gäller.")

    def answers(self) -> dict[str, Any]:
        """A valid form as plain data that a draft keeps; `initial_of` reads it back."""
        return {name: _plain(value) for name, value in self.cleaned_data.items() if value not in (None, "")}


_ORDER: Final = (
    "verksamhet",
    "verksamheter",
    "sjukhus",
    *(
        f"sjukhus{number}_{end}_{unit}"
        for number in ("1", "2")
        for end in ("fran", "till")
        for unit in ("dag", "tid")
    ),
    "ees",
    "forra",
    "kvar",
    *(f"kostnad_{slag}" for slag in KOSTNADSSLAG),
    "kostnad_timmar",
    "kostnad_minuter",
    "forskott_kvar",
    "aterbetalning",
    "telefon",
)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


MONEY: Final = frozenset({"kvar", "forskott_kvar", *(f"kostnad_{slag}" for slag in KOSTNADSSLAG)})


def initial_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Kept answers as the fields' first values: öre as people write kronor."""
    return {
        name: f"{value // 100},{value % 100:02d}" if name in MONEY else value
        for name, value in answers.items()
    }
