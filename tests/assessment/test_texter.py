"""The one table of sentences: every code for every audience, who acts, how, and what happens otherwise."""

import re
from pathlib import Path

import pytest

from assistans.assessment import texter
from assistans.assessment.texter import AUDIENCES as KNOWN_AUDIENCES
from assistans.assessment.texter import (
    MissingTextError,
    because,
    observation_text,
    remedy,
    sentence,
    trace_text,
)
from assistans.law import builtin

PAGE = Path(__file__).parents[2] / "docs" / "case-format.md"
CODES = sorted(builtin().observations)
AUDIENCES = ("handlaggare", "anordnare", "person")
WHO = {
    "ingen",
    "anordnare",
    "person",
    "person och anordnare",
    "handläggare",
    "regelförvaltare",
    "den som fått begäran",
}


def page_codes():
    text = PAGE.read_text(encoding="utf-8").partition("## 4.")[2]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| ")]
    return {code for row in rows for code in re.findall(r"[A-Z][A-Z0-9_]{4,}", row)}


def test_a_code_without_sentences_says_where_to_write_them():
    with pytest.raises(MissingTextError, match=r"add it to texts/iakttagelser\.yaml"):
        sentence("INGEN_SADAN", "person")


def test_a_computed_row_without_a_sentence_says_where_to_write_it():
    with pytest.raises(MissingTextError, match=r"add it to texts/spar\.yaml"):
        trace_text("ingen_sadan")


def test_a_file_of_sentences_that_is_no_table_is_refused(monkeypatch):
    monkeypatch.setattr(texter, "read_yaml", lambda text: [text])
    with pytest.raises(MissingTextError, match=r"spar\.yaml is no table of texts"):
        texter._read("spar.yaml")


def test_sentences_of_a_code_that_are_no_table_are_refused():
    with pytest.raises(MissingTextError, match="a text entry must be a mapping"):
        texter._texts("Anna får betalt.")


def test_every_code_of_the_format_page_is_in_the_law_with_its_sentences():
    assert page_codes() <= set(CODES)
    assert {"RAKNING_SAKNAS", "F_SKATT_SAKNAS", "PARAMETER_EJ_VERIFIERAD"} <= page_codes()


@pytest.mark.parametrize("kod", CODES)
@pytest.mark.parametrize("malgrupp", AUDIENCES)
def test_every_code_has_one_sentence_for_every_audience(kod, malgrupp):
    text = sentence(kod, malgrupp)
    assert text[0].isupper()
    assert text.endswith(".")
    assert kod not in text


@pytest.mark.parametrize("kod", CODES)
def test_every_code_says_who_acts_how_and_what_happens_otherwise(kod):
    text = observation_text(kod)
    assert text.vem in WHO
    assert text.atgard.endswith(".")
    assert text.forval.endswith(".")


@pytest.mark.parametrize("kod", CODES)
def test_every_code_has_a_reason_that_follows_eftersom(kod):
    reason = because(kod)
    assert reason[0].islower() or reason.startswith("F-skatt")
    assert not reason.endswith(".")


@pytest.mark.parametrize("kod", CODES)
@pytest.mark.parametrize("malgrupp", AUDIENCES)
def test_every_audience_is_told_what_to_do_or_who_does_it(kod, malgrupp):
    text = remedy(kod, malgrupp)
    assert text[0].isupper()
    assert text.endswith(".")


def test_who_shall_act_is_told_what_and_the_others_who_does():
    assert remedy("RAD_OGILTIG", "anordnare") == "Skicka en rättad tidsredovisning."
    assert remedy("RAD_OGILTIG", "person") == "Anordnaren ska agera: skicka en rättad tidsredovisning."
    assert remedy("FOR_SENT", "person") == "Handläggaren ska agera: bedöm om månaden ändå kan ersättas."
    assert remedy("FOR_SENT", "handlaggare") == "Bedöm om månaden ändå kan ersättas."
    assert remedy("RAKNING_SKILJER_SIG", "person") == remedy("RAKNING_SKILJER_SIG", "anordnare")
    assert remedy("NARSTAENDE", "person") == "Ingen åtgärd behövs."
    assert remedy("ASSISTENT_UNDER_18", "anordnare") == "Anlita assistenter som har fyllt 18 år."


@pytest.mark.parametrize(
    ("kod", "told_to_act", "who"),
    [
        ("ASSISTENT_EJ_ANMALD", {"anordnare"}, "Anordnaren"),
        ("ASSISTENT_OVERLAPPAR", {"handlaggare"}, "Handläggaren"),
        ("ASSISTENT_UTANFOR_EES", {"person"}, "Personen"),
        ("KOMPLETTERING_SAKNAS", {"anordnare", "person"}, "Den som fått begäran"),
        ("OVER_BEVILJAD_TID", {"anordnare", "person"}, "Personen eller anordnaren"),
        ("PARAMETER_EJ_VERIFIERAD", {"handlaggare"}, "Regelförvaltaren"),
        ("EFTER_SLUTAVRAKNING", {"handlaggare", "anordnare", "person"}, "Ingen"),
    ],
)
def test_each_audience_hears_whether_it_shall_act_itself_or_who_does(kod, told_to_act, who):
    todo = observation_text(kod).atgard
    others = f"{who} ska agera: {todo[0].lower()}{todo[1:]}"
    for malgrupp in AUDIENCES:
        assert remedy(kod, malgrupp) == (todo if malgrupp in told_to_act else others)


def test_the_audiences_are_these_three():
    assert KNOWN_AUDIENCES == AUDIENCES
