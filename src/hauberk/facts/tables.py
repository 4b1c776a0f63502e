"""The tables that come with Hauberk, read from TOML.

``tomllib`` goes through a text character by character: the four files that a function's code is followed by would be a
tenth of a small check. They are written plainly, and plain values of TOML are nearly those of JSON, whose reader is
quick. What isn't plain, tomllib reads.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from hauberk.facts.bundled import bundled
from hauberk.model.regex import regex

_TEXT = r'"(?:[^"\\]|\\.)*"'
_COMMENT = regex(rf"({_TEXT})|\s*#.*")
_KEY = regex(rf"({_TEXT})|([\w-]+) = ")


class _NotPlainError(ValueError):
    """Something that only a whole reader of TOML reads."""


def tables(module_file: str, name: str) -> dict[str, Any]:
    """What the file ``name`` beside ``module_file`` says."""
    return loads(bundled(module_file, name))


def loads(text: str) -> dict[str, Any]:
    """What a text of TOML says, if it is TOML. Mistakes may pass: this is for Hauberk's own files.

    Raises:
        tomllib.TOMLDecodeError: If neither way reads it.
    """
    try:
        return _plain(text)
    except ValueError:
        import tomllib

        return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any]:
    """A document in which a line begins or ends each array that goes over several, and quotes no key."""
    document: dict[str, Any] = {}
    table = document
    lines = iter(text.splitlines())
    for line in lines:
        said = _said(line)
        if said.startswith("["):
            table = _table(document, said)
        elif said:
            key, _, value = said.partition(" = ")
            if value == "[":
                value = _array(map(_said, lines))
            table[_bare(key)] = json.loads(_KEY.sub(_as_json, value) if "{" in value else value)
    return document


def _said(line: str) -> str:
    """A line without its comment."""
    if "#" in line:
        line = _COMMENT.sub(_without_comment, line)
    return line.strip()


def _without_comment(found: "re.Match[str]") -> str:
    return found[1] or ""


def _as_json(found: "re.Match[str]") -> str:
    return found[1] or f'"{found[2]}": '


def _array(lines: Iterator[str]) -> str:
    """The rest of an array, up to the line that closes it."""
    inside: list[str] = []
    for line in lines:
        if line == "]":
            return f"[{''.join(inside).removesuffix(',')}]"
        inside.append(line)
    raise _NotPlainError("an array has no end")


def _table(document: dict[str, Any], header: str) -> dict[str, Any]:
    """The table that a header begins: ``[a.b]``, or ``[[a]]`` for one more of many."""
    if not header.endswith("]"):
        raise _NotPlainError(header)
    many = header.startswith("[[")
    *parents, last = map(_bare, header.strip("[]").split("."))
    within: dict[str, Any] = document
    for parent in parents:
        found = within.setdefault(parent, {})
        within = found[-1] if isinstance(found, list) else found
    if not many:
        within = within.setdefault(last, {})
    else:
        rows = within.setdefault(last, [])
        rows.append({})
        within = rows[-1]
    return within


def _bare(key: str) -> str:
    if not key.replace("-", "_").isidentifier():
        raise _NotPlainError(key)
    return key
