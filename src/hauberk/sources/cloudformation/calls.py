"""How intrinsic functions are called in a tree: in long form and by tags, and what a condition names."""

from collections.abc import Iterator

from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence
from hauberk.sources.cloudformation.loops import NO_SCOPE, Scope
from hauberk.sources.cloudformation.parameters import scalar_text


def function_of(node: Node) -> tuple[str, Node]:
    """The intrinsic function that a node calls, in long form, and its argument; an empty name if it calls none."""
    if node.tag.startswith("!") and not node.tag.startswith("!!"):
        short = node.tag[1:]
        return (short if short in ("Ref", "Condition") else f"Fn::{short}"), node
    if isinstance(node, Mapping) and len(node.entries) == 1:
        ((name, (_, argument)),) = node.entries.items()
        if name in ("Ref", "Condition") or name.startswith("Fn::"):
            return name, argument
    return "", node


def referred(node: Node) -> str:
    """The name that a ``Ref`` has; empty for anything else."""
    name, argument = function_of(node)
    return argument.text if name == "Ref" and isinstance(argument, Scalar) else ""


def references(node: Node, scope: Scope = NO_SCOPE) -> Iterator[str]:
    """The conditions that an expression names."""
    pending = [node]
    while pending:
        current = pending.pop()
        name, argument = function_of(current)
        if name == "Condition" and isinstance(argument, Scalar):
            yield scope.fill(argument.text)
        elif name == "Fn::If" and isinstance(argument, Sequence) and argument.items:
            if isinstance(argument.items[0], Scalar):
                yield scope.fill(argument.items[0].text)
            pending.extend(argument.items)
        elif isinstance(current, Mapping):
            pending.extend(child for _, child in current.items())
        elif isinstance(current, Sequence):
            pending.extend(current.items)


def constants(section: Node | None) -> dict[str, set[str]]:
    """For each parameter the constants that ``Fn::Equals`` compares it with, anywhere below ``section``."""
    found: dict[str, set[str]] = {}
    pending = [section] if section is not None else []
    while pending:
        node = pending.pop()
        name, argument = function_of(node)
        if name == "Fn::Equals" and isinstance(argument, Sequence) and len(argument.items) == 2:
            for side, other in (argument.items, reversed(argument.items)):
                called, target = function_of(side)
                if called == "Ref" and isinstance(target, Scalar) and isinstance(other, Scalar) and not other.tag:
                    text = scalar_text(other.value)
                    if "${" not in text and "&{" not in text:  # a loop's variable
                        found.setdefault(target.text, set()).add(text)
        if isinstance(node, Mapping):
            pending.extend(child for _, child in node.items())
        elif isinstance(node, Sequence):
            pending.extend(node.items)
    return found
