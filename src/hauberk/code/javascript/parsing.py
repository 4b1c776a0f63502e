"""The tree of a file, by the grammar that its name asks for."""

from collections.abc import Iterator

import tree_sitter
from tree_sitter import Language, Node, Parser

from hauberk.code.ir import Place, Trouble

_TYPED = (".ts", ".mts", ".cts")
_MOST_WORK = 400_000
"""Rounds that the parser may take, in each of which it does a hundred steps."""
_CHUNK = 1 << 16
_MOST_TROUBLES = 20


def parsed(path: str, data: bytes) -> tuple[Node | None, list[Trouble]]:
    """The tree of a file with what couldn't be read of it; no tree if that isn't found out in reasonable time.

    What JavaScript's grammar can't read may have types in it, as Flow writes them: TypeScript's is tried then.
    """
    name = path.lower()
    root = _tree("tsx" if name.endswith(".tsx") else "typescript" if name.endswith(_TYPED) else "javascript", data)
    if root is not None and root.has_error and not name.endswith((".tsx", *_TYPED)):
        other = _tree("tsx", data)
        if other is not None and not other.has_error:
            root = other
    if root is None:
        whole = Place(0, len(data))
        return None, [Trouble("too-complex", "it is too long, or has too many mistakes, to be made sense of", whole)]
    return root, list(_troubles(root))


def _language(name: str) -> Language:
    if name == "javascript":
        import tree_sitter_javascript  # each grammar is loaded where there is such a file

        return Language(tree_sitter_javascript.language())
    import tree_sitter_typescript

    if name == "tsx":
        return Language(tree_sitter_typescript.language_tsx())
    return Language(tree_sitter_typescript.language_typescript())


def _tree(language: str, data: bytes) -> Node | None:
    rounds = 0

    def part(offset: int, _: tree_sitter.Point) -> bytes:
        return data[offset : offset + _CHUNK]

    def enough(_: int, __: bool) -> bool:
        nonlocal rounds
        rounds += 1
        return rounds > _MOST_WORK

    try:
        return Parser(_language(language)).parse(part, progress_callback=enough).root_node
    except ValueError:  # it was stopped
        return None


def _troubles(root: Node) -> Iterator[Trouble]:
    """What was left out and what isn't there, in the order of the file; of very many the first ones."""
    told = 0
    left = [root] if root.has_error else []
    while left:
        node = left.pop()
        if node.is_error or node.is_missing:
            told += 1
            at = Place(node.start_byte, node.end_byte)
            if told > _MOST_TROUBLES:
                yield Trouble("invalid-syntax", "from here on there are more mistakes", at)
                return
            what = "it isn't code that is known here" if node.is_error else f"there is no {node.type!r} here"
            yield Trouble("invalid-syntax", what, at)
        elif node.has_error:
            left.extend(reversed(node.children))
