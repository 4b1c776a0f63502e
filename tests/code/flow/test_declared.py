# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""What packs of the user say of names is so, in each language: of libraries, and of the application's own functions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.scan.packs import packs_of
from tests.code.flow.declaring import expected, met, packs, program, reported

CASES = {
    "a source that is a library's call": (
        """[code.sources]
        "ourlib.inbox.next_message" = {}""",
        """
        == app.py
        import os
        from ourlib import inbox
        def handler(event, context):
            message = inbox.next_message()
            os.system(message["command"]) #+ command-injection
            os.system(inbox.previous_message()["command"])
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import * as inbox from 'ourlib/inbox';
        export const handler = async () => {
          const message = await inbox.next_message();
          exec(message.command); //+ command-injection
          exec(inbox.previous_message().command);
        };
        """,
    ),
    "a source that is the application's own": (
        """[code.sources]
        "lib.inbox.next" = {}""",
        """
        == app.py
        import os
        from lib.inbox import next, all
        def handler(event, context):
            for one in next(): os.system(one) #+ command-injection
            for one in all(): os.system(one)
        == lib/inbox.py
        def next():
            return ["ls"]
        def all():
            return ["ls"]
        """,
        """
        == app.ts
        import { exec } from 'node:child_process';
        import { next, all } from './lib/inbox';
        export const handler = async () => {
          for (const one of next()) exec(one); //+ command-injection
          for (const one of all()) exec(one);
        };
        == lib/inbox.ts
        export function next(): string[] { return ['ls']; }
        export const all = (): string[] => ['ls'];
        """,
    ),
    "a source that is a variable": (
        """[code.sources]
        "ourlib.current" = { member = true }
        "lib.state.latest" = { member = true }""",
        """
        == app.py
        import os
        import ourlib
        from ourlib import current
        from lib import state
        def handler(event, context):
            os.system(current.name) #+ command-injection
            os.system(ourlib.current.name) #+ command-injection
            os.system(ourlib.other.name)
            os.system(state.latest) #+ command-injection
            os.system(state.first)
        == lib/state.py
        latest = "ls"
        first = "ls"
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import * as ourlib from 'ourlib';
        import { current } from 'ourlib';
        import { latest, first } from './lib/state.mjs';
        export const handler = async () => {
          exec(current.name); //+ command-injection
          exec(ourlib.current.name); //+ command-injection
          exec(ourlib.other.name);
          exec(latest); //+ command-injection
          exec(first);
        };
        == lib/state.mjs
        export const latest = 'ls';
        export const first = 'ls';
        """,
    ),
    "a source that calls back with requests": (
        """[code.sources]
        "ourweb.App().on" = { arguments = ["request"] }""",
        """
        == app.py
        import os
        from ourweb import App
        app = App()
        @app.on("/run")
        def run(request):
            os.system(request.body) #+ command-injection
        @app.once("/run")
        def once(request):
            os.system(request.body)
        def handler(event, context):
            return app.resolve(context)
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import { App } from 'ourweb';
        const app = new App();
        app.on('/run', (request) => { exec(request.body); }); //+ command-injection
        app.once('/run', (request) => { exec(request.body); });
        export const handler = async (event, context) => app.resolve(context);
        """,
    ),
    "a sink of a library": (
        """[code.sinks]
        "ourdb.Client().ask" = { kind = "sql-injection", argument = 1, names = ["text"] }
        "ourshell.run" = [{ kind = "command-injection", argument = 0 }, { kind = "path-traversal", argument = 1 }]""",
        """
        == app.py
        import ourshell
        from ourdb import Client
        client = Client()
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            client.ask("orders", q) #+ sql-injection
            client.ask(q, "orders")
            client.ask("orders", text=q) #+ sql-injection
            ourshell.run(q, "/tmp") #+ command-injection
            ourshell.run("ls", q) #+ path-traversal
            ourshell.run("ls", "/tmp")
        """,
        """
        == app.mjs
        import * as ourshell from 'ourshell';
        import { Client } from 'ourdb';
        const client = new Client();
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          client.ask('orders', q); //+ sql-injection
          client.ask(q, 'orders');
          ourshell.run(q, '/tmp'); //+ command-injection
          ourshell.run('ls', q); //+ path-traversal
          ourshell.run('ls', '/tmp');
        };
        """,
    ),
    "a sink of the application's own": (
        """[code.sinks]
        "lib/db.Database().run" = { kind = "sql-injection", argument = 0 }
        "lib/db.ask" = { kind = "sql-injection", argument = 0 }""",
        """
        == app.py
        from lib.db import Database, ask
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            Database("orders").run(q) #+ sql-injection
            Database(q).run("orders")
            Database("orders").rerun(q)
            ask(q) #+ sql-injection
        == lib/db.py
        class Database:
            def __init__(self, name):
                self.name = name
            def run(self, text):
                send(text)
            def rerun(self, text):
                send(text)
        def ask(text):
            send(text)
        def send(text):
            pass
        """,
        """
        == app.js
        const { Database, ask } = require('./lib/db');
        exports.handler = async (event) => {
          const { q } = event.queryStringParameters;
          new Database('orders').run(q); //+ sql-injection
          new Database(q).run('orders');
          new Database('orders').rerun(q);
          ask(q); //+ sql-injection
        };
        == lib/db.js
        class Database {
          constructor(name) { this.name = name; }
          run(text) { send(text); }
          rerun(text) { send(text); }
        }
        const ask = (text) => send(text);
        function send(text) {}
        module.exports = { Database, ask };
        """,
    ),
    "a sanitiser of a library": (
        """[code.sanitisers]
        "ourlib.clean.shell" = { cleans = ["command-injection"] }
        "@our/clean.shell" = { cleans = ["command-injection"] }
        "ourlib.ids.demand" = { guards = ["*"] }
        "ourlib.ids.is_id" = { tests = ["*"], argument = 1 }
        "ourlib.ids.is_bad" = { rejects = ["command-injection"] }""",
        """
        == app.py
        import os
        from ourlib import clean, ids
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(clean.shell(q)) #- command-injection
            os.system(clean.page(q)) #! command-injection
            open(clean.shell(q)) #! path-traversal
            if ids.is_id("order", q):
                os.system(q) #- command-injection
            else:
                os.system(q + "1") #! command-injection
            if ids.is_bad(q):
                os.system(q + "2") #! command-injection
                return
            os.system(q) #- command-injection
            r = event["queryStringParameters"]["r"]
            ids.demand(r)
            os.system(r) #- command-injection
        """,
        """
        == app.ts
        import { exec } from 'node:child_process';
        import { shell, page } from '@our/clean';
        import * as ids from 'ourlib/ids';
        export const handler = async (event: any) => {
          const { q, r } = event.queryStringParameters;
          exec(shell(q)); //- command-injection
          exec(page(q)); //! command-injection
          if (await ids.is_id('order', q)) {
            exec(q); //- command-injection
          } else {
            exec(q); //! command-injection
          }
          if (ids.is_bad(q)) {
            exec(q); //! command-injection
            return;
          }
          exec(q); //- command-injection
          ids.demand(r);
          exec(r); //- command-injection
        };
        """,
    ),
    "a sanitiser of the application's own": (
        """[code.sanitisers]
        "lib/clean.shell" = { cleans = ["command-injection"] }
        "lib/clean.Checks.known" = { tests = ["*"] }
        "lib/clean.demand" = { guards = ["*"] }""",
        """
        == app.py
        import os
        from lib import clean
        from lib.clean import Checks, shell as quoted
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(clean.shell(q)) #- command-injection
            os.system(quoted(f"a {q}")) #- command-injection
            os.system(clean.page(q)) #! command-injection
            os.system([quoted(one) for one in q.split(",")][0]) #- command-injection
            if Checks.known(q):
                os.system(q) #- command-injection
            os.system(q) #! command-injection
            clean.demand(q)
            os.system(q) #- command-injection
        == lib/clean.py
        def shell(text):
            return text.replace("a", "b")
        def page(text):
            return text.replace("a", "b")
        def demand(text):
            if look(text): raise ValueError
        def look(text):
            return text[0] == "a"
        class Checks:
            @staticmethod
            def known(text):
                return look(text)
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import * as clean from './lib/index.mjs';
        import { Checks, shell as quoted } from './lib/clean.mjs';
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          exec(clean.shell(q)); //- command-injection
          exec(quoted(`a ${q}`)); //- command-injection
          exec(clean.page(q)); //! command-injection
          exec(q.split(',').map(quoted)[0]); //- command-injection
          if (Checks.known(q)) {
            exec(q); //- command-injection
          }
          exec(q); //! command-injection
          clean.demand(q);
          exec(q); //- command-injection
        };
        == lib/index.mjs
        export * from './clean.mjs';
        == lib/clean.mjs
        export const shell = (text) => text.replace('a', 'b');
        export function page(text) { return text.replace('a', 'b'); }
        export function demand(text) { if (look(text)) throw new Error(); }
        const look = (text) => text[0] === 'a';
        export class Checks {
          static known(text) { return look(text); }
        }
        """,
    ),
    "a decorated sanitiser, beside another that the same function decorates": (
        """[code.sanitisers]
        "lib.shell" = { cleans = ["command-injection"] }""",
        """
        == app.py
        import os
        from lib import shell, page
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(shell(q)) #- command-injection
            os.system(page(q)) #! command-injection
        == lib.py
        def logged(function):
            def inside(*arguments):
                return function(*arguments)
            return inside
        @logged
        def shell(text):
            return text
        @logged
        def page(text):
            return text
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import { shell, page } from './lib.mjs';
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          exec(shell(q)); //- command-injection
          exec(page(q)); //! command-injection
        };
        == lib.mjs
        const logged = (inner) => (...given) => inner(...given);
        export const shell = logged((text) => text);
        export const page = logged((text) => text);
        """,
    ),
    "names of the handler's own file, and of what a class extends": (
        """[code.sanitisers]
        "app.shell" = { cleans = ["command-injection"] }
        "app.Base.known" = { cleans = ["command-injection"] }""",
        """
        == app.py
        import os
        def shell(text): return text
        def page(text): return text
        class Base:
            def known(self, text): return text
        class Other(Base):
            pass
        class Third(Base):
            def known(self, text): return text
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(shell(q)) #- command-injection
            os.system(page(q)) #! command-injection
            os.system(Other().known(q)) #- command-injection
            os.system(Third().known(q)) #! command-injection
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        export const shell = (text) => text;
        const page = (text) => text;
        export class Base { known(text) { return text; } }
        class Other extends Base {}
        class Third extends Base { known(text) { return text; } }
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          exec(shell(q)); //- command-injection
          exec(page(q)); //! command-injection
          exec(new Other().known(q)); //- command-injection
          exec(new Third().known(q)); //! command-injection
        };
        """,
    ),
    "a class of the application's own": (
        """[code.sanitisers]
        "lib.Quoted" = { cleans = ["command-injection"] }
        [code.sinks]
        "lib.Query" = { kind = "sql-injection", argument = 0 }
        [code.sources]
        "lib.Message" = {}""",
        """
        == app.py
        import os, lib
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(lib.Quoted(q).text) #- command-injection
            lib.Query(q) #+ sql-injection
            os.system(lib.Message().text) #+ command-injection
        == lib.py
        class Quoted:
            def __init__(self, text): self.text = text
        class Query(Quoted): pass
        class Message:
            def __init__(self): self.text = "ls"
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import * as lib from './lib.mjs';
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          exec(new lib.Quoted(q).text); //- command-injection
          new lib.Query(q); //+ sql-injection
          exec(new lib.Message().text); //+ command-injection
        };
        == lib.mjs
        export class Quoted { constructor(text) { this.text = text; } }
        export class Query extends Quoted {}
        export class Message { constructor() { this.text = 'ls'; } }
        """,
    ),
    "a sanitiser that is all that a module offers": (
        """[code.sanitisers]
        "clean" = { cleans = ["command-injection"] }
        "our-quote" = { cleans = ["command-injection"] }
        "ourlib.*" = { cleans = ["command-injection"] }
        "*.quoted" = { cleans = ["command-injection"] }""",
        """
        == app.py
        import os, ourlib, another
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(ourlib.parts.clean(q)) #- command-injection
            os.system(another.Kit().quoted(q)) #- command-injection
            os.system(another.Kit().bare(q)) #! command-injection
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import clean from './clean.mjs';
        import quote from 'our-quote';
        import another from 'another';
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          exec(clean(q)); //- command-injection
          exec(quote(q)); //- command-injection
          exec(another(q)); //! command-injection
          exec(new another.Kit().quoted(q)); //- command-injection
        };
        == clean.mjs
        export default function (text) { return text; }
        """,
    ),
    "a propagator of a library": (
        """[code.propagators]
        "ourlib.fill" = { from = 0, to = "result" }
        "ourlib.Buffer().put" = { from = [0, "text"], to = "receiver" }
        "ourlib.copy" = { from = 0, to = 1 }
        "ourlib.wrap" = { from = 0, gives = "same" }
        "uuid.renamed" = { from = 0 }""",
        """
        == app.py
        import os, ourlib, uuid
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(ourlib.fill(q, "a")) #! command-injection
            os.system(ourlib.fill("a", q)) #- command-injection
            buffer = ourlib.Buffer()
            os.system(buffer.text)
            buffer.put("a")
            os.system(buffer.text)
            buffer.put(text=q)
            os.system(buffer.text) #+ command-injection
            target = {}
            ourlib.copy(q, target)
            os.system(target["a"]) #+ command-injection
            os.system(ourlib.wrap({"a": "ls", "b": q})["a"]) #- command-injection
            os.system(ourlib.wrap({"a": "ls", "b": q})["b"]) #! command-injection
            os.system(uuid.renamed(q)) #+ command-injection
            os.system(uuid.made(q))
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import * as ourlib from 'ourlib';
        import * as uuid from 'uuid';
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          exec(ourlib.fill(q, 'a')); //! command-injection
          exec(ourlib.fill('a', q)); //- command-injection
          const buffer = new ourlib.Buffer();
          exec(buffer.text);
          buffer.put(q);
          exec(buffer.text); //+ command-injection
          const target = {};
          ourlib.copy(q, target);
          exec(target.a); //+ command-injection
          exec(ourlib.wrap({ a: 'ls', b: q }).a); //- command-injection
          exec(ourlib.wrap({ a: 'ls', b: q }).b); //! command-injection
          exec(uuid.renamed(q)); //+ command-injection
          exec(uuid.made(q));
        };
        """,
    ),
    "a propagator of the application's own": (
        """[code.propagators]
        "lib/wire.pack" = { from = "text" }
        "lib/wire.Buffer().put" = { from = 0, to = "receiver" }
        "lib/wire.copy" = { from = 0, to = 1 }""",
        """
        == app.py
        import os
        from lib.wire import Buffer, copy, pack
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            os.system(pack("a", q)) #+ command-injection
            os.system(pack(q, "a"))
            os.system(pack("a", text=q)) #+ command-injection
            buffer = Buffer()
            buffer.put(q)
            os.system(buffer.text) #+ command-injection
            target = {"a": "ls"}
            copy(q, target)
            os.system(target["a"]) #+ command-injection
        == lib/wire.py
        import native
        def pack(name, text):
            return native.packed()
        def copy(one, other):
            native.copied()
        class Buffer:
            def __init__(self):
                self.text = "ls"
            def put(self, text):
                native.put()
        """,
        """
        == app.mjs
        import { exec } from 'node:child_process';
        import { Buffer, copy, pack } from './lib/wire.mjs';
        export const handler = async (event) => {
          const { q } = event.queryStringParameters;
          exec(pack('a', q)); //+ command-injection
          exec(pack(q, 'a'));
          const buffer = new Buffer();
          buffer.put(q);
          exec(buffer.text); //+ command-injection
          const target = { a: 'ls' };
          copy(q, target);
          exec(target.a); //+ command-injection
        };
        == lib/wire.mjs
        import * as native from 'native';
        export const pack = (name, text) => native.packed();
        export function copy(one, other) { native.copied(); }
        export class Buffer {
          constructor() { this.text = 'ls'; }
          put(text) { native.put(); }
        }
        """,
    ),
}


