"""Calls of what a computed name chooses: a finding where somebody outside says the name, unknown where it can't be
told, and silent where the application's own functions are chosen, which are all followed."""

import re
from textwrap import dedent

import pytest

from tests.code.flow.declaring import expected, program
from tests.code.flow.declaring import reported as declared
from tests.code.weaknesses.marked import met, reported

PYTHON = {
    "a module": """
        import os, logging, sys
        def handler(event, context):
            getattr(os, event["body"])("x") # code-injection, unknown
            run = getattr(os, event["body"])
            run("x") # code-injection, unknown
            getattr(sys.modules[__name__], event["body"])() # code-injection, unknown
            logging.getLogger().setLevel(getattr(logging, event["body"]))
            logging.info(getattr(os, "sep"))
            getattr(os, os.environ["NAME"])() # unknown
            getattr(os, f"get{event['body']}")() # unknown
            getattr(event, event["body"])("x")
    """,
    "all names": """
        import os
        def a(text):
            os.system(text) # command-injection
        def handler(event, context):
            globals()[event["body"]]("x") # code-injection, unknown
            globals().get(event["body"])("x") # code-injection, unknown
            vars()[event["body"]]("x") # code-injection, unknown
            globals()[os.environ["NAME"]]() # unknown
            globals()["a"](event["body"])
    """,
    "a client of AWS": """
        import boto3, os
        s3 = boto3.client("s3")
        def handler(event, context):
            getattr(s3, event["body"])() # code-injection, unknown
            getattr(s3, os.environ["NAME"])() # unknown
            for name in ("list_buckets", "get_object"):
                getattr(s3, name)()
            getattr(boto3, os.environ["NAME"])("s3") # unknown
    """,
    "a table of own functions": """
        import os
        def a(text):
            os.system(text) # command-injection
        def b(text):
            return text
        TABLE = {"a": a, "b": b}
        def handler(event, context):
            TABLE[event["key"]](event["body"])
            TABLE.get(event["key"], b)(event["body"])
    """,
    "an own object": """
        import os
        class Actions:
            def on_run(self, text):
                os.system(text) # command-injection
            def off_run(self, text):
                os.popen(text)
            def any(self, text):
                os.popen("ls " + text) # command-injection
        class Others:
            def any(self, text):
                os.system(text) # command-injection
        def handler(event, context):
            getattr(Actions(), f"on_{event['key']}")(event["body"])
            getattr(Actions(), "any", None)(event["body"])
            getattr(Others(), event["key"])(event["body"])
    """,
    "a name that was checked": """
        import os
        ALLOWED = ("getcwd", "getpid")
        def handler(event, context):
            name = event["body"]
            if name in ALLOWED:
                getattr(os, name)() # unknown
            for one in ALLOWED:
                getattr(os, one)()
    """,
    "a module by name": """
        import importlib, os
        def handler(event, context):
            importlib.import_module(event["body"]) # code-injection, unknown
            __import__(os.environ["NAME"]) # unknown
            importlib.import_module("json")
            for one in ("json", "csv"):
                importlib.import_module(one)
    """,
    "what does no harm": """
        import logging, requests
        def handler(event, context):
            getattr(logging, event["body"])("x")
            getattr(requests, event["body"])("https://a.example") # unknown
    """,
}
JAVASCRIPT = {
    "a module": """
        const fs = require('fs');
        const http = require('http');
        exports.handler = async (event) => {
          fs[event.body]('x'); // code-injection, unknown
          fs.promises[event.body]('x'); // code-injection, unknown
          const run = fs[event.body];
          run('x'); // code-injection, unknown
          fs[process.env.NAME]('x'); // unknown
          fs[`read${event.body}`]('x'); // unknown
          for (const name of ['close', 'open']) fs[name]('x');
          fs['close']('x');
          return { statusCode: 200, body: http.STATUS_CODES[event.body] };
        };
    """,
    "all names": """
        exports.handler = async (event) => {
          global[event.body](); // code-injection, unknown
          globalThis[event.body](); // code-injection, unknown
          process[process.env.NAME](); // unknown
        };
    """,
    "a client of AWS": """
        import { S3 } from '@aws-sdk/client-s3';
        const s3 = new S3({});
        export const handler = async (event) => {
          await s3[event.body]({}); // code-injection, unknown
          await s3[process.env.NAME]({}); // unknown
          for (const name of ['listBuckets', 'getObject']) await s3[name]({});
        };
    """,
    "a table of own functions": """
        import { exec } from 'node:child_process';
        const table = { a: (text) => exec(text), b: (text) => text }; // command-injection
        const map = new Map([['a', (text) => exec(text)]]); // command-injection
        export const handler = async (event) => {
          table[event.key](event.body);
          map.get(event.key)(event.body);
        };
    """,
    "an own object": """
        import { exec } from 'node:child_process';
        class Actions {
          run(text) { exec(text); } // command-injection
          dispatch(name, text) { return this[name](text); }
        }
        class Others {
          onRun(text) { exec(text); } // command-injection
          offRun(text) { exec(text); }
        }
        export const handler = async (event) => {
          new Actions().dispatch(event.key, event.body);
          new Others()[`on${event.key}`](event.body);
        };
    """,
    "a name that was checked": """
        const fs = require('fs');
        const ALLOWED = ['close', 'open'];
        exports.handler = async (event) => {
          if (ALLOWED.includes(event.body)) fs[event.body]('x'); // unknown
        };
    """,
    "a module by name": """
        exports.handler = async (event) => {
          require(event.body); // code-injection, unknown
          require(process.env.NAME); // unknown
          await import(event.body); // code-injection, unknown
          for (const one of ['fs', 'path']) require(one);
        };
    """,
    "what does no harm": """
        import axios from 'axios';
        export const handler = async (event) => {
          console[event.body]('x');
          await axios[event.body]('https://a.example'); // unknown
        };
    """,
}
PROGRAMS = [
    *(pytest.param("app.py", text, id=f"python: {name}") for name, text in PYTHON.items()),
    *(pytest.param("app.js", text, id=f"javascript: {name}") for name, text in JAVASCRIPT.items()),
]


