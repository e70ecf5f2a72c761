"""The forms of a month's actions: what they ask, and that nothing typed is lost."""

import pytest
from django.http import QueryDict

from assistans.desks.handlaggare.actions import ACTIONS, bound
from assistans.desks.handlaggare.filters import Pages, place_of, query_of
from assistans.desks.handlaggare.steps.step import Act


def act(name, **told):
    return Act(name=name, target="KOD", label="L", heading="H", **told)


def sent(name, **said):
    return bound(name, "KOD", {f"{name}-kod-{key}": value for key, value in said.items()})


class TestRefused:
    @pytest.mark.parametrize("name", [name for name in ACTIONS if name not in {"besluta", "attestera"}])
    def test_an_empty_form_is_no_action(self, name):
        assert not sent(name).is_valid()

    def test_a_day_that_does_not_exist_is_refused_in_words(self):
        form = sent("kommunicera", text="Text.", svar_senast="2018-02-30")
        assert form.errors["svar_senast"] == ["Skriv dagen som åååå-mm-dd."]

    def test_a_text_longer_than_is_kept_is_refused(self):
        assert "skal" in sent("avsluta", skal="x" * 2001).errors


def test_a_report_that_has_gone_since_is_for_the_service_to_refuse():
    assert sent("godkann", skal="Skäl.", rapport="gone").is_valid()


def test_a_form_asks_only_for_what_its_action_asks_for():
    form = ACTIONS["besluta"].form(act("besluta", fields=("motivering", "kvar"), required=("kvar",)))
    assert list(form.fields) == ["motivering", "kvar"]
    assert (form.fields["motivering"].required, form.fields["kvar"].required) == (False, True)


def test_what_was_sent_keeps_its_text_when_the_page_fits_it_to_its_action():
    form = sent("besluta", motivering="Skälen.", kvar="Senare.")
    assert form.is_valid()
    form.fit(act("besluta", fields=("motivering",)))
    assert form["motivering"].value() == "Skälen."


def test_a_part_is_shown_unfolded_when_something_narrows_it():
    assert not ACTIONS["neka"].form(act("neka")).is_part
    form = sent("neka", skal="Skäl.", fran="10.00")
    assert form.is_part


class _Request:
    def __init__(self, query):
        self.GET = QueryDict(query)


def test_the_way_on_keeps_what_narrows_the_list_and_drops_where_one_was():
    part = type("Part", (), {"before": None, "after": "11111111-1111-4111-8111-111111111111"})
    pages = query_of(_Request("manad=2018-10&slag=&efter=x"), part)
    assert pages == Pages(newer=None, older="manad=2018-10&efter=11111111-1111-4111-8111-111111111111")


def test_a_place_that_cannot_be_read_is_the_beginning():
    assert place_of(_Request("efter=x&fore=")).after is None
