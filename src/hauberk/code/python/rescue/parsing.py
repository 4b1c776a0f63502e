"""A file that the standard parser refused, as the tree that it would have made."""

import ast
from collections.abc import Iterator

import tree_sitter_python
from tree_sitter import Language, Node, Parser, Point

from hauberk.code.ir import Place, Trouble
from hauberk.code.python.rescue.statements import Statements
from hauberk.code.python.rescue.steps import walked
from hauberk.model.regex import regex

_MOST_WORK = 100_000
"""Rounds that the parser may take: some 4 MB of code, or as much noise that it tries to make sense of, in 30 s
(measured 2026-11)."""
_CHUNK = 1 << 16
_MOST_TROUBLES = 20
_LONE_RETURN = regex(rb"\r(?!\n)")


def rescued(data: bytes) -> tuple[ast.Module | None, tuple[Trouble, ...]]:
    """The tree with what couldn't be read; no tree if that isn't found out in reasonable time.

    Nodes stand on line 1, at the column that is their offset in the file.
    """
    root = _parsed(data)
    if root is None:
        whole = Place(0, len(data))
        return None, (Trouble("too-complex", "it has too many mistakes to be made sense of", whole),)
    body: list[ast.stmt] = walked(Statements(data).block(root.children))
    return ast.Module(body=body, type_ignores=[]), tuple(_troubles(root))


def _parsed(data: bytes) -> Node | None:
    text = _LONE_RETURN.sub(b"\n", data)  # it ends a line for Python, but not for the grammar
    rounds = 0

    def part(offset: int, _: Point) -> bytes:
        return text[offset : offset + _CHUNK]

    def enough(_: int, __: bool) -> bool:
        nonlocal rounds
        rounds += 1
        return rounds > _MOST_WORK

    parser = Parser(Language(tree_sitter_python.language()))
    try:
        return parser.parse(part, progress_callback=enough).root_node
    except ValueError:  # it was stopped
        return None


def _troubles(root: Node) -> Iterator[Trouble]:
    """What was left out and what isn't there, in the order of the file; of very many the first ones."""
    told = 0
    left = [root]
    while left:
        node = left.pop()
        if node.is_error or node.is_missing:
            told += 1
            at = Place(node.start_byte, node.end_byte)
            if told > _MOST_TROUBLES:
                yield Trouble("invalid-syntax", "from here on there are more mistakes", at)
                return
            what = "it isn't Python that is known here" if node.is_error else f"there is no {node.type!r} here"
            yield Trouble("invalid-syntax", what, at)
        elif node.has_error:
            left.extend(reversed(node.children))
