"""The list of months, and finding a person by her number without leaving it in any address."""

import pytest
from tests.casework import county
from tests.desks.handlaggare import months
from tests.desks.people import logged_in
from tests.privacy import personnummer_in

from assistans.base.models import AccessLog
from assistans.identity.roles import Roll

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _months(db):  # noqa: ARG001 - a database comes first
    months.overlapping()


@pytest.fixture
def client(db):  # noqa: ARG001 - a database comes first
    return months.handlaggare()


def shown(client, query=""):
    answer = client.get(f"/handlaggare/manader/{query}")
    assert answer.status_code == 200
    return months.plain(answer)


def search(client, number, **how):
    return client.post("/handlaggare/manader/sok/", {"nummer": number}, **how)


class TestRefused:
    def test_an_anordnare_has_no_list_of_months(self):
        client = logged_in(roll=Roll.EKONOM)
        assert client.get("/handlaggare/manader/").status_code == 403
        assert search(client, county.PERSON).status_code == 403

    def test_a_search_is_sent_never_read_from_an_address(self, client):
        assert client.get(f"/handlaggare/manader/sok/?nummer={county.PERSON}").status_code == 405

    @pytest.mark.parametrize(
        ("number", "told"),
        [("", "Skriv personnumret."), ("123", "12 siffror"), ("199001189812", "kontrollsiffra")],
    )
    def test_what_is_no_number_says_why(self, client, number, told):
        answer = search(client, number)
        assert answer.status_code == 422
        assert told in months.plain(answer)

    def test_a_person_that_is_not_here_is_told_of_without_repeating_the_number_elsewhere(self, client):
        answer = search(client, county.TREDJE_PERSON)
        assert answer.status_code == 422
        assert "Ingen person med det numret finns här." in months.plain(answer)

    def test_with_jav_a_persons_months_are_not_shown(self, client):
        person = county.month().person.public_id
        months.act(client, "jav", skal="Kusin.")
        answer = client.get(f"/handlaggare/person/{person}/")
        assert answer.status_code == 403
        assert "Öberg" not in months.plain(answer)


def test_the_list_is_narrowed_by_month_lage_and_utfall(client):
    assert "Åsa Öberg" in shown(client)
    assert "Åsa Öberg" in shown(client, "?manad=2018-10&lage=oppet&utfall=delvis")
    assert "Åsa Öberg" not in shown(client, "?lage=beslutat")
    assert "Inga månader med det urvalet" in shown(client, "?utfall=noll")


def test_names_that_were_shown_are_noted_and_no_number_is_shown(client):
    text = shown(client)
    assert personnummer_in(text) == []
    assert AccessLog.objects.filter(what="casework.months").count() == 2


@pytest.mark.parametrize("number", [county.PERSON, "19900118-9811", " 19900118 9811 "])
def test_a_number_leads_to_the_persons_months_by_public_id(client, number):
    answer = search(client, number, follow=True)
    person = county.month().person.public_id
    assert answer.redirect_chain == [(f"/handlaggare/person/{person}/", 303)]
    assert "Åsa Öberg" in months.plain(answer)
    assert personnummer_in(months.plain(answer)) == []
