"""The policies that AWS manages with which a function may write its logs, from a data file with its source and date.

A policy that AWS has made since isn't in it.
"""

import json
from functools import cache

from hauberk.facts.bundled import bundled


@cache
def log_writers() -> frozenset[str]:
    """The policies' names, without their paths."""
    return frozenset(json.loads(bundled(__file__, "log_writers.json"))["policies"])
