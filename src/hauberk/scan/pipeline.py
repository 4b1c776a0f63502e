"""The whole check: find, read, ask, gather. Work goes to an executor, and its order doesn't show."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hauberk.model.ledger import Gap, Ledger
from hauberk.practices import all_controls, controls_named
from hauberk.practices.control import Control
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.scan.application import Asking, Checked, check_application, check_code
from hauberk.scan.discover import Candidate, Discovery, discover, root_of
from hauberk.scan.facts import facts
from hauberk.scan.fault import INTERNAL, describe
from hauberk.scan.identity import anchor_of
from hauberk.scan.nearest import nearest
from hauberk.scan.parts import differences, mains
from hauberk.scan.sniff import may_be_snapshot, may_be_template
from hauberk.sources.pins import ENVIRONMENT, SAMCONFIG, pins_beside

if TYPE_CHECKING:
    from hauberk.code.packs import Packs
    from hauberk.scan.bare.cutting import Bare
    from hauberk.scan.snapshots import File

POOL_FROM = 300
"""Below this many templates a check takes about a second: workers of their own would save a little time for half as
much CPU again."""


class Plan(NamedTuple):
    """What to check, and how.

    ``controls`` are the names of those to ask (all, if ``None``); ``heed`` says whether ignores in templates count.
    ``pins`` are parameters that the user fixes; others are fixed by a ``samconfig.toml`` beside a template, by what it
    says of an ``environment``, unless the check is ``isolated`` from the target's configuration. ``base`` is the folder
    that relative paths are below, the working folder if empty, and ``shown`` is put before its paths in reports;
    ``unnamed`` is the folder of what came over standard input. ``lenient`` passes over a file that is named and is no
    template. ``exclude`` leaves out what is below ``base``, ``configured`` what is below the folder of the
    ``configuration``. Fingerprints name files from ``anchor``; where that is empty, from the one of :func:`anchor_of`.
    ``packs`` is what the configuration says of calls in code; ``chosen`` says whether the controls are those that the
    user selected, rather than all but some, and ``named`` are those that were selected by their own names.
    ``excerpts`` and ``mapped`` say whether anyone is going to show lines of templates and maps of applications.
    """

    paths: tuple[str, ...] = (".",)
    controls: frozenset[str] | None = None
    heed: bool = True
    base: str = ""
    shown: str = ""
    unnamed: str = ""
    lenient: bool = False
    excerpts: bool = True
    mapped: bool = True
    anchor: str = ""
    configuration: str = ""
    pins: Mapping[str, str] = {}
    environment: str = ENVIRONMENT
    isolated: bool = False
    exclude: tuple[str, ...] = ()
    configured: tuple[str, ...] = ()
    jobs: int = 0
    today: date | None = None
    packs: "Packs | None" = None
    chosen: bool = False
    named: frozenset[str] = frozenset()

    @property
    def day(self) -> date:
        """The day that questions about dates are asked on."""
        return self.today or date.today()


class Task(NamedTuple):
    """One candidate for one worker, or one application in code without a template. ``claiming`` says whether to tell
    which code an application has."""

    candidate: "Candidate | Bare"
    plan: Plan
    claiming: bool = False


_NOT_NAMED = "the manifest of its cloud assembly doesn't name it, nor does a stack nest it"
Progress = Callable[[int, int], None]


def check(plan: Plan, progress: Progress | None = None) -> Ledger:
    """Checks everything that the plan's paths hold. ``progress`` hears how many candidates are done."""
    paths = [path for path in plan.paths if not _is_snapshot(path, plan)]
    found = discover(
        paths,
        plan.exclude,
        plan.base,
        plan.unnamed,
        plan.configured,
        plan.configuration,
        shown=plan.shown,
        lenient=plan.lenient,
    )
    if not plan.anchor:
        own = [path for path in paths if not (plan.unnamed and os.path.dirname(path) == plan.unnamed)]
        plan = plan._replace(anchor=anchor_of(own, plan.base, plan.configuration))
    tasks = [Task(candidate, plan, bool(found.code)) for candidate in found.candidates]
    results = _run(tasks, plan.jobs, progress)
    everything = [result for result in results if isinstance(result, Checked)]
    checked = mains(everything)
    bare, lost = _without_templates(found, plan, everything, progress) if found.code else ([], ())
    told = [*checked, *(one for one in bare if one.seen.functions)]
    parts = {path for one in checked for path in one.parts}
    gaps = [*found.gaps, *(r for r in results if isinstance(r, Gap) and r.path not in parts), *lost]
    gaps.extend(Gap(path, "not-in-manifest", _NOT_NAMED) for path in found.unnamed if path not in parts)
    gaps.extend(gap for one in (*checked, *bare) for gap in one.gaps)
    left_out = found.excluded + len([path for path in found.copies if path not in parts])
    ledger = Ledger(
        applications=tuple(one.seen for one in told),
        entries=tuple(entry for one in told for entry in one.entries),
        gaps=tuple(dict.fromkeys(gaps)),
        files=found.files,
        switched_off={"files": left_out} if left_out else {},
        notes=(
            *(note for one in told for note in one.notes),
            *differences(everything, checked),
            *_strange(plan.pins, everything),
            *_unmet(plan.packs, (*everything, *bare)),
            *_bare(bare),
        ),
        data=tuple(sorted(facts(any(one.iam for one in told), any(one.code for one in told)))),
        asked=frozenset(control.practice for control in _controls(plan.controls)),
    )
    return ledger if len(paths) == len(plan.paths) else _with_accounts(ledger, plan)


