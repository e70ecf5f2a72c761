from datetime import datetime

import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError
from tests.base.known import NOON

from assistans.base import instance
from assistans.base.clock import SystemClock
from assistans.base.instance import NotADemo
from assistans.base.models import Instance

pytestmark = pytest.mark.usefixtures("db")


def test_an_unmarked_database_is_production_and_lenient_in_nothing():
    assert instance.kind() == "produktion"
    assert not instance.may_be_lenient()
    assert isinstance(instance.clock(), SystemClock)


@pytest.mark.parametrize("slag", [None, "produktion"])
def test_a_production_database_has_no_clock_of_its_own(slag):
    if slag:
        instance.mark(slag)
    with pytest.raises(NotADemo):
        instance.set_demo_clock(NOON)


def test_the_database_refuses_a_production_clock_too():
    with pytest.raises(IntegrityError, match="clock_only_in_demo"):
        Instance.objects.create(id=1, slag="produktion", demo_now=NOON)


def test_a_database_is_never_marked_anew():
    instance.mark("produktion")
    with pytest.raises(NotADemo, match="produktion"):
        instance.mark("demo")


def test_a_database_has_one_mark():
    instance.mark("demo")
    with pytest.raises(IntegrityError, match="one_row"):
        Instance.objects.create(id=2, slag="demo")


@pytest.mark.parametrize("statement", ["UPDATE base_instance SET slag = 'demo'", "DELETE FROM base_instance"])
def test_the_system_cannot_make_a_production_database_a_demo(statement):
    instance.mark("produktion")
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_instant_without_a_time_zone_is_refused():
    instance.mark("demo")
    with pytest.raises(ValueError, match="aware"):
        instance.set_demo_clock(datetime(2018, 1, 1))  # noqa: DTZ001 - the fault that is tried


@pytest.mark.parametrize("slag", ["demo", "test"])
def test_a_demo_or_test_database_may_be_lenient_and_stand_at_an_instant(slag):
    instance.mark(slag)
    instance.mark(slag)
    assert instance.may_be_lenient()
    assert isinstance(instance.clock(), SystemClock)
    instance.set_demo_clock(NOON)
    assert instance.clock().now() == NOON
