"""JSON (RFC 8259), tokenized without recursion into the steps that the YAML reader tells too.

A reader of our own, since ``json.loads`` keeps no positions and recurses, and YAML refuses what JSON allows: surrogate
pairs, DEL, keys of more than 1,024 characters, tabs between tokens. Every pattern below is possessive: no input
makes it backtrack.

Half of a surrogate pair is no character, so an escape of one alone (``"\\ud800"``) becomes U+FFFD: every string of a
tree can be written out as UTF-8. Numbers past the budget's digits, or past what a float holds, stay text as they stand.
"""

import re

from hauberk.model.regex import regex
from hauberk.model.values import Plain
from hauberk.reading.budget import DEFAULT_BUDGET, Budget
from hauberk.reading.build import Builder, Sink
from hauberk.reading.errors import ReadingError
from hauberk.reading.nodes import Document
from hauberk.reading.source import Source

_GAP = r"[ \t\n\r]*+"
_STRING = r'"([^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+)"'
_NUMBER = r"(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+)(?![0-9A-Za-z_.+-])"
_VALUE = regex(rf"{_GAP}(?:{_STRING}|{_NUMBER}|(true|false|null)\b|([\[{{]))")
_KEY = regex(rf"{_GAP}{_STRING}{_GAP}:")
_AFTER = regex(rf"{_GAP}([,\]}}])")
_CLOSE = {True: regex(_GAP + r"\}"), False: regex(_GAP + r"\]")}
_SPACE = regex(_GAP)
_OPEN_STRING = regex(r'"[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+')
_WORD = regex(r"[-+.\w]++|.", re.DOTALL)
_ESCAPE = regex(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\"\\/bfnrt])|.)", re.DOTALL
)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS: dict[str, Plain] = {"true": True, "false": False, "null": None}
_LONGEST_QUOTE = 20


def read_json(source: Source, budget: Budget = DEFAULT_BUDGET) -> Document:
    """The tree of a JSON document.

    Raises :class:`ReadingError`: ``json-syntax`` (its span is the offending token), ``huge-scalar``, and the codes of
    :class:`hauberk.reading.build.Builder`.
    """
    builder = Builder(source, budget)
    _tell(source, builder, budget)
    return builder.document()


def _tell(source: Source, sink: Sink, budget: Budget) -> None:
    text = source.text
    if not text.strip(" \t\r\n"):
        return
    value, key_of, after = _VALUE.match, _KEY.match, _AFTER.match
    stack: list[bool] = []  # of open collections, whether each is a mapping
    at = 0
    while True:
        if stack and stack[-1]:
            key = key_of(text, at)
            if key is None:
                raise _bad_key(source, at)
            start, end = key.span(1)
            raw = key[1]
            name = raw if "\\" not in raw else _unescaped(source, start, raw)
            if end - start > budget.scalar:
                raise _huge(source, start, end, budget)
            sink.scalar(start - 1, end + 1, name, name)
            at = key.end()
        found = value(text, at)
        if found is None:
            raise _unexpected(source, at, "a value")
        at = found.end()
        match found.lastindex:
            case 1:
                start, end = found.span(1)
                raw = found[1]
                if end - start > budget.scalar:
                    raise _huge(source, start, end, budget)
                string = raw if "\\" not in raw else _unescaped(source, start, raw)
                sink.scalar(start - 1, end + 1, string, string)
            case 2:
                start, end = found.span(2)
                if end - start > budget.scalar:
                    raise _huge(source, start, end, budget)
                sink.scalar(start, end, found[2], _number(found[2], budget), True)
            case 3:
                sink.scalar(found.start(3), at, found[3], _LITERALS[found[3]], True)
            case _:
                mapping = found[4] == "{"
                sink.enter(at - 1, at, mapping, True)
                closing = _CLOSE[mapping].match(text, at)
                if closing is None:
                    stack.append(mapping)
                    continue
                at = closing.end()
                sink.leave(at - 1, at)
        while stack:
            mark = after(text, at)
            if mark is None:
                raise _unexpected(source, at, "a comma or a closing bracket")
            at = mark.end()
            if mark[1] == ",":
                break
            if (mark[1] == "}") is not stack.pop():
                raise _unexpected(source, at - 1, "the other closing bracket")
            sink.leave(at - 1, at)
        else:
            rest = _SPACE.match(text, at)
            if rest is not None and rest.end() < len(text):
                raise _unexpected(source, at, "the end of the file")
            return


def _number(text: str, budget: Budget) -> int | float | str:
    if len(text) > budget.digits:
        return text
    if text.lstrip("-").isdigit():
        return int(text)
    number = float(text)
    return text if number in (float("inf"), float("-inf")) else number


def _unescaped(source: Source, start: int, raw: str) -> str:
    """The text of a string; ``start`` is where it begins in the file."""

    def one(escape: re.Match[str]) -> str:
        high, low, single, short = escape.groups()
        if short:
            return _SHORT[short]
        if high:
            return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
        if single:
            code = int(single, 16)
            return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
        at = start + escape.start()
        raise ReadingError(
            "json-syntax", f"not valid JSON: {escape[0]!r} is no escape sequence", source.span(at, at + len(escape[0]))
        )

    return _ESCAPE.sub(one, raw)


def _bad_key(source: Source, at: int) -> ReadingError:
    """Why no key with its colon stands at ``at``."""
    text = source.text
    start = _skip(text, at)
    if text[start : start + 1] == '"':
        string = _OPEN_STRING.match(text, start)
        end = string.end() if string else start
        if text[end : end + 1] == '"':
            return _unexpected(source, end + 1, "a colon")
    return _unexpected(source, at, "a name in double quotes")


def _unexpected(source: Source, at: int, wanted: str) -> ReadingError:
    """The error for what stands at ``at`` (blanks left out) in the place of ``wanted``."""
    text = source.text
    start = _skip(text, at)
    if start >= len(text):
        return ReadingError(
            "json-syntax", f"not valid JSON: the file ends where {wanted} should be", source.span(start, start)
        )
    if text[start] == '"' and (string := _OPEN_STRING.match(text, start)):
        end = string.end()
        if text[end : end + 1] != '"':
            if end >= len(text):
                return ReadingError("json-syntax", "not valid JSON: a string has no end", source.span(start, end))
            return ReadingError(
                "json-syntax",
                f"not valid JSON: {text[end]!r} has to be escaped in a string",
                source.span(end, end + 1),
            )
    word = _WORD.match(text, start)
    end = word.end() if word else start + 1
    shown = text[start : min(end, start + _LONGEST_QUOTE)]
    return ReadingError(
        "json-syntax", f"not valid JSON: {shown!r} stands where {wanted} should be", source.span(start, end)
    )


def _skip(text: str, at: int) -> int:
    gap = _SPACE.match(text, at)
    return gap.end() if gap else at


def _huge(source: Source, start: int, end: int, budget: Budget) -> ReadingError:
    return ReadingError(
        "huge-scalar", f"a value longer than {budget.scalar:,} characters", source.span(start - 1, end + 1)
    )
