"""Expressions for what they do: assignments above all, which are statements wherever their value isn't wanted."""

from collections.abc import Callable, Iterable, Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Statement
from hauberk.code.javascript.logic import WORDS, either, operands, taken
from hauberk.code.javascript.lowering import Lowering, ToExpression, parts
from hauberk.code.javascript.patterns import bound, unwrapped

OPERATORS = {"===": "==", "!==": "!=", ">>>": ">>", "instanceof": "isinstance"}
"""Operators that are written otherwise in the core; ``!=`` is the negation of ``==``."""


def done(inside: Lowering, node: Node) -> Iterable[Statement]:
    """What an expression does, as statements."""
    node = unwrapped(node)
    lower = _DOING.get(node.type)
    return _plain(inside, node) if lower is None else lower(inside, node)


def _plain(inside: Lowering, node: Node) -> Iterator[Statement]:
    value = inside.of(node)
    if not isinstance(value, ir.Const):
        yield ir.Do(value, inside.place(node))


def _sequence(inside: Lowering, node: Node) -> Iterator[Statement]:
    for part in items(node):
        yield from inside.gathered(done(inside, part))


def items(node: Node) -> list[Node]:
    """What commas stand between: in the grammar's older versions a chain to the right."""
    found: list[Node] = []
    while node.type == "sequence_expression":
        *first, node = parts(node)
        found += first
    return [*found, node]


def _binary(inside: Lowering, node: Node) -> Iterator[Statement]:
    """``a && b()`` is a branch."""
    operator = node.child_by_field_name("operator")
    if operator is None or operator.type not in WORDS:
        yield from _plain(inside, node)
        return
    *first, last = operands(node, operator.type)
    word, at = WORDS[operator.type], inside.place(node)
    guard = either(inside, word, inside.of(first[0]), first[1:], at)
    yield taken(word, guard, tuple(inside.gathered(done(inside, last))), at)


def _ternary(inside: Lowering, node: Node) -> Iterator[Statement]:
    chain = [node]
    while (last := chain[-1].child_by_field_name("alternative")) is not None and last.type == "ternary_expression":
        chain.append(last)
    told = [
        (
            inside.place(one),
            *inside.aside(one.child_by_field_name("condition") or one),
            _doing(inside, one, "consequence"),
        )
        for one in chain
    ]
    otherwise = _doing(inside, chain[-1], "alternative")
    for at, guard, needed, then in reversed(told):
        otherwise = [*needed, ir.Branch(guard, tuple(then), tuple(otherwise), at)]
    yield from otherwise


def _doing(inside: Lowering, node: Node, field: str) -> list[Statement]:
    part = node.child_by_field_name(field)
    return [] if part is None else inside.gathered(done(inside, part))


def _void(inside: Lowering, node: Node) -> Iterator[Statement]:
    operator, argument = node.child_by_field_name("operator"), node.child_by_field_name("argument")
    if operator is not None and argument is not None and operator.type in {"void", "delete"}:
        yield from done(inside, argument) if operator.type == "void" else _deleted(inside, argument, node)
    else:
        yield from _plain(inside, node)


def _deleted(inside: Lowering, argument: Node, node: Node) -> Iterable[Statement]:
    """What is deleted is nothing from then on."""
    target = unwrapped(argument)
    at = inside.place(node)
    if target.type in {"member_expression", "subscript_expression"}:
        return bound(inside, target, ir.Const(None, at), at)
    return [ir.Do(inside.of(target), at)]


def _assignment(inside: Lowering, node: Node) -> Iterator[Statement]:
    """``a = b = c``, walked, not climbed."""
    at = inside.place(node)
    targets, last = _targets(node)
    value = inside.named(last, _name(inside, targets[-1]))
    if len(targets) == 1:
        yield from bound(inside, targets[0], value, at)
        return
    whole = inside.names.fresh()
    yield ir.Assign(whole, value, at)
    for target in targets:
        yield from bound(inside, target, ir.Name(whole, at), at)


def _targets(node: Node) -> tuple[list[Node], Node]:
    targets: list[Node] = []
    while node.type == "assignment_expression":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            break
        targets.append(left)
        node = unwrapped(right)
    return targets or [node], node


