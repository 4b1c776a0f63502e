"""Which facts each control looks at: the types of resources, and the parts of those that have parts of their own.

``needs.json`` is made by ``tools/needs.py``, which asks every control about its own cases and notes what it looks at;
a test does the same and compares.
"""

import json
from collections.abc import Mapping
from functools import cache

import hauberk
from hauberk.facts.bundled import bundled


def needs_of(control: str) -> tuple[str, ...]:
    """The facts that a control looks at: ``AWS::Lambda::Function``, ``AWS::Lambda::Function.RecursiveLoop``."""
    return tuple(_needs().get(control, ()))


@cache
def _needs() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = json.loads(bundled(hauberk.__file__, "practices/needs.json"))["needs"]
    return found
