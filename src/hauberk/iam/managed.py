"""The policies that AWS manages: which exist, and their documents, from data files with their source and date.

The documents are those of every policy that can be attached. Policies of service-linked roles are known by name only.
"""

import json
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import hauberk
from hauberk.facts.bundled import bundled, bundled_bytes

_NAMES = "sources/sam/managed_policies.json"
"""The paths of all names, which SAM's ``Policies`` are read with too."""


def document(arn_or_name: str) -> Mapping[str, Any] | None:
    """The document of the default version of a policy, by its ARN in any partition or by its bare name."""
    short = _documents().get(_known(arn_or_name))
    return None if short is None else {**short, "Statement": _statements(short["Statement"])}


def exists(arn: str) -> bool:
    """Whether AWS manages a policy with the ARN ``arn``, whatever its partition."""
    return arn.startswith("arn:") and bool(_known(arn))


def dated() -> str:
    """The day of the newest document, as ``YYYY-MM-DD``."""
    day: str = _data()["date"]
    return day


def _known(arn_or_name: str) -> str:
    """The path and name of a policy that exists, else nothing."""
    if not arn_or_name.startswith("arn:"):
        return _path_and_name(arn_or_name)
    match arn_or_name.split(":", 5):
        case ["arn", partition, "iam", "", "aws", policy] if partition.startswith("aws"):
            kind, _, path_and_name = policy.partition("/")
            name = path_and_name.rpartition("/")[2]
            return path_and_name if kind == "policy" and _path_and_name(name) == path_and_name else ""
    return ""


def _path_and_name(name: str) -> str:
    """The path and name of the policy ``name``; the documents are only read for a name that the list lacks."""
    return _listed().get(name) or _documented().get(name, "")


@cache
def _listed() -> Mapping[str, str]:
    paths = json.loads(bundled(hauberk.__file__, _NAMES))["paths"]
    return {name: f"{path}{name}" for path, names in paths.items() for name in names.split()}


@cache
def _documented() -> Mapping[str, str]:
    return {path_and_name.rpartition("/")[2]: path_and_name for path_and_name in _documents()}


@cache
def _data() -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(zlib.decompress(bundled_bytes(__file__, "managed.json.zlib")))
    return content


def _documents() -> Mapping[str, Any]:
    """Documents by path and name, with runs of actions of one service as one text (``tools/managed_documents.py``)."""
    documents: Mapping[str, Any] = _data()["documents"]
    return documents


def _statements(short: Any) -> Any:
    if not isinstance(short, list):
        return short
    return [
        {name: _actions(value) if name in ("Action", "NotAction") else value for name, value in statement.items()}
        for statement in short
    ]


def _actions(short: Any) -> Any:
    if not isinstance(short, list):
        return short
    return [action for run in short for action in _run(run)]


def _run(short: str) -> list[str]:
    service, colon, names = short.partition(":")
    return [f"{service}{colon}{name}" for name in names.split(" ")] if colon else [short]
