"""What Python's own parser refuses: other versions of Python, mistakes, noise."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.code import ir
from hauberk.code.python import files, read
from hauberk.code.python.rescue import parsing
from hauberk.reading.source import Source
from tests.code.printing import shown
from tests.code.python.agreement import difference

CORPUS = Path(__file__).parents[1] / "corpus"
HAUBERK = Path(__file__).parents[3] / "src" / "hauberk" / "code"

ALIKE = [
    "x = [*a.b(), *c + d, *e[0].f(*g)]; h(1, *i or j, *k if l else m, *n < o, *p.q(r))",
    "(a): int = 1; (b).c = 2; [d] = 3; (e,) = 4",
    "type(a).b = c\ntype (a)[0].b = c",
    "a[*b], a[*b, 1], a[b:c, d], a[:], a[::2]",
    "x = 'a' f'{b}' 'c' rf'{d}\\n'\ny = '''a\r\nb'''\r\n",
    "x = f'{a=}{b = !r:>5}{c:{d}.{e}f}{{}}' f''",
    r"x = '\N{DIGIT ONE}\u00e9\x41\101\q\'' + r'\\' + b'\xff\u1234' + '\ud800'",
    "x = 0xFF + 0o17 + 0b1 + 1_000 + 1e5 + .5 + 1. + 00 + 1j",
    "with (a as b): c\nwith (a): c\nwith a as (b, c), d as e.f: g\nwith (yield): pass\nwith (a, b) as c: pass",
    "a, = b\nc,\nd[e,]\nmatch f,:\n case g,: pass",
    "x: list[a] | b | None = None",
    "async def f():\n async with a as b: pass\n async for c in d: await e\n return [x async for x in y]",
    "try:\n a()\nexcept* B as c: d()",
    "match a, b:\n case (1, x) | [2, x]: c\n case {'a': 1, **r}: d\n case A.B() | 'x' 'y': e",
    "match a:\n case -1 | 1.5 | 1+2j: f\n case [a, *_]: g\n case P(1, y=_): j",
    "match a:\n case (x) if b: h\n case (x,) if b: h\n case x, if b: h\n case x, -1: h",
    "def f(a: int, /, b=1, *, c, d: str = 2, **e) -> T: return a, *b",
    "class A(B, metaclass=C, *D, **E):\n\tx: int\n\n\tdef f(self): pass\n\t# end\n",
    "x = \N{BLACK-LETTER CAPITAL H} + \ufb01",
    "\ufeffx = 1\n\x0cif a:\n  b\n# between\nelif c: d\nelse:\n  e\n  # end\nf",
    "from . import f; from .g.h import (i as j, k,); from __future__ import l; from ... import m; import a.b, c as d",
    "match = 1\ncase = 2\ntype = 3\nprint(match)\nexec('x')",
    "x = not a == b in c\ny = lambda *, a=1, **b: (yield)",
]


@pytest.mark.parametrize("code", ALIKE)
def test_where_python_reads_it_too_the_core_is_the_same(code: str) -> None:
    assert files._tree(code.removeprefix("\ufeff")) is not None
    assert difference(Source("app.py", code.encode())) is None


PATHS = sorted([*CORPUS.rglob("*.py"), *HAUBERK.rglob("*.py")])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}/{path.name}")
def test_of_real_files_the_core_is_the_same_in_the_same_places(path: Path) -> None:
    assert difference(Source(path.name, path.read_bytes())) is None


OTHER_VERSIONS = {
    "print 'a', b": "print('a', b)",
    "print >>f, a": "print(a, file=f)",
    "print\nprint 'a' % b,": "print\nprint((% 'a' b))",
    "exec a in b": "exec(a, b)",
    "raise A, 'b'": "raise A('b')",
    "try: a()\nexcept A, e: print e": "try\n    a()\nexcept A as e\n    print(e)",
    "try: a()\nexcept A, B: print B": "try\n    a()\nexcept A, B as None\n    print(B)",
    "x = 10L + 0777 + 0xFFL": "x = (+ 10 511 255)",
    "x = ur'a\\b' <> `b`": "x = (not (== 'a\\\\b' opaque(Unread)))",
    "def f((a, b), c=1): return a": ("f = function(.0, c=1)\n    ·1 = .0\n    a = ·1[0]\n    b = ·1[1]\n    return a"),
    "x = t'a{b}'": "x = text('a', b)",
    "type A[T] = list[T]\ndef f[T](a: T): return a": "f = function(a: T)\n    return a",
    "class A[T: (int, str)](B[T]): pass": "A = class(B[T])",
    "x = f'{a['b']}{'\\n'.join(c)}'": "x = text(a['b'], '\\n'.join(c))",
}


@pytest.mark.parametrize("code", OTHER_VERSIONS)
def test_python_before_and_after_this_one_is_read(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_tree", lambda text: None)  # which of them is refused hangs on the Python that runs
    file = read(Source("app.py", code.encode()))
    assert not file.troubles
    assert shown(file.body) == OTHER_VERSIONS[code]


MISTAKES = {
    "a()\nb(1 2)\nc()": ("a()\nb(1)\nc()", ["2"]),
    "a()\n$b\nc(d)": ("a()\nb\nc(d)", ["$"]),
    "x = {'a': 1, 'b' 2}\ny()": ("x = dict{'a': 1}\ny()", ["'b' 2"]),
    "x = (1, ; y()": ("x = tuple[1]\ny()", [""]),
    "for in a: b()\nc()": ("for ·1 in a\n    b()\nc()", [""]),
    "def f(:\n  a()\n": ("f = function()\n    a()", [""]),
    "if a:\n  b(\nelse:\n  c()": ("if a\n    c()", ["b(\nelse:\n  c()"]),
}


@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_the_rest_is_read(code: str) -> None:
    file = read(Source("app.py", code.encode()))
    body, left_out = MISTAKES[code]
    assert shown(file.body) == body
    assert {one.code for one in file.troubles} == {"invalid-syntax"}
    assert [code[one.at.start : one.at.end] for one in file.troubles] == left_out


def test_of_many_mistakes_the_first_are_told_and_that_there_are_more() -> None:
    troubles = read(Source("app.py", b"a(1 2)\n" * 100)).troubles
    assert [one.at.start for one in troubles] == [4 + 7 * number for number in range(20)] + [4 + 7 * 20]


def test_noise_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_MOST_WORK", 50)
    file = read(Source("app.py", b"def f(: x = )\n" * 1_000))
    assert not file.body
    assert [(one.code, one.at) for one in file.troubles] == [("too-complex", ir.Place(0, 14_000))]


PIECES = [
    *(
        "def f(",
        "class A",
        "match a:\n case ",
        "with a as ",
        "except ",
        "lambda ",
        "type ",
        "f'{",
        "print ",
        "@",
        "del ",
    ),
    *("a", "b.c", "1", "-1", "'d'", "(", ")", "[", "]", "{", "}", ":", ",", "=", "*", "**", "|", "\n", "\n  ", " if "),
    *(
        " for ",
        " in ",
        " not ",
        "yield ",
        "await ",
        "async ",
        "import ",
        "from ",
        ".",
        " as ",
        "/",
        ";",
        "#",
        ":=",
        "_",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join))
def test_whatever_the_text_it_is_lowered_to_its_end(text: str) -> None:
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        return
    data = text.encode()
    file = read(Source("app.py", data))
    shown(file.body)
    for one in file.troubles:
        assert 0 <= one.at.start <= one.at.end <= len(data)
    assert not file.troubles or files._tree(text) is None
