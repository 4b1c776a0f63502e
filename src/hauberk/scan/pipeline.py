"""The whole check: find, read, ask, gather. Work goes to an executor, and its order doesn't show."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from typing import NamedTuple

from hauberk.model.ledger import Gap, Ledger
from hauberk.practices import all_controls
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.application import Checked, check_application
from hauberk.scan.discover import Candidate, discover
from hauberk.scan.facts import facts
from hauberk.scan.sniff import may_be_template

POOL_FROM = 50
"""Below this many templates a pool of workers costs more than it gives."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to check, and how.

    ``controls`` are the names of those to ask (all, if ``None``); ``heed`` says whether ignores in templates count.
    ``base`` is the folder that relative paths are below, the working folder if empty.
    """

    paths: tuple[str, ...] = (".",)
    controls: frozenset[str] | None = None
    heed: bool = True
    base: str = ""
    pins: Mapping[str, str] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    jobs: int = 0
    today: date = field(default_factory=date.today)


class Task(NamedTuple):
    """One candidate for one worker."""

    candidate: Candidate
    controls: frozenset[str] | None
    pins: Mapping[str, str]
    today: date
    heed: bool


Progress = Callable[[int, int], None]


def check(plan: Plan, progress: Progress | None = None) -> Ledger:
    """Checks everything that the plan's paths hold. ``progress`` hears how many candidates are done."""
    found = discover(plan.paths, plan.exclude, plan.base)
    tasks = [Task(candidate, plan.controls, plan.pins, plan.today, plan.heed) for candidate in found.candidates]
    results = _run(tasks, plan.jobs, progress)
    nested = {path for result in results if isinstance(result, Checked) for path in result.seen.files[1:]}
    checked = [r for r in results if isinstance(r, Checked) and r.seen.path not in nested]
    gaps = [*found.gaps, *(r for r in results if isinstance(r, Gap) and r.path not in nested)]
    gaps.extend(gap for one in checked for gap in one.gaps)
    return Ledger(
        applications=tuple(one.seen for one in checked),
        entries=tuple(entry for one in checked for entry in one.entries),
        gaps=tuple(dict.fromkeys(gaps)),
        files=found.files,
        notes=tuple(note for one in checked for note in one.notes),
        data=tuple(sorted(facts())),
    )


def _run(tasks: Sequence[Task], jobs: int, progress: Progress | None) -> list[Checked | Gap | None]:
    workers = jobs or (1 if len(tasks) < POOL_FROM else os.cpu_count() or 1)
    if workers == 1 or len(tasks) < 2:
        return _gather(map(run_task, tasks), len(tasks), progress)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return _gather(_spread(pool, tasks), len(tasks), progress)


def _spread(pool: Executor, tasks: Sequence[Task]) -> Iterable[Checked | Gap | None]:
    return pool.map(run_task, tasks, chunksize=max(1, min(16, len(tasks) // 8)))


def _gather(
    results: Iterable[Checked | Gap | None], total: int, progress: Progress | None
) -> list[Checked | Gap | None]:
    gathered = []
    for result in results:
        gathered.append(result)
        if progress is not None:
            progress(len(gathered), total)
    return gathered


def run_task(task: Task) -> Checked | Gap | None:
    """Checks one candidate; ``None`` if it is no template and nobody said it was."""
    candidate = task.candidate
    root = Root(candidate.folder, candidate.shown)
    shown = root.show(candidate.path)
    controls = [c for c in all_controls() if task.controls is None or c.name in task.controls]
    try:
        if not candidate.asked and not may_be_template(root, candidate.path):
            return None
        return check_application(root, candidate.path, controls, task.pins, task.today, heed=task.heed)
    except ReadingError as error:
        if error.code == "not-a-template" and not candidate.asked:
            return None
        span = error.span
        source = root.opened.get(span.path) if span else None
        line, column = source.line_column(span.start) if source and span else (0, 0)
        return Gap(shown, error.code, error.text, line, column)
