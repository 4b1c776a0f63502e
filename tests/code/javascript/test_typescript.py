"""What the core makes of TypeScript: types are gone, save where they tell what a parameter or field is."""

import pytest

from hauberk.code.javascript import read
from hauberk.reading.source import Source
from tests.code.printing import shown

CONSTRUCTS = {
    "let a: string = b as any as string": "a = b",
    "let a = <T>b; c = d!.e!; f = g satisfies H": "a = b\nc = d.e\nf = g",
    "(a as B).c = d; e! += 1": "a.c = d\ne = (+ e 1)",
    "f<T>(a); new B<T>(); const g = f<T>": "f(a)\nnew B()\ng = f",
    "type A = B; interface C {} declare const d: D; declare function e(): void; declare module 'f' {}": "",
    "function f(a: string): void; function f(a: any) { return a }": "f = function(a: any)\n    return a",
    "function f(this: A, b?: B, c: C = 1, ...d: D[]) {}": "f = function(b: B, c: C=1, *d: Array[D])",
    "function f({ a }: A, [b]: B<C> = []) {}": (
        "f = function(·1: A, ·2: B[C]=None)\n    ·3 = ·1\n    a = ·3.a\n    ·4 = (·2 ?? list[])\n    b = ·4[0]"
    ),
    "const f = async <T,>(a: A.B<T, C | null>): Promise<void> => {}": (
        "f = async function(a: A.B[tuple[T, (| C None)]])"
    ),
    "function f(a: { b: string }, c: keyof D, e: 'f') {}": ("f = function(a: opaque(type), c: opaque(type), e: 'f')"),
    "enum A { B, C = 4, D, E = 'e', F = g() }": "A = {'B': 0, 'C': 4, 'D': 5, 'E': 'e', 'F': g()}",
    "export const enum A { B }; declare enum C { D }": "A = {'B': 0}\nexport A = A",
    "namespace A { const b = 1; export const c = b; export function d() { return c } }": (
        "d = function()\n    return c\nb = 1\nc = b\nA = {'d': d, 'c': c}"
    ),
    "namespace A.B { export const c = 1 }": "c = 1\nA = {'B': {'c': c}}",
    "const c = 0; namespace A { export const c = 1 }": "c = 0\nc·40 = 1\nA = {'c': c·40}",
    "abstract class A { abstract b(): void; c(): string; private readonly d: D; e?: E = 1 }": (
        "A = class() d: D e: E\n    constructor = function()\n        this.e = 1"
    ),
    "class A extends B<C> implements D { constructor(private readonly e: E, f: F, public g = 1) { super(f); h() } }": (
        "A = class(B) e: E\n    constructor = function(e: E, f: F, g=1)\n        super(f)\n"
        "        this.e = e\n        this.g = g\n        h()"
    ),
    "@A() export class B { @C() d: D; @E('x') async f(@G() g: G) {} static readonly h: H = 1 }": (
        "B = class() d: D h: H\n    C()\n    G()\n    f = @E('x') async function(g: G)\n    h = 1\nexport B = B"
    ),
    "class A { accessor b = 1; declare c: C; override d() {} get e(): E { return 1 } }": (
        "A = class() c: C\n    d = function()\n    e = @property function()\n        return 1\n"
        "    constructor = function()\n        this.b = 1"
    ),
    "import type { A } from 'b'; import { type C, D as E } from 'f'": (
        "A = module(b).A\nC = module(f).C\nE = module(f).D"
    ),
    "import a = require('b'); import C = A.B.D": "a = module(b)\nC = A.B.D",
    "export = a": "export = = a",
    "export = { a, b }": "export a = a\nexport b = b",
    "export type { A } from 'b'; export type C = D; export interface E {}": "export A = module(b).A",
    "export abstract class A {} export default interface B {}": "A = class()\nexport A = A",
    "for (const [a, b] of Object.entries(c) as [string, D][]) e()": (
        "for ·1 in Object.entries(c)\n    ·2 = ·1\n    a = ·2[0]\n    b = ·2[1]\n    e()"
    ),
}


@pytest.mark.parametrize("code", CONSTRUCTS)
def test_each_construct_in_the_core_s_words(code: str) -> None:
    file = read(Source("app.ts", code.encode()))
    assert not file.troubles
    assert shown(file.body) == CONSTRUCTS[code]


@pytest.mark.parametrize(
    ("path", "code", "body"),
    [
        ("a.ts", "x = <T>y", "x = y"),
        ("a.mts", "let x: T = y", "x = y"),
        ("a.CTS", "let x: T = y", "x = y"),
        ("a.tsx", "let x: T = <y/>", "x = module(react/jsx-runtime).jsx('y', {})"),
        ("a.mjs", "x = <y/>", "x = module(react/jsx-runtime).jsx('y', {})"),
        ("a.js", "function f(x: T): U { return (x: any) }", "f = function(x: T)\n    return x"),
        ("a.js", "x: T = ", None),
        ("a.cjs", "function f(x: T): U { return x }", "f = function(x: T)\n    return x"),
    ],
)
def test_a_file_s_name_tells_the_grammar_and_types_in_javascript_are_read(
    path: str, code: str, body: str | None
) -> None:
    file = read(Source(path, code.encode()))
    assert file.language == "javascript"
    assert bool(file.troubles) is (body is None)
    if body is not None:
        assert shown(file.body) == body
