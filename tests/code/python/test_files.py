"""What the core makes of Python: each construct in its words, places that hold what they name, bad input told."""

import ast
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from hauberk.code import ir
from hauberk.code.python import files, read
from hauberk.reading.source import Source
from tests.code.printing import shown


@pytest.fixture(params=["standard", "grammar"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to a tree: Python's own parser, and what reads the files that it refuses."""
    if request.param == "grammar":
        monkeypatch.setattr(files, "_tree", lambda text: None)


def lowered(code: str) -> str:
    file = read(Source("app.py", dedent(code).encode()))
    assert not file.troubles
    return shown(file.body)


CONSTRUCTS = {
    "import boto3": "boto3 = module(boto3)",
    "import os.path": "os = module(os)",
    "import a.b as c": "c = module(a.b)",
    "from . import x as y": "y = module(.).x",
    "from ..a.b import *": "* = module(..a.b)",
    "a = b = c": "·1 = c\na = ·1\nb = ·1",
    "a, b = b, a": "·1 = tuple[b, a]\na = ·1[0]\nb = ·1[1]",
    "a, *b, c = d": "·1 = d\na = ·1[0]\nb = ·1[:]\nc = ·1[-1]",
    "(a, (b, c)) = d": "·1 = d\na = ·1[0]\n·2 = ·1[1]\nb = ·2[0]\nc = ·2[1]",
    "a.b.c = d": "a.b.c = d",
    "a['b'] = c": "a['b'] = c",
    "a[1:] = c": "a[opaque(slice)] = c",
    "a: int = 1": "a = 1",
    "a: int": "",
    "a += 1": "a = (+ a 1)",
    "a.b |= c": "a.b = (| a.b c)",
    "a + b + c - d + e": "(+ (- (+ a b c) d) e)",
    "a % b": "(% a b)",
    "-a ** b": "(- (** a b))",
    "a and b or not c": "((a and b) or (not c))",
    "a != b": "(not (== a b))",
    "a < b <= c": "((< a b) and (<= b c))",
    "a not in b": "(not (in a b))",
    "a is not None": "(not (is a None))",
    "a if b else c": "(b ? a : c)",
    "f(a, *b, c=d, **e)": "f(a, *b, c=d, **=e)",
    "f'{a}/{b!r}/{c:>8}/{d:.2f}/{e:{w}d}'": "text(a, '/', repr(b), '/', c, '/', (number d), '/', (number e))",
    "{'a': b, **c}": "dict{'a': b, c}",
    "[a, *b]": "list[a, *b]",
    "{a, b}": "set[a, b]",
    "a[1:2]": "a[:]",
    "a[b]": "a[b]",
    "(a := b)": "(a := b)",
    "[x for x in xs if x]": "list[x·1 for ·2 in xs x·1 = ·2; if x·1]",
    "{k: v for k, v in x}": "dict[k·1: v·1 for ·2 in x ·3 = ·2; k·1 = ·3[0]; v·1 = ·3[1];]",
    "x = [x for x in x for y in x]": "x = list[x·1 for ·2 in x x·1 = ·2; for ·3 in x·1 y·1 = ·3;]",
    "lambda a, *b: a": "(function(a, *b) { return a })",
    "a()": "a()",
    "'docstring'": "",
    "del a": "",
    "pass": "",
    "assert a, b": "if a\nelse\n    raise AssertionError(b)",
    "raise": "raise",
    "raise A(b) from c": "raise A(b)",
    "with a as b, c: d()": "b = a.__enter__()\nc.__enter__()\nd()",
    "for a in b: c()\nelse: d()": "for a in b\n    c()\nelse\n    d()",
    "for a, b in c: break": "for ·1 in c\n    ·2 = ·1\n    a = ·2[0]\n    b = ·2[1]\n    break",
    "while a: continue": "while a\n    continue",
    "while True: a()": "while true\n    a()",
    "if a: b()\nelif c: d()\nelse: e()": "if a\n    b()\nelse\n    if c\n        d()\n    else\n        e()",
    "try: a()\nexcept (B, C) as d: e()\nexcept: f()\nelse: g()\nfinally: h()": (
        "try\n    a()\n    g()\nexcept B, C as d\n    e()\nexcept  as None\n    f()\nfinally\n    h()"
    ),
    "def f(a, /, b: int = 1, *c, d=2, **e): return a": "f = function(/a, b: int=1, *c, !d=2, **e)\n    return a",
    "@app.get('/x')\nasync def f(): await g()": "f = @app.get('/x') async function()\n    await g()",
    "def f():\n  yield 1\n  yield from g()": "f = yielding function()\n    yield 1\n    yield* g()",
    "def f():\n  def g(): yield\n  return g": (
        "f = function()\n    g = yielding function()\n        yield None\n    return g"
    ),
    "class A(B):\n  c: str\n  d = 1\n  def e(self): pass": "A = class(B) c: str\n    d = 1\n    e = function(self)",
    "match a:\n  case 1 | None: b()\n  case _: c()": ("·1 = a\nif ((== ·1 1) or (is ·1 None))\n    b()\nelse\n    c()"),
    "match a:\n  case {'k': [b, *c]} if b: d()": (
        "·1 = a\nif (((b := ·1['k'][0]) or True) and ((c := ·1['k'][:]) or True) and b)\n    d()"
    ),
    "match a:\n  case P(x=1) as p: b()": (
        "·1 = a\nif (isinstance(·1, P) and (== ·1.x 1) and ((p := ·1) or True))\n    b()"
    ),
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("code", CONSTRUCTS)
def test_each_construct_in_the_core_s_words(code: str) -> None:
    assert lowered(code) == CONSTRUCTS[code]


def function(code: str) -> ir.Function:
    (made,) = read(Source("app.py", dedent(code).encode())).body
    assert isinstance(made, ir.Assign)
    assert isinstance(made.value, ir.Closure)
    return made.value.function


@pytest.mark.usefixtures("parser")
def test_a_function_knows_whose_its_variables_are() -> None:
    scope = function(
        """
        def handler(event, *rest, **more):
            global seen
            seen = event
            for item in rest:
                table.put(item)
            return [part for part in more]
        """
    ).scope
    assert {"event", "rest", "more", "item"} <= scope.own
    assert scope.outer == {"seen", "table"}


def test_a_body_is_lowered_once_and_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made = function("def handler(event): return unknown(event)")
    asked: list[int] = []
    lower = made._lower

    def noted() -> ir.Scope:
        asked.append(1)
        return lower()

    monkeypatch.setattr(made, "_lower", noted)
    assert not asked
    assert made.scope is made.scope
    assert asked == [1]


LONG = {
    "sum": "+".join(["a"] * 20_000),
    "difference": " - ".join(["a"] * 20_000),
    "and": " and ".join(["a"] * 20_000),
    "comparison": " < ".join(["a"] * 20_000),
    "texts": "'a' " * 20_000,
    "formatted": "f'{a}' " * 20_000,
    "signs": "-" * 50_000 + "1",
    "calls": "a" + ".b()" * 20_000,
    "indices": "a" + "[b]" * 20_000,
    "choices": "a if b else " * 20_000 + "c",
    "parentheses": "(" * 20_000 + "a" + ")" * 20_000,
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", LONG)
def test_what_programs_write_without_end_is_read_to_its_end(name: str) -> None:
    """Each is one expression of twenty thousand parts, every one of which is there."""
    file = read(Source("app.py", f"x = {LONG[name]}".encode()))
    assert not file.troubles
    (made,) = file.body
    assert isinstance(made, ir.Assign)
    found = 0
    left: list[object] = [made.value]
    while left:
        node = left.pop()
        assert not isinstance(node, ir.Opaque)
        if isinstance(node, ir.Node):
            found += 1
            left += [getattr(node, field) for field in node.__match_args__]
        elif isinstance(node, tuple):
            left += node
    assert found >= (1 if name in ("texts", "parentheses") else 20_000)


@pytest.mark.usefixtures("parser")
def test_a_chain_of_branches_is_as_long_as_it_is_written() -> None:
    block = read(Source("app.py", ("if a: b()\n" + "elif a: b()\n" * 20_000).encode())).body
    count = 0
    while block:
        (branch,) = block
        assert isinstance(branch, ir.Branch)
        block = branch.otherwise
        count += 1
    assert count == 20_001


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("deep", ["[" * 20_000 + "]" * 20_000, "a" + "(a" * 20_000 + ")" * 20_000])
def test_what_is_nested_too_deeply_costs_its_statement_alone(deep: str) -> None:
    limit = sys.getrecursionlimit()
    code = f"def f():\n  b()\n  x = {deep}\n  return c\ny = {deep}\nz = 1"
    first, second, third = read(Source("app.py", code.encode())).body
    assert sys.getrecursionlimit() == limit
    assert isinstance(first, ir.Assign)
    assert isinstance(first.value, ir.Closure)
    inner = first.value.function.scope.body
    assert [shown((one,)) for one in (inner[0], inner[2])] == ["b()", "return c"]
    assert [shown((one,)) for one in (inner[1], second)] == ["opaque(too-deep)"] * 2
    assert shown((third,)) == "z = 1"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_places_are_bytes_of_the_file(start: bytes, end: str) -> None:
    data = start + end.join(["# é", "x = '😀' + handler(", "    'ü', event)", ""]).encode()
    (made,) = read(Source("app.py", data)).body
    assert isinstance(made, ir.Assign)
    assert isinstance(made.value, ir.Operation)
    call = made.value.operands[1]
    assert isinstance(call, ir.Call)
    assert data[call.at.start : call.at.end].decode() == f"handler({end}    'ü', event)"
    assert [data[one.at.start : one.at.end].decode() for one in call.arguments] == ["'ü'", "event"]


CODE = Path(__file__).parents[1] / "corpus" / "apart" / "python"
FILES = sorted(CODE.rglob("*.py"))


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CODE)))
def test_every_call_of_a_real_handler_is_in_the_core_where_it_stands(path: Path) -> None:
    data = path.read_bytes()
    file = read(Source("app.py", data))
    assert not file.troubles
    found = sorted(data[one.start : one.end].decode() for one in set(_calls(file.body)))
    tree = ast.parse(data)
    wanted = {ast.get_source_segment(data.decode(), one) for one in ast.walk(tree) if isinstance(one, ast.Call)}
    assert wanted <= set(found)


def _calls(node: object) -> "list[ir.Place]":
    if isinstance(node, ir.Function):
        inner: tuple[object, ...] = (node.parameters, node.decorators, node.scope.body)
        return [place for one in inner for place in _calls(one)]
    if isinstance(node, ir.Node):
        own = [node.at] if isinstance(node, ir.Call) else []
        return own + [place for field in node.__match_args__ for place in _calls(getattr(node, field))]
    return [place for one in node for place in _calls(one)] if isinstance(node, tuple) else []
