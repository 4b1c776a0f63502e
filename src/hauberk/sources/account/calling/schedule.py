"""Which request is made next: the calls of a plan, in queues before their buckets.

A schedule knows no threads, no clients and no clock: it is told the time and what came of each request. Whatever the
order is in which requests end, the same answers are kept in the same order.

A read is opened as soon as all that it comes after is answered, in its region. Its calls wait in the queue of their
bucket, so that no call waits for a token while another could be made. Those that more of the plan waits for come first.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Any

from hauberk.sources.account.calling.buckets import Bucket, Pace
from hauberk.sources.account.calling.limits import Limit, limit_of
from hauberk.sources.account.calls import GLOBAL, Answer, Answers, Call, call
from hauberk.sources.account.reads import Read

Stage = int
"""A read in a region, by its place in the plan."""


class Task:
    """A call under way: the pages that were read, what leads to the next one, and how often that was tried."""

    __slots__ = ("call", "cursor", "read", "seen", "tries", "whole")

    def __init__(self, made: Call, read: Read) -> None:
        self.call = made
        self.read = read
        self.cursor: Mapping[str, Any] = {}
        self.seen: list[Mapping[str, Any]] = []
        self.whole: dict[str, Any] = {}
        self.tries: dict[str, int] = {}

    def restart(self) -> None:
        """Forgets the pages, for an answer that wasn't ready."""
        self.cursor, self.seen, self.whole = {}, [], {}


class Schedule:
    """The plan of some reads in some regions. ``known`` are answers that needn't be asked for again."""

    def __init__(
        self, reads: Sequence[Read], regions: Sequence[str], pace: Pace, known: Mapping[Call, Answer] | None = None
    ) -> None:
        self._stages = [(read, region) for read in reads for region in ((GLOBAL,) if read.anywhere else regions)]
        self._before = _earlier(self._stages)
        self._urgent = frozenset[Stage]().union(*self._before)
        self._pace = pace
        self._known = known or {}
        self._calls: dict[Stage, tuple[Call, ...]] = {}
        self._left: dict[Stage, int] = {}
        self._owners: dict[Call, list[Stage]] = {}
        self._closed: set[Stage] = set()
        self._queues: dict[tuple[str, str], _Queue] = {}
        self._later: list[tuple[float, int, Task]] = []
        self._number = count()
        self._under_way = 0
        self.answers: dict[Call, Answer] = {}
        self._open()

    def take(self, now: float) -> Task | float | None:
        """The request to make now; or the seconds until there may be one, infinite where only what is under way can
        bring one; ``None`` once all is answered."""
        while self._later and self._later[0][0] <= now:
            self._queue(self._later[0][2]).first.append(heappop(self._later)[2])
        wait = self._later[0][0] - now if self._later else float("inf")
        for queue in self._queues.values():
            if queue:
                delay = queue.bucket(now)
                if not delay:
                    self._under_way += 1
                    return queue.pop()
                wait = min(wait, delay)
        return wait if self._under_way or wait != float("inf") else None

    def again(self, task: Task, at: float) -> None:
        """A request of a call ended and another one is to be made, no sooner than at some time."""
        self._under_way -= 1
        heappush(self._later, (at, next(self._number), task))

    def slow(self, task: Task, now: float, sent: float) -> None:
        """AWS throttled a request that was sent at some time."""
        bucket = self._queue(task).of
        if bucket is not None:
            bucket.slow(now, sent)

    def finish(self, task: Task, answer: Answer) -> bool:
        """A call is answered. Whether that opened what was only waiting for it."""
        self._under_way -= 1
        return self._answered(task.call, answer) and self._open()

    def give_up(self, answer: Callable[[Call], Answer]) -> None:
        """Answers all that has no answer, and what that opens, without asking anybody."""
        while pending := [made for made in self._owners if made not in self.answers]:
            for made in pending:
                self._answered(made, answer(made))
            self._open()

    @property
    def unanswered(self) -> int:
        """Calls of the opened reads that have no answer yet."""
        return len(self._owners) - len(self.answers)

    @property
    def seconds(self) -> float:
        """What the calls that are known of take at their pace, all buckets side by side; without what AWS takes."""
        return max((queue.seconds for queue in self._queues.values()), default=0.0)

    def ordered(self) -> dict[Call, Answer]:
        """The answers in the order of the plan."""
        calls = (made for stage in range(len(self._stages)) for made in self._calls.get(stage, ()))
        return {made: self.answers[made] for made in calls if made in self.answers}

    def _open(self) -> bool:
        """Opens what can be, until nothing more can: a read without calls is answered as it is opened."""
        opened = len(self._calls)
        before = -1
        while before != len(self._calls):
            before = len(self._calls)
            for stage, (read, region) in enumerate(self._stages):
                if stage not in self._calls and self._before[stage] <= self._closed:
                    self._begin(stage, read, region)
        return len(self._calls) > opened

    def _begin(self, stage: Stage, read: Read, region: str) -> None:
        calls = tuple(dict.fromkeys(calls_of(read, Answers(self.answers, region))))
        self._calls[stage] = calls
        self._left[stage] = sum(1 for made in calls if made not in self.answers)
        for made in calls:
            owners = self._owners.setdefault(made, [])
            owners.append(stage)
            if made in self.answers or len(owners) > 1:
                continue
            if made in self._known:
                self._answered(made, self._known[made])
            else:
                task = Task(made, read)
                self._queue(task).add(task, stage in self._urgent)
        if not self._left[stage]:
            self._closed.add(stage)

    def _answered(self, made: Call, answer: Answer) -> bool:
        """Keeps an answer. Whether it was the last of a stage."""
        self.answers[made] = answer
        closed = [stage for stage in self._owners[made] if self._left[stage] == 1]
        for stage in self._owners[made]:
            self._left[stage] -= 1
        self._closed.update(closed)
        return bool(closed)

    def _queue(self, task: Task) -> "_Queue":
        limit = limit_of(task.call.service, task.call.operation)
        key = (limit.name, task.call.region)
        found = self._queues.get(key)
        if found is None:
            found = self._queues[key] = _Queue(self._pace, limit, task.call.region)
        return found


