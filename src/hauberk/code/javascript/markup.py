"""JSX as the calls that it stands for."""

from collections.abc import Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression
from hauberk.code.javascript.literals import referred
from hauberk.code.javascript.lowering import Lowering, ToExpression, parts
from hauberk.model.regex import regex

_MODULE = "react/jsx-runtime"
"""What compilers take from: its ``jsx`` is called with the element and a record of what it's given."""
_LINES = regex(r"[ \t]*[\r\n]+[ \t\r\n]*")


def _element(inside: Lowering, node: Node) -> Expression:
    at = inside.place(node)
    opening = node.child_by_field_name("open_tag")
    tag = node if opening is None else opening
    entries = list(_given(inside, tag))
    if opening is not None:
        children = tuple(_children(inside, node))
        if children:
            entries.append((ir.Const("children", at), ir.Sequence(children, "list", at)))
    of = _tag(inside, tag.child_by_field_name("name"), tag)
    callee = ir.Module(_MODULE, "jsx", inside.place(tag))
    return ir.Call(callee, (of, ir.Record(tuple(entries), False, at)), (), False, at)


def _tag(inside: Lowering, name: Node | None, tag: Node) -> Expression:
    """An element of HTML by its name, a component as the value that it is, a fragment as what the module has."""
    if name is None:
        return ir.Module(_MODULE, "Fragment", inside.place(tag))
    text = inside.text(name)
    if name.type == "identifier" and not text[:1].islower():
        return inside.of(name)
    if name.type == "member_expression":
        return inside.of(name)
    return ir.Const(text, inside.place(name))


def _given(inside: Lowering, tag: Node) -> Iterator[tuple[Expression | None, Expression]]:
    for node in tag.children_by_field_name("attribute"):
        at = inside.place(node)
        inner = parts(node)
        if node.type == "jsx_attribute" and inner:
            key = ir.Const(inside.text(inner[0]), inside.place(inner[0]))
            yield key, _value(inside, inner[1]) if len(inner) > 1 else ir.Const(True, at)
        elif inner and inner[0].type == "spread_element":
            for spread in parts(inner[0])[:1]:
                yield None, inside.of(spread)
        else:
            yield None, inside.of(node)


def _value(inside: Lowering, node: Node) -> Expression:
    if node.type == "string":
        return ir.Const(referred(inside.text(node)[1:-1]), inside.place(node))
    return inside.of(node)


def _children(inside: Lowering, node: Node) -> Iterator[Expression]:
    """What is inside: white space with a line's end in it says nothing."""
    text: list[Node] = []
    for child in parts(node):
        if child.type in {"jsx_text", "html_character_reference"}:
            text.append(child)
            continue
        yield from _said(inside, text)
        text = []
        if child.type not in {"jsx_opening_element", "jsx_closing_element"} and (
            child.type != "jsx_expression" or parts(child)
        ):
            yield inside.of(child)
    yield from _said(inside, text)


def _said(inside: Lowering, nodes: list[Node]) -> Iterator[Expression]:
    if nodes:
        at = ir.Place(nodes[0].start_byte, nodes[-1].end_byte)
        lines = _LINES.split(inside.code.data[at.start : at.end].decode("utf-8", "replace"))
        told = referred(" ".join(line for line in lines if line))
        if told:
            yield ir.Const(told, at)


def _inner(inside: Lowering, node: Node) -> Expression:
    inner = parts(node)
    return inside.of(inner[0]) if inner else ir.Const(None, inside.place(node))


LOWERING: dict[str, ToExpression] = {
    "jsx_element": _element,
    "jsx_expression": _inner,
    "jsx_self_closing_element": _element,
}
