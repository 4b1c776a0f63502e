"""Expressions of Python in the core's words."""

import ast
from collections.abc import Callable, Iterator
from typing import Any, Literal

from hauberk.code import ir
from hauberk.code.ir import Block, Expression, Function, Parameter, Place, Scope, Statement
from hauberk.code.python.scopes import Lines, Names

OPERATORS: dict[type[ast.operator | ast.unaryop | ast.cmpop], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.MatMult: "@",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.BitOr: "|",
    ast.BitAnd: "&",
    ast.BitXor: "^",
    ast.UAdd: "+",
    ast.USub: "-",
    ast.Invert: "~",
    ast.Not: "not",
    ast.Eq: "==",
    ast.Is: "is",
    ast.In: "in",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_NEGATED: dict[type[ast.cmpop], str] = {ast.NotEq: "==", ast.IsNot: "is", ast.NotIn: "in"}
_QUOTING = (ord("r"), ord("a"))
"""Conversions that make a literal of a value, as ``repr`` does."""
_NUMERIC = frozenset("bcdeEfFgGnoxX%")
"""How formats end that take nothing but numbers (Python, "Format specification mini-language", 2026-11)."""


class Expressions:
    """Lowers the expressions of one function, or of what the module does itself."""

    def __init__(self, lines: Lines, names: Names) -> None:
        self.lines = lines
        self.names = names
        self.place = lines.place

    def of(self, node: ast.expr) -> Expression:
        """An expression, lowered."""
        lower = _LOWERING.get(type(node))
        return self._other(node) if lower is None else lower(self, node)

    def all_of(self, nodes: "list[ast.expr]") -> tuple[Expression, ...]:
        """Several of them."""
        return tuple([self.of(node) for node in nodes])

    def _other(self, node: ast.expr) -> Expression:
        """What later versions of Python have."""
        parts = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        return ir.Opaque(type(node).__name__, self.all_of(parts), self.place(node))

    def _name(self, node: ast.Name) -> Expression:
        return ir.Name(self.names.reading(node.id), self.place(node))

    def _constant(self, node: ast.Constant) -> Expression:
        value = node.value
        if value is ...:
            return ir.Name(self.names.reading("Ellipsis"), self.place(node))
        if isinstance(value, complex):
            value = None
        return ir.Const(value, self.place(node))

    def _chain(self, node: "ast.Attribute | ast.Call | ast.Subscript") -> Expression:
        """``a.b(c)[d]…`` is walked, not climbed: builders make chains of thousands of calls."""
        links = [node]
        of = node.func if isinstance(node, ast.Call) else node.value
        while isinstance(of, (ast.Attribute, ast.Call, ast.Subscript)):
            links.append(of)
            of = of.func if isinstance(of, ast.Call) else of.value
        made = self.of(of)
        for link in reversed(links):
            if isinstance(link, ast.Attribute):
                made = ir.Field(made, link.attr, self.place(link))
            elif isinstance(link, ast.Call):
                named = tuple([(keyword.arg, self.of(keyword.value)) for keyword in link.keywords])
                made = ir.Call(made, self.all_of(link.args), named, False, self.place(link))
            elif isinstance(link.slice, ast.Slice):
                made = ir.Slice(made, self.place(link))
            else:
                made = ir.Index(made, self.of(link.slice), self.place(link))
        return made

    def _joined(self, node: ast.JoinedStr) -> Expression:
        return ir.Text(self.all_of(node.values), self.place(node))

    def _formatted(self, node: ast.FormattedValue) -> Expression:
        value = self.of(node.value)
        wanted = node.format_spec
        if isinstance(wanted, ast.JoinedStr) and wanted.values:
            last = wanted.values[-1]
            if isinstance(last, ast.Constant) and str(last.value)[-1:] in _NUMERIC:
                return ir.Operation("number", (value,), self.place(node))
        if node.conversion in _QUOTING:
            return ir.Call(ir.Name("repr", value.at), (value,), (), False, value.at)
        return value

    def _binary(self, node: ast.BinOp) -> Expression:
        """The spine to the left is walked, not climbed: sums of thousands of terms are written by programs."""
        spine = [node]
        while isinstance(spine[-1].left, ast.BinOp):
            spine.append(spine[-1].left)
        operands = [self.of(spine[-1].left)]
        operator = ""
        for at, part in zip(map(self.place, reversed(spine)), reversed(spine), strict=True):
            now = OPERATORS[type(part.op)]
            if len(operands) > 1 and not (now == operator == "+"):
                operands = [ir.Operation(operator, tuple(operands), Place(at.start, operands[-1].at.end))]
            operator = now
            operands.append(self.of(part.right))
        return ir.Operation(operator, tuple(operands), self.place(node))

    def _unary(self, node: ast.UnaryOp) -> Expression:
        spine = [node]
        while isinstance(spine[-1].operand, ast.UnaryOp):
            spine.append(spine[-1].operand)
        made = self.of(spine[-1].operand)
        for part in reversed(spine):
            made = ir.Operation(OPERATORS[type(part.op)], (made,), self.place(part))
        return made

    def _boolean(self, node: ast.BoolOp) -> Expression:
        return ir.Either("and" if isinstance(node.op, ast.And) else "or", self.all_of(node.values), self.place(node))

    def _compare(self, node: ast.Compare) -> Expression:
        at = self.place(node)
        operands = self.all_of([node.left, *node.comparators])
        pairs = zip(node.ops, operands, operands[1:], strict=False)
        tests = tuple([_compared(operator, left, right, at) for operator, left, right in pairs])
        return tests[0] if len(tests) == 1 else ir.Either("and", tests, at)

    def _dict(self, node: ast.Dict) -> Expression:
        pairs = zip(node.keys, node.values, strict=True)
        entries = tuple([(None if key is None else self.of(key), self.of(value)) for key, value in pairs])
        return ir.Record(entries, True, self.place(node))

    def _sequence(self, node: "ast.List | ast.Tuple | ast.Set") -> Expression:
        return ir.Sequence(self.all_of(node.elts), _SEQUENCES[type(node)], self.place(node))

    def _starred(self, node: ast.Starred) -> Expression:
        return ir.Spread(self.of(node.value), self.place(node))

    def _await(self, node: ast.Await) -> Expression:
        return ir.Await(self.of(node.value), self.place(node))

    def _yield_from(self, node: ast.YieldFrom) -> Expression:
        self.names.yields = True
        return ir.Yield(self.of(node.value), True, self.place(node))

    def _comprehension(self, node: "ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp") -> Expression:
        first = self.of(node.generators[0].iter)  # it is the one part that the variables aren't seen in
        with self.names.inside([clause.target for clause in node.generators]):
            clauses = tuple(
                ir.Clause(
                    item := self.names.fresh(),
                    first if number == 0 else self.of(clause.iter),
                    tuple(self.bound(clause.target, ir.Name(item, self.place(clause.target)))),
                    self.all_of(clause.ifs),
                )
                for number, clause in enumerate(node.generators)
            )
            key = self.of(node.key) if isinstance(node, ast.DictComp) else None
            of = self.of(node.value if isinstance(node, ast.DictComp) else node.elt)
        return ir.Gather(_GATHERED[type(node)], of, key, clauses, self.place(node))

    def _choice(self, node: ast.IfExp) -> Expression:
        spine = [node]
        while isinstance(spine[-1].orelse, ast.IfExp):
            spine.append(spine[-1].orelse)
        parts = [(self.of(part.test), self.of(part.body), self.place(part)) for part in spine]
        made = self.of(spine[-1].orelse)
        for guard, then, at in reversed(parts):
            made = ir.Choice(guard, then, made, at)
        return made

    def _yield(self, node: ast.Yield) -> Expression:
        self.names.yields = True
        at = self.place(node)
        return ir.Yield(ir.Const(None, at) if node.value is None else self.of(node.value), False, at)

    def _bind(self, node: ast.NamedExpr) -> Expression:
        value = self.of(node.value)
        return ir.Bind(self.names.writing(node.target.id), value, self.place(node))

    def bound(self, target: ast.expr, value: Expression) -> Iterator[Statement]:
        """The assignments that a target makes of a value, which is read as often as the target has parts."""
        at = self.place(target)
        match target:
            case ast.Name(name):
                yield ir.Assign(self.names.writing(name), value, at)
            case ast.Attribute(of, name):
                yield ir.SetField(self.of(of), name, value, at)
            case ast.Subscript(of, ast.Slice()):
                yield ir.SetIndex(self.of(of), ir.Opaque("slice", (), at), value, at)
            case ast.Subscript(of, key):
                yield ir.SetIndex(self.of(of), self.of(key), value, at)
            case ast.Starred(of):
                yield from self.bound(of, value)
            case ast.Tuple(elements) | ast.List(elements):
                whole = self.names.fresh()
                yield ir.Assign(whole, value, at)
                yield from self._apart(elements, ir.Name(whole, at))

    def _apart(self, elements: list[ast.expr], whole: ir.Name) -> Iterator[Statement]:
        """Each part by its index, from the end behind a star."""
        starred = False
        for number, element in enumerate(elements):
            at = self.place(element)
            if isinstance(element, ast.Starred):
                starred = True
                yield from self.bound(element, ir.Slice(whole, at))
            else:
                index = number - len(elements) if starred else number
                yield from self.bound(element, ir.Index(whole, ir.Const(index, at), at))

    def _lambda(self, node: ast.Lambda) -> Expression:
        at = self.place(node)

        def lower() -> Scope:
            inside = type(self)(self.lines, Names())
            inside.own(node.args)
            try:
                return inside.scope((ir.Return(inside.of(node.body), at),))
            except RecursionError:
                return inside.scope((too_deep(at),))

        return ir.Closure(Function("lambda", self.parameters(node.args), (), lower, at), at)

    def own(self, arguments: ast.arguments) -> None:
        """Makes parameters variables of the function."""
        every = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
        self.names.written.update(one.arg for one in every if one is not None)

    def scope(self, body: Block) -> Scope:
        """A body that was lowered, with its variables."""
        own = self.names.written - self.names.declared
        outer = (self.names.read | self.names.declared) - own
        return Scope(body, frozenset(own), frozenset(outer), self.names.yields)

    def parameters(self, arguments: ast.arguments) -> tuple[Parameter, ...]:
        """What a function takes; defaults and annotations are of the scope around it."""
        made: list[Parameter] = []
        plain = [*arguments.posonlyargs, *arguments.args]
        without = len(plain) - len(arguments.defaults)
        for number, argument in enumerate(plain):
            default = arguments.defaults[number - without] if number >= without else None
            kind = "positional" if number < len(arguments.posonlyargs) else "plain"
            made.append(self._parameter(argument, default, kind))
        if arguments.vararg is not None:
            made.append(self._parameter(arguments.vararg, None, "rest"))
        for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            made.append(self._parameter(argument, value, "named"))
        if arguments.kwarg is not None:
            made.append(self._parameter(arguments.kwarg, None, "options"))
        return tuple(made)

    def _parameter(self, argument: ast.arg, default: ast.expr | None, kind: Any) -> Parameter:
        return Parameter(
            argument.arg,
            None if default is None else self.of(default),
            None if argument.annotation is None else self.of(argument.annotation),
            kind,
            self.place(argument),
        )


_SEQUENCES: dict[type, Literal["list", "tuple", "set"]] = {ast.List: "list", ast.Tuple: "tuple", ast.Set: "set"}
_GATHERED: dict[type, Literal["list", "set", "dict", "generator"]] = {
    ast.ListComp: "list",
    ast.SetComp: "set",
    ast.DictComp: "dict",
    ast.GeneratorExp: "generator",
}
_LOWERING: dict[type[ast.expr], Callable[[Expressions, Any], Expression]] = {
    ast.Name: Expressions._name,
    ast.Constant: Expressions._constant,
    ast.Attribute: Expressions._chain,
    ast.Call: Expressions._chain,
    ast.Subscript: Expressions._chain,
    ast.JoinedStr: Expressions._joined,
    ast.FormattedValue: Expressions._formatted,
    ast.BinOp: Expressions._binary,
    ast.UnaryOp: Expressions._unary,
    ast.BoolOp: Expressions._boolean,
    ast.Compare: Expressions._compare,
    ast.Dict: Expressions._dict,
    ast.List: Expressions._sequence,
    ast.Tuple: Expressions._sequence,
    ast.Set: Expressions._sequence,
    ast.ListComp: Expressions._comprehension,
    ast.SetComp: Expressions._comprehension,
    ast.GeneratorExp: Expressions._comprehension,
    ast.DictComp: Expressions._comprehension,
    ast.IfExp: Expressions._choice,
    ast.Lambda: Expressions._lambda,
    ast.Await: Expressions._await,
    ast.Yield: Expressions._yield,
    ast.YieldFrom: Expressions._yield_from,
    ast.NamedExpr: Expressions._bind,
    ast.Starred: Expressions._starred,
}


def too_deep(at: Place) -> Statement:
    """What stands for a statement that is nested more deeply than can be followed."""
    return ir.Do(ir.Opaque("too-deep", (), at), at)


def _compared(operator: ast.cmpop, left: Expression, right: Expression, at: Place) -> Expression:
    negated = _NEGATED.get(type(operator))
    if negated is None:
        return ir.Operation(OPERATORS[type(operator)], (left, right), at)
    return ir.Operation("not", (ir.Operation(negated, (left, right), at),), at)