_MARK = re.compile(r"(?:#|//) ([a-z-]+(?:, [a-z-]+)*)$")


def said(text: str) -> dict[int, set[str]]:
    """What lines say of themselves."""
    lines = enumerate(text.split("\n"), 1)
    return {number: set(found[1].split(", ")) for number, line in lines if (found := _MARK.search(line))}


@pytest.mark.parametrize(("path", "text"), PROGRAMS)
def test_every_line_is_told_as_it_says(path: str, text: str) -> None:
    text = dedent(text).strip("\n")
    found: dict[int, set[str]] = {}
    for line, kind in reported(path, text):
        found.setdefault(line, set()).add(kind)
    for lost in met(path, text).lost:
        found.setdefault(text[: lost.site.at.start].count("\n") + 1, set()).add("unknown")
    assert found == said(text)


MODULES = {
    "own functions alone": """
        == app.py
        import handlers
        def handler(event, context):
            getattr(handlers, event["key"])(event["body"])
            getattr(handlers, f"on_{event['key']}")(event["body"])
        == handlers.py
        import os
        def on_run(text):
            os.system(text) #! command-injection
        def off(text):
            return text
    """,
    "what it imports": """
        == app.py
        import handlers
        def handler(event, context):
            getattr(handlers, event["key"])(event["body"]) #! code-injection
        == handlers.py
        from os import system
        def on_run(text):
            return text
    """,
    "a module of JavaScript": """
        == app.mjs
        import * as handlers from './handlers.mjs';
        export const handler = async (event) => { handlers[event.key](event.body); };
        == handlers.mjs
        import { exec } from 'node:child_process';
        export const run = (text) => exec(text); //! command-injection
        const inner = (text) => exec(text);
        export const off = (text) => text;
    """,
    "a CommonJS module": """
        == app.js
        const handlers = require('./handlers');
        exports.handler = async (event) => { await handlers[event.key](event.body); };
        == handlers.js
        const { exec } = require('node:child_process');
        exports.run = (text) => exec(text); //! command-injection
        exports.off = (text) => text;
    """,
}


@pytest.mark.parametrize("name", MODULES)
def test_a_name_chooses_among_the_functions_that_a_module_offers(name: str) -> None:
    files = program(MODULES[name])
    assert declared(files) == expected(files, "!")


@pytest.mark.parametrize(("count", "followed"), [(12, True), (64, True), (80, False)])
@pytest.mark.parametrize("path", ["app.py", "app.mjs"])
def test_each_function_of_a_table_is_followed_or_it_is_said(path: str, count: int, followed: bool) -> None:
    last = count - 1
    if path == "app.py":
        own = "".join(f"def f{n}(x):\n    return {'os.system(x)' if n == last else 'x'}\n" for n in range(count))
        table = ", ".join(f"'k{n}': f{n}" for n in range(count))
        text = f"import os\n{own}T = {{{table}}}\ndef handler(event, context):\n    T[event['k']](event['body'])\n"
    else:
        own = "".join(f"const f{n} = (x) => {'exec(x)' if n == last else 'x'};\n" for n in range(count))
        table = ", ".join(f"k{n}: f{n}" for n in range(count))
        text = (
            f"import {{ exec }} from 'node:child_process';\n{own}const T = {{{table}}};\n"
            "export const handler = async (event) => { T[event.k](event.body); };\n"
        )
    assert bool(reported(path, text)) is followed
    assert [one.code for one in met(path, text).lost] == ([] if followed else ["computed-call"])
