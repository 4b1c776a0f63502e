"""What is left of a text from which characters were taken out."""

import re

from hauberk.code.flow.frames import EVERY
from hauberk.code.flow.patterns import LINES, PATHS, class_of, is_narrow, kinds_without
from hauberk.model.regex import regex

MARKUP = frozenset(("html-response",))
_NEGATED = regex(r"\[\^((?:\\.|[^\]\\])*)\][+*]?$")
_PARENTS = regex(r"\\\.(?:\\\.|\{2,?\}|\+)$|\(?:?\\\.\\\.\)?\+$")
_QUOTED = ("'\\''", "'\"'\"'")
"""What a shell takes for a quote inside quotes."""


def cleaned_by_replacing(pattern: str, by: str | None, *, literal: bool) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless after everything that fits a pattern (or a literal text) was
    replaced in it ``by`` another text."""
    if literal:
        if pattern == "..":
            return PATHS
        if pattern == "'" and by in _QUOTED:
            return frozenset(("command-injection",))
        if pattern == "\r\n":
            return LINES
        return kinds_without(frozenset(pattern)) if len(pattern) == 1 else frozenset()
    negated = _NEGATED.match(pattern)
    if negated:
        return EVERY if is_narrow(f"^[{negated[1]}]*$") else _of_kept(negated[1])
    if pattern in ("\\W", "\\W+", "[\\W]", "[\\W_]+", "\\D", "\\D+"):
        return EVERY
    if _PARENTS.match(pattern):
        return PATHS
    if pattern == "'" and by in _QUOTED:
        return frozenset(("command-injection",))
    letters = class_of(pattern)
    if letters is not None:
        return kinds_without(letters)
    found: frozenset[str] = frozenset()
    if re.search(r"\\r|\\n|\\x00-\\x1f|\\s|\\W|\\u0000-\\u001f|\\x00|\\p\{C", pattern, re.IGNORECASE):
        found |= LINES
    return found


def _of_kept(inside: str) -> frozenset[str]:
    """What a class of kept characters, that isn't narrow, leaves out all the same."""
    return kinds_without(class_of(f"[^{inside}]") or frozenset())