PROGRAMS = [(name, language) for name in CASES for language in (1, 2)]


@pytest.mark.parametrize(("name", "language"), PROGRAMS)
def test_the_packs_say_what_is_reported(name: str, language: int) -> None:
    case = CASES[name]
    said, files = packs(case[0]), program(case[language])
    assert reported(files) == expected(files, "!-")
    assert reported(files, said) == expected(files, "!+")
    assert expected(files, "+-")


@pytest.mark.parametrize(("name", "language"), PROGRAMS)
def test_an_empty_pack_changes_nothing(name: str, language: int) -> None:
    files = program(CASES[name][language])
    assert reported(files, packs("")) == reported(files)


def test_the_names_that_were_met_are_known() -> None:
    said = packs("""
        [code.sinks]
        "lib.run" = { kind = "sql-injection" }
        "lib.walk" = { kind = "sql-injection" }
        "ourlib.run" = { kind = "sql-injection" }
        "ourlib.walk" = { kind = "sql-injection" }
    """)
    files = program("""
        == app.py
        import lib, ourlib
        def handler(event, context):
            lib.run(event["body"])
            ourlib.run(event["body"])
        == lib.py
        def run(text): pass
        def walk(text): pass
    """)
    assert met(files, said)[2] == {"lib.run", "ourlib.run"}


