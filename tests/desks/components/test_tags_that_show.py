"""Tags that show one thing: icon, badge, field, error summary, wizard, paginator, hours, calculation, and the filters."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import TemplateSyntaxError
from tests.desks.components.rendering import only, said, tree, written

from assistans.desks.components.calculation import CalculationRow
from assistans.desks.components.hours import HoursBar, Part
from assistans.desks.components.kinds import ICONS

EVIL = '"><script>alert(1)</script>'


class Decision(forms.Form):
    belopp = forms.CharField(label="Timbelopp", help_text="Kronor och ören.")
    skal = forms.CharField(label="Skäl", widget=forms.Textarea, required=False)
    orsak = forms.ChoiceField(label="Orsak", choices=[("", "Välj"), ("a", "Annat")])
    svar = forms.ChoiceField(
        label="Svar",
        choices=[("ja", "Ja"), ("nej", "Nej")],
        widget=forms.RadioSelect,
        help_text="Syns i beslutet.",
    )
    parter = forms.MultipleChoiceField(
        label="Vem", choices=[("p", "Personen")], widget=forms.CheckboxSelectMultiple, required=False
    )
    last = forms.BooleanField(label="Jag har läst")
    fil = forms.FileField(label="Underlag", required=False)
    nyckel = forms.CharField(widget=forms.HiddenInput, required=False)


def every_field(form):
    return tree("{% for bound in form %}{% field bound %}{% endfor %}", form=form)


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        ('{% icon "stjarna" %}', "name is 'stjarna'"),
        ('{% badge "Klar" "gron" %}', "kind is 'gron'; it is one of godkand, info, neutral, stoppad, vantar"),
        ('{% badge "" "godkand" %}', "text is missing"),
        ("{% field nothing %}", "is no field of a form; give form.name"),
        ("{% error_summary nothing %}", "is no form"),
        ("{% wizard steps 0 %}", "current is 0; it is one of 1, 2"),
        ("{% wizard steps 3 %}", "current is 3"),
        ("{% hours_bar nothing %}", "is no HoursBar"),
        ('{% calculation_rows rows caption="" %}', "caption is missing"),
    ],
)
def test_a_tag_that_is_told_what_there_is_not_is_refused(tag, wrong):
    with pytest.raises(TemplateSyntaxError, match=wrong):
        written(tag, steps=["Timmar", "Klart"], rows=[])


@pytest.mark.parametrize("filtered", ["kronor", "duration", "day", "month", "instant"])
def test_a_missing_value_stops_a_filter(filtered):
    with pytest.raises(TypeError):
        written(f"{{{{ value|{filtered} }}}}", value=None)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_drawn_and_says_nothing(name):
    svg = only(tree(f'{{% icon "{name}" %}}').xpath("//svg"))
    assert svg.get("aria-hidden") == "true"
    assert len(svg) > 0


def test_a_badge_has_its_text_and_an_icon_of_its_kind():
    found = tree('{% badge text "vantar" %}', text="Väntar <på> svar")
    badge = only(found.xpath('//span[contains(@class, "badge")]'))
    assert said(badge) == "Väntar <på> svar"
    assert only(badge.xpath(".//svg")).get("class") == "icon icon--vantar"


def test_every_input_has_a_label_of_its_own():
    found = every_field(Decision())
    for control in found.xpath("//input[@type!='hidden'] | //select | //textarea"):
        assert only(found.xpath(f'//label[@for="{control.get("id")}"]')) is not None


def test_a_field_with_nothing_wrong_says_nothing_of_errors():
    found = every_field(Decision())
    assert found.xpath("//@aria-invalid") == []
    assert found.xpath('//*[contains(@class, "error")]') == []


def test_what_describes_an_input_is_there():
    found = every_field(Decision({}))
    ids = set(found.xpath("//@id"))
    described = [one for ids_ in found.xpath("//@aria-describedby") for one in ids_.split()]
    assert set(described) <= ids
    assert "id_belopp_helptext" in described
    assert len(found.xpath("//@id")) == len(ids)


def test_a_field_with_an_error_says_it_before_the_input():
    found = tree("{% field form.belopp %}", form=Decision({}))
    assert said(only(found.xpath('//*[@id="id_belopp_error"]'))) == "Fel: Detta fält måste fyllas i."
    assert only(found.xpath("//input")).get("aria-describedby") == "id_belopp_helptext id_belopp_error"
    assert only(found.xpath("//input")).get("aria-invalid") == "true"
    assert only(found.xpath('//*[@id="id_belopp_error"]/following::input')) is not None


def test_a_group_of_choices_is_a_fieldset_with_its_question():
    found = tree("{% field form.svar %}", form=Decision({}))
    group = only(found.xpath("//fieldset"))
    assert said(only(group.xpath("./legend"))) == "Svar"
    assert group.get("aria-describedby") == "id_svar_helptext id_svar_error"
    assert [said(one) for one in group.xpath(".//label")] == ["Ja", "Nej"]


def test_what_may_be_left_empty_says_so():
    found = every_field(Decision())
    optional = [said(one.getparent()) for one in found.xpath('//*[@class="label__optional"]')]
    assert optional == ["Skäl (frivilligt)", "Underlag (frivilligt)"]


def test_a_hidden_field_is_only_its_input():
    assert [one.get("type") for one in tree("{% field form.nyckel %}", form=Decision())] == ["hidden"]


def test_what_was_typed_is_kept_and_escaped():
    form = Decision({"belopp": EVIL, "skal": EVIL, "orsak": "a", "svar": "nej", "last": "on"})
    text = written("{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    assert "<script>" not in text
    found = every_field(form)
    assert only(found.xpath("//input[@name='belopp']")).get("value") == EVIL
    assert only(found.xpath("//input[@checked and @type='radio']")).get("value") == "nej"


def test_a_form_without_errors_has_no_summary():
    assert written("{% error_summary form %}", form=Decision()).strip() == ""


def test_the_summary_leads_to_each_field():
    form = Decision({"belopp": "332,57"})
    found = tree("{% error_summary form %}{% for bound in form %}{% field bound %}{% endfor %}", form=form)
    summary = only(found.xpath('//*[@role="alert"]'))
    assert said(only(summary.xpath(".//h2"))) == "3 fel att rätta"
    links = summary.xpath(".//a")
    assert said(links[0]) == "Orsak: Detta fält måste fyllas i."
    assert {one.get("href").removeprefix("#") for one in links} <= set(found.xpath("//@id"))


def test_the_summary_can_have_the_focus_from_the_start():
    summary = only(tree("{% error_summary form %}", form=Decision({})).xpath('//*[@role="alert"]'))
    assert summary.get("tabindex") == "-1"
    assert "autofocus" in summary.attrib


def test_an_error_of_the_whole_form_is_text_and_one_error_is_said_as_one():
    form = Decision({"belopp": "1", "orsak": "a", "svar": "ja", "last": "on"})
    form.add_error(None, "Månaden har <ändrats>.")
    found = tree("{% error_summary form %}", form=form)
    assert said(only(found.xpath("//h2"))) == "Ett fel att rätta"
    assert found.xpath("//a") == []
    assert said(only(found.xpath("//li"))) == "Månaden har <ändrats>."


def test_the_steps_say_where_one_is():
    found = tree("{% wizard steps 2 %}", steps=["Timmar", "Det som <skiljer> sig", "Skriv under"])
    assert [said(one) for one in found.xpath("//li")] == [
        "Steg 1 av 3, klart: Timmar",
        "2Steg 2 av 3: Det som <skiljer> sig",
        "3Steg 3 av 3: Skriv under",
    ]
    assert said(only(found.xpath('//li[@aria-current="step"]'))).startswith("2Steg 2")


def test_a_list_on_one_page_has_nowhere_to_go():
    page = SimpleNamespace(newer=None, older=None)
    assert written("{% paginator page %}", page=page).strip() == ""


def test_a_long_list_leads_to_newer_and_older():
    page = SimpleNamespace(newer="fore=3&typ=a", older="?efter=9")
    found = tree('{% paginator page label="Bläddra bland körningar" %}', page=page)
    assert only(found.xpath("//nav")).get("aria-label") == "Bläddra bland körningar"
    assert {said(one): one.get("href") for one in found.xpath("//a")} == {
        "Nyare": "?fore=3&typ=a",
        "Äldre": "?efter=9",
    }


def test_the_first_page_leads_only_to_older():
    found = tree("{% paginator page %}", page=SimpleNamespace(newer=None, older="efter=9"))
    assert [said(one) for one in found.xpath("//a")] == ["Äldre"]


def test_a_bar_of_hours_has_every_number_as_text():
    parts = (
        Part(kind="anvand", label="Använt", minutes=600),
        Part(kind="vantar", label="Väntar", minutes=0),
        Part(kind="kvar", label="<Kvar>", minutes=45),
    )
    found = tree("{% hours_bar bar %}", bar=HoursBar(label="Beviljat 2026", parts=parts, limit=645))
    assert said(only(found.xpath("//figcaption"))) == "Beviljat 2026"
    numbers = {said(dt): said(dd) for dt, dd in zip(found.xpath("//dt"), found.xpath("//dd"), strict=True)}
    assert numbers == {"Använt": "10 h", "Väntar": "0 min", "<Kvar>": "45 min", "Beviljat": "10 h 45 min"}


def test_a_bar_of_hours_draws_what_there_is_and_says_it_only_in_text():
    part = Part(kind="manad", label="Oktober", minutes=60)
    found = tree("{% hours_bar bar %}", bar=HoursBar(label="Oktober", parts=(part,)))
    assert all(svg.get("aria-hidden") == "true" for svg in found.xpath("//svg[not(ancestor::svg)]"))
    assert found.xpath("//line") == []
    assert "Beviljat" not in said(found)


def test_a_bar_that_passes_what_was_granted_shows_where():
    parts = (Part(kind="anvand", label="Använt", minutes=60), Part(kind="over", label="Över", minutes=60))
    found = tree("{% hours_bar bar %}", bar=HoursBar(label="Oktober", parts=parts, limit=60))
    assert only(found.xpath("//line")).get("x1") == "50.000%"


def test_each_row_of_a_calculation_leads_to_its_paragraphs():
    row = CalculationRow(
        text="Timmar <att> betala",
        amount="464",
        unit="h",
        lagrum=("SFB 51 kap. 9 §", "F1091 5 §"),
        regler=("T1", "T2"),
    )
    found = tree("{% calculation_rows rows %}", rows=[row])
    assert said(only(found.xpath("//caption"))) == "Uträkning"
    assert said(only(found.xpath("//tbody//th"))) == "Timmar <att> betala"
    assert [one.get("href") for one in found.xpath("//a")] == [
        "/lag/SFB%2051%20kap.%209%20%C2%A7/",
        "/lag/F1091%205%20%C2%A7/",
    ]
    assert [said(one) for one in found.xpath("//li")] == ["SFB 51 kap. 9 §", "F1091 5 §"]
    assert said(only(found.xpath('//*[@class="calculation__regler"]'))) == "regel T1, T2"
    assert said(found.xpath("//td")[1]) == "464 h"


def test_a_row_without_paragraphs_unit_and_rules_is_only_its_amount():
    found = tree("{% calculation_rows rows %}", rows=[CalculationRow(text="Avdrag", amount="−5,00", unit="")])
    assert [said(one) for one in found.xpath("//td")] == ["", "−5,00"]


def test_a_sum_stands_out_and_a_calculation_is_a_table_also_when_it_is_folded_on_a_phone():
    rows = [
        CalculationRow(text="Rad", amount="1", unit="kr"),
        CalculationRow(text="Summa", amount="1", unit="kr", total=True),
    ]
    found = tree('{% calculation_rows rows caption="Så räknas oktober" %}', rows=rows)
    assert said(only(found.xpath('//tr[@class="calculation__total"]/th'))) == "Summa"
    roles = {one.tag: one.get("role") for one in found.xpath("//table/descendant-or-self::*[@role]")}
    assert roles["table"] == "table"
    assert (roles["tr"], roles["td"], roles["tbody"]) == ("row", "cell", "rowgroup")


def test_the_filters_write_as_swedes_do():
    text = written(
        "{{ ore|kronor }}; {{ minutes|duration }}; {{ on|day }}; {{ on|month }}; {{ at|instant }}",
        ore=123456,
        minutes=750,
        on=date(2026, 4, 3),
        at=datetime(2026, 4, 3, 12, 5, tzinfo=UTC),
    )
    assert text.replace("\N{NO-BREAK SPACE}", " ") == (
        "1 234,56 kr; 12 h 30 min; 3 april 2026; april 2026; 3 april 2026 kl. 14.05"
    )
