"""What the core makes of JavaScript: each construct in its words."""

from textwrap import dedent

import pytest

from hauberk.code import ir
from hauberk.code.javascript import read
from hauberk.reading.source import Source
from tests.code.printing import shown


def lowered(code: str, path: str = "app.jsx") -> str:
    file = read(Source(path, dedent(code).encode()))
    assert not file.troubles
    return shown(file.body)


VALUES = {
    "'use strict'": "",
    "x": "x",
    "x = null": "x = None",
    "x = undefined": "x = None",
    "x = void 0": "x = None",
    "x = void f()": "f()\nx = None",
    "x = true, y = false": "x = True\ny = False",
    "x = 0x1F + 0b11 + 0o17 + 017 + 089": "x = (+ 31 3 15 15 89)",
    "x = 1_000 + 1e3 + .5 + 10n + 2 ** 3": "x = (+ 1000 1000.0 0.5 10 (** 2 3))",
    "x = 99999999999999999999": "x = 1e+20",
    "x = 'a\\x41\\u0042\\u{1F600}\\n\\\n\\q\\0\\'' + \"'\"": 'x = (+ "aAB😀\\nq\\x00\'" "\'")',
    "x = '\\ud83d\\ude00' + '\\ud83d'": "x = (+ '😀' '�')",
    "x = `a`": "x = 'a'",
    "x = ``": "x = ''",
    "x = `a${b}\\n${c}${d}`": "x = text('a', b, '\\n', c, d)",
    "tag`a${b}\\n`": "tag(list['a', '\\n'], b)",
    "tag.of(x)`a`": "tag.of(x)(list['a'])",
    "x = /a[/]b/gi": "x = /a[/]b/gi",
    "x = [a, ...b, , c]": "x = list[a, *b, None, c]",
    "x = { a, b: 1, 'c-d': 2, 3: e, [f]: g, ['h']: i, ...j }": (
        "x = {'a': a, 'b': 1, 'c-d': 2, '3': e, f: g, 'h': i, j}"
    ),
    "x = { f() { return this }, async *g() {}, get h() { return 1 }, set h(v) {} }": (
        "x = {'f': (function() { return this }), 'g': (async yielding function() {  }), "
        "'h': (@property function() { return 1 }), 'h': (@h.setter function(v) {  })}"
    ),
    "import.meta.url": "import.meta.url",
    "function F() { return new.target }": "F = function()\n    return opaque(new.target)",
    "\\u0061b": "ab",
}

OPERATORS = {
    "x = a + b + c - d + e": "x = (+ (- (+ a b c) d) e)",
    "x = a === b || a == c": "x = ((== a b) or (== a c))",
    "x = a !== b && a != c": "x = ((not (== a b)) and (not (== a c)))",
    "x = a ?? b ?? c": "x = (a ?? b ?? c)",
    "x = (a && b) && c": "x = ((a and b) and c)",
    "x = a && b || !c": "x = ((a and b) or (not c))",
    "x = typeof a === 'string'": "x = (== (typeof a) 'string')",
    "x = a instanceof B": "x = (isinstance a B)",
    "x = 'k' in a": "x = (in 'k' a)",
    "class A { #k; has(o) { return #k in o } }": "A = class()\n    has = function(o)\n        return (in '#k' o)",
    "x = +a": "x = (number a)",
    "x = -a >>> ~b": "x = (>> (- a) (~ b))",
    "x = a ? b : c ? d : e": "x = (a ? b : (c ? d : e))",
    "x = a?.b?.[c]?.(d)": "x = a.b[c](d)",
    "x = a['b']['c-d'][0]": "x = a.b.c-d[0]",
    "f(a, /* no */ ...b)": "f(a, *b)",
    "new A.B(c); new A": "new A.B(c)\nnew A()",
    "(0, a.b)(c)": "a.b(c)",
    "async function f() { await (await a).b }": "f = async function()\n    await await a.b",
}

