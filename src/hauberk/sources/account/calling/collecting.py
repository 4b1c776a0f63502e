"""The requests of a plan, made by threads; what they bring, kept."""

import random
from collections.abc import Callable, Mapping, Sequence
from threading import Condition, Thread
from time import monotonic
from typing import Any, NamedTuple, Protocol

from hauberk.model.sifted import TooLargeError
from hauberk.sources.account.calling.buckets import Pace
from hauberk.sources.account.calling.clients import CONNECTIONS
from hauberk.sources.account.calling.errors import ExpiredError, is_sdk, trouble
from hauberk.sources.account.calling.kept import Door
from hauberk.sources.account.calling.paging import NO_END, Paging
from hauberk.sources.account.calling.schedule import Schedule, Task
from hauberk.sources.account.calls import Answer, Call, Data, Unread
from hauberk.sources.account.reads import Read

Hear = Callable[[Call, Answer], None]


class Patience(NamedTuple):
    """How often a request is tried in all, and the seconds before the next attempt: up to ``pause``, doubled each time
    up to ``longest``, at random so that those who were refused together don't come back together."""

    tries: int
    pause: float
    longest: float
    random: bool = True

    def before(self, attempt: int) -> float:
        """The seconds before an attempt, of which the second is the first to wait."""
        most = min(self.pause * 2 ** (attempt - 2), self.longest)
        return random.uniform(most / 2, most) if self.random else most  # noqa: S311 - no secret hangs on it


PATIENCE = {
    "throttled": Patience(8, 0.5, 20.0),
    "connection": Patience(4, 0.2, 5.0),
    "unready": Patience(40, 1.5, 1.5, random=False),
}
"""By what went wrong. A credential report takes seconds as a rule, and minutes where there are thousands of users."""
_LONGEST_WAIT = 0.5
"""Seconds after which a thread looks up, so that an interrupt is heeded."""


def collect(reads: Sequence[Read], regions: Sequence[str], ask: Callable[[Call, Read], Answer]) -> dict[Call, Answer]:
    """What comes of a plan where somebody answers at once, one call after the other, in its order."""
    schedule = Schedule(reads, regions, Pace(None))
    while isinstance(task := schedule.take(0.0), Task):
        schedule.finish(task, ask(task.call, task.read))
    return schedule.ordered()


class Pages(Protocol):
    """Who makes requests: :class:`hauberk.sources.account.calling.clients.Clients`."""

    def page(self, call: Call, cursor: Mapping[str, Any]) -> Mapping[str, Any]:
        """One page of a call."""
        ...

    def paging(self, call: Call) -> Paging:
        """How its pages follow each other."""
        ...


class Interruption(NamedTuple):
    """Why reading ended before its time: ``by`` is ``interrupt`` or ``expired``, ``text`` says what happened."""

    by: str
    text: str


class Collected(NamedTuple):
    """What came of a plan: the answers in its order, and the requests that were made, by API. ``ended`` is set where
    not all of it could be asked."""

    answers: dict[Call, Answer]
    requests: Mapping[str, int]
    ended: Interruption | None = None


