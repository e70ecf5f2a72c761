import logging
import os
import signal
import subprocess
import sys
import threading

import psycopg
import pytest
from django.db import OperationalError, connection
from tests.base.known import NOON, at_once

from assistans.base import instance, worker
from assistans.base import todo as todo_module
from assistans.base.models import Todo
from assistans.base.todo import todo

pytestmark = pytest.mark.usefixtures("db")
LONGEST = 20


class StopAfter:
    """Tells the worker to stop when it has been told to wait so many times; it never sleeps."""

    def __init__(self, waits):
        self.left = waits
        self.waited = []

    def is_set(self):
        return self.left <= 0

    def wait(self, timeout):
        self.left -= 1
        self.waited.append(timeout)
        return self.is_set()


@pytest.fixture
def done(monkeypatch):
    keys = []
    monkeypatch.setitem(todo_module._handlers, "prov", lambda key, _clock: keys.append(key))
    return keys


def test_a_lost_database_is_waited_for_longer_each_time_and_not_quoted(monkeypatch, caplog):
    def lost():
        raise OperationalError("199001189811")

    monkeypatch.setattr(instance, "clock", lost)
    stop = StopAfter(8)
    with caplog.at_level(logging.WARNING):
        worker.run(stop)
    assert stop.waited == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0]
    assert "OperationalError" in caplog.text
    assert "19900118" not in caplog.text


def test_a_connection_that_the_server_cuts_is_made_anew(db, monkeypatch):
    def cut(_key, _clock):
        with psycopg.connect(db.app) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    monkeypatch.setitem(todo_module._handlers, "kapad", cut)
    keys = []
    monkeypatch.setitem(todo_module._handlers, "prov", lambda key, _clock: keys.append(key))
    todo("kapad", "1", due_at=NOON)
    worker.run(StopAfter(1))
    Todo.objects.filter(kind="kapad").delete()
    todo("prov", "1", due_at=NOON)
    worker.run(StopAfter(1))
    assert keys == ["1"]


def test_work_that_fails_does_not_stop_the_worker(done, monkeypatch):
    monkeypatch.setitem(todo_module._handlers, "fel", lambda _key, _clock: 1 / 0)
    todo("fel", "1", due_at=NOON)
    todo("prov", "1", due_at=NOON)
    worker.run(StopAfter(1))
    assert done == ["1"]


def test_it_asks_again_after_a_pause_when_there_is_nothing_to_do():
    stop = StopAfter(3)
    worker.run(stop)
    assert stop.waited == [worker.POLL_SECONDS] * 3


def test_it_does_all_due_work_without_a_pause(done):
    for key in "abc":
        todo("prov", key, due_at=NOON)
    stop = StopAfter(1)
    worker.run(stop)
    assert done == ["a", "b", "c"]
    assert stop.waited == [worker.POLL_SECONDS]


def test_a_worker_that_is_told_to_stop_takes_nothing_more(done):
    todo("prov", "1", due_at=NOON)
    worker.run(StopAfter(0))
    assert done == []


def test_it_lives_in_the_databases_own_time(done):
    instance.set_demo_clock(NOON.replace(year=2010))
    todo("prov", "1", due_at=NOON)
    worker.run(StopAfter(1))
    assert done == []


def test_several_workers_share_the_work(done):
    for number in range(30):
        todo("prov", str(number), due_at=NOON)
    at_once(*[lambda: worker.run(StopAfter(1))] * 3)
    assert sorted(done, key=int) == [str(number) for number in range(30)]


def test_the_command_works_until_it_is_asked_to_stop(db_environment):
    todo("outbox", "okand:1", due_at=NOON)
    process = subprocess.Popen(
        [sys.executable, "-m", "assistans.site.commands", "worker"],
        env=db_environment,
        stderr=subprocess.PIPE,
    )
    watch = threading.Timer(LONGEST, process.kill)
    watch.start()
    for line in process.stderr:
        if b"todo outbox failed" in line:
            os.kill(process.pid, signal.SIGTERM)
    watch.cancel()
    process.stderr.close()
    assert process.wait() == 0
    assert Todo.objects.get().attempts == 1