ASSIGNMENTS = {
    "let a, b = 1": "b = 1",
    "a = b = c": "·1 = c\na = ·1\nb = ·1",
    "a.b = c": "a.b = c",
    "a['b'] = c": "a.b = c",
    "a[b] = c": "a[b] = c",
    "a += 1; a.b -= 2; a[b] *= 3": "a = (+ a 1)\na.b = (- a.b 2)\na[b] = (* a[b] 3)",
    "a ||= b; a.b ??= c; a &&= d": "a = (a or b)\na.b = (a.b ?? c)\na = (a and d)",
    "a++; --a.b": "a = (+ a 1)\na.b = (- a.b 1)",
    "delete a.b; delete a[b]": "a.b = None\na[b] = None",
    "f(a = 1, b++)": "f((a := 1), (- (b := (+ b 1)) 1))",
    "f(a = b = 1)": "f((a := (b := 1)))",
    "f(a.b = 1, delete a.c)": "·1 = 1\na.b = ·1\na.c = None\nf(·1, True)",
    "a = (b(), c)": "b()\na = c",
    "a = b && (c.d = 1)": "·2 = b\nif ·2\n    ·1 = 1\n    c.d = ·1\n    ·2 = ·1\na = ·2",
    "a = b || (c(), d)": "·1 = b\nif (not ·1)\n    c()\n    ·1 = d\na = ·1",
    "a = b ?? (c(), d)": "·1 = b\nif (is ·1 None)\n    c()\n    ·1 = d\na = ·1",
    "a = b ? (c(), d) : e": "if b\n    c()\n    ·1 = d\nelse\n    ·1 = e\na = ·1",
    "const [a, , b = 1, ...c] = d": "·1 = d\na = ·1[0]\nb = (·1[2] ?? 1)\nc = ·1[:]",
    "const { a, b: c, d = 1, 'e-f': g, [h]: i, ...j } = k": (
        "·1 = k\na = ·1.a\nc = ·1.b\nd = (·1.d ?? 1)\ng = ·1.e-f\ni = ·1[h]\nj = {·1}"
    ),
    "const { a: { b: [c] }, d: { e } = {} } = f": (
        "·1 = f\n·2 = ·1.a\n·3 = ·2.b\nc = ·3[0]\n·4 = (·1.d ?? {})\ne = ·4.e"
    ),
    "[a, b] = [b, a]": "·1 = list[b, a]\na = ·1[0]\nb = ·1[1]",
    "({ a, b: c.d, e: [f[0]] } = g)": "·1 = g\na = ·1.a\nc.d = ·1.b\n·2 = ·1.e\nf[0] = ·2[0]",
    "f({ a } = b)": "·1 = b\n·2 = ·1\na = ·2.a\nf(·1)",
}

