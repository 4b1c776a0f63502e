"""What went wrong, told to whoever called."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, within
from hauberk.code.facts.tables import listed
from hauberk.code.flow.record import Record
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Kind, Literal, Member, Result, Text, Value
from hauberk.code.flow.values import Record as Fields
from hauberk.code.flow.values import Sequence as Items

KIND = "exception-in-response"
_SAYS = "whoever calls reads the text of what went wrong inside"
_STATUS = ("statusCode", "status", "body", "headers")
MAX_DEPTH = 14


def found(met: Met) -> Iterator[Fact]:
    """Answers with an exception's text or a stack trace in them."""
    for answer in met.record.answers:
        if _tells(answer.value):
            for site in _places(met, answer.value, answer.site):
                yield Fact(KIND, site, _SAYS)
    for stored in met.record.stores:
        if stored.key.only in (Literal("response"), Literal("body")) and _tells(stored.value):
            yield Fact(KIND, stored.site, _SAYS)
    for named in met.by_name.get("response", ()):
        if any(isinstance(atom, Fields) and atom.get("statusCode") is not None for atom in named.value.atoms) and _tells(named.value):
            yield Fact(KIND, named.site, _SAYS)
    for called in met.record.calls:
        path = called.callee.path
        method = path.rpartition(".")[2]
        if path in listed("responses", "calls") or (method in listed("responses", "methods") and within(path, listed("responses", "of"))):
            if any(_tells(value) for value in called.arguments.every()):
                yield Fact(KIND, called.site, _SAYS, path)


def _places(met: Met, answer: Value, otherwise: Site) -> Iterator[Site]:
    """Where the parts of an answer are written that tell of it."""
    bodies = [body for atom in answer.atoms if isinstance(atom, Fields) for body in (atom.get("body"),) if body is not None]
    atoms = {atom for body in bodies for atom in body.atoms}
    places = [
        named.site
        for named in met.by_name.get("body", ())
        if _tells(named.value) and not atoms.isdisjoint(named.value.atoms)
    ]
    yield from places or [otherwise]


def _tells(value: Value, depth: int = 0) -> bool:
    """Whether an exception's text can be read in a value."""
    return depth < MAX_DEPTH and any(_is_telling(atom, depth) for atom in value.atoms)


def _is_telling(atom: Atom, depth: int) -> bool:
    match atom:
        case Fields():
            return any(_tells(value, depth + 1) for _, value in atom.fields) or (
                atom.rest is not None and _tells(atom.rest, depth + 1)
            )
        case Items():
            return _tells(atom.every(), depth + 1)
        case Text():
            return any(_tells(piece, depth + 1) for piece in atom.pieces if isinstance(piece, Value))
        case Member():
            return (atom.name in listed("responses", "members") or atom.name in ("*", "[0]")) and _is_telling(atom.of, depth + 1)
        case Result():
            path = atom.of.path
            if path == "exception":
                return not _is_for_callers(atom)
            if path in listed("responses", "tracebacks"):
                return True
            if path.rpartition(".")[2] in listed("responses", "carrying") or path.endswith(tuple(listed("responses", "carrying"))):
                return any(_tells(one, depth + 1) for one in atom.arguments.every()) or (
                    isinstance(atom.of, Member) and _is_telling(atom.of.of, depth + 1)
                )
    return False


def _is_for_callers(raised: Result) -> bool:
    """Whether all that it can be is made for whoever calls: a class of the application's own, what validation says."""
    kinds = [atom for value in raised.arguments.plain for atom in _classes(value)]
    return bool(kinds) and all(isinstance(kind, Kind) or _name(kind) in listed("responses", "for_callers") for kind in kinds)


def _classes(value: Value) -> Iterator[Atom]:
    for atom in value.atoms:
        if isinstance(atom, Items):
            yield from _classes(atom.every())
        else:
            yield atom


def _name(atom: Atom) -> str:
    return getattr(atom, "path", "").rpartition(".")[2]


__all__ = ["Record", "found"]
