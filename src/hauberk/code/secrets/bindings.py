"""Names that speak of secrets, and the texts that are bound to them.

The letters that every such name has are looked for first; from there a name is read to both sides, and what follows
tells whether something is bound to it. No pattern can go further than a name or a value is long.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code.secrets.files import Form
from hauberk.model.regex import regex
from hauberk.model.secret_words import MARKS, Noun, noun_of

LONGEST_NAME = 64
_MARKS = tuple(mark for mark in MARKS if mark != "pwd")  # it has "pw" in it

_BEFORE = regex(r"[A-Za-z0-9_.-]{0,64}")
_BEHIND = regex(r"[A-Za-z0-9_-]{0,64}")

_QUOTED = (
    r"\s{0,16}\(?\s{0,16}[furbFURB@$]{0,2}"
    r"(?P<quote>\\{0,3}[\"'`])(?P<quoted>(?:(?!(?P=quote))(?:\\.|[^\\\n])){1,512}+)(?P=quote)"
)
_BARE = r"[ \t]{0,16}(?P<bare>[^\s\"'`,;<>(){}\[\]$&|!*%=][^\s\"'`,;<>{}]{2,511}+)"
_TO_THE_END = r"(?=[ \t]{0,80}(?:[\r\n;,#}\])\"'`\\]|\Z))"
_TYPE = (
    r"(?:\s{0,4}:\s{0,4}[A-Za-z][\w.\[\]| ]{0,40}?(?=\s{0,4}=)"  # of Python and TypeScript
    r"|[ \t]{1,4}[a-z]\w{0,20}(?=[ \t]{0,4}=)"  # of Go, on the same line
    r"|\s{0,4}[?!]?(?=\s{0,4}:))?"
)
_CLOSED = r"\\{0,3}[\"'`]?\]?"
_BINDS = r"\s{0,16}(?P<sign>={2,3}|!={1,2}|:=|=>|[:=]|(?<=[\"'`]),)"
_SIGN = _CLOSED + _TYPE + _BINDS
_IN_CODE = regex(_SIGN + _QUOTED)
_IN_SHELL = regex(rf"{_SIGN}(?:{_QUOTED}|{_BARE})")
_IN_SETTINGS = regex(rf"{_SIGN}(?:{_QUOTED}|{_BARE}{_TO_THE_END})")
_IN_MARKUP = regex(
    rf"(?:{_CLOSED}{_BINDS}(?:{_QUOTED}|{_BARE}{_TO_THE_END})|(?:\s[^<>\n]{{0,80}})?>\s{{0,4}}(?P<between>[^\s<>\"'&$]{{3,512}}+)\s{{0,4}}</)"
)
_PATTERNS = {
    Form.CODE: _IN_CODE,
    Form.DATA: _IN_CODE,
    Form.NOTEBOOK: _IN_CODE,
    Form.PROSE: _IN_SETTINGS,
    Form.MARKUP: _IN_MARKUP,
    Form.SETTINGS: _IN_SETTINGS,
    Form.VARIABLES: _IN_SETTINGS,
    Form.SHELL: _IN_SHELL,
}
_OPTION = regex(rf"[ =]{{1,4}}(?:{_QUOTED}|{_BARE})")
"""An option of a command: ``--password value``."""
_ARGUMENT = regex(r"\(\s{0,8}\\{0,3}[\"'`]\Z")
"""What stands before a name that is the first argument of a call."""
_NAME_KEY = regex(r"(?:[Nn]ame|[Kk]ey)\\{0,3}[\"']?\s{0,4}[:=]\s{0,4}\\{0,3}[\"']?\Z")
_VALUE_KEY = regex(
    r"\\{0,3}[\"']?\s{0,4},?\s{0,40}\\{0,3}[\"']?\b[Vv]alue\\{0,3}[\"']?\s{0,4}[:=]\s{0,4}"
    rf"(?:{_QUOTED}|(?P<bare>[^\s\"'{{}}\[\]!*&$,]{{3,512}}+))"
)
"""What stands around a name that is a value itself, with its own beside it: ``Name: DB_PASSWORD, Value: …``."""


class Binding(NamedTuple):
    """A name, what it is the name of, and where in the text its value stands.

    ``start`` is where the name begins; ``loose`` says that the value is only compared with it, or beside it in a call.
    """

    name: str
    noun: Noun
    start: int
    value: int
    end: int
    quoted: bool
    loose: bool


def bindings(text: str, form: Form) -> Iterator[Binding]:
    """The bindings of a text, in the order in which they stand."""
    whole = form in (Form.SETTINGS, Form.VARIABLES)  # there a dotted name is one name
    behind = 0
    for at in _hits(text):
        if at < behind:
            continue
        end = _end_of(text, at)
        match = _bound(text, at, end, form)
        if match is None:
            continue
        start = _start_of(text, at)
        name = text[start:end]
        noun = noun_of(name if whole else name.rpartition(".")[2])
        if noun is Noun.NOTHING:
            continue
        group = match.lastgroup or "quoted"
        behind = match.end(group)
        loose = (match.groupdict().get("sign") or "")[:2] in ("==", "!=", ",")
        yield Binding(name.lstrip(".-"), noun, start, *match.span(group), group == "quoted", loose)


def _bound(text: str, at: int, end: int, form: Form) -> re.Match[str] | None:
    """What is bound to the name that ends at a place."""
    match = _PATTERNS[form].match(text, end)
    if match is not None and _is_meant(match, text, at, form):
        return match
    following = text[end : end + 1]
    if following == " " and form is Form.VARIABLES and text[at:end] == "password":  # as .netrc has it
        return _OPTION.match(text, end)
    if following in (" ", "=") and form is not Form.CODE and text.rfind("--", max(at - LONGEST_NAME, 0), at) >= 0:
        return _OPTION.match(text, end)
    if following in ('"', "'", "\\", "\n", ","):
        start = _start_of(text, at)
        if _NAME_KEY.search(text, max(start - LONGEST_NAME, 0), start):
            return _VALUE_KEY.match(text, end)
    return None


def _is_meant(match: re.Match[str], text: str, at: int, form: Form) -> bool:
    """Whether a sign binds: a comma does between the arguments of a call, a colon without quotes before a space."""
    sign = match["sign"]
    if sign == ",":
        start = _start_of(text, at)
        return _ARGUMENT.search(text, max(start - 12, 0), start) is not None
    if sign is None or match["quoted"] is not None:
        return True
    if form is Form.PROSE:
        return bool(sign == "=")
    return sign != ":" or text[match.end("sign") : match.end("sign") + 1].isspace()


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
    found: set[int] = set()
    for mark in _MARKS:
        at = lower.find(mark)
        while at >= 0:
            found.add(at)
            at = lower.find(mark, at + 1)
    return sorted(found)
