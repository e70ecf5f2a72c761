"""A Bedomning as plain data: the keys of `expect`, and those that say where each thing came from."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from tests.assessment.chance import LAW, whole
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    anordnare,
    assessed,
    assistent,
    beslut,
    rapport,
)

from assistans.assessment import assess, readable, row_fates, to_data
from assistans.facts import Rakning
from assistans.facts.beslut import BeviljadTid
from assistans.facts.person import Kommuntid, Person
from assistans.facts.rakning import Kostnader
from assistans.timeline.months import ALWAYS, Period
from assistans.timeline.quantities import Ore, parse_duration

DAY = "09 08.00-16.00 aktiv"
EXPECTED = {
    "redovisad",
    "godkand",
    "assistanstid_min",
    "belopp",
    "utbetalningar",
    "vantar",
    "stoppad",
    "per_kod",
    "kommun",
    "utfall",
    "iakttagelser",
}


def shown(*reports, **changes):
    return to_data(assessed(*(reports or (rapport(DAY),)), **changes))


def test_a_clean_month_is_shown_with_the_keys_of_expect():
    data = shown()
    assert {key: data[key] for key in EXPECTED} == {
        "redovisad": {"aktiv": "8:00", "vantetid": "0:00", "beredskap": "0:00"},
        "godkand": {"aktiv": "8:00", "vantetid": "0:00", "beredskap": "0:00"},
        "assistanstid_min": "480",
        "belopp": "2363.20",
        "utbetalningar": [{"mottagare": FORETAG, "belopp": "2363.20", "dag": "2018-11-20"}],
        "vantar": {"aktiv": "0:00", "vantetid": "0:00", "beredskap": "0:00", "assistanstid_min": "0"},
        "stoppad": {"aktiv": "0:00", "vantetid": "0:00", "beredskap": "0:00"},
        "per_kod": {},
        "kommun": {"kommun": "0180", "assistanstid_min": "480", "belopp": "2363.20"},
        "utfall": "beviljat",
        "iakttagelser": [],
    }
    assert (data["month"], data["assessed_on"], data["lag"]) == ("2018-10", "2018-11-06", LAW.version)


def test_what_waits_and_what_is_stopped_are_shown_apart():
    who = {"A": assistent(), "B": assistent("B", anmald={})}
    reports = (rapport(DAY, DAY, "10 00.00-04.00 vantetid"), rapport("11 08.00-09.00 aktiv", assistent="B"))
    data = shown(*reports, assistenter=who, beslut=(beslut(vantetid=True),))
    assert data["vantar"] == {
        "aktiv": "8:00",
        "vantetid": "0:00",
        "beredskap": "0:00",
        "assistanstid_min": "480",
    }
    assert data["stoppad"]["aktiv"] == "1:00"
    assert data["per_kod"] == {"ASSISTENT_EJ_ANMALD": "1:00", "ASSISTENT_OVERLAPPAR": "8:00"}
    assert (data["assistanstid_min"], data["utfall"]) == ("540", "delvis")


def test_the_value_in_advance_is_shown_only_in_advance():
    assert "anvant_belopp" not in shown()
    data = shown(person=Person(utbetalning="forskott"))
    assert (data["anvant_belopp"], data["belopp"], data["utbetalningar"]) == ("2363.20", "0.00", [])


@pytest.mark.parametrize("kommun", [(), ("0180",), ("0180", "1480")])
def test_two_kommuner_are_shown_as_a_list_one_by_its_keys_and_none_without_name(kommun):
    periods = (
        [Period(ALWAYS, date(2018, 10, 9)), Period(date(2018, 10, 9), None)]
        if len(kommun) > 1
        else [Period(ALWAYS, None)]
    )
    person = Person(
        kommun=tuple(
            Kommuntid(kommun=name, period=period) for name, period in zip(kommun, periods, strict=False)
        )
    )
    data = shown(person=person)["kommun"]
    if len(kommun) > 1:
        assert [part["kommun"] for part in data] == list(kommun)
        assert [part["assistanstid_min"] for part in data] == ["0", "480"]
    else:
        assert data == {"assistanstid_min": "480", "belopp": "2363.20"} | (
            {"kommun": kommun[0]} if kommun else {}
        )


def test_the_parts_of_a_payment_and_the_weeks_of_a_kommun_are_shown():
    data = shown(rapport(DAY, "16 08.00-09.00 aktiv"))
    (payment,) = data["utbetalningsdelar"]
    assert payment["delar"] == [
        {"anordnare": [FORETAG], "timbelopp_ore": "29540", "assistanstid_min": "540", "belopp": "2658.60", "grund": "timbelopp", "lagrum": "F1091 5 §"}
    ]  # fmt: skip
    assert data["kommunveckor"] == [{"kommun": "0180", "veckor": {"2018-W41": "480", "2018-W42": "60"}}]


def test_raw_double_minutes_are_shown_for_the_next_months_underlag():
    both = beslut(dubbelassistans=BeviljadTid(per="period", minuter=100))
    assert shown(rapport(DAY), rapport(DAY, assistent="B"), beslut=(both,))["dubbel_min"] == "100"


def test_each_row_has_its_fate_by_code():
    bedomning = assessed(
        rapport(DAY, "32 08.00-16.00 aktiv", id="r1"),
        rapport("09 12.00-20.00 aktiv", assistent="B", anordnare=KOOPERATIV, id="r2"),
    )
    first, without_length, second = to_data(bedomning)["radutfall"]
    assert first == {
        "rapport": 0,
        "rapport_id": "r1",
        "rad": 0,
        "godkand": 480,
        "stoppad": {},
        "vantar": {},
        "berakningsbar": True,
    }
    assert (without_length["rad"], without_length["vantar"], without_length["berakningsbar"]) == (
        1,
        {"RAD_OGILTIG": 0},
        False,
    )
    assert (second["rapport"], second["godkand"], second["vantar"]) == (
        1,
        240,
        {"DUBBELASSISTANS_EJ_BEVILJAD": 240},
    )


def test_an_observation_is_shown_with_who_acts_how_and_by_when():
    (seen,) = shown(rakning=None)["iakttagelsedetaljer"]
    assert (seen["kod"], seen["lage"], seen["minuter"], seen["dag"]) == (
        "RAKNING_SAKNAS",
        "vanta",
        480,
        "2018-12-05",
    )
    assert (seen["rapporter"], seen["rader"], seen["vem"]) == ([0], [[0, 0]], "person")


def test_the_readable_lines_begin_with_the_outcome_and_the_payment():
    lines = list(readable(assessed(rapport(DAY))))
    assert lines[0].startswith("Oktober 2018: beviljat; godkänt 8 h aktiv tid")
    assert any(f"2 363,20 kr till {FORETAG} den 20 november 2018" in line for line in lines[1:3])


def test_the_readable_lines_call_the_payee_the_person_where_she_employs_her_assistants():
    own = {"egen": anordnare("egen", slag="egen_arbetsgivare")}
    paid = Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader(lon=Ore(100000)))
    lines = list(readable(assessed(rapport(DAY, anordnare="egen"), anordnare=own, rakning=paid)))
    assert lines[1] == "  1 000,00 kr till personen den 20 november 2018"


@settings(max_examples=60, deadline=None)
@given(whole())
def test_what_is_shown_adds_up_and_is_plain_data(underlag):
    bedomning = assess(underlag, LAW)
    data = to_data(bedomning)
    assert json.loads(json.dumps(data)) == data
    kinds = ("aktiv", "vantetid", "beredskap")
    for kind in kinds:
        fates = [parse_duration(data[key][kind]) for key in ("godkand", "vantar", "stoppad")]
        assert sum(fates) == parse_duration(data["redovisad"][kind])
    rows = row_fates(bedomning)
    assert sum(row.godkand for row in rows) == sum(parse_duration(data["godkand"][kind]) for kind in kinds)
    taken = {}
    for row in rows:
        for by_code in (row.stoppad, row.vantar):
            for kod, minutes in by_code.items():
                taken[kod] = taken.get(kod, 0) + minutes
    assert {kod: minutes for kod, minutes in taken.items() if minutes} == {
        kod: parse_duration(text) for kod, text in data["per_kod"].items()
    }
    assert Ore.parse(data["belopp"]) == sum(Ore.parse(payment["belopp"]) for payment in data["utbetalningar"])
