"""What is known of a text that a regular expression matches: which letters it may have, and how it begins.

The expressions of both languages are read by one small parser; what it doesn't know may be any letter.
"""

import re
from typing import NamedTuple

from hauberk.code.flow.frames import EVERY

_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_DIGITS = frozenset("0123456789")
_SPACES = frozenset(" \t\n\r")
_ALL = frozenset(map(chr, range(32, 127))) | _SPACES | {"\0"}
_CLASSES = {"w": _WORD, "d": _DIGITS, "s": _SPACES, "W": _ALL - _WORD, "D": _ALL - _DIGITS, "S": _ALL - _SPACES}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "f": " ", "v": " "}

_HARMFUL = frozenset("'\"`;|&$<>(){}\\/\n\r%*?!#~\0")
"""Letters without which a text does no harm anywhere, but as the name of a host."""
LOCATION = frozenset(("ssrf", "open-redirect"))
PATHS = frozenset(("path-traversal", "archive-extraction"))
LINES = frozenset(("log-injection", "header-injection"))
TYPED = frozenset(("nosql-injection", "prototype-pollution"))
"""What a text does no harm in, though an object would."""
SLASH = frozenset(("slash",))
"""Not a sink: that a text begins with a slash."""
OWN_KEY = frozenset(("key",))
"""Not a sink: that a name isn't one of those that every object has."""
_BY_LETTERS = (
    (frozenset(("html-response",)), frozenset('<"')),
    (frozenset(("command-injection",)), frozenset("'\"`;|&$<>(){}\\\n\r*?!#~\0")),
    (
        frozenset(("sql-injection", "partiql-injection", "rds-data-injection", "filter-expression-injection")),
        frozenset("'\"`;\\()*#$|&<>\n\r\0"),
    ),
    (LINES, frozenset("\n\r")),
    (PATHS, frozenset("/")),  # Lambda is Linux: a backslash parts nothing
    (frozenset(("regex-injection",)), frozenset("*+({[|\\")),
    (frozenset(("ldap-injection",)), frozenset("()*\\")),
    (frozenset(("xpath-injection",)), frozenset("'\"")),
    (frozenset(("code-injection",)), _WORD - _DIGITS | frozenset("'\"`")),
    (frozenset(("template-injection",)), frozenset("{<$#@%")),
)
"""Kinds of sinks, and the letters without which a text does no harm in them."""
_OTHERS = frozenset(
    (
        "sql-injection",
        "partiql-injection",
        "rds-data-injection",
        "command-injection",
        "code-injection",
        "unsafe-deserialisation",
        "filter-expression-injection",
        "xxe",
        "sdk-parameter",
        "model-prompt",
    )
).union(TYPED, PATHS, LINES, *(kinds for kinds, _ in _BY_LETTERS))
_ENDING_HOST = frozenset("/?#@\\:")


MAX_GROUPS = 50
"""Groups in each other; deeper ones may be any text."""


class Item(NamedTuple):
    """A part of a pattern."""

    letters: frozenset[str]
    literal: str
    """The one letter that it is."""
    choices: "tuple[tuple[Item, ...], ...]"
    """What a group may be."""
    optional: bool
    repeated: bool
    mark: str
    """An anchor or a look-around: it takes no letter."""


class Pattern(NamedTuple):
    """A regular expression by what it lets through."""

    letters: frozenset[str]
    chosen: frozenset[str]
    """Those that whoever writes the text chooses: what isn't written in the pattern."""
    prefix: str
    begins: bool
    ends: bool


def read(text: str) -> Pattern:
    """A regular expression, by its source."""
    choices = _Reader(text).choices()
    letters: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    for choice in choices:
        letters |= _letters(choice)
        chosen |= _chosen(choice, repeated=False)
    begins = bool(choices) and all(_first(choice) in ("^", "A") for choice in choices)
    ends = bool(choices) and all(_last(choice) in ("$", "Z", "z") for choice in choices)
    prefix = _prefix(choices[0]) if len(choices) == 1 else ""
    return Pattern(letters, chosen, prefix, begins, ends)


def kinds_of_match(text: str, *, whole: bool = False, begins: bool = False, lines: bool = False) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless that a regular expression was found in, or that it matches as a
    ``whole``, or from where it ``begins``; of ``lines``, one is enough that fits."""
    pattern = read(text)
    starts = whole or begins or (pattern.begins and (not lines or text.startswith("\\A")))
    ends = whole or (pattern.ends and (not lines or text.endswith(("\\Z", "\\z"))))
    found: frozenset[str] = frozenset()
    if starts and ends:
        found = kinds_of_letters(pattern)
    if starts and pattern.prefix.startswith("/"):
        found |= SLASH
    if starts and (_names_a_host(text) or (pattern.prefix.startswith("/") and _second_is_safe(text))):
        found |= LOCATION
    return found


def kinds_of_part(text: str) -> frozenset[str]:
    """The kinds of sinks for which what a regular expression takes out of a text is harmless."""
    return kinds_of_letters(read(text))


def kinds_of_letters(pattern: Pattern) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless of which somebody outside chooses some letters."""
    letters = pattern.chosen
    if not letters & _HARMFUL:
        return EVERY if "." not in letters else _OTHERS
    found = TYPED.union(*(kinds for kinds, harmful in _BY_LETTERS if not letters & harmful))
    if not pattern.letters & {".", "\\"} and not pattern.prefix.startswith("/"):
        found |= PATHS
    return found


