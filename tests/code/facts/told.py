"""The facts of a source that is given as text."""

import textwrap

from hauberk.code import ir, javascript, python
from hauberk.code.facts import Fact, facts
from hauberk.code.flow.follower import follow
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.record import Record
from hauberk.code.hostility import hostile
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.reading.source import Source

_PATHS = {"python": "app.py", "javascript": "app.mjs", "typescript": "app.ts"}


def met(source: str, language: str) -> tuple[str, Record]:
    """A source, in which a handler is added if it has none, and what is met in it."""
    text = textwrap.dedent(source).strip("\n") + "\n"
    path = _PATHS[language]
    if "handler" not in text:
        text += "def handler(event, context): pass\n" if language == "python" else "export const handler = () => {};\n"
    read = python.read if language == "python" else javascript.read

    def file(asked: str) -> ir.File:
        return read(Source(asked, text.encode()))

    program = Program((path,), ("",), file)
    return text, follow(
        program, Lookup(knowledge("python" if language == "python" else "javascript")), hostile, path, "handler"
    )


def told(source: str, language: str, kind: str) -> list[str]:
    """The lines, without blanks around them, at which a fact of a kind is told."""
    text, record = met(source, language)
    data = text.encode()
    lines = text.split("\n")
    return sorted(
        {lines[data[: fact.site.at.start].count(b"\n")].strip() for fact in all_of(record) if fact.kind == kind}
    )


def all_of(record: Record) -> tuple[Fact, ...]:
    """Every fact of a record."""
    return facts(record)
