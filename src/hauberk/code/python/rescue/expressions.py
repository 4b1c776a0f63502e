"""Expressions of the grammar as those of the standard tree."""

import ast
from collections.abc import Callable
from typing import Any, ClassVar

from tree_sitter import Node

from hauberk.code.python.rescue.literals import name, number
from hauberk.code.python.rescue.parameters import Parameters
from hauberk.code.python.rescue.steps import Steps, has, parts, put
from hauberk.code.python.rescue.texts import parted, prefix, said, specified

_BINARY: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "@": ast.MatMult,
    "/": ast.Div,
    "//": ast.FloorDiv,
    "%": ast.Mod,
    "**": ast.Pow,
    "<<": ast.LShift,
    ">>": ast.RShift,
    "|": ast.BitOr,
    "&": ast.BitAnd,
    "^": ast.BitXor,
}
_UNARY: dict[str, type[ast.unaryop]] = {"+": ast.UAdd, "-": ast.USub, "~": ast.Invert}
_COMPARED: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<>": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "in": ast.In,
    "not in": ast.NotIn,
    "is": ast.Is,
    "is not": ast.IsNot,
}


class Unread(ast.expr):
    """What stands for an expression that is missing or has no place in Python."""

    _fields = ("parts",)
    _field_types: ClassVar = {"parts": list[ast.expr]}  # Python 3.13 and later want to know

    def __init__(self, parts: list[ast.expr]) -> None:
        super().__init__()
        self.parts = parts