CONTROL = {
    "if (a) b(); else if (c) d(); else { e() }": "if a\n    b()\nelse\n    if c\n        d()\n    else\n        e()",
    "if (a) b(); else if ((c(), d)) e()": "if a\n    b()\nelse\n    c()\n    if d\n        e()",
    "a && b(); a || c(); a ?? d()": "if a\n    b()\nif (not a)\n    c()\nif (is a None)\n    d()",
    "a ? b() : c.d = 1": "if a\n    b()\nelse\n    c.d = 1",
    "a(), b()": "a()\nb()",
    "for (const a of b) c(a)": "for a in b\n    c(a)",
    "for (const [a, b] of c) d()": "for ·1 in c\n    ·2 = ·1\n    a = ·2[0]\n    b = ·2[1]\n    d()",
    "for (const a in b) c()": "for a of keys in b\n    c()",
    "for (a.b of c) d()": "for ·1 in c\n    a.b = ·1\n    d()",
    "async function f() { for await (const a of b) c() }": "f = async function()\n    for a in b\n        c()",
    "for (let i = 0; i < n; i++) { if (a) continue; b() }": (
        "i = 0\nwhile (< i n)\n    if a\n        i = (+ i 1)\n        continue\n    b()\n    i = (+ i 1)"
    ),
    "for (i = 0, j = 1; ; i++, j--) a()": ("i = 0\nj = 1\nwhile true\n    a()\n    i = (+ i 1)\n    j = (- j 1)"),
    "for (;;) break": "while true\n    break",
    "while (a) b()": "while a\n    b()",
    "while (true) { if (a) break }": "while true\n    if a\n        break",
    "while ((m = a.exec(b))) c(m)": "while (m := a.exec(b))\n    c(m)",
    "while ((a.b = c())) d()": ("while true\n    ·1 = c()\n    a.b = ·1\n    if (not ·1)\n        break\n    d()"),
    "do { a() } while (b)": "while true\n    a()\n    if (not b)\n        break",
    "do { if (a) continue; b() } while (c)": (
        "while true\n    if a\n        if (not c)\n            break\n        continue\n"
        "    b()\n    if (not c)\n        break"
    ),
    "try { a() } catch (e) { b(e) } finally { c() }": ("try\n    a()\nexcept  as e\n    b(e)\nfinally\n    c()"),
    "try { a() } catch { b() }": "try\n    a()\nexcept  as None\n    b()",
    "try { a() } catch ({ message }) {}": ("try\n    a()\nexcept  as ·1\n    ·2 = ·1\n    message = ·2.message"),
    "throw new Error(a)": "raise new Error(a)",
    "with (a) b()": "opaque(with, a)\nb()",
    "debugger;;": "",
    "{ a() }": "a()",
}

FUNCTIONS = {
    "f(); function f(a, b = 1, ...c) { return a }": "f = function(a, b=1, *c)\n    return a\nf()",
    "const f = async (a) => await a": "f = async function(a)\n    return await a",
    "const f = a => ({ a })": "f = function(a)\n    return {'a': a}",
    "const f = () => (a(), b)": "f = function()\n    a()\n    return b",
    "function* f() { yield; yield 1; yield* g() }": (
        "f = yielding function()\n    yield None\n    yield 1\n    yield* g()"
    ),
    "function f({ a, b = 1 }, [c] = d) {}": (
        "f = function(·1, ·2=None)\n    ·3 = ·1\n    a = ·3.a\n    b = (·3.b ?? 1)\n    ·4 = (·2 ?? d)\n    c = ·4[0]"
    ),
    "function f(a, b = a.c) {}": "f = function(a, b=None)\n    b = (b ?? a.c)",
    "function f(...[a, b]) {}": "f = function(*·1)\n    ·2 = ·1\n    a = ·2[0]\n    b = ·2[1]",
    "x = function g(n) { return g(n - 1) }": "x = (g·13 := (function(n) { return g·13((- n 1)) }))",
    "x = function g() { return 1 }": "x = function()\n    return 1",
}

CLASSES = {
    "class A extends B.c { d() { return super.d() } }": (
        "A = class(B.c)\n    d = function()\n        return super.d()"
    ),
    "class A { static b() {} async c() {} *d() {} get e() {} set e(v) {} #f() {} }": (
        "A = class()\n    b = @staticmethod function()\n    c = async function()\n    d = yielding function()\n"
        "    e = @property function()\n    e = @e.setter function(v)\n    #f = function()"
    ),
    "class A { a = b; #c = () => this.a; static d = 1; e }": (
        "A = class()\n    d = 1\n    constructor = function()\n        this.a = b\n"
        "        this.#c = (function() { return this.a })"
    ),
    "class A extends B { c = 1; constructor(d) { super(d); e() } }": (
        "A = class(B)\n    constructor = function(d)\n        super(d)\n        this.c = 1\n        e()"
    ),
    "class A extends B { c = 1 }": (
        "A = class(B)\n    constructor = function(*·1)\n        super(*·1)\n        this.c = 1"
    ),
    "class A { c = d; constructor(d) { this.e = d } }": (
        "A = class()\n    constructor = function(d)\n        this.c = d\n        this.e = d"
    ),
    "class A { static b = 1; static { c(this.b) } }": "A = class()\n    b = 1\nc(A.b)",
    "class A { ['b'] = 1; [c] = 2; [d]() {} }": (
        "A = class()\n    d\n    [d] = function()\n"
        "    constructor = function()\n        this.b = 1\n        this[c] = 2"
    ),
    "x = class {}": "x = class()",
    "x = class A { static b() { return A } }": (
        "A·4 = class()\n    b = @staticmethod function()\n        return A·4\nx = A·4"
    ),
    "@a @b(c) class D { @e f() {} @g h = 1 }": (
        "D = class()\n    f = @e function()\n    g\n    constructor = function()\n        this.h = 1"
    ),
}

