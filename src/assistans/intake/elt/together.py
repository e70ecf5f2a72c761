"""Calls that wait while all threads are busy are answered together: they share round trips and one commit."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from assistans.intake.elt.soap import Call, Reply

MOST = 16


class Together:
    """Hands calls to threads. One that comes to an idle thread goes alone; those that must wait go `MOST` at a time.

    `answer_all` runs in the threads and gives a reply for each call; it never raises. Everything else is the event
    loop's, so nothing needs a lock.
    """

    def __init__(self, answer_all: Callable[[Sequence[Call]], list[Reply]], *, threads: int) -> None:
        self._answer_all = answer_all
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="elt")
        self._idle = threads
        self._waiting: deque[tuple[Call, asyncio.Future[Reply]]] = deque()

    async def answer(self, call: Call) -> Reply:
        """The call's reply. Called on the event loop."""
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting.append((call, reply))
        self._start()
        return await reply

    def _start(self) -> None:
        if not (self._idle and self._waiting):
            return
        self._idle -= 1
        taken = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        work = asyncio.get_running_loop().run_in_executor(
            self._pool, self._answer_all, [call for call, _ in taken]
        )
        work.add_done_callback(lambda done: self._answered(done, [reply for _, reply in taken]))

    def _answered(
        self, done: "asyncio.Future[list[Reply]]", replies: Sequence["asyncio.Future[Reply]"]
    ) -> None:
        self._idle += 1
        self._start()
        for reply, answer in zip(replies, done.result(), strict=True):
            if not reply.cancelled():  # its client has gone
                reply.set_result(answer)
