"""What lowers one function: its names, the statements that its expressions need, and the way to what is inside."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.ir import Block, Expression, Place, Scope, Statement
from hauberk.code.javascript.declarations import FUNCTIONS, lexical
from hauberk.code.javascript.jumps import Jumps
from hauberk.code.javascript.literals import identifier
from hauberk.code.javascript.scopes import Declared, Names

ToExpression: TypeAlias = Callable[["Lowering", Node], Expression]
ToStatements: TypeAlias = Callable[["Lowering", Node], Iterable[Statement]]

_SILENT = frozenset(
    [
        "ambient_declaration",
        "comment",
        "debugger_statement",
        "decorator",
        "empty_statement",
        "function_signature",
        "hash_bang_line",
        "html_comment",
        "interface_declaration",
        "type_alias_declaration",
    ]
)
"""What does nothing when it runs."""

_TAKING_NAMES = frozenset(["arrow_function", "class", "function_expression", "generator_function"])


class Code:
    """The bytes of a file, and how each kind of node is lowered."""

    __slots__ = ("data", "expressions", "statements")

    def __init__(self, data: bytes, expressions: dict[str, ToExpression], statements: dict[str, ToStatements]) -> None:
        self.data = data
        self.expressions = expressions
        self.statements = statements


class Lowering:
    """Lowers the code of one function, or what the module does itself."""

    def __init__(self, code: Code, names: Names) -> None:
        self.code = code
        self.names = names
        self.before: list[Statement] = []
        """What has to be done before the statement at hand, for its expressions."""
        self.exports: list[tuple[str, Expression]] = []
        """What the module, or the namespace at hand, offers once it has been run."""
        self.jumps = Jumps(names.fresh)
        self._standing: Place | None = None
        self._called = ""

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return self._standing or Place(node.start_byte, node.end_byte)

    @contextmanager
    def standing(self, at: Place) -> Iterator[None]:
        """Says of whatever is lowered that it stands at one place, since it is done there too."""
        self._standing = at
        try:
            yield
        finally:
            self._standing = None

    def text(self, node: Node) -> str:
        """The code of a node."""
        return self.code.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def name(self, node: Node) -> str:
        """A name that is written."""
        return identifier(self.text(node))

    def of(self, node: Node) -> Expression:
        """An expression, lowered."""
        lower = self.code.expressions.get(node.type)
        if lower is not None:
            return lower(self, node)
        reason = "invalid-syntax" if node.is_error else node.type
        return ir.Opaque(reason, self.all_of(parts(node)), self.place(node))

    def named(self, node: Node, name: str) -> Expression:
        """An expression; a function or class without a name takes that of what it's given to."""
        if node.type in _TAKING_NAMES:
            self._called = name
        return self.of(node)

    def called(self) -> str:
        """The name that what is lowered now is given; asked once."""
        called, self._called = self._called, ""
        return called

    def all_of(self, nodes: Iterable[Node]) -> tuple[Expression, ...]:
        """Several of them."""
        return tuple([self.of(node) for node in nodes])

    def part(self, node: Node, field: str) -> Expression:
        """The expression that is a certain part of a node."""
        found = node.child_by_field_name(field)
        return ir.Opaque("invalid-syntax", (), self.place(node)) if found is None else self.of(found)

    def aside(self, node: Node) -> tuple[Expression, list[Statement]]:
        """An expression, with what has to be done before it."""
        kept, self.before = self.before, []
        try:
            return self.of(node), self.before
        finally:
            self.before = kept

    def gathered(self, statements: Iterable[Statement]) -> list[Statement]:
        """Statements as they are made, each behind what has to be done before it."""
        kept, self.before = self.before, []
        made: list[Statement] = []
        try:
            for statement in statements:
                if self.before:
                    made += self.before
                    self.before = []
                made.append(statement)
            return made + self.before
        finally:
            self.before = kept

    def body(self, node: Node | None) -> Block:
        """A statement that is the body of another; a block has its own names."""
        if node is None:
            return ()
        return self.scoped(parts(node)) if node.type == "statement_block" else self.block([node])

    def scoped(self, nodes: list[Node]) -> Block:
        """The statements of a block with names of its own."""
        declared = self.declared(lexical(nodes))
        if not declared:
            return self.block(nodes)
        with self.names.inside(declared):
            return self.block(nodes)

    def declared(self, nodes: Iterable[Node]) -> list[Declared]:
        """Names that are declared."""
        return [Declared(self.name(node), node.start_byte) for node in nodes]

    def block(self, nodes: list[Node]) -> Block:
        """Statements, lowered; functions come first, since they are there from the start."""
        made: list[Statement] = []
        later: list[Node] = []
        for node in nodes:
            (made.extend(self.statement(node)) if _is_function(node) else later.append(node))
        made += self.jumps.block(self, later)
        return tuple(made)

    def statement(self, node: Node) -> list[Statement]:
        """What one statement does; one that is nested more deeply than can be followed costs itself alone."""
        lower = self.code.statements.get(node.type)
        if lower is None:
            if node.type in _SILENT:
                return []
            lower = _unknown
        try:
            return self.gathered(lower(self, node))
        except RecursionError:
            at = self.place(node)
            return [ir.Do(ir.Opaque("too-deep", (), at), at)]

    def scope(self, body: Iterable[Statement]) -> Scope:
        """A body that was lowered, with its variables."""
        made = tuple(body)
        return Scope(made, frozenset(self.names.own), frozenset(self.names.outer))


def parts(node: Node) -> list[Node]:
    """What a node holds, without comments."""
    return [child for child in node.named_children if not child.is_extra or child.is_error]


def _is_function(node: Node) -> bool:
    kind = node.type
    if kind == "export_statement":
        inner = node.child_by_field_name("declaration")
        return inner is not None and inner.type in FUNCTIONS
    return kind in FUNCTIONS


def _unknown(inside: Lowering, node: Node) -> Iterable[Statement]:
    """What isn't a statement: something that couldn't be read, whose parts may be statements, or an expression."""
    if node.is_error:
        return inside.block(parts(node))
    return [ir.Do(inside.of(node), inside.place(node))]
