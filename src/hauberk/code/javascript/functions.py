"""Functions: what they take is lowered where they stand, what they do when it is asked for."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Expression, Function, Parameter, Scope, Statement
from hauberk.code.javascript.annotations import annotation
from hauberk.code.javascript.declarations import lexical, names_in, variables
from hauberk.code.javascript.logic import either
from hauberk.code.javascript.lowering import Lowering, ToExpression, parts
from hauberk.code.javascript.patterns import bound
from hauberk.code.javascript.scopes import Names, unnamed

UNNAMED = "lambda"
_CONSTANT = frozenset(["false", "null", "number", "string", "true", "undefined"])

Opening = Callable[[Lowering], Iterable[Statement]]
"""What a constructor does before what is written in it: fields that are set."""


class Taken(NamedTuple):
    """What a function takes: its parameters, and those of them that its body takes apart or gives a value."""

    parameters: tuple[Parameter, ...]
    unnamed: int
    apart: list[tuple[Node, Node | None, str]]
    """Pattern, default and variable."""
    fields: list[tuple[str, ir.Place]]
    """Parameters that TypeScript makes fields of the object."""


def setting(inside: Lowering, node: Node, name: str) -> Function:
    """A method, with the decorators that it has in Python's words."""
    at = inside.place(node)
    words = {child.type for child in node.children if not child.is_named}
    decorators: tuple[Expression, ...] = ()
    if "static" in words:
        decorators += (ir.Name("staticmethod", at),)
    if "get" in words:
        decorators += (ir.Name("property", at),)
    if "set" in words:
        decorators += (ir.Field(ir.Name(name, at), "setter", at),)
    return function(inside, node, name, decorators)


def function(
    inside: Lowering,
    node: Node,
    name: str,
    decorators: tuple[Expression, ...] = (),
    opening: Opening | None = None,
) -> Function:
    """A function of any kind. It sees the names that are in sight where it stands, whenever it is lowered."""
    at = inside.place(node)
    code, around = inside.code, inside.names.level
    taken = parameters(inside, node)
    body = node.child_by_field_name("body")
    arrow = node.type == "arrow_function"
    words = {child.type for child in node.children if not child.is_named}

    def lower() -> Scope:
        names = Names(around, arrow=arrow)
        made = Lowering(code, names)
        names.declare(one.name for one in taken.parameters)
        names.skip(taken.unnamed)
        names.declare(made.name(each) for pattern, _, _ in taken.apart for each in names_in(pattern))
        statements: Iterable[Statement]
        if body is not None and body.type == "statement_block":
            nodes = parts(body)
            names.declare(made.name(each) for each in variables(nodes, code.data))
            names.declare(made.name(each) for each in lexical(nodes))
            statements = _opened(made, nodes, taken, opening)
        else:
            statements = [] if body is None else _returned(made, body)
        try:
            return made.scope(made.gathered(chain(_given(made, taken), statements)), yields="*" in words)
        except RecursionError:  # in what it takes or gives; a statement says so itself
            return made.scope([ir.Do(ir.Opaque("too-deep", (), at), at)])

    return Function(
        name or UNNAMED,
        taken.parameters,
        decorators,
        lower,
        at,
        is_async="async" in words,
    )


def _returned(made: Lowering, body: Node) -> Iterator[Statement]:
    """What an arrow gives that has no block."""
    value = made.of(body)
    yield ir.Return(value, made.place(body))


def _opened(made: Lowering, nodes: list[Node], taken: Taken, opening: Opening | None) -> Iterator[Statement]:
    """A body, with the fields that a constructor sets: as soon as there is an object, which is behind ``super(…)``."""
    if opening is None and not taken.fields:
        yield from made.block(nodes)
        return
    first = next((number for number, node in enumerate(nodes, start=1) if _calls_super(node)), 0)
    yield from made.block(nodes[:first])
    for name, at in taken.fields:
        yield ir.SetField(ir.Name(made.names.reading("this"), at), name, ir.Name(made.names.reading(name), at), at)
    if opening is not None:
        yield from opening(made)
    yield from made.block(nodes[first:])


