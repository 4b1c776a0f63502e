"""Regular expressions of programs as JSON Schema takes them, where they say exactly the same.

JSON Schema takes those of ECMA-262, which aren't anchored, and advises to keep to letters, classes, groups, choices,
quantifiers and anchors (json-schema.org, "Regular expressions", 2020-12; 2026-11). What is beyond that, or means
something else in the language that it was written for, isn't taken over.
"""

import re

from hauberk.model.regex import regex

MAX_LENGTH = 500
_PLAIN = regex(
    r"""(?>
      [^\\\[\](){}.*+?|^$/]               # a letter
    | /
    | \\[\\\[\](){}.*+?|^$/\-@:,;=&%#"'~!<>_\s]  # one that is escaped
    | \\[dD]
    | \[\^?(?:[^\\\[\]]|\\[\\\[\]\-^$./+*?(){}|@:,;dD])+\]
    | [.^$|]
    | \((?:\?:|(?!\?))
    | \)
    | [*+?]\??
    | \{\d{1,4}(?:,\d{0,4})?\}\??
    )*+""",
    re.VERBOSE,
)
_NEEDLESS = regex(r"\\([-@:,;=&%#\"'~!<>_/ ])")
_HARMLESS_FLAGS = frozenset("gu")
"""JavaScript's flags that don't change what is matched by a plain pattern."""


def portable(text: str, *, script: bool, flags: str = "", how: str = "search") -> str | None:
    r"""A pattern that fits what an expression finds; ``None`` if there is none that does exactly.

    Python's ``\d`` takes the digits of every script, ECMA-262's those of ASCII: these are meant. Its ``\w`` takes the
    letters of every script, which are names of people as well, and isn't taken over. ``how`` is the method
    of Python: "match" begins at the start, "fullmatch" ends at the end too.
    """
    if len(text) > MAX_LENGTH or set(flags) - (_HARMLESS_FLAGS if script else frozenset()):
        return None
    plain = text
    if script:
        plain = re.sub(r"\\[wWsS]", r"\\d", text)
    else:
        if text.startswith("\\A"):
            text = "^" + text[2:]
        if text.endswith(("\\Z", "\\z")) and not text.endswith(("\\\\Z", "\\\\z")):
            text = text[:-2] + "$"
        plain = text
    if not _PLAIN.fullmatch(plain):
        return None
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return None
    text = _NEEDLESS.sub(lambda found: found[0] if found[1] == "-" else found[1], text)
    simple = "|" not in text
    begins, ends = text.startswith("^") and simple, text.endswith("$") and not text.endswith("\\$") and simple
    if how == "fullmatch":
        text = f"^{text}$" if simple and not begins and not ends else text if begins and ends else f"^(?:{text})$"
    elif how == "match" and not begins:
        text = f"^{text}" if simple else f"^(?:{text})"
    return text


def literal(text: str) -> str:
    """A pattern that fits a text itself."""
    return re.sub(r"([\\\[\](){}.*+?|^$/])", r"\\\1", text)
