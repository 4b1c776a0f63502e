"""A function's code, followed once from its handler on."""

import posixpath
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from hauberk.code.facts import Fact, facts, needed
from hauberk.code.flow.follower import follow
from hauberk.code.flow.knowledge import NO_PACK, Lookup
from hauberk.code.flow.record import Record
from hauberk.code.flow.taint import Step
from hauberk.code.hostility import hostile
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.code.weaknesses.hostile import Finding, findings
from hauberk.code.weaknesses.sinks import Sinks, sinks
from hauberk.code.weaknesses.unchecked import unchecked
from hauberk.model.compute import Function
from hauberk.model.values import Known, Reason, Value
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.reading.jail import Root
from hauberk.study.code.contents import Contents, Listed
from hauberk.study.code.modules import module_of
from hauberk.study.code.places import Place
from hauberk.study.study import Study
from hauberk.study.triggers import WAYS_IN

_OF_EVENTS = {
    "schedule": "schedule",
    "schedule that recurs": "schedule",
    "EventBridge": "eventbridge",
    "Cognito": "cognito",
    "Secrets Manager rotation": "rotation",
    "API Gateway": "API Gateway",
    "function URL": "function URL",
}
"""The kinds of events whose parts are known, by what a trigger is called."""
_CLEAN = frozenset(("schedule", "rotation", "trusted"))
"""Those in which no outsider says anything."""


class Followed(NamedTuple):
    """What following a function's code gave. ``doubt`` tells what wasn't followed, if anything."""

    record: Record
    found: tuple[Finding, ...]
    unchecked: Step | None
    """Where a request's body or query is first read, if nothing is asked of it."""
    facts: tuple[Fact, ...]
    doubt: Reason | None
    left: tuple[Reason, ...] = ()
    """What of the code isn't at hand."""


class Code(NamedTuple):
    """A function's code: its files, where the handler is in them, and what of it isn't at hand."""

    program: Program
    lookup: Lookup
    path: str
    name: str
    left: tuple[Reason, ...]


class Codes:
    """The code of an application's functions. Files are read and lowered once for all of them."""

    def __init__(self, root: Root, study: Study) -> None:
        self.contents = study.contents or Contents(root)
        self.study = study
        self._codes: dict[Place, Code | Reason] = {}
        self._lookups: dict[str, Lookup] = {}
        self._followed: dict[tuple[Place, tuple[str, ...]], Followed | Reason] = {}

    def of(self, function: Function, place: Place) -> Followed | Reason:
        """What the code in a place does, which is a function's; why nobody knows."""
        kinds = tuple(sorted(set(self._kinds(function)))) or ("",)
        key = (place, kinds)
        if key not in self._followed:
            self._followed[key] = self._follow(place, kinds)
        followed = self._followed[key]
        if isinstance(followed, Followed) and _logs_json(function, self.study):
            return followed._replace(found=tuple(one for one in followed.found if not _is_escaped(one)))
        return followed

    def _kinds(self, function: Function) -> Iterator[str]:
        """The kinds of events that a function is called with. Records are as hostile as their producers."""
        if function.is_bare:
            told = function.at("Event")  # as the code itself says
            yield str(told.value) if isinstance(told, Known) else ""
            return
        clean = True
        for trigger in self.study.ways_in(function):
            kind = _OF_EVENTS.get(trigger.kind, "")
            if kind not in _CLEAN and self.study.producers.are_trusted(function, trigger):
                kind = "trusted"
            clean = clean and kind in _CLEAN
            yield kind
        is_open = not self.study.application.unlisted.keys().isdisjoint(WAYS_IN)
        if is_open or (clean and self.study.producers.is_invoked_by_others(function)):
            yield ""

    def code(self, place: Place) -> Code | Reason:
        """The code in a place; why it isn't there."""
        if place not in self._codes:
            self._codes[place] = self._code(place)
        return self._codes[place]

    def _code(self, place: Place) -> Code | Reason:
        if place.text is not None:
            path = self.contents.hold(place.folder, place.language, place.text)
            own = Listed((path,), ())
            module: str | None = path
        else:
            own = self.contents.listed(place.folder, place.language)
            module = module_of(place, frozenset(own.paths))
        if module is None:
            return _missing(place, own)
        layers = [self.contents.listed(layer, place.language) for layer in place.layers]
        paths = (*own.paths, *(path for layer in layers for path in layer.paths))
        # what a later layer brings is put over what an earlier one did
        above = place.layers[::-1]
        roots = (
            *(place.roots or (posixpath.dirname(module) if place.text is not None else place.folder,)),
            *(root for layer in above for root in (posixpath.join(layer, "python"), layer)),
        )
        program = Program(paths, roots, self.contents.file, above)
        left = (*own.left, *place.left, *(reason for layer in layers for reason in layer.left))
        return Code(program, self._lookup(place.language), module, place.name, left)

    def _lookup(self, language: str) -> Lookup:
        """What is known of the libraries of a language; what was found in the tables once is kept for all functions."""
        if language not in self._lookups:
            packs = self.study.packs
            self._lookups[language] = Lookup(knowledge(language), packs.names if packs is not None else NO_PACK)
        return self._lookups[language]

    def _follow(self, place: Place, kinds: tuple[str, ...]) -> Followed | Reason:
        code = self.code(place)
        if isinstance(code, Reason):
            return code
        record = follow(code.program, code.lookup, _hostile(kinds), code.path, code.name)
        self.study.met |= code.lookup.met
        found = findings(record, self._sinks)
        doubt = _doubt(record, code.left)
        return Followed(record, found, unchecked(record), (*facts(record), *needed(record)), doubt, code.left)

    @cached_property
    def _sinks(self) -> Sinks:
        packs = self.study.packs
        return sinks().and_those(packs.sinks) if packs is not None else sinks()


