from datetime import date

import pytest
from django.db import IntegrityError
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.base.ranges import days, since
from assistans.registers import queries, services
from assistans.registers.identifiers import InvalidNumber
from assistans.registers.models import Utbetalningskonto
from assistans.registers.queries import Konto

pytestmark = pytest.mark.usefixtures("db")
FIRST = date(2018, 1, 1)


def register(owner, kontoslag, nummer, start=FIRST, **told):
    services.register_account(
        owner=owner, kontoslag=kontoslag, nummer=nummer, start=start, by=BY, clock=clock(), **told
    )


@pytest.mark.parametrize(
    ("kontoslag", "nummer"), [("bankgiro", "5050-1056"), ("plusgiro", "4"), ("bankkonto", "81052-1234567890")]
)
def test_an_account_with_a_wrong_check_digit_is_refused(kontoslag, nummer):
    with pytest.raises(InvalidNumber):
        register(known.person(), kontoslag, nummer)


def test_an_unknown_kind_of_account_is_refused():
    with pytest.raises(ValueError, match="swish"):
        register(known.person(), "swish", "1234567890")


def test_the_database_refuses_an_account_that_two_own():
    with pytest.raises(IntegrityError, match="one_owner"):
        Utbetalningskonto.objects.create(
            person=known.person(),
            anordnare=known.anordnare(),
            kontoslag="bankgiro",
            nummer="50501055",
            valid=days(FIRST),
            known=since(known.NOON),
            registered_by=BY,
        )


def test_without_an_account_there_is_none_and_no_default():
    assert queries.account_of(owner=known.person(), on=FIRST) is None


def test_a_new_account_is_used_from_its_first_day():
    person = known.person()
    register(person, "bankkonto", "5491-0000003")
    register(person, "plusgiro", "28 65 43-4", start=date(2018, 11, 1))
    assert queries.account_of(owner=person, on=date(2018, 10, 31)) == Konto("bankkonto", "5491-0000003")
    assert queries.account_of(owner=person, on=date(2018, 11, 1)) == Konto("plusgiro", "2865434")


def test_an_account_that_the_bank_has_confirmed_is_taken_without_its_check_digit():
    person = known.person()
    register(person, "bankkonto", "81052-1234567890", without_check_digit=True)
    assert queries.account_of(owner=person, on=FIRST).nummer == "81052-1234567890"


def test_an_anordnares_account_is_its_own():
    person, anordnare = known.person(), known.anordnare()
    register(anordnare, "bankgiro", "5050-1055")
    assert queries.account_of(owner=anordnare, on=FIRST) == Konto("bankgiro", "50501055")
    assert queries.account_of(owner=person, on=FIRST) is None


def test_an_ended_account_is_no_longer_paid_to():
    person = known.person()
    register(person, "bankgiro", "5050-1055")
    services.end_account(owner=person, start=date(2018, 6, 1), by=BY, clock=clock())
    assert queries.account_of(owner=person, on=date(2018, 5, 31))
    assert queries.account_of(owner=person, on=date(2018, 6, 1)) is None
