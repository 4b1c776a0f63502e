"""The policies that AWS manages: which exist, and their documents, from data files with their source and date.

The documents are those of every policy that can be attached. Policies of service-linked roles are known by name only.
"""

import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import hauberk
from hauberk.facts.bundled import bundled, bundled_bytes
from hauberk.model.regex import regex

_NAMES = "sources/sam/managed_policies.json"
"""The paths of all names, which SAM's ``Policies`` are read with too."""


def document(arn_or_name: str) -> Mapping[str, Any] | None:
    """The document of the default version of a policy, by its ARN in any partition or by its bare name."""
    short = _read(_known(arn_or_name))
    return None if short is None else {**short, "Statement": _statements(short["Statement"])}


def exists(arn: str) -> bool:
    """Whether AWS manages a policy with the ARN ``arn``, whatever its partition."""
    return arn.startswith("arn:") and bool(_known(arn))


def paths() -> tuple[str, ...]:
    """The paths and names of all policies whose documents are known."""
    return tuple(_NAME.findall(_text()))


def dated() -> str:
    """The day of the newest document, as ``YYYY-MM-DD``."""
    found = _DATE.search(_text())
    assert found is not None, "the file begins with it"
    return found[1]


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
    return {path_and_name.rpartition("/")[2]: path_and_name for path_and_name in paths()}


@cache
def _text() -> str:
    """All documents as they are written down, which is a third of the room that they take once they are parsed: an
    application names a few of them."""
    return zlib.decompress(bundled_bytes(__file__, "managed.json.zlib")).decode("utf-8")


_DATE = regex(r'"date":"([0-9-]+)"')
_NAME = regex(r'"([^"]+)":\{(?="(?:Id|Statement|Version)":)')
"""How the path and name of a document stand before it."""
_DECODER = json.JSONDecoder()


def _read(path_and_name: str) -> Mapping[str, Any] | None:
    """A document with runs of actions of one service as one text (``tools/managed_documents.py``)."""
    if not path_and_name:
        return None
    found = re.search(rf'"{re.escape(path_and_name)}":(?=\{{"(?:Id|Statement|Version)":)', _text())
    if found is None:
        return None
    short: Mapping[str, Any]
    short, _ = _DECODER.raw_decode(_text(), found.end())
    return short


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
