"""Calls that wait are handed to threads several at a time, and each gets its own answer."""

import asyncio
import threading

from assistans.intake.elt import together
from assistans.intake.elt.soap import Call, Reply
from assistans.intake.elt.together import Together


class Gate:
    """Answers when it is opened; remembers which calls came together."""

    def __init__(self):
        self.batches = []
        self._open = threading.Event()

    def answer_all(self, calls):
        self.batches.append([call.body for call in calls])
        self._open.wait(10)
        return [Reply(200, call.body) for call in calls]

    def open(self):
        self._open.set()


async def coming(hands, bodies):
    tasks = []
    for body in bodies:
        tasks.append(asyncio.create_task(hands.answer(Call(body, b"", ""))))
        await asyncio.sleep(0.01)
    return tasks


def played(bodies, *, threads=1, gone=()):
    """The batches that calls came in while the threads were busy, and what each call was answered."""
    gate = Gate()
    hands = Together(gate.answer_all, threads=threads)

    async def scenario():
        tasks = await coming(hands, bodies)
        for place in gone:
            tasks[place].cancel()
        gate.open()
        return await asyncio.gather(*tasks, return_exceptions=True)

    answers = asyncio.run(scenario())
    return gate.batches, [each.body if isinstance(each, Reply) else None for each in answers]


def test_a_client_that_has_gone_takes_nobodys_answer():
    batches, answers = played([b"a", b"b", b"c"], gone=[1])
    assert (batches, answers) == ([[b"a"], [b"b", b"c"]], [b"a", None, b"c"])


def test_a_client_that_has_gone_from_the_thread_at_work_stops_nothing():
    assert played([b"a", b"b"], gone=[0])[1] == [None, b"b"]


def test_a_call_that_comes_to_an_idle_thread_goes_alone():
    assert played([b"a", b"b"], threads=2)[0] == [[b"a"], [b"b"]]


def test_calls_that_wait_go_together_and_each_gets_its_own_answer():
    bodies = [b"a", b"b", b"c", b"d"]
    assert played(bodies) == ([[b"a"], [b"b", b"c", b"d"]], bodies)


def test_no_more_go_together_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(together, "MOST", 2)
    assert played([b"a", b"b", b"c", b"d"])[0] == [[b"a"], [b"b", b"c"], [b"d"]]
