"""Programs of several files, with the packs that say something of their names.

A line that ends in ``//! kind`` is reported in any case, ``//+ kind`` only with the packs, and ``//- kind`` only
without them (``#`` in Python).
"""

import re
import tomllib
from collections.abc import Mapping
from textwrap import dedent

from hauberk.code.flow.follower import follow
from hauberk.code.flow.knowledge import NO_PACK, Lookup
from hauberk.code.flow.record import Record
from hauberk.code.front_ends import lowered
from hauberk.code.hostility import hostile
from hauberk.code.ir import File
from hauberk.code.knowledge import knowledge
from hauberk.code.packs import Packs
from hauberk.code.program import Program
from hauberk.code.weaknesses.hostile import Finding, findings
from hauberk.code.weaknesses.sinks import sinks
from hauberk.reading.source import Source
from hauberk.scan.packs import packs_of

_MARK = re.compile(r"(?:#|//)([!+-]) ([a-z -]+)$")
Lines = set[tuple[str, int, str]]


def packs(text: str) -> Packs:
    """The packs of a configuration."""
    return packs_of(tomllib.loads(dedent(text)).get("code", {}))


def met(files: Mapping[str, str], said: Packs | None = None) -> tuple[Record, tuple[Finding, ...], set[str]]:
    """What is met from the ``handler`` of the first file on, what is found, and the names that were met."""
    path = next(iter(files))

    def read(asked: str) -> File | None:
        return lowered(Source(asked, files[asked].encode()))

    lookup = Lookup(knowledge("python" if path.endswith(".py") else "javascript"), said.names if said else NO_PACK)
    record = follow(Program(files, (".",), read), lookup, lambda part: hostile(part, "http-api"), path, "handler")
    known = sinks().and_those(said.sinks) if said else sinks()
    return record, findings(record, known), lookup.met


def reported(files: Mapping[str, str], said: Packs | None = None) -> Lines:
    """Where something is reported, and what."""
    return {
        (one.site.path, files[one.site.path].encode()[: one.site.at.start].count(b"\n") + 1, one.kind)
        for one in met(files, said)[1]
    }


def expected(files: Mapping[str, str], marks: str) -> Lines:
    """What lines with some of the marks say."""
    return {
        (path, number, kind)
        for path, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if (found := _MARK.search(line)) and found[1] in marks
        for kind in found[2].split()
    }


def program(text: str) -> dict[str, str]:
    """Files, each behind a line ``== path``."""
    parts = re.split(r"^== (\S+)\n", dedent(text).lstrip("\n"), flags=re.MULTILINE)[1:]
    return {path: dedent(body) for path, body in zip(parts[::2], parts[1::2], strict=True)}
