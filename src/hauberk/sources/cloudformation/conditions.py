"""Conditions: boolean values with a guard per branch.

A condition on a parameter that nobody fixed keeps both of its branches.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hauberk.model.guards import ALWAYS, Fact, Guard, both
from hauberk.model.values import MAX_ALTERNATIVES, Items, Known, Value, alternatives
from hauberk.reading.nodes import Mapping, Node, Scalar, Sequence
from hauberk.sources.cloudformation.branches import (
    Branches,
    branches_of,
    describe,
    either,
    equal,
    folded,
    is_one_of,
    split,
    truth,
    value_of,
)
from hauberk.sources.cloudformation.calls import function_of, references
from hauberk.sources.cloudformation.entries import Scoped
from hauberk.sources.cloudformation.loops import NO_SCOPE, Scope
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

if TYPE_CHECKING:
    from hauberk.sources.cloudformation.intrinsics import Resolver


class Conditions:
    """The conditions of one template, decided in the order of their dependencies."""

    def __init__(self, section: Node | None, resolver: "Resolver") -> None:
        self._section = section
        self._resolver = resolver
        self._expanded: dict[str, Scoped] | None = None
        self._done: dict[str, Value] = {}

    @property
    def _nodes(self) -> dict[str, Scoped]:
        if self._expanded is None:
            self._expanded = {}  # while a loop's collection is computed there are none yet
            if isinstance(self._section, Mapping):
                self._expanded = self._resolver.entries(self._section)
        return self._expanded

    def names(self) -> tuple[str, ...]:
        """Every condition's name, loops unrolled."""
        return tuple(self._nodes)

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def value(self, name: str) -> Value:
        """The condition as a boolean value; undefined and circular ones can be either."""
        for needed in self._order(name):
            if needed not in self._done:
                entry = self._nodes[needed]
                branches = self._evaluate(entry.node, entry.scope)
                self._done[needed] = value_of(branches) if branches is not None else self._either(needed)
        return self._done.get(name) or self._either(name)

    def _either(self, name: str) -> Value:
        return either(f"condition {self._resolver.prefix}{name}")

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
                entry = self._nodes[current]
                for needed in references(entry.node, entry.scope):
                    if state.get(needed) == 1:
                        self._done[needed] = self._either(needed)
                    elif needed not in state:
                        pending.append(needed)
        return order

    def branches(self, node: Node) -> Branches | None:
        """The branches of an expression of a rule; ``None`` where they are too many."""
        return self._evaluate(node, NO_SCOPE)

    def of_node(self, node: Node, scope: Scope = NO_SCOPE) -> Value:
        """The value of a condition that stands in place (the first argument of ``Fn::If`` may be one)."""
        branches = self._evaluate(node, scope)
        if branches is None:
            return either(f"condition at byte {node.start} of {_path(node)}")
        return value_of(branches)

    def _evaluate(self, node: Node, scope: Scope) -> Branches | None:
        """The branches of a condition expression; ``None`` where they are too many."""
        nesting = self._resolver.nesting
        if nesting.full:
            return None
        nesting.calls += 1
        try:
            return self._evaluated(node, scope)
        finally:
            nesting.calls -= 1

    def _evaluated(self, node: Node, scope: Scope) -> Branches | None:
        name, argument = function_of(node)
        match name:
            case "Condition":
                referred = scope.fill(scalar_text(argument.value)) if isinstance(argument, Scalar) else ""
                return branches_of(self._done.get(referred) or self.value(referred))
            case "Fn::Not" if isinstance(argument, Sequence) and len(argument.items) == 1:
                inner = self._evaluate(argument.items[0], scope)
                return None if inner is None else [(guard, not holds) for guard, holds in inner]
            case "Fn::And" | "Fn::Or" if isinstance(argument, Sequence) and len(argument.items) <= MAX_ALTERNATIVES:
                return self._fold(argument.items, scope, stops_at=name == "Fn::Or")
            case "Fn::Equals" if isinstance(argument, Sequence) and len(argument.items) == 2:
                return equal(*(self.operand(item, scope) for item in argument.items))
            case "Fn::Contains" | "Fn::EachMemberEquals" | "Fn::EachMemberIn" if (
                isinstance(argument, Sequence) and len(argument.items) == 2
            ):
                return self._members(name, *argument.items)
            case "Fn::Not" | "Fn::And" | "Fn::Or" | "Fn::Equals":
                return None
        value = self._resolver.resolve(node, scope)
        rows: Branches = []
        for guard, choice in alternatives(value):
            decided = truth(choice)
            rows.extend([(guard, decided == "true")] if decided else split(guard, Fact(describe(choice), "true")))
        return rows

    def _fold(self, nodes: Iterable[Node], scope: Scope, stops_at: bool) -> Branches | None:
        return folded((self._evaluate(node, scope) for node in nodes), stops_at)

    def _members(self, name: str, first: Node, second: Node) -> Branches | None:
        """A function of rules, about each element of a list; where those aren't known it can go either way."""
        lists = self._elements(first)
        others = self._elements(second) if name == "Fn::EachMemberIn" else [(ALWAYS, [self.operand(second, NO_SCOPE)])]
        if lists is None or others is None:
            return branches_of(either(f"rule at byte {first.start} of {_path(first)}"))
        rows: Branches = []
        for guard, elements in lists:
            for condition, given in others:
                joined = both(guard, condition)
                if joined is not None:
                    of_any = name == "Fn::Contains"
                    inner = folded((is_one_of(element, given) for element in elements), stops_at=of_any)
                    if inner is None or len(rows) + len(inner) > MAX_ALTERNATIVES:
                        return None
                    rows.extend((under, holds) for part, holds in inner if (under := both(joined, part)) is not None)
        return rows

    def _elements(self, node: Node) -> "list[tuple[Guard, list[Value | Parameter]]] | None":
        """The elements of a list by branch, where all of them are known."""
        if isinstance(node, Sequence) and not function_of(node)[0]:
            return [(ALWAYS, [self.operand(item, NO_SCOPE) for item in node.items])]
        found: list[tuple[Guard, list[Value | Parameter]]] = []
        for guard, value in alternatives(self._resolver.resolve(node)):
            if not isinstance(value, Known) or not isinstance(value.value, Items) or value.value.rest is not None:
                return None
            found.append((guard, list(value.value)))
        return found

    def operand(self, node: Node, scope: Scope) -> Value | Parameter:
        """What is compared, or looked up: an open parameter itself, so that all branches stay, else its value."""
        name, argument = function_of(node)
        if name == "Ref" and isinstance(argument, Scalar):
            parameter = self._resolver.parameters.get(scope.fill(argument.text))
            if parameter is not None and argument.text not in scope.variables and parameter.is_open:
                return parameter
        return self._resolver.resolve(node, scope)


def _path(node: Node) -> str:
    return node.source.path
