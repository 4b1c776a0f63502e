"""``break`` and ``continue`` that leave more than the innermost loop: in the core they leave no other.

The end of a ``switch`` or of a labelled statement is reached in the branch that jumps there, and what would follow
goes into the other branch. Where that can't be, a variable says that there was a jump: what follows asks it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Place, Statement

if TYPE_CHECKING:
    from hauberk.code.javascript.lowering import Lowering

_LEAVING = frozenset(["break_statement", "continue_statement", "return_statement", "throw_statement"])


class Target:
    """Something that can be left: a loop, a ``switch`` or a labelled statement."""

    __slots__ = ("again", "flags", "labels", "loop", "unlabelled")

    def __init__(self, labels: tuple[str, ...], *, loop: bool, unlabelled: bool) -> None:
        self.labels = labels
        self.loop = loop
        self.unlabelled = unlabelled
        """Whether ``break`` without a label means it."""
        self.flags: dict[bool, str] = {}
        """The variables that tell of a jump to its end (``False``) or to its next round (``True``)."""
        self.again: Callable[[Place], Iterable[Statement]] = _again
        """What has to be done for the next round."""


class _Jump(NamedTuple):
    """A jump that a variable tells of."""

    number: int
    target: Target
    again: bool


class Jumps:
    """What may be left at a point of a function, and the jumps that are under way."""

    __slots__ = ("_count", "_fresh", "_pending", "_tail", "_targets", "labels")

    def __init__(self, fresh: Callable[[], str]) -> None:
        self._fresh = fresh
        self._targets: list[Target] = []
        self._pending: list[_Jump] = []
        self._count = 0
        self._tail = True
        """Whether nothing follows in the innermost ``switch`` or labelled statement."""
        self.labels: tuple[str, ...] = ()
        """Those before the statement at hand."""

    def block(self, inside: "Lowering", nodes: list[Node]) -> list[Statement]:
        """Statements one after another."""
        if nodes and inside.at_bottom():
            return inside.deeper(nodes[0], list)
        made: list[Statement] = []
        tail = self._tail
        try:
            for number, node in enumerate(nodes):
                if number + 1 < len(nodes) and self._splits(node):
                    made += inside.deeper(node, partial(self._split, inside, node, nodes[number + 1 :], tail))
                    return made
                self._tail = tail and number + 1 == len(nodes)
                before = self._count
                made += inside.statement(node)
                if node.type in _LEAVING:
                    return made
                if number + 1 < len(nodes) and (flags := self._set_since(before)):
                    self._tail = tail
                    made.append(self._guarded(inside, flags, nodes[number + 1 :]))
                    return made
            return made
        finally:
            self._tail = tail

    def _set_since(self, before: int) -> list[str]:
        """The variables of jumps, since then, to ends that no loop stands before."""
        flags: dict[str, None] = {}
        for one in reversed(self._pending):
            if one.number <= before:
                break
            if not one.target.loop and not self._between(one.target):
                flags[one.target.flags[one.again]] = None
        return list(flags)

    def _guarded(self, inside: "Lowering", flags: list[str], rest: list[Node]) -> Statement:
        """What follows if there was no jump."""
        at = Place(rest[0].start_byte, rest[-1].end_byte)
        return ir.Branch(not_left(flags, at), tuple(inside.deeper(rest[0], partial(self.block, inside, rest))), (), at)

    def _splits(self, node: Node) -> bool:
        """Whether an ``if`` leaves the innermost ``switch`` in one branch, so that the rest belongs to the other."""
        if node.type != "if_statement" or not self._tail or not self._targets or self._targets[-1].loop:
            return False
        return _leaves(node.child_by_field_name("consequence")) or _leaves(node.child_by_field_name("alternative"))

    def _split(self, inside: "Lowering", node: Node, rest: list[Node], tail: bool) -> list[Statement]:
        whole = Place(node.start_byte, rest[-1].end_byte)
        condition = node.child_by_field_name("condition")
        guard, needed = (
            inside.aside(condition) if condition is not None else (ir.Opaque("invalid-syntax", (), whole), [])
        )
        then_node, else_node = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
        then_leaves = _leaves(then_node)
        before = self._count
        self._tail = tail and then_leaves
        then = inside.body(then_node)
        self._tail = tail and not then_leaves
        otherwise = inside.body(inner(else_node))
        flags = self._set_since(before)
        self._tail = tail
        following = (self._guarded(inside, flags, rest),) if flags else tuple(self.block(inside, rest))
        if then_leaves:
            otherwise += following
        else:
            then += following
        return [*needed, ir.Branch(guard, then, otherwise, whole)]

    @contextmanager
    def target(self, *, loop: bool) -> Iterator[Target]:
        """A statement that can be left, with the labels before it."""
        labels, self.labels = self.labels, ()
        with self._leaving(Target(labels, loop=loop, unlabelled=True)) as target:
            yield target

    @contextmanager
    def labelled(self, label: str) -> Iterator[Target]:
        """A statement with a label that is neither a loop nor a ``switch``."""
        with self._leaving(Target((label,), loop=False, unlabelled=False)) as target:
            yield target

    @contextmanager
    def _leaving(self, target: Target) -> Iterator[Target]:
        tail, self._tail = self._tail, True
        self._targets.append(target)
        try:
            yield target
        finally:
            self._targets.pop()
            self._tail = tail
            self._pending = [one for one in self._pending if one.target is not target]

    @contextmanager
    def noted(self) -> Iterator[list[str]]:
        """A part, with the variables that tell whether it left something around it; known at its end."""
        before = self._count
        flags: list[str] = []
        yield flags
        flags += self._set_since(before)

    @contextmanager
    def followed(self) -> Iterator[None]:
        """A part that something follows, whatever it does (``try``)."""
        tail, self._tail = self._tail, False
        try:
            yield
        finally:
            self._tail = tail

    def jump(self, label: str | None, again: bool, at: Place) -> Iterator[Statement]:
        """A ``break``, or a ``continue`` (``again``)."""
        target = self._meant(label, again)
        if target is None:
            yield ir.Do(ir.Opaque("invalid-syntax", (), at), at)
        elif target.loop and not self._between(target):
            yield from target.again(at) if again else (ir.Break(at),)
        elif not self._between(target) and self._tail and target is self._targets[-1]:
            return
        else:
            if again not in target.flags:
                target.flags[again] = self._fresh()
            self._count += 1
            self._pending.append(_Jump(self._count, target, again))
            yield ir.Assign(target.flags[again], ir.Const(True, at), at)
            if self._between(target):
                yield ir.Break(at)

    def _meant(self, label: str | None, again: bool) -> Target | None:
        for target in reversed(self._targets):
            if label is None:
                if target.loop or (target.unlabelled and not again):
                    return target
            elif label in target.labels:
                return target
        return None

    def _between(self, target: Target) -> bool:
        """Whether a loop stands between here and a target."""
        for one in reversed(self._targets):
            if one is target:
                return False
            if one.loop:
                return True
        return False

    def behind_loop(self, at: Place) -> Iterator[Statement]:
        """What is done behind a loop that was left by a jump further out."""
        for target, again in dict.fromkeys((one.target, one.again) for one in self._pending):
            asked = ir.Name(target.flags[again], at)
            if self._between(target):
                yield ir.Branch(asked, (ir.Break(at),), (), at)
            elif target.loop:
                done = tuple(target.again(at)) if again else (ir.Break(at),)
                yield ir.Branch(asked, done, (), at)
                self._pending = [one for one in self._pending if (one.target, one.again) != (target, again)]

    @staticmethod
    def reset(target: Target, again: bool, at: Place) -> Iterator[Statement]:
        """Says that there was no jump yet."""
        if again in target.flags:
            yield ir.Assign(target.flags[again], ir.Const(False, at), at)


def _again(at: Place) -> Iterable[Statement]:
    return (ir.Continue(at),)


def not_left(flags: list[str], at: Place) -> Expression:
    """That nothing was left."""
    asked = tuple([ir.Operation("not", (ir.Name(flag, at),), at) for flag in flags])
    return asked[0] if len(asked) == 1 else ir.Either("and", asked, at)


def leaves(nodes: list[Node]) -> bool:
    """Whether nothing that follows these statements is reached from their end, as they are written."""
    return bool(nodes) and _leaves(nodes[-1])


def _leaves(node: Node | None) -> bool:
    while node is not None:
        kind = node.type
        if kind in _LEAVING:
            return True
        if kind == "if_statement":
            if not _leaves(node.child_by_field_name("consequence")):
                return False
            node = node.child_by_field_name("alternative")
        elif kind in {"statement_block", "else_clause"}:
            inner = [child for child in node.named_children if not child.is_extra]
            node = inner[-1] if inner else None
        else:
            return False
    return False


def inner(clause: Node | None) -> Node | None:
    """The statement of an ``else``."""
    if clause is None or clause.type != "else_clause":
        return clause
    return next((child for child in clause.named_children if not child.is_extra), None)
