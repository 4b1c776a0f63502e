"""The tree that YAML and JSON have in common, with the place of every node.

``start`` and ``end`` are UTF-8 byte offsets in the file, trimmed to content: a block ends with its last child, a scalar
with its last visible character. Made by the hundred thousand, hence plain slots.
"""

from collections.abc import Iterator
from typing import TypeAlias

from hauberk.model.span import Span
from hauberk.model.values import Plain
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source


class Node:
    """Base of :class:`Scalar`, :class:`Sequence` and :class:`Mapping`; ``tag`` is as written (``!Sub``) or empty."""

    __slots__ = ("end", "source", "start", "tag")
    source: Source
    start: int
    end: int
    tag: str

    @property
    def span(self) -> Span:
        """The node's place."""
        return Span(self.source.path, self.start, self.end)


class Scalar(Node):
    """A leaf. ``text`` is the string as parsed, ``value`` is typed by YAML 1.1 or JSON, ``plain`` means no quotes."""

    __slots__ = ("plain", "text", "value")
    text: str
    value: Plain
    plain: bool

    def __init__(
        self, source: Source, start: int, end: int, text: str, value: Plain, plain: bool = False, tag: str = ""
    ) -> None:
        self.source, self.start, self.end, self.tag = source, start, end, tag
        self.text, self.value, self.plain = text, value, plain

    def __repr__(self) -> str:
        return f"{self.tag}{self.value!r}"


class Sequence(Node):
    """A list of nodes."""

    __slots__ = ("items",)
    items: list[Node]

    def __init__(self, source: Source, start: int, end: int, items: list[Node], tag: str = "") -> None:
        self.source, self.start, self.end, self.tag = source, start, end, tag
        self.items = items

    def __repr__(self) -> str:
        return f"{self.tag}{self.items!r}"


Entries: TypeAlias = dict[str, tuple[Scalar, Node]]


class Mapping(Node):
    """Named nodes in the order of the source. Of duplicate keys the last counts; the document's problems name them."""

    __slots__ = ("entries",)
    entries: Entries

    def __init__(self, source: Source, start: int, end: int, entries: Entries, tag: str = "") -> None:
        self.source, self.start, self.end, self.tag = source, start, end, tag
        self.entries = entries

    def get(self, name: str) -> Node | None:
        """The node under ``name``."""
        entry = self.entries.get(name)
        return entry[1] if entry else None

    def items(self) -> Iterator[tuple[Scalar, Node]]:
        """Keys and nodes."""
        return iter(self.entries.values())

    def __repr__(self) -> str:
        return self.tag + "{" + ", ".join(f"{name}: {node!r}" for name, (_, node) in self.entries.items()) + "}"


class Document:
    """A file's tree; ``problems`` are oddities that didn't stop the reading (duplicate keys, keys that aren't text)."""

    __slots__ = ("problems", "root", "source")

    def __init__(self, source: Source, root: Node, problems: tuple[ReadingError, ...] = ()) -> None:
        self.source = source
        self.root = root
        self.problems = problems
