"""Where a handläggare begins: her own uppgifter, the queue, the next one, and what waits for her attest."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county
from tests.desks.handlaggare import months
from tests.desks.people import logged_in, nobody
from tests.privacy import personnummer_in

from assistans.base.models import AccessLog
from assistans.casework.models import Uppgift
from assistans.identity.roles import Roll

pytestmark = pytest.mark.usefixtures("db")
DECEMBER = datetime(2018, 12, 10, 9, tzinfo=UTC)


@pytest.fixture
def client(db):  # noqa: ARG001 - a database comes first
    return months.handlaggare()


@pytest.fixture
def _queue(db):  # noqa: ARG001 - a database comes first
    months.overlapping()


def start(client, query=""):
    answer = client.get(f"/handlaggare/{query}")
    assert answer.status_code == 200
    return months.plain(answer)


class TestRefused:
    def test_nobody_and_no_other_role_sees_the_queue(self):
        assert nobody().get("/handlaggare/").status_code == 303
        assert logged_in(roll=Roll.EKONOM).get("/handlaggare/").status_code == 403

    def test_the_next_one_is_not_taken_by_looking(self, client):
        assert client.get("/handlaggare/nasta/").status_code == 405

    @pytest.mark.usefixtures("_queue")
    @pytest.mark.parametrize("query", ["?manad=2018", "?slag=annat", "?efter=x", "?manad=2018-13&kod=%00"])
    def test_a_filter_that_cannot_be_read_narrows_nothing_or_finds_nothing(self, client, query):
        start(client, query)

    def test_with_nothing_to_do_it_says_so(self, client):
        assert "Inga uppgifter väntar" in start(client)
        answer = client.post("/handlaggare/nasta/", follow=True)
        assert "Det finns ingen uppgift att hämta just nu." in months.plain(answer)

    @pytest.mark.usefixtures("_queue")
    def test_a_person_one_has_jav_for_is_not_in_the_queue(self, client):
        months.act(client, "jav", skal="Kusin.")
        assert "Öberg" not in start(client)


@pytest.mark.usefixtures("_queue")
class TestQueue:
    def test_the_queue_says_who_what_and_how_long(self, client):
        text = start(client)
        assert "Åsa Öberg, oktober 2018" in text
        assert "Samma assistent är redovisad på två ställen samtidigt" in text
        assert "29 dagar kvar" in text
        assert personnummer_in(text) == []

    @pytest.mark.parametrize(
        ("now", "told"),
        [
            (datetime(2018, 12, 5, 9, tzinfo=UTC), "I dag"),
            (datetime(2018, 12, 4, 9, tzinfo=UTC), "1 dag kvar"),
            (datetime(2018, 12, 6, 9, tzinfo=UTC), "1 dag för sent"),
            (DECEMBER, "5 dagar för sent"),
        ],
    )
    def test_the_days_left_are_told_in_words(self, client, now, told):
        months.at(now)
        assert told in start(client)

    def test_whose_names_were_shown_is_noted(self, client):
        start(client)
        assert {row.what for row in AccessLog.objects.all()} == {"casework.uppgifter"}
        assert county.month().person.public_id in {row.whose for row in AccessLog.objects.all()}

    def test_the_queue_is_narrowed_by_code(self, client):
        assert "Åsa Öberg" not in start(client, "?kod=BESLUT_SAKNAS")
        assert "Åsa Öberg" in start(client, "?kod=ASSISTENT_OVERLAPPAR&manad=2018-10")

    def test_hamta_nasta_leads_to_its_place_in_the_month_and_stays_ones_own(self, client):
        months.at(DECEMBER)  # by then nobody else has time left to act
        answer = client.post("/handlaggare/nasta/")
        row = Uppgift.objects.get(tilldelad=client.actor)
        place = row.kod.lower().replace("_", "-")
        assert answer.status_code == 303
        assert answer["Location"] == f"/handlaggare/manad/{row.arende.public_id}/#iakttagelse-{place}"
        assert f'id="iakttagelse-{place}"' in months.plain(client.get(answer["Location"]))
        assert "Fortsätt med din uppgift" in start(client)
        assert client.post("/handlaggare/nasta/")["Location"] == answer["Location"]

    def test_two_handlaggare_get_different_ones(self, client):
        months.at(DECEMBER)
        first = client.post("/handlaggare/nasta/")["Location"]
        assert months.kollega().post("/handlaggare/nasta/")["Location"] != first

    def test_the_summary_counts_months_and_what_waits_with_ways_on(self, client):
        text = start(client)
        assert "?utfall=vantar" in text or "?utfall=delvis" in text
        assert "?kod=ASSISTENT_OVERLAPPAR#kon" in text

    def test_a_long_queue_comes_in_parts(self, client):
        arende = county.month()
        for number in range(60):
            Uppgift.objects.create(
                arende=arende,
                slag="kontroll",
                kod=f"K{number:02d}",
                innehall={},
                skapad=DECEMBER,
                dag=date(2018, 11, 1),
            )
        text = start(client)
        assert "K49" in text
        assert "K50" not in text
        older = text.split('rel="next" href="')[1].split('"')[0]
        second = start(client, older)
        assert "K50" in second
        assert 'rel="prev"' in second

    def test_the_page_takes_as_many_queries_however_long_the_queue_is(self, client):
        few = queries_of(client)
        for number in range(30):
            Uppgift.objects.create(
                arende=county.month(), slag="kontroll", kod=f"K{number}", innehall={}, skapad=DECEMBER
            )
        assert queries_of(client) <= few
        assert few <= 25


def queries_of(client):
    with CaptureQueriesContext(connection) as asked:
        start(client)
    return len(asked)


@pytest.mark.usefixtures("_queue")
class TestAttests:
    @pytest.fixture(autouse=True)
    def _decided(self, _queue, client):
        months.act(client, "neka", "ASSISTENT_OVERLAPPAR", skal="Utrett.")
        months.act(client, "besluta", motivering=months.MOTIVERING, utan_kommunicering="Hon bad om det.")
        self.beslut = county.decision()

    def test_ones_own_decision_is_not_offered(self, client):
        assert "Inget beslut väntar på din attest." in months.plain(client.get("/handlaggare/attester/"))

    def test_a_colleague_finds_it_with_the_way_there(self):
        text = months.plain(months.kollega().get("/handlaggare/attester/"))
        assert f"/handlaggare/manad/{county.month().public_id}/#attest" in text
