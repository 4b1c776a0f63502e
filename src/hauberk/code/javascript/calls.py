"""Calls, fields and indices in their chains, and modules that are called for."""

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Place
from hauberk.code.javascript.lowering import Lowering, ToExpression, parts
from hauberk.code.javascript.patterns import WRAPPING, field, unwrapped
from hauberk.code.javascript.values import pieces

_LOADING = frozenset(["import", "require"])


def _chain(inside: Lowering, node: Node) -> Expression:
    """``a.b(c)[d]…`` is walked, not climbed: builders make chains of thousands of calls."""
    links: list[Node] = []
    of: Node | None = node
    while of is not None:
        kind = of.type
        if kind == "call_expression":
            links.append(of)
            of = of.child_by_field_name("function")
        elif kind in {"member_expression", "subscript_expression"}:
            links.append(of)
            of = of.child_by_field_name("object")
        elif kind in WRAPPING and (inner := unwrapped(of)) is not of:
            of = inner
        else:
            break
    waits = of is not None and _waits(inside, of, links)
    if waits:  # its grammar takes the `await` of `await (a).b()` for a function that is called
        of = links.pop().child_by_field_name("arguments")
    made = _start(inside, node, of)
    for link in reversed(links):
        at = inside.place(link)
        if link.type == "call_expression":
            made = _call(inside, made, link, at)
        elif link.type == "member_expression":
            made = _member(inside, made, link, at)
        else:
            key = inside.part(link, "index")
            named = isinstance(key, ir.Const) and isinstance(key.value, str)
            made = field(made, str(key.value), at) if named and isinstance(key, ir.Const) else ir.Index(made, key, at)
    return ir.Await(made, inside.place(node)) if waits else made


def _waits(inside: Lowering, of: Node, links: list[Node]) -> bool:
    return (
        of.end_byte - of.start_byte == len("await")
        and links[-1].type == "call_expression"
        and inside.text(of) == "await"
        and inside.names.find("await")[1] is None
    )


def _start(inside: Lowering, node: Node, of: Node | None) -> Expression:
    """What a chain begins with; of what was taken for arguments, the only one."""
    if of is not None and of.type == "arguments":
        of = next(iter(parts(of)), None)
    return ir.Opaque("invalid-syntax", (), inside.place(node)) if of is None else inside.of(of)


def _member(inside: Lowering, of: Expression, node: Node, at: Place) -> Expression:
    name = node.child_by_field_name("property")
    return field(of, "" if name is None else inside.name(name), at)


def _call(inside: Lowering, callee: Expression, node: Node, at: Place) -> Expression:
    arguments = _arguments(inside, node)
    if isinstance(callee, ir.Name) and callee.name in _LOADING and arguments:
        name = arguments[0]
        if isinstance(name, ir.Const) and isinstance(name.value, str) and inside.names.free(callee.name):
            return ir.Module(name.value, None, at)
    return ir.Call(callee, arguments, (), False, at)


def _arguments(inside: Lowering, node: Node) -> tuple[Expression, ...]:
    """What is passed: to the tag of a template its texts, then its values."""
    given = node.child_by_field_name("arguments")
    if given is None:
        return ()
    if given.type != "template_string":
        return inside.all_of(parts(given))
    made = list(pieces(inside, given))
    return (ir.Sequence(tuple(made[::2]), "list", inside.place(given)), *made[1::2])


def _new(inside: Lowering, node: Node) -> Expression:
    return ir.Call(inside.part(node, "constructor"), _arguments(inside, node), (), True, inside.place(node))


def _meta(inside: Lowering, node: Node) -> Expression:
    """``import.meta`` and ``new.target``."""
    at = inside.place(node)
    of, _, name = inside.text(node).partition(".")
    if of.strip() == "import":
        return ir.Field(ir.Name(inside.names.reading("import"), at), name.strip(), at)
    return ir.Opaque("new.target", (), at)


def _wrapped(inside: Lowering, node: Node) -> Expression:
    inner = unwrapped(node)
    if inner is not node:
        return inside.of(inner)
    return ir.Opaque("invalid-syntax", inside.all_of(parts(node)), inside.place(node))


LOWERING: dict[str, ToExpression] = {
    "call_expression": _chain,
    "member_expression": _chain,
    "meta_property": _meta,
    "new_expression": _new,
    "subscript_expression": _chain,
    **dict.fromkeys(WRAPPING, _wrapped),
}
