"""Names that speak of secrets, and the texts that are bound to them.

The letters that every such name has are looked for first; from there a name is read to both sides, and what follows
tells whether something is bound to it. No pattern can go back further than a name is long.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code.secrets.files import Form
from hauberk.model.secret_words import MARKS, Noun, noun_of

LONGEST_NAME = 64
LONGEST = 512
"""Characters of the longest value that is taken for one thing."""

_MARKS = tuple(mark for mark in MARKS if mark != "pwd")  # it has "pw" in it
_BEFORE = re.compile(r"[A-Za-z0-9_.-]{0,64}")
_BEHIND = re.compile(r"[A-Za-z0-9_-]{0,64}")
_QUOTED = (
    r"(?:[furbFURB@$]{0,2})(?P<quote>\\{0,3}[\"'`])(?P<quoted>(?:(?!(?P=quote))(?:\\.|[^\\\n])){1,512}+)(?P=quote)"
)
_BARE = r"(?P<bare>[^\s\"'`,;<>(){}\[\]$&|!*%][^\s\"'`,;<>{}]{2,511}+)"
_TO_THE_END = r"(?=[ \t]{0,80}(?:[\r\n;,#}\])\"'\\]|\Z))"
_BOUND = (
    r"(?P<closed>\\{0,3}[\"'`]?)\]?"
    # a type, as in Python and TypeScript
    r"(?:\s{0,4}:\s{0,4}[A-Za-z][\w.\[\]| ]{0,40}?(?=\s{0,4}=)|\s{0,4}[?!]?(?=\s{0,4}:))?"
    r"\s{0,16}(?P<sign>={2,3}|!={1,2}|:=|=>|[:=]|(?<=[\"'`]),)\s{0,16}\(?"
)
_IN_CODE = re.compile(_BOUND + _QUOTED)
_IN_SHELL = re.compile(rf"{_BOUND}(?:{_QUOTED}|{_BARE})")
_IN_SETTINGS = re.compile(rf"{_BOUND}(?:{_QUOTED}|{_BARE}{_TO_THE_END})")
_IN_MARKUP = re.compile(rf"(?:{_BOUND}{_QUOTED}|>\s{{0,4}}(?P<bare>[^\s<>\"'&$]{{3,512}}+)\s{{0,4}}</)")
_OPTION = re.compile(rf"[ =]{{1,4}}(?:{_QUOTED}|{_BARE})")
"""An option of a command: ``--password value``."""
_ARGUMENT = re.compile(r"\(\s{0,8}\\{0,3}[\"'`]\Z")
_PAIR = re.compile(
    r"\\{0,3}[\"']?\s{0,4},?\s{0,40}-?\s{0,4}\\{0,3}[\"']?[Vv]alue\\{0,3}[\"']?\s{0,4}[:=]\s{0,4}"
    + rf"(?:{_QUOTED}|(?P<bare>[^\s\"'{{}}\[\]!*&,]{{3,512}}+))"
)
"""A name that is itself a value, with its value beside it: ``Name: DB_PASSWORD, Value: …``."""
_NAME_KEY = re.compile(r"[\"']?(?:[Nn]ame|[Kk]ey)\\{0,3}[\"']?\s{0,4}[:=]\s{0,4}\\{0,3}[\"']?\Z")

_PATTERNS = {
    Form.CODE: _IN_CODE,
    Form.DATA: _IN_CODE,
    Form.NOTEBOOK: _IN_CODE,
    Form.PROSE: _IN_CODE,
    Form.MARKUP: _IN_MARKUP,
    Form.SETTINGS: _IN_SETTINGS,
    Form.VARIABLES: _IN_SETTINGS,
    Form.SHELL: _IN_SHELL,
}


class Binding(NamedTuple):
    """A name, what it is the name of, and where in the text its value stands.

    ``start`` is where the name begins; ``compared`` says that the value is only compared with it.
    """

    name: str
    noun: Noun
    start: int
    value: int
    end: int
    quoted: bool
    compared: bool


def bindings(text: str, form: Form) -> Iterator[Binding]:
    """The bindings of a text, in the order in which they stand."""
    pattern, behind = _PATTERNS[form], 0
    for at in _hits(text):
        if at < behind:
            continue
        end = _end_of(text, at)
        match = _bound(pattern, text, at, end)
        if match is None or not _is_meant(match, text, at):
            continue
        start = _start_of(text, at)
        name = text[start:end]
        noun = noun_of(name.rpartition(".")[2] if form not in (Form.SETTINGS, Form.VARIABLES) else name)
        if noun is Noun.NOTHING:
            continue
        group = "quoted" if match["quoted"] is not None else "bare"
        behind = match.end(group)
        compared = "sign" in match.groupdict() and (match["sign"] or "")[:2] in ("==", "!=")
        yield Binding(name.lstrip(".-"), noun, start, *match.span(group), group == "quoted", compared)


def _bound(pattern: re.Pattern[str], text: str, at: int, end: int) -> re.Match[str] | None:
    """What is bound to the name that ends at a place."""
    match = pattern.match(text, end)
    if match is not None:
        return match
    following = text[end : end + 1]
    if following in (" ", "=") and text.rfind("--", max(at - LONGEST_NAME, 0), at) >= 0 and pattern is not _IN_CODE:
        return _OPTION.match(text, end)
    if following in ('"', "'", "\\", "\n", ",") and _NAME_KEY.search(
        text, max(at - 2 * LONGEST_NAME, 0), _start_of(text, at)
    ):
        return _PAIR.match(text, end)
    return None


def _is_meant(match: re.Match[str], text: str, at: int) -> bool:
    """Whether a sign binds: a comma does between the arguments of a call, a colon without quotes before a space."""
    sign = match.groupdict().get("sign")
    if sign == ",":
        start = _start_of(text, at)
        return _ARGUMENT.search(text, max(start - 12, 0), start) is not None
    if sign == ":" and match["quoted"] is None:
        return text[match.end("sign") : match.end("sign") + 1].isspace()
    return True


def _start_of(text: str, at: int) -> int:
    """Where the name begins that a place is in."""
    found = _BEFORE.match(text[max(at - LONGEST_NAME, 0) : at][::-1])
    return at - (found.end() if found else 0)


def _end_of(text: str, at: int) -> int:
    found = _BEHIND.match(text, at)
    return found.end() if found else at


def _hits(text: str) -> list[int]:
    """Where the letters of names that speak of secrets stand."""
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals of other scripts become two characters
        lower = "".join(char.lower() if char.isascii() else char for char in text)
    found: list[int] = []
    for mark in _MARKS:
        at = lower.find(mark)
        while at >= 0:
            found.append(at)
            at = lower.find(mark, at + 1)
    return sorted(set(found))
