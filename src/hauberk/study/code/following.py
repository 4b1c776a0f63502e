"""A function's code, followed once from its handler on."""

import posixpath
from collections.abc import Callable, Iterable
from typing import NamedTuple

from hauberk.code import ir
from hauberk.code.facts import Fact, facts, needed
from hauberk.code.flow.follower import follow
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.record import Record
from hauberk.code.flow.taint import Step
from hauberk.code.front_ends import PYTHON, lowered
from hauberk.code.hostility import hostile
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.code.weaknesses.hostile import Finding, findings
from hauberk.code.weaknesses.sinks import sinks
from hauberk.code.weaknesses.unchecked import unchecked
from hauberk.model.compute import Function
from hauberk.model.values import Reason
from hauberk.reading.errors import ReadingError
from hauberk.reading.jail import Root
from hauberk.study.code.places import SCRIPTS, Place
from hauberk.study.code.vendored import own
from hauberk.study.study import Study

MAX_FILES = 5_000
"""Files of one folder that may be modules."""
_OF_EVENTS = {
    "schedule": "schedule",
    "schedule that recurs": "schedule",
    "EventBridge": "eventbridge",
    "Cognito": "cognito",
    "Secrets Manager rotation": "rotation",
}
"""The kinds of events whose parts are known, by what a trigger is called."""


class Followed(NamedTuple):
    """What following a function's code gave. ``doubt`` tells what wasn't followed, if anything."""

    record: Record
    found: tuple[Finding, ...]
    unchecked: Step | None
    """Where a request's body or query is first read, if nothing is asked of it."""
    facts: tuple[Fact, ...]
    doubt: Reason | None


class Codes:
    """The code of an application's functions. Files are read and lowered once for all of them."""

    def __init__(self, root: Root, study: Study) -> None:
        self.root = root
        self.study = study
        self._files: dict[str, ir.File | None] = {}
        self._lists: dict[tuple[str, str], tuple[str, ...]] = {}
        self._followed: dict[tuple[Place, tuple[str, ...]], Followed | Reason] = {}

    def of(self, function: Function, place: Place) -> Followed | Reason:
        """What the code in a place does, which is a function's; why nobody knows."""
        kinds = tuple(sorted({_OF_EVENTS.get(one.kind, "") for one in self.study.triggers(function)})) or ("",)
        key = (place, kinds)
        if key not in self._followed:
            self._followed[key] = self._follow(place, kinds)
        return self._followed[key]

    def _follow(self, place: Place, kinds: tuple[str, ...]) -> Followed | Reason:
        paths = self._paths(place.folder, place.language)
        if not paths:
            return Reason("no-code", f"there is no code in {place.folder or 'its folder'}")
        roots = [place.folder]
        for layer in place.layers:
            paths = (*paths, *self._paths(layer, place.language))
            roots += [posixpath.join(layer, "python"), layer]
        path = _module(place, frozenset(paths))
        if path is None:
            return Reason("missing-handler", f"no file of {place.folder or 'its folder'} is {place.module}")
        program = Program(paths, tuple(roots), self._file)
        record = follow(program, Lookup(knowledge(place.language)), _hostile(kinds), path, place.name)
        found = findings(record, sinks())
        return Followed(record, found, unchecked(record), (*facts(record), *needed(record)), _doubt(record))

    def _paths(self, folder: str, language: str) -> tuple[str, ...]:
        key = (folder, language)
        if key not in self._lists:
            endings = PYTHON if language == "python" else SCRIPTS
            below = Root(posixpath.join(self.root.folder, folder) if folder else self.root.folder)
            found = (
                posixpath.join(folder, entry.path) if folder else entry.path
                for entry in below.walk()
                if entry.name.endswith((*endings, "RECORD"))  # why one can't be read is told where it is imported
            )
            mine = (path for path in own(found, self._text) if path.endswith(endings))
            self._lists[key] = tuple(path for _, path in zip(range(MAX_FILES), mine, strict=False))
        return self._lists[key]

    def _text(self, path: str) -> str:
        try:
            return self.root.read(path).text
        except ReadingError:
            return ""

    def _file(self, path: str) -> ir.File | None:
        if path not in self._files:
            try:
                source = self.root.read(path)
            except ReadingError as error:
                trouble = ir.Trouble(error.code, error.text, ir.Place(0, 0))
                self._files[path] = ir.File(path, "python" if path.endswith(PYTHON) else "javascript", (), (trouble,))
            else:
                self._files[path] = lowered(source)
        return self._files[path]


def _module(place: Place, paths: frozenset[str]) -> str | None:
    """The file of the handler's module."""
    base = posixpath.join(place.folder, place.module) if place.folder else place.module
    if place.language == "python":
        tries: Iterable[str] = (f"{base}.py", f"{base}/__init__.py")
    else:
        beside = posixpath.normpath(posixpath.join(place.folder, place.entry)) if place.entry else ""
        tries = (*(base + ending for ending in SCRIPTS), *((beside,) if beside else ()), f"{base}/index.js")
    return next((path for path in tries if path in paths), None)


def _hostile(kinds: tuple[str, ...]) -> Callable[[tuple[str, ...]], str | None]:
    def told(path: tuple[str, ...]) -> str | None:
        return next((name for kind in kinds if (name := hostile(path, kind)) is not None), None)

    return told


def _doubt(record: Record) -> Reason | None:
    """The first thing that wasn't followed, and how many there are."""
    lost = list(record.lost)
    if not lost:
        return None
    more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
    return Reason(lost[0].code, f"{lost[0].text}{more}")
