"""Conditions: boolean values with a guard per branch.

A condition on a parameter that nobody fixed keeps both of its branches. What can't be decided even so (a comparison of
two unknown things) becomes a fact of its own, named by its text, so that the same comparison agrees with itself.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hauberk.model.guards import ALWAYS, Fact, Guard, both, when
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Items,
    Known,
    OneOf,
    Pattern,
    Reference,
    Unknown,
    Value,
    alternatives,
)
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

if TYPE_CHECKING:
    from hauberk.sources.cloudformation.intrinsics import Resolver

TRUE: Value = Known(True)
FALSE: Value = Known(False)
_FUNCTIONS = frozenset(("Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals", "Condition"))
Branches = list[tuple[Guard, bool]]


class Conditions:
    """The conditions of one template, decided in the order of their dependencies."""

    def __init__(self, section: Node | None, resolver: "Resolver") -> None:
        self._nodes = resolver.expanded(section) if isinstance(section, Mapping) else {}
        self._resolver = resolver
        self._done: dict[str, Value] = {}
        self._active: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def value(self, name: str) -> Value:
        """The condition as a boolean value; undefined and circular ones can be either."""
        for needed in self._order(name):
            if needed not in self._done:
                node = self._nodes[needed]
                branches = self._evaluate(node)
                self._done[needed] = _value(branches) if branches is not None else either(f"condition {needed}")
        return self._done.get(name) or either(f"condition {name}")

    def _order(self, name: str) -> list[str]:
        """``name`` and all that it depends on, dependencies first, without recursion; a cycle is left open."""
        order: list[str] = []
        state: dict[str, int] = {}
        pending = [name]
        while pending:
            current = pending[-1]
            if current in self._done or current not in self._nodes or state.get(current) == 2:
                pending.pop()
            elif state.get(current) == 1:
                state[current] = 2
                order.append(current)
                pending.pop()
            else:
                state[current] = 1
                for needed in references(self._nodes[current]):
                    if state.get(needed) == 1:
                        self._done[needed] = either(f"condition {needed}")
                    elif needed not in state:
                        pending.append(needed)
        return order

    def of_node(self, node: Node) -> Value:
        """The value of a condition that stands in place (the first argument of ``Fn::If`` may be one)."""
        branches = self._evaluate(node)
        return _value(branches) if branches is not None else either(f"condition at byte {node.start}")

    def _evaluate(self, node: Node) -> Branches | None:
        """The branches of a condition expression; ``None`` where they are too many."""
        name, argument = function_of(node)
        match name:
            case "Condition":
                referred = scalar_text(argument.value) if isinstance(argument, Scalar) else ""
                return _branches(self._done.get(referred) or self.value(referred))
            case "Fn::Not" if isinstance(argument, Sequence) and len(argument.items) == 1:
                inner = self._evaluate(argument.items[0])
                return None if inner is None else [(guard, not holds) for guard, holds in inner]
            case "Fn::And" | "Fn::Or" if isinstance(argument, Sequence):
                return self._fold(argument.items, stops_at=name == "Fn::Or")
            case "Fn::Equals" if isinstance(argument, Sequence) and len(argument.items) == 2:
                return self._equals(argument.items[0], argument.items[1])
        value = self._resolver.resolve(node)
        if isinstance(value, Known) and scalar_text(value.value).lower() in ("true", "false"):
            return [(ALWAYS, scalar_text(value.value).lower() == "true")]
        return _branches(either(_describe(value)))

    def _fold(self, nodes: Iterable[Node], stops_at: bool) -> Branches | None:
        rows: Branches = [(ALWAYS, not stops_at)]
        for node in nodes:
            inner = self._evaluate(node)
            if inner is None:
                return None
            grown: Branches = []
            for guard, so_far in rows:
                if so_far is stops_at:
                    grown.append((guard, so_far))
                    continue
                for condition, holds in inner:
                    joined = both(guard, condition)
                    if joined is not None:
                        grown.append((joined, holds))
            rows = list(dict.fromkeys(grown))
            if len(rows) > MAX_ALTERNATIVES:
                return None
        return rows

    def _equals(self, left: Node, right: Node) -> Branches | None:
        a, b = self._operand(left), self._operand(right)
        if isinstance(b, Parameter):
            a, b = b, a
        rows: Branches = []
        if isinstance(a, Parameter):
            if isinstance(b, Parameter):
                return _branches(either(f"{a.name} equals {b.name}"))
            for guard, value in alternatives(b):
                if isinstance(value, Known) and not isinstance(value.value, Items):
                    fact = a.fact(scalar_text(value.value))
                else:
                    fact = Fact(f"{a.name} equals {_describe(value)}", "true")
                rows.extend(_split(guard, fact))
            return rows
        for guard, value in alternatives(a):
            for joined, other in alternatives(b, guard):
                rows.extend(_compare(joined, value, other))
                if len(rows) > MAX_ALTERNATIVES:
                    return None
        return rows

    def _operand(self, node: Node) -> Value | Parameter:
        """A comparison's side: an open parameter itself, so that both branches stay, else its value."""
        name, argument = function_of(node)
        if name == "Ref" and isinstance(argument, Scalar):
            parameter = self._resolver.parameters.get(argument.text)
            if parameter is not None and parameter.pinned is None and not parameter.allowed and not parameter.is_list:
                return parameter
        return self._resolver.resolve(node)


