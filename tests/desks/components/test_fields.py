import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.widgets import HiddenInput

from assistans.desks.components.fields import FieldView, form_errors


class Many(forms.Form):
    namn = forms.CharField(label="Namn", help_text="För- och efternamn.")
    skal = forms.CharField(label="Skäl", widget=forms.Textarea, required=False)
    orsak = forms.ChoiceField(label="Orsak", choices=[("a", "A")])
    svar = forms.ChoiceField(label="Svar", choices=[("ja", "Ja")], widget=forms.RadioSelect)
    parter = forms.MultipleChoiceField(
        label="Parter", choices=[("p", "Personen")], widget=forms.CheckboxSelectMultiple
    )
    last = forms.BooleanField(label="Läst", required=False)
    fil = forms.FileField(label="Fil")

    def clean(self):
        if self.data.get("namn") == "fel":
            self.add_error(None, "Månaden har ändrats.")


def view(name, data=None):
    return FieldView(Many(data)[name])


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("namn", "text"),
        ("skal", "textarea"),
        ("orsak", "select"),
        ("svar", "radio"),
        ("parter", "checks"),
        ("last", "checkbox"),
        ("fil", "file"),
    ],
)
def test_the_shape_of_a_field_is_that_of_its_widget(name, shape):
    assert view(name).shape == shape


def test_a_field_without_help_and_errors_is_described_by_nothing():
    assert view("orsak").described_by == ""
    assert "aria-describedby" not in view("orsak").input()
    assert "aria-invalid" not in view("orsak").input()


def test_a_field_is_described_by_its_help_and_then_its_error():
    assert view("namn").described_by == "id_namn_helptext"
    assert view("namn", {}).described_by == "id_namn_helptext id_namn_error"
    assert 'aria-describedby="id_namn_helptext id_namn_error"' in view("namn", {}).input()
    assert 'aria-invalid="true"' in view("namn", {}).input()


def test_an_input_keeps_what_was_typed_and_escapes_it():
    assert 'value="&quot;&gt;&lt;script&gt;"' in view("namn", {"namn": '"><script>'}).input()


def test_only_what_may_be_left_empty_and_is_no_box_is_said_to_be_optional():
    assert [name for name in Many().fields if view(name).optional] == ["skal"]


def test_each_choice_of_a_group_has_its_own_input_and_label():
    ((written, id_, label),) = view("svar").choices()
    assert (id_, label) == ("id_svar_0", "Ja")
    assert 'class="radio-button__input"' in written
    assert 'id="id_svar_0"' in written
    ((written, _, _),) = view("parter").choices()
    assert 'type="checkbox"' in written
    assert 'class="checkbox__input"' in written


def test_a_right_form_has_no_errors():
    data = {"namn": "Ellen", "orsak": "a", "svar": "ja", "parter": ["p"]}
    assert form_errors(Many(data, {"fil": SimpleUploadedFile("rapport.xml", b"x")})) == []
    assert form_errors(Many()) == []


def test_the_errors_are_in_the_order_of_the_fields_with_those_of_the_whole_form_first():
    found = form_errors(Many({"namn": "fel"}))
    assert [(one.label, one.href) for one in found] == [
        ("", ""),
        ("Orsak", "#id_orsak"),
        ("Svar", "#id_svar_0"),
        ("Parter", "#id_parter_0"),
        ("Fil", "#id_fil"),
    ]
    assert found[0].text == "Månaden har ändrats."


def test_a_form_with_a_prefix_has_links_to_its_own_fields():
    assert form_errors(Many({}, prefix="b"))[0].href == "#id_b-namn"


def test_an_error_of_a_hidden_field_is_about_the_whole_form():
    class Hidden(forms.Form):
        nyckel = forms.CharField(widget=HiddenInput)

    (found,) = form_errors(Hidden({}))
    assert (found.label, found.href) == ("", "")
