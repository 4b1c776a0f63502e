"""What TypeScript has that runs: enumerations and namespaces."""

from collections.abc import Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Statement
from hauberk.code.javascript.declarations import lexical
from hauberk.code.javascript.lowering import Lowering, ToStatements, parts
from hauberk.code.javascript.values import key_of


def _enumeration(inside: Lowering, node: Node) -> Iterator[Statement]:
    """An object with the members; one without a value is one more than that before it."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    entries: list[tuple[Expression | None, Expression]] = []
    following: int | float | None = 0
    for member in parts(body) if body is not None else []:
        at = inside.place(member)
        if member.type == "enum_assignment":
            key, value = member.child_by_field_name("name"), inside.part(member, "value")
        else:
            key, value = member, ir.Const(following, at)
        if key is not None:
            entries.append((key_of(inside, key), value))
        number = value.value if isinstance(value, ir.Const) else None
        following = number + 1 if isinstance(number, (int, float)) else None
    if name is not None:
        at = inside.place(node)
        yield ir.Assign(inside.names.writing(inside.name(name)), ir.Record(tuple(entries), False, at), at)


def _namespace(inside: Lowering, node: Node) -> Iterator[Statement]:
    """What it does, and an object of what it exports; its names are its own."""
    body, name = node.child_by_field_name("body"), node.child_by_field_name("name")
    names: list[Node] = []
    while name is not None and name.type == "nested_identifier":
        name, inner = parts(name)
        names.append(inner)
    if body is None or name is None or name.type != "identifier":
        return
    at = inside.place(node)
    kept, inside.exports = inside.exports, []
    nodes = parts(body)
    with inside.names.inside(inside.declared(lexical(nodes))):
        yield from inside.block(nodes)
    made: Expression = ir.Record(tuple((ir.Const(key, of.at), of) for key, of in inside.exports), False, at)
    inside.exports = kept
    for inner in names:
        made = ir.Record(((ir.Const(inside.name(inner), at), made),), False, at)
    yield ir.Assign(inside.names.writing(inside.name(name)), made, at)


LOWERING: dict[str, ToStatements] = {
    "enum_declaration": _enumeration,
    "internal_module": _namespace,
    "module": _namespace,
}
