"""Work in other processes, of which each may die."""

import os
import signal
from multiprocessing import active_children

from hauberk.scan.pool import spread


def work(task: int) -> int:
    """Kills its process for a task below zero."""
    if task < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * 2


def lost(task: int) -> int:
    return task


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(spread(work, range(40), 2, lost)) == [number * 2 for number in range(40)]


def test_what_kills_its_process_is_named_and_nothing_else_is_lost() -> None:
    tasks = [1, 2, -3, 4, -5, -6, 7]
    assert list(spread(work, tasks, 2, lost)) == [2, 4, -3, 8, -5, -6, 14]
    assert active_children() == []


def test_workers_look_for_no_module_in_the_working_folder() -> None:
    before = dict(os.environ)
    assert set(spread(safe, range(4), 2, lost)) == {1}
    assert dict(os.environ) == before


def safe(_: int) -> int:
    """Whether this process leaves the working folder out of its path for modules."""
    import sys

    return int(sys.flags.safe_path)


def test_what_waits_is_dropped_when_nobody_listens_any_more() -> None:
    results = spread(work, range(1_000), 1, lost)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
