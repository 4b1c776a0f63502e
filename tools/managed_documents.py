"""Writes ``src/hauberk/iam/managed.json.zlib``: the documents of the policies that AWS manages.

``python tools/managed_documents.py`` reads the installed moto (Apache-2.0), which carries them as AWS answers. Policies
of service-linked roles are left out: nobody can attach them, and they are a third of the size. Runs of actions of one
service are written as one text, ``s3:GetObject PutObject``; ``hauberk.iam.managed`` writes them out again.
"""

import json
import zlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data

TARGET = Path(__file__).parents[1] / "src/hauberk/iam/managed.json.zlib"
_SERVICE_LINKED = "/aws-service-role/"


def policies() -> Mapping[str, Any]:
    """The policies that can be attached, by path and name: ``job-function/Billing``."""
    every: Mapping[str, Any] = json.loads(aws_managed_policies_data)
    return {
        f"{policy['Path'].lstrip('/')}{name}": policy
        for name, policy in sorted(every.items(), key=_place)
        if policy["Path"] != _SERVICE_LINKED
    }


def _place(policy: tuple[str, Any]) -> tuple[bool, str]:
    """Those for functions come first: what is first in the file is unpacked first."""
    name, _ = policy
    return "Lambda" not in name, name


def content() -> dict[str, Any]:
    """What the data file says; its date is that of the newest policy."""
    found = policies()
    return {
        "source": f"moto {version('moto')} (Apache-2.0)",
        "date": max(policy["UpdateDate"] for policy in found.values())[:10],
        "documents": {name: _shortened(policy["Document"]) for name, policy in found.items()},
    }


def _shortened(document: Any) -> Any:
    statements = document["Statement"]
    if not isinstance(statements, list):
        return document
    return {**document, "Statement": [_short_statement(statement) for statement in statements]}


def _short_statement(statement: dict[str, Any]) -> dict[str, Any]:
    return {name: _joined(value) if name in ("Action", "NotAction") else value for name, value in statement.items()}


def _joined(actions: Any) -> Any:
    if not isinstance(actions, list):
        return actions
    runs: list[str] = []
    last = ""
    for action in actions:
        service, _, name = action.partition(":")
        if service == last and name:
            runs[-1] += f" {name}"
        else:
            runs.append(action)
        last = service
    return runs


def data() -> bytes:
    """The data file."""
    return zlib.compress(json.dumps(content(), separators=(",", ":")).encode(), 9)


if __name__ == "__main__":
    TARGET.write_bytes(data())
