"""Lambda's runtimes and their dates, from a data file with its source and date.

The day that counts is the data's own and not today's: the same input gives the same output until the data changes.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from hauberk.facts.bundled import bundled


class Runtime(NamedTuple):
    """One runtime; dates are ISO days. After ``deprecated`` AWS patches it no more; after ``blocked`` functions with it
    can't be updated. Dates that AWS hasn't set are empty."""

    name: str
    deprecated: str
    blocked: str


class Runtimes(NamedTuple):
    """All runtimes by name, with the day that the data speaks of."""

    date: str
    source: str
    by_name: Mapping[str, Runtime]


@cache
def runtimes() -> Runtimes:
    """The data file, read once."""
    raw = json.loads(bundled(__file__, "runtimes.json"))
    found = {name: Runtime(name, *dates) for name, dates in raw["runtimes"].items()}
    return Runtimes(raw["date"], raw["source"], found)
