"""The same program in both languages is the same in the core, wherever the languages agree."""

from textwrap import dedent

import pytest

from hauberk.code import javascript, python
from hauberk.reading.source import Source
from tests.code.printing import shown

TWINS = {
    "imports": (
        """
        import db
        from aws import S3Client, DynamoDBClient as Table
        """,
        """
        import * as db from "db";
        import { S3Client, DynamoDBClient as Table } from "aws";
        """,
    ),
    "a handler": (
        """
        def handler(event, context=None):
            key = event.key
            names = [a, b, *c]
            try:
                for item in names:
                    if not item or item == key:
                        continue
                    client.put(item.id, f"a/{item.name}")
            except:
                raise Failed("no")
            finally:
                client.close()
            return names
        """,
        """
        function handler(event, context = null) {
            const key = event.key;
            const names = [a, b, ...c];
            try {
                for (const item of names) {
                    if (!item || item === key) continue;
                    client.put(item.id, `a/${item.name}`);
                }
            } catch {
                throw Failed("no");
            } finally {
                client.close();
            }
            return names;
        }
        """,
    ),
    "taking apart": (
        """
        a, b = [b, a]
        c, *d = e
        (f, (g, h)) = i
        j = k = l
        """,
        """
        [a, b] = [b, a];
        const [c, ...d] = e;
        const [f, [g, h]] = i;
        j = k = l;
        """,
    ),
    "operators": (
        """
        a = b + c + d - e * f % g
        h = not i and j or k
        l = m != n
        o = p < q and q <= r
        s = t if u else v
        w = -x + ~y
        z(a := b)
        c += 1
        d.e |= f
        g[h] -= i
        """,
        """
        a = b + c + d - e * f % g;
        h = !i && j || k;
        l = m !== n;
        o = p < q && q <= r;
        s = u ? t : v;
        w = -x + ~y;
        z(a = b);
        c++;
        d.e |= f;
        g[h] -= i;
        """,
    ),
    "branches": (
        """
        if a:
            b()
        elif c:
            d()
        else:
            e()
        if f:
            g()
        """,
        """
        if (a) b();
        else if (c) { d() }
        else e();
        f && g();
        """,
    ),
    "loops": (
        """
        while a < 10:
            a += 1
            if b:
                break
        while True:
            c()
            if not d:
                break
        e = 0
        while e < f:
            g(e)
            e += 1
        for h, i in j:
            k(h)
        """,
        """
        while (a < 10) { a++; if (b) break }
        do { c() } while (d);
        for (let e = 0; e < f; e++) g(e);
        for (const [h, i] of j) k(h);
        """,
    ),
    "cases": (
        """
        match a:
            case 1 | 2: b()
            case "c": d()
            case _: e()
        """,
        """
        switch (a) {
            case 1: case 2: b(); break;
            case "c": d(); break;
            default: e();
        }
        """,
    ),
    "functions": (
        """
        def a(b, *c):
            def d():
                return b
            return d
        async def e(f):
            return await f.g(*h)
        def i():
            yield 1
            yield from j
        k = lambda l: l.m
        n(lambda: o)
        """,
        """
        function a(b, ...c) {
            function d() { return b }
            return d;
        }
        async function e(f) { return await f.g(...h) }
        function* i() { yield 1; yield* j }
        const k = (l) => l.m;
        n(() => o);
        """,
    ),
    "types": (
        """
        def a(b: B, c: D.E = 1, *f: G[H]): pass
        class I(J):
            k: K
            def l(self): pass
        """,
        """
        function a(b: B, c: D.E = 1, ...f: G<H>) {}
        class I extends J {
            k: K;
            l(self) {}
        }
        """,
    ),
    "values": (
        """
        a = [1, 2.5, "b", True, None]
        c = d[0]["e" + f]
        g = f"{h}/{i}"
        j = k(l)(m).n
        """,
        """
        a = [1, 2.5, 'b', true, null];
        c = d[0]["e" + f];
        g = `${h}/${i}`;
        j = k(l)(m).n;
        """,
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_twins_are_the_same(name: str) -> None:
    first, second = map(dedent, TWINS[name])
    in_python = python.read(Source("app.py", first.encode()))
    in_javascript = javascript.read(Source("app.ts", second.encode()))
    assert not in_python.troubles
    assert not in_javascript.troubles
    assert shown(in_python.body)
    assert shown(in_python.body) == shown(in_javascript.body)
