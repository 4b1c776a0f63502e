"""Operands that are evaluated or not: ``&&``, ``||``, ``??`` and ``? :``."""

from typing import Literal

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Block, Expression, Place, Statement
from hauberk.code.javascript.lowering import Lowering, ToExpression

Word = Literal["and", "or", "??"]
WORDS: dict[str, Word] = {"&&": "and", "||": "or", "??": "??"}


def operands(node: Node, operator: str) -> list[Node]:
    """The operands of a chain of one operator: the spine to the left is walked, not climbed."""
    found: list[Node] = []
    left: Node | None = node
    while left is not None and left.type == "binary_expression" and _operator(left) == operator:
        right = left.child_by_field_name("right")
        if right is not None:
            found.append(right)
        left = left.child_by_field_name("left")
    if left is not None:
        found.append(left)
    return found[::-1]


def _operator(node: Node) -> str | None:
    operator = node.child_by_field_name("operator")
    return None if operator is None else operator.type


def either(inside: Lowering, word: Word, first: Expression, others: list[Node], at: Place) -> Expression:
    """One of the operands, by those before it.

    Where an operand takes statements, they are done under the condition that it's evaluated at all.
    """
    values = [first]
    for node in others:
        value, before = inside.aside(node)
        if before:
            made = _joined(word, values, at)
            result = inside.names.fresh()
            inside.before.append(ir.Assign(result, made, at))
            then: Block = (*before, ir.Assign(result, value, inside.place(node)))
            inside.before.append(taken(word, ir.Name(result, at), then, at))
            values = [ir.Name(result, at)]
        else:
            values.append(value)
    return _joined(word, values, at)


def _joined(word: Word, values: list[Expression], at: Place) -> Expression:
    return values[0] if len(values) == 1 else ir.Either(word, tuple(values), at)


def taken(word: Word, first: Expression, then: Block, at: Place) -> Statement:
    """What is done where the first operand doesn't decide."""
    if word == "or":
        return ir.Branch(ir.Operation("not", (first,), first.at), then, (), at)
    if word == "??":
        first = ir.Operation("is", (first, ir.Const(None, first.at)), first.at)
    return ir.Branch(first, then, (), at)


def chosen(inside: Lowering, node: Node) -> Expression:
    """``guard ? then : otherwise``; a chain of them is walked, not climbed."""
    chain = [node]
    while (last := chain[-1].child_by_field_name("alternative")) is not None and last.type == "ternary_expression":
        chain.append(last)
    parts = [(one, inside.aside(_part(one, "condition")), inside.aside(_part(one, "consequence"))) for one in chain]
    made, before = inside.aside(_part(chain[-1], "alternative"))
    for one, (guard, needed), (then, then_needed) in reversed(parts):
        at = inside.place(one)
        if before or then_needed:
            result = inside.names.fresh()
            done: Block = (*then_needed, ir.Assign(result, then, then.at))
            else_done: Block = (*before, ir.Assign(result, made, made.at))
            before = [*needed, ir.Branch(guard, done, else_done, at)]
            made = ir.Name(result, at)
        else:
            before = needed
            made = ir.Choice(guard, then, made, at)
    inside.before += before
    return made


def _part(node: Node, field: str) -> Node:
    return node.child_by_field_name(field) or node.children[-1]


def _logical(inside: Lowering, node: Node, operator: str) -> Expression:
    first, *others = operands(node, operator)
    return either(inside, WORDS[operator], inside.of(first), others, inside.place(node))


def logical(inside: Lowering, node: Node) -> Expression | None:
    """``&&``, ``||`` or ``??``, if that is what an operation is."""
    operator = _operator(node)
    return _logical(inside, node, operator) if operator in WORDS else None


LOWERING: dict[str, ToExpression] = {"ternary_expression": chosen}
