"""Code that can't be read, or was written by a program or an enemy: told, bounded, and the rest is lowered."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.code import ir
from hauberk.code.javascript import parsing, read
from hauberk.reading.source import Source
from tests.code.printing import shown

MANY = 20_000


def file(code: str, path: str = "app.js") -> ir.File:
    return read(Source(path, code.encode()))


def size(block: object) -> int:
    """How many nodes there are, bodies of functions too."""
    count, left = 0, [block]
    while left:
        node = left.pop()
        if isinstance(node, ir.Function):
            left += [node.parameters, node.decorators, node.scope.body]
        elif isinstance(node, ir.Node):
            count += 1
            left += [getattr(node, field) for field in node.__match_args__]
        elif isinstance(node, tuple):
            left += node
    return count


@pytest.mark.parametrize(
    ("code", "places", "body"),
    [
        ("let a = ;\nb()", [(8, 9)], "a = b()"),
        ("f( ;\ng(h)", [(2, 2)], "f()\ng(h)"),
        ("function f() { b( }\nc()", [(15, 17)], "f = function()\n    b\nc()"),
        ("a(;\nfunction f() { b( }\nc()", [(0, 27)], "a\nf\nb\nc()"),
        ("const x = {;\nf(x)", None, None),
        ("@#$%", None, None),
        ("if (a { b() }\nc()", None, None),
        ("'open\nf()", None, None),
        ("}}}\nf()", None, "f()"),
    ],
)
def test_mistakes_are_told_and_what_is_around_them_is_lowered(
    code: str, places: list[tuple[int, int]] | None, body: str | None
) -> None:
    made = file(code)
    assert {one.code for one in made.troubles} == {"invalid-syntax"}
    if places is not None:
        assert [tuple(one.at) for one in made.troubles] == places
    if body is not None:
        assert shown(made.body) == body


def test_of_very_many_mistakes_the_first_are_told() -> None:
    made = file("let x = ;\n" * 1_000)
    assert len(made.troubles) == 21
    assert made.troubles[-1].text == "from here on there are more mistakes"


LONG = {
    "sum": "x = " + " + ".join(["a"] * MANY),
    "difference": "x = " + " - ".join(["a"] * MANY),
    "chain": "x" + ".then(y)" * MANY,
    "optional chain": "x" + "?.y" * MANY,
    "and": "x = " + " && ".join(["a"] * MANY),
    "and as a statement": " && ".join(["a()"] * MANY),
    "and in or": "x = " + "a && b || " * MANY + "c",
    "choice": "x = " + "a ? b : " * MANY + "c",
    "choice as a statement": "a ? b() : " * MANY + "c()",
    "else if": "if (a) b()" + "; else if (a) b()" * MANY,
    "assignments": "a = " * MANY + "b",
    "commas": "x = (" + "a(), " * MANY + "b)",
    "not": "x = " + "!" * MANY + "a",
    "typeof": "x = " + "typeof " * MANY + "a",
    "parentheses": "(" * MANY + "a" + ")" * MANY,
    "cases": "switch (a) {" + "case b: c(); break; " * 5_000 + "}",
    "cases that fall through": "switch (a) {" + "case b: c(); " * 5_000 + "}",
    "functions": "function f() {}\n" * 5_000,
    "functions in functions": "(function () { " * 2_000 + "})()" * 2_000,
    "arrows": "x = " + "a => " * 5_000 + "b",
    "exports": "module.exports = " * MANY + "a",
    "fields": "const {" + ", ".join(f"a{number}" for number in range(MANY)) + "} = b",
}


@pytest.mark.parametrize("code", LONG.values(), ids=LONG)
def test_what_is_long_is_read_whole(code: str) -> None:
    made = file(code)
    assert not made.troubles
    assert size(made.body) >= 2


TYPED = {
    "as": "x = a" + " as B" * MANY,
    "not null": "x = a" + "!" * MANY,
    "union": "function f(a: " + "A | " * MANY + "B) {}",
}


@pytest.mark.parametrize("code", TYPED.values(), ids=TYPED)
def test_what_is_long_in_typescript_is_read_whole(code: str) -> None:
    made = file(code, "app.ts")
    assert not made.troubles
    assert size(made.body) >= 2


DEEP: dict[str, Callable[[int], str]] = {
    "arrays": lambda n: "x = " + "[" * n + "]" * n,
    "objects": lambda n: "x = " + "{ a: " * n + "1" + " }" * n,
    "calls": lambda n: "f(" * n + ")" * n,
    "templates": lambda n: "x = " + "`${" * n + "a" + "}`" * n,
    "markup": lambda n: "x = " + "<a>" * n + "</a>" * n,
    "blocks": lambda n: "{" * n + "}" * n,
    "ifs": lambda n: "if (a) " * n + "b()",
    "loops": lambda n: "for (;;) " * n + "b()",
    "tries": lambda n: "try {" * n + "} finally {}" * n,
    "switches": lambda n: "switch (a) { case 1: b(); case 2: " * n + "}" * n,
    "jumps": lambda n: "switch (a) { case 1: " + "if (b) break; c(); " * n + "}",
    "labels": lambda n: "a: " * n + "b()",
    "patterns": lambda n: "let " + "[a" * n + "]" * n + " = b",
    "constructors": lambda n: "x = " + "new " * n + "a",
    "classes": lambda n: "x = " + "class { static a = " * n + "1" + "}" * n,
    "shadows": lambda n: "let x; " + "{ let x; " * n + "}" * n,
}


@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
def test_what_is_nested_too_deeply_is_told_and_the_rest_is_lowered(make: Callable[[int], str]) -> None:
    assert not file(make(20)).troubles
    limit = sys.getrecursionlimit()
    made = file(f"before(); {make(2_000)}\nafter()")
    assert sys.getrecursionlimit() == limit
    assert "too-complex" in {one.code for one in made.troubles}
    assert shown(made.body[:1]) == "before()"
    assert shown(made.body[-1:]) == "after()"


@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP)
def test_what_is_too_deep_doesn_t_depend_on_who_asks(make: Callable[[int], str]) -> None:
    """It is the same with half of the stack in use; the limit is Python's, of 1,000 frames."""
    code = make(2_000)

    def deep_down(left: int) -> ir.File:
        return file(code) if left == 0 else deep_down(left - 1)

    used = len(_frames())
    assert used < 400
    assert [one.at for one in deep_down(400 - used).troubles] == [one.at for one in file(code).troubles]


