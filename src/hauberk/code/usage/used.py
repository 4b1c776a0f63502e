"""How a handler uses its event: the parts that it reads, and what each of them has to be."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from hauberk.code.flow.frames import Facts
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.record import Called, Lost, Record
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Foreign, Input, Member, Result, Text, Value
from hauberk.code.flow.values import Record as Fields
from hauberk.code.flow.values import Sequence as Items
from hauberk.code.program import Program
from hauberk.code.usage.limits import Limits, Path
from hauberk.code.usage.limits import Touched as Ways
from hauberk.code.usage.watching import Watcher, paths

MAX_PARTS = 2_000
"""Parts of a value that are looked at."""
PARSED = ("{}", "{}")
T = TypeVar("T")


class Used(NamedTuple):
    """What a handler does with its event."""

    reads: Mapping[Path, Site]
    """Parts that are read by their names."""
    unnamed: Mapping[Path, Site]
    """Parts of which something is read under a name that isn't written down."""
    listed: Mapping[Path, Site]
    """Parts whose items are gone through."""
    whole: Mapping[Path, tuple[str, Site]]
    """Parts that are handed on as a whole, and to what."""
    declared: Mapping[Path, tuple[str, Site]]
    """Parts that the program validates itself, and what does."""
    untold: Mapping[tuple[Path, str], Site]
    """Regular expressions that parts have to fit, and that JSON Schema can't say."""
    limits: Mapping[Path, Limits]
    """What has to hold of parts for the handler to end well."""
    routes: int
    """Functions that a framework calls for requests."""
    lost: tuple[Lost, ...]
    """What couldn't be followed."""


def used(program: Program, lookup: Lookup, path: str, name: str, source: Callable[[str], bytes]) -> Used:
    """How the handler of a name in a file uses its event. ``source`` gives the bytes of a file."""
    watcher = Watcher(program, lookup, source)
    watcher.follow(path, name)
    record = watcher.record
    for part, by, site in _handed_on(record, lookup):
        watcher.whole.setdefault(part, (by, site))
    limits = _together([facts for _, facts in watcher.ends])
    between = _between((*watcher.reads, *limits))
    return Used(
        _parsed(watcher.reads, between),
        _parsed(watcher.unnamed, between),
        _parsed(watcher.iterated, between),
        _parsed(watcher.whole, between),
        _parsed(watcher.declared, between),
        {(_once(path), pattern): site for (path, pattern), site in watcher.untold.items()},
        _parsed(limits, between),
        len({by for by, _ in watcher.ends if by}),
        tuple(record.lost),
    )


def _once(path: Path) -> Path:
    """A text that was decoded, and then parsed, is one that was parsed."""
    return tuple(part for number, part in enumerate(path) if part != "{}" or path[number - 1] != "{}")


def _between(paths: tuple[Path, ...]) -> frozenset[Path]:
    """The texts that were decoded, and then parsed."""
    return frozenset(
        path[:number] for path in paths for number in range(2, len(path)) if path[number - 1 : number + 1] == PARSED
    )


def _parsed(of: Mapping[Path, T], between: frozenset[Path]) -> dict[Path, T]:
    """The same of what was parsed, without what is said of the text in between."""
    found: dict[Path, T] = {}
    for path, what in of.items():
        if path not in between:
            found.setdefault(_once(path), what)
    return found


def _together(ends: list[Facts]) -> dict[Path, Limits]:
    """What holds on every way that ends well, of the roots that it uses."""
    met: Facts = {}
    for facts in ends:
        met = Ways().meet(met, facts) if met else facts
    return {path: limits for path, limits in paths(met) if path}


_COPYING = frozenset(
    ("json.dumps", "JSON.stringify", "builtins.dict", "Object.assign", "structuredClone", "copy.deepcopy", "copy.copy")
)
"""Calls that make the same thing again: what comes of it counts."""
_LOGGING = ("console.", "builtins.print", "logging.", "pprint.")
_LEVELS = frozenset(
    ("debug", "info", "log", "warn", "warning", "error", "exception", "critical", "trace", "append_keys")
)
_ASKING = frozenset(
    (
        "builtins.isinstance",
        "builtins.len",
        "builtins.type",
        "builtins.bool",
        "Object.keys",
        "Array.isArray",
        "callback",
    )
)


def _handed_on(record: Record, lookup: Lookup) -> Iterator[tuple[Path, str, Site]]:
    """Parts of the input that something gets as they are. Logs don't count, nor what only looks at them."""
    for called in record.calls:
        path = called.callee.path
        if path in _COPYING or path in _ASKING or _logs(called) or lookup.schema(path) is not None:
            continue
        if path.startswith(("json.load", "JSON.parse", "base64.", "Buffer.", "?.")):
            continue
        for value in called.arguments.every():
            for part in _parts(value):
                yield part, f"{path}()", called.site
    for answer in record.answers:
        for part in _parts(answer.value):
            yield part, "the caller", answer.site
    for stored in record.stores:
        for part in _parts(stored.value):
            yield part, "what it is stored in", stored.site


def _logs(called: Called) -> bool:
    path = called.callee.path
    return path.startswith(_LOGGING) or (path.rpartition(".")[2] in _LEVELS and "log" in path.lower())


def _parts(value: Value) -> Iterator[Path]:
    """The parts of the input that a value has in it."""
    pending: list[Atom] = list(value.atoms)
    for _ in range(MAX_PARTS):
        if not pending:
            return
        atom = pending.pop()
        if isinstance(atom, Input):
            yield atom.path
        elif isinstance(atom, (Fields, Items)):
            pending += atom.every().atoms
        elif isinstance(atom, Text):
            pending += [one for piece in atom.pieces if isinstance(piece, Value) for one in piece.atoms]
        elif isinstance(atom, Result) and atom.of.path in _COPYING:
            pending += [one for given in atom.arguments.every() for one in given.atoms]
        elif isinstance(atom, Result) and isinstance(atom.of, Member) and not isinstance(atom.of.of, Foreign):
            pending.append(atom.of.of)
