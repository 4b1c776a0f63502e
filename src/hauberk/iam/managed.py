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
    return tuple(_NAME.findall(_text().whole()))


def dated() -> str:
    """The day of the newest document, as ``YYYY-MM-DD``."""
    text = _text()
    found = _DATE.search(text.known or text.more())
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


class _Text:
    """All documents as they are written down, which is a third of the room that they take once they are parsed.

    They are unpacked as far as anyone looks: an application names a few, and those for functions come first.
    """

    def __init__(self) -> None:
        self._unpacking = zlib.decompressobj()
        self._packed = bundled_bytes(__file__, "managed.json.zlib")
        self.known = ""

    def more(self) -> str:
        """Unpacks a piece more, and gives it; none once there is nothing left."""
        piece = self._unpacking.decompress(self._packed, _PIECE).decode("ascii")
        self._packed = self._unpacking.unconsumed_tail
        self.known += piece
        return piece

    def whole(self) -> str:
        """All of it."""
        while self.more():
            pass
        return self.known


_text = cache(_Text)
_PIECE = 50_000
_DATE = regex(r'"date":"([0-9-]+)"')
_NAME = regex(r'"([^"]+)":\{(?="(?:Id|Statement|Version)":)')
"""How the path and name of a document stand before it."""
_DECODER = json.JSONDecoder()


def _read(path_and_name: str) -> Mapping[str, Any] | None:
    """A document with runs of actions of one service as one text (``tools/managed_documents.py``)."""
    if not path_and_name:
        return None
    text, mark, looked = _text(), f'"{path_and_name}":{{', 0
    while True:
        at = text.known.find(mark, looked)
        short = _decoded(text.known, at + len(mark) - 1) if at >= 0 else None
        if short is not None:
            return short
        looked = at if at >= 0 else max(0, len(text.known) - len(mark))
        if not text.more():
            return None


def _decoded(text: str, at: int) -> Mapping[str, Any] | None:
    """The object that begins there, if the text goes on to its end."""
    try:
        found: Mapping[str, Any]
        found, _ = _DECODER.raw_decode(text, at)
    except ValueError:
        return None
    return found


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
