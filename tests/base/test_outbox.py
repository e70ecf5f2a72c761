import pytest
from tests.base.known import NOON, at_once, clock, roll_back_after

from assistans.base import outbox
from assistans.base.models import Outbox, Todo
from assistans.base.outbox import carries_out, send
from assistans.base.todo import work_until_idle

pytestmark = pytest.mark.usefixtures("db")


class Killed(BaseException):
    """The process dies here."""


@pytest.fixture
def effects(monkeypatch):
    """What was carried out: keys with payloads."""
    seen = []
    monkeypatch.setitem(outbox._effects, "fil", lambda key, payload: seen.append((key, payload)))
    return seen


@pytest.mark.usefixtures("effects")
def test_two_effects_for_one_kind_are_refused():
    with pytest.raises(ValueError, match="two effects"):
        carries_out("fil")(lambda _key, _payload: None)


def test_nothing_happens_before_the_transaction_is_committed(effects):
    roll_back_after(lambda: send("fil", "1", {}, clock=clock()))
    work_until_idle(clock())
    assert effects == []
    assert not Outbox.objects.exists()


@pytest.mark.usefixtures("effects")
def test_an_effect_of_an_unknown_kind_waits_until_somebody_can_carry_it_out():
    send("brev", "1", {}, clock=clock())
    work_until_idle(clock())
    assert Outbox.objects.get().done_at is None
    assert Todo.objects.get().attempts == 1


def test_an_effect_is_carried_out_once_and_marked(effects):
    send("fil", "run-1", {"rader": 2}, clock=clock())
    work_until_idle(clock())
    assert effects == [("run-1", {"rader": 2})]
    assert Outbox.objects.get().done_at == NOON


def test_the_same_key_again_changes_nothing_before_or_after_it_is_done(effects):
    for payload in ({"rader": 2}, {"rader": 3}):
        send("fil", "run-1", payload, clock=clock())
    work_until_idle(clock())
    send("fil", "run-1", {"rader": 4}, clock=clock())
    work_until_idle(clock())
    assert effects == [("run-1", {"rader": 2})]


def test_a_key_with_a_colon_in_it_is_whole(effects):
    send("fil", "a:b:c", {}, clock=clock())
    work_until_idle(clock())
    assert effects == [("a:b:c", {})]


def test_killed_between_the_effect_and_its_mark_it_is_carried_out_again(monkeypatch, effects):
    def write_and_die(key, payload):
        effects.append((key, payload))
        raise Killed

    monkeypatch.setitem(outbox._effects, "fil", write_and_die)
    send("fil", "1", {}, clock=clock())
    with pytest.raises(Killed):
        work_until_idle(clock())
    monkeypatch.setitem(outbox._effects, "fil", lambda key, payload: effects.append((key, payload)))
    work_until_idle(clock())
    assert effects == [("1", {})] * 2
    assert Outbox.objects.get().done_at == NOON


def test_two_workers_carry_each_effect_out_once(effects):
    for number in range(10):
        send("fil", str(number), {}, clock=clock())
    at_once(*[lambda: work_until_idle(clock())] * 3)
    assert sorted(int(key) for key, _ in effects) == list(range(10))


def test_what_is_handed_over_at_once_is_not_carried_out_again(effects):
    send("fil", "run-1", {}, clock=clock())
    assert outbox.hand_over("fil", clock=clock()) == ["run-1"]
    work_until_idle(clock())
    assert outbox.hand_over("fil", clock=clock()) == []
    assert effects == [("run-1", {})]


def test_only_what_is_of_the_kind_is_handed_over(effects):
    send("fil", "run-1", {}, clock=clock())
    assert outbox.hand_over("brev", clock=clock()) == []
    assert effects == []
