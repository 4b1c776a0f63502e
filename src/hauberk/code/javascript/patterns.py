"""What is assigned to: names, fields, and patterns that take a value apart."""

from collections.abc import Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Place, Statement
from hauberk.code.javascript.exports import exported
from hauberk.code.javascript.logic import either
from hauberk.code.javascript.lowering import Lowering, parts

WRAPPING = frozenset(
    [
        "as_expression",
        "instantiation_expression",
        "non_null_expression",
        "parenthesized_expression",
        "satisfies_expression",
        "type_assertion",
    ]
)
"""What is around an expression and says nothing of its value."""


def unwrapped(node: Node) -> Node:
    """What stands inside parentheses, and what TypeScript says of its type."""
    while node.type in WRAPPING:
        inner = [part for part in parts(node) if part.type != "type_annotation"]
        if not inner or (node.type == "parenthesized_expression" and len(inner) > 1):
            break
        node = inner[-1] if node.type == "type_assertion" else inner[0]
    return node


def bound(inside: Lowering, target: Node, value: Expression, at: Place) -> Iterator[Statement]:
    """The assignments that a target makes of a value, which is read as often as the target has parts."""
    target = unwrapped(target)
    kind = target.type
    if kind in {"identifier", "shorthand_property_identifier_pattern"}:
        yield ir.Assign(inside.names.writing(inside.name(target)), value, at)
    elif kind == "member_expression":
        name = exported(inside, target)
        if name is not None:
            yield from offered(name, value, at)
        else:
            field = target.child_by_field_name("property")
            yield ir.SetField(inside.part(target, "object"), "" if field is None else inside.name(field), value, at)
    elif kind == "subscript_expression":
        of, key = inside.part(target, "object"), inside.part(target, "index")
        if isinstance(key, ir.Const) and isinstance(key.value, str):
            yield ir.SetField(of, key.value, value, at)
        else:
            yield ir.SetIndex(of, key, value, at)
    elif kind == "assignment_pattern":
        left = target.child_by_field_name("left")
        if left is not None:
            yield from bound(inside, left, _default(inside, target, value, at), at)
    elif kind in {"array_pattern", "object_pattern"}:
        whole = value
        if not isinstance(value, ir.Module):
            whole = ir.Name(inside.names.fresh(), inside.place(target))
            yield ir.Assign(whole.name, value, at)
        yield from (_items if kind == "array_pattern" else _fields)(inside, target, whole)
    else:
        yield ir.Do(ir.Opaque(kind, (inside.of(target), value), at), at)


def offered(name: str, value: Expression, at: Place) -> Iterator[Statement]:
    """What a module offers when it sets a field of its exports, or (``=``) its exports as a whole."""
    if name == "=" and isinstance(value, ir.Record) and all(_written(key) for key, _ in value.entries):
        for key, of in value.entries:
            place = Place(key.at.start if key is not None else of.at.start, of.at.end)
            yield ir.Export(str(key.value) if isinstance(key, ir.Const) else "*", of, place)
    else:
        yield ir.Export(name, value, at)


def _written(key: Expression | None) -> bool:
    return key is None or isinstance(key, ir.Const)


def _default(inside: Lowering, node: Node, value: Expression, at: Place) -> Expression:
    default = node.child_by_field_name("right")
    return value if default is None else either(inside, "??", value, [default], at)


def _items(inside: Lowering, pattern: Node, whole: Expression) -> Iterator[Statement]:
    """Each part by its index; commas count, since parts may be left out."""
    index = 0
    for child in pattern.children:
        if child.type == ",":
            index += 1
        elif child.type == "rest_pattern":
            at = inside.place(child)
            for inner in parts(child)[:1]:
                yield from bound(inside, inner, ir.Slice(_again(whole, at), at), at)
        elif child.is_named and not child.is_extra:
            at = inside.place(child)
            yield from bound(inside, child, ir.Index(_again(whole, at), ir.Const(index, at), at), at)


def _fields(inside: Lowering, pattern: Node, whole: Expression) -> Iterator[Statement]:
    """Each part by its name; the rest is another object with fields of this one."""
    for child in parts(pattern):
        at = inside.place(child)
        kind = child.type
        of = _again(whole, at)
        if kind == "shorthand_property_identifier_pattern":
            yield from bound(inside, child, field(of, inside.name(child), at), at)
        elif kind == "object_assignment_pattern":
            left = child.child_by_field_name("left")
            if left is not None:
                value = field(of, inside.name(left), at) if left.type not in {"array_pattern", "object_pattern"} else of
                yield from bound(inside, left, _default(inside, child, value, at), at)
        elif kind == "pair_pattern":
            key, target = child.child_by_field_name("key"), child.child_by_field_name("value")
            if key is not None and target is not None:
                yield from bound(inside, target, _of_key(inside, of, key, at), at)
        elif kind == "rest_pattern":
            for inner in parts(child)[:1]:
                yield from bound(inside, inner, ir.Record(((None, of),), False, at), at)
        else:
            yield ir.Do(inside.of(child), at)


def _of_key(inside: Lowering, of: Expression, key: Node, at: Place) -> Expression:
    if key.type in {"computed_property_name", "string", "number"}:
        inner = parts(key)[0] if key.type == "computed_property_name" and parts(key) else key
        made = inside.of(inner)
        if isinstance(made, ir.Const) and isinstance(made.value, str):
            return field(of, made.value, at)
        return ir.Index(of, made, at)
    return field(of, inside.name(key), at)


def _again(whole: Expression, at: Place) -> Expression:
    """What is taken apart, as it is read for one part."""
    if isinstance(whole, ir.Module):
        return ir.Module(whole.name, whole.exported, at)
    return ir.Name(whole.name, at) if isinstance(whole, ir.Name) else whole


def field(of: Expression, name: str, at: Place) -> Expression:
    """A field of something; of a module, what it exports."""
    if isinstance(of, ir.Module) and of.exported is None:
        return ir.Module(of.name, name, at)
    return ir.Field(of, name, at)
