"""From the steps of a document to a tree, without recursion and within a budget.

The YAML and the JSON reader both tell these steps; budgets on nodes, depth and alias expansion hold for both here.
"""

from typing import Protocol

from hauberk.model.values import Plain
from hauberk.reading.budget import Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document, Entries, Mapping, Node, Scalar, Sequence
from hauberk.reading.source import Source


class Sink(Protocol):
    """Takes a document step by step. ``start`` and ``end`` are character indexes, already trimmed to content."""

    def scalar(
        self, start: int, end: int, text: str, value: Plain, plain: bool = False, tag: str = "", anchor: str = ""
    ) -> None:
        """A leaf, or a mapping's key."""

    def enter(self, start: int, end: int, mapping: bool, flow: bool, tag: str = "", anchor: str = "") -> None:
        """A mapping or a list begins. ``flow`` tells brackets, which have an end of their own, from indentation."""

    def leave(self, start: int, end: int) -> None:
        """The innermost mapping or list ends."""

    def alias(self, start: int, end: int, name: str) -> None:
        """What ``name`` is an anchor of stands here again."""


class _Open:
    """A collection whose end hasn't been seen."""

    __slots__ = ("anchor", "entries", "flow", "items", "key", "last", "mapping", "node", "size")

    def __init__(self, node: Mapping | Sequence, anchor: str, flow: bool) -> None:
        self.node = node
        self.mapping = isinstance(node, Mapping)
        self.entries: Entries = node.entries if isinstance(node, Mapping) else {}
        self.items: list[Node] = node.items if isinstance(node, Sequence) else []
        self.anchor = anchor
        self.flow = flow
        self.key: Node | None = None
        self.last = node.start
        self.size = 1


class Builder:
    """Makes a :class:`Document` of what it is told.

    Its methods raise :class:`ReadingError`: ``too-many-nodes``, ``too-deep``, ``undefined-alias``, ``recursive-alias``;
    :meth:`document` raises ``empty``.
    """

    def __init__(self, source: Source, budget: Budget) -> None:
        self.source = source
        self.budget = budget
        self.problems: list[ReadingError] = []
        self.odd = 0
        self.anchors: dict[str, tuple[Node, int] | None] = {}
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.nodes = 0
        self._offset = source.offset

    def document(self) -> Document:
        """What was built."""
        if self.root is None:
            raise ReadingError("empty", "the file is empty")
        return Document(self.source, self.root, tuple(self.problems))

    def scalar(
        self, start: int, end: int, text: str, value: Plain, plain: bool = False, tag: str = "", anchor: str = ""
    ) -> None:
        """See :class:`Sink`."""
        offset = self._offset
        scalar = Scalar(self.source, offset(start), offset(end), text, value, plain, tag)
        if anchor:
            self.anchors[anchor] = (scalar, 1)
        self._place(scalar, 1, scalar.end, 1)

    def enter(self, start: int, end: int, mapping: bool, flow: bool, tag: str = "", anchor: str = "") -> None:
        """See :class:`Sink`."""
        if len(self.stack) >= self.budget.depth:
            raise ReadingError(
                "too-deep", f"nested deeper than {self.budget.depth} levels", self.source.span(start, end)
            )
        first, last = self._offset(start), self._offset(end)
        node: Mapping | Sequence
        node = Mapping(self.source, first, last, {}, tag) if mapping else Sequence(self.source, first, last, [], tag)
        if anchor:
            self.anchors[anchor] = None
        self.stack.append(_Open(node, anchor, flow))

    def leave(self, start: int, end: int) -> None:
        """See :class:`Sink`."""
        done = self.stack.pop()
        bracket = done.flow and end > start  # a pair in a flow sequence has none
        done.node.end = self._offset(end) if bracket else max(done.last, done.node.end)
        if done.anchor:
            self.anchors[done.anchor] = (done.node, done.size)
        self._place(done.node, done.size, done.node.end, 1)

    def alias(self, start: int, end: int, name: str) -> None:
        """See :class:`Sink`."""
        here = self.source.span(start, end)
        if name not in self.anchors:
            raise ReadingError("undefined-alias", f"alias *{name} has no anchor", here)
        target = self.anchors[name]
        if target is None:
            raise ReadingError("recursive-alias", f"alias *{name} contains itself", here)
        self._place(target[0], target[1], here.end, target[1])

    def _place(self, node: Node, size: int, end: int, new: int) -> None:
        """Hangs a node of ``size`` nodes, ``new`` of which weren't counted yet, into what is open."""
        self.nodes += new
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
            self._problem("key-not-text", "a key is a list or a mapping; it was left out", key)
            return
        if key.plain and key.text == "<<":
            self._merge(into, node)
            return
        name = key.text
        old = into.entries.get(name)
        if old is not None and old[0].source is self.source and into.node.start <= old[0].start < key.start:
            text = f"an earlier value of {name!r} wasn't looked at: the key comes twice, and the last one counts"
            self._problem("duplicate-key", text, key)
        into.entries[name] = (key, node)

    def _problem(self, code: str, text: str, node: Node) -> None:
        self.odd += 1
        if self.odd <= self.budget.problems:
            self.problems.append(ReadingError(code, text, node.span))
        elif self.odd == self.budget.problems + 1:
            more = f"there are more than {self.budget.problems} oddities in this file; the rest isn't listed"
            self.problems.append(ReadingError("too-many-problems", more, node.span))

    def _merge(self, into: _Open, node: Node) -> None:
        """``<<``: entries of the merged mappings that the mapping itself doesn't have, earlier mappings first."""
        for merged in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(merged, Mapping):
                self._problem("bad-merge", "<< merges something that isn't a mapping", node)
                continue
            for name, entry in merged.entries.items():
                into.entries.setdefault(name, entry)
                into.size += 1
                self.nodes += 1
        if self.nodes > self.budget.nodes:
            raise ReadingError("too-many-nodes", f"more than {self.budget.nodes:,} nodes, merges expanded", node.span)
