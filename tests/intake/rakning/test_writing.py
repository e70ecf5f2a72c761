"""The written räkning is what its own reader reads, and its bytes are what is signed."""

from datetime import date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistans.facts import Tid
from assistans.intake.documents import DocumentError
from assistans.intake.rakning.document import KOSTNADSSLAG, read
from assistans.intake.rakning.writing import (
    Form,
    Forskott,
    Kostnader,
    NamedPerson,
    Stallforetradare,
    pair_of,
    write,
)

ID = UUID("5d1d6a5e-3a0f-4c0e-9a57-0b6d5a1f7c11")
ANNA = NamedPerson(nummer="199001189811", fornamn="Anna & Åsa", efternamn="<Öberg>")


def form(**told):
    usual = {
        "id": ID,
        "manad": date(2018, 10, 1),
        "person": ANNA,
        "tid": Tid(9_125, 61, 0),
        "undertecknad": date(2018, 11, 3),
        "namn": "Anna Öberg",
        "telefon": "070-1740601",
    }
    return Form(**usual | told)


def local(text):
    return datetime.fromisoformat(text)


def written(**told):
    return read(write(form(**told)))


def test_hours_and_minutes_are_really_worked_time_by_kind():
    found = written()
    assert (found.aktiv_min, found.vantetid_min, found.beredskap_min) == (9_125, 61, 0)
    assert (found.manad, found.person, found.undertecknad) == (
        date(2018, 10, 1),
        ANNA.nummer,
        date(2018, 11, 3),
    )


def test_names_are_written_as_text_and_never_as_markup():
    assert written().uppgifter["person"] == {"fornamn": "Anna & Åsa", "efternamn": "<Öberg>"}


def test_the_bytes_are_their_own_canonical_form_so_that_the_pair_names_what_is_stored():
    content = write(form(verksamheter=("skola",)))
    assert etree.tostring(etree.fromstring(content), method="c14n") == content
    assert pair_of(form(), content) == (str(ID), read(content).digest)


def test_questions_that_are_answered_no_are_said_to_be_no():
    said = written().uppgifter
    assert said["skola_eller_daglig_verksamhet"] is False
    assert said["sjukhus"] == []
    assert said["vistelse_utanfor_ees"] is False
    assert said["forra_utbetalningen_anvand"] is None
    assert (said["kostnader"], said["forskott"], said["stallforetradare"]) == (None, None, None)


def test_activities_are_named_in_the_forms_order():
    said = written(verksamheter=("daglig_verksamhet", "barnomsorg")).uppgifter
    assert said["skola_eller_daglig_verksamhet"] == ["barnomsorg", "daglig_verksamhet"]


def test_a_stay_that_ends_at_midnight_ends_when_the_next_day_begins():
    stay = local("2018-10-30T12:00"), local("2018-11-01T00:00")
    assert written(sjukhus=(stay,)).uppgifter["sjukhus"] == [
        {"from": "2018-10-30T12:00:00", "till": "2018-11-01T00:00:00"}
    ]


@pytest.mark.parametrize(("kvar", "used"), [(0, True), (12_345, False)])
def test_money_left_of_the_last_payment_goes_with_whether_it_was_used(kvar, used):
    said = written(kvar_ore=kvar).uppgifter
    assert (said["forra_utbetalningen_anvand"], said["kvar_ore"]) == (used, kvar)


def test_a_representative_signs_for_the_person():
    who = Stallforetradare(slag="god_man", nummer="195501019847", namn="Ulla Ek")
    found = written(stallforetradare=who)
    assert found.stallforetradare == "195501019847"
    assert found.uppgifter["stallforetradare"]["slag"] == "god_man"


def test_the_person_herself_is_no_representative():
    with pytest.raises(DocumentError):
        written(stallforetradare=Stallforetradare(slag="god_man", nummer=ANNA.nummer, namn="Anna"))


@given(
    ore=st.tuples(*[st.integers(0, 10**8) for _ in KOSTNADSSLAG]),
    minuter=st.integers(1, 59_999),
)
def test_costs_add_up_whatever_they_are(ore, minuter):
    costs = dict(zip(KOSTNADSSLAG, ore, strict=True))
    found = written(kostnader=Kostnader(ore=costs, minuter=minuter)).uppgifter["kostnader"]
    assert found["summa_ore"] == sum(ore)
    assert found["minuter"] == minuter
    assert {slag: found[f"{slag}_ore"] for slag in KOSTNADSSLAG} == costs


def test_a_cost_per_hour_is_whole_ore_and_never_more_than_what_was_paid():
    found = written(kostnader=Kostnader(ore=dict.fromkeys(KOSTNADSSLAG, 100), minuter=90)).uppgifter
    assert found["kostnader"]["per_timme_ore"]["lon"] == 66


def test_an_advance_with_money_left_says_how_it_is_repaid():
    period = {"forsta": date(2018, 7, 1), "sista": date(2018, 12, 31)}
    said = written(forskott=Forskott(**period, kvar_ore=5_000, aterbetalning="avdrag")).uppgifter["forskott"]
    assert said == {"from": "2018-07-01", "to": "2018-12-31", "kvar_ore": 5_000, "aterbetalning": "avdrag"}
    assert written(forskott=Forskott(**period, kvar_ore=0)).uppgifter["forskott"]["aterbetalning"] is None


@given(st.integers(0, 99_999 * 60 + 59))
def test_any_time_of_a_month_is_read_back_to_the_minute(minutes):
    assert written(tid=Tid(minutes, 0, minutes)).aktiv_min == minutes


def test_a_day_before_the_month_is_refused_by_the_reader():
    stay = local("2018-09-01T00:00"), local("2018-09-03T00:00")
    with pytest.raises(DocumentError):
        written(sjukhus=(stay,))
