"""``Fn::ForEach``: one entry written once, meant many times (AWS::LanguageExtensions).

Unrolled at node level: the body is shared, only the loop variables differ, and they travel with the node as a scope.
Facts from the CloudFormation Template Reference, "Fn::ForEach" (2026-11).
"""

import re
from collections import abc
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from hauberk.model.guards import ALWAYS, Guard
from hauberk.model.joining import combine, one_of
from hauberk.model.regex import regex
from hauberk.model.resource import PRESENT
from hauberk.model.span import Span
from hauberk.model.values import Known, Value
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence

LOOP = regex(r"Fn::ForEach::\w+\Z")
MAX_UNROLLED = 2_000
"""Entries that one loop may make. CloudFormation itself stops at 500 resources in a template."""
MAX_UNROLLED_NODES = 1_000_000
"""Nodes that the loops of one template may make together."""

_VARIABLE = regex(r"([$&])\{([^{}]*)\}")
_ODD = regex(r"[^A-Za-z0-9]")

Choices: TypeAlias = tuple[tuple[Guard, tuple[str, ...]], ...]
"""What a loop goes over: the strings, by branch."""


class Scope(NamedTuple):
    """The loop variables in force, and whether the loop comes by here at all (a boolean value with branches)."""

    variables: abc.Mapping[str, str] = {}
    presence: Value = PRESENT

    def __bool__(self) -> bool:
        return bool(self.variables)

    @property
    def present(self) -> "Scope":
        """The same variables below an entry that carries the presence already."""
        return self if self.presence is PRESENT else Scope(self.variables)

    def fill(self, text: str) -> str:
        """``text`` with ``${Variable}`` and ``&{Variable}`` (the alphanumeric characters only) filled in."""
        if "{" not in text or not self.variables:
            return text
        return _VARIABLE.sub(self._one, text)

    def _one(self, use: re.Match[str]) -> str:
        value = self.variables.get(use[2])
        if value is None:
            return use[0]
        return value if use[1] == "$" else _ODD.sub("", value)

    def inside(self, variable: str, choices: Choices) -> Iterator["Scope"]:
        """The scopes of a loop's rounds; a round that only some branches make is present under their guards."""
        for choice in dict.fromkeys(name for _, names in choices for name in names):
            presence = self.presence
            if len(choices) != 1 or choices[0][0] != ALWAYS:
                here = one_of((guard, Known(choice in names)) for guard, names in choices)
                presence = combine((presence, here), both_hold)
            yield Scope({**self.variables, variable: choice}, presence)


NO_SCOPE = Scope()


def both_hold(values: tuple[Value, ...]) -> Value:
    """Whether all of some branch-free booleans are true."""
    return Known(all(isinstance(value, Known) and value.value is True for value in values))


class Unroller:
    """Unrolls the loops of one template, within a budget for all of them."""

    def __init__(self, collection: Callable[[Node, Scope], Choices | None]) -> None:
        self._collection = collection
        self._nodes = 0

    def entries(self, name: str, key: Span, node: Node, scope: Scope) -> Iterator[tuple[str, Span, Node, Scope]]:
        """The entries that a loop stands for, each with its key and its scope; loops directly inside are unrolled too.

        Raises :class:`ReadingError`: ``malformed-loop``, ``unknown-loop`` (what it goes over is known only at
        deployment) and ``loop-too-long``.
        """
        pending = [(name, key, node, scope)]
        made = 0
        while pending:
            current, head, body, here = pending.pop()
            if not LOOP.match(current):
                made += 1
                yield here.fill(current), head, body, here
                continue
            variable, over, output = _parts(current, body)
            choices = self._collection(over, here)
            if choices is None:
                raise ReadingError(
                    "unknown-loop", f"{current} goes over a list that is known only at deployment", over.span
                )
            rounds = sum(len(names) for _, names in choices)
            self._nodes += rounds * _size(output)
            if rounds * len(output.entries) + made > MAX_UNROLLED or self._nodes > MAX_UNROLLED_NODES:
                raise ReadingError("loop-too-long", f"{current} makes more than {MAX_UNROLLED:,} entries", body.span)
            inner = [
                (inside, at.span, child, round_)
                for round_ in here.inside(variable, choices)
                for inside, (at, child) in output.entries.items()
            ]
            pending.extend(reversed(inner))


def _parts(name: str, body: Node) -> tuple[str, Node, Mapping]:
    if isinstance(body, Sequence) and len(body.items) == 3:
        variable, over, output = body.items
        if isinstance(variable, Scalar) and isinstance(output, Mapping):
            return variable.text, over, output
    raise ReadingError("malformed-loop", f"{name} takes a variable, a list and a mapping", body.span)


def _size(node: Node) -> int:
    """How many nodes a tree has, aliases expanded; the document's own budget bounds it."""
    total, pending = 0, [node]
    while pending:
        current = pending.pop()
        total += 1
        if isinstance(current, Mapping):
            pending.extend(child for _, child in current.items())
        elif isinstance(current, Sequence):
            pending.extend(current.items)
    return total
