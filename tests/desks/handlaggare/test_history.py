"""A month's history: everything that happened, in order of time, by whom, with what was said."""

import re

import pytest
from tests.casework import county
from tests.desks.handlaggare import months

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def client(db):  # noqa: ARG001 - a database comes first
    months.overlapping()
    return months.handlaggare(namn="Alva Testsson")


def told(client):
    """The history's entries as text, without markup."""
    text = months.text_of(client)
    items = re.findall(r'<li class="history__entry">(.*?)</li>', text, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", item)).strip() for item in items]


def test_assessments_that_came_out_the_same_are_one_entry(client):
    county.report("4 10.00-11.00 aktiv", person=county.TREDJE_PERSON)
    county.worked()
    assessed = [entry for entry in told(client) if "Bedömd" in entry]
    assert len(assessed) == 1
    assert re.search(r"likadant (en gång|\d gånger) till", assessed[0])


def test_what_was_done_is_told_in_order_with_names_and_reasons(client):
    months.act(client, "neka", "ASSISTENT_OVERLAPPAR", skal="Enligt schemat.")
    months.act(client, "kommunicera", text="En timme kan nekas.", svar_senast="2018-11-20")
    months.act(client, "besluta", motivering=months.MOTIVERING, utan_kommunicering="Hon bad om det.")
    months.act(months.kollega(), "attestera", str(county.decision().public_id), skal="Rätt.")
    found = told(client)
    wanted = [
        "Räkningen kom in",
        "Nekad:",
        "Kommunicerat med personen:",
        "Beslut 1: delvis bifall",
        "Beslut 1 attesterat",
    ]
    places = [next(place for place, entry in enumerate(found) if each in entry) for each in wanted]
    assert places == sorted(places)
    assert "Alva Testsson" in found[places[1]]
    assert "Enligt schemat." in found[places[1]]
    assert "Kajsa Kollegasson" in found[places[-1]]


def test_a_position_taken_back_is_told_beside_the_position(client):
    months.act(client, "neka", "ASSISTENT_OVERLAPPAR", skal="Enligt schemat.")
    position = county.month().stallningstagande_set.get()
    months.act(client, "aterta", str(position.public_id), skal="Fel dag.")
    found = told(client)
    assert any("Nekad:" in entry and "10.00–11.00" in entry for entry in found)
    assert any("Ställningstagande återtaget" in entry and "Fel dag." in entry for entry in found)


def test_a_completion_is_told_on_its_day_without_a_clock_time(client):
    said = {"vad": "rakning", "text": "Stämmer tiden?", "sista_dag": "2018-11-20"}
    months.act(client, "komplettera", "ASSISTENT_OVERLAPPAR", **said)
    entry = next(entry for entry in told(client) if "Komplettering av räkningen begärd" in entry)
    assert entry.startswith("6 november 2018 Komplettering")


def test_what_the_machine_did_is_not_told_as_a_persons(client):
    assert any("Assistans, maskinellt" in entry for entry in told(client))
    assert not any("maskin:" in entry for entry in told(client))


def test_a_set_aside_report_is_told_with_its_reason(client):
    report = str(county.month_reports()[0].handling.tx_id)
    months.act(client, "lagg-at-sidan", report, skal="Dubblett.")
    assert any("lagd åt sidan" in entry and "Dubblett." in entry for entry in told(client))
