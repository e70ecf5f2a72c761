"""The räkning's questions: what one answer demands of another, and money as people write it."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from assistans.desks.person.rakning_forms import AmountField, QuestionForm, TimeForm, initial_of
from assistans.facts import Tid
from assistans.timeline.months import Month

NEJ = {"verksamhet": "nej", "sjukhus": "nej", "ees": "nej", "telefon": "070-1740601"}
STAY = {
    "sjukhus": "ja",
    "sjukhus1_fran_dag": "2018-10-03",
    "sjukhus1_fran_tid": "14:00",
    "sjukhus1_till_dag": "2018-10-05",
    "sjukhus1_till_tid": "09:30",
}
COSTS = {
    "kostnad_lon": "100 000",
    "kostnad_ob": "0",
    "kostnad_omkostnader": "1 250,5",
    "kostnad_utbildning": "0",
    "kostnad_arbetsmiljo": "0",
    "kostnad_administration": "99,05",
    "kostnad_timmar": "350",
    "kostnad_minuter": "30",
}


def asked(*, om_kvar=False, om_kostnader=False, forskott=False, **said):
    return QuestionForm(
        NEJ | said, manad=Month(2018, 10), om_kvar=om_kvar, om_kostnader=om_kostnader, forskott=forskott
    )


def wrong(form):
    assert not form.is_valid()
    return set(form.errors)


def test_yes_to_school_names_at_least_one_place():
    assert wrong(asked(verksamhet="ja")) == {"verksamheter"}
    assert asked(verksamhet="ja", verksamheter=["skola"]).is_valid()


def test_yes_to_hospital_says_when():
    assert wrong(asked(sjukhus="ja")) == {"sjukhus1_fran_dag"}


@pytest.mark.parametrize("missing", sorted(set(STAY) - {"sjukhus"}))
def test_a_stay_has_both_ends_with_day_and_clock(missing):
    assert wrong(asked(**STAY | {missing: ""})) == {"sjukhus1_fran_dag"}


def test_a_stay_ends_after_it_began():
    assert wrong(asked(**STAY | {"sjukhus1_till_dag": "2018-10-03", "sjukhus1_till_tid": "14:00"})) == {
        "sjukhus1_till_dag"
    }


def test_a_stay_outside_the_month_is_left_out():
    before = {"sjukhus1_fran_dag": "2018-09-03", "sjukhus1_till_dag": "2018-09-30"}
    assert wrong(asked(**STAY | before)) == {"sjukhus1_fran_dag"}


def test_the_later_stay_stands_last():
    second = {name.replace("1", "2", 1): value for name, value in STAY.items() if name != "sjukhus"}
    assert wrong(asked(**STAY | second)) == {"sjukhus2_fran_dag"}


def test_no_to_hospital_asks_for_no_days():
    assert asked(**STAY | {"sjukhus": "nej", "sjukhus1_till_tid": ""}).is_valid()


def test_money_left_says_how_much():
    assert wrong(asked(om_kvar=True)) == {"forra"}
    assert wrong(asked(om_kvar=True, forra="kvar")) == {"kvar"}
    assert wrong(asked(om_kvar=True, forra="kvar", kvar="0")) == {"kvar"}
    assert asked(om_kvar=True, forra="allt").is_valid()


def test_an_advance_with_money_left_says_how_it_is_repaid():
    assert wrong(asked(forskott=True, forskott_kvar="10")) == {"aterbetalning"}
    assert asked(forskott=True, forskott_kvar="0").is_valid()


def test_costs_are_for_some_time():
    assert wrong(asked(om_kostnader=True, **COSTS | {"kostnad_timmar": "0", "kostnad_minuter": "0"})) == {
        "kostnad_timmar"
    }


def test_costs_are_kept_as_ore_and_come_back_as_they_are_written():
    form = asked(om_kostnader=True, **COSTS)
    assert form.is_valid(), form.errors
    answers = form.answers()
    assert (answers["kostnad_lon"], answers["kostnad_omkostnader"]) == (10_000_000, 125_050)
    assert initial_of(answers)["kostnad_administration"] == "99,05"


@pytest.mark.parametrize("text", ["-1", "1,234", "tolv", "1.2.3", "1e3", "٣", "1" * 10])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(forms.ValidationError):
        AmountField().clean(text)


@given(st.integers(0, 10**11 - 1))
def test_an_amount_is_read_as_it_was_written(ore):
    assert AmountField().clean(f"{ore // 100},{ore % 100:02d}") == ore


@given(st.integers(0, 400_000), st.integers(0, 400_000))
def test_time_comes_back_to_the_minute(aktiv, vantetid):
    tid = Tid(aktiv, vantetid, 0)
    form = TimeForm(TimeForm.initial_of(tid), slag=("aktiv", "vantetid"))
    assert form.is_valid()
    assert form.tid() == tid


def test_a_kind_that_the_month_cannot_have_is_not_asked_for():
    form = TimeForm({"aktiv_h": "1", "aktiv_min": "0"}, slag=("aktiv",))
    assert form.is_valid()
    assert form.tid() == Tid(60, 0, 0)