def test_what_is_found_bears_the_names_of_the_pack() -> None:
    said = packs("""
        [code.sources]
        "ourlib.inbox.Inbox().next" = {}
        [code.sinks]
        "src/lib/db.run" = { kind = "sql-injection", argument = 0 }
    """)
    files = program("""
        == app.ts
        import { run } from './src/lib/db';
        import { Inbox } from 'ourlib/inbox';
        export const handler = async () => run(new Inbox().next());
        == src/lib/db.ts
        export const run = (text: string) => {};
    """)
    (found,) = met(files, said)[1]
    assert (found.what, found.declared, found.source) == ("src/lib/db.run", True, "ourlib.inbox.Inbox().next")
    assert [step.says for step in found.way] == ["ourlib.inbox.Inbox().next is read"]


def test_a_check_that_lets_text_through_is_one_all_the_same() -> None:
    said = packs("""
        [code.sanitisers]
        "ourlib.demand" = { guards = ["validated"] }
    """)
    files = program("""
        == app.py
        import os, ourlib
        def handler(event, context):
            ourlib.demand(event["body"])
            os.system(event["body"])
    """)
    (before,), (after,) = met(files)[1], met(files, said)[1]
    assert (before.validated, after.validated) == (False, True)
    assert met(files, said)[0].checked == {"event.body"}