def either(subject: str) -> Value:
    """A boolean that can be both, agreeing with itself wherever the same ``subject`` is asked."""
    fact = Fact(subject, "true")
    return OneOf(((when(fact), TRUE), (when(fact, False), FALSE)))


def _compare(guard: Guard, left: Value, right: Value) -> Branches:
    match left, right:
        case Known(), Known():
            if isinstance(left.value, Items) or isinstance(right.value, Items):
                return [(guard, left == right)]
            return [(guard, scalar_text(left.value) == scalar_text(right.value))]
        case (Reference(name, ""), Known(str() as text)) | (Known(str() as text), Reference(name, "")):
            return _split(guard, Fact(name, text))
    if left == right and not isinstance(left, Unknown):
        return [(guard, True)]
    return _split(guard, Fact(f"{_describe(left)} equals {_describe(right)}", "true"))


def _split(guard: Guard, fact: Fact) -> Branches:
    branches = ((both(guard, when(fact, holds)), holds) for holds in (True, False))
    return [(joined, holds) for joined, holds in branches if joined is not None]


def _branches(value: Value) -> Branches:
    return [(guard, choice == TRUE) for guard, choice in alternatives(value)]


def _value(branches: Branches) -> Value:
    if len({holds for _, holds in branches}) == 1 and any(guard == ALWAYS for guard, _ in branches):
        return TRUE if branches[0][1] else FALSE
    return OneOf(tuple((guard, TRUE if holds else FALSE) for guard, holds in branches))


def _describe(value: Value) -> str:
    match value:
        case Known(scalar):
            return "a list" if isinstance(scalar, Items) else repr(scalar_text(scalar))
        case Reference(resource, attribute):
            return f"{resource}.{attribute}" if attribute else resource
        case Pattern():
            return repr(value.text("…"))
        case Unknown(reason):
            return reason.text
        case OneOf(branches):
            return " or ".join(dict.fromkeys(_describe(choice) for _, choice in branches))
    return "nothing"


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


def references(node: Node) -> Iterator[str]:
    """The conditions that a condition expression names."""
    pending = [node]
    while pending:
        current = pending.pop()
        name, argument = function_of(current)
        if name == "Condition" and isinstance(argument, Scalar):
            yield argument.text
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
                    found.setdefault(target.text, set()).add(scalar_text(other.value))
        if isinstance(node, Mapping):
            pending.extend(child for _, child in node.items())
        elif isinstance(node, Sequence):
            pending.extend(node.items)
    return found
