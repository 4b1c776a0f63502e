"""Where nodes stand: each inside the one that it's part of, and each call of the source at its own place."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Node

from hauberk.code import ir
from hauberk.code.javascript import read
from hauberk.code.javascript.parsing import parsed
from hauberk.reading.source import Source
from tests.code.javascript import test_files, test_typescript
from tests.code.javascript.test_running import CASES


def strays(node: Any, around: ir.Place) -> Iterator[tuple[str, ir.Place, ir.Place]]:
    """Every node that stands outside what it's part of. Fields are set by the constructor, but stand in the class."""
    if isinstance(node, ir.Function):
        own = around if node.name == "constructor" else node.at
        yield from strays((node.parameters, node.scope.body), own)
    elif isinstance(node, ir.Node):
        at = getattr(node, "at", around)
        if not around.start <= at.start <= at.end <= around.end:
            yield type(node).__name__, at, around
        for part in _parts(node):
            yield from strays(part, at)
    elif isinstance(node, tuple) and not isinstance(node, ir.Place):
        for part in node:
            yield from strays(part, around)


def _parts(node: ir.Node) -> Iterator[Any]:
    """What a node is made of; of a class, its constructor without the statement that it stands in."""
    for name in node.__match_args__:
        part = getattr(node, name)
        if isinstance(node, ir.Class) and name == "body":
            yield tuple(
                one.value.function if isinstance(one, ir.Assign) and isinstance(one.value, ir.Closure) else one
                for one in part
            )
        else:
            yield part


def calls(node: Any) -> Iterator[tuple[int, int]]:
    """The places of calls, and of modules that are called for."""
    if isinstance(node, ir.Function):
        yield from calls((node.parameters, node.decorators, node.scope.body))
    elif isinstance(node, ir.Node):
        if isinstance(node, (ir.Call, ir.Module)):
            yield node.at
        for name in node.__match_args__:
            yield from calls(getattr(node, name))
    elif isinstance(node, tuple):
        for part in node:
            yield from calls(part)


_LEAVING = {"break_statement", "continue_statement", "return_statement", "throw_statement"}
_TYPES = {"ambient_declaration", "enum_declaration", "type_annotation", "type_arguments", "type_alias_declaration"}


def written_calls(node: Node) -> Iterator[tuple[int, int]]:
    if node.type in _TYPES or node.type.endswith("_type"):
        return
    if node.type in {"call_expression", "new_expression"}:
        function = node.child_by_field_name("function")
        # A module stands where something is taken of it. The grammar takes the `await` of `await (a).b` for a function.
        if function is None or function.text not in {b"await", b"require"}:
            yield node.byte_range
    for child in node.named_children:
        yield from written_calls(child)
        if child.type in _LEAVING:  # nothing behind it is ever reached
            return


def check(code: str, path: str) -> None:
    data = code.encode()
    made = read(Source(path, data))
    assert list(strays(made.body, ir.Place(0, len(data)))) == []
    root, _ = parsed(path, data)
    assert root is not None
    missing = set(written_calls(root)) - set(calls(made.body))
    assert {data[start:end] for start, end in missing} == set()


SOURCES = [
    *((code, "app.jsx") for code in [*test_files.CONSTRUCTS, *test_files.NAMES]),
    *((code, "app.ts") for code in test_typescript.CONSTRUCTS),
    *((case["code"], "app.js") for case in CASES),
]


@pytest.mark.parametrize(("code", "path"), SOURCES)
def test_nodes_stand_inside_what_they_are_part_of_and_no_call_is_lost(code: str, path: str) -> None:
    check(code, path)


NAMES = st.sampled_from(["a", "b", "x", "this", "é"])
LEAVES = st.one_of(
    NAMES, st.sampled_from(["1", "'s'", "`t`", "null", "/r/", "[]", "({})", "f()", "new F", "require('m')"])
)


def _filled(templates: list[str], *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def fill(template: str) -> st.SearchStrategy[str]:
        holes = template.count("□")
        return st.tuples(*[st.one_of(*parts)] * holes).map(lambda given: _put(template, given))

    return st.sampled_from(templates).flatmap(fill)


def _put(template: str, given: tuple[str, ...]) -> str:
    first, *others = template.split("□")
    return first + "".join(part + other for part, other in zip(given, others, strict=True))


def _as_guard(statement: str) -> str:
    """A statement fits where an expression does, as a function."""
    return f"(() => {{ {statement} }})()"


EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: _filled(
        [
            *("f(□, ...□)", "(□).b(□)", "(□)?.[□]", "new (□)(□)", "f`é${□}${□}`", "`${□}`", "[□, , ...□]"),
            *("({ a: □, [□]: □, ...□ })", "(□ + □)", "(□ && □)", "(□ || (x.y = □))", "(□ ?? (□, □))", "(□ ? □ : □)"),
            *("(x = □)", "(x.y = □)", "(x[□] += □)", "([x, y = □] = □)", "({ x, y: { z = □ } = □ } = □)", "(x ||= □)"),
            *("(a, { b = □ }, c = □) => □", "function g(a = □) { return g(□) }", "async () => await (□)", "(typeof □)"),
            *(
                "class { a = □; static b = □; [□]() { return □ } }",
                "class C extends (□) { constructor() { super(□) } }",
            ),
            *("(delete x[□])", "x++", "(void □)", "(□ instanceof □)", "<A b={□} {...□}>é {□}</A>", "({ f() { □ } })"),
        ],
        inner,
    ),
    max_leaves=12,
)
STATEMENTS = st.recursive(
    _filled(["□;", "const { a = □, ...b } = □;", "return_ = □;", "break;", "continue;", "throw □;"], EXPRESSIONS),
    lambda inner: st.one_of(
        _filled(
            ["if (□) { □ } else { □ }", "{ □ □ }", "try { □ } catch (e) { □ } finally { □ }"], inner.map(_as_guard)
        ),
        _filled(
            [
                *("switch (a) { case b(1): □ case 2: □ default: □ case 3: □ }", "l: for (const x of f()) { □ □ }"),
                *("for (let i = 0; i < g(); i++) { □ □ }", "do { □ □ } while (f())", "while ((x.y = f())) { □ }"),
                *("m: { □ □ }", "function f() { □ }", "if (f()) break; □", "if (x) { □ } else if (y, z) { □ }"),
            ],
            inner,
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(code=st.lists(STATEMENTS, min_size=1, max_size=3).map(" ".join))
def test_of_made_up_programs_too(code: str) -> None:
    check(f"w: for (;;) {{ switch (q()) {{ case 0: {code} }} }}", "app.jsx")
