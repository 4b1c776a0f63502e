"""Lambda's runtimes and their dates, from a data file with its source and date.

Whether a date has passed is asked on the day of the check (``Study.today``).
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


@cache
def runtimes() -> Mapping[str, Runtime]:
    """All runtimes by name. The data file is read once."""
    raw = json.loads(bundled(__file__, "runtimes.json"))
    return {name: Runtime(name, *dates) for name, dates in raw["runtimes"].items()}
