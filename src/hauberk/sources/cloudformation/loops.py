"""``Fn::ForEach``: one entry written once, meant many times (AWS::LanguageExtensions).

Unrolled at node level: the body is shared, only the loop variables differ, and they travel with the node as a scope.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence

LOOP = re.compile(r"Fn::ForEach::\w+\Z")
MAX_UNROLLED = 2_000
"""Entries that loops of one mapping may make. CloudFormation itself stops at 500 resources in a template."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The loop variables in force."""

    variables: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.variables)

    def fill(self, text: str) -> str:
        """``text`` with ``${Variable}`` and ``&{Variable}`` (the alphanumeric characters only) filled in."""
        if "{" not in text:
            return text
        for name, value in self.variables.items():
            text = text.replace("${" + name + "}", value)
            text = text.replace("&{" + name + "}", re.sub(r"[^A-Za-z0-9]", "", value))
        return text


NO_SCOPE = Scope()


def expand_loops(
    name: str, node: Node, scope: Scope, collection: Callable[[Node, Scope], list[str] | None]
) -> Iterator[tuple[str, Node, Scope]]:
    """The entries that a loop stands for, each with its scope.

    Raises :class:`ReadingError`: ``malformed-loop``, ``unknown-loop`` (what it goes over is known only at deployment)
    and ``loop-too-long``.
    """
    pending: list[tuple[str, Node, Scope]] = [(name, node, scope)]
    made = 0
    while pending:
        current, body, here = pending.pop(0)
        if not LOOP.match(current):
            made += 1
            yield here.fill(current), body, here
            continue
        if not isinstance(body, Sequence) or len(body.items) != 3:
            raise ReadingError("malformed-loop", f"{current} takes a variable, a list and a mapping", body.span)
        variable, over, output = body.items
        if not isinstance(variable, Scalar) or not isinstance(output, Mapping):
            raise ReadingError("malformed-loop", f"{current} takes a variable, a list and a mapping", body.span)
        choices = collection(over, here)
        if choices is None:
            raise ReadingError(
                "unknown-loop", f"{current} goes over a list that is known only at deployment", over.span
            )
        if len(choices) * len(output.entries) + len(pending) + made > MAX_UNROLLED:
            raise ReadingError("loop-too-long", f"{current} makes more than {MAX_UNROLLED:,} entries", body.span)
        for choice in choices:
            inner = Scope({**here.variables, variable.text: choice})
            pending.extend((key, child, inner) for key, (_, child) in output.entries.items())
