"""Conditions: boolean values with a guard per branch.

A condition on a parameter that nobody fixed keeps both of its branches. What can't be decided even so (a comparison of
two unknown things) becomes a fact of its own, named by its text, so that the same comparison agrees with itself.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hauberk.model.guards import ALWAYS, Fact, Guard, both, when
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Fields,
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
from hauberk.sources.cloudformation.entries import Scoped
from hauberk.sources.cloudformation.loops import NO_SCOPE, Scope
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

if TYPE_CHECKING:
    from hauberk.sources.cloudformation.intrinsics import Resolver

TRUE: Value = Known(True)
FALSE: Value = Known(False)
Branches = list[tuple[Guard, bool]]


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
                self._done[needed] = _value(branches) if branches is not None else self._either(needed)
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
        return _value(branches) if branches is not None else either(f"condition at byte {node.start} of {_path(node)}")

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
                return _branches(self._done.get(referred) or self.value(referred))
            case "Fn::Not" if isinstance(argument, Sequence) and len(argument.items) == 1:
                inner = self._evaluate(argument.items[0], scope)
                return None if inner is None else [(guard, not holds) for guard, holds in inner]
            case "Fn::And" | "Fn::Or" if isinstance(argument, Sequence) and len(argument.items) <= MAX_ALTERNATIVES:
                return self._fold(argument.items, scope, stops_at=name == "Fn::Or")
            case "Fn::Equals" if isinstance(argument, Sequence) and len(argument.items) == 2:
                return _equal(*(self.operand(item, scope) for item in argument.items))
            case "Fn::Contains" | "Fn::EachMemberEquals" | "Fn::EachMemberIn" if (
                isinstance(argument, Sequence) and len(argument.items) == 2
            ):
                return self._members(name, *argument.items)
            case "Fn::Not" | "Fn::And" | "Fn::Or" | "Fn::Equals":
                return None
        value = self._resolver.resolve(node, scope)
        rows: Branches = []
        for guard, choice in alternatives(value):
            truth = _truth(choice)
            rows.extend([(guard, truth == "true")] if truth else _split(guard, Fact(_describe(choice), "true")))
        return rows

    def _fold(self, nodes: Iterable[Node], scope: Scope, stops_at: bool) -> Branches | None:
        return _folded((self._evaluate(node, scope) for node in nodes), stops_at)

    def _members(self, name: str, first: Node, second: Node) -> Branches | None:
        """A function of rules, about each element of a list; where those aren't known it can go either way."""
        lists = self._elements(first)
        others = self._elements(second) if name == "Fn::EachMemberIn" else [(ALWAYS, [self.operand(second, NO_SCOPE)])]
        if lists is None or others is None:
            return _branches(either(f"rule at byte {first.start} of {_path(first)}"))
        rows: Branches = []
        for guard, elements in lists:
            for condition, given in others:
                joined = both(guard, condition)
                if joined is not None:
                    of_any = name == "Fn::Contains"
                    inner = _folded((_is_one_of(element, given) for element in elements), stops_at=of_any)
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


def _folded(tests: Iterable[Branches | None], stops_at: bool) -> Branches | None:
    """Whether all of some conditions hold, or, if it stops at one that is true, any; ``None`` for too many branches."""
    rows: Branches = [(ALWAYS, not stops_at)]
    for inner in tests:
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


def _is_one_of(value: "Value | Parameter", others: "Iterable[Value | Parameter]") -> Branches | None:
    return _folded((_equal(value, other) for other in others), stops_at=True)


def _equal(a: "Value | Parameter", b: "Value | Parameter") -> Branches | None:
    """Whether two operands are the same."""
    if isinstance(a, Parameter) and isinstance(b, Parameter):
        return [(ALWAYS, True)] if a is b else _branches(either(_equation(a.subject, b.subject)))
    if isinstance(b, Parameter):
        a, b = b, a
    rows: Branches = []
    if isinstance(a, Parameter):
        assert isinstance(b, Value)
        for guard, value in alternatives(b):
            if isinstance(value, Known) and not isinstance(value.value, (Items, Fields)):
                fact = a.fact(scalar_text(value.value))
            else:
                fact = Fact(_equation(a.subject, _describe(value)), "true")
            rows.extend(_split(guard, fact))
        return rows
    assert isinstance(b, Value)
    for guard, value in alternatives(a):
        for joined, other in alternatives(b, guard):
            rows.extend(_compare(joined, value, other))
            if len(rows) > MAX_ALTERNATIVES:
                return None
    return rows


def either(subject: str) -> Value:
    """A boolean that can be both, agreeing with itself wherever the same ``subject`` is asked."""
    fact = Fact(subject, "true")
    return OneOf(((when(fact), TRUE), (when(fact, False), FALSE)))


def _truth(value: Value) -> str:
    """``true``, ``false``, or empty for what is neither."""
    text = scalar_text(value.value).lower() if isinstance(value, Known) else ""
    return text if text in ("true", "false") else ""


def _equation(left: str, right: str) -> str:
    """The name of a comparison that can't be decided, the same whichever side comes first."""
    return " equals ".join(sorted((left, right)))


def _path(node: Node) -> str:
    return node.source.path


def _compare(guard: Guard, left: Value, right: Value) -> Branches:
    match left, right:
        case Known(), Known():
            if isinstance(left.value, (Items, Fields)) or isinstance(right.value, (Items, Fields)):
                return [(guard, left == right)]
            return [(guard, scalar_text(left.value) == scalar_text(right.value))]
        case (Reference(name, ""), Known(str() as text)) | (Known(str() as text), Reference(name, "")):
            return _split(guard, Fact(name, text))
    if left == right and not isinstance(left, Unknown):
        return [(guard, True)]
    return _split(guard, Fact(_equation(_describe(left), _describe(right)), "true"))


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
        case Known(Items() | Fields()):
            return f"the structure at {value.trail[0].start}" if value.trail else "a structure"
        case Known(scalar):
            return repr(scalar_text(scalar))
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
