import re
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError
from tests.base.known import NOON, at_once, clock

from assistans.base.attest import AlreadyAnswered, SamePerson, answer, is_missing
from assistans.base.models import Attest

pytestmark = pytest.mark.usefixtures("db")
ANNA, BO = "anvandare:anna", "anvandare:bo"


def attest(target, ore=100, by=BO, kind="avslag", *, approved=True):
    return answer(
        kind=kind,
        target=target,
        ore=ore,
        requested_by=ANNA,
        attested_by=by,
        approved=approved,
        reason="",
        clock=clock(),
    )


def missing(target=None, kind="avslag", ore=100, at=NOON):
    return is_missing(kind=kind, target=target or uuid.uuid4(), ore=ore, clock=clock(at))


def test_nobody_attests_her_own_act():
    with pytest.raises(SamePerson, match="kollega"):
        attest(uuid.uuid4(), by=ANNA)
    assert not Attest.objects.exists()


def test_the_database_refuses_it_too():
    with pytest.raises(IntegrityError, match="four_eyes"):
        Attest.objects.create(
            kind="avslag",
            target=uuid.uuid4(),
            ore=1,
            requested_by=ANNA,
            attested_by=ANNA,
            approved=True,
            at=NOON,
        )


def test_an_answer_stands_for_ever():
    target = uuid.uuid4()
    attest(target, approved=False)
    with pytest.raises(AlreadyAnswered):
        attest(target, approved=True)
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("UPDATE base_attest SET approved = true")


def test_of_two_who_answer_at_once_one_is_told_that_it_is_answered():
    target = uuid.uuid4()
    outcomes = at_once(lambda: attest(target), lambda: attest(target, by="anvandare:cilla"))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyAnswered", "Attest"]


ADD = "INSERT INTO base_attest_rule (kind, from_ore, required, reason, valid) VALUES ('avslag', %s, false, 'Prov.', '[2017-01-01,)')"


@pytest.mark.parametrize(
    "statement",
    [ADD % 1, "UPDATE base_attest_rule SET required = false", "DELETE FROM base_attest_rule", "TRUNCATE base_attest_rule"],
)  # fmt: skip
def test_the_system_cannot_change_the_table_that_asks_for_attest(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_not_even_the_owner_can_say_two_things_of_the_same_limit_and_day(db):
    with psycopg.connect(db.owner) as owner, pytest.raises(psycopg.errors.ExclusionViolation):
        owner.execute(ADD % 0)


def test_the_owner_can_end_a_rule_and_begin_another_as_the_operators_page_says(db):
    page = (Path(__file__).parents[2] / "docs" / "operation.md").read_text(encoding="utf-8")
    statements = re.search(r"```sql\n(BEGIN;.*?)```", page, re.DOTALL)[1]
    assert missing(kind="bifall", ore=15_000_000, at=datetime(2026, 12, 31, 12, tzinfo=UTC))
    with psycopg.connect(db.owner, autocommit=True) as owner:
        owner.execute(statements)
    assert missing(kind="bifall", ore=15_000_000, at=datetime(2026, 12, 31, 12, tzinfo=UTC))
    assert not missing(kind="bifall", ore=15_000_000, at=datetime(2027, 1, 1, 12, tzinfo=UTC))
    assert missing(kind="bifall", ore=20_000_000, at=datetime(2027, 1, 1, 12, tzinfo=UTC))


def test_a_kind_that_the_table_does_not_know_always_needs_another_person():
    assert missing(kind="nagot_nytt", ore=0)


def test_a_day_before_the_table_began_needs_another_person():
    assert missing(kind="maskinellt", at=NOON.replace(year=2010))


@pytest.mark.parametrize(
    ("kind", "ore", "needed"),
    [
        ("maskinellt", 0, False),
        ("maskinellt", 49_999_999, False),
        ("maskinellt", 50_000_000, True),
        ("bifall", 9_999_999, False),
        ("bifall", 10_000_000, True),
        ("delvis", 0, True),
        ("avslag", 0, True),
        ("andring", 1, True),
    ],
)
def test_the_table_decides_by_kind_and_amount(kind, ore, needed):
    assert missing(kind=kind, ore=ore) is needed


def test_a_yes_is_enough_for_its_amount_and_less_but_not_for_more():
    target = uuid.uuid4()
    attest(target, ore=100)
    assert not missing(target, ore=100)
    assert not missing(target, ore=99)
    assert missing(target, ore=101)


def test_a_yes_to_another_act_or_kind_does_not_count():
    attest(target := uuid.uuid4())
    assert missing(uuid.uuid4())
    assert missing(target, kind="delvis")


def test_a_no_leaves_the_act_without_attest():
    attest(target := uuid.uuid4(), approved=False)
    assert missing(target)


def test_the_first_attest_table_begins_with_payment_in_arrears():
    assert date(2016, 10, 1) < NOON.date()
    assert not missing(kind="maskinellt", ore=0, at=NOON.replace(year=2016, month=10, day=1))
