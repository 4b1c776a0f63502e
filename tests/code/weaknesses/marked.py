"""Programs in which every line says what is reported there."""

import re
from textwrap import dedent

from hauberk.code import javascript, python
from hauberk.code.flow.follower import follow
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.record import Record
from hauberk.code.hostility import hostile
from hauberk.code.ir import File
from hauberk.code.knowledge import knowledge
from hauberk.code.program import Program
from hauberk.code.weaknesses.hostile import findings
from hauberk.code.weaknesses.sinks import sinks
from hauberk.reading.source import Source

_MARK = re.compile(r"(?:#|//)! ([a-z -]+)$")
Lines = set[tuple[int, str]]


def met(path: str, text: str, trigger: str = "http-api") -> Record:
    """What is met in a file from its ``handler`` on."""
    source = Source(path, text.encode())

    def read(asked: str) -> File:
        return python.read(source) if asked.endswith(".py") else javascript.read(source)

    known = knowledge("python" if path.endswith(".py") else "javascript")
    program = Program((path,), (".",), read)
    return follow(program, Lookup(known), lambda part: hostile(part, trigger), path, "handler")


def reported(path: str, text: str, trigger: str = "http-api") -> Lines:
    """The lines at which something is reported, with its kind."""
    data = text.encode()
    return {
        (data[: one.site.at.start].count(b"\n") + 1, one.kind) for one in findings(met(path, text, trigger), sinks())
    }


def expected(text: str) -> Lines:
    """What the lines of a program say: ``//! kind``."""
    return {
        (number, kind)
        for number, line in enumerate(text.split("\n"), 1)
        if (found := _MARK.search(line))
        for kind in found[1].split()
    }


def program(text: str, path: str) -> str:
    """A program of a few lines. Without a ``handler`` the lines are one's: ``q`` is a parameter of the query, ``body``
    the parsed body and ``event`` the event."""
    text = dedent(text).strip("\n")
    if re.search(r"\bhandler\b", text):
        return text
    top = [line for line in text.split("\n") if re.match(r"(?:import |from |const \w+ = require|@|class )", line)]
    rest = [line for line in text.split("\n") if line not in top]
    if path.endswith(".py"):
        head = ["import json", *top, "def handler(event, context):", '    q = event["queryStringParameters"]["q"]']
        return "\n".join([*head, '    body = json.loads(event["body"])', *(f"    {line}" for line in rest)])
    head = [*top, "export const handler = async (event) => {", "  const { q } = event.queryStringParameters;"]
    return "\n".join([*head, "  const body = JSON.parse(event.body);", *(f"  {line}" for line in rest), "};"])
