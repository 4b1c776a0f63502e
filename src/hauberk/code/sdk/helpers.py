"""Libraries around the SDKs, whose calls come to calls of AWS: Powertools and middy, from ``helpers.toml``."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    NOTHING,
    Arguments,
    Literal,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    join,
)
from hauberk.code.sdk.operation import Operation, Through
from hauberk.facts.tables import tables
from hauberk.model.regex import regex


class Helper(NamedTuple):
    """What a call comes to: operations of a client, with parameters by the way in which they are found."""

    client: str
    operations: tuple[str, ...]
    parameters: Mapping[str, str]


@cache
def helpers() -> Mapping[str, Helper]:
    """Every helper by the path of its call."""
    found: dict[str, Helper] = {}
    for raw in tables(__file__, "helpers.toml")["helpers"]:
        helper = Helper(raw["client"], tuple(raw["operations"]), raw.get("parameters", {}))
        found.update((path, helper) for path in raw["calls"])
    return found


def helped(called: Called) -> Iterator[Operation]:
    """The operations that a call of such a library comes to."""
    yield from _extension(called)
    helper = helpers().get(called.callee.path)
    if helper is None:
        return
    found = {name: _found(way, called.arguments) for name, way in helper.parameters.items()}
    parameters = tuple((name, value) for name, value in found.items() if value is not None)
    for operation in helper.operations:
        yield Operation(helper.client, operation, parameters, (called.site,), Through())


def _found(way: str, arguments: Arguments) -> Value | None:
    first, *rest = way.split(" ")
    if first.lstrip("-").isdigit():
        every = rest and rest[-1] == "*"
        names = [one for one in rest if one != "*"]
        value = arguments.at(int(first), names[0] if names else "")
        return _every(value) if every and value is not None else value
    value = arguments.at(0)
    for part in way.split("."):
        if value is None:
            return None
        value = _every(value) if part == "*" else _field(value, part)
    return value


def _field(value: Value, name: str) -> Value | None:
    found = NOTHING
    for atom in value.atoms:
        inner = atom.get(name) if isinstance(atom, Record) else None
        if inner is not None:
            found = join(found, inner)
    return found if found.atoms else None


def _every(value: Value) -> Value | None:
    found = NOTHING
    for atom in value.atoms:
        if isinstance(atom, (Record, Sequence)):
            found = join(found, atom.every())
    return found if found.atoms else None


_EXTENSION = regex(
    r"https?://(?:localhost|127\.0\.0\.1):2773/(secretsmanager/get\?secretId=|systemsmanager/parameters/get/?\?(?:.*&)?name=)"
)
"""Addresses of the Parameters and Secrets extension (Systems Manager user guide, "Using Parameter Store parameters in
Lambda functions", 2026-11)."""
_QUOTED = ("encodeURIComponent", "quote", "quote_plus")


def _extension(called: Called) -> Iterator[Operation]:
    """A request to the extension that gets secrets and parameters for the function."""
    for value in called.arguments.every():
        for atom in value.atoms:
            text = atom.value if isinstance(atom, Literal) else atom.pieces[0] if isinstance(atom, Text) else None
            found = _EXTENSION.match(text) if isinstance(text, str) else None
            if found is None or not isinstance(text, str):
                continue
            pieces: list[str | Value] = [_unquoted(text[found.end() :].partition("&")[0])]
            for piece in atom.pieces[1:] if isinstance(atom, Text) else ():
                if isinstance(piece, str):
                    pieces.append(_unquoted(piece.partition("&")[0]))
                    if "&" in piece:
                        break
                else:
                    pieces.append(_bare(piece))
            made = Value((Text(tuple(piece for piece in pieces if piece != "")),))
            secret = found[1].startswith("secretsmanager")
            name = "SecretId" if secret else "Name"
            operation = "get_secret_value" if secret else "get_parameter"
            client = "secretsmanager" if secret else "ssm"
            yield Operation(client, operation, ((name, made),), (called.site,), Through())


def _unquoted(text: str) -> str:
    return re.sub(r"%([0-9A-Fa-f]{2})", lambda match: chr(int(match[1], 16)), text)


def _bare(value: Value) -> Value:
    """A value without the quoting around it."""
    only = value.only
    if isinstance(only, Result) and only.of.path.rpartition(".")[2] in _QUOTED:
        return only.arguments.at(0) or value
    return value
