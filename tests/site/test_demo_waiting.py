"""The demo waits until the workers have nothing left, and a failure is met and told instead of being waited for."""

from datetime import timedelta

import pytest

from assistans.base import instance, todo
from assistans.base.models import Todo
from assistans.site.demo import waiting
from assistans.site.demo.waiting import WorkFailed, set_clock, until_idle


@pytest.fixture
def clock(db):  # noqa: ARG001 - the database must be there
    return set_clock("2026-04-03 08:00")


def test_work_that_never_ends_is_told(clock, monkeypatch):
    monkeypatch.setattr(waiting, "LONGEST", 0.0)
    todo.todo("handling", "x", due_at=clock.now())
    with pytest.raises(WorkFailed, match="1 left"):
        until_idle()


def test_work_that_fails_again_and_again_is_told(clock):
    Todo.objects.create(kind="bedom", key="x", due_at=clock.now(), attempts=4, last_error="KeyError")
    with pytest.raises(WorkFailed, match="4 times in vain; bedom failed: KeyError"):
        until_idle()


def test_work_that_failed_once_is_waited_for(clock, monkeypatch):
    Todo.objects.create(kind="bedom", key="x", due_at=clock.now(), attempts=1, last_error="KeyError")
    monkeypatch.setattr(waiting, "LONGEST", 0.0)
    with pytest.raises(WorkFailed, match="1 left"):
        until_idle()


def test_work_that_is_put_off_is_waited_for(clock, monkeypatch):
    monkeypatch.setattr(waiting, "LONGEST", 0.0)
    todo.todo("bedom", "x", due_at=clock.now(), after=timedelta(seconds=30))
    with pytest.raises(WorkFailed, match="1 left"):
        until_idle()


def test_work_for_a_later_day_is_not_waited_for(clock):
    todo.todo("bedom", "x", due_at=clock.now() + timedelta(days=1))
    until_idle()


def test_nothing_to_do_is_no_wait(clock):
    until_idle()
    assert instance.clock().now() == clock.now()


def test_the_clock_is_set_to_swedish_time(clock):
    assert clock.now().isoformat() == "2026-04-03T06:00:00+00:00"
