"""Periodic work: done at the start and then every so many seconds, and no failure of it stops the worker."""

import logging

import pytest
from django.db import InterfaceError, OperationalError

from assistans.base import periodic
from assistans.base.periodic import Rounds, every


class Seconds:
    """A clock of seconds that stands until it is moved."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def rounds(monkeypatch, seconds):
    monkeypatch.setattr(periodic, "_works", {})
    return Rounds(seconds=seconds)


def fails(error):
    def work():
        raise error

    return work


@pytest.mark.parametrize("lost", [OperationalError, InterfaceError])
def test_a_lost_database_is_told_so_that_the_worker_waits_for_it(rounds, lost):
    every(1)(fails(lost("199001189811")))
    with pytest.raises(lost):
        rounds.work()


def test_work_that_fails_is_logged_without_its_text_and_stops_no_other(rounds, caplog):
    done = []
    every(1)(fails(ValueError("199001189811")))
    every(1)(lambda: done.append(1))
    with caplog.at_level(logging.ERROR):
        rounds.work()
    assert done == [1]
    assert "ValueError" in caplog.text
    assert "19900118" not in caplog.text


def test_work_that_failed_comes_back(rounds, seconds):
    tries = []
    every(1)(lambda: (tries.append(0), 1 / 0))
    rounds.work()
    seconds.at += 1
    rounds.work()
    assert tries == [0, 0]


def test_work_is_done_at_once_and_then_when_its_seconds_have_passed(rounds, seconds):
    done = []
    every(10)(lambda: done.append(seconds.at))
    for at in (1000.0, 1009.9, 1010.0, 1019.0, 1035.0, 1044.9, 1045.0):
        seconds.at = at
        rounds.work()
    assert done == [1000.0, 1010.0, 1035.0, 1045.0]


def test_each_work_has_its_own_pause(rounds, seconds):
    done = []
    every(1)(lambda: done.append("often"))
    every(60)(lambda: done.append("seldom"))
    for _ in range(3):
        rounds.work()
        seconds.at += 1
    assert done == ["often", "seldom", "often", "often"]


def test_each_worker_has_rounds_of_its_own(rounds, seconds):
    done = []
    every(10)(lambda: done.append(1))
    rounds.work()
    Rounds(seconds=seconds).work()
    assert done == [1, 1]
