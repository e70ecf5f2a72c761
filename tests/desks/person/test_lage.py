"""Where a month stands, told in one heading and a few sentences."""

from dataclasses import replace
from datetime import date

import pytest

from assistans.desks.person.lage import STEG, DecidedState, Fakta, state_of
from assistans.timeline.months import Month

APRIL = Fakta(manad=Month(2026, 4), today=date(2026, 5, 10), sista_dag=date(2026, 6, 5), har_rakning=True)
BESLUT = DecidedState(
    utfall="beviljat",
    belopp_ore=1_234_567,
    vantar_pa_attest=False,
    nagot_kvar=False,
    dagar=[date(2026, 5, 20)],
    betalda=[],
)


def told(**changes):
    return state_of(replace(APRIL, **changes))


def decided(**changes):
    return told(beslut=replace(BESLUT, **changes))


def test_a_month_that_runs_cannot_be_signed_and_says_from_when_it_can():
    lage = told(today=date(2026, 4, 30), har_rakning=False)
    assert (lage.steg, lage.kan_skriva_under) == (1, False)
    assert lage.rubrik == "April 2026 pågår"
    assert "från och med den 1 maj 2026" in lage.text[0]


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 5, 10), "Det är 26 dagar kvar."),
        (date(2026, 6, 4), "Det är 1 dag kvar."),
        (date(2026, 6, 5), "Sista dagen är i dag."),
    ],
)
def test_an_unsigned_month_says_how_long_there_is(today, left):
    lage = told(today=today, har_rakning=False)
    assert lage.rubrik == "Skriv under räkningen senast den 5 juni 2026"
    assert lage.text[0].startswith(left)
    assert (lage.steg, lage.kind, lage.kan_skriva_under) == (2, "warning", True)


def test_a_late_rakning_can_still_be_signed_and_says_what_may_follow():
    lage = told(today=date(2026, 6, 6), har_rakning=False)
    assert lage.kind == "error"
    assert lage.kan_skriva_under
    assert "kan leda till att ersättningen uteblir" in lage.text[0]


@pytest.mark.parametrize(("number", "who"), [(1, "En assistent"), (3, "3 assistenter")])
def test_missing_reports_are_worth_waiting_for(number, who):
    assert told(har_rakning=False, saknas=number).text[1].startswith(f"{who} har inte rapporterat än.")


def test_a_signed_month_without_faults_asks_nothing_of_her():
    lage = told()
    assert (lage.steg, lage.rubrik) == (3, "Månaden beslutas")
    assert "Du behöver inte göra något." in lage.text[0]


def test_a_month_that_cannot_be_assessed_is_not_hers_to_mend():
    assert "Du behöver inte göra något." in told(ej_bedombar=True).text[0]


@pytest.mark.parametrize(("number", "words"), [(1, "en sak"), (2, "2 saker")])
def test_a_month_that_is_held_says_on_how_much(number, words):
    lage = told(haller=number)
    assert lage.kind == "warning"
    assert f"väntar på {words}" in lage.text[0]


def test_a_decision_that_waits_for_a_second_person_is_not_yet_one():
    lage = decided(vantar_pa_attest=True)
    assert (lage.steg, lage.rubrik) == (3, "Beslutet granskas")


def test_a_decision_says_how_much_and_when():
    lage = decided()
    assert (lage.steg, lage.kind) == (4, "success")
    assert lage.text == ("12 345,67 kr betalas ut den 20 maj 2026.",)


def test_two_pay_days_are_both_said():
    text = decided(dagar=[date(2026, 6, 5), date(2026, 5, 20)]).text[0]
    assert text == "12 345,67 kr betalas ut den 20 maj 2026 och 5 juni 2026."


def test_a_month_is_paid_when_every_row_is():
    paid = decided(betalda=[date(2026, 5, 20)])
    assert (paid.rubrik, paid.text) == ("Månaden är betald", ("12 345,67 kr betalades den 20 maj 2026.",))
    half = decided(dagar=[date(2026, 5, 20), date(2026, 5, 20)], betalda=[date(2026, 5, 20)])
    assert half.rubrik == "Månaden är beslutad"


@pytest.mark.parametrize(
    ("changes", "kind"), [({"utfall": "delvis"}, "success"), ({"belopp_ore": 0}, "error")]
)
def test_a_decision_against_her_says_how_to_have_it_reviewed(changes, kind):
    lage = decided(**changes)
    assert lage.kind == kind
    assert "omprövning inom två månader" in " ".join(lage.text)


def test_time_left_for_a_later_decision_is_told():
    assert "väntar på ett senare beslut" in " ".join(decided(nagot_kvar=True).text)


def test_every_state_is_a_step_of_the_way():
    for lage in (told(), told(har_rakning=False), decided(), decided(vantar_pa_attest=True)):
        assert 1 <= lage.steg <= len(STEG)