def _calls_super(node: Node) -> bool:
    if node.type != "expression_statement" or not node.named_children:
        return False
    called = node.named_children[0].child_by_field_name("function")
    return called is not None and called.type == "super"


def _given(made: Lowering, taken: Taken) -> Iterator[Statement]:
    """What is done first: defaults, which may ask what was taken before, and patterns."""
    for pattern, default, variable in taken.apart:
        at = made.place(pattern)
        value: Expression = ir.Name(made.names.reading(variable), at)
        if default is not None:
            at = ir.Place(pattern.start_byte, default.end_byte)
            value = either(made, "??", value, [default], at)
        yield from bound(made, pattern, value, at)


def parameters(inside: Lowering, node: Node) -> Taken:
    """What a function takes. A default that isn't a constant is given in the body, which knows what it asks."""
    only, several = node.child_by_field_name("parameter"), node.child_by_field_name("parameters")
    made: list[Parameter] = []
    taken = Taken((), 0, [], [])
    without = 0
    for one in [only] if only is not None else parts(several) if several is not None else []:
        written = _Written(one)
        if written.pattern is None or written.pattern.type == "this":
            continue
        pattern, default = written.pattern, written.default
        plain = pattern.type in {"identifier", "undefined"}  # which old libraries have as a parameter
        if plain:
            name = inside.name(pattern)
        else:
            without += 1
            name = unnamed(without)
        given: Expression | None = None
        if default is not None:
            constant = plain and default.type in _CONSTANT
            given = inside.of(default) if constant else ir.Const(None, inside.place(default))
            default = None if constant else default
        if default is not None or not plain:
            taken.apart.append((pattern, default, name))
        of_type = None if written.type is None else annotation(inside, written.type)
        made.append(Parameter(name, given, of_type, "rest" if written.rest else "plain", inside.place(one)))
        if written.field and plain:
            taken.fields.append((name, inside.place(one)))
    return taken._replace(parameters=tuple(made), unnamed=without)


class _Written:
    """A parameter as it is written, in either language."""

    def __init__(self, node: Node) -> None:
        self.pattern: Node | None = node
        self.default: Node | None = None
        self.type: Node | None = None
        self.field = False
        self.rest = False
        if node.type in {"required_parameter", "optional_parameter"}:
            self.pattern = node.child_by_field_name("pattern") or node.child_by_field_name("name")
            self.default = node.child_by_field_name("value")
            self.type = node.child_by_field_name("type")
            self.field = any(child.type in _MAKING_FIELDS for child in node.children)
        elif node.type == "assignment_pattern":
            self.pattern, self.default = node.child_by_field_name("left"), node.child_by_field_name("right")
        if self.pattern is not None and self.pattern.type == "rest_pattern":
            self.rest = True
            self.pattern = next(iter(parts(self.pattern)), None)


_MAKING_FIELDS = frozenset(["accessibility_modifier", "override_modifier", "readonly"])


def _expression(inside: Lowering, node: Node) -> Expression:
    """A function as a value. Where it has a name of its own that it uses, that is a variable of the function around."""
    at = inside.place(node)
    called = inside.called()
    name = node.child_by_field_name("name")
    if name is None:
        return ir.Closure(function(inside, node, called), at)
    own = inside.name(name)
    if not uses(inside, node, name):
        return ir.Closure(function(inside, node, own), at)
    variable = f"{own}·{name.start_byte}"
    inside.names.own.add(variable)
    with inside.names.calling({own: variable}):
        return ir.Bind(variable, ir.Closure(function(inside, node, own), at), at)


def uses(inside: Lowering, node: Node, name: Node) -> bool:
    """Whether a name may occur in what bears it."""
    data = inside.code.data
    return data.find(data[name.start_byte : name.end_byte], name.end_byte, node.end_byte) >= 0


LOWERING: dict[str, ToExpression] = {
    "arrow_function": _expression,
    "function_expression": _expression,
    "generator_function": _expression,
}
