"""Work spread over processes. One that dies loses nothing of the others: what isn't done then is done again, one by one
in a process of its own, and what kills that too is named.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_SAFE = "PYTHONSAFEPATH"
_CHUNK = 16
"""Tasks that a worker is handed at once, at most."""


def spread(work: Callable[[T], R], tasks: Sequence[T], workers: int, lost: Callable[[T], R]) -> Iterator[R]:
    """What ``work`` makes of each task, in their order; ``lost`` says it for a task whose process died twice."""
    done = 0
    try:
        with _pool(workers) as pool:
            for result in pool.map(work, tasks, chunksize=max(1, min(_CHUNK, len(tasks) // 8))):
                done += 1
                yield result
    except BrokenProcessPool:
        yield from _one_by_one(work, tasks[done:], lost)


def _one_by_one(work: Callable[[T], R], tasks: Sequence[T], lost: Callable[[T], R]) -> Iterator[R]:
    at = 0
    while at < len(tasks):
        try:
            with _pool(1) as pool:
                while at < len(tasks):
                    result = pool.submit(work, tasks[at]).result()
                    at += 1
                    yield result
        except BrokenProcessPool:
            at += 1
            yield lost(tasks[at - 1])


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that leave an interrupt to this one. What waits is then dropped; what is being done is done, unheard.

    A new Python would look for modules in the working folder first, which may be what is checked: it is told not to.
    """
    before = os.environ.get(_SAFE)
    os.environ[_SAFE] = "1"
    pool = ProcessPoolExecutor(workers, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    else:
        pool.shutdown()
    finally:
        if before is None:
            del os.environ[_SAFE]
        else:
            os.environ[_SAFE] = before
