"""What is to be done in a month: who is waited for, what comes first, what a decision must say."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desks.handlaggare import cases

from assistans.desks.handlaggare.steps.akten import to_decide
from assistans.desks.handlaggare.steps.decisions import DecisionNeeds, decision_needs
from assistans.desks.handlaggare.steps.month import steps_of
from assistans.desks.handlaggare.steps.observations import settled
from assistans.desks.handlaggare.steps.stage import Stage, stage_of
from assistans.desks.handlaggare.steps.step import Act, Step

TODAY = date(2018, 11, 6)
TWICE = 'annan_tid:\n  - {assistent: A, rader: ["04 10.00-11.00 aktiv"]}'


def akt(month=None, **said):
    """A month's akt with an assessment and nothing said of it but what is given."""
    vy = {
        "kompletteringar": [],
        "kommuniceringar": [],
        "stallningstaganden": [],
        "uppgifter": [],
        "gallande": None,
    }
    vy |= {"vantar_pa_attest": False, "beslut": []} | {key: said.pop(key) for key in list(said) if key in vy}
    if month is not None:
        month.is_over = True
    return SimpleNamespace(
        month=month,
        reason="Kommunen saknas.",
        today=TODAY,
        names=cases.NAMES,
        handlingar=(),
        vy=SimpleNamespace(**vy),
        **said,
    )


def asked(days, inkom=None):
    row = SimpleNamespace(
        pk=1,
        public_id="x",
        assistent=None,
        anordnare="",
        text="Rätta.",
        begard=TODAY,
        sista_dag=TODAY + timedelta(days),
        inkom=inkom,
    )
    return [row]


def seen(vem):
    return SimpleNamespace(vem=vem)


def steps(month, **said):
    return steps_of(akt(month, **said), by="anvandare:x")


def firsts(step):
    return [act.name for act in step.acts if act.primary]


class TestStage:
    @pytest.mark.parametrize("vem", ["handläggare", "ingen", "regelförvaltare"])
    def test_what_is_a_handlaggares_own_waits_for_nobody(self, vem):
        assert stage_of(akt(kompletteringar=asked(-1)), seen(vem)) == Stage.OWN

    @pytest.mark.parametrize(
        ("rows", "stage"),
        [
            ([], Stage.ASK),
            (asked(3), Stage.AWAITED),
            (asked(0), Stage.AWAITED),
            (asked(-1), Stage.OVERDUE),
            (asked(-1, inkom=TODAY), Stage.ANSWERED),
        ],
    )
    def test_somebody_else_is_asked_awaited_late_or_has_answered(self, rows, stage):
        assert stage_of(akt(kompletteringar=rows), seen("person och anordnare")) == stage


class TestSteps:
    def test_a_month_that_cannot_be_assessed_has_that_as_its_first_step(self):
        first = steps(None)[0]
        assert first.text == "Kommunen saknas."
        assert first.acts == ()

    def test_a_month_in_order_is_only_to_be_decided(self):
        (only,) = steps(cases.assessed(cases.report("04 08.00-12.00 aktiv")))
        assert (only.id, firsts(only)) == ("beslut", ["besluta"])

    def test_what_is_a_handlaggares_own_is_first_to_be_approved(self):
        first, decide = steps(cases.assessed(cases.report("04 08.00-12.00 aktiv"), more=TWICE))
        assert firsts(first) == ["godkann"]
        assert first.first_label.replace("\xa0", " ") == "Ta ställning till 1 h"
        assert firsts(decide) == []

    def test_what_lacks_a_rakning_cannot_be_approved_and_is_first_asked_for(self):
        (first,) = steps(cases.assessed(cases.report("04 08.00-12.00 aktiv"), rakning=""))
        assert firsts(first) == ["komplettera"]
        assert "godkann" not in [act.name for act in first.acts]

    def test_what_the_law_stops_leads_to_hearing_the_person_and_is_no_position(self):
        found = {
            step.id: step
            for step in steps(cases.assessed(cases.report("04 20.00-22.00 vantetid", "04 08.00-12.00 aktiv")))
        }
        stopped = found["iakttagelse-vantetid-ej-beviljad"]
        assert stopped.link == ("#yttrande", "Kommunicera med personen")
        assert stopped.leads
        assert [act.name for act in stopped.acts] == ["komplettera"]
        assert firsts(found["yttrande"]) == ["kommunicera"]

    def test_nobody_asks_again_while_an_answer_is_awaited(self):
        month = cases.assessed(cases.report("04 08.00-12.00 aktiv"), rakning="")
        found = steps(month, kompletteringar=asked(5))
        assert firsts(found[0]) == []
        assert "komplettera" not in [act.name for act in found[0].acts]
        assert found[1].awaits

    def test_what_is_decided_and_unchanged_is_settled_not_to_do(self):
        month = cases.assessed(cases.report("04 20.00-22.00 vantetid", "04 08.00-12.00 aktiv"))
        decided = akt(month, gallande=SimpleNamespace(beslutad_av="anvandare:y", public_id="b"))
        assert steps_of(decided, by="anvandare:x") == []
        ((text, minutes, lagrum),) = settled(decided)
        assert (text, minutes) == ("Beslutet ger inte väntetid", 120)
        assert lagrum == ("SFB 51 kap. 11 a §",)
        assert not to_decide(decided)

    def test_every_action_of_a_page_has_a_key_of_its_own(self):
        month = cases.assessed(cases.report("04 20.00-22.00 vantetid", "04 08.00-12.00 aktiv"), more=TWICE)
        keys = [act.key for step in steps(month) for act in step.acts]
        assert len(keys) == len(set(keys))

    def test_a_month_that_is_not_over_is_not_to_be_decided(self):
        month = cases.assessed(cases.report("04 08.00-12.00 aktiv"))
        whole = akt(month)
        month.is_over = False
        assert steps_of(whole, by="anvandare:x") == []


class TestDecisionNeeds:
    def test_a_full_bifall_needs_no_reasons(self):
        needs = DecisionNeeds(motivering=False, waits=False, unheard=False)
        assert (needs.fields, needs.required) == (("motivering",), ())

    @given(st.booleans(), st.booleans(), st.booleans())
    def test_what_is_required_is_always_asked_for(self, motivering, waits, unheard):
        needs = DecisionNeeds(motivering=motivering, waits=waits, unheard=unheard)
        assert set(needs.required) <= set(needs.fields)
        assert ("kvar" in needs.required) == waits
        assert ("utan_kommunicering" in needs.required) == unheard

    def test_time_that_is_refused_unheard_must_be_explained(self):
        month = cases.assessed(cases.report("04 20.00-22.00 vantetid", "04 08.00-12.00 aktiv"))
        needs = decision_needs(akt(month), month)
        assert needs == DecisionNeeds(motivering=True, waits=False, unheard=True)


def test_an_action_without_a_target_has_its_name_as_key():
    assert Act(name="kommunicera", label="L", heading="H").key == "kommunicera"
    assert Act(name="neka", target="RAD_OGILTIG", label="L", heading="H").key == "neka-rad-ogiltig"


def test_a_step_without_a_first_action_has_no_label():
    assert Step(id="x", heading="H", text="", kind="info", badge="B").first_label == ""
