from datetime import date

import pytest
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.registers import services
from assistans.registers.queries import may_sign_for

pytestmark = pytest.mark.usefixtures("db")
FIRST, AFTER = date(2018, 1, 1), date(2018, 7, 1)


@pytest.fixture(autouse=True)
def _god_man(db):  # noqa: ARG001 - the database must be there first
    services.register_stallforetradare(
        person=known.person(),
        personnummer=known.STALLFORETRADARE,
        namn="Ulla Ek",
        slag="god_man",
        start=FIRST,
        end=AFTER,
        by=BY,
        clock=clock(),
    )


def test_a_stranger_may_not_sign():
    assert may_sign_for(person=known.PERSON, signer=known.ASSISTENT, day=FIRST) is None


@pytest.mark.parametrize("day", [date(2017, 12, 31), AFTER])
def test_a_representative_may_not_sign_before_or_after_her_time(day):
    assert may_sign_for(person=known.PERSON, signer=known.STALLFORETRADARE, day=day) is None


def test_a_representative_may_not_sign_for_somebody_else():
    assert may_sign_for(person=known.OTHER_PERSON, signer=known.STALLFORETRADARE, day=FIRST) is None


def test_a_representative_may_sign_in_her_time():
    assert may_sign_for(person=known.PERSON, signer=known.STALLFORETRADARE, day=FIRST) == "god_man"


def test_a_person_may_sign_for_herself_known_or_not():
    for number in (known.PERSON, known.OTHER_PERSON):
        assert may_sign_for(person=number, signer=number, day=FIRST) == "person"


def test_a_representative_who_was_taken_back_may_not_sign():
    services.end_stallforetradare(
        person=known.person(), personnummer=known.STALLFORETRADARE, start=FIRST, by=BY, clock=clock()
    )
    assert may_sign_for(person=known.PERSON, signer=known.STALLFORETRADARE, day=FIRST) is None