def kinds_of_alphabet(letters: frozenset[str]) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless that has no other letters than some."""
    return kinds_of_letters(Pattern(letters, letters, "", True, True))


def kinds_without(removed: frozenset[str]) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless that hasn't some letters any more, or has them escaped."""
    found: frozenset[str] = frozenset().union(*(kinds for kinds, harmful in _BY_LETTERS if harmful <= removed))
    if "<" in removed:
        found |= {"html-response"}
    if removed & {"\n", "\r"}:
        found |= LINES
    if {"(", ")", "*"} <= removed:
        found |= {"ldap-injection"}
    if {"*", "+", "(", "["} <= removed:
        found |= {"regex-injection"}
    return found


def kinds_of_no_match(text: str) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless in which a regular expression isn't found: ``[\\r\\n]``."""
    letters = class_of(text)
    if letters is not None:
        kinds = kinds_of_alphabet(_ALL - letters)
        return kinds if kinds >= EVERY else (kinds - TYPED) | kinds_without(letters)
    words = re.sub(r"^\^?\(?(?:\?:)?|\)?\$?$", "", text).split("|")
    return OWN_KEY if "__proto__" in words else frozenset()


def class_of(text: str) -> frozenset[str] | None:
    """The letters that a pattern takes one by one, or several of: ``[&<>]``, ``\\s+``; ``None`` if it is another."""
    choices = _Reader(text).choices()
    found: frozenset[str] = frozenset()
    for choice in choices:
        if len(choice) != 1 or choice[0].mark or choice[0].choices:
            return None
        found |= choice[0].letters
    return found


def is_narrow(text: str, *, whole: bool = False, begins: bool = False) -> bool:
    """Whether a text that a regular expression matches has no letter that does harm in a query or command."""
    kinds = kinds_of_match(text, whole=whole, begins=begins)
    return kinds == EVERY or "sql-injection" in kinds


def _names_a_host(text: str) -> bool:
    """Whether an address that a pattern matches has a host, or the end of one, that is written down in it."""
    return all(
        _has_host([item for item in choice if item.mark not in ("^", "A")]) for choice in _Reader(text).choices()
    )


def _has_host(items: list[Item]) -> bool:
    scheme = "".join(item.literal for item in items[:8])
    start = 8 if scheme.lower() == "https://" else 7 if scheme.lower().startswith("http://") else 0
    if not start:
        return False
    told = ""
    for item in items[start:]:
        if item.mark in ("$", "Z", "z") or (item.literal in ("/", "?", "#") and item.literal):
            return "." in told[:-1]
        begun = {(choice[0].literal or choice[0].mark) if choice else "" for choice in item.choices}
        if item.literal == ":" or item.mark or (begun == {":"} and item.optional):
            continue
        if begun and begun <= {"/", "?", "#", "$"}:
            if item.optional:
                continue
            return "." in told[:-1]
        if _letters((item,)) & _ENDING_HOST:
            return False
        if item.literal and not item.repeated and not item.optional:
            told += item.literal
        elif item.choices and not item.repeated and not item.optional:
            texts = [_prefix(choice) for choice in item.choices]
            whole = all(len(text) == len(choice) for text, choice in zip(texts, item.choices, strict=True))
            told = told + min(texts, key=lambda text: "." in text) if whole else ""
        else:
            told = ""
    return False


def _second_is_safe(text: str) -> bool:
    """Whether what comes behind a path's first slash can't be another one: ``^/(?![/\\\\])``, ``^/[a-z]``."""
    choice = _Reader(text).choices()[0]
    behind = [item for item in choice if item.mark not in ("^", "A")][1:]
    if not behind:
        return False
    first = behind[0]
    if first.mark == "!":
        return "/" in first.letters
    return not first.optional and not ({"/", "\\"} & _letters((first,)))


