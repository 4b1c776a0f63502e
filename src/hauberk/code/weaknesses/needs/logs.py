"""Where a text is a line of a log."""

import re

from hauberk.code.flow.record import Called
from hauberk.code.flow.texts import percent
from hauberk.code.flow.values import (
    Atom,
    Foreign,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    taint_of,
)
from hauberk.code.weaknesses.sdk import Operation


def lines(called: Called, value: Value, operation: Operation | None) -> bool:
    """A logger that writes lines of text, and not JSON."""
    if not plain_log(called, value, operation):
        return False
    made: Atom = called.callee
    while isinstance(made, (Member, Result)):
        if isinstance(made, Result) and any(_has_layout(given) for given in made.arguments.every()):
            return True
        made = made.of
    return False


def _has_layout(value: Value, depth: int = 0) -> bool:
    """Whether a format of lines is among what a logger is made with."""
    for atom in value.atoms if depth < 6 else ():
        if isinstance(atom, Foreign) and re.search(r"format\.(?:printf|simple|cli|splat|prettyPrint)\b", atom.path):
            return True
        if isinstance(atom, Result) and any(_has_layout(given, depth + 1) for given in atom.arguments.every()):
            return True
        if isinstance(atom, (Record, Sequence)) and _has_layout(atom.every(), depth + 1):
            return True
    return False


def plain_log(called: Called, value: Value, operation: Operation | None) -> bool:
    """A line of text, not an object that is written as JSON."""
    first = called.arguments.at(0)
    if first is not None and isinstance(first.only, Literal) and "%" in str(first.only.value):
        line = percent(first, Value((Sequence(called.arguments.plain[1:]),)))
        if all("log-injection" in taint.cleaned for taint in taint_of(line)):
            return False
    prints = called.callee.path.startswith(_PYTHON)
    return any(isinstance(atom, Text) and _is_line(atom, prints) for atom in value.atoms) or any(
        isinstance(atom, (Input, Member, Result)) and value.taint and not _is_quoted(atom, prints)
        for atom in value.atoms
    )


_PYTHON = ("builtins.", "logging.", "loguru.", "sys.", "warnings.")
_QUOTED = frozenset(
    (
        *("builtins.list", "builtins.dict", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted"),
        *("builtins.bytes", "builtins.bytearray", "builtins.enumerate", "builtins.zip", "builtins.map"),
    )
)
"""What Python writes with the texts in it quoted (Python library reference, "str": containers use ``repr``)."""
_VIEWS = frozenset(("keys", "values", "items", "encode", "split", "splitlines", "rsplit", "partition", "rpartition"))
"""Methods that give such a thing."""


_WHOLES = frozenset(
    (
        *("{}", "Records", "headers", "multiValueHeaders", "queryStringParameters", "pathParameters", "detail"),
        *(
            "requestContext",
            "stageVariables",
            "arguments",
            "identity",
            "s3",
            "object",
            "dynamodb",
            "NewImage",
            "OldImage",
        ),
        *("Keys", "messageAttributes", "attributes", "Sns", "kinesis", "request", "userAttributes", "query", "params"),
    )
)
"""Parts of events that are no texts: they are written with what is in them quoted."""


_TEXTS = frozenset(("headers", "multiValueHeaders", "pathParameters", "queryStringParameters", "rawPath", "path"))
"""Parts of requests that hold no objects, even decoded."""


def _is_line(text: Text, prints: bool) -> bool:
    """Whether there is hostile text in a text; what isn't one is written with what is in it quoted."""
    return any(
        any("log-injection" not in taint.cleaned for taint in taint_of(piece))
        and not all(_is_quoted(atom, prints) for atom in piece.atoms)
        for piece in text.pieces
        if isinstance(piece, Value)
    )


def _is_quoted(atom: Atom, prints: bool) -> bool:
    """Whether something is written with the texts in it quoted. Python's ``prints`` do so with whatever holds texts."""
    if prints and isinstance(atom, (Record, Sequence)):
        return atom.made_by is None if isinstance(atom, Record) else True
    if prints and isinstance(atom, Result):
        method = atom.of.path.rpartition(".")[2] if isinstance(atom.of, Member) else ""
        as_bytes = method == "get_payload" and atom.arguments.at(1, "decode") is not None
        return as_bytes or atom.of.path in _QUOTED or method in _VIEWS
    return isinstance(atom, Input) and _is_whole(atom)


def _is_whole(atom: Input) -> bool:
    path = atom.path
    if path[-1] == "{}" and (path[-2] == "key" or _TEXTS.intersection(path[1:2])):
        return False  # a text that was decoded is one still
    of_kafka = path[-1] == "*" and "records" in path[-3:-1]
    return of_kafka or len(path) == 1 or path[-1] in _WHOLES or path[-2:] == ("Records", "*")
