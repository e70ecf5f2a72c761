from datetime import datetime

import psycopg
import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError
from psycopg.errors import CheckViolation, UniqueViolation
from tests.base.known import NOON

from assistans.base import instance
from assistans.base.clock import SystemClock
from assistans.base.instance import NotADemo
from assistans.base.models import Instance

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("slag", [None, "produktion"])
def test_a_database_of_production_or_without_mark_is_lenient_in_nothing(mark, slag):
    mark(slag)
    assert instance.kind() == "produktion"
    assert not instance.may_be_lenient()
    assert isinstance(instance.clock(), SystemClock)


@pytest.mark.parametrize("slag", [None, "produktion"])
def test_a_production_database_has_no_clock_of_its_own(mark, slag):
    mark(slag)
    with pytest.raises(NotADemo):
        instance.set_demo_clock(NOON)


def test_the_database_refuses_a_production_clock_too(mark):
    mark("produktion")
    with pytest.raises(IntegrityError, match="clock_only_in_demo"):
        Instance.objects.update(demo_now=NOON)


def test_not_even_the_owner_gives_a_database_two_marks(db):
    with pytest.raises(UniqueViolation), psycopg.connect(db.owner) as owner:
        owner.execute("INSERT INTO base_instance (id, slag) VALUES (1, 'demo')")
    with pytest.raises(CheckViolation, match="one_row"), psycopg.connect(db.owner) as owner:
        owner.execute("INSERT INTO base_instance (id, slag) VALUES (2, 'demo')")


@pytest.mark.parametrize("slag", [None, "produktion"])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO base_instance (id, slag) VALUES (1, 'demo')",
        "INSERT INTO base_instance (id, slag) VALUES (1, 'demo') ON CONFLICT (id) DO UPDATE SET slag = 'demo'",
        "UPDATE base_instance SET slag = 'demo'",
        "DELETE FROM base_instance",
        "TRUNCATE base_instance",
    ],
)
def test_the_system_cannot_make_a_database_a_demo_whatever_it_was(mark, slag, statement):
    mark(slag)
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        instance.set_demo_clock(datetime(2018, 1, 1))  # noqa: DTZ001 - the fault that is tried


@pytest.mark.parametrize("slag", ["demo", "test"])
def test_a_demo_or_test_database_may_be_lenient_and_stand_at_an_instant(mark, slag):
    mark(slag)
    assert instance.kind() == slag
    assert instance.may_be_lenient()
    assert isinstance(instance.clock(), SystemClock)
    instance.set_demo_clock(NOON)
    assert instance.clock().now() == NOON
