"""Handlers with middleware around them, as middy has them: what runs before the handler, and behind it.

Sources: middy.js.org, "Intro" and "Official middlewares" (2026-11).
"""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code.flow.values import Atom, Member, Record, Result, Sequence, Value

CORE = "@middy/core"
PARSERS = {
    "@middy/http-json-body-parser": ("body",),
    "@middy/http-urlencode-body-parser": ("body",),
    "@middy/http-multipart-body-parser": ("body",),
    "@middy/sqs-json-body-parser": ("Records", "*", "body"),
    "@middy/ws-json-body-parser": ("body",),
    "@middy/event-normalizer": ("Records", "*", "body"),
}
"""Middleware that parses a part of the event."""
VALIDATORS = {
    "@middy/validator": ("eventSchema", "inputSchema"),
    "@aws-lambda-powertools/validation/middleware.validator": ("inboundSchema",),
}
"""Middleware that asks by a JSON Schema, and the options that give it (middy.js.org, "validator"; Powertools for AWS
Lambda (TypeScript) documentation, "Validation"; 2026-11)."""
_TRANSPILING = "transpileSchema"
PARSER = "@aws-lambda-powertools/parser/middleware.parser"
"""What gives the handler what a schema makes of the event (Powertools for AWS Lambda (TypeScript), "Parser",
2026-11)."""


class Chain(NamedTuple):
    """A handler, and what was put around it, outermost first."""

    handlers: tuple[Value, ...]
    middleware: tuple[Value, ...]


def chain_of(atom: Atom) -> Chain | None:
    """What ``middy(handler).use(…)`` and its like put together."""
    handlers: list[Value] = []
    around: list[Value] = []
    one: Atom = atom
    while isinstance(one, (Member, Result)):
        if isinstance(one, Result):
            if isinstance(one.of, Member):
                first = one.arguments.at(0)
                if one.of.name == "handler" and first is not None:
                    handlers.append(first)
                elif one.of.name == "use" and first is not None:
                    around.append(first)
                elif one.of.name in ("before", "after", "onError") and first is not None:
                    around.append(Value((Record(((one.of.name, first),)),)))
            elif one.of.path == CORE and one.arguments.plain:
                handlers.append(one.arguments.plain[0])
        one = one.of
    if getattr(one, "path", "") != CORE:
        return None
    return Chain(tuple(handlers), tuple(reversed(around)))


def schemas_of(atom: Result) -> Iterator[tuple[Value, Value | None]]:
    """The schemas by which middleware asks, and the envelope that it opens before."""
    for options in (one for value in atom.arguments.plain[:1] for one in value.atoms):
        if not isinstance(options, Record):
            continue
        for name in VALIDATORS.get(atom.of.path, ()):
            schema = options.get(name)
            if schema is not None:
                yield _written(schema), options.get("envelope")


def _written(schema: Value) -> Value:
    """A schema as it was before middy made a function of it: ``transpileSchema(schema)``."""
    only = schema.only
    if isinstance(only, Result) and only.of.path.endswith(_TRANSPILING) and only.arguments.plain:
        return only.arguments.plain[0]
    return schema


def each_of(value: Value) -> Iterator[Atom]:
    """Middleware one by one: it may be given as a list."""
    for atom in value.atoms:
        if isinstance(atom, Sequence):
            for item in (*atom.items, *((atom.rest,) if atom.rest is not None else ())):
                yield from each_of(item)
        else:
            yield atom
