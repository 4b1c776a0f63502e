"""What went wrong, told to whoever called."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, within
from hauberk.code.facts.tables import listed, those
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Kind, Literal, Member, Result, Text, Value
from hauberk.code.flow.values import Record as Fields
from hauberk.code.flow.values import Sequence as Items

KIND = "exception-in-response"
_SAYS = "whoever calls reads the text of what went wrong inside"
MAX_DEPTH = 14


def found(met: Met) -> Iterator[Fact]:
    """Answers with an exception's text or a stack trace in them; of a call that makes an answer, and the answer around
    it, the call alone."""
    every = list(_found(met))
    inner = [fact.site for fact in every if fact.what]
    for fact in every:
        if fact.what or not any(_is_within(site, fact.site) for site in inner):
            yield fact


def _is_within(one: Site, other: Site) -> bool:
    return one.path == other.path and other.at.start <= one.at.start <= one.at.end <= other.at.end


def _found(met: Met) -> Iterator[Fact]:
    told: set[Atom] = set()
    for answer in met.record.answers:
        if _tells(answer.value):
            told.update(answer.value.atoms)
            for site in _places(met, answer.value, answer.site):
                yield Fact(KIND, site, _SAYS)
    for stored in met.record.stores:
        if stored.key.only in (Literal("response"), Literal("body")) and _tells(stored.value):
            yield Fact(KIND, stored.site, _SAYS)
    for named in met.by_name.get("response", ()):
        answers = (atom for atom in named.value.atoms if isinstance(atom, Fields))
        if told.isdisjoint(named.value.atoms) and any(map(_has_status, answers)) and _tells(named.value):
            yield Fact(KIND, named.site, _SAYS)
    for called in met.record.calls:
        given = called.arguments.every()
        if called.callee.path == "callback":
            given = called.arguments.plain[1:]  # the first is thrown, not answered
        if _answers(called.callee.path) and any(map(_tells, given)):
            yield Fact(KIND, called.site, _SAYS, called.callee.path)


def _has_status(answer: Fields) -> bool:
    return answer.get("statusCode") is not None


def _answers(path: str) -> bool:
    """Whether a call makes an answer of what it is given."""
    if path in those("responses", "calls"):
        return True
    return path.rpartition(".")[2] in those("responses", "methods") and within(path, listed("responses", "of"))


def _places(met: Met, answer: Value, otherwise: Site) -> Iterator[Site]:
    """Where the parts of an answer are written that tell of it."""
    bodies = (atom.get("body") for atom in answer.atoms if isinstance(atom, Fields))
    atoms = {atom for body in bodies if body is not None for atom in body.atoms}
    places = [
        (named.site, frozenset(atom for atom in named.value.atoms if _is_telling(atom, 0)))
        for named in met.by_name.get("body", ())
        if _tells(named.value) and not atoms.isdisjoint(named.value.atoms)
    ]
    for place in sorted(
        places, key=lambda one: len(one[1]), reverse=True
    ):  # what only passes on what others were given
        others = frozenset[Atom]().union(*(made for site, made in places if site != place[0]))
        if place[1] <= others:
            places.remove(place)
    yield from (site for site, _ in places) if places else [otherwise]


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
            passing = atom.name in those("responses", "members") or atom.name == "*" or atom.name.startswith("[")
            return passing and _is_telling(atom.of, depth + 1)
        case Result():
            return _gives_away(atom, depth)
    return False


def _gives_away(made: Result, depth: int) -> bool:
    """Whether it is what was raised, its trace, or a text of either."""
    path = made.of.path
    if path == "exception":
        return not _is_for_callers(made)
    if path in those("responses", "tracebacks"):
        return True
    if not path.endswith(listed("responses", "carrying")):
        return False
    return any(_tells(one, depth + 1) for one in made.arguments.every()) or (
        isinstance(made.of, Member) and _is_telling(made.of.of, depth + 1)
    )


def _is_for_callers(raised: Result) -> bool:
    """Whether all that it can be is made for whoever calls: a class of the application's own, what validation says."""
    kinds = [atom for value in raised.arguments.plain for atom in _classes(value)]
    own = (isinstance(kind, Kind) or _name(kind) in those("responses", "for_callers") for kind in kinds)
    return bool(kinds) and all(own)


def _classes(value: Value) -> Iterator[Atom]:
    for atom in value.atoms:
        if isinstance(atom, Items):
            yield from _classes(atom.every())
        else:
            yield atom


def _name(atom: Atom) -> str:
    return getattr(atom, "path", "").rpartition(".")[2]
