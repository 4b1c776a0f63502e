"""What a user's packs say of a call, applied to the values that it is made with and gives."""

from typing import NamedTuple

from hauberk.code.flow.frames import Facts
from hauberk.code.flow.knowledge import RECEIVER, RESULT, Declared, Gives, Passing
from hauberk.code.flow.taint import Site, Step, Taint, Taints, decoded, together
from hauberk.code.flow.values import (
    MAX_DEPTH,
    NOTHING,
    Arguments,
    Atom,
    Record,
    Value,
    cleaned,
    join,
    remade,
    taint_of,
    unknown,
)


class Outcome(NamedTuple):
    """What a call of the application's own came to."""

    value: Value
    changed: dict[str, Value]
    """Parameters that were changed in place, by their names."""
    true: Facts
    false: Facts
    after: Facts
    raised: tuple[Value, ...] = ()
    """What it raised that has something of somebody outside in it."""


class OwnCall(NamedTuple):
    """A call of a function of the application: what it is made with, its parameters in their order, the object whose
    method it is with what the method calls it, and where it is."""

    arguments: Arguments
    names: tuple[str, ...]
    me: Value | None
    self_name: str
    site: Site


def of_own(found: Outcome, said: Declared, call: OwnCall) -> Outcome:
    """What a call comes to by the code and by what a pack says of the function."""
    value, changed, true, false, after, raised = found
    for passing in said.passes:
        given = passed(passing, call.arguments, call.me, call.names)
        taints = taints_of(passing, given)
        if passing.to == RESULT:
            value = join(value, given) if passing.gives is Gives.SAME else marked(value, taints)
            continue
        name, before = _changing(passing.to, call)
        if before is not None:
            changed = {**changed, name: marked(changed.get(name, before), taints)}
    if said.answers:
        taints = source(said.name, call.site)
        value = join(marked(value, taints), unknown(f"what {said.name} gives", taints))
    checked = about(said, call.arguments, call.names)
    if checked is not None and taint_of(checked):
        true = _with(true, checked, said.tests | said.guards)
        false = _with(false, checked, said.rejects | said.guards)
        after = _with(after, checked, said.guards)
    return Outcome(cleaned(value, said.cleans), changed, true, false, after, raised)


def _changing(to: int | str, call: OwnCall) -> tuple[str, Value | None]:
    """The parameter that is changed in place, and what it was."""
    if to == RECEIVER:
        return call.self_name, call.me
    names = call.names
    number = to if isinstance(to, int) else names.index(to) if to in names else len(names)
    return (names[number], call.arguments.at(number, names[number])) if number < len(names) else ("", None)


def _with(facts: Facts, value: Value, kinds: frozenset[str]) -> Facts:
    return {**facts, value: facts.get(value, frozenset()) | kinds} if kinds else facts


def source(name: str, site: Site) -> Taints:
    """The taint of what a pack names a source, which is read at a place."""
    return frozenset((Taint(name, frozenset(), Step(site, f"{name} is read")),))


def about(said: Declared, arguments: Arguments, parameters: tuple[str, ...] = ()) -> Value | None:
    """The argument that a check looks at: by its place, or by its name."""
    own = parameters[said.argument : said.argument + 1]
    places = (arguments.at(said.argument), *(arguments.at(-1, name) for name in (*own, *said.names)))
    return next((value for value in places if value is not None), None)


def passed(passing: Passing, arguments: Arguments, me: Value | None, parameters: tuple[str, ...] = ()) -> Value:
    """What passes on of what a call is given, and of what it is called on."""
    found = NOTHING
    for place in passing.given:
        if place == RECEIVER:
            value = me
        elif isinstance(place, int):
            value = arguments.at(place, parameters[place] if place < len(parameters) else "") or arguments.more
        else:
            value = arguments.at(parameters.index(place) if place in parameters else -1, place) or arguments.more
        found = join(found, value or NOTHING)
    return found


def taints_of(passing: Passing, given: Value) -> Taints:
    """Who is behind what passes on."""
    return decoded(taint_of(given)) if passing.gives is Gives.DECODED else taint_of(given)


def marked(value: Value, taints: Taints, depth: int = 0) -> Value:
    """A value with some sources more, in whatever it holds too."""
    if not taints or not value.atoms or depth > MAX_DEPTH:
        return value

    def inner(one: Value) -> Value:
        return marked(one, taints, depth + 1)

    def made(atom: Atom) -> Atom:
        if isinstance(atom, Record) and not atom.fields and atom.rest is None:
            return atom.with_any(unknown("what was put in", taints))
        return remade(atom, inner)

    return Value(tuple(map(made, value.atoms)), together(value.taint, taints))
