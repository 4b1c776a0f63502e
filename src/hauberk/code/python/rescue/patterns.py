"""Patterns of ``match``."""

import ast
from collections.abc import Callable

from tree_sitter import Node

from hauberk.code.python.rescue.expressions import Expressions
from hauberk.code.python.rescue.literals import number
from hauberk.code.python.rescue.steps import Steps, has, parts, put

_SINGLETONS = {"true": True, "false": False, "none": None}


class Patterns(Expressions):
    """Makes patterns of the nodes of one file."""

    def pattern(self, node: Node) -> "ast.pattern | Steps":
        """A pattern."""
        return _CONVERTING.get(node.type, Patterns._value)(self, node)

    def patterns(self, nodes: list[Node]) -> "list[ast.pattern | Steps]":
        """Several of them."""
        return [self.pattern(node) for node in nodes]

    def case(self, nodes: list[Node], clause: Node) -> Steps:
        """The pattern of a case, which may be written as several."""
        made = yield self.patterns(nodes)
        if len(made) == 1 and not has(clause, ","):
            return made[0]
        last = [child for child in clause.children if child.type in ("case_pattern", ",")][-1:] or [clause]
        return put(ast.MatchSequence(patterns=made), nodes[0] if nodes else clause, last[0])

    def _wrapped(self, node: Node) -> "ast.pattern | Steps":
        inner = parts(node)
        if not inner:  # "_", or nothing
            return put(ast.MatchAs(pattern=None, name=None), node)
        if len(inner) == 1 and inner[0].type in ("integer", "float"):
            return self._negative(node.children[0], inner[0]) if has(node, "-") else self._value(inner[0])
        return self.pattern(inner[0])

    def _negative(self, minus: Node, digits: Node) -> ast.pattern:
        operand = put(ast.Constant(value=number(self.text(digits))), digits)
        value = put(ast.UnaryOp(op=ast.USub(), operand=operand), minus, digits)
        return put(ast.MatchValue(value=value), minus, digits)

    def _value(self, node: Node) -> Steps:
        return put(ast.MatchValue(value=(yield self.of(node))), node)

    def _singleton(self, node: Node) -> ast.pattern:
        return put(ast.MatchSingleton(value=_SINGLETONS[node.type]), node)

    def _complex(self, node: Node) -> Steps:
        """``-1 + 2j``: the first minus stands beside its number."""
        left, right = yield self.all_of(parts(node))
        if node.children[0].type == "-":
            left = put(ast.UnaryOp(op=ast.USub(), operand=left), node, parts(node)[0])
        sign = ast.Sub() if node.children[-2].type == "-" else ast.Add()
        return put(ast.MatchValue(value=put(ast.BinOp(left=left, op=sign, right=right), node)), node)

    def _dotted(self, node: Node) -> ast.pattern:
        names = parts(node)
        if len(names) == 1:
            name = self.name(names[0])
            return put(ast.MatchAs(pattern=None, name=None if name == "_" else name), node)
        return put(ast.MatchValue(value=self.dotted(names)), node)

    def dotted(self, names: list[Node]) -> ast.expr:
        """Names with dots between them, as the fields that they mean."""
        made: ast.expr = put(ast.Name(id=self.name(names[0])), names[0])
        for each in names[1:]:
            made = put(ast.Attribute(value=made, attr=self.name(each)), names[0], each)
        return made

    def _star(self, node: Node) -> ast.pattern:
        return put(ast.MatchStar(name=self._bound(node)), node)

    def _bound(self, node: Node) -> str | None:
        names = parts(node)
        return self.name(names[0]) if names else None

    def _sequence(self, node: Node) -> "ast.pattern | Steps":
        inner = parts(node)
        if node.type == "tuple_pattern" and len(inner) == 1 and all(child.type != "," for child in node.children):
            return self.pattern(inner[0])
        return self._listed(inner, node)

    def _listed(self, inner: list[Node], node: Node) -> Steps:
        return put(ast.MatchSequence(patterns=(yield self.patterns(inner))), node)

    def _union(self, node: Node) -> Steps:
        """A minus stands beside its number."""
        made: list[ast.pattern] = []
        for child in node.children:
            before = child.prev_sibling
            if child.type == "_":
                made.append(put(ast.MatchAs(pattern=None, name=None), child))
            elif child.is_named and before is not None and before.type == "-":
                made.append(self._negative(before, child))
            elif child.is_named and child.type not in ("comment", "ERROR"):
                made.append((yield self.pattern(child)))
        return put(ast.MatchOr(patterns=made), node)

    def _mapping(self, node: Node) -> Steps:
        rest = None
        keys = yield [
            self.dotted(parts(child)) if child.type == "dotted_name" else self.of(child)
            for child in node.children_by_field_name("key")
        ]
        values = yield self.patterns(node.children_by_field_name("value"))
        for child in parts(node):
            if child.type == "splat_pattern":
                rest = self._bound(child)
        count = min(len(keys), len(values))
        return put(ast.MatchMapping(keys=keys[:count], patterns=values[:count], rest=rest), node)

    def _class(self, node: Node) -> Steps:
        of, *given = parts(node)
        plain: list[ast.pattern] = []
        names: list[str] = []
        named: list[ast.pattern] = []
        for each in given:
            inner = parts(each)
            if inner and inner[0].type == "keyword_pattern":
                word, *value = parts(inner[0])
                names.append(self.name(word))
                named.append((yield self.pattern(value[0])) if value else self._nothing(each))
            elif inner and inner[0].type == "as_pattern" and (keyword := self._keyword_of(inner[0])):
                name = parts(inner[0])[-1]  # the grammar has "name=(pattern as bound)" as "(name=pattern) as bound"
                names.append(self.name(parts(keyword)[0]))
                bound = yield self.pattern(parts(keyword)[1])
                named.append(put(ast.MatchAs(pattern=bound, name=self.name(name)), parts(keyword)[1], name))
            else:
                plain.append((yield self.pattern(each)))
        made = ast.MatchClass(cls=self.dotted(parts(of)), patterns=plain, kwd_attrs=names, kwd_patterns=named)
        return put(made, node)

    def _keyword_of(self, node: Node) -> Node | None:
        """The named pattern that stands before ``as``."""
        of, *name = parts(node)
        inner = parts(of)
        return inner[0] if name and inner and inner[0].type == "keyword_pattern" and len(parts(inner[0])) == 2 else None

    def _nothing(self, node: Node) -> ast.pattern:
        return put(ast.MatchAs(pattern=None, name=None), node)

    def _as(self, node: Node) -> Steps:
        of, *name = parts(node)
        inner = yield self.pattern(of)
        return put(ast.MatchAs(pattern=inner, name=self.name(name[0]) if name else None), node)


_CONVERTING: dict[str, Callable[[Patterns, Node], "ast.pattern | Steps"]] = {
    "case_pattern": Patterns._wrapped,
    "true": Patterns._singleton,
    "false": Patterns._singleton,
    "none": Patterns._singleton,
    "complex_pattern": Patterns._complex,
    "dotted_name": Patterns._dotted,
    "splat_pattern": Patterns._star,
    "list_pattern": Patterns._sequence,
    "tuple_pattern": Patterns._sequence,
    "union_pattern": Patterns._union,
    "dict_pattern": Patterns._mapping,
    "class_pattern": Patterns._class,
    "as_pattern": Patterns._as,
}
