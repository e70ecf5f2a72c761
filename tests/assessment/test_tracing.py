"""What a month came to, told: time that was taken, rows without length, positions, and the conversion."""

import re
from datetime import date

import pytest
from tests.assessment.underlagen import assessed, assistent, beslut, rapport, underlag

from assistans.assessment import assess
from assistans.assessment.visning import trace_sentence
from assistans.facts import AnnanTid, Rad, Stallningstagande
from assistans.law import builtin_text, load

DAY = "09 08.00-16.00 aktiv"
NO_LENGTH = "32 08.00-16.00 aktiv"


def told(bedomning, nyckel):
    return [row for row in bedomning.spar if row.nyckel == nyckel]


def test_what_is_taken_is_told_as_the_sum_of_its_minutes():
    bedomning = assessed(rapport(DAY, "10 08.00-09.30 aktiv"), assistenter={"A": assistent(anmald={})})
    (row,) = told(bedomning, "tagen_stoppad")
    assert (row.resultat, row.enhet, row.varden["kod"]) == (570, "minuter", "ASSISTENT_EJ_ANMALD")
    assert trace_sentence(row).startswith("9 h 30 min som A har redovisat")


def test_a_row_without_length_is_told_with_no_minutes():
    (row,) = told(assessed(rapport(DAY, NO_LENGTH)), "rad_utan_langd_vantar")
    assert (row.resultat, row.enhet, row.varden["rad"]) == (0, "minuter", NO_LENGTH)


@pytest.mark.parametrize("mode", ["notera", "av"])
def test_a_row_without_length_that_holds_nothing_is_not_told_as_waiting(mode):
    text, changed = re.subn(
        r"(  RAD_OGILTIG:\n(?:    .*\n)*?      - \{from: 1994-01-01, mode: )vanta",
        rf"\g<1>{mode}",
        builtin_text(),
    )
    assert changed == 1
    bedomning = assess(underlag(rapport(DAY, NO_LENGTH)), load(text))
    assert [row.nyckel for row in bedomning.spar if row.nyckel.startswith("rad_utan_langd")] == []


@pytest.mark.parametrize("utfall", ["godkand", "stoppad"])
def test_a_position_is_told_with_its_reasons(utfall):
    elsewhere = (AnnanTid(assistent="A", rader=(Rad.parse("09 10.00-12.00 aktiv"),)),)
    held = Stallningstagande(kod="ASSISTENT_OVERLAPPAR", utfall=utfall, skal="prövat")
    bedomning = assessed(rapport(DAY), annan_tid=elsewhere, stallningstaganden=(held,))
    (row,) = told(bedomning, f"stallningstagande_{utfall}")
    assert (row.resultat, row.enhet) == ("prövat", "motivering")


def test_each_kind_is_told_with_what_its_minutes_convert_to():
    rows = rapport(DAY, "10 00.00-04.00 vantetid", "11 00.00-07.00 beredskap")
    bedomning = assessed(rows, beslut=(beslut(vantetid=True, beredskap=True),))
    assert [
        (row.varden["slag"], row.varden["minuter"], row.resultat, row.enhet)
        for row in told(bedomning, "omrakning")
    ] == [
        ("aktiv", 480, 480, "omräknade minuter"),
        ("vantetid", 240, 60, "omräknade minuter"),
        ("beredskap", 420, 60, "omräknade minuter"),
    ]


def test_a_position_on_what_never_waited_is_not_told():
    held = Stallningstagande(kod="ASSISTENT_OVERLAPPAR", utfall="godkand", skal="prövat")
    assert told(assessed(rapport(DAY), stallningstaganden=(held,)), "stallningstagande_godkand") == []


def test_what_is_taken_is_told_in_the_order_of_the_codes_and_not_of_the_checks():
    young = assistent(fodd=date(2000, 10, 10), anmald={})
    rows = told(assessed(rapport(DAY, "10 08.00-16.00 aktiv"), assistenter={"A": young}), "tagen_stoppad")
    assert [row.varden["kod"] for row in rows] == ["ASSISTENT_EJ_ANMALD", "ASSISTENT_UNDER_18"]