MODULES = {
    "const a = require('b')": "a = module(b)",
    "const { a, b: c, d: { e } } = require('f')": "a = module(f).a\nc = module(f).b\ne = module(f).d.e",
    "const a = require('b').c; require('d')(e)": "a = module(b).c\nmodule(d)(e)",
    "require(a); require(`b/${c}`)": "require(a)\nrequire(text('b/', c))",
    "function f(require) { require('a') }": "f = function(require)\n    require('a')",
    "const require = createRequire(a); require('b')": "require = createRequire(a)\nmodule(b)",
    "import a, { b as c, default as d } from 'e'": "a = module(e).default\nc = module(e).b\nd = module(e).default",
    "import * as a from 'b'": "a = module(b)",
    "import 'a'": "module(a)",
    "a(); import a from 'b'": "a = module(b).default\na()",
    "import a from './b.json' with { type: 'json' }": "a = module(./b.json).default",
    "const { a } = await import('b'); import(c)": "·1 = await module(b)\na = ·1.a\nimport(c)",
    "export const a = 1, { b } = c": "a = 1\n·1 = c\nb = ·1.b\nexport a = a\nexport b = b",
    "export async function a() {}": "a = async function()\nexport a = a",
    "export class A {}": "A = class()\nexport A = A",
    "export { a, b as c }; let a = 1": "a = 1\nexport a = a\nexport c = b",
    "export default a": "export default = a",
    "export default (a) => a": "export default = (function(a) { return a })",
    "export default function a() {}": "a = function()\nexport default = a",
    "export default function () {}": "export default = (function() {  })",
    "export { a as b, default } from 'c'": "export b = module(c).a\nexport default = module(c).default",
    "export * from 'a'; export * as b from 'c'": "export * = module(a)\nexport b = module(c)",
    "exports.a = b": "export a = b",
    "module.exports.a = b": "export a = b",
    "exports.a = exports.b = c": "·1 = c\nexport a = ·1\nexport b = ·1",
    "module.exports = { a, b: c, d() {}, ...e }": (
        "export a = a\nexport b = c\nexport d = (function() {  })\nexport * = e"
    ),
    "module.exports = a": "export = = a",
    "module.exports = { [a]: b }": "export = = {a: b}",
    "0 && (module.exports = { a })": "if 0\n    export a = a",
    "(function (exports) { exports.a = 1 })": "(function(exports) { exports.a = 1 })",
}

MARKUP = {
    "x = <a b='c &amp; d' e={f} g {...h}>i {j}</a>": (
        "x = module(react/jsx-runtime).jsx('a', {'b': 'c & d', 'e': f, 'g': True, h, 'children': list['i ', j]})"
    ),
    "x = <><A.B/>{/* no */}</>": (
        "x = module(react/jsx-runtime).jsx(module(react/jsx-runtime).Fragment, "
        "{'children': list[module(react/jsx-runtime).jsx(A.B, {})]})"
    ),
    "x = <A>\n  b\n  c\n</A>": "x = module(react/jsx-runtime).jsx(A, {'children': list['b c']})",
}

CONSTRUCTS = VALUES | OPERATORS | ASSIGNMENTS | CONTROL | FUNCTIONS | CLASSES | MODULES | MARKUP


