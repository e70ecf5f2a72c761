"""The forms of a month's actions. Each field's label asks a question that the handläggare can answer."""

from typing import Any, Final

from django import forms

from assistans.desks.handlaggare.steps.step import Act
from assistans.facts.plain import MAX_TEXT

_CLOCK: Final = {"inputmode": "decimal", "size": 6, "autocomplete": "off"}


class AnyChoice(forms.ChoiceField):
    """A choice among what the page showed. What has gone since is refused by the service, which says so."""

    def valid_value(self, value: Any) -> bool:
        """Whatever was chosen."""
        del value
        return True


def _text(label: str, *, missing: str, help_text: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def _maybe_text(label: str, *, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=MAX_TEXT, widget=area, required=False)


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Ange en dag.", "invalid": "Skriv dagen som åååå-mm-dd."},
    )


class ActForm(forms.Form):
    """What all actions' forms share: they know which action of the page they belong to."""

    def __init__(self, act: Act, data: Any = None) -> None:
        self.act = act
        super().__init__(data, prefix=act.key, initial=dict(act.initial), auto_id="id-%s")
        self.fit(act)

    def fit(self, act: Act) -> None:
        """Ask only for what the action asks for, and offer the reports that it has."""
        for name in set(self.fields) - set(act.fields or self.fields):
            del self.fields[name]
        for name in act.required:
            self.fields[name].required = True
        if "rapport" in self.fields:
            self.fields["rapport"].choices = [("", "Alla"), *act.choices]  # type: ignore[attr-defined]
        if "vad" in self.fields:
            self.fields["vad"].choices = act.choices  # type: ignore[attr-defined]


class ReasonForm(ActForm):
    """An action that only needs its reason."""

    skal = _text("Skäl", missing="Skriv skälet.", help_text="Sparas och kan läsas i månadens historik.")


class AnswerForm(ActForm):
    """What somebody answered, and when it came."""

    svar = _text("Vad svaret säger", missing="Skriv vad svaret säger.")
    inkom = _day("Dagen då svaret kom", required=False, help_text="I dag om du inte skriver något.")


class PositionForm(ActForm):
    """To approve or refuse what waits, all of it or a part."""

    skal = _text("Skäl", missing="Skriv skälet.", help_text="Vad som har utretts och varför du bedömer så.")
    rapport = AnyChoice(label="Bara en tidsredovisning", required=False)
    dag = _day("Bara en dag", required=False)
    fran = forms.CharField(
        label="Från klockan",
        help_text="TT.MM, till exempel 22.30",
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs=_CLOCK),
    )
    till = forms.CharField(
        label="Till klockan",
        help_text="TT.MM",
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs=_CLOCK),
    )

    @property
    def first(self) -> list[forms.BoundField]:
        """What is always asked."""
        return [self["skal"]]

    @property
    def part(self) -> list[forms.BoundField]:
        """What narrows the choice."""
        return [self[name] for name in ("rapport", "dag", "fran", "till")]

    @property
    def is_part(self) -> bool:
        """Whether something narrows the choice, or is wrong in what does."""
        return any(bound.value() or bound.errors for bound in self.part)


class CompletionForm(ActForm):
    """To ask for a completion."""

    vad = AnyChoice(label="Vad ska kompletteras?")
    text = _text("Vad du begär", missing="Skriv vad som ska kompletteras.")
    sista_dag = _day("Svar senast")


class CommunicateForm(ActForm):
    """To tell the person what speaks against her, and ask for an answer."""

    text = _text("Text till personen", missing="Skriv vad personen ska få veta.", rows=7)
    svar_senast = _day("Svar senast")


class DecideForm(ActForm):
    """To decide a month. What is missing is said by the decision itself."""

    motivering = _maybe_text(
        "Motivering",
        help_text="Vilka föreskrifter som har använts och vad som har avgjort (32 § förvaltningslagen).",
    )
    kvar = _maybe_text("Varför det som väntar lämnas till ett senare beslut")
    utan_kommunicering = _maybe_text(
        "Varför personen inte behöver yttra sig först",
        help_text="25 § förvaltningslagen säger när det inte behövs.",
    )


class AttestForm(ActForm):
    """To attest a decision."""

    skal = _maybe_text("Anteckning")
