"""Loops and switches, and what leaves them."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Block, Expression, Place, Statement
from hauberk.code.javascript.declarations import lexical, names_in
from hauberk.code.javascript.effects import done
from hauberk.code.javascript.jumps import Target
from hauberk.code.javascript.lowering import Lowering, ToStatements, parts
from hauberk.code.javascript.patterns import bound, unwrapped


def _rounds(inside: Lowering, node: Node, target: Target, guard: Node | None) -> tuple[Expression | None, Block]:
    """A guard with the body; where the guard takes statements, the body begins with them and asks it."""
    at = inside.place(node)
    asked, before = (None, []) if guard is None else inside.aside(guard)
    body = inside.body(node.child_by_field_name("body"))
    if isinstance(asked, ir.Const) and asked.value:
        asked = None
    if before and asked is not None:
        left = ir.Branch(ir.Operation("not", (asked,), asked.at), (ir.Break(asked.at),), (), asked.at)
        body = (*before, left, *body)
        asked = None
    return asked, (*inside.jumps.reset(target, True, at), *body)


def _while(inside: Lowering, node: Node) -> Iterator[Statement]:
    at = inside.place(node)
    with inside.jumps.target(loop=True) as target:
        guard, body = _rounds(inside, node, target, node.child_by_field_name("condition"))
    yield from inside.jumps.reset(target, False, at)
    yield ir.While(guard, body, (), at)
    yield from inside.jumps.behind_loop(at)


def _do(inside: Lowering, node: Node) -> Iterator[Statement]:
    """The guard is asked at the end of each round."""
    at = inside.place(node)
    condition = node.child_by_field_name("condition")

    def asked() -> Iterator[Statement]:
        if condition is not None:
            guard, before = inside.aside(condition)
            yield from before
            yield ir.Branch(ir.Operation("not", (guard,), guard.at), (ir.Break(guard.at),), (), guard.at)

    def again(place: Place) -> Iterable[Statement]:
        with inside.standing(place):
            return (*asked(), ir.Continue(place))

    with inside.jumps.target(loop=True) as target:
        target.again = again
        _, body = _rounds(inside, node, target, None)
        body += tuple(asked())
    yield from inside.jumps.reset(target, False, at)
    yield ir.While(None, body, (), at)
    yield from inside.jumps.behind_loop(at)


def _for(inside: Lowering, node: Node) -> Iterator[Statement]:
    first = node.child_by_field_name("initializer")
    with inside.names.inside(inside.declared(lexical([] if first is None else [first]))):
        yield from _counted(inside, node, first)


def _counted(inside: Lowering, node: Node, first: Node | None) -> Iterator[Statement]:
    at = inside.place(node)
    if first is not None:
        expression = first.type in inside.code.expressions
        yield from inside.gathered(done(inside, first)) if expression else inside.statement(first)
    guard = node.child_by_field_name("condition")
    if guard is not None and guard.type == "expression_statement":
        guard = next(iter(parts(guard)), None)
    elif guard is not None and guard.type == "empty_statement":
        guard = None
    step = node.child_by_field_name("increment")

    def again(place: Place) -> Iterable[Statement]:
        with inside.standing(place):
            return (*stepped(), ir.Continue(place))

    def stepped() -> list[Statement]:
        return [] if step is None else inside.gathered(done(inside, step))

    with inside.jumps.target(loop=True) as target:
        target.again = again
        asked, body = _rounds(inside, node, target, guard)
        body += tuple(stepped())
    yield from inside.jumps.reset(target, False, at)
    yield ir.While(asked, body, (), at)
    yield from inside.jumps.behind_loop(at)


def _each(inside: Lowering, node: Node) -> Iterator[Statement]:
    left, kind = node.child_by_field_name("left"), node.child_by_field_name("kind")
    iterable = inside.part(node, "right")
    own = kind is not None and kind.type != "var" and left is not None
    declared = inside.declared(names_in(left)) if own and left is not None else []
    with inside.names.inside(declared):
        yield from _items(inside, node, left, iterable)


def _items(inside: Lowering, node: Node, left: Node | None, iterable: Expression) -> Iterator[Statement]:
    at = inside.place(node)
    operator = node.child_by_field_name("operator")
    taken: list[Statement] = []
    target_node = None if left is None else unwrapped(left)
    if target_node is not None and target_node.type == "identifier":
        item = inside.names.writing(inside.name(target_node))
    else:
        item = inside.names.fresh()
        if target_node is not None:
            place = inside.place(target_node)
            taken = inside.gathered(bound(inside, target_node, ir.Name(item, place), place))
    with inside.jumps.target(loop=True) as target:
        _, body = _rounds(inside, node, target, None)
    yield from inside.jumps.reset(target, False, at)
    keys = operator is not None and operator.type == "in"
    yield ir.Each(item, iterable, (*taken, *body), keys, (), at)
    yield from inside.jumps.behind_loop(at)


def _label(node: Node) -> Node | None:
    return node.child_by_field_name("label")


def _break(inside: Lowering, node: Node) -> Iterator[Statement]:
    label = _label(node)
    return inside.jumps.jump(None if label is None else inside.name(label), False, inside.place(node))


def _continue(inside: Lowering, node: Node) -> Iterator[Statement]:
    label = _label(node)
    return inside.jumps.jump(None if label is None else inside.name(label), True, inside.place(node))


_LABELS_ITSELF = frozenset(
    ["do_statement", "for_in_statement", "for_statement", "labeled_statement", "switch_statement", "while_statement"]
)


def _labelled(inside: Lowering, node: Node) -> Iterator[Statement]:
    label, body = _label(node), node.child_by_field_name("body")
    name = "" if label is None else inside.name(label)
    if body is not None and body.type in _LABELS_ITSELF:
        inside.jumps.labels += (name,)
        yield from inside.statement(body)
        inside.jumps.labels = ()
        return
    at = inside.place(node)
    with inside.jumps.labelled(name) as target:
        made = inside.body(body)
    yield from inside.jumps.reset(target, False, at)
    yield from made


LOWERING: dict[str, ToStatements] = {
    "break_statement": _break,
    "continue_statement": _continue,
    "do_statement": _do,
    "for_in_statement": _each,
    "for_statement": _for,
    "labeled_statement": _labelled,
    "while_statement": _while,
}
