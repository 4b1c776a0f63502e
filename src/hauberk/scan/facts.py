"""The facts that come with Hauberk and age: their names and dates, for every report."""

import json
from collections.abc import Iterator
from importlib.resources import files

from hauberk.model.ledger import Fact

_FILES = (
    ("Lambda runtimes", "hauberk.model", "runtimes.json"),
    ("ended services", "hauberk.model", "services.json"),
    ("SAM connectors", "hauberk.sources.sam", "connectors.json"),
    ("SAM policy templates", "hauberk.sources.sam", "policy_templates.json"),
    ("managed policies", "hauberk.sources.sam", "managed_policies.json"),
)
_HEAD = 400


def facts() -> Iterator[Fact]:
    """Each set of facts with its date, which stands at the beginning of its file."""
    for name, package, file in _FILES:
        with files(package).joinpath(file).open(encoding="utf-8") as stream:
            head = stream.read(_HEAD)
        _, _, rest = head.partition('"date":')
        yield Fact(name, json.loads(rest.partition(",")[0]))