def test_modules_that_offer_each_other_on_end() -> None:
    said = packs("""
        [code.sanitisers]
        "one.clean" = { cleans = ["*"] }
    """)
    files = program("""
        == app.mjs
        import { exec } from 'node:child_process';
        import { made } from './one.mjs';
        export const handler = async (event) => exec(made(event.body)); //! command-injection
        == one.mjs
        export * from './two.mjs';
        == two.mjs
        export * from './one.mjs';
        export const made = (text) => text;
    """)
    assert reported(files, said) == expected(files, "!")


LINES = {
    "py": (
        "{x} = 'ls'",
        "{x} = event['queryStringParameters'][{y}]",
        "{x} = {y} + str({z})",
        "{x} = {{'a': {y}, 'b': {z}}}",
        "{x} = {y}['a']",
        "{x} = lib.one({y})",
        "{x} = ourlib.two({y}, {z})",
        "{x} = ourlib.held",
        "{x} = ourlib.Kit({y})",
        "{x} = lib.Kit({y}).put({z})",
        "{x}.put({y})",
        "{x} = [lib.one(v) for v in {y}]",
        "os.system({x})",
        "open(lib.one({x}))",
        "if lib.one({x}): os.system({x})",
        "if not ourlib.two({x}, {y}): os.system({x})",
        "lib.one({x})",
    ),
    "mjs": (
        "{x} = 'ls';",
        "{x} = event.queryStringParameters[{y}];",
        "{x} = `${{{y}}} ${{{z}}}`;",
        "{x} = {{ a: {y}, b: {z} }};",
        "{x} = {y}.a;",
        "{x} = lib.one({y});",
        "{x} = ourlib.two({y}, {z});",
        "{x} = ourlib.held;",
        "{x} = new ourlib.Kit({y});",
        "{x} = new lib.Kit({y}).put({z});",
        "{x}.put({y});",
        "{x} = {y}.map(lib.one);",
        "exec({x});",
        "readFile(lib.one({x}));",
        "if (lib.one({x})) exec({x});",
        "if (!ourlib.two({x}, {y})) exec({x});",
        "lib.one({x});",
    ),
}
HEADS = {
    "py": "import os, ourlib, lib\ndef handler(event, context):\n    a, b, c = event['body'], event['path'], 'x'\n",
    "mjs": "import { exec } from 'node:child_process';\nimport { readFile } from 'node:fs';\nimport * as ourlib from 'ourlib';\n"
    "import * as lib from './lib.mjs';\nexport const handler = async (event) => {\n  let a = event.body, b = event.path, c = 'x';\n",
}
ENDS = {
    "py": [f"{call}({name})" for name in "abc" for call in ("os.system", "open")],
    "mjs": [f"{call}({name});" for name in "abc" for call in ("exec", "readFile")],
}
OWN = {
    "py": "def one(text): return text\nclass Kit:\n    def __init__(self, of): self.of = of\n    def put(self, text): return self.of\n",
    "mjs": "export const one = (text) => text;\nexport class Kit {\n  constructor(of) { this.of = of; }\n  put(text) { return this.of; }\n}\n",
}
NAMES = ("lib.one", "lib.Kit().put", "ourlib.two", "ourlib.held", "ourlib.Kit().put", "ourlib.Kit", "lib.Kit", "*.put")
KINDS = ("command-injection", "path-traversal", "sql-injection")