def _missing(place: Place, own: Listed) -> Reason:
    """Why there is no file of the handler's module: the first thing that couldn't be looked into, if anything."""
    if own.left:
        return own.left[0]
    where = place.folder or "its folder"
    if not own.paths:
        return Reason("no-code", f"there is no code in {where}")
    return Reason("missing-handler", f"no file of {where} is {place.module}")


_ESCAPED = ("logging.", "console.", "loglevel.")
"""What Lambda writes as JSON, with line breaks escaped, where a function's log format is JSON: Python's ``logging`` and
the methods of Node.js's ``console``, by which loglevel writes. "If your function outputs logs using Python print
statements, Lambda can only send log outputs to CloudWatch Logs in plain text format" (Lambda developer guide, "Log and
monitor Python Lambda functions" and "Configuring JSON and plain text log formats", 2026-11)."""


def _is_escaped(found: Finding) -> bool:
    return found.kind == "log-injection" and found.what.startswith(_ESCAPED)


def _logs_json(function: Function, study: Study) -> bool:
    """Whether a function's log format is JSON in every deployment."""

    def ask(world: World) -> Value:
        return Function(function.resource, world).log_format

    try:
        answers = explore(ask, (function.world.guard,), refuses=study.application.refuses)
        return all(answer == Known("JSON") for _, answer in answers)
    except TooManyWorldsError:
        return False


def _hostile(kinds: tuple[str, ...]) -> Callable[[tuple[str, ...]], str | None]:
    def told(path: tuple[str, ...]) -> str | None:
        return next((name for kind in kinds if (name := hostile(path, kind)) is not None), None)

    return told


def _doubt(record: Record, left: tuple[Reason, ...]) -> Reason | None:
    """The first thing that wasn't followed, and how many there are."""
    lost = [*(Reason(one.code, one.text) for one in record.lost), *left]
    if not lost:
        return None
    more = f", and {len(lost) - 1} more" if len(lost) > 1 else ""
    return Reason(lost[0].code, f"{lost[0].text}{more}")
