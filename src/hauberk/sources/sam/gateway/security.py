"""The ``security`` of a method: which authorizers and keys it asks for, in OpenAPI's form."""

from collections.abc import Iterator

from hauberk.model.values import Trail, Unknown, Value, fields_of, items_of
from hauberk.sources.sam.build import tree
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import INTEGRATION

NOT_METHODS = frozenset(("summary", "description", "parameters"))


def demands(method: Tree) -> list[Value]:
    """The method's security requirements, each a mapping from a name to scopes."""
    value = method.value("security")
    return list(items_of(value))


def is_unknown(method: Tree) -> bool:
    """Whether it can't be told what a method asks for."""
    return isinstance(method.value("security"), Unknown)


def names(demand: Value) -> tuple[str, ...]:
    """What a requirement names."""
    return fields_of(demand).names()


def add(method: Tree, name: str, scopes: Value | None, trail: Trail) -> None:
    """One more requirement."""
    demand = tree({name: [] if scopes is None else scopes}, trail)
    method.put("security", [*demands(method), demand], trail)


def integrated(path: Tree) -> Iterator[tuple[str, Tree]]:
    """The methods of a path that have an integration, in all branches, with their names."""
    for name in path:
        if name not in NOT_METHODS:
            yield from ((name, method) for method in path.open(name) if INTEGRATION in method)
