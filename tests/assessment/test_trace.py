"""The trace over every case file: each row a whole Swedish sentence, with lagrum, rules that the page knows, and version."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.assessment.underlagen import months

from assistans.assessment import assess, assess_documents, to_data
from assistans.assessment.case_files import assess_case
from assistans.assessment.omrakning import assess_again, kept
from assistans.assessment.texter import _trace
from assistans.assessment.utrakning import calculation
from assistans.law import builtin

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "cases").rglob("*.yaml"))
VERSION = builtin().version
ENGLISH_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DECIMAL_POINT = re.compile(r"\d\.\d{2} kr")
UNITS = {"minuter", "omräknade minuter", "dag", "dagar", "kronor", "ja eller nej", "motivering"}


@cache
def rows(file):
    return assess_case(file.read_text(encoding="utf-8"), builtin()).data.get("rader", [])


@cache
def known_rules():
    table = (ROOT / "docs" / "law.md").read_text(encoding="utf-8").partition("## Rule identifiers")[2]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    return {rule for cell in cells for part in cell.split(",") for rule in span(part.strip())}


def span(part):
    """`B1–B4` is four rules, `9.1` one."""
    match = re.fullmatch(r"([A-Z]+)(\d+)–\1(\d+)", part)
    return [f"{match[1]}{n}" for n in range(int(match[2]), int(match[3]) + 1)] if match else [part]


def wrong_sentence(text):
    return (
        not text[:1].strip()
        or text[0].islower()
        or text[-1] not in ".!?"
        or "{" in text
        or "None" in text
        or "  " in text
        or bool(ENGLISH_DATE.search(text))
        or bool(DECIMAL_POINT.search(text))
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_computed_row_is_a_swedish_sentence(file):
    assert [row["text"] for row in rows(file) if wrong_sentence(row["text"])] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_computed_row_says_on_what_it_rests(file):
    for row in rows(file):
        assert row["lagrum"].strip()
        assert row["version"] == VERSION
        assert row["regler"]
        assert set(row["regler"]) - known_rules() == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_computed_row_has_a_unit_of_the_few_and_names_no_policy_but_the_laws(file):
    assert {row["unit"] for row in rows(file)} <= UNITS
    assert {row["policy"] for row in rows(file) if "policy" in row} <= set(builtin().parameters)


@cache
def observations(file):
    return assess_case(file.read_text(encoding="utf-8"), builtin()).data.get("iakttagelsedetaljer", [])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_observation_says_who_acts_how_and_by_when(file):
    for seen in observations(file):
        assert seen["vem"]
        assert seen["atgard"]
        assert seen["lagrum"].strip()
        assert seen["forval"]
        assert set(seen["regler"]) <= known_rules()
        assert (seen["dag"] is None) == (seen["lage"] == "notera")


@pytest.mark.parametrize(
    ("kod", "policy"),
    [
        ("ASSISTENT_EJ_ANMALD", "anmalningsdag"),
        ("ASSISTENT_OVERLAPPAR", "samtidighet"),
        ("DUBBELASSISTANS_EJ_BEVILJAD", "samtidighet"),
        ("ARBETSTID_OVERSKRIDEN", "arbetstid_manadsdel"),
        ("OVER_BEVILJAD_TID", "omraknad_tid"),
        ("FOR_SENT", "helgflytt_redovisning"),
        ("ASSISTENT_UNDER_18", None),
        ("RAKNING_SAKNAS", None),
    ],
)
def test_what_a_code_takes_names_the_policy_where_the_law_leaves_room(kod, policy):
    taken = [row for file in FILES for row in rows(file) if row["nyckel"].startswith("tagen_")]
    assert {row.get("policy") for row in taken if row["input"]["kod"] == kod} == {policy}


def test_the_test_of_sentences_can_fail():
    assert wrong_sentence("anna får betalt.")
    assert wrong_sentence("Anna får betalt")
    assert wrong_sentence("Anna får {resultat}.")
    assert wrong_sentence("Anna får betalt den 2018-11-20.")
    assert wrong_sentence("Anna får 295.40 kr.")
    assert not wrong_sentence("Anna får 295,40 kr den 20 november 2018.")


def test_the_page_spells_out_its_ranges_of_rules():
    assert {"T9", "T10", "T11", "9.1", "B6"} <= known_rules()
    assert "T9–T11" not in known_rules()
    assert span("B1–B3") == ["B1", "B2", "B3"]


# A case file has no positions of a handläggare: those rows are tested beside the positions.
OF_POSITIONS = {"rad_utan_langd_stoppad", "stallningstagande_godkand", "stallningstagande_stoppad"}


def test_every_sentence_of_the_table_is_told_by_some_case():
    told = {row["nyckel"] for file in FILES for row in rows(file)}
    assert sorted(set(_trace()) - told) == sorted(OF_POSITIONS)


messy = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@messy
@given(months())
def test_however_messy_a_month_each_row_is_a_sentence_and_the_calculation_whole(underlag):
    told = to_data(assess(underlag, builtin()))
    assert [row["text"] for row in told["rader"] if wrong_sentence(row["text"])] == []
    text = "\n".join(calculation(told))
    assert all(row["text"] in text for row in told["rader"])


@messy
@given(months())
def test_what_documents_say_alone_is_never_paid_and_has_one_fate_for_every_minute(underlag):
    found = assess_documents(underlag, builtin())
    assert (found.belopp, found.utbetalningar) == (0, ())
    assert found.godkand.plus(found.vantar).plus(found.stoppad) == found.redovisad


@messy
@given(months())
def test_a_kept_month_is_made_again_the_same(underlag):
    stored = json.loads(json.dumps(kept(underlag, assess(underlag, builtin()))))
    assert assess_again(stored, law=builtin(), underlag=underlag) == ()