def _is_snapshot(path: str, plan: Plan) -> bool:
    root, name = root_of(path, os.path.realpath(plan.base), plan.shown)
    return root is not None and bool(name) and may_be_snapshot(root, name)


def _with_accounts(ledger: Ledger, plan: Plan) -> Ledger:
    """The ledger with what the snapshots of accounts tell that the plan names."""
    from hauberk.scan.snapshots import among, joined

    accounts = among(plan.paths, plan.base, plan.shown, plan.unnamed)
    return joined((ledger, *(_account(file, plan) for file in accounts)))


def _account(file: "File", plan: Plan) -> Ledger:
    """What a snapshot of an account tells."""
    from hauberk.scan.account import check_snapshot
    from hauberk.scan.snapshots import unread
    from hauberk.sources.account.snapshot import BUDGET, read_snapshot

    controls = _controls(plan.controls)
    asking = Asking(
        controls,
        plan.day,
        heed=False,
        excerpts=plan.excerpts,
        mapped=plan.mapped,
        packs=plan.packs,
        chosen=plan.chosen,
        named=plan.named,
    )
    root = file.root
    try:
        snapshot = read_snapshot(root.read_bytes(file.path, BUDGET))
        return check_snapshot(snapshot, asking)._replace(files=1)
    except ReadingError as error:
        return unread(file, error.code, error.text)
    except Exception as error:  # a snapshot's fault in Hauberk; the others' results stand
        return unread(file, INTERNAL, f"Hauberk failed on it ({describe(error)}); please report this")


def _without_templates(
    found: Discovery, plan: Plan, checked: Sequence[Checked], progress: Progress | None
) -> tuple[list[Checked], list[Gap]]:
    """What is in code that no template tells of, and what of it couldn't be looked at."""
    from hauberk.scan.bare.claims import together
    from hauberk.scan.bare.cutting import cut

    pieces = cut(found.code, together(one.claims for one in checked if one.claims is not None))
    results = _run([Task(one, plan) for one in pieces.applications], plan.jobs, progress)
    gaps = [*pieces.gaps, *(result for result in results if isinstance(result, Gap))]
    return [result for result in results if isinstance(result, Checked)], gaps


def _bare(checked: Sequence[Checked]) -> Iterator[str]:
    """What isn't known of handlers that no template tells of, once for all of them."""
    number = sum(one.seen.functions for one in checked)
    if number:
        whose = "1 handler: its event is" if number == 1 else f"{number} handlers: their events are"
        yield f"no template tells of {whose} taken as hostile; roles, triggers and environments weren't asked about"


def _strange(pins: Mapping[str, str], checked: Sequence[Checked]) -> Iterator[str]:
    """A complaint for each parameter that the user fixes and no template has."""
    known = frozenset(name for one in checked for name in one.parameters)
    for name in sorted(pins) if checked else ():
        if name not in known:
            yield f"no template has the parameter {name}, which was given a value{nearest(name, sorted(known))}"


