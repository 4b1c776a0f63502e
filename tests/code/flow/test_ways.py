# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""The ways that data takes through a program: every line says what is reported there."""

from textwrap import dedent

import pytest

from tests.code.weaknesses.marked import expected, reported

JAVASCRIPT = {
    "classes": """
        import { exec } from 'node:child_process';
        class Base {
          #command = 'ls';
          constructor(options = {}) { this.options = options; this.last = options.name; }
          get name() { return this.options.name; }
          static of(name) { return new this({ name }); }
          run() { exec(`${this.#command} ${this.name}`); } //! command-injection
        }
        class Other extends Base {
          constructor(name) { super({ name }); this.extra = 'x'; }
          run() { super.run(); exec(this.last); exec(this.extra); } //! command-injection
        }
        export const handler = async (event) => {
          Base.of(event.body).run();
          new Other(event.body).run();
        };
    """,
    "closures": """
        import { exec } from 'node:child_process';
        const maker = (prefix) => (text) => exec(prefix + text); //! command-injection
        const compose = (...functions) => (value) => functions.reduce((made, one) => one(made), value);
        const trim = (text) => text.trim();
        const counted = () => { let seen = ''; return { add: (text) => { seen += text; }, get: () => seen }; };
        export const handler = async (event) => {
          maker('ls ')(event.body);
          exec(compose(trim, (text) => `ls ${text}`)(event.body)); //! command-injection
          const counter = counted();
          counter.add(event.body);
          exec(counter.get()); //! command-injection
          const bound = maker.bind(null, 'ls ');
          bound()('x');
        };
    """,
    "destructuring": """
        import { exec } from 'node:child_process';
        const run = ({ name, options: { folder = '/tmp', ...others } = {} }, [first, ...rest]) => {
          exec(name); //! command-injection
          exec(folder); //! command-injection
          exec(others.more); //! command-injection
          exec(first);
          exec(rest[0]); //! command-injection
        };
        export const handler = async ({ body, headers: { 'x-name': header } = {} }) => {
          const { a: { b: [c] } } = JSON.parse(body);
          exec(c); //! command-injection
          exec(header); //! command-injection
          run(JSON.parse(body), ['x', body]);
          let [x, y] = ['a', body];
          [x, y] = [y, x];
          exec(x); //! command-injection
        };
    """,
    "containers": """
        import { exec } from 'node:child_process';
        export const handler = async (event) => {
          const body = JSON.parse(event.body);
          const list = ['ls'];
          list.push(body.name);
          exec(list.join(' ')); //! command-injection
          const map = new Map([['a', body.name], ['b', 'x']]);
          exec(map.get('a')); //! command-injection
          exec(map.get('b'));
          map.set('c', body.name);
          exec([...map.values()].join(' ')); //! command-injection
          const set = new Set(body.names);
          for (const one of set) exec(one); //! command-injection
          const object = {};
          object.name = body.name;
          object['other'] = 'x';
          exec(object.name); //! command-injection
          exec(object.other);
          const copy = { ...object, other: body.name };
          exec(copy.other); //! command-injection
          const merged = Object.assign({}, { a: 'x' }, body);
          exec(merged.b); //! command-injection
          const grouped = body.items.reduce((all, one) => ({ ...all, [one.id]: one.name }), {});
          exec(grouped.x); //! command-injection
          exec(Object.values(body).map((one) => one.name).filter(Boolean).join(' ')); //! command-injection
          exec(body.names.at(-1)); //! command-injection
          exec(Array.from(body.names, (one) => one + 1).join()); //! command-injection
          exec([1, 2].map((one) => one * 2).join());
        };
    """,
    "one of several": """
        import { exec } from 'node:child_process';
        const checked = ({ name }) => { if (!/^[a-z]+$/.test(name)) throw new Error('no'); exec(name); };
        const free = ({ name }) => exec(name); //! command-injection
        const ROUTES = { checked, free };
        export const handler = async (event) => {
          ROUTES[event.route](event);
          exec(event.name); //! command-injection
        };
    """,
    "async": """
        import { exec } from 'node:child_process';
        import { readFile } from 'node:fs/promises';
        async function* words(text) { for (const word of text.split(' ')) yield word; }
        const later = (text) => new Promise((resolve) => { setTimeout(() => resolve(text), 10); });
        export const handler = async (event) => {
          for await (const word of words(event.body)) exec(word); //! command-injection
          exec(await later(event.body)); //! command-injection
          const [a, b] = await Promise.all([event.body, 'x']);
          exec(a); //! command-injection
          exec(b);
          await Promise.resolve(event.body).then((text) => exec(text)); //! command-injection
          await Promise.allSettled(JSON.parse(event.body).map(async (one) => exec(one))); //! command-injection
          try { throw new Error(event.body); } catch (error) { exec('ls'); }
        };
    """,
    "early returns": """
        import { exec } from 'node:child_process';
        const isName = (text) => { if (typeof text !== 'string') return false; return /^[a-z]+$/.test(text); };
        function assertName(text) { if (!isName(text)) throw new Error('no'); }
        const known = { a: 'x', b: 'y' };
        export const handler = async (event) => {
          const { name, other, third, fourth, fifth, sixth } = event.queryStringParameters;
          if (!isName(name)) return { statusCode: 400 };
          exec(`ls ${name}`);
          assertName(other);
          exec(`ls ${other}`);
          isName(third);
          exec(`ls ${third}`); //! command-injection
          switch (fourth) {
            case 'a':
            case 'b':
              exec(`ls ${fourth}`);
              break;
            default:
              exec(`ls ${fourth}`); //! command-injection
          }
          exec(`ls ${known[fifth] ?? 'z'}`);
          exec(`ls ${known[fifth] ?? fifth}`); //! command-injection
          if (!(sixth in known)) return null;
          exec(`ls ${sixth}`);
          const match = /^([a-z]+)-(\\d+)$/.exec(event.body);
          if (!match) return null;
          exec(`ls ${match[1]}`);
          const [, part] = event.body.match(/^x=([a-z]*)/) ?? [];
          exec(`ls ${part}`);
          exec(`ls ${event.path.match(/x=(.*)/)[1]}`); //! command-injection
        };
    """,
    "texts": """
        import { exec } from 'node:child_process';
        export const handler = async (event) => {
          const text = event.body;
          exec('a'.concat(text)); //! command-injection
          exec(text.slice(0, 10)); //! command-injection
          exec(text.split(',')[0]); //! command-injection
          exec(text.padStart(10)); //! command-injection
          exec(text.toLowerCase().trim()); //! command-injection
          exec(String.raw`ls ${text}`); //! command-injection
          exec([...text].reverse().join('')); //! command-injection
          exec(Buffer.from(text, 'base64').toString('utf8')); //! command-injection
          exec(decodeURIComponent(text)); //! command-injection
          exec(`ls ${text.length}`);
          exec(`ls ${text.replace(/[^a-z0-9]/gi, '')}`);
          exec(`ls ${text.replace(/[^a-z0-9]/i, '')}`); //! command-injection
          exec(`ls ${+text}`);
          exec(`ls ${new Date(text).toISOString()}`);
          exec(`ls ${text ? 'a' : 'b'}`);
          exec(`ls ${text || 'b'}`); //! command-injection
          exec(`ls ${Math.min(Number(text), 5)}`);
          const url = new URL(text);
          exec(url.searchParams.get('a')); //! command-injection
          exec(util.format('ls %s', text)); //! command-injection
        };
    """,
    "modules and defaults": """
        const childProcess = require('child_process');
        const { exec: run, ...others } = require('child_process');
        let last = 'x';
        const go = (a, b = { c: a }) => { run(a); others.execSync(b.c); }; //! command-injection
        module.exports.handler = async function (event) {
          go(event.body);
          last = event.body;
          childProcess['exec'](last); //! command-injection
          const name = 'exec';
          childProcess[name](event.body); //! command-injection
          (0, childProcess.exec)(event.body); //! command-injection
        };
    """,
}
TYPESCRIPT = """
    import { exec } from 'node:child_process';
    import type { APIGatewayProxyEventV2, Handler } from 'aws-lambda';
    enum Kind { A = 'a', B = 'b' }
    interface Body { name: string; n?: number }
    namespace Util { export const cut = (text: string): string => text.slice(1); }
    abstract class Base<T> { constructor(protected readonly value: T) {} abstract run(): void; }
    class Run extends Base<string> { run(): void { exec(this.value!); } } //! command-injection
    function isBody(value: unknown): value is Body { return typeof value === 'object'; }
    export const handler: Handler<APIGatewayProxyEventV2> = async (event) => {
      const body = JSON.parse(event.body ?? '{}') as Body;
      if (!isBody(body)) return;
      exec(body.name satisfies string); //! command-injection
      exec(Util.cut(body.name)); //! command-injection
      exec(<string>body.name); //! command-injection
      exec(Kind.A);
      exec(Kind[body.name as keyof typeof Kind]);
      new Run(body.name).run();
      const { name = 'x', ...rest }: Body = body;
      exec(name); //! command-injection
      const run = <T extends string>(text: T) => exec(text); //! command-injection
      run(body.name);
      let maybe: string | undefined;
      maybe ??= event.headers['x-name'];
      exec(maybe!); //! command-injection
      exec(event.queryStringParameters?.['q'] ?? ''); //! command-injection
      label: for (const [key, value] of Object.entries(body)) { if (!value) continue label; exec(`${key}`); } //! command-injection
    };
"""
PYTHON = {
    "ways that end before": """
        import contextlib, os, re, sys
        def demand(text):
            if not re.fullmatch("[a-z]+", text):
                raise ValueError(text)
        def handler(event, context):
            with contextlib.suppress(ValueError):
                demand(event["a"])
                os.system(event["a"])
            os.system(event["a"])  #! command-injection
            re.fullmatch("[a-z]+", event["b"]) or sys.exit()
            os.system(event["b"])
            re.search("[a-z]+", event["c"]) or sys.exit()
            os.system(event["c"])  #! command-injection
            event["d"] == "x" and sys.exit()
            os.system(event["d"])  #! command-injection
            os.system(" ".join(filter(str.isdigit, event["e"])))
            os.system(" ".join(filter(str.strip, event["e"])))  #! command-injection
    """,
    "one of several": """
        import os, re
        NAME = re.compile("[a-z]+")
        ROUTES = {}
        def route(path):
            def register(function):
                ROUTES[path] = function
                return function
            return register
        @route("checked")
        def checked(event):
            if not NAME.fullmatch(event["name"]):
                raise ValueError
            os.system(event["name"])
        @route("free")
        def free(event):
            os.system(event["name"])  #! command-injection
        class Checking:
            def run(self, event):
                if not NAME.fullmatch(event["name"]):
                    raise ValueError
                os.system(event["name"])
            def passes(self, text):
                return bool(NAME.fullmatch(text))
        class Free:
            def run(self, event):
                os.system(event["name"])  #! command-injection
            def passes(self, text):
                return True
        class Strict:
            def passes(self, text):
                return text.isalnum()
        RUNNING = {"a": Checking(), "b": Free()}
        STRICT = {"a": Checking(), "b": Strict()}
        def handler(event, context):
            ROUTES[event["route"]](event)
            RUNNING[event["kind"]].run(event)
            os.system(event["name"])  #! command-injection
            if RUNNING[event["kind"]].passes(event["other"]):
                os.system(event["other"])  #! command-injection
            if STRICT[event["kind"]].passes(event["third"]):
                os.system(event["third"])
    """,
    "early returns": """
        import os, re
        KNOWN = {"a": "x", "b": "y"}
        def is_name(text):
            return bool(re.fullmatch(r"[a-z]+", text))
        def require(text):
            if not is_name(text):
                raise ValueError(text)
            return text
        def handler(event, context):
            query = event["queryStringParameters"]
            name, other, third, fourth = query["name"], query["other"], query["third"], query["fourth"]
            if not is_name(name):
                return {"statusCode": 400}
            os.system(f"ls {name}")
            os.system(f"ls {require(other)}")
            os.system(f"ls {KNOWN.get(third, 'z')}")
            os.system(f"ls {KNOWN.get(third, third)}")  #! command-injection
            os.system(f"ls {KNOWN[third]}")
            if third not in KNOWN:
                raise KeyError(third)
            os.system(f"ls {third}")
            match = re.match(r"^([a-z]+)-(\\d+)$", fourth)
            if match:
                os.system(f"ls {match.group(1)}")
                os.system(f"ls {match[2]}")
            found = re.search(r"x=(.*)", fourth)
            os.system(f"ls {found.group(1)}")  #! command-injection
            if found := re.fullmatch(r"[a-z]+", event["body"]):
                os.system(f"ls {found.group()}")
            match event["detail"]:
                case "a" | "b":
                    os.system(f"ls {event['detail']}")
                case {"name": str(inner)}:
                    os.system(f"ls {inner}")  #! command-injection
    """,
    "containers": """
        import os
        from collections import defaultdict
        def handler(event, context):
            body = event["body"]
            groups = defaultdict(list)
            groups["a"].append(body)
            os.system(" ".join(groups["a"]))  #! command-injection
            pairs = {"a": body, "b": "x"}
            os.system(pairs["a"])  #! command-injection
            os.system(pairs["b"])
            for key, value in pairs.items():
                os.system(key)
                os.system(value)  #! command-injection
            first, *rest = ["ls", body]
            os.system(first)
            os.system(rest[0])  #! command-injection
            os.system([one for one in (body, "x")][0])  #! command-injection
            os.system(next(iter([body])))  #! command-injection
            os.system(max([body, "x"], key=len))  #! command-injection
            os.system({**pairs, "c": "y"}["a"])  #! command-injection
            os.system(dict(a=body)["a"])  #! command-injection
            os.system("".join(reversed(body)))  #! command-injection
            os.system(f"ls {sum(1 for _ in body)}")
            os.system(f"ls {len(body)}")
    """,
    "texts": """
        import base64, os, textwrap, urllib.parse
        def handler(event, context):
            text = event["body"]
            os.system(text.partition(" ")[0])  #! command-injection
            os.system(text.encode().decode())  #! command-injection
            os.system(base64.b64decode(text).decode())  #! command-injection
            os.system(urllib.parse.unquote_plus(text))  #! command-injection
            os.system("ls %(name)s" % {"name": text})  #! command-injection
            os.system("ls {name}".format(name=text))  #! command-injection
            os.system("ls {name}".format_map({"name": text}))  #! command-injection
            os.system(textwrap.shorten(text, 10))  #! command-injection
            os.system(text.removeprefix("x").title().zfill(3))  #! command-injection
            os.system("ls {:d}".format(text))
            text += "x"
            os.system(text)  #! command-injection
            os.system(b"ls " + text.encode())  #! command-injection
            os.system("ls " + str(int(text) + 1))
            os.system("ls " + text)  # it would have raised
    """,
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        *(pytest.param("app.mjs", text, id=f"javascript {name}") for name, text in JAVASCRIPT.items()),
        pytest.param("app.ts", TYPESCRIPT, id="typescript"),
        *(pytest.param("app.py", text, id=f"python {name}") for name, text in PYTHON.items()),
    ],
)
def test_every_line_is_reported_that_says_so_and_no_other(path: str, text: str) -> None:
    text = dedent(text)
    assert reported(path, text) == expected(text), text
