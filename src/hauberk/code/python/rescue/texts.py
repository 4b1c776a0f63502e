"""Literals of texts and bytes, with what is put into them."""

from collections.abc import Iterator

from tree_sitter import Node

from hauberk.code.python.rescue.literals import content
from hauberk.code.python.rescue.steps import has


def prefix(data: bytes, string: Node) -> str:
    """The letters before the quotes, small."""
    start = string.children[0]
    return data[start.start_byte : start.end_byte].decode().rstrip("'\"").lower()


def parted(data: bytes, strings: list[Node]) -> Iterator[str | Node]:
    """The texts in literals that follow each other, and the nodes of what is put between them."""
    for string in strings:
        letters = prefix(data, string)
        first, last = string.children[0], string.children[-1]
        quotes = first.end_byte - first.start_byte - len(letters)
        end = string.end_byte - (quotes if last.type == "string_end" and not last.is_missing else 0)
        for each in _between(data, first.end_byte, string, end):
            yield content(each, letters) if isinstance(each, str) else each


def _between(data: bytes, at: int, around: Node, end: int) -> Iterator[str | Node]:
    """The texts between holes: the grammar has no nodes for all of them."""
    for child in around.named_children:
        if child.type in ("interpolation", "format_expression"):
            if child.start_byte > at:
                yield data[at : child.start_byte].decode()
            yield child
            at = child.end_byte
    if end > at:
        yield data[at:end].decode()


def said(data: bytes, hole: Node) -> str:
    """The text that ``{x=}`` shows before the value; none without the equals sign."""
    if not has(hole, "="):
        return ""
    children = hole.children
    end = next(number for number, child in enumerate(children) if child.type == "=")
    return data[children[0].end_byte : children[end + 1].start_byte].decode()


def specified(data: bytes, specifier: Node) -> Iterator[str | Node]:
    """The texts of a format and the nodes of the values between them."""
    return _between(data, specifier.start_byte + 1, specifier, specifier.end_byte)
