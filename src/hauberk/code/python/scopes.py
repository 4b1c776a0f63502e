"""Lines and names: where nodes stand, and whose a variable is."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from hauberk.code.ir import Place


class Lines:
    """The way from Python's lines and columns, which count bytes, to offsets in the file."""

    __slots__ = ("_starts",)

    def __init__(self, starts: list[int]) -> None:
        self._starts = starts

    def place(self, node: "ast.expr | ast.stmt | ast.arg | ast.keyword | ast.alias | ast.pattern") -> Place:
        """Where a node stands."""
        starts = self._starts
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or node.col_offset)
        return tuple.__new__(Place, (start, end))  # half the time of Place(…); the most frequent call


class Names:
    """The names of one function, or of the module, while it is lowered."""

    __slots__ = ("_count", "_inner", "declared", "read", "written", "yields")

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.written: set[str] = set()
        self.declared: set[str] = set()
        """Those that ``global`` and ``nonlocal`` say belong elsewhere."""
        self.yields = False
        self._inner: list[dict[str, str]] = []
        self._count = 0

    def reading(self, name: str) -> str:
        """The variable that a name means here."""
        for inner in reversed(self._inner):
            if name in inner:
                return inner[name]
        self.read.add(name)
        return name

    def writing(self, name: str) -> str:
        """The variable that an assignment to a name sets."""
        for inner in reversed(self._inner):
            if name in inner:
                return inner[name]
        self.written.add(name)
        return name

    def fresh(self) -> str:
        """A variable that no program can name."""
        self._count += 1
        name = f"·{self._count}"
        self.written.add(name)
        return name

    @contextmanager
    def inside(self, targets: list[ast.expr]) -> Iterator[None]:
        """A comprehension, whose variables are its own."""
        self._count += 1
        bound = (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
        self._inner.append({name: f"{name}·{self._count}" for name in bound})
        self.written.update(self._inner[-1].values())
        try:
            yield
        finally:
            self._inner.pop()
