"""Work spread over processes. One that dies loses nothing of the others: what isn't done then is done again, one by one
in a process of its own, and what kills that too is named.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import Any, TypeVar

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
            size = max(1, min(_CHUNK, len(tasks) // 8))
            with _interrupts_wait():  # the first submission starts the workers
                futures = [pool.submit(_each, work, tasks[at : at + size]) for at in range(0, len(tasks), size)]
            for future in futures:  # Executor.map would cancel those that an interrupt leaves, and complain of it
                for result in future.result():
                    done += 1
                    yield result
    except BrokenProcessPool:
        yield from _one_by_one(work, tasks[done:], lost)


def _each(work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    return [work(task) for task in tasks]


def _one_by_one(work: Callable[[T], R], tasks: Sequence[T], lost: Callable[[T], R]) -> Iterator[R]:
    at = 0
    while at < len(tasks):
        try:
            with _pool(1) as pool:
                while at < len(tasks):
                    with _interrupts_wait():
                        future = pool.submit(work, tasks[at])
                    result = future.result()
                    at += 1
                    yield result
        except BrokenProcessPool:
            at += 1
            yield lost(tasks[at - 1])


def _begin(*threshold: int) -> None:
    """Makes a process a worker: it leaves interrupts to the one that started it, and collects as seldom as that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*threshold)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Holds an interrupt back for a moment. A worker that is started meanwhile never sees one: it takes over that they
    are held back, and so is safe before it could say that it ignores them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that leave an interrupt to this one. What waits is then dropped, and so is what is being done: a worker
    that still had a result to send would wait for ever for someone to take it, and this process for the worker.

    A new Python would look for modules in the working folder first, which may be what is checked: it is told not to.
    """
    before = os.environ.get(_SAFE)
    os.environ[_SAFE] = "1"
    others = frozenset(active_children())
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, gc.get_threshold())
    try:
        yield pool
    except BaseException:
        results: Any = getattr(pool, "_result_queue", None)
        pool.shutdown(wait=False)
        for worker in frozenset(active_children()) - others:
            worker.kill()
        if results is not None:  # where a worker died half-way through a result, the pool's thread waits for the rest
            results._writer.close()
        raise
    else:
        pool.shutdown()
    finally:
        if before is None:
            del os.environ[_SAFE]
        else:
            os.environ[_SAFE] = before
