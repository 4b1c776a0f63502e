"""A walk over a tree of any depth: functions hand out the parts that they need, and are sent what those became."""

import ast
from collections.abc import Generator
from types import GeneratorType
from typing import Any, TypeAlias, TypeVar

from tree_sitter import Node

Steps: TypeAlias = Generator[Any, Any, Any]
"""What hands out steps to a part, a part that is done, or a list of either, and is sent the result."""

Made = TypeVar("Made", ast.expr, ast.stmt, ast.pattern, ast.arg, ast.keyword, ast.alias, ast.ExceptHandler)

Block = TypeVar("Block", ast.stmt, ast.ExceptHandler)

_NO_PART = frozenset({"comment", "line_continuation", "ERROR"})


def walked(steps: Steps) -> Any:
    """The result of steps, without a call inside a call: code that programs write is nested by the ten thousand."""
    stack = [steps]
    result: Any = None
    while stack:
        try:
            step = stack[-1].send(result)
        except StopIteration as done:
            stack.pop()
            result = done.value
            continue
        result = None
        if isinstance(step, GeneratorType):
            stack.append(step)
        elif isinstance(step, list):
            stack.append(_each(step))
        else:
            result = step
    return result


def _each(steps: list[Any]) -> Steps:
    made = []
    for step in steps:
        result = yield step
        made.append(result)
    return made


def parts(node: Node) -> list[Node]:
    """The parts of a node that mean something."""
    return [child for child in node.named_children if child.type not in _NO_PART]


def has(node: Node, token: str) -> bool:
    """Whether a word or sign stands directly in a node."""
    return any(child.type == token for child in node.children)


def closed(made: Block, first: Node, *blocks: "list[ast.stmt] | list[ast.ExceptHandler]") -> Block:
    """Something with blocks in its place: for the grammar they reach to the next line that isn't a comment."""
    put(made, first)
    made.end_col_offset = next((block[-1].end_col_offset for block in reversed(blocks) if block), first.end_byte)
    return made


def put(made: Made, first: Node, last: Node | None = None) -> Made:
    """Something made of a node, or of those from one to another, in its place."""
    made.lineno = made.end_lineno = 1
    made.col_offset = first.start_byte
    made.end_col_offset = (last or first).end_byte
    return made
