"""What declares names: patterns, the statements of a block, and ``var`` wherever it stands in a function."""

from collections.abc import Iterable, Iterator

from tree_sitter import Node

FUNCTIONS = frozenset(["function_declaration", "generator_function_declaration"])
_NAMED = FUNCTIONS | {
    "abstract_class_declaration",
    "class_declaration",
    "enum_declaration",
}
_LEXICAL = frozenset(["lexical_declaration", "using_declaration"])
_NAMES = frozenset(["identifier", "shorthand_property_identifier_pattern"])
_PATTERNS = frozenset(["array_pattern", "object_pattern", "rest_pattern"])


def names_in(pattern: Node) -> Iterator[Node]:
    """The names that a pattern binds."""
    left = [pattern]
    while left:
        node = left.pop()
        kind = node.type
        if kind in _NAMES:
            yield node
        elif kind in _PATTERNS:
            left.extend(reversed(node.named_children))
        elif kind in {"assignment_pattern", "object_assignment_pattern"}:
            left.extend(_part(node, "left"))
        elif kind == "pair_pattern":
            left.extend(_part(node, "value"))


def lexical(nodes: Iterable[Node]) -> Iterator[Node]:
    """The names that statements declare for the block in which they stand."""
    for node in nodes:
        kind = node.type
        while kind in {"export_statement", "labeled_statement"}:
            inner = node.child_by_field_name("declaration" if kind == "export_statement" else "body")
            if inner is None:
                break
            node, kind = inner, inner.type
        if kind in _LEXICAL:
            yield from _declarators(node)
        elif kind in _NAMED:
            yield from _part(node, "name")
        elif kind == "import_statement":
            yield from _imported(node)
        elif kind == "import_alias":
            yield node.named_children[0]
        elif kind in {"internal_module", "module"}:
            yield from _first(node)
        elif (
            kind == "expression_statement" and node.named_children and node.named_children[0].type == "internal_module"
        ):
            yield from _first(node.named_children[0])


def variables(nodes: Iterable[Node], data: bytes) -> Iterator[Node]:
    """The names that ``var`` declares in statements, and in those inside them."""
    left = [node for node in nodes if data.find(b"var", node.start_byte, node.end_byte) >= 0]
    while left:
        node = left.pop()
        kind = node.type
        if kind == "variable_declaration":
            yield from _declarators(node)
        elif kind == "for_in_statement":
            word = node.child_by_field_name("kind")
            if word is not None and word.type == "var":
                yield from names_in(_part(node, "left")[0])
            left.extend(_part(node, "body"))
        elif kind in _HOLDING:
            left.extend(node.named_children)


_HOLDING = frozenset(
    [
        "catch_clause",
        "do_statement",
        "else_clause",
        "export_statement",
        "finally_clause",
        "for_statement",
        "if_statement",
        "labeled_statement",
        "statement_block",
        "switch_body",
        "switch_case",
        "switch_default",
        "switch_statement",
        "try_statement",
        "while_statement",
        "with_statement",
        "ERROR",
    ]
)
"""Statements, and their parts, that hold statements of the same function."""


def _declarators(node: Node) -> Iterator[Node]:
    for one in node.named_children:
        if one.type == "variable_declarator":
            for pattern in _part(one, "name"):
                yield from names_in(pattern)


def _imported(node: Node) -> Iterator[Node]:
    for clause in node.named_children:
        if clause.type in {"import_clause", "import_require_clause"}:
            for one in clause.named_children:
                if one.type == "identifier":
                    yield one
                elif one.type == "namespace_import":
                    yield from (each for each in one.named_children if each.type == "identifier")
                elif one.type == "named_imports":
                    for each in one.named_children:
                        yield from _part(each, "alias") or _part(each, "name")


def _first(node: Node) -> Iterator[Node]:
    """The first name of ``namespace N.M``; a module that is named by a text has none."""
    for name in _part(node, "name"):
        while name.type == "nested_identifier":
            name = name.named_children[0]
        if name.type == "identifier":
            yield name


def _part(node: Node, field: str) -> list[Node]:
    found = node.child_by_field_name(field)
    return [] if found is None else [found]
