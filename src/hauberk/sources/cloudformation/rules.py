"""The ``Rules`` section: which values of parameters CloudFormation refuses to deploy.

A rule whose condition holds has assertions that must all hold, or no stack is made. As in "CloudFormation template
Rules syntax" of the user guide and "Rule functions" of the Template Reference (2026-11). What AWS is asked for
(``Fn::ValueOf``, ``Fn::ValueOfAll``, ``Fn::RefAll``) can go either way, so that nothing is refused because of it.
"""

from collections.abc import Iterator, Mapping

from hauberk.model.guards import ALWAYS, Guard, both, simplify
from hauberk.model.span import Span
from hauberk.model.values import Known, Value, alternatives
from hauberk.reading.nodes import Mapping as MappingNode
from hauberk.reading.nodes import Node, Scalar, Sequence
from hauberk.sources.cloudformation.calls import function_of, referred
from hauberk.sources.cloudformation.conditions import Conditions
from hauberk.sources.cloudformation.parameters import Parameter, scalar_text

MAX_REFUSED = 256
"""Combinations that the rules of one template refuse; others than the first aren't known to be refused."""
_DEEPEST = 20
"""Functions in functions that are looked through for the values of one parameter."""

Texts = Mapping[str, Span]


def refused(section: Node | None, conditions: Conditions, presence: Value) -> tuple[tuple[Guard, ...], tuple[str, ...]]:
    """The guards under which rules of a stack are broken where it is there at all, and the rules, by name, that are
    broken whatever is left open.

    Rules that leave no deployment at all refuse nothing here: what they mean isn't known.
    """
    rules: list[str] = []
    guards: list[Guard] = []
    for name, condition, assertion in _assertions(section):
        for there, is_there in alternatives(presence):
            for guard in _broken(condition, assertion, conditions) if is_there != Known(False) else ():
                joined = both(there, guard)
                if joined == ALWAYS:
                    rules.append(name)
                elif joined is not None and len(guards) < MAX_REFUSED:
                    guards.append(joined)
    left = simplify(guards)
    return () if ALWAYS in left else left, tuple(dict.fromkeys(rules))


def _assertions(section: Node | None) -> Iterator[tuple[str, Node | None, Node]]:
    """The assertions of every rule, each with the rule's name and condition."""
    for name, (_, rule) in section.entries.items() if isinstance(section, MappingNode) else ():
        listed = rule.get("Assertions") if isinstance(rule, MappingNode) else None
        for item in listed.items if isinstance(listed, Sequence) else ():
            assertion = item.get("Assert") if isinstance(item, MappingNode) else None
            if assertion is not None and isinstance(rule, MappingNode):
                yield name, rule.get("RuleCondition"), assertion


def _broken(condition: Node | None, assertion: Node, conditions: Conditions) -> Iterator[Guard]:
    """Where a condition holds and an assertion doesn't; nowhere, if that has too many branches."""
    applies = conditions.branches(condition) if condition is not None else [(ALWAYS, True)]
    holds = conditions.branches(assertion)
    for guard, one in applies or ():
        for other, kept in holds or ():
            joined = both(guard, other)
            if one and not kept and joined is not None:
                yield joined


def narrowed(parameters: Mapping[str, Parameter], section: Node | None) -> dict[str, Parameter]:
    """Parameters with those values alone that the rules without a condition leave them."""
    found = dict(parameters)
    for _, condition, assertion in _assertions(section):
        if condition is not None:
            continue
        for name, texts in _demanded(assertion):
            parameter = found.get(name)
            if parameter is not None and not parameter.is_list:
                before = parameter.allowed
                left = {text: before[text] for text in before if text in texts} if before else dict(texts)
                found[name] = parameter._replace(allowed=left or before)
    return found


def _demanded(node: Node, depth: int = 0) -> Iterator[tuple[str, Texts]]:
    """Parameters of which an assertion says that each is one of some texts."""
    name, argument = function_of(node)
    items = argument.items if isinstance(argument, Sequence) else []
    if name == "Fn::And" and depth < _DEEPEST:
        for item in items:
            yield from _demanded(item, depth + 1)
    elif name == "Fn::Or" and depth < _DEEPEST:
        choices = [tuple(_demanded(item, depth + 1)) for item in items]
        subjects = {choice[0][0] if len(choice) == 1 else "" for choice in choices}
        if len(subjects) == 1 and "" not in subjects:
            yield subjects.pop(), {text: span for ((_, texts),) in choices for text, span in texts.items()}
    elif name == "Fn::Equals" and len(items) == 2:
        for one, other in (items, reversed(items)):
            if referred(one) and (texts := _texts([other])):
                yield referred(one), texts
    elif name == "Fn::Contains" and len(items) == 2 and referred(items[1]):
        listed = items[0].items if isinstance(items[0], Sequence) and not function_of(items[0])[0] else []
        if texts := _texts(listed):
            yield referred(items[1]), texts


def _texts(nodes: list[Node]) -> Texts:
    """Texts with their places; none if there is anything else among them."""
    found = {scalar_text(node.value): node.span for node in nodes if isinstance(node, Scalar) and not node.tag}
    return found if all(isinstance(node, Scalar) and not node.tag for node in nodes) else {}
