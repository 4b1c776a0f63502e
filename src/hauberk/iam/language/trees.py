"""Policies from files and from text, as values of the model: the parser then knows one form only.

A policy inside a template may be a text of JSON with holes (``!Sub``). Each hole is read as one character that the text
doesn't have, and becomes a hole again in the string where it stands. That takes for granted that no hole's text ends
its string, as a quotation mark would.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping as Table
from typing import TypeAlias

from hauberk.model.joining import glued
from hauberk.model.span import Span
from hauberk.model.values import Fields, Items, Known, Pattern, Reason, Reference, Trail, Unknown, Value
from hauberk.reading.errors import ReadingError
from hauberk.reading.json import read_json
from hauberk.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from hauberk.reading.source import Source

__all__ = ["Document", "Node", "ReadingError", "from_node", "from_text"]

_FIRST_MARK = 0xF0000
"""Where the private use plane begins whose characters stand for holes."""
_MARKS = 0xFFFD
_COMPUTED_KEY = Reason("computed-key", "a key is known at deployment only")

Fill = Table[str, "Reference | Unknown"]
Where: TypeAlias = Callable[[Span], Trail]
"""From the place of a part in a text to that in the file that the text is inside of."""


def _itself(span: Span) -> Trail:
    return (span,)


def from_node(node: Node, fill: Fill | None = None, where: Where = _itself) -> Value:
    """A tree as a value whose parts are looked at when they are asked for.

    ``where`` tells where they stand if the tree is that of a text inside a file.
    """
    here = where(node.span)
    if node.tag:
        return Unknown(Reason("tag", f"{node.tag} at {node.source.path}:{node.start} isn't resolved"), here)
    match node:
        case Scalar():
            return _scalar(node, fill or {}, here)
        case Sequence():
            return Known(Items(node.items, lambda entry: _resolved(entry, fill, where)), here)
        case Mapping():
            marked = {name for name in node.entries if fill and any(mark in name for mark in fill)}
            entries = {name: entry for name, (_, entry) in node.entries.items() if name not in marked}
            keys: dict[str, Span] = {name: where(key.span)[0] for name, (key, _) in node.entries.items()}
            rest = Unknown(_COMPUTED_KEY, here) if marked else None
            return Known(Fields(entries, lambda entry: _resolved(entry, fill, where), keys=keys, rest=rest), here)
    return Unknown(Reason("malformed", "no JSON value"), here)


def _resolved(entry: object, fill: Fill | None, where: Where) -> Value:
    assert isinstance(entry, Node)
    return from_node(entry, fill, where)


def _scalar(node: Scalar, fill: Fill, trail: Trail) -> Value:
    value = node.value
    if isinstance(value, bool) or value is None:
        return Known(value, trail)
    if isinstance(value, (int, float)):
        return Known(value if str(value) == node.text else node.text, trail)
    pieces: list[str | Reference | Unknown] = []
    start = 0
    for at, char in enumerate(node.text):
        if char in fill:
            pieces += [node.text[start:at], fill[char]]
            start = at + 1
    return glued([*pieces, node.text[start:]], trail)


def from_text(value: Value, follow: Callable[[str], Where] | None = None) -> tuple[Value, tuple[ReadingError, ...]]:
    """The JSON that a text holds, and the oddities of it (duplicate keys). ``value`` is a known text or a pattern.

    Everything is said to stand where the text does, unless ``follow`` tells where parts of it are, given the text with
    a character of its own for each hole. Raises :class:`ReadingError` for what isn't JSON.
    """
    parts = value.parts if isinstance(value, Pattern) else (str(value.value),) if isinstance(value, Known) else ()
    holes = [part for part in parts if not isinstance(part, str)]
    marks = [chr(_FIRST_MARK + index) for index in range(min(len(holes), _MARKS))]
    literals = "".join(part for part in parts if isinstance(part, str))
    if len(holes) > _MARKS or any(mark in literals for mark in marks):
        raise ReadingError("too-many-holes", "the text has too many holes to be read", value.span)
    free = iter(marks)
    text = "".join(part if isinstance(part, str) else next(free) for part in parts)
    path = value.span.path if value.span else ""
    document = read_json(Source(path, text.encode("utf-8", "replace")))
    trail = value.trail or (Span(path, 0, 0),)
    where = follow(text) if follow else lambda _: trail
    return from_node(document.root, dict(zip(marks, holes, strict=True)), where), document.problems


def percent_decoded(text: str) -> str:
    """A text without percent encoding, in which IAM itself gives policies ("URL-encoded JSON … compliant with
    RFC 3986", IAM API Reference, "GetPolicyVersion", 2026-11)."""
    if "%" not in text:
        return text
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), text.encode("utf-8", "replace"))
    return data.decode("utf-8", "replace")