def _letters(items: tuple[Item, ...]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for item in items:
        if not item.mark:
            found |= item.letters
            for choice in item.choices:
                found |= _letters(choice)
    return found


def _chosen(items: tuple[Item, ...], *, repeated: bool) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for item in items:
        if item.mark:
            continue
        again = repeated or item.repeated
        if not item.literal or again:
            found |= item.letters
        for choice in item.choices:
            found |= _chosen(choice, repeated=again)
    return found


def _first(items: tuple[Item, ...]) -> str:
    for item in items:
        if item.choices and not item.optional:
            return min(_first(choice) for choice in item.choices)
        return item.mark if item.mark in ("^", "A") else ""
    return ""


def _last(items: tuple[Item, ...]) -> str:
    for item in reversed(items):
        if item.choices and not item.optional:
            return min(_last(choice) for choice in item.choices)
        return item.mark if item.mark in ("$", "Z", "z") else ""
    return ""


def _prefix(items: tuple[Item, ...]) -> str:
    """The text that a match begins with, of choices the first; a letter that may be left out is in it."""
    found = ""
    for item in items:
        if item.mark:
            continue
        if item.choices and not item.repeated:
            inner = [_prefix(choice) for choice in item.choices]
            whole = all(len(one) == len(choice) for one, choice in zip(inner, item.choices, strict=True))
            found += inner[0]
            if not whole:
                return found
        elif item.literal and not item.repeated:
            found += item.literal
        else:
            return found
    return found


class _Reader:
    """Reads a pattern once, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        flags = re.match(r"\(\?[a-zA-Z]+\)", text)
        if flags:
            self.at = flags.end()

    def choices(self) -> tuple[tuple[Item, ...], ...]:
        """Alternatives, up to the end or a closing bracket."""
        found: list[tuple[Item, ...]] = []
        items: list[Item] = []
        while self.at < len(self.text) and self.text[self.at] != ")":
            if self.text[self.at] == "|":
                self.at += 1
                found.append(tuple(items))
                items = []
            else:
                items.append(self._repeated(self._one()))
        found.append(tuple(items))
        return tuple(found)

    def _repeated(self, item: Item) -> Item:
        found = re.compile(r"(?:[*+?]|\{(\d*)(,?)(\d*)\})[?+]?").match(self.text, self.at)
        if not found or item.mark:
            return item
        self.at = found.end()
        sign = found[0][0]
        if sign == "{":
            return item._replace(optional=found[1] in ("", "0"), repeated=found[0].rstrip("?+") != "{1}")
        return item._replace(optional=sign in "*?", repeated=sign in "*+")

    def _one(self) -> Item:
        letter = self.text[self.at]
        self.at += 1
        if letter == "[":
            return _set(self._class())
        if letter == "(":
            return self._group()
        if letter == ".":
            return _set(_ALL - {"\n", "\r"})
        if letter in "^$":
            return _mark(letter)
        if letter == "\\":
            return self._escaped()
        return Item(frozenset(letter), letter, (), False, False, "")

    def _group(self) -> Item:
        mark = ""
        kind = re.compile(r"\?(?:P?<[A-Za-z]\w*>|<?[=!]|[a-zA-Z-]*:|>)").match(self.text, self.at)
        if kind:
            self.at = kind.end()
            mark = kind[0][-1] if kind[0][-1] in "=!" else ""
        if self.depth >= MAX_GROUPS:
            self.at = len(self.text)
            return _set(_ALL)
        self.depth += 1
        choices = self.choices()
        self.depth -= 1
        self.at += 1
        if mark:
            letters: frozenset[str] = frozenset().union(*(_letters(choice[:1]) for choice in choices))
            return Item(letters, "", (), False, False, mark)
        return Item(frozenset(), "", choices, False, False, "")

    def _escaped(self) -> Item:
        if self.text[self.at : self.at + 1] in ("b", "B", "A", "Z", "z", "G") and self.at < len(self.text):
            self.at += 1
            return _mark(self.text[self.at - 1])
        letters = self._escape()
        literal = next(iter(letters)) if len(letters) == 1 else ""
        return Item(letters, literal, (), False, False, "")

    def _escape(self) -> frozenset[str]:
        """What stands behind a backslash."""
        letter = self.text[self.at : self.at + 1] or "\\"
        self.at += 1
        if letter in _CLASSES:
            return _CLASSES[letter]
        if letter in "pP" and (found := re.compile(r"\{([^}]*)\}").match(self.text, self.at)):
            self.at = found.end()
            inside = _WORD - {"_"} if found[1][:1] in "LNA" else _ALL - _WORD
            return inside if letter == "p" else _ALL - inside
        if letter in "xu" and (found := re.compile(r"\{?([0-9a-fA-F]{2,4})\}?").match(self.text, self.at)):
            self.at = found.end()
            return frozenset(chr(int(found[1], 16)))
        return frozenset(_CONTROLS.get(letter, letter))

    def _class(self) -> frozenset[str]:
        negated = self.text[self.at : self.at + 1] == "^"
        self.at += negated
        found: frozenset[str] = frozenset()
        before = ""
        first = True
        while self.at < len(self.text) and (self.text[self.at] != "]" or first):
            first = False
            letter = self.text[self.at]
            self.at += 1
            if letter == "\\":
                letters = self._escape()
                letter = next(iter(letters)) if len(letters) == 1 else ""
            else:
                letters = frozenset(letter)
            if letter == "-" and before and self.text[self.at : self.at + 1] not in ("]", ""):
                end = self.text[self.at]
                self.at += 1
                if end == "\\":
                    end = next(iter(self._escape()), end)
                letters = frozenset(map(chr, range(ord(before), min(ord(end), 127) + 1)))
                letter = ""
            found |= letters
            before = letter
        self.at += 1
        return _ALL - found if negated else found


def _set(letters: frozenset[str]) -> Item:
    return Item(letters, "", (), False, False, "")


def _mark(letter: str) -> Item:
    return Item(frozenset(), "", (), False, False, letter)