class _Queue:
    """The tasks that wait for tokens of one bucket: those that were begun, then the urgent, then the others."""

    __slots__ = ("_limit", "_pace", "_region", "first", "of", "others", "urgent")

    def __init__(self, pace: Pace, limit: Limit, region: str) -> None:
        self._pace, self._limit, self._region = pace, limit, region
        self.of: Bucket | None = None
        self.first: deque[Task] = deque()
        self.urgent: deque[Task] = deque()
        self.others: deque[Task] = deque()

    def __bool__(self) -> bool:
        return bool(self.first or self.urgent or self.others)

    def bucket(self, now: float) -> float:
        """Takes a token; or the seconds until there may be one."""
        if self.of is None:
            self.of = self._pace.bucket(self._limit, self._region, now)
        return self.of.take(now) if self.of is not None else 0.0

    @property
    def seconds(self) -> float:
        """What the tasks take at the pace of the bucket."""
        tasks = len(self.first) + len(self.urgent) + len(self.others)
        share = self._pace.share
        return tasks / (self._limit.rate * share) if share is not None else 0.0

    def add(self, task: Task, urgent: bool) -> None:
        """One that wasn't begun."""
        (self.urgent if urgent else self.others).append(task)

    def pop(self) -> Task:
        """The next one."""
        return next(queue for queue in (self.first, self.urgent, self.others) if queue).popleft()


def _earlier(stages: Sequence[tuple[Read, str]]) -> list[frozenset[Stage]]:
    """The stages that come before each, in its region or of what is global. None waits for what isn't planned."""
    by_place: dict[tuple[str, str], list[Stage]] = {}
    for stage, (read, region) in enumerate(stages):
        by_place.setdefault((read.name, region), []).append(stage)
    return [
        frozenset(one for name in read.after for where in (region, GLOBAL) for one in by_place.get((name, where), ()))
        for read, region in stages
    ]


def calls_of(read: Read, answers: Answers) -> Iterator[Call]:
    """The calls of a read in a region, by what was answered there before."""
    each: Iterable[Mapping[str, Any]] = ({},) if read.each is None else read.each(answers)
    for arguments in each:
        yield call(read.service, read.operation, answers.region, **{**read.arguments, **arguments})