@pytest.mark.parametrize("code", CONSTRUCTS)
def test_each_construct_in_the_core_s_words(code: str) -> None:
    assert lowered(code) == CONSTRUCTS[code]


NAMES = {
    "let x = 1; { let x = 2; f(x) } g(x)": "x = 1\nx·17 = 2\nf(x·17)\ng(x)",
    "{ let x = 1; f(() => x) } { let x = 2 }": "x = 1\nf((function() { return x }))\nx·32 = 2",
    "function f(x) { for (const x of y) x(); return x }": (
        "f = function(x)\n    for x·27 in y\n        x·27()\n    return x"
    ),
    "function f() { { var x = 1 } return x } x": "f = function()\n    x = 1\n    return x\nx",
    "{ let fetch = 1; f(fetch) } fetch()": "fetch·6 = 1\nf(fetch·6)\nfetch()",
    "try {} catch (e) { f(e) } try {} catch (e) { g(e) }": (
        "try\nexcept  as e\n    f(e)\ntry\nexcept  as e·40\n    g(e·40)"
    ),
    "let x; switch (a) { case 1: let x = 2; f(x) }": "·1 = a\nif (== ·1 1)\n    x·32 = 2\n    f(x·32)",
    "let x; { function x() {} x() } x()": "x·18 = function()\nx·18()\nx()",
}


@pytest.mark.parametrize("code", NAMES)
def test_a_name_is_one_variable(code: str) -> None:
    assert lowered(code) == NAMES[code]


def function(code: str) -> ir.Function:
    for made in read(Source("app.js", dedent(code).encode())).body:
        if isinstance(made, ir.Assign) and isinstance(made.value, ir.Closure):
            return made.value.function
    raise AssertionError(code)


def inner(made: ir.Function) -> ir.Function:
    for statement in made.scope.body:
        if isinstance(statement, ir.Assign) and isinstance(statement.value, ir.Closure):
            return statement.value.function
    raise AssertionError(made.name)


def test_a_function_knows_whose_its_variables_are() -> None:
    made = function(
        """
        let seen;
        function handler(event, { a }, ...rest) {
            seen = event;
            stray = 1;
            for (const item of rest) table.put(item);
            if (a) { var late = this.x; }
            const get = async () => late + seen + this.y + arguments.length;
        }
        """
    )
    assert made.scope.own >= {"event", "a", "rest", "item", "late", "get", "this"}
    assert made.scope.outer == {"seen", "stray", "table"}
    arrow = inner(made)
    assert arrow.name == "get"
    assert arrow.is_async
    assert arrow.scope.own == frozenset()
    assert arrow.scope.outer == {"late", "seen", "this", "arguments"}


def test_what_a_closure_sees_doesn_t_depend_on_when_it_is_lowered() -> None:
    code = "function f() { { const x = 1; var g = () => x } { const x = 2 } return g }"
    first = function(code)
    assert shown(inner(first).scope.body) == shown(inner(function(code)).scope.body) == "return x"
    made = function("const x = 0; function f() { { const x = 1; var g = () => x } return x }")
    assert shown(inner(made).scope.body) == "return x·36"
    assert made.scope.outer == {"x"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("function a() {}", "a"),
        ("const a = () => 1", "a"),
        ("const a = function () {}", "a"),
        ("const a = function b() {}", "b"),
        ("let a; a = () => 1", "a"),
    ],
)
def test_a_function_without_a_name_takes_that_of_what_it_is_given_to(code: str, name: str) -> None:
    assert function(code).name == name


def test_a_body_is_lowered_once_and_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made = function("function handler(event) { return unknown(event) }")
    asked: list[int] = []
    lower = made._lower

    def noted() -> ir.Scope:
        asked.append(1)
        return lower()

    monkeypatch.setattr(made, "_lower", noted)
    assert not asked
    assert made.scope is made.scope
    assert asked == [1]
