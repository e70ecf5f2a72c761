"""What a räkning says: what is shown is what is signed."""

from datetime import datetime

from tests.desks.person.known import own, read

from assistans.desks.web.rakning_text import INTYGAR, shown, visible_text
from assistans.facts import Tid


def test_everything_that_the_document_says_is_shown():
    found = dict(shown(read(own(), Tid(240, 61, 0), ees="ja", verksamhet="ja", verksamheter=["skola"])))
    assert found["Månad"] == "Oktober 2018"
    assert found["Aktiv tid"] == "4 h"
    assert found["Väntetid"] == "1 h 1 min"
    assert found["Assistans i barnomsorg, skola eller daglig verksamhet"] == "Skola"
    assert found["Utanför EES med assistans där"] == "Ja"
    assert found["Skrivs under av"] == "Åsa Öberg"
    assert found["Dag"] == "3 november 2018"


def test_a_stay_is_written_as_it_was_answered():
    stay = {
        "sjukhus": "ja",
        "sjukhus1_fran_dag": "2018-10-03",
        "sjukhus1_fran_tid": "14:00:00",
        "sjukhus1_till_dag": "2018-10-05",
        "sjukhus1_till_tid": "09:30:00",
    }
    found = read(own(), **stay)
    assert found.uppgifter["sjukhus"][0]["from"] == datetime.fromisoformat("2018-10-03T14:00").isoformat()
    assert dict(shown(found))["På sjukhus"] == "3 oktober 2018 kl. 14.00 till 5 oktober 2018 kl. 09.30"
    assert dict(shown(read(own(), **stay | {"sjukhus": "nej"})))["På sjukhus"] == "Nej"


def test_money_and_costs_are_shown_to_the_ore():
    costs = dict.fromkeys(("lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration"), 10_050)
    answers = {f"kostnad_{slag}": ore for slag, ore in costs.items()}
    found = read(own(), forra="kvar", kvar=12_345, kostnad_timmar=4, kostnad_minuter=30, **answers)
    said = dict(shown(found))
    assert said["Förra utbetalningen"] == "123,45 kr är kvar"
    assert said["Kostnader tillsammans"] == "603,00 kr för 4 h 30 min"
    assert dict(shown(read(own(), forra="allt")))["Förra utbetalningen"] == "Allt användes till assistans"


def test_the_signed_text_is_what_is_shown_on_honour_and_conscience():
    found = read(own())
    text = visible_text(found)
    assert all(f"{label}: {value}" in text for label, value in shown(found))
    assert text.endswith(INTYGAR)
    assert found.person not in text