@st.composite
def programs(draw: st.DrawFn) -> dict[str, str]:
    ending = draw(st.sampled_from(("py", "mjs")))
    variables = st.sampled_from("abc")
    lines = draw(st.lists(st.sampled_from(LINES[ending]), min_size=1, max_size=8))
    made = [line.format(x=draw(variables), y=draw(variables), z=draw(variables)) for line in lines]
    made += ENDS[ending]
    body = "".join(f"    {line}\n" for line in made) + ("" if ending == "py" else "};\n")
    return {f"app.{ending}": HEADS[ending] + body, f"lib.{ending}": OWN[ending]}


def of(entry: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[dict[str, dict[str, object]]]:
    return st.dictionaries(st.sampled_from(NAMES), entry, min_size=1, max_size=3)


SOURCES = of(st.sampled_from(({}, {"member": True}, {"arguments": ["request"]})))
SINKS = of(st.builds(dict, kind=st.sampled_from(KINDS), argument=st.integers(0, 1)))
CHECKS = st.lists(st.sampled_from((*KINDS, "*")), min_size=1, max_size=2)
SANITISERS = of(
    st.dictionaries(st.sampled_from(("cleans", "guards", "tests", "rejects")), CHECKS, min_size=1).map(
        lambda found: dict(found)
    )
)


@settings(deadline=None)
@given(programs(), SOURCES, SINKS)
def test_sources_and_sinks_only_add(
    files: dict[str, str], sources: dict[str, object], sinks: dict[str, object]
) -> None:
    assert reported(files, packs_of({"sources": sources, "sinks": sinks})) >= reported(files)


@settings(deadline=None)
@given(programs(), SANITISERS)
def test_sanitisers_only_remove(files: dict[str, str], sanitisers: dict[str, object]) -> None:
    assert reported(files, packs_of({"sanitisers": sanitisers})) <= reported(files)
