"""Statements that are neither loops nor modules."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Block, Expression, Place, Statement
from hauberk.code.javascript.declarations import names_in
from hauberk.code.javascript.effects import done
from hauberk.code.javascript.functions import function
from hauberk.code.javascript.jumps import inner
from hauberk.code.javascript.lowering import Lowering, ToStatements, parts
from hauberk.code.javascript.patterns import bound


def _expression(inside: Lowering, node: Node) -> Iterator[Statement]:
    for part in parts(node):
        if part.type in inside.code.statements:  # a namespace
            yield from inside.statement(part)
        else:
            yield from inside.gathered(done(inside, part))


def _variables(inside: Lowering, node: Node) -> Iterator[Statement]:
    for one in parts(node):
        pattern, value = one.child_by_field_name("name"), one.child_by_field_name("value")
        if one.is_error:
            yield from inside.statement(one)
        elif pattern is not None and value is not None:
            at = inside.place(one)
            name = inside.name(pattern) if pattern.type == "identifier" else ""
            yield from bound(inside, pattern, inside.named(value, name), at)


def _if(inside: Lowering, node: Node) -> Iterator[Statement]:
    """A chain of ``else if`` is walked, not climbed: some have hundreds."""
    told: list[tuple[Place, Expression, list[Statement], Block]] = []
    last: Node | None = node
    while last is not None and last.type == "if_statement":
        condition = last.child_by_field_name("condition")
        at = inside.place(last)
        guard, needed = inside.aside(condition or last.children[0])
        told.append((at, guard, needed, inside.body(last.child_by_field_name("consequence"))))
        last = inner(last.child_by_field_name("alternative"))
    otherwise = inside.body(last)
    for at, guard, needed, then in reversed(told):
        otherwise = (*needed, ir.Branch(guard, then, otherwise, at))
    yield from otherwise


def _block(inside: Lowering, node: Node) -> Block:
    return inside.scoped(parts(node))


def _try(inside: Lowering, node: Node) -> Iterator[Statement]:
    handler, final = node.child_by_field_name("handler"), node.child_by_field_name("finalizer")
    with inside.jumps.followed():
        body = inside.body(node.child_by_field_name("body"))
        handlers = () if handler is None else (_handler(inside, handler),)
        finally_done = () if final is None else inside.body(final.child_by_field_name("body"))
    yield ir.Try(body, handlers, finally_done, inside.place(node))


def _handler(inside: Lowering, node: Node) -> ir.Handler:
    pattern = node.child_by_field_name("parameter")
    body = node.child_by_field_name("body")
    if pattern is None:
        return ir.Handler((), None, inside.body(body))
    with inside.names.inside(inside.declared(names_in(pattern))):
        if pattern.type == "identifier":
            return ir.Handler((), inside.names.writing(inside.name(pattern)), inside.body(body))
        at = inside.place(pattern)
        name = inside.names.fresh()
        taken = inside.gathered(bound(inside, pattern, ir.Name(name, at), at))
        return ir.Handler((), name, (*taken, *inside.body(body)))


def _return(inside: Lowering, node: Node) -> Iterator[Statement]:
    value = parts(node)
    yield ir.Return(inside.of(value[0]) if value else None, inside.place(node))


def _throw(inside: Lowering, node: Node) -> Iterator[Statement]:
    value = parts(node)
    yield ir.Raise(inside.of(value[0]) if value else None, inside.place(node))


def _with(inside: Lowering, node: Node) -> Iterable[Statement]:
    """Names inside may be fields of the object, which nobody can tell."""
    of = inside.part(node, "object")
    yield ir.Do(ir.Opaque("with", (of,), of.at), of.at)
    yield from inside.body(node.child_by_field_name("body"))


def _function(inside: Lowering, node: Node) -> Iterator[Statement]:
    name = node.child_by_field_name("name")
    at = inside.place(node)
    own = "" if name is None else inside.name(name)
    made = function(inside, node, own)
    yield ir.Assign(inside.names.writing(own), ir.Closure(made, at), at)


LOWERING: dict[str, ToStatements] = {
    "expression_statement": _expression,
    "function_declaration": _function,
    "generator_function_declaration": _function,
    "if_statement": _if,
    "lexical_declaration": _variables,
    "return_statement": _return,
    "statement_block": _block,
    "throw_statement": _throw,
    "try_statement": _try,
    "using_declaration": _variables,
    "variable_declaration": _variables,
    "with_statement": _with,
}