class Expressions:
    """Makes expressions of the nodes of one file. A method gives a tree, or the steps to one."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def text(self, node: Node) -> str:
        """The code of a node."""
        return self.data[node.start_byte : node.end_byte].decode()

    def name(self, node: Node | None) -> str:
        """A name that is written."""
        return "" if node is None else name(self.text(node))

    def of(self, node: Node) -> "ast.expr | Steps":
        """An expression."""
        if node.is_missing:
            return self.nothing(node)
        return _CONVERTING.get(node.type, Expressions._unread)(self, node)

    def part(self, node: Node, field: str) -> "ast.expr | Steps":
        """The expression that is a certain part of a node."""
        found = node.child_by_field_name(field)
        return self.nothing(node) if found is None else self.of(found)

    def all_of(self, nodes: list[Node]) -> "list[ast.expr | Steps]":
        """Several expressions."""
        return [self.of(node) for node in nodes]

    def several(self, nodes: list[Node], around: Node, *, tuple_of_one: bool = False) -> Steps:
        """An expression, or a tuple of those that are written without parentheses."""
        if len(nodes) == 1 and not tuple_of_one:
            return (yield self.of(nodes[0]))
        if not nodes:
            return self.nothing(around)
        behind = nodes[-1].next_sibling
        last = behind if behind is not None and behind.type == "," else nodes[-1]
        return put(ast.Tuple(elts=(yield self.all_of(nodes))), nodes[0], last)

    def nothing(self, around: Node) -> ast.expr:
        """The place of an expression that is missing."""
        return put(Unread([]), around)

    def _unread(self, node: Node) -> Steps:
        return put(Unread((yield self.all_of(parts(node)))), node)

    def _inner(self, node: Node) -> Steps:
        """Parentheses, and whatever else only wraps."""
        inner = parts(node)
        return (yield self.of(inner[0])) if len(inner) == 1 else (yield self._unread(node))

    def _identifier(self, node: Node) -> ast.expr:
        return put(ast.Name(id=self.name(node)), node)

    def _number(self, node: Node) -> ast.expr:
        return put(ast.Constant(value=number(self.text(node))), node)

    def _true(self, node: Node) -> ast.expr:
        return put(ast.Constant(value=True), node)

    def _false(self, node: Node) -> ast.expr:
        return put(ast.Constant(value=False), node)

    def _none(self, node: Node) -> ast.expr:
        return put(ast.Constant(value=None), node)

    def _ellipsis(self, node: Node) -> ast.expr:
        return put(ast.Constant(value=...), node)

    def _string(self, node: Node) -> "ast.expr | Steps":
        return self.strings([node], node)

    def _strings(self, node: Node) -> "ast.expr | Steps":
        return self.strings(parts(node), node)

    def strings(self, literals: list[Node], node: Node) -> "ast.expr | Steps":
        """Literals that follow each other."""
        letters = [prefix(self.data, literal) for literal in literals]
        if "`" in letters:  # how Python 2 wrote repr()
            return self.nothing(node)
        if any("f" in each or "t" in each for each in letters):
            return self._formatted(literals, node)
        value = "".join(each for each in parted(self.data, literals) if isinstance(each, str))
        if all("b" in each for each in letters):
            return put(ast.Constant(value=value.encode("latin-1", "replace")), node)
        return put(ast.Constant(value=value), node)

    def _formatted(self, literals: list[Node], node: Node) -> Steps:
        values: list[ast.expr] = []
        texts: list[str] = []

        def flush() -> None:
            if text := "".join(texts):
                values.append(put(ast.Constant(value=text), node))
            texts.clear()

        for each in parted(self.data, literals):
            if isinstance(each, str):
                texts.append(each)
            else:
                texts.append(said(self.data, each))
                flush()
                values.append((yield self._hole(each)))
        flush()
        return put(ast.JoinedStr(values=values), node)

    def _hole(self, node: Node) -> Steps:
        value = yield self.part(node, "expression")
        specifier = node.child_by_field_name("format_specifier")
        spec = None if specifier is None else (yield self._specifier(specifier))
        marks = [child for child in node.children if child.type == "type_conversion"]
        told = any(child.type == "=" for child in node.children) and specifier is None  # f"{name=}"
        conversion = self.data[marks[0].end_byte - 1] if marks else ord("r") if told else -1
        return put(ast.FormattedValue(value=value, conversion=conversion, format_spec=spec), node)

    def _specifier(self, node: Node) -> Steps:
        values = yield [
            put(ast.Constant(value=each), node) if isinstance(each, str) else self._hole(each)
            for each in specified(self.data, node)
        ]
        return put(ast.JoinedStr(values=values), node)

    def _attribute(self, node: Node) -> Steps:
        value = yield self.part(node, "object")
        name = self.name(node.child_by_field_name("attribute"))
        return _under_star(value, lambda of: ast.Attribute(value=of, attr=name), node)

    def _subscript(self, node: Node) -> Steps:
        value = yield self.part(node, "value")
        keys = node.children_by_field_name("subscript")
        key = yield self.several(keys, node, tuple_of_one=has(node, ",") or keys[0].type == "list_splat")
        return _under_star(value, lambda of: ast.Subscript(value=of, slice=key), node)

    def _slice(self, node: Node) -> Steps:
        bounds: list[Any] = [None]
        for child in node.children:
            if child.type == ":":
                bounds.append(None)
            elif child.is_named and child.type != "comment":
                bounds[-1] = yield self.of(child)
        return put(ast.Slice(*bounds[:3]), node)

    def _call(self, node: Node) -> Steps:
        callee = yield self.part(node, "function")
        given = node.child_by_field_name("arguments")
        if given is not None and given.type == "generator_expression":
            arguments, named = [(yield self.of(given))], []
        else:
            arguments, named = yield self.arguments(given)
        return _under_star(callee, lambda of: ast.Call(func=of, args=arguments, keywords=named), node)

    def arguments(self, node: Node | None) -> Steps:
        """What is passed, by place and by name."""
        plain: list[ast.expr] = []
        named: list[ast.keyword] = []
        for child in () if node is None else parts(node):
            if child.type == "keyword_argument":
                word = self.name(child.child_by_field_name("name"))
                named.append(put(ast.keyword(arg=word, value=(yield self.part(child, "value"))), child))
            elif child.type == "dictionary_splat":
                named.append(put(ast.keyword(arg=None, value=(yield self._inner(child))), child))
            else:
                plain.append((yield self.of(child)))
        return plain, named

    def _splat(self, node: Node) -> Steps:
        return put(ast.Starred(value=(yield self._inner(node))), node)

    def _list(self, node: Node) -> Steps:
        return put(ast.List(elts=(yield self.all_of(parts(node)))), node)

    def _tuple(self, node: Node) -> Steps:
        if node.type == "tuple_pattern" and len(parts(node)) == 1 and not has(node, ","):
            return (yield self._inner(node))
        return put(ast.Tuple(elts=(yield self.all_of(parts(node)))), node)

    def _set(self, node: Node) -> Steps:
        return put(ast.Set(elts=(yield self.all_of(parts(node)))), node)

    def _dictionary(self, node: Node) -> Steps:
        keys: list[ast.expr | None] = []
        values: list[ast.expr] = []
        for child in parts(node):
            if child.type == "pair":
                keys.append((yield self.part(child, "key")))
                values.append((yield self.part(child, "value")))
            else:
                keys.append(None)
                values.append((yield self._inner(child)))
        return put(ast.Dict(keys=keys, values=values), node)

    def _comprehension(self, node: Node) -> Steps:
        body = node.child_by_field_name("body")
        clauses = yield self._clauses([child for child in parts(node) if child != body])
        if body is not None and body.type == "pair":
            key, value = (yield self.part(body, "key")), (yield self.part(body, "value"))
            return put(ast.DictComp(key=key, value=value, generators=clauses), node)
        made = yield self.part(node, "body")
        return put(_GATHERED[node.type](elt=made, generators=clauses), node)

    def _clauses(self, nodes: list[Node]) -> Steps:
        made: list[ast.comprehension] = []
        for node in nodes:
            if node.type == "for_in_clause":
                target = yield self.part(node, "left")
                sources = node.children_by_field_name("right")
                source = yield self.several(sources, node, tuple_of_one=has(node, ","))
                made.append(ast.comprehension(target=target, iter=source, ifs=[], is_async=int(has(node, "async"))))
            elif made:
                made[-1].ifs.append((yield self._inner(node)))
        return made

    def _binary(self, node: Node) -> Steps:
        left, right = (yield self.part(node, "left")), (yield self.part(node, "right"))
        operator = _BINARY[self._operator(node)]()
        return _under_star(left, lambda of: ast.BinOp(left=of, op=operator, right=right), node)

    def _operator(self, node: Node) -> str:
        found = node.child_by_field_name("operator")
        return "" if found is None else found.type

    def _unary(self, node: Node) -> Steps:
        operand = yield self.part(node, "argument")
        return put(ast.UnaryOp(op=_UNARY[self._operator(node)](), operand=operand), node)

    def _not(self, node: Node) -> Steps:
        return put(ast.UnaryOp(op=ast.Not(), operand=(yield self.part(node, "argument"))), node)

    def _boolean(self, node: Node) -> Steps:
        """The grammar has ``a and b and c`` as pairs."""
        operator = self._operator(node)
        operands: list[Node] = []
        left: Node | None = node
        while left is not None and left.type == "boolean_operator" and self._operator(left) == operator:
            operands.extend(left.children_by_field_name("right"))
            left = left.child_by_field_name("left")
        operands.extend([] if left is None else [left])
        values = yield self.all_of(operands[::-1])
        word = ast.And() if operator == "and" else ast.Or()
        return _under_star(values[0], lambda of: ast.BoolOp(op=word, values=[of, *values[1:]]), node)

    def _comparison(self, node: Node) -> Steps:
        operators = [_COMPARED[child.type]() for child in node.children_by_field_name("operators")]
        operands = yield self.all_of(parts(node))
        return _under_star(operands[0], lambda of: ast.Compare(left=of, ops=operators, comparators=operands[1:]), node)

    def _choice(self, node: Node) -> Steps:
        made = yield self.all_of(parts(node))
        if len(made) != 3:
            return put(Unread(made), node)
        return _under_star(made[0], lambda of: ast.IfExp(test=made[1], body=of, orelse=made[2]), node)

    def _named(self, node: Node) -> Steps:
        target = ast.Name(id=self.name(node.child_by_field_name("name")))
        put(target, node)
        return put(ast.NamedExpr(target=target, value=(yield self.part(node, "value"))), node)

    def _await(self, node: Node) -> Steps:
        return put(ast.Await(value=(yield self._inner(node))), node)

    def _yield(self, node: Node) -> Steps:
        if has(node, "from"):
            return put(ast.YieldFrom(value=(yield self._inner(node))), node)
        given = parts(node)
        return put(ast.Yield(value=(yield self.of(given[0])) if given else None), node)

    def _lambda(self, node: Node) -> Steps:
        taken = yield Parameters(self).of(node.child_by_field_name("parameters"))
        return put(ast.Lambda(args=taken.arguments, body=(yield self.part(node, "body"))), node)

    def _union_type(self, node: Node) -> Steps:
        """The grammar may have ``a[b] | c | d`` as ``a[b] | (c | d)``."""
        left, right = yield self.all_of(parts(node))
        made, terms = left, [right]
        while isinstance(terms[-1], ast.BinOp) and isinstance(terms[-1].op, ast.BitOr):
            whole = terms.pop()
            terms += [whole.right, whole.left]
        for term in reversed(terms):
            made = put(ast.BinOp(left=made, op=ast.BitOr(), right=term), node)
            made.end_col_offset = term.end_col_offset
        return made

    def _generic_type(self, node: Node) -> Steps:
        of, *given = parts(node)
        value = yield self.of(of)
        inner = [child for each in given for child in parts(each)]
        return put(ast.Subscript(value=value, slice=(yield self.several(inner, node))), node)

    def _member_type(self, node: Node) -> Steps:
        of, member = parts(node)
        return put(ast.Attribute(value=(yield self.of(of)), attr=self.name(member)), node)


def _under_star(first: ast.expr, made: Callable[[ast.expr], ast.expr], node: Node) -> ast.expr:
    """What begins with another expression: the grammar may take the star of ``*a.b()`` to belong to ``a`` alone."""
    if not isinstance(first, ast.Starred):
        return put(made(first), node)
    inner = put(made(first.value), node)
    inner.col_offset = first.value.col_offset
    return put(ast.Starred(value=inner), node)


_GATHERED: dict[str, Any] = {
    "list_comprehension": ast.ListComp,
    "set_comprehension": ast.SetComp,
    "generator_expression": ast.GeneratorExp,
    "dictionary_comprehension": ast.SetComp,  # one whose pair is missing
}
_CONVERTING: dict[str, Callable[[Expressions, Node], "ast.expr | Steps"]] = {
    "identifier": Expressions._identifier,
    "integer": Expressions._number,
    "float": Expressions._number,
    "true": Expressions._true,
    "false": Expressions._false,
    "none": Expressions._none,
    "ellipsis": Expressions._ellipsis,
    "string": Expressions._string,
    "concatenated_string": Expressions._strings,
    "attribute": Expressions._attribute,
    "subscript": Expressions._subscript,
    "slice": Expressions._slice,
    "call": Expressions._call,
    "list_splat": Expressions._splat,
    "list_splat_pattern": Expressions._splat,
    "splat_type": Expressions._splat,
    "list": Expressions._list,
    "list_pattern": Expressions._list,
    "tuple": Expressions._tuple,
    "tuple_pattern": Expressions._tuple,
    "expression_list": Expressions._tuple,
    "pattern_list": Expressions._tuple,
    "set": Expressions._set,
    "dictionary": Expressions._dictionary,
    "list_comprehension": Expressions._comprehension,
    "set_comprehension": Expressions._comprehension,
    "dictionary_comprehension": Expressions._comprehension,
    "generator_expression": Expressions._comprehension,
    "parenthesized_expression": Expressions._inner,
    "as_pattern_target": Expressions._inner,
    "type": Expressions._inner,
    "binary_operator": Expressions._binary,
    "unary_operator": Expressions._unary,
    "not_operator": Expressions._not,
    "boolean_operator": Expressions._boolean,
    "comparison_operator": Expressions._comparison,
    "conditional_expression": Expressions._choice,
    "named_expression": Expressions._named,
    "await": Expressions._await,
    "yield": Expressions._yield,
    "lambda": Expressions._lambda,
    "union_type": Expressions._union_type,
    "generic_type": Expressions._generic_type,
    "member_type": Expressions._member_type,
}
