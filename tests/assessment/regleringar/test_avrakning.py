from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.assessment.regleringar.perioder import (
    MARCH,
    anvant,
    avrakning,
    deviations,
    half_up,
    kr,
    preliminart,
    slutavrakning,
)

from assistans.assessment.regleringar import settle_finally, settle_interim
from assistans.facts.regleringar import GjordAvrakning
from assistans.law import MissingParameterError, PolicyError, builtin, builtin_text, load
from assistans.timeline.months import Month
from assistans.timeline.quantities import Ore

LAW = builtin()
quick = settings(max_examples=80, deadline=None)


def test_a_threshold_that_the_law_lacks_stops():
    law = load(builtin_text().replace("  avvikelse_procent:", "  avvikelse_annat:"))
    with pytest.raises(MissingParameterError, match="avvikelse_procent"):
        settle_interim(avrakning(), law)


def test_a_rounding_that_the_program_does_not_know_stops():
    law = load(builtin_text().replace("value: halva_uppat", "value: alltid_nedat"))
    with pytest.raises(PolicyError, match="avrundning_ore"):
        settle_interim(avrakning(), law)


def test_a_month_without_a_schablonbelopp_stops_and_is_named():
    facts = avrakning(
        preliminart=preliminart(Month(2003, 3), timbelopp=None),
        anvant=anvant(Month(2003, 3)),
        gjord=date(2003, 5, 8),
    )
    with pytest.raises(MissingParameterError, match=r"schablonbelopp .* for 2003-03-01"):
        settle_interim(facts, LAW)


@pytest.mark.parametrize(
    ("used", "atgard", "belopp"),
    [
        (100, "ingen", 0),
        (Fraction(901, 10), "ingen", 0),
        (90, "minskning", 280000),
        (110, "tillagg", 280000),
        (Fraction(1099, 10), "ingen", 0),
        (0, "minskning", 2800000),
    ],
)
def test_a_tenth_of_the_preliminary_decides_a_small_payment(used, atgard, belopp):
    answer = settle_interim(avrakning(used=used), LAW)
    assert (answer.atgard, answer.belopp) == (atgard, belopp)


@pytest.mark.parametrize(
    ("hours", "used", "atgard"), [(0, 1, "tillagg"), (1, 0, "minskning"), (0, 0, "ingen")]
)
def test_a_single_ore_moves_where_nothing_else_was_paid(hours, used, atgard):
    one_ore = Fraction(1, 28000)
    answer = settle_interim(avrakning(hours=hours * one_ore, used=used * one_ore), LAW)
    assert (answer.atgard, answer.belopp) == (atgard, int(atgard != "ingen"))


@pytest.mark.parametrize(
    ("used", "atgard"), [(482, "minskning"), (483, "ingen"), (518, "tillagg"), (517, "ingen")]
)
def test_five_thousand_kronor_decide_a_large_payment(used, atgard):
    assert settle_interim(avrakning(hours=500, used=used), LAW).atgard == atgard


def test_the_thresholds_are_the_laws_and_dated():
    law = load(
        builtin_text().replace('{from: 1994-01-01, value: "5000.00"}', '{from: 1994-01-01, value: "100.00"}')
    )
    assert settle_interim(avrakning(used=99), LAW).atgard == "ingen"
    assert settle_interim(avrakning(used=99), law).atgard == "minskning"


def test_a_payment_made_the_month_before_moves_the_last_day():
    text = builtin_text()
    before = text[text.index("preliminar_manader_fore:") :]
    law = load(text.replace(before, before.replace('value: "0"', 'value: "1"', 1)))
    assert settle_interim(avrakning(), LAW).sista_dag == date(2014, 5, 31)
    assert settle_interim(avrakning(), law).sista_dag == date(2014, 4, 30)


def test_every_row_says_what_was_done_with_lagrum_rules_and_input():
    answer = settle_interim(avrakning(used=80), LAW)
    assert [row.nyckel for row in answer.spar] == [
        "preliminart_manad",
        "anvant_manad",
        "avvikelse_minskning",
        "regleringsdag",
        "avrakning_sista_dag",
    ]
    assert all(row.lagrum and row.regler for row in answer.spar)
    assert answer.spar[0].varden == {"manad": MARCH, "minuter": 6000, "timbelopp": 28000}
    assert answer.spar[2].policy == "avvikelse_procent"
    assert [row.policy for row in answer.spar[3:]] == ["helgflytt_utbetalning", "preliminar_manader_fore"]
    assert answer.spar[2].varden == {"avvikelse": kr(5600), "procent": 10, "gransbelopp": kr(5000)}


def test_before_2011_the_lagrum_is_the_older_act():
    month = Month(2008, 3)
    facts = avrakning(
        preliminart=preliminart(month, timbelopp=23700), anvant=anvant(month), gjord=date(2008, 5, 8)
    )
    assert settle_interim(facts, LAW).spar[0].lagrum == "LASS (1993:389)"


@quick
@given(deviations())
def test_what_moves_is_what_was_used_less_what_was_paid(facts):
    answer = settle_interim(facts, LAW)
    rate = facts.preliminart.timbelopp
    paid = half_up(facts.preliminart.minuter * rate / 60)
    used = half_up(facts.anvant.minuter * min(Fraction(rate), Fraction(31360)) / 60)
    signed = {"ingen": 0, "tillagg": 1, "minskning": -1}[answer.atgard] * answer.belopp
    assert signed in {0, used - paid}
    assert (signed == 0) == (answer.atgard == "ingen")


@quick
@given(deviations())
def test_nothing_waits_that_is_a_tenth_or_five_thousand_kronor(facts):
    answer = settle_interim(facts, LAW)
    deviation = abs(facts.anvant.minuter - facts.preliminart.minuter) * facts.preliminart.timbelopp / 60
    larger = (
        deviation * 10 >= facts.preliminart.minuter * facts.preliminart.timbelopp / 60 or deviation >= 500000
    )
    assert (answer.atgard != "ingen") == (larger and answer.varde != answer.utbetalt)


@quick
@given(deviations())
def test_a_month_settled_twice_comes_to_what_was_used(facts):
    first = settle_interim(facts, LAW)
    moved = (
        ()
        if first.atgard == "ingen"
        else (GjordAvrakning(month=MARCH, atgard=first.atgard, belopp=first.belopp),)
    )
    last = settle_finally(
        slutavrakning(preliminart=(facts.preliminart,), anvant=(facts.anvant,), avrakningar=moved), LAW
    )
    assert last.utbetalt + last.tillgodo - last.aterbetalas == first.varde
    assert moved == () or (last.tillgodo, last.aterbetalas) == (0, 0)


@quick
@given(deviations())
def test_the_day_is_a_weekday_on_which_money_may_move(facts):
    answer = settle_interim(facts, LAW)
    assert LAW.is_weekday(answer.dag)
    assert answer.dag >= facts.gjord


def test_money_is_in_ore():
    answer = settle_interim(replace(avrakning(), anvant=anvant(hours=50)), LAW)
    assert answer.belopp == kr(14000)
    assert isinstance(answer.belopp, Ore)