class Collecting:
    """The making of a plan's requests. Answers come in through the ``door``; ``narrow`` may take away from one what
    nobody wants; ``hear`` is told each of them, by one thread at a time."""

    def __init__(
        self,
        pages: Pages,
        schedule: Schedule,
        door: Door,
        hear: Hear = lambda _, __: None,
        narrow: Callable[[Call, Data, Mapping[Call, Answer]], Answer] = lambda _, answer, __: answer,
        patience: Mapping[str, Patience] = PATIENCE,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._pages = pages
        self._schedule = schedule
        self._door = door
        self._hear = hear
        self._narrow = narrow
        self._patience = patience
        self._now = now
        self._turn = Condition()
        self._requests: dict[str, int] = {}
        self._ended: Interruption | None = None
        self._fault: BaseException | None = None
        self._done = False

    def run(self, threads: int = CONNECTIONS) -> Collected:
        """Makes all requests. An interrupt ends it at once, and leaves what is under way."""
        started = [Thread(target=self._work, daemon=True, name=f"calls-{number}") for number in range(threads)]
        for thread in started:
            thread.start()
        try:
            with self._turn:
                while not self._over:
                    self._turn.wait(_LONGEST_WAIT)
        except KeyboardInterrupt:
            with self._turn:
                self._ended = self._ended or Interruption("interrupt", "it was interrupted")
                self._turn.notify_all()
        if self._ended is None and self._fault is None:
            for thread in started:
                thread.join()
        if self._fault is not None:
            raise self._fault
        with self._turn:
            return self._collected()

    @property
    def _over(self) -> bool:
        return self._done or self._ended is not None or self._fault is not None

    def _collected(self) -> Collected:
        ended = self._ended
        if ended is not None:
            self._schedule.give_up(lambda made: Unread("interrupted", f"{made.api} wasn't asked: {ended.text}"))
        return Collected(self._schedule.ordered(), dict(sorted(self._requests.items())), ended)

    def _work(self) -> None:
        """What each thread does: takes the next request, makes it, tells what came of it."""
        try:
            while (task := self._next()) is not None:
                self._make(task)
        except ExpiredError as error:
            with self._turn:
                self._ended = self._ended or Interruption("expired", f"the credentials have expired ({error})")
                self._turn.notify_all()
        except BaseException as fault:  # told by the thread that waits for all
            with self._turn:
                self._fault = fault
                self._turn.notify_all()

    def _next(self) -> Task | None:
        with self._turn:
            while not self._over:
                found = self._schedule.take(self._now())
                if isinstance(found, Task):
                    self._requests[found.call.api] = self._requests.get(found.call.api, 0) + 1
                    return found
                if found is None:
                    self._done = True
                    self._turn.notify_all()
                    break
                self._turn.wait(min(found, _LONGEST_WAIT))
        return None

    def _make(self, task: Task) -> None:
        sent = self._now()
        try:
            page = self._door.kept(self._pages.page(task.call, task.cursor), task.read)
        except TooLargeError as error:
            self._finish(task, Unread("invalid", f"{task.call.api} can't be kept: {error}"))
            return
        except Exception as error:
            if not is_sdk(error):
                raise
            self._failed(task, error, sent)
            return
        if task.read.until is not None and not task.read.until(page):
            self._wait(task, "unready", Unread("not-ready", f"AWS was still at {task.call.api} when time was up"), sent)
            return
        self._read(task, page)

    def _read(self, task: Task, page: dict[str, Any]) -> None:
        paging = self._pages.paging(task.call)
        cursor = paging.after(page)
        task.whole = paging.joined(task.whole, page)
        if cursor and (cursor == task.cursor or cursor in task.seen):
            self._finish(task, Unread("invalid", f"{task.call.api}: {NO_END}"))
        elif cursor:
            task.seen.append(cursor)
            task.cursor, task.tries = cursor, {}
            with self._turn:
                self._schedule.again(task, self._now())
                self._turn.notify()
        else:
            self._finish(task, Data(paging.without_tokens(task.whole)))

    def _failed(self, task: Task, error: Exception, sent: float) -> None:
        told = trouble(error, task.call, task.read)
        if told.again:
            self._wait(task, told.again, told.answer, sent)
        else:
            self._finish(task, told.answer)

    def _wait(self, task: Task, why: str, answer: Answer, sent: float) -> None:
        """Tries again later, or stays at what the last attempt said."""
        patience = self._patience[why]
        tries = task.tries[why] = task.tries.get(why, 0) + 1
        now = self._now()
        with self._turn:
            if why == "throttled":
                self._schedule.slow(task, now, sent)
            if why == "unready":
                task.restart()
            if tries < patience.tries:
                self._schedule.again(task, now + patience.before(tries + 1))
                self._turn.notify()
                return
        self._finish(task, answer)

    def _finish(self, task: Task, answer: Answer) -> None:
        with self._turn:
            if self._over:
                return  # it was given up already
            if isinstance(answer, Data):
                answer = self._narrow(task.call, answer, self._schedule.answers)
            opened = self._schedule.finish(task, answer)
            self._hear(task.call, answer)
            if opened:
                self._turn.notify_all()
