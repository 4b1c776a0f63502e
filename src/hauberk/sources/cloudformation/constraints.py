"""Whether CloudFormation would take a value for a parameter: AllowedValues and AllowedPattern.

As in "Parameters" of the CloudFormation user guide (2026-11). A pattern and the value may both come from what is
scanned, and a regular expression can take for ever. So only patterns with few choices are tried, on short values; of
others nothing is said.
"""

import re
from collections.abc import Container

from hauberk.model.regex import regex

MOST_CHOICES = 4
"""Repetitions and alternatives of a pattern: with ``n`` characters, trying takes about ``n`` to this power steps."""
MOST_CHARACTERS = 64
_ODD = regex(r"\(\?|\)[*+?{]|\\[1-9pP]|\[\[|&&|--|~~|\|\|")
"""What is left alone: groups with options, groups that repeat, references back, and what Python reads otherwise than
Java."""
_LITERAL = regex(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_CHOICE = regex(r"[*+?{|]")


def refusal(name: str, values: list[str], allowed: Container[str], pattern: str) -> str:
    """Why CloudFormation would refuse the values that a parameter is given; empty where it wouldn't.

    The text doesn't have the values: a parameter may be secret.
    """
    if allowed and any(value not in allowed for value in values):
        return f"the value that {name} is given isn't among its AllowedValues; CloudFormation would refuse it"
    if pattern and any(fits(pattern, value) is False for value in values):
        return f"the value that {name} is given doesn't fit its AllowedPattern; CloudFormation would refuse it"
    return ""


def fits(pattern: str, value: str) -> bool | None:
    """Whether a pattern fits all of a value; ``None`` where it isn't tried."""
    if len(pattern) > 10 * MOST_CHARACTERS or len(value) > MOST_CHARACTERS or _ODD.search(pattern):
        return None
    if len(_CHOICE.findall(_LITERAL.sub("", pattern))) > MOST_CHOICES:
        return None
    try:
        return re.fullmatch(pattern, value, re.ASCII) is not None
    except (re.error, OverflowError, RecursionError):
        return None