def _frames() -> list[object]:
    found: list[object] = []
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        found.append(frame)
        frame = frame.f_back
    return found


def test_a_function_that_is_too_deep_says_so_itself() -> None:
    made = file("function f() { before(); return " + "[" * 500 + "]" * 500 + " }\nfunction g() { return 1 }")
    first, second = (
        one.value.function for one in made.body if isinstance(one, ir.Assign) and isinstance(one.value, ir.Closure)
    )
    assert shown(first.scope.body).startswith("before()\nreturn list[list[")
    assert "opaque(too-deep)" in shown(first.scope.body)
    assert shown(second.scope.body) == "return 1"


def test_a_file_that_takes_too_long_to_parse_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_MOST_WORK", 100)
    made = file("a()\n" * 100_000)
    assert not made.body
    assert [one.code for one in made.troubles] == ["too-complex"]
    assert file("a()").body


@pytest.mark.parametrize("start", ["\ufeff", "", "#!/usr/bin/env node\n", "\ufeff#!/usr/bin/env node\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_places_are_bytes_of_the_file(start: str, end: str) -> None:
    data = (start + end.join(["/* é */", "x = '😀' + handler(", "    'ü', event)", ""])).encode()
    made = read(Source("app.js", data))
    assert not made.troubles
    (assign,) = made.body
    assert isinstance(assign, ir.Assign)
    assert isinstance(assign.value, ir.Operation)
    call = assign.value.operands[1]
    assert isinstance(call, ir.Call)
    assert data[call.at.start : call.at.end].decode() == f"handler({end}    'ü', event)"
    assert [data[one.at.start : one.at.end].decode() for one in call.arguments] == ["'ü'", "event"]


_WORDS = [
    *("=>", "==", "?.", "...", "${", "//", "/*", "*/", "</", "/>", "function", "class", "if", "else", "for", "while"),
    *("do", "switch", "case", "default", "break", "continue", "return", "try", "catch", "finally", "import", "export"),
    *(
        "from",
        "as",
        "async",
        "await",
        "yield",
        "let",
        "var",
        "const",
        "new",
        "static",
        "get",
        "set",
        "enum",
        "namespace",
    ),
    *("type", "interface"),
]
_PIECES = st.sampled_from([*"ab1()[]{}=,;:?.`'\"/<>#@\\\né😀", *_WORDS])


@pytest.mark.parametrize("path", ["app.js", "app.ts", "app.tsx"])
@given(pieces=st.lists(_PIECES, max_size=40))
def test_whatever_the_text_it_is_read(path: str, pieces: list[str]) -> None:
    made = file(" ".join(pieces), path)
    assert size(made.body) >= 0
    assert all(one.code in {"invalid-syntax", "too-complex"} for one in made.troubles)
