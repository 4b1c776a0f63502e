"""What own code raises is followed to where it is caught: a handler has who is behind the text that was put into it."""

from textwrap import dedent

import pytest

from tests.code.weaknesses.marked import expected, met, reported

PYTHON = {
    "in one function": """
        import os
        def handler(event, context):
            try:
                raise ValueError(f"bad {event['body']}")
            except ValueError as error:
                os.system(str(error)) #! command-injection
                os.system(error.args[0]) #! command-injection
                os.system(f"{error}") #! command-injection
    """,
    "through functions": """
        import os
        def check(text):
            if text != "x":
                raise ValueError("bad " + text)
        def begin(text):
            check(text)
        def handler(event, context):
            try:
                begin(event["body"])
            except ValueError as error:
                os.system(str(error)) #! command-injection
            try:
                begin(event["body"])
            except Exception as error:
                os.system(str(error)) #! command-injection
            try:
                begin("own")
            except ValueError as error:
                os.system(str(error))
    """,
    "classes": """
        import os
        class Bad(Exception):
            pass
        class Worse(Bad):
            def __init__(self, text):
                super().__init__(text)
                self.text = text
        def check(text):
            raise Worse(text)
        def handler(event, context):
            try:
                check(event["body"])
            except Bad as error:
                os.system(str(error)) #! command-injection
            try:
                check(event["body"])
            except (KeyError, Worse) as error:
                os.system(error.text) #! command-injection
            try:
                check(event["body"])
            except KeyError as error:
                os.system(str(error))
            except Exception as error:
                os.system(str(error)) #! command-injection
            try:
                raise KeyError(event["body"])
            except LookupError as error:
                os.system(str(error)) #! command-injection
    """,
    "raised again": """
        import os
        def check(text):
            try:
                raise ValueError(text)
            except ValueError:
                raise
        def other(text):
            try:
                check(text)
            except ValueError as error:
                raise RuntimeError("own") from error
        def handler(event, context):
            try:
                check(event["body"])
            except ValueError as error:
                os.system(str(error)) #! command-injection
            try:
                try:
                    check(event["body"])
                finally:
                    print("x")
            except ValueError as error:
                os.system(str(error)) #! command-injection
            try:
                other(event["body"])
            except RuntimeError as error:
                os.system(str(error))
    """,
    "what no code of its own raises": """
        import json, os
        def handler(event, context):
            try:
                json.loads(event["body"])
            except ValueError as error:
                os.system(str(error))
            try:
                raise ValueError(event["body"])
            except ValueError:
                pass
            try:
                os.stat("x")
            except OSError as error:
                os.system(str(error))
    """,
}
JAVASCRIPT = {
    "in one function": """
        import { exec } from 'node:child_process';
        export const handler = async (event) => {
          try {
            throw new Error(`bad ${event.body}`);
          } catch (error) {
            exec(error.message); //! command-injection
            exec(String(error)); //! command-injection
            exec(`${error}`); //! command-injection
          }
        };
    """,
    "through functions": """
        import { exec } from 'node:child_process';
        const check = async (text) => { if (text !== 'x') throw new Error(text); };
        const begin = async (text) => { await check(text); };
        export const handler = async (event) => {
          try { await begin(event.body); } catch (error) { exec(error.message); } //! command-injection
          try { await begin('own'); } catch (error) { exec(error.message); }
          await begin(event.body).catch((error) => exec(error.message)); //! command-injection
          await begin('own').catch((error) => exec(error.message));
        };
    """,
    "classes": """
        import { exec } from 'node:child_process';
        class Bad extends Error {
          constructor(text) { super(text); this.text = text; }
        }
        export const handler = async (event) => {
          try {
            throw new Bad(event.body);
          } catch (error) {
            if (error instanceof Bad) exec(error.text); //! command-injection
            exec(error.message); //! command-injection
          }
        };
    """,
    "raised again": """
        import { exec } from 'node:child_process';
        const check = (text) => { try { throw new Error(text); } catch (error) { throw error; } };
        const other = (text) => { try { check(text); } catch { throw new Error('own'); } };
        export const handler = async (event) => {
          try { check(event.body); } catch (error) { exec(error.message); } //! command-injection
          const both = () => { try { check(event.body); } finally { exec('ls'); } };
          try { both(); } catch (error) { exec(error.message); } //! command-injection
          try { other(event.body); } catch (error) { exec(error.message); }
        };
    """,
    "what no code of its own raises": """
        import { exec } from 'node:child_process';
        export const handler = async (event) => {
          try { JSON.parse(event.body); } catch (error) { exec(error.message); }
          try { throw new Error(event.body); } catch { exec('ls'); }
        };
    """,
    "middy": """
        import middy from '@middy/core';
        import { exec } from 'node:child_process';
        const told = { onError: (request) => { exec(request.error.message); } }; //! command-injection
        export const handler = middy(async (event) => { if (event.body) throw new Error(event.body); }).use(told);
    """,
}
PROGRAMS = [
    *(pytest.param("app.py", text, id=f"python: {name}") for name, text in PYTHON.items()),
    *(pytest.param("app.mjs", text, id=f"javascript: {name}") for name, text in JAVASCRIPT.items()),
]


@pytest.mark.parametrize(("path", "text"), PROGRAMS)
def test_it_reaches_the_handlers_that_catch_it(path: str, text: str) -> None:
    text = dedent(text)
    assert reported(path, text) == expected(text)


def test_the_way_tells_where_it_was_raised() -> None:
    text = dedent(PYTHON["in one function"])
    record = met("app.py", text)
    called = next(record.of("os.system"))
    (taint,) = called.arguments.plain[0].taint
    assert taint.way is not None
    assert "is in what is raised" in [step.says for step in taint.way.all()]
