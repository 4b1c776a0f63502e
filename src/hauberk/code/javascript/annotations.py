"""Types, as far as they name something: what a parameter or field is declared with."""

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression
from hauberk.code.javascript.lowering import Lowering, parts

_AROUND = frozenset(
    ["optional_type", "parenthesized_type", "readonly_type", "rest_type", "type_annotation", "literal_type"]
)


def annotation(inside: Lowering, node: Node) -> Expression:
    """A type as Python writes it: ``A<B>`` is an index, ``A | B`` an operation."""
    while node.type in _AROUND and len(inner := parts(node)) == 1:
        node = inner[0]
    at = inside.place(node)
    kind = node.type
    if kind in {"identifier", "type_identifier"}:
        return ir.Name(inside.names.reading(inside.name(node)), at)
    if kind == "predefined_type":
        return ir.Name(inside.text(node), at)
    if kind in {"nested_identifier", "nested_type_identifier"}:
        *of, name = parts(node)
        return ir.Field(annotation(inside, of[0]), inside.name(name), at) if of else ir.Opaque("type", (), at)
    if kind == "generic_type":
        of_type, arguments = parts(node)[0], node.child_by_field_name("type_arguments")
        given = [] if arguments is None else [annotation(inside, one) for one in parts(arguments)]
        key = given[0] if len(given) == 1 else ir.Sequence(tuple(given), "tuple", at)
        return ir.Index(annotation(inside, of_type), key, at)
    if kind == "array_type":
        return ir.Index(ir.Name("Array", at), annotation(inside, parts(node)[0]), at)
    if kind in {"intersection_type", "union_type"}:
        joined = tuple([annotation(inside, one) for one in _joined(node)])
        return ir.Operation("|" if kind == "union_type" else "&", joined, at)
    if kind in {"false", "null", "number", "string", "true", "undefined"}:
        return inside.of(node)
    return ir.Opaque("type", (), at)


def _joined(node: Node) -> list[Node]:
    """The members of a union, whose spine to the left is walked, not climbed."""
    found: list[Node] = []
    left = [node]
    while left:
        one = left.pop()
        if one.type == node.type:
            left.extend(parts(one))
        else:
            found.append(one)
    return found[::-1]
