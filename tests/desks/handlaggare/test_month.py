"""The month's page: what a stranger reads there, and what a handläggare does there."""

import pytest
from tests.casework import county
from tests.desks.people import logged_in

from assistans.base import instance
from assistans.identity.roles import Roll

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def _overlap(db):  # noqa: ARG001 - a database comes first
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    instance.set_demo_clock(county.clock().now())


def page_of(client, who=county.PERSON):
    return client.get(f"/handlaggare/manad/{county.month(who).public_id}/")


@pytest.mark.usefixtures("_overlap")
def test_a_month_says_why_it_waits():
    answer = page_of(logged_in(roll=Roll.HANDLAGGARE))
    assert answer.status_code == 200
    assert "1\xa0h" in answer.content.decode()
