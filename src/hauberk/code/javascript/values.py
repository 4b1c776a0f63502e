"""Names, literals, objects and arrays."""

from collections.abc import Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Place
from hauberk.code.javascript.functions import setting
from hauberk.code.javascript.literals import number, said
from hauberk.code.javascript.lowering import Lowering, ToExpression, parts


def _name(inside: Lowering, node: Node) -> Expression:
    if node.is_missing:
        return ir.Opaque("invalid-syntax", (), inside.place(node))
    return ir.Name(inside.names.reading(inside.name(node)), inside.place(node))


def _nothing(inside: Lowering, node: Node) -> Expression:
    return ir.Const(None, inside.place(node))


def _true(inside: Lowering, node: Node) -> Expression:
    return ir.Const(True, inside.place(node))


def _false(inside: Lowering, node: Node) -> Expression:
    return ir.Const(False, inside.place(node))


def _number(inside: Lowering, node: Node) -> Expression:
    return ir.Const(number(inside.text(node)), inside.place(node))


def _string(inside: Lowering, node: Node) -> Expression:
    return ir.Const(said(inside.text(node)[1:-1]), inside.place(node))


def _regex(inside: Lowering, node: Node) -> Expression:
    pattern, flags = node.child_by_field_name("pattern"), node.child_by_field_name("flags")
    return ir.Regex(
        "" if pattern is None else inside.text(pattern),
        "" if flags is None else inside.text(flags),
        inside.place(node),
    )


def pieces(inside: Lowering, node: Node) -> Iterator[Expression]:
    """The parts of a template, texts between the values, which may be empty."""
    data, at = inside.code.data, node.start_byte + 1
    for child in node.named_children:
        if child.type == "template_substitution":
            text = data[at : child.start_byte].decode("utf-8", "replace")
            yield ir.Const(said(text), Place(at, child.start_byte))
            inner = parts(child)
            yield inside.of(inner[0]) if inner else ir.Opaque("invalid-syntax", (), inside.place(child))
            at = child.end_byte
    end = max(at, node.end_byte - 1)
    yield ir.Const(said(data[at:end].decode("utf-8", "replace")), Place(at, end))


def _template(inside: Lowering, node: Node) -> Expression:
    """A text without values is one like any other."""
    made = [piece for piece in pieces(inside, node) if not (isinstance(piece, ir.Const) and piece.value == "")]
    if not made:
        return ir.Const("", inside.place(node))
    only = made[0]
    if len(made) == 1 and isinstance(only, ir.Const) and isinstance(only.value, str):
        return ir.Const(only.value, inside.place(node))
    return ir.Text(tuple(made), inside.place(node))


def _array(inside: Lowering, node: Node) -> Expression:
    """What is left out between commas is nothing."""
    items: list[Expression] = []
    empty = True
    for child in node.children[1:]:
        if child.type == ",":
            if empty:
                items.append(ir.Const(None, inside.place(child)))
            empty = True
        elif child.is_named and (child.is_error or not child.is_extra):
            items.append(inside.of(child))
            empty = False
    return ir.Sequence(tuple(items), "list", inside.place(node))


def _spread(inside: Lowering, node: Node) -> Expression:
    return ir.Spread(_inner(inside, node), inside.place(node))


def _inner(inside: Lowering, node: Node) -> Expression:
    inner = parts(node)
    return inside.of(inner[0]) if inner else ir.Opaque("invalid-syntax", (), inside.place(node))


def _object(inside: Lowering, node: Node) -> Expression:
    return ir.Record(tuple([_entry(inside, part) for part in parts(node)]), False, inside.place(node))


def _entry(inside: Lowering, node: Node) -> tuple[Expression | None, Expression]:
    kind = node.type
    if kind == "pair":
        key = node.child_by_field_name("key")
        value = node.child_by_field_name("value")
        if key is not None and value is not None:
            made = key_of(inside, key)
            return made, inside.named(value, said_by(made))
    if kind == "shorthand_property_identifier":
        return ir.Const(inside.name(node), inside.place(node)), _name(inside, node)
    if kind == "method_definition":
        name = node.child_by_field_name("name")
        if name is not None:
            made = key_of(inside, name)
            function = setting(inside, node, said_by(made))
            return made, ir.Closure(function, inside.place(node))
    if kind == "spread_element":
        return None, _inner(inside, node)
    return None, inside.of(node)


def said_by(key: Expression) -> str:
    """The name that a key gives a function which has none."""
    return str(key.value) if isinstance(key, ir.Const) else ""


def key_of(inside: Lowering, node: Node) -> Expression:
    """What an entry's or member's name is as a value."""
    kind = node.type
    if kind == "computed_property_name":
        return _inner(inside, node)
    if kind in {"string", "number"}:
        made = inside.of(node)
        if isinstance(made, ir.Const) and not isinstance(made.value, str):
            return ir.Const(str(made.value), made.at)
        return made
    return ir.Const(inside.name(node), inside.place(node))


LOWERING: dict[str, ToExpression] = {
    "array": _array,
    "false": _false,
    "identifier": _name,
    "import": _name,
    "null": _nothing,
    "number": _number,
    "object": _object,
    "private_property_identifier": lambda inside, node: ir.Const(inside.name(node), inside.place(node)),
    "regex": _regex,
    "shorthand_property_identifier": _name,
    "spread_element": _spread,
    "string": _string,
    "super": _name,
    "template_string": _template,
    "this": _name,
    "true": _true,
    "undefined": _nothing,
}
