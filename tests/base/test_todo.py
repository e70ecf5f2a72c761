import logging
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.base.known import NOON, at_once, clock, roll_back_after

from assistans.base import todo as todo_module
from assistans.base.models import Todo
from assistans.base.todo import handles, todo, todo_all, waiting, work_once, work_until_idle

pytestmark = pytest.mark.usefixtures("db")


class Crash(BaseException):
    """The process dies here: nothing catches it."""


@pytest.fixture
def handler(monkeypatch):
    """Register what does the work of the kind `prov` for this test."""

    def register(work):
        monkeypatch.setitem(todo_module._handlers, "prov", work)

    return register


@pytest.fixture
def done(handler):
    """The keys of the work that was done, in order."""
    keys = []
    handler(lambda key, _clock: keys.append(key))
    return keys


def test_two_handlers_for_one_kind_are_refused(handler):
    handler(lambda _key, _clock: None)
    with pytest.raises(ValueError, match="two handlers"):
        handles("prov")(lambda _key, _clock: None)


def test_work_of_an_unknown_kind_is_kept_and_tried_again_later(caplog):
    todo("okand", "1", due_at=NOON)
    with caplog.at_level(logging.ERROR):
        assert work_once(clock())
    assert "NoHandler" in caplog.text
    assert Todo.objects.get().last_error == "NoHandler"


def test_a_failure_is_noted_without_what_the_error_said(handler, caplog):
    def fail(_key, _clock):
        raise ValueError("199001189811")

    handler(fail)
    todo("prov", "hemlig-nyckel", due_at=NOON)
    work_once(clock())
    row = Todo.objects.get()
    assert (row.attempts, row.last_error) == (1, "ValueError")
    assert "test_todo.py" in caplog.text
    assert "19900118" not in caplog.text + row.last_error
    assert "hemlig-nyckel" not in caplog.text


def test_what_a_failed_handler_wrote_is_undone(handler):
    def fail(_key, at):
        todo("annat", "1", due_at=at.now())
        raise ValueError

    handler(fail)
    todo("prov", "1", due_at=NOON)
    work_once(clock())
    assert not Todo.objects.filter(kind="annat").exists()


