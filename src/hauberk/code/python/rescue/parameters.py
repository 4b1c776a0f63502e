"""What functions take."""

import ast
from typing import TYPE_CHECKING, NamedTuple

from tree_sitter import Node

from hauberk.code.python.rescue.steps import Steps, parts, put

if TYPE_CHECKING:
    from hauberk.code.python.rescue.expressions import Expressions


class Taken(NamedTuple):
    """Parameters, and the assignments that take apart those of Python 2 that are tuples."""

    arguments: ast.arguments
    apart: list[ast.stmt]


class Parameters:
    """Makes the parameters of one function."""

    def __init__(self, expressions: "Expressions") -> None:
        self._expressions = expressions
        self._apart: list[ast.stmt] = []

    def of(self, node: Node | None) -> Steps:
        """What is :class:`Taken`."""
        made = ast.arguments(
            posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]
        )
        by_name = False
        for child in () if node is None else parts(node):
            match child.type:
                case "positional_separator":
                    made.posonlyargs, made.args = made.args, []
                    continue
                case "keyword_separator":
                    by_name = True
                    continue
            kind, named = _named(child)
            argument = yield self._argument(named, child)
            value = child.child_by_field_name("value")
            default = None if value is None else (yield self._expressions.of(value))
            if kind == "dictionary_splat_pattern":
                made.kwarg = argument
            elif kind == "list_splat_pattern":
                made.vararg, by_name = argument, True
            elif by_name:
                made.kwonlyargs.append(argument)
                made.kw_defaults.append(default)
            else:
                made.args.append(argument)
                made.defaults.extend([] if default is None else [default])
        return Taken(made, self._apart)

    def _argument(self, named: Node, around: Node) -> Steps:
        written = around.child_by_field_name("type")
        annotation = None if written is None else (yield self._expressions.of(written))
        if named.type != "tuple_pattern":
            return put(ast.arg(arg=self._expressions.name(named), annotation=annotation), named, written or named)
        name = f".{len(self._apart)}"
        whole = put(ast.Name(id=name), named)
        target = yield self._expressions.of(named)
        self._apart.append(put(ast.Assign(targets=[target], value=whole), named))
        return put(ast.arg(arg=name, annotation=None), named)


def _named(node: Node) -> tuple[str, Node]:
    """How a parameter takes, and the node of its name."""
    if node.type in ("default_parameter", "typed_default_parameter"):
        return "", node.child_by_field_name("name") or node
    inner = parts(node)
    if node.type == "typed_parameter" and inner:
        return _named(inner[0])
    if node.type in ("list_splat_pattern", "dictionary_splat_pattern") and inner:
        return node.type, inner[0]
    return node.type, node
