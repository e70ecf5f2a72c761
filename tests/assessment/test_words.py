"""Values in words: as machines read them, and as Swedes write them."""

from datetime import date
from fractions import Fraction

import pytest

from assistans.assessment.words import (
    UNITS,
    kronor_text,
    listed,
    month_text,
    row_text,
    say,
    sentence_case,
    show,
)
from assistans.facts import Rad, Tid
from assistans.timeline.months import Month
from assistans.timeline.quantities import Ore


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (300, "minuter", "5:00"),
        (Ore(147700), "öre", "1477.00"),
        (Ore(147700), "", "1477.00"),
        (Fraction(29540), "öre per timme", "295.40"),
        (Fraction(330848, 10), "öre per timme", "330.848"),
        (Fraction(1, 3), "öre per timme", "1/3 öre"),
        (Fraction(375, 4), "omräknade minuter", "375/4"),
        (Tid(300, 0, 60), "", "aktiv 5:00, beredskap 1:00"),
        (Tid(), "", "0:00"),
        (date(2018, 11, 20), "dag", "2018-11-20"),
        (Month(2018, 10), "", "2018-10"),
        (True, "ja eller nej", "ja"),
        (False, "ja eller nej", "nej"),
        (Fraction(375, 4), "minuter", "375/4"),
        (147700, "öre", "1477.00"),
        ("saknas", "minuter", "saknas"),
        (None, "", "inte angiven"),
        ((), "", "inga"),
        (("A", "B"), "", "A, B"),
    ],
)
def test_a_machine_reads_a_value_exactly(value, unit, text):
    assert show(value, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (750, "minuter", "12 h 30 min"),
        (480, "minuter", "8 h"),
        (45, "minuter", "45 min"),
        (0, "minuter", "0 min"),
        (156_000, "minuter", "2 600 h"),
        (Fraction(375, 4), "omräknade minuter", "1 h 33 3/4 min"),
        (Fraction(1, 7), "omräknade minuter", "1/7 min"),
        (Ore(147700), "öre", "1 477,00 kr"),
        (Ore(-5), "", "−0,05 kr"),
        (Ore(123456789), "", "1 234 567,89 kr"),
        (Fraction(29540), "öre per timme", "295,40 kr"),
        (Fraction(330848, 10), "öre per timme", "330,848 kr"),
        (Fraction(1, 3), "öre per timme", "1/3 öre"),
        (date(2018, 11, 20), "dag", "20 november 2018"),
        (Month(2016, 10), "", "oktober 2016"),
        (Tid(750, 240, 120), "", "12 h 30 min aktiv tid, 4 h väntetid och 2 h beredskap"),
        (Tid(0, 240, 0), "", "4 h väntetid"),
        (Tid(), "", "0 min"),
        (Fraction(61, 2), "minuter", "30 1/2 min"),
        (750, "omräknade minuter", "12 h 30 min"),
        (147700, "öre", "1 477,00 kr"),
        (Ore(0), "", "0,00 kr"),
        ("saknas", "minuter", "saknas"),
        ("A", "", "A"),
    ],
)
def test_a_swede_reads_a_value_as_she_writes_it(value, unit, text):
    assert say(value, unit) == text


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("mottagare", "person", "personen"),
        ("mottagare", "5560000001", "5560000001"),
        ("anordnare", "egen", "personen själv"),
        ("slag", "vantetid", "väntetid"),
        ("regim", "hushallsarbete", "lagen om arbetstid i husligt arbete"),
        ("regim", "arbetstidslagen", "arbetstidslagen"),
        ("regim", "kollektivavtal", "kollektivavtalet"),
        ("kommun", "0180", "kommun 0180"),
        ("kommun", None, "kommunen"),
        ("vecka", "2018-W44", "vecka 44 2018"),
        ("vecka", "2019-W01", "vecka 1 2019"),
        ("rader", 1, "1 rad"),
        ("rader", 12, "12 rader"),
        ("rad", "28 00.00-04.00 aktiv", "den 28 kl. 00.00–04.00 (aktiv tid)"),
        ("kod", "F_SKATT_SAKNAS", "anordnaren inte är godkänd för F-skatt"),
        (
            "koder",
            ("EJ_ARBETSGIVARE", "F_SKATT_SAKNAS"),
            "anordnaren inte är registrerad som arbetsgivare och anordnaren inte är godkänd för F-skatt",
        ),
        ("koder", (), ""),
    ],
)
def test_what_a_value_stands_under_decides_its_word(key, value, text):
    assert say(value, key=key) == text


def test_a_row_names_its_month_where_it_is_known():
    assert (
        row_text(Rad(28, 230, 600, "aktiv"), Month(2018, 10)) == "den 28 oktober kl. 02.30–06.00 (aktiv tid)"
    )


def test_every_month_has_its_name():
    names = "januari februari mars april maj juni juli augusti september oktober november december"
    assert [month_text(Month(2018, number + 1)) for number in range(12)] == [
        f"{name} 2018" for name in names.split()
    ]


AMOUNTS = {"avvikelse", "belopp", "beslutat", "betalt", "gransbelopp", "kostnader", "periodtak", "varde"}
RATES = {"beslutat_timbelopp", "hogsta_timbelopp", "timbelopp"}
TIMES = {"arbetat", "kommunminuter", "kvar", "minuter"}


def test_each_input_of_a_computed_row_that_is_no_bare_number_has_its_unit():
    assert set(UNITS) == AMOUNTS | RATES | TIMES
    assert {show(29540, UNITS[key]) for key in AMOUNTS | RATES} == {"295.40"}
    assert {show(Fraction(330848, 10), UNITS[key]) for key in RATES} == {"330.848"}
    assert {show(750, UNITS[key]) for key in TIMES} == {"12:30"}


def test_no_money_is_not_less_than_none():
    assert [kronor_text(ore) for ore in (-1, 0, 1)] == ["−0,01 kr", "0,00 kr", "0,01 kr"]


@pytest.mark.parametrize(
    ("parts", "text"), [(["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_parts_are_listed_as_in_swedish(parts, text):
    assert listed(parts) == text


def test_only_the_first_letter_of_a_sentence_is_raised():
    assert sentence_case("anna Andersson får betalt") == "Anna Andersson får betalt"
    assert not sentence_case("")