def _name(inside: Lowering, target: Node) -> str:
    """The name that an assignment gives a function which has none."""
    target = unwrapped(target)
    if target.type == "member_expression":
        return _name(inside, target.child_by_field_name("property") or target.children[-1])
    return inside.name(target) if target.type in {"identifier", "property_identifier"} else ""


def _changed(inside: Lowering, node: Node) -> tuple[Node, Expression]:
    """What ``a += b``, ``a ??= b`` or ``a++`` changes, and into what."""
    at = inside.place(node)
    operator = node.child_by_field_name("operator")
    sign = "" if operator is None else operator.type
    if node.type == "update_expression":
        target = node.child_by_field_name("argument") or node.children[-1]
        return target, ir.Operation(sign[:1], (inside.of(target), ir.Const(1, at)), at)
    target = node.child_by_field_name("left") or node.children[0]
    right = node.child_by_field_name("right") or node.children[-1]
    sign = sign.removesuffix("=")
    if sign in WORDS:
        return target, either(inside, WORDS[sign], inside.of(target), [right], at)
    return target, ir.Operation(OPERATORS.get(sign, sign), (inside.of(target), inside.of(right)), at)


def _change(inside: Lowering, node: Node) -> Iterator[Statement]:
    target, value = _changed(inside, node)
    yield from bound(inside, target, value, inside.place(node))


_DOING: dict[str, Callable[[Lowering, Node], Iterable[Statement]]] = {
    "assignment_expression": _assignment,
    "augmented_assignment_expression": _change,
    "binary_expression": _binary,
    "sequence_expression": _sequence,
    "ternary_expression": _ternary,
    "unary_expression": _void,
    "update_expression": _change,
}


def _assigned(inside: Lowering, node: Node) -> Expression:
    """An assignment whose value is used."""
    targets, last = _targets(node)
    if any(unwrapped(target).type != "identifier" for target in targets):
        return _through(inside, node, inside.named(last, _name(inside, targets[-1])), targets)
    value = inside.named(last, _name(inside, targets[-1]))
    for target in reversed(targets):
        at = inside.place(node) if target is targets[0] else ir.Place(target.start_byte, value.at.end)
        value = ir.Bind(inside.names.writing(inside.name(unwrapped(target))), value, at)
    return value


def _through(inside: Lowering, node: Node, value: Expression, targets: list[Node]) -> Expression:
    """The value of assignments that have to be statements."""
    at = inside.place(node)
    whole = inside.names.fresh()
    inside.before.append(ir.Assign(whole, value, at))
    for target in targets:
        inside.before += inside.gathered(bound(inside, target, ir.Name(whole, at), at))
    return ir.Name(whole, at)


def _changing(inside: Lowering, node: Node) -> Expression:
    target, value = _changed(inside, node)
    target = unwrapped(target)
    at = inside.place(node)
    if target.type == "identifier":
        made: Expression = ir.Bind(inside.names.writing(inside.name(target)), value, at)
    else:
        made = _through(inside, node, value, [target])
    if node.type == "update_expression" and node.children[0].is_named:  # `a++` is what `a` was before
        back = "-" if isinstance(value, ir.Operation) and value.operator == "+" else "+"
        return ir.Operation(back, (made, ir.Const(1, at)), at)
    return made


def _last(inside: Lowering, node: Node) -> Expression:
    """The last of expressions between commas, behind what the others do."""
    *first, last = items(node)
    for part in first:
        inside.before += inside.gathered(done(inside, part))
    return inside.of(last)


def nothing_of(inside: Lowering, node: Node, argument: Node) -> Expression:
    """``void x``."""
    inside.before += inside.gathered(done(inside, argument))
    return ir.Const(None, inside.place(node))


def deleting(inside: Lowering, node: Node, argument: Node) -> Expression:
    """``delete x.y`` as a value."""
    inside.before += inside.gathered(_deleted(inside, argument, node))
    return ir.Const(True, inside.place(node))


LOWERING: dict[str, ToExpression] = {
    "assignment_expression": _assigned,
    "augmented_assignment_expression": _changing,
    "sequence_expression": _last,
    "update_expression": _changing,
}
