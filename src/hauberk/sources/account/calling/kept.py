"""The door: what AWS answered, as it is kept. Nothing passes into a snapshot but through here."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from typing import Any

from hauberk.sources.account.reads import Read

_LONGEST = 16 * 1024 * 1024
"""Bytes that are read of a body that comes as a stream."""


def kept(answer: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """A page of an answer as plain data, such as a file of JSON gives back, without what the SDK adds about the call.

    What ``read`` says that is to be concealed is concealed here.
    """
    return {name: plain(value) for name, value in answer.items() if name != "ResponseMetadata"}


def plain(value: Any) -> Any:
    """Data as JSON has it: times in ISO 8601, bytes as their text, or in base 64 where they are none."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Mapping():
            return {str(name): plain(inner) for name, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case bytes() | bytearray():
            return _text(bytes(value))
    if hasattr(value, "read"):
        return _text(value.read(_LONGEST))
    return str(value)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return b64encode(data).decode("ascii")
