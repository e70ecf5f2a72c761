"""The form that an anordnare hands a report in with."""

from typing import Any

from django import forms

from assistans.intake.elt.envelope import MAX_BYTES


class FileForm(forms.Form):
    """One file: a whole signed message, or only the document to have it checked."""

    fil = forms.FileField(
        label="Rapportens fil (XML)",
        help_text="Hela meddelandet med båda underskrifterna, som ert system gör det. Ett ensamt dokument utan underskrifter kan bara kontrolleras.",
        error_messages={
            "required": "Välj filen som ska kontrolleras.",
            "empty": "Filen är tom. Välj filen som ert system har gjort.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,text/xml,application/xml"}),
    )

    def clean_fil(self) -> Any:
        """Never more than a door takes."""
        fil = self.cleaned_data["fil"]
        if fil.size > MAX_BYTES:
            raise forms.ValidationError(
                f"Filen är större än {MAX_BYTES // 2**20} MB. Skicka en rapport i taget."
            )
        return fil