def _unmet(packs: "Packs | None", checked: Sequence[Checked]) -> Iterator[str]:
    """A complaint of the names of the packs that no code has, if any code was followed."""
    if packs is None or not any(one.code for one in checked):
        return
    met = frozenset(name for one in checked for name in one.met)
    left = sorted(said.name for said in packs.names.values() if said.name not in met)
    if left:
        yield f"no code that was followed uses {', '.join(left)}, of which the configuration says something"


def _run(tasks: Sequence[Task], jobs: int, progress: Progress | None) -> list[Checked | Gap | None]:
    workers = jobs or (1 if len(tasks) < POOL_FROM else os.cpu_count() or 1)
    if workers == 1 or len(tasks) < 2:
        return _gather(map(run_task, tasks), len(tasks), progress)
    from hauberk.scan.pool import spread

    return _gather(spread(run_task, tasks, workers, _lost), len(tasks), progress)


def _lost(task: Task) -> Gap:
    shown = Root(task.candidate.folder, task.candidate.shown).show(task.candidate.path)
    return Gap(shown, "worker-died", "the process that read it died: it was killed, or there wasn't enough memory")


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
    candidate, plan, claiming = task
    root = Root(candidate.folder, candidate.shown)
    shown = root.show(candidate.path)
    controls = _controls(plan.controls)
    try:
        if not isinstance(candidate, Candidate):
            return _code(root, candidate, plan)
        if not candidate.asked and not may_be_template(root, candidate.path):
            return None
        beside, trouble = ({}, ()) if plan.isolated else _beside(root, candidate.path, plan.environment)
        pins = {**beside, **plan.pins}
        place = _place(root, candidate.path, plan)
        checked = check_application(
            root,
            candidate.path,
            controls,
            pins,
            plan.day,
            heed=plan.heed,
            place=place,
            excerpts=plan.excerpts,
            mapped=plan.mapped,
            claiming=claiming,
            beside=beside,
            packs=plan.packs,
        )
        notes = (*_fixed(root, candidate.path, beside, plan.pins), *checked.notes)
        return checked._replace(gaps=(*trouble, *checked.gaps), notes=notes)
    except ReadingError as error:
        if error.code == "not-a-template" and not candidate.asked:
            return None
        return _gap(root, shown, error)
    except Exception as error:  # one application's fault in Hauberk; the others' results stand
        return Gap(shown, INTERNAL, f"Hauberk failed on it ({describe(error)}); please report this")


def _code(root: Root, bare: "Bare", plan: Plan) -> Checked | Gap:
    """Checks an application that no template tells of."""
    asking = Asking(_controls(plan.controls), plan.day, plan.heed, plan.excerpts, plan.mapped, packs=plan.packs)
    checked = check_code(root, bare, asking, lambda path: _place(root, path, plan))
    if bare.asked and not checked.seen.functions and not checked.gaps:
        from hauberk.scan.bare.reading import NO_HANDLER

        return Gap(root.show(bare.files[0]), "no-handler", NO_HANDLER)
    return checked


def _place(root: Root, path: str, plan: Plan) -> str:
    """A file as fingerprints name it."""
    if plan.unnamed and root.folder == os.path.realpath(plan.unnamed):
        return f"-/{path}"
    return os.path.relpath(os.path.join(root.folder, path), plan.anchor).replace(os.sep, "/")


def _gap(root: Root, shown: str, error: ReadingError) -> Gap:
    span = error.span
    source = root.opened.get(span.path) if span else None
    line, column = source.line_column(span.start) if source and span else (0, 0)
    return Gap(shown, error.code, error.text, line, column)


def _beside(root: Root, template: str, environment: str) -> tuple[Mapping[str, str], tuple[Gap, ...]]:
    """What a ``samconfig.toml`` fixes. One that can't be read is a gap of its own, and fixes nothing."""
    try:
        return pins_beside(root, template, environment), ()
    except ReadingError as error:
        return {}, (_gap(root, root.show(root.join(template, SAMCONFIG)), error),)


@cache
def _controls(names: frozenset[str] | None) -> tuple[Control, ...]:
    return all_controls() if names is None else controls_named(names)


def _fixed(root: Root, template: str, beside: Mapping[str, str], given: Mapping[str, str]) -> Iterator[str]:
    names = sorted(name for name in beside if name not in given)
    if names:
        yield f"{root.show(root.join(template, SAMCONFIG))} fixes {', '.join(names)}"
