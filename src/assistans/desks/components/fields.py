"""A form's field as a page shows it: which markup its input has, and what describes it."""

from dataclasses import dataclass
from typing import Final

from django import forms
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString

_CLASSES: Final = {
    "text": "text-field__input",
    "textarea": "textarea-field__textarea",
    "select": "select-field__select",
    "checkbox": "checkbox__input",
    "radio": "radio-button__input",
    "checks": "checkbox__input",
    "file": "file-field__input",
}
"""FKUI's class of the input by the shape of the field (`file` is our own: FKUI hides the browser's)."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """What the template of a field needs of a form's bound field."""

    bound: BoundField

    @property
    def shape(self) -> str:
        """Which markup the field has: a key of _CLASSES."""
        widget = self.bound.field.widget
        # Order matters: to Django a group of boxes is a kind of radio buttons, and those a kind of list.
        shapes: list[tuple[type[forms.Widget], str]] = [
            (forms.CheckboxSelectMultiple, "checks"),
            (forms.RadioSelect, "radio"),
            (forms.Select, "select"),
            (forms.CheckboxInput, "checkbox"),
            (forms.Textarea, "textarea"),
            (forms.FileInput, "file"),
        ]
        return next((shape for kind, shape in shapes if isinstance(widget, kind)), "text")

    @property
    def help_id(self) -> str:
        """The id of the help text."""
        return f"{self.bound.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        """The id of the error text."""
        return f"{self.bound.auto_id}_error"

    @property
    def described_by(self) -> str:
        """The ids of what describes the input; empty when nothing does."""
        ids = [(self.bound.help_text, self.help_id), (self.bound.errors, self.error_id)]
        return " ".join(found for there, found in ids if there)

    @property
    def optional(self) -> bool:
        """Whether the label says that the field may be left empty; a box to tick needs no such words."""
        return not self.bound.field.required and self.shape not in {"checkbox", "checks"}

    def input(self) -> SafeString:
        """Give the input with its class and what describes it."""
        return self.bound.as_widget(attrs=self._attributes())

    def choices(self) -> list[tuple[SafeString, str, str]]:
        """Give each choice of a group as (input, its id, its label)."""
        return [(self._choice(one), one.id_for_label, one.choice_label) for one in self.bound.subwidgets]

    def _choice(self, one: BoundWidget) -> SafeString:
        one.data["attrs"]["class"] = _CLASSES[self.shape]
        return one.tag()

    def _attributes(self) -> dict[str, str]:
        attributes = {"class": _CLASSES[self.shape]}
        if self.described_by:
            attributes["aria-describedby"] = self.described_by
        return attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class FormError:
    """One error of a form: its text, the field's label and the input that it leads to (both empty for the whole form)."""

    text: str
    label: str
    href: str

    @property
    def sentence(self) -> str:
        """The error with the field that it is about, for those who read it far from the field."""
        if not self.label:
            return self.text
        return f"{self.label} {self.text}" if self.label.endswith("?") else f"{self.label}: {self.text}"


def form_errors(form: forms.BaseForm) -> list[FormError]:
    """Give a form's errors in the order of its fields, those about the whole form first."""
    found = [FormError(text=text, label="", href="") for text in form.non_field_errors()]
    for bound in form:
        found += [_error(bound, text) for text in bound.errors]
    return found


def _error(bound: BoundField, text: str) -> FormError:
    if bound.is_hidden:  # nobody can go to it
        return FormError(text=text, label="", href="")
    return FormError(text=text, label=str(bound.label), href=f"#{_first_input(bound)}")


def _first_input(bound: BoundField) -> str:
    if FieldView(bound).shape in {"radio", "checks"}:
        return f"{bound.auto_id}_0"
    return bound.id_for_label
