"""What is left of a text from which characters were taken out."""

import re

from hauberk.code.flow.frames import EVERY
from hauberk.code.flow.guards import is_narrow

LINES = frozenset(("log-injection", "header-injection"))
MARKUP = frozenset(("html-response",))
SLASHES = frozenset(("path-traversal", "archive-extraction"))
_NEGATED = re.compile(r"\[\^((?:\\.|[^\]\\])*)\][+*]?$")


def cleaned_by_replacing(pattern: str, *, literal: bool) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless after everything that fits a pattern (or a literal text) was
    replaced in it."""
    if literal:
        if pattern == "<":
            return MARKUP
        if pattern in ("\n", "\r\n"):
            return LINES
        return SLASHES if pattern == "/" else frozenset()
    negated = _NEGATED.match(pattern)
    if negated:
        return EVERY if is_narrow(f"^[{negated[1]}]*$") else _of_kept(negated[1])
    found: frozenset[str] = frozenset()
    if re.search(r"\\r|\\n|\\x00-\\x1f|\\s|\\W|\\u0000-\\u001f|\\x00|\\p\{C", pattern, re.IGNORECASE):
        found |= LINES
    if "<" in pattern or "\\W" in pattern:
        found |= MARKUP
    if pattern in ("\\W", "\\W+", "[\\W]", "[\\W_]+", "\\D", "\\D+"):
        return EVERY
    return found


def _of_kept(inside: str) -> frozenset[str]:
    """What a class of kept characters, that isn't narrow, leaves out all the same."""
    found: frozenset[str] = frozenset()
    if "<" not in inside:
        found |= MARKUP
    if "\\s" not in inside and "\\n" not in inside:
        found |= LINES
    return found