def test_failed_work_waits_longer_each_time_by_the_machines_time(handler):
    handler(lambda key, _clock: 1 / (key != "1"))
    todo("prov", "1", due_at=NOON)
    machine, pauses = clock(), []
    for _ in range(14):
        assert work_once(clock(), machine=machine)
        assert not work_once(clock(), machine=machine)
        pauses.append(Todo.objects.get().retry_at - machine.at)
        machine.move(pauses[-1])
    assert pauses[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert pauses[-1] == timedelta(hours=1)


def test_work_asked_for_anew_is_done_at_once_though_its_key_has_failed(handler):
    handler(lambda _key, _clock: 1 / 0)
    todo("prov", "1", due_at=NOON)
    work_once(clock())
    handler(lambda _key, _clock: None)
    todo("prov", "1", due_at=NOON)
    assert work_until_idle(clock()) == 1
    assert not Todo.objects.exists()


def test_a_crash_between_taking_and_doing_leaves_the_work(handler, done):
    def die(_key, _clock):
        raise Crash

    handler(die)
    todo("prov", "1", due_at=NOON)
    with pytest.raises(Crash):
        work_once(clock())
    handler(lambda key, _clock: done.append(key))
    assert work_until_idle(clock()) == 1
    assert done == ["1"]


def test_a_crash_after_the_work_undoes_it_and_it_is_still_asked_for(handler):
    def write_and_die(_key, at):
        todo("skrivet", "1", due_at=at.now())
        raise Crash

    handler(write_and_die)
    todo("prov", "1", due_at=NOON)
    with pytest.raises(Crash):
        work_once(clock())
    assert list(Todo.objects.values_list("kind", flat=True)) == ["prov"]


def test_work_asked_for_in_a_transaction_that_fails_is_not_asked_for():
    roll_back_after(lambda: todo("prov", "1", due_at=NOON))
    assert not Todo.objects.exists()


def test_work_is_not_done_before_its_time(done):
    todo("prov", "1", due_at=NOON + timedelta(seconds=1))
    assert not work_once(clock())
    assert waiting(clock()) == 0
    assert work_once(clock(NOON + timedelta(seconds=1)))
    assert done == ["1"]


def test_the_same_key_asked_for_many_times_is_done_once(done):
    for _ in range(5):
        todo("prov", "1", due_at=NOON)
    assert work_until_idle(clock()) == 1
    assert done == ["1"]


def test_several_keys_are_asked_for_at_once(done):
    todo_all("prov", ["2", "1", "2"], due_at=NOON)
    assert work_until_idle(clock()) == 2
    assert sorted(done) == ["1", "2"]


@pytest.fixture
def machine(monkeypatch):
    """The machine's time, which stands until a test moves it."""
    standing = clock()
    monkeypatch.setattr(todo_module, "MACHINE", standing)
    return standing


SECOND = timedelta(seconds=1)


def test_work_that_is_put_off_waits_by_the_machines_time_and_not_the_clocks(done, machine):
    todo("prov", "1", due_at=NOON, after=SECOND)
    assert not work_once(clock(NOON + timedelta(days=1)))
    assert waiting(clock()) == 1
    machine.move(SECOND)
    assert work_once(clock())
    assert done == ["1"]


def test_who_asks_meanwhile_joins_and_does_not_put_it_off_further(done, machine):
    for _ in range(4):
        todo("prov", "1", due_at=NOON, after=SECOND)
        machine.move(SECOND / 4)
    assert Todo.objects.count() == 1
    assert work_once(clock())
    assert not work_once(clock())
    assert done == ["1"]


@pytest.mark.usefixtures("machine")
def test_who_puts_work_off_joins_what_is_to_be_done_at_once(done):
    todo("prov", "1", due_at=NOON)
    todo("prov", "1", due_at=NOON, after=SECOND)
    assert Todo.objects.count() == 1
    assert work_once(clock())
    assert done == ["1"]


def test_who_cannot_wait_does_not_join_what_is_put_off_and_does_its_work_too(done, machine):
    todo("prov", "1", due_at=NOON, after=SECOND)
    todo("prov", "1", due_at=NOON)
    assert work_once(clock())
    machine.move(SECOND)
    assert not work_once(clock())
    assert done == ["1"]


def test_who_waits_a_little_does_not_join_what_waits_longer(done, machine):
    todo("prov", "1", due_at=NOON, after=2 * SECOND)
    todo("prov", "1", due_at=NOON, after=SECOND)
    machine.move(SECOND)
    assert work_once(clock())
    assert done == ["1"]


@pytest.mark.usefixtures("machine")
def test_a_request_does_not_join_work_that_has_failed(handler):
    handler(lambda _key, _clock: 1 / 0)
    todo("prov", "1", due_at=NOON)
    work_once(clock())
    todo("prov", "1", due_at=NOON, after=timedelta(hours=1))
    assert Todo.objects.count() == 2


@pytest.mark.usefixtures("machine")
def test_until_idle_takes_what_is_put_off_last_and_what_failed_not_at_all(handler):
    done = []
    handler(lambda key, _clock: done.append(key) if key != "fails" else 1 / 0)
    todo("prov", "put off", due_at=NOON, after=SECOND)
    todo_all("prov", ["fails", "second"], due_at=NOON)
    assert work_until_idle(clock()) == 3
    assert done == ["second", "put off"]
    assert Todo.objects.get().key == "fails"


def test_an_earlier_day_does_not_swallow_a_later_one(done):
    todo("prov", "1", due_at=NOON + timedelta(days=14))
    todo("prov", "1", due_at=NOON)
    assert work_until_idle(clock()) == 1
    assert work_until_idle(clock(NOON + timedelta(days=14))) == 1
    assert done == ["1", "1"]


def test_the_oldest_work_is_done_first(done):
    for key, seconds in (("later", 2), ("first", 1), ("last", 3)):
        todo("prov", key, due_at=NOON + timedelta(seconds=seconds))
    work_until_idle(clock(NOON + timedelta(seconds=5)))
    assert done == ["first", "later", "last"]


def test_a_request_made_while_its_key_is_in_work_is_not_lost_and_waits_for_nobody(handler):
    began, may_end, done = threading.Event(), threading.Event(), []

    def slow(key, _clock):
        began.set()
        assert may_end.wait(20)
        done.append(key)

    def ask_meanwhile():
        assert began.wait(20)
        todo("prov", "1", due_at=NOON)
        may_end.set()

    handler(slow)
    todo("prov", "1", due_at=NOON)
    outcomes = at_once(lambda: work_once(clock()), ask_meanwhile)
    assert outcomes == [True, None]
    assert waiting(clock()) == 1
    assert work_until_idle(clock()) == 1
    assert done == ["1", "1"]


def test_a_request_that_an_earlier_row_serves_keeps_that_row_until_it_is_committed(done):
    todo("prov", "1", due_at=NOON)
    asked, may_commit = threading.Event(), threading.Event()

    def ask():
        with transaction.atomic():
            todo("prov", "1", due_at=NOON)
            asked.set()
            assert may_commit.wait(20)

    def work_meanwhile():
        assert asked.wait(20)
        worked = work_once(clock())
        may_commit.set()
        return worked

    assert at_once(ask, work_meanwhile) == [None, False]
    assert Todo.objects.count() == 1
    assert work_until_idle(clock()) == 1
    assert done == ["1"]


def test_two_handlers_that_ask_for_each_others_keys_do_not_lock_each_other(handler):
    both = threading.Barrier(2, timeout=20)

    def ask_for_the_other(key, at):
        if at.now() == NOON:
            both.wait()
            todo("prov", "b" if key == "a" else "a", due_at=NOON + timedelta(seconds=1))
            both.wait()

    handler(ask_for_the_other)
    todo_all("prov", ["a", "b"], due_at=NOON)
    assert at_once(lambda: work_once(clock()), lambda: work_once(clock())) == [True, True]
    assert sorted(Todo.objects.values_list("key", flat=True)) == ["a", "b"]
    assert not Todo.objects.exclude(last_error="").exists()


def test_many_workers_do_each_piece_once(handler):
    done = []
    handler(lambda key, _clock: done.append(key))
    todo_all("prov", [str(number) for number in range(40)], due_at=NOON)
    counts = at_once(*[lambda: work_until_idle(clock())] * 4)
    assert sum(counts) == 40
    assert sorted(done, key=int) == [str(number) for number in range(40)]


def test_handlers_of_one_key_run_one_at_a_time(handler):
    running, most = [], []

    def work(key, _clock):
        running.append(key)
        most.append(len(running))
        if len(most) == 1:
            asked.set()
            assert second.wait(20)
        running.remove(key)

    def ask_and_work():
        assert asked.wait(20)
        todo("prov", "1", due_at=NOON)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '300ms'")
        try:
            return work_once(clock())
        finally:
            second.set()

    asked, second = threading.Event(), threading.Event()
    handler(work)
    todo("prov", "1", due_at=NOON)
    at_once(lambda: work_once(clock()), ask_and_work)
    assert most == [1]
    assert Todo.objects.get().attempts == 0
