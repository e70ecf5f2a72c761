"""The forms of the person's pages."""

from django import forms

from assistans.facts.plain import MAX_TEXT


class AnswerForm(forms.Form):
    """An answer in her own words."""

    text = forms.CharField(
        label="Ditt svar",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Skriv ditt svar innan du skickar."},
    )
