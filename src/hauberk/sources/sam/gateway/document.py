"""A mapping that is being edited: an API's definition, to which SAM adds routes, authorizers and more.

Only what is opened is taken apart; the rest stays the value that it was, with its places in the source. Where a part
differs by branch, every branch is opened.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from hauberk.model.guards import Guard
from hauberk.model.joining import one_of
from hauberk.model.resource import PRESENT
from hauberk.model.span import Span
from hauberk.model.values import Absent, Fields, Known, OneOf, Trail, Unknown, Value, alternatives
from hauberk.sources.sam.build import choose
from hauberk.sources.sam.build import tree as value_of

Branches: TypeAlias = "list[tuple[Guard, Tree | Value]]"
Part: TypeAlias = "Value | Tree | Branches"


class Tree:
    """A mapping under edit. ``presence`` is a boolean value: where it doesn't hold, the whole mapping is left out."""

    __slots__ = ("_entries", "_head", "_keys", "_rest", "presence", "trail")

    def __init__(self, trail: Trail, fields: Fields | None = None) -> None:
        self._entries: dict[str, Part] = {}
        self._keys: dict[str, Span] = {}
        self._rest: Unknown | None = None
        self._head = trail[0] if trail else None
        self.presence: Value = PRESENT
        self.trail = trail
        if fields is not None:
            self._head, self._rest = fields.head, fields.rest
            self._entries = {name: fields.value(name) for name in fields.names()}
            self._keys = {name: key for name in fields.names() if (key := fields.key(name))}

    def __contains__(self, name: str) -> bool:
        part = self._entries.get(name)
        return part is not None and not isinstance(part, Absent)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._entries))

    def value(self, name: str) -> Value:
        """What stands under a name, as it is now."""
        part = self._entries.get(name)
        return (self._rest or Absent(self.trail)) if part is None else _frozen(part)

    def put(self, name: str, content: Any, trail: Trail) -> None:
        """Sets an entry to a value, or to a tree of scalars, lists, mappings and values."""
        self._entries[name] = content if isinstance(content, Tree) else value_of(content, trail)

    def drop(self, name: str) -> None:
        """Takes an entry out."""
        self._entries.pop(name, None)

    def open(self, name: str) -> "list[Tree]":
        """The mappings under a name, in all branches, for editing."""
        part = self._entries.get(name)
        if isinstance(part, Value):
            part = self._entries[name] = _opened(part)
        match part:
            case Tree():
                return [part]
            case list():
                return [branch for _, branch in part if isinstance(branch, Tree)]
        return []

    def only(self, *names: str) -> "Tree | None":
        """The mapping at a way of names, if it is there in every branch and the same in all."""
        found: Tree | None = self
        for name in names:
            below = found.open(name) if found else []
            found = below[0] if found and isinstance(found._entries.get(name), Tree) else None
            if found is not None and found.presence is not PRESENT:
                return None
        return found

    def below(self, name: str, trail: Trail) -> "Tree":
        """The mapping under a name, made where there is none. Of several branches it is the first."""
        found = self.open(name)
        if found:
            return found[0]
        made = self._entries[name] = Tree(trail)
        if trail:
            self._keys[name] = trail[0]
        return made

    def every(self, name: str, trail: Trail) -> "list[Tree]":
        """The mappings under a name in all branches; one is made where there is none."""
        return self.open(name) or [self.below(name, trail)]

    def frozen(self) -> Value:
        """The mapping as a value."""
        entries = {name: _frozen(part) for name, part in self._entries.items()}
        whole = Known(Fields(entries, head=self._head, keys=self._keys, rest=self._rest), self.trail)
        return whole if self.presence is PRESENT else choose(self.presence, whole, Absent(self.trail))


def open_document(value: Value) -> Tree | None:
    """A mapping that is the same in every branch, for editing."""
    match value:
        case Known(Fields() as fields):
            return Tree(value.trail, fields)
    return None


def _opened(value: Value) -> Part:
    if isinstance(value, OneOf):
        return [(guard, open_document(choice) or choice) for guard, choice in alternatives(value)]
    return open_document(value) or value


def _frozen(part: Part) -> Value:
    match part:
        case Tree():
            return part.frozen()
        case list():
            return one_of((guard, _frozen(branch)) for guard, branch in part)
    return part
