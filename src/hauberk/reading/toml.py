"""TOML 1.0 by the standard library's parser, fenced in: it recurses, and a dotted key costs it quadratic time.

So brackets and dots are counted first, outside strings and comments, with patterns that never backtrack.
"""

import re
import tomllib
from datetime import date, time
from typing import TypeAlias

from hauberk.model.regex import regex
from hauberk.model.span import Span
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.errors import ReadingError
from hauberk.reading.source import Source

Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml]"

MAX_BYTES = 1024 * 1024
"""Of a configuration file; nobody writes more by hand."""
MAX_DEPTH = 50
"""Of brackets, and of the parts of a dotted key. ``tomllib`` takes three Python frames a level (CPython 3.11)."""

_TOKEN = regex(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}+'
    r"|'''(?:[^']|'(?!''))*+'{3,5}+"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+"
    r"|[\[\]{}=,.\n]",
    re.DOTALL,
)
_PLACE = regex(r"\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)\Z")


def read_toml(source: Source, budget: Budget = DEFAULT_BUDGET, most: int = MAX_BYTES) -> dict[str, Toml]:
    """The document as plain data; dates and times come as their ISO text, integers past the budget's digits as text.
    ``most`` is how many bytes it may have.

    Raises :class:`ReadingError`: ``too-large``, ``too-deep``, ``toml-syntax`` (its span is the offending line).
    """
    if len(source.data) > most:
        raise ReadingError("too-large", f"{len(source.data):,} bytes, more than the {most:,} of a TOML file")
    _check_depth(source)
    try:
        document = tomllib.loads(source.text)
    except RecursionError:
        raise ReadingError("too-deep", "nested too deep") from None
    except ValueError as error:
        raise _syntax(source, str(error)) from None
    return _plain(document, budget)


def _check_depth(source: Source) -> None:
    depth = parts = 0
    for token in _TOKEN.finditer(source.text):
        match token[0]:
            case "[" | "{":
                depth += 1
                parts = 0
            case "]" | "}":
                depth -= 1
            case ".":
                parts += 1
            case "=" | "," | "\n":
                parts = 0
        if depth > MAX_DEPTH or parts > MAX_DEPTH:
            raise ReadingError("too-deep", f"nested deeper than {MAX_DEPTH} levels", source.span(*token.span()))


def _plain(document: dict[str, object], budget: Budget) -> dict[str, Toml]:
    """``document`` without types of its own; as deep as :data:`MAX_DEPTH` allows, twice (keys of tables in arrays)."""
    return {name: _value(value, budget) for name, value in document.items()}


def _value(value: object, budget: Budget) -> Toml:
    match value:
        case dict():
            return {str(name): _value(child, budget) for name, child in value.items()}
        case list():
            return [_value(child, budget) for child in value]
        case date() | time():
            return value.isoformat()
        case bool() | str() | float():
            return value
        case int():
            return value if abs(value) < 10**budget.digits else str(value)
    raise AssertionError(value)


def _syntax(source: Source, message: str) -> ReadingError:
    place = _PLACE.search(message)
    text = f"not valid TOML: {message[: place.start()].strip() if place else message}"
    if place is None:
        return ReadingError("toml-syntax", text)
    line = int(place[1]) if place[1] else source.text.count("\n") + 1
    start = 0
    for _ in range(line - 1):
        start = source.text.index("\n", start) + 1
    end = source.text.find("\n", start)
    written = source.text[start : end if end >= 0 else len(source.text)].rstrip("\r")
    span: Span = source.span(start, start + len(written))
    return ReadingError("toml-syntax", text, span)
