"""From a stream of events to a tree, without recursion and within a budget.

The YAML and the JSON reader both speak these events; budgets on nodes, depth and alias expansion hold for both here.
"""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from hauberk.model.values import Plain
from hauberk.reading.budget import Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document, Entries, Mapping, Node, Scalar, Sequence
from hauberk.reading.source import Source


class Kind(Enum):
    """What an event says."""

    SCALAR = 0
    ALIAS = 1
    OPEN_MAPPING = 2
    OPEN_SEQUENCE = 3
    CLOSE = 4


class Event(NamedTuple):
    """One step of a document. ``start`` and ``end`` are character indexes, already trimmed to content.

    ``text`` is a scalar's string or an alias's name; ``flow`` tells brackets from indentation (brackets have an end of
    their own, indentation ends with the last child).
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    value: Plain = None
    plain: bool = False
    tag: str = ""
    anchor: str | None = None
    flow: bool = False


class _Open:
    """A collection whose end hasn't been seen."""

    __slots__ = ("anchor", "entries", "flow", "items", "key", "last", "mapping", "node", "size")

    def __init__(self, node: Mapping | Sequence, anchor: str | None, flow: bool) -> None:
        self.node = node
        self.mapping = isinstance(node, Mapping)
        self.entries: Entries = node.entries if isinstance(node, Mapping) else {}
        self.items: list[Node] = node.items if isinstance(node, Sequence) else []
        self.anchor = anchor
        self.flow = flow
        self.key: Node | None = None
        self.last = node.start
        self.size = 1


def build(source: Source, events: Iterable[Event], budget: Budget) -> Document:
    """The document that ``events`` describe.

    Raises :class:`ReadingError`: ``too-many-nodes``, ``too-deep``, ``undefined-alias``, ``recursive-alias``, ``empty``.
    """
    return _Builder(source, budget).run(events)


class _Builder:
    def __init__(self, source: Source, budget: Budget) -> None:
        self.source = source
        self.budget = budget
        self.problems: list[ReadingError] = []
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.nodes = 0

    def run(self, events: Iterable[Event]) -> Document:
        source, offset = self.source, self.source.offset
        for event in events:
            kind, start, end, text, value, plain, tag, anchor, _ = event
            if kind is Kind.SCALAR:
                scalar = Scalar(source, offset(start), offset(end), text, value, plain, tag)
                if anchor:
                    self.anchors[anchor] = (scalar, 1)
                self._place(scalar, 1, scalar.end)
            elif kind is Kind.CLOSE:
                self._close(event)
            elif kind is Kind.ALIAS:
                self._alias(event)
            else:
                self._open(event)
        if self.root is None:
            raise ReadingError("empty", "the file is empty")
        return Document(source, self.root, tuple(self.problems))

    def _open(self, event: Event) -> None:
        if len(self.stack) >= self.budget.depth:
            raise ReadingError(
                "too-deep", f"nested deeper than {self.budget.depth} levels", self.source.span(event.start, event.end)
            )
        start, end = self.source.offset(event.start), self.source.offset(event.end)
        node: Mapping | Sequence
        if event.kind is Kind.OPEN_MAPPING:
            node = Mapping(self.source, start, end, {}, event.tag)
        else:
            node = Sequence(self.source, start, end, [], event.tag)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(node, event.anchor, event.flow))

    def _close(self, event: Event) -> None:
        done = self.stack.pop()
        bracket = done.flow and event.end > event.start  # a pair in a flow sequence has none
        done.node.end = self.source.offset(event.end) if bracket else max(done.last, done.node.end)
        if done.anchor:
            self.anchors[done.anchor] = (done.node, done.size)
        self._place(done.node, done.size, done.node.end)

    def _alias(self, event: Event) -> None:
        here = self.source.span(event.start, event.end)
        if event.text not in self.anchors:
            raise ReadingError("undefined-alias", f"alias *{event.text} has no anchor", here)
        target = self.anchors[event.text]
        if target is None:
            raise ReadingError("recursive-alias", f"alias *{event.text} contains itself", here)
        self._place(target[0], target[1], here.end)

    def _place(self, node: Node, size: int, end: int) -> None:
        self.nodes += size
        if self.nodes > self.budget.nodes:
            raise ReadingError("too-many-nodes", f"more than {self.budget.nodes:,} nodes, aliases expanded", node.span)
        if not self.stack:
            if self.root is None:
                self.root = node
            return
        into = self.stack[-1]
        into.size += size
        if end > into.last:
            into.last = end
        if not into.mapping:
            into.items.append(node)
        elif into.key is None:
            into.key = node
        else:
            self._entry(into, into.key, node)
            into.key = None

    def _entry(self, into: _Open, key: Node, node: Node) -> None:
        if not isinstance(key, Scalar):
            self.problems.append(
                ReadingError("key-not-text", "a key is a list or a mapping; it was left out", key.span)
            )
            return
        if key.plain and key.text == "<<":
            self._merge(into, node)
            return
        name = key.text
        old = into.entries.get(name)
        if old is not None and old[0].source is self.source and into.node.start <= old[0].start < key.start:
            self.problems.append(
                ReadingError("duplicate-key", f"duplicate key {name!r}: the last one counts", key.span)
            )
        into.entries[name] = (key, node)

    def _merge(self, into: _Open, node: Node) -> None:
        """``<<``: entries of the merged mappings that the mapping itself doesn't have, earlier mappings first."""
        for merged in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(merged, Mapping):
                self.problems.append(ReadingError("bad-merge", "<< merges something that isn't a mapping", node.span))
                continue
            for name, entry in merged.entries.items():
                into.entries.setdefault(name, entry)
                into.size += 1
                self.nodes += 1
        if self.nodes > self.budget.nodes:
            raise ReadingError("too-many-nodes", f"more than {self.budget.nodes:,} nodes, merges expanded", node.span)
