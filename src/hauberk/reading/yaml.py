"""YAML 1.1, as CloudFormation reads it, on libyaml's event stream.

PyYAML's loaders build objects recursively (and its C composer kills the interpreter at some 50,000 levels), so only
events are taken from it, and no more of them than the budget allows.
"""

from collections.abc import Callable
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from hauberk.model.regex import regex
from hauberk.model.values import Plain
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.build import Builder, Sink
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document
from hauberk.reading.source import Source

_TRUE = frozenset(("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"))
_FALSE = frozenset(("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"))
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BLANKS = frozenset(" \t\r\n\x85\u2028\u2029")
_INT = regex(r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)\Z")
_FLOAT = regex(
    r"(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z"
)


def read_yaml(source: Source, budget: Budget = DEFAULT_BUDGET) -> Document:
    """The tree of a YAML document.

    Raises :class:`ReadingError`: ``yaml-syntax``, ``several-documents`` and the codes of
    :class:`hauberk.reading.build.Builder`.
    """
    builder = Builder(source, budget)
    tell(source, builder, budget)
    return builder.document()


def tell(source: Source, sink: Sink, budget: Budget = DEFAULT_BUDGET) -> None:
    """Tells ``sink`` the steps of a YAML document; errors as in :func:`read_yaml`."""
    documents = 0
    uncounted = _uncounted(source)
    try:
        pull: Callable[[], Any] = CParser(source.text).get_event  # typed as optional throughout; marks are always there
        while True:
            event = pull()
            kind = type(event)
            start, end = event.start_mark.index + uncounted, event.end_mark.index + uncounted
            if kind is ScalarEvent:
                _scalar(source, sink, event, start, end, budget)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                sink.leave(start, end)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                sink.enter(
                    start,
                    end,
                    kind is MappingStartEvent,
                    bool(event.flow_style),
                    _tag(event.tag),
                    event.anchor or "",
                )
            elif kind is AliasEvent:
                sink.alias(start, end, event.anchor or "")
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise ReadingError("several-documents", "more than one YAML document", source.span(start, end))
            elif kind is StreamEndEvent:
                return
    except yaml.YAMLError as error:
        raise _syntax(source, error) from None


def _uncounted(source: Source) -> int:
    """A second byte-order mark: libyaml drops it and doesn't count it in its marks."""
    return int(source.text.startswith("\ufeff"))


def _scalar(source: Source, sink: Sink, event: ScalarEvent, start: int, end: int, budget: Budget) -> None:
    value = event.value
    if len(value) > budget.scalar:
        raise ReadingError("huge-scalar", f"a value longer than {budget.scalar:,} characters", source.span(start, end))
    style = event.style
    if style == "|" or style == ">":  # libyaml ends a block scalar at the next token
        while end > start and source.text[end - 1] in _BLANKS:
            end -= 1
    elif start == end:  # and begins what is empty there
        while start > 0 and source.text[start - 1] in _BLANKS:
            start -= 1
        end = start
    tag = _tag(event.tag) if event.tag else ""
    typed = plain_value(value, budget) if not style and not tag else value
    sink.scalar(start, end, value, typed, not style, tag, event.anchor or "")


def _tag(tag: str | None) -> str:
    """A local tag as written; YAML's own (``!!str``) as ``!!str``; none as empty."""
    if not tag or tag == "!":
        return ""
    return "!!" + tag[18:] if tag.startswith("tag:yaml.org,2002:") else tag


def plain_value(text: str, budget: Budget = DEFAULT_BUDGET) -> Plain:
    """What an unquoted YAML 1.1 scalar means. Dates, sexagesimals and huge numbers stay text, as AWS keeps them."""
    if text in _NULL:
        return None
    first = text[0]
    if first in "-+.0123456789":
        if _INT.match(text) and len(text) <= budget.digits:
            return _integer(text)
        if _FLOAT.match(text) and len(text) <= budget.digits:
            try:
                return float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan").lower())
            except ValueError:
                return text
        return text
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    return text


def _integer(text: str) -> int | str:
    digits = text.replace("_", "")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    try:
        if digits.startswith(("0x", "0b")):
            return sign * int(digits, 0)
        if len(digits) > 1 and digits.startswith("0"):
            return sign * int(digits, 8)
        return sign * int(digits)
    except ValueError:
        return text


def _syntax(source: Source, error: yaml.YAMLError) -> ReadingError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    context = getattr(error, "context", None)
    text = f"{problem} {context}" if context else str(problem)
    if mark is not None:
        index = min(mark.index + _uncounted(source), len(source.text))
    else:  # a character that YAML forbids; its position is counted in bytes
        first = source.offset(0)
        index = len(source.data[first : first + (getattr(error, "position", 0) or 0)].decode("utf-8", "ignore"))
    span = source.span(index, min(index + 1, len(source.text)))
    if "maximum nesting depth" in text:  # libyaml from 0.2.6 on has a limit of its own, past Hauberk's
        return ReadingError("too-deep", f"nested too deep: {text}", span)
    return ReadingError("yaml-syntax", f"not valid YAML: {text}", span)
