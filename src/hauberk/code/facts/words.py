"""The words of names, and what values are called."""

from collections.abc import Iterable

from hauberk.code.facts.met import Met, parts
from hauberk.code.flow.values import Atom, Environment, Input, Member, Value
from hauberk.model.regex import regex

_WORD = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case: of ``resetToken`` "reset" and "token"."""
    return tuple(word.lower() for word in _WORD.findall(name))


def names_of(met: Met, value: Value, closed: tuple[str, ...] = ()) -> Iterable[str]:
    """What a value, and what it is made of, is called."""
    for atom in parts(value, closed):
        yield from own_names(met, atom)


def own_names(met: Met, atom: Atom) -> Iterable[str]:
    """What one value is called."""
    yield from met.names.get(atom, ())
    if isinstance(atom, Input):
        yield next((part for part in reversed(atom.path) if part not in ("{}", "*")), "")
    elif isinstance(atom, (Environment, Member)):
        yield atom.name
