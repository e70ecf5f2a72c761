"""What would be otherwise now, beside what a decision says: told in words, never in the assessment's own keys."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desks.handlaggare import cases

from assistans.assessment import to_data
from assistans.assessment.omrakning import differences
from assistans.desks.handlaggare.differing import differing

HOURS = st.lists(st.integers(1, 28), min_size=1, max_size=6, unique=True)


def result(*rows, **more):
    return to_data(cases.assessed(cases.report(*rows), **more).bedomning)


def told(before, now):
    found = differing(differences(decided=before, now=now), cases.NAMES)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in found]


def test_nothing_differs_from_itself():
    same = result("04 08.00-12.00 aktiv")
    assert told(same, same) == []


def test_what_cannot_be_made_again_says_why():
    lines = differing({"bedömning": ["gick att göra", "Kommunen saknas."]}, {})
    assert lines == ["Bedömning: gick att göra i beslutet, Kommunen saknas. nu"]


def test_time_and_money_are_told_as_they_were_and_as_they_are():
    assert told(result("04 08.00-12.00 aktiv"), result("04 08.00-13.00 aktiv")) == [
        "Aktiv tid som är redovisad: 4 h i beslutet, 5 h nu",
        "Aktiv tid som är godkänd: 4 h i beslutet, 5 h nu",
        "Godkänd assistanstid: 4 h i beslutet, 5 h nu",
        "Månadens ersättning: 1 181,60 kr i beslutet, 1 477,00 kr nu",
        "Kommunens del (0180): 4 h, 1 181,60 kr i beslutet, 5 h, 1 477,00 kr nu",
        "Betalas till Assistans i Väst AB: 1 181,60 kr i beslutet, 1 477,00 kr nu",
    ]


def test_what_is_no_longer_paid_is_paid_to_nobody():
    held = result("04 08.00-12.00 aktiv", rakning="")
    lines = told(result("04 08.00-12.00 aktiv"), held)
    assert "Aktiv tid som väntar: 0 min i beslutet, 4 h nu" in lines
    assert "Betalas till Assistans i Väst AB: 1 181,60 kr i beslutet, inget nu" in lines


@pytest.mark.parametrize("kommun", ["0180", None])
def test_a_share_is_told_with_its_kommun_where_one_is_known(kommun):
    part = {"kommun": kommun, "assistanstid_min": "375/4", "belopp": "0.00"}
    (line,) = differing({"kommun": [[part], [part | {"belopp": "1.00"}]]}, {})
    assert line.startswith("Kommunens del (0180): " if kommun else "Kommunens del: ")


@settings(deadline=None, max_examples=30)
@given(HOURS, HOURS)
def test_no_key_of_the_assessment_is_ever_shown(first, second):
    before, now = (
        result(*(f"{day:02d} 08.00-12.00 aktiv" for day in sorted(days))) for days in (first, second)
    )
    lines = told(before, now)
    assert bool(lines) == (len(first) != len(second))
    assert not re.search(r"[a-z]_[a-z]|→|\b(godkand|vantar|stoppad|null)\b", " ".join(lines))
