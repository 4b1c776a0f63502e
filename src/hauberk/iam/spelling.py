"""Policies as AWS's documentation spells them: actions and condition keys in capitals and small letters.

IAM compares both without regard to case, and Hauberk keeps them in lower case.
"""

from collections.abc import Mapping
from typing import Any

from hauberk.iam.catalogue import actions, spelling

_WILD = "*?"


def action_as_documented(text: str) -> str:
    """An action, or a pattern of actions, as AWS writes it; as it is where the catalogue knows none that it means.

    Of a pattern the text before the first wildcard and after the last one is spelt so, which all its actions share.
    """
    meant = actions(text)
    if not meant or meant[0].lower() == text.lower():
        return meant[0] if meant else text
    wild = [index for index, char in enumerate(text) if char in _WILD]
    if not wild:
        return text
    before, after = wild[0], len(text) - wild[-1] - 1
    start = meant[0][:before] if before <= len(meant[0]) else text[:before]
    end = meant[0][len(meant[0]) - after :] if after else ""
    return start + text[before : len(text) - after] + end


_AS_IT_IS: Mapping[str, str] = {}


def as_documented(policy: Mapping[str, Any], written: Mapping[str, str] = _AS_IT_IS) -> dict[str, Any]:
    """A policy in JSON with its actions and condition keys spelt so; actions that the catalogue lacks as they were
    ``written``, by the text in lower case."""
    statements = policy["Statement"]
    return {**policy, "Statement": [_statement(one, written) for one in statements]}


def _statement(statement: Mapping[str, Any], written: Mapping[str, str]) -> dict[str, Any]:
    def action(text: str) -> str:
        spelt = action_as_documented(text)
        return written.get(text, text) if spelt == text else spelt

    found = dict(statement)
    for name in ("Action", "NotAction"):
        if name in found:
            value = found[name]
            found[name] = [*map(action, value)] if isinstance(value, list) else action(value)
    if "Condition" in found:
        found["Condition"] = {
            operator: {spelling(key): values for key, values in tests.items()}
            for operator, tests in found["Condition"].items()
        }
    return found
