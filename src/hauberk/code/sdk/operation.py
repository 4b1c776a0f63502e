"""A call of an operation of AWS, whichever SDK makes it."""

from collections.abc import Callable
from typing import NamedTuple

from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Atom, Literal, Record, Value

NAMES = "\0names"
"""The field of a record under which those of its names are kept that aren't written down."""


class Through(NamedTuple):
    """The client that a call goes through: what it was made with, if it was told."""

    region: Value | None = None
    endpoint: Value | None = None
    own: bool = True
    """Whether it acts with the function's own credentials."""


class Operation(NamedTuple):
    """A call of an operation: the service as boto3 names it, the operation as a method or by AWS's name."""

    service: str
    operation: str
    parameters: tuple[tuple[str, Value], ...]
    sites: tuple[Site, ...] = ()
    """Where the operation is named: the method, the paginator, the command."""
    through: Through = Through()
    more: Value | None = None
    """What may be among the parameters besides, under whichever names."""
    word: str = ""
    """The word by which it is named at its sites."""

    def get(self, name: str) -> Value | None:
        """A parameter, by its name in AWS's model, in whichever case; ``A.b`` is ``b`` in ``A``."""
        first, _, rest = name.partition(".")
        wanted = first.lower()
        found = next((value for given, value in self.parameters if given.lower() == wanted), None)
        if found is None or not rest:
            return found
        for atom in found.atoms:
            if isinstance(atom, Record):
                inner = Operation("", "", atom.fields).get(rest)
                if inner is not None:
                    return inner
        return None


class Unknown(NamedTuple):
    """A call of AWS of which can't be told what it is: a stable code, and a sentence."""

    code: str
    text: str
    site: Site


class Found(NamedTuple):
    """What a program calls of AWS."""

    operations: tuple[Operation, ...]
    unknown: tuple[Unknown, ...]
    identity: Callable[[Atom], Value | None] = lambda _: None
    """What a part of an answer is known to be, such as the account."""
    answered: "Callable[[Atom], tuple[tuple[Operation, ...], str]]" = lambda _: ((), "")
    """The operations whose answer a value is part of, and the name that it has there."""


def texts_of(value: Value | None) -> tuple[str, ...] | None:
    """The texts that a value may be; ``None`` if one of them isn't written down."""
    found = [
        atom.value
        for atom in (value.atoms if value is not None else ())
        if isinstance(atom, Literal) and isinstance(atom.value, str)
    ]
    return tuple(found) if value is not None and len(found) == len(value.atoms) and found else None


def fields_of(value: Value | None) -> tuple[tuple[tuple[str, Value], ...], Value | None]:
    """What a mapping holds by name, and what it may hold besides; of several the names of all."""
    found: dict[str, Value] = {}
    more: Value | None = None
    for atom in value.atoms if value is not None else ():
        if isinstance(atom, Record):
            for name, inner in atom.fields:
                found[name] = (
                    Value(tuple(dict.fromkeys((*found[name].atoms, *inner.atoms)))) if name in found else inner
                )
            more = more or atom.rest
        elif not (isinstance(atom, Literal) and atom.value is None):
            more = more or value
    return tuple(found.items()), more
