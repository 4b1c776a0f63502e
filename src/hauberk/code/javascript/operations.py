"""Operators, ``await`` and ``yield``."""

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Place
from hauberk.code.javascript.effects import OPERATORS, deleting, nothing_of
from hauberk.code.javascript.logic import logical
from hauberk.code.javascript.lowering import Lowering, ToExpression, parts

_UNARY = {"!": "not", "+": "number"}


def _binary(inside: Lowering, node: Node) -> Expression:
    """The spine to the left is walked, not climbed: sums of thousands of terms are written by programs."""
    either = logical(inside, node)
    if either is not None:
        return either
    spine = [node]
    while (left := spine[-1].child_by_field_name("left")) is not None and left.type == "binary_expression":
        if _operator(left) in {"&&", "||", "??"}:
            break
        spine.append(left)
    operands = [inside.part(spine[-1], "left")]
    operator = ""
    for part in reversed(spine):
        now = _operator(part)
        if len(operands) > 1 and not (now == operator == "+"):
            operands = [_operation(operator, operands, Place(part.start_byte, operands[-1].at.end))]
        operator = now
        operands.append(inside.part(part, "right"))
    return _operation(operator, operands, inside.place(node))


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    sign = "" if operator is None else operator.type
    return OPERATORS.get(sign, sign)


def _operation(operator: str, operands: list[Expression], at: Place) -> Expression:
    if operator == "!=":
        return ir.Operation("not", (ir.Operation("==", tuple(operands), at),), at)
    return ir.Operation(operator, tuple(operands), at)


def _unary(inside: Lowering, node: Node) -> Expression:
    spine = [node]
    while (inner := spine[-1].child_by_field_name("argument")) is not None and inner.type == "unary_expression":
        if _sign(inner) in {"void", "delete"}:
            break
        spine.append(inner)
    if inner is None:
        return ir.Opaque("invalid-syntax", (), inside.place(node))
    last = _sign(spine[-1])
    if last == "void":
        made = nothing_of(inside, spine.pop(), inner)
    elif last == "delete":
        made = deleting(inside, spine.pop(), inner)
    else:
        made = inside.of(inner)
    for part in reversed(spine):
        sign = _sign(part)
        made = ir.Operation(_UNARY.get(sign, sign), (made,), inside.place(part))
    return made


def _sign(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return "" if operator is None else operator.type


def _await(inside: Lowering, node: Node) -> Expression:
    inner = parts(node)
    of = inside.of(inner[0]) if inner else ir.Opaque("invalid-syntax", (), inside.place(node))
    return ir.Await(of, inside.place(node))


def _yield(inside: Lowering, node: Node) -> Expression:
    at = inside.place(node)
    inner = parts(node)
    each = any(child.type == "*" for child in node.children)
    return ir.Yield(inside.of(inner[0]) if inner else ir.Const(None, at), each, at)


LOWERING: dict[str, ToExpression] = {
    "await_expression": _await,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "yield_expression": _yield,
}
