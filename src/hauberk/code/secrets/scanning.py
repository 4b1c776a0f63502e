"""The secrets of one file."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from hauberk.code.secrets.bindings import bindings
from hauberk.code.secrets.files import Form, Kind
from hauberk.code.secrets.weights import ENOUGH, of_binding, of_format, of_place
from hauberk.model.regex import regex
from hauberk.model.secret_words import holds_secret
from hauberk.model.secrets import by_format

_MORE = 4
"""Characters beyond its name that make a value more than a repetition."""
MOST = 200
"""Secrets of one file that are told; whoever takes these out finds the others next."""
_LONG_LINE = 2_000
"""Characters of a line on the average from which a tool made the file."""
_FOR_COMMENT = 400
"""Characters before a place that are looked at for the beginning of a comment."""
_AROUND = 40
"""Lines before a place that are looked at for what it is in."""
_EXAMPLE = regex(r"\s*[\"']?(?:x-)?examples?[\"']?\s*:\s*[{\[|>]?\s*$")
_COMMENT = regex(r"^\s*(?:#|//|\*|/\*|--\s|;|<!--|%|REM\b|rem\b|'''|\"\"\")|(?:^|\s)(?:#|//|/\*|<!--)(?:\s|[A-Za-z])")


class Leak(NamedTuple):
    """A secret: its kind, the characters that hold it, and how much speaks for it."""

    kind: str
    start: int
    end: int
    weight: int


def leaks(text: str, kind: Kind) -> list[Leak]:
    """What is held for a secret, in the order in which it stands. Where two overlap, the one with more weight stays."""
    found: list[Leak] = []
    for leak in sorted(chain(_by_format(text, kind), _bound(text, kind)), key=lambda leak: (leak.start, -leak.weight)):
        if leak.weight < ENOUGH:
            continue
        if found and leak.start < found[-1].end:
            if leak.weight > found[-1].weight:
                found[-1] = leak
            continue
        if len(found) == MOST:
            break
        found.append(leak)
    return found


def _by_format(text: str, kind: Kind) -> Iterator[Leak]:
    for secret in by_format(text):
        weight = of_format(secret.kind, text[secret.start : secret.end])
        if weight >= ENOUGH:
            place = of_place(kind, comment=_in_comment(text, secret.start, kind.form))
            yield Leak(secret.kind, secret.start, secret.end, weight + place)


def _bound(text: str, kind: Kind) -> Iterator[Leak]:
    if len(text) > _LONG_LINE and len(text) > _LONG_LINE * (text.count("\n") + 1) and kind.form is not Form.NOTEBOOK:
        return  # a minified file: its names are single letters, and its texts those of libraries
    for one in bindings(text, kind.form):
        value = text[one.value : one.end]
        if not holds_secret(one.name, value) or _same(one.name, value):
            continue
        weight = of_binding(one.name, one.noun, value, quoted=one.quoted, loose=one.loose, form=kind.form)
        if weight >= ENOUGH:
            shown = kind._replace(made_up=kind.made_up or _in_example(text, one.start, kind.form))
            place = of_place(shown, comment=_in_comment(text, one.start, kind.form))
            yield Leak(f"value of {one.name}", one.value, one.end, weight + place)


def _same(name: str, value: str) -> bool:
    """Whether a value only repeats its name, as in a table of names."""
    said, told = (re.sub(r"[^a-z0-9]", "", text.lower()) for text in (name, value))
    return told in said or (said in told and len(told) - len(said) < _MORE)


def is_commented(text: str, at: int, kind: Kind) -> bool:
    """Whether a place of a file is in a comment of its line."""
    return _in_comment(text, at, kind.form)


def _in_example(text: str, at: int, form: Form) -> bool:
    """Whether a place is below a name that says that what it has is an example, as schemas and OpenAPI have them: one
    of the lines around it, each less indented than the one before."""
    if form not in (Form.SETTINGS, Form.DATA):
        return False
    end = text.rfind("\n", 0, at)
    depth = _indented(text[end + 1 : at])
    for _ in range(_AROUND):
        if end <= 0 or depth == 0:
            return False
        start = text.rfind("\n", 0, end) + 1
        line = text[start : min(end, start + _FOR_COMMENT)]
        if line.strip() and _indented(line) < depth:
            depth = _indented(line)
            if _EXAMPLE.match(line):
                return True
        end = start - 1
    return False


def _indented(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _in_comment(text: str, at: int, form: Form) -> bool:
    """Whether a place is behind the beginning of a comment in its line."""
    if form in (Form.PROSE, Form.DATA):
        return False
    start = max(text.rfind("\n", 0, at) + 1, at - _FOR_COMMENT)
    before = text[start:at]
    if form is Form.NOTEBOOK:
        before = before.rpartition("\\n")[2].lstrip(' "')
    return bool(_COMMENT.search(before))
