import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.small import SMALL

from assistans.law import builtin, changes, entries
from assistans.law.visning import change_data, entry_data, readable_changes, readable_law

LAW = builtin()
DAYS = st.dates(date(1994, 1, 1), date(2030, 12, 31))


def on(day, name):
    return next(entry for entry in entries(SMALL, date.fromisoformat(day)) if entry.name == name)


@given(DAYS)
def test_every_entry_of_the_package_prints_and_is_json(day):
    found = entries(LAW, day)
    assert len(found) == len(LAW.parameters) + len(LAW.observations) + len(LAW.free_days)
    assert "None" not in "\n".join(readable_law(found))
    for entry in found:
        data = entry_data(entry)
        assert json.loads(json.dumps(data)) == {**data, "rules": list(entry.rules)}


def test_the_lines_of_a_law():
    lines = list(readable_law([on("2012-01-01", "dagar"), on("2012-01-01", "val")]))
    assert lines == [
        "\nB-lagen (2000:2)",
        "  BL 10 § · dagar = 6 dagar",
        "      Så många dagar.",
        "      från 2012-01-01 till och med 2013-12-31 · SFS 2011:9 · lagen · verifierat till och med 2012-12-31 · regel R1",
        "  BL 2 § · policy val = ja",
        "      Ett val.",
        "      från 2010-01-01 · regel R2",
        "      okänt: Ingen regel funnen.",
    ]


@pytest.mark.parametrize(
    ("days", "ground"),
    [
        ({"first": None, "last": date(2013, 12, 31)}, "till och med 2013-12-31 · regel R1, R2"),
        ({"first": None, "last": None}, "regel R1, R2"),
    ],
)
def test_what_has_always_held_names_no_first_day_and_rules_stand_side_by_side(days, ground):
    entry = replace(on("2012-01-01", "val"), rules=("R1", "R2"), **days)
    assert list(readable_law([entry]))[3] == f"      {ground}"


def test_the_lines_of_a_change_end_with_the_ground_of_what_holds_now():
    found = changes(SMALL, date(2011, 12, 31), date(2012, 1, 1))
    assert list(readable_changes(found)) == [
        "\nB-lagen (2000:2)",
        "  BL 2 § · policy val ny grund: ja → ja",
        "      Ett val.",
        "      från 2010-01-01 · regel R2",
        "      okänt: Ingen regel funnen.",
        "  BL 10 § · dagar tillkom: (inget värde) → 6 dagar",
        "      Så många dagar.",
        "      från 2012-01-01 till och med 2013-12-31 · SFS 2011:9 · lagen · verifierat till och med 2012-12-31 · regel R1",
    ]


def test_what_ended_shows_the_ground_it_had():
    ended = changes(SMALL, date(2010, 12, 31), date(2011, 1, 1))
    lines = list(readable_changes(ended))
    assert "  AL · dagar upphörde: 5 dagar → (inget värde)" in lines
    assert any("SFS 2000:1 · ett beslut · verifierat" in line for line in lines)
    data = change_data(ended[0])
    assert list(data) == ["change", "kind", "name", "before", "after"]
    assert data["kind"] == "parameter"
    assert (data["change"], data["name"], data["before"]["value"], data["after"]["value"]) == (
        "upphörde",
        "dagar",
        "5",
        None,
    )


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("efterskott_blandad", "policy efterskott_blandad = ja"),
        ("bruten_manad", "policy bruten_manad = efter_dagar"),
        ("avstamning_fran", "avstamning_fran = 2018-10-01"),
        ("veckor_per_halvar", "policy veckor_per_halvar = 26"),
        ("utbetalningsdag", "utbetalningsdag = 20 (dag i månaden)"),
        ("uppraknad_ore_steg", "uppraknad_ore_steg = 10 öre"),
        ("aldersgrans", "aldersgrans = 18 år"),
        ("beredskap_del", "beredskap_del = 1/7 av en timme"),
        ("preliminar_manader_fore", "policy preliminar_manader_fore = 0 månader"),
        ("retroaktiv_manader", "retroaktiv_manader = 1 månad"),
        ("kommunens_timmar", "kommunens_timmar = 20 timmar"),
        ("tillstand_frist_dagar", "tillstand_frist_dagar (inget värde)"),
        ("FOR_SENT", "kontroll FOR_SENT = vanta"),
        ("ASSISTENT_UTANFOR_EES", "kontroll ASSISTENT_UTANFOR_EES = stopp"),
        ("julafton", "ledig dag julafton = ledig"),
    ],
)
def test_what_an_entry_is_and_its_unit_are_told_in_words(name, line):
    (entry,) = [entry for entry in entries(LAW, date(2018, 10, 9)) if entry.name == name]
    assert list(readable_law([entry]))[1] == f"  {entry.lagrum} · {line}"


@pytest.mark.parametrize(
    ("name", "how_sure"),
    [("veckor_per_halvar", "säkert"), ("outnyttjade_timmar", "härlett"), ("bruten_manad", "okänt")],
)
def test_a_policy_says_how_sure_it_is_and_why(name, how_sure):
    (entry,) = [entry for entry in entries(LAW, date(2018, 10, 9)) if entry.name == name]
    assert list(readable_law([entry]))[-1] == f"      {how_sure}: {entry.reason}."
