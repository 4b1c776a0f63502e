"""Writes ``src/hauberk/sources/sam/connectors.json``: what each pair of connected resources is granted.

``python tools/sam_connectors.py DATE`` reads the profiles of the installed aws-sam-translator (Apache-2.0), the source
of the SAM developer guide's "connector reference"; DATE is the day. In the data holes are ``${Source.Arn}`` and alike.
"""

import json
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src/hauberk/sources/sam/connectors.json"
_KINDS = {
    "AWS_IAM_ROLE_MANAGED_POLICY": "policy",
    "AWS_SQS_QUEUE_POLICY": "queue",
    "AWS_SNS_TOPIC_POLICY": "topic",
    "AWS_LAMBDA_PERMISSION": "permission",
}


def read() -> dict[str, dict[str, Any]]:
    """The grants by source type and destination type."""
    text = files("samtranslator.model.connector_profiles").joinpath("profiles.json").read_text(encoding="utf-8")
    profiles = json.loads(text.replace("%{", "${"))["Permissions"]
    return {
        source: {destination: _grant(profile) for destination, profile in sorted(destinations.items())}
        for source, destinations in sorted(profiles.items())
    }


def _grant(profile: dict[str, Any]) -> dict[str, Any]:
    properties = profile["Properties"]
    access = {name: given.get("Statement", given) for name, given in properties["AccessCategories"].items()}
    grant = {
        "kind": _KINDS[profile["Type"]],
        "on": "source" if properties["SourcePolicy"] else "destination",
        "access": access,
    }
    if "DependedBy" in properties:
        grant["before"] = "source" if properties["DependedBy"] == "SOURCE" else "mapping"
    return grant


def text(date: str) -> str:
    """The data file."""
    head = {"source": f"aws-sam-translator {version('aws-sam-translator')} (Apache-2.0)", "date": date}
    lines = [
        f"  {json.dumps(source)}: {{\n"
        + ",\n".join(f"    {json.dumps(name)}: {json.dumps(grant)}" for name, grant in destinations.items())
        + "\n  }"
        for source, destinations in read().items()
    ]
    return json.dumps(head)[:-1] + ', "grants": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    TARGET.write_text(text(sys.argv[1]), encoding="utf-8")
