"""The underlag of a month: what goes in, what stays out, and in how many questions to the database."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county

from assistans import facts
from assistans.base.canonical import canonical_bytes
from assistans.casework.models import Manadsarende
from assistans.casework.underlag import DifferingUtbetalning, build
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")

QUERIES = 17


def built(who=county.PERSON, manad=county.OKTOBER):
    return build(arende=county.month(who, manad), clock=county.clock()).underlag


def data(**month):
    return facts.dump(built(**month))


def test_grants_paid_in_different_ways_stop_with_what_to_do():
    who = county.household(end=date(2018, 10, 16))
    county.beslut(who, start=date(2018, 10, 16), end=date(2019, 1, 1), utbetalning="forskott")
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    with pytest.raises(DifferingUtbetalning, match="Rätta besluten"):
        built()
    assert county.open_codes() == [("underlag", "UNDERLAG_OFULLSTANDIGT")]


def test_no_number_of_any_person_is_in_it():
    county.clean_month()
    county.report("4 13.00-14.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    text = json.dumps(data())
    for number in (county.PERSON, county.ANNAN_PERSON, county.ASSISTENT):
        assert number not in text


def test_another_persons_rows_are_clock_times_and_nothing_else():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.report("4 13.00-14.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    (other,) = data()["annan_tid"]
    assert other["rader"] == ["04 13.00-14.00 aktiv"]
    assert set(other) == {"assistent", "rader"}


def test_the_newest_version_counts_with_the_day_the_first_one_arrived():
    county.household()
    first = county.report("4 08.00-12.00 aktiv")
    later = datetime(2018, 11, 6, 9, tzinfo=UTC)
    newest = county.report("4 08.00-11.00 aktiv", dokument_id=first.tidredovisning.dokument_id, at=later)
    county.worked(county.clock(later))
    (report,) = data()["tidsredovisningar"]
    assert report["rader"] == ["04 08.00-11.00 aktiv"]
    assert report["mottagen"] == "2018-11-03"
    assert report["id"] == str(newest.tx_id)


def test_the_day_of_arrival_is_the_swedish_one():
    county.household()
    county.report("4 08.00-12.00 aktiv", at=datetime(2018, 11, 2, 23, 30, tzinfo=UTC))
    county.worked()
    assert data()["tidsredovisningar"][0]["mottagen"] == "2018-11-03"


def test_two_reports_with_different_ids_both_go_in():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.report("5 08.00-12.00 aktiv")
    county.worked()
    assert len(data()["tidsredovisningar"]) == 2
    assert ("iakttagelse", "MOJLIG_RATTELSE") in county.open_codes()


def test_the_last_rakning_to_arrive_counts():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.rakning(aktiv=240, at=datetime(2018, 11, 4, 9, tzinfo=UTC))
    county.worked(county.clock(datetime(2018, 11, 4, 10, tzinfo=UTC)))
    assert data()["rakning"]["tid"]["aktiv"] == "4:00"


def test_what_decided_months_have_used_is_in_it():
    county.clean_month()
    county.worked()
    county.report("2 08.00-12.00 aktiv", manad=date(2018, 11, 1))
    county.worked()
    assert data(manad=date(2018, 11, 1))["tidigare"] == [
        {"month": "2018-10", "assistanstid_min": "240", "dubbel_min": "0"}
    ]


def test_a_later_month_that_was_decided_first_has_used_its_time_too():
    county.clean_month()
    county.worked()
    county.report("3 08.00-12.00 aktiv", manad=date(2018, 9, 1))
    county.worked()
    september = data(manad=date(2018, 9, 1))
    assert [(entry["month"], entry["assistanstid_min"]) for entry in september["senare"]] == [
        ("2018-10", "240")
    ]
    assert "tidigare" not in september


def test_the_kommuns_hours_in_a_shared_week_are_carried_over():
    county.household()
    county.report("29 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    county.report("1 08.00-12.00 aktiv", manad=date(2018, 11, 1))
    county.worked()
    assert data(manad=date(2018, 11, 1))["tidigare_veckor"] == {"2018-W44": "240"}


def test_stays_that_the_registers_know_are_in_it():
    who = county.household()
    registers.register_vistelse(
        person=who,
        slag="institution",
        start=date(2018, 10, 1),
        end=date(2018, 10, 3),
        by=county.BY,
        clock=county.REGISTERED,
    )
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    assert data()["institution"] == [{"from": "2018-10-01", "to": "2018-10-02"}]


def test_an_anordnare_that_no_register_knows_meets_no_condition():
    who, firm = county.person(), county.anordnare()
    county.beslut(who)
    county.assistent(who, firm)
    county.report("4 08.00-12.00 aktiv", anordnare=county.OTHER_COMPANY)
    county.worked()
    assert data()["anordnare"][county.OTHER_COMPANY] == {"slag": "foretag"}


def test_it_is_read_back_equal_from_its_own_bytes():
    county.clean_month()
    county.worked()
    underlag = built()
    assert facts.read_underlag(json.loads(canonical_bytes(facts.dump(underlag)))) == underlag


def test_the_number_of_questions_does_not_grow_with_the_month():
    county.household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT))
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    small = _questions()
    for day in range(5, 12):
        county.report(f"{day} 08.00-12.00 aktiv", assistent=county.ANDRA_ASSISTENT)
        county.report(f"{day} 13.00-14.00 aktiv", person=county.ANNAN_PERSON)
    county.rakning(aktiv=240)
    county.worked()
    assert _questions() == small
    assert small == QUERIES


def _questions():
    arende = Manadsarende.objects.select_related("person").get(person__personnummer=county.PERSON)
    with CaptureQueriesContext(connection) as asked:
        build(arende=arende, clock=county.clock())
    return len(asked)
