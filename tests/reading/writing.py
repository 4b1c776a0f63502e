"""Random YAML documents, and what a reader has to find in them: written down together, so neither is derived from the
other.

A drawn tree is written out with random styles, comments and line breaks; while that happens, the place of every node
and of every comment is noted.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from hypothesis import strategies as st

Found: TypeAlias = tuple[str, int, int, object]
"""Kind, first byte, byte behind the last, and the text of a scalar: as :func:`tests.reading.trees.places` has it."""


@dataclass
class Written:
    """A document's text, its nodes by place, and its comments' texts with the byte that each begins at."""

    text: str
    nodes: list[Found] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Leaf:
    """A scalar: how it is written (several lines for a block scalar) and what it says."""

    lines: list[str]
    text: str
    plain: bool = False
    front: str = ""


@dataclass
class Branch:
    """A list, or a mapping if it has keys."""

    items: "list[Leaf | Branch]"
    keys: list[Leaf] | None = None
    flow: bool = False
    front: str = ""


Tree: TypeAlias = "Leaf | Branch"

WORDS = "abc é漢🐻\u00a0_/."
_PLAIN = st.text(WORDS, max_size=8).map(lambda text: f"w{text}".rstrip(" ."))
TYPED = ("1", "-17", "0x1F", "0b11", "017", "1_000", "1.5", "-.5e+3", "yes", "Off", "true", "NULL", "~", "null", ".inf")
_FRONT = st.sampled_from(["", "", "", "!Sub ", "!GetAtt ", "!!str ", "!<x> "])
_KEY_FRONT = st.just("")


def _plain(front: st.SearchStrategy[str]) -> st.SearchStrategy[Leaf]:
    texts = _PLAIN | st.sampled_from(TYPED)
    return st.builds(lambda text, front: Leaf([text], text, True, front), texts, front)


def _quoted(front: st.SearchStrategy[str]) -> st.SearchStrategy[Leaf]:
    single = st.text(WORDS + "'\"#:{[\\", max_size=8).map(lambda text: ("'" + text.replace("'", "''") + "'", text))
    double = st.lists(st.sampled_from([*WORDS, *"'#:{[&*!|>%@`", *_ESCAPES]), max_size=8).map(
        lambda chars: (
            '"' + "".join(chars) + '"',
            "".join(_ESCAPES.get(char, char) for char in chars),
        )
    )
    return st.builds(lambda pair, front: Leaf([pair[0]], pair[1], False, front), single | double, front)


_ESCAPES = {
    '\\"': '"',
    "\\\\": "\\",
    "\\n": "\n",
    "\\t": "\t",
    "\\0": "\0",
    "\\x41": "A",
    "\\u00e9": "é",
    "\\U0001F43B": "🐻",
    "\\N": "\x85",
    "\\_": "\u00a0",
    "\\/": "/",
}


@st.composite
def _block(draw: st.DrawFn) -> Leaf:
    """A literal block scalar whose first line isn't indented further and whose last isn't empty."""
    lines = draw(st.lists(st.text(WORDS + "#:'\"{- \t", max_size=8), min_size=1, max_size=4))
    lines = [f".{lines[0]}", *lines[1:-1], *([f".{lines[-1]}"] if len(lines) > 1 else [])]
    lines = [line.rstrip(" \t") if not line.strip(" \t") else line for line in lines]
    lines = [line if not line or line[0] not in " \t" else "." + line for line in lines]
    lines[-1] = lines[-1].rstrip(" \t\u00a0")
    chomp = draw(st.sampled_from(["", "-"]))
    text = "\n".join(lines) + ("" if chomp == "-" else "\n")
    return Leaf([f"|{chomp}", *lines], text, False, draw(_FRONT))


def _keys(keys: st.SearchStrategy[Leaf], count: int) -> st.SearchStrategy[list[Leaf]]:
    return st.lists(keys, min_size=count, max_size=count, unique_by=lambda key: key.text)


@st.composite
def _branch(draw: st.DrawFn, inner: st.SearchStrategy[Tree], flow: bool) -> Branch:
    items = draw(st.lists(inner, min_size=0 if flow else 1, max_size=4))
    keys = draw(_keys(_plain(_KEY_FRONT) | _quoted(_KEY_FRONT), len(items))) if draw(st.booleans()) else None
    return Branch(items, keys, flow, draw(_FRONT))


_FLOW_LEAVES = _plain(_FRONT) | _quoted(_FRONT)
_FLOW: st.SearchStrategy[Tree] = st.recursive(_FLOW_LEAVES, lambda inner: _branch(inner, flow=True), max_leaves=6)
TREES: st.SearchStrategy[Branch] = st.recursive(
    _FLOW | _block(), lambda inner: _branch(inner, flow=False), max_leaves=10
).map(lambda tree: tree if isinstance(tree, Branch) else Branch([tree]))
"""Trees with a list or a mapping on top."""


class _Writer:
    def __init__(self, draw: st.DrawFn, newline: str, bom: bool, tabs: bool) -> None:
        self.draw = draw
        self.gaps = st.sampled_from([" ", "  ", " \t"] if tabs else [" ", "  "])
        self.newline = newline
        self.out: list[str] = ["\ufeff"] if bom else []
        self.at = 3 if bom else 0
        self.written = Written("")
        self.end = self.at
        """The byte behind the last content."""

    def put(self, text: str, content: bool = True) -> None:
        self.out.append(text)
        self.at += len(text.encode())
        if content:
            self.end = self.at

    def break_line(self) -> None:
        self.put(self.newline, content=False)

    def blanks(self) -> str:
        return self.draw(self.gaps)

    def trailing(self, blanks: str = "") -> None:
        """The end of a line, perhaps with a comment; ``blanks`` are those before it, if not any will do."""
        match self.draw(st.sampled_from(["nothing", "nothing", "comment", "blanks"])):
            case "comment":
                self.put(blanks or self.blanks(), content=False)
                self.comment()
            case "blanks":
                self.put(blanks or self.blanks(), content=False)
        self.break_line()

    def comment(self) -> None:
        text = self.draw(st.text(WORDS + "#:'\"{[|>&*!", max_size=8))
        self.written.comments.append((self.at, text.strip()))
        self.put("#" + text, content=False)

    def between(self, indent: int) -> None:
        """Empty lines and comments on lines of their own."""
        for kind in self.draw(st.lists(st.sampled_from(["empty", "comment"]), max_size=2)):
            if kind == "comment":
                self.put(" " * self.draw(st.integers(0, indent)), content=False)  # deeper ones belong to a block
                self.comment()
            self.break_line()

    def node(self, kind: str, start: int, leaf: Leaf | None = None) -> None:
        content = (leaf.text, leaf.plain) if leaf else None
        self.written.nodes.append((kind, start, self.end, content))

    def leaf(self, leaf: Leaf) -> None:
        start = self.at
        self.put(leaf.front + leaf.lines[0])
        self.node("Scalar", start, leaf)

    def flow(self, tree: Tree, indent: int) -> None:
        if isinstance(tree, Leaf):
            self.leaf(tree)
            return
        start = self.at
        self.put(tree.front + ("[" if tree.keys is None else "{"))
        for index, item in enumerate(tree.items):
            if index:
                self.put(",")
            self.gap(indent)
            if tree.keys is not None:
                self.leaf(tree.keys[index])
                self.put(":")
                self.put(self.blanks(), content=False)
            self.flow(item, indent)
        self.gap(indent)
        self.put("]" if tree.keys is None else "}")
        self.node("Sequence" if tree.keys is None else "Mapping", start)

    def gap(self, indent: int) -> None:
        """A place in a flow collection where a line may break."""
        if self.draw(st.integers(0, 4)) == 0:
            self.trailing()
            self.between(indent)
            self.put(" " * (indent + 1), content=False)
        elif self.draw(st.booleans()):
            self.put(self.blanks(), content=False)

    def branch(self, tree: Branch, indent: int, start: int | None) -> None:
        """A block list or mapping, each entry on a line of its own; ``start`` is where its tag stands."""
        for index, item in enumerate(tree.items):
            self.between(indent)
            self.put(" " * indent, content=False)
            start = self.at if start is None else start
            if tree.keys is None:
                self.put("-")
            else:
                self.leaf(tree.keys[index])
                self.put(":")
            self.value(item, indent)
        assert start is not None
        self.node("Sequence" if tree.keys is None else "Mapping", start)

    def value(self, tree: Tree, indent: int) -> None:
        if isinstance(tree, Branch) and not tree.flow:
            front = tree.front
            if front:
                self.put(" ", content=False)
            start = self.at if front else None
            self.put(front.rstrip(" "))
            self.trailing(" ")
            self.branch(tree, indent + self.draw(st.integers(1, 3)), start)
            return
        self.put(self.blanks().replace("\t", " "), content=False)
        if isinstance(tree, Leaf) and len(tree.lines) > 1:
            start = self.at
            self.put(tree.front + tree.lines[0])
            self.trailing()
            deeper = " " * (indent + self.draw(st.integers(1, 3)))
            for line in tree.lines[1:]:
                self.put(deeper if line else "", content=False)
                self.put(line, content=bool(line))
                self.break_line()
            self.node("Scalar", start, tree)
            return
        self.flow(tree, indent)
        self.trailing()


@st.composite
def documents(draw: st.DrawFn, tabs: bool = True) -> Written:
    """A document, with what is in it. ``tabs`` says whether they may stand between its parts."""
    writer = _Writer(draw, draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(st.booleans()), tabs)
    tree = draw(TREES)
    if tree.flow:
        writer.between(0)
        writer.flow(tree, 0)
        writer.trailing()
    else:
        tree.front = ""
        writer.branch(tree, 0, None)
    writer.between(0)
    writer.written.text = "".join(writer.out)
    return writer.written
