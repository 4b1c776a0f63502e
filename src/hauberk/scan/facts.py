"""The facts that come with Hauberk and age: their names and dates, for every report."""

import json
from collections.abc import Iterator

import hauberk
from hauberk.facts.bundled import bundled
from hauberk.model.ledger import Fact

_FILES = (
    ("Lambda runtimes", "facts/runtimes.json"),
    ("ended services", "facts/services.json"),
    ("policies that write logs", "facts/log_writers.json"),
    ("SAM connectors", "sources/sam/connectors.json"),
    ("SAM policy templates", "sources/sam/policy_templates.json"),
    ("managed policies", "sources/sam/managed_policies.json"),
)
_HEAD = 400


def facts() -> Iterator[Fact]:
    """Each set of facts with its date, which stands at the beginning of its file."""
    for name, file in _FILES:
        _, _, rest = bundled(hauberk.__file__, file, _HEAD).partition('"date":')
        yield Fact(name, json.loads(rest.partition(",")[0]))
