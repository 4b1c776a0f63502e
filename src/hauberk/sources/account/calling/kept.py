"""The door: what AWS answered, as it is kept. Nothing passes into a snapshot but through here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hauberk.model.concealed import Key
from hauberk.model.sifted import Sieve
from hauberk.sources.account.reads import Read

METADATA = "ResponseMetadata"
"""What the SDK adds to an answer: about the call, not of it."""
_LONGEST = 16 * 1024 * 1024
"""Bytes that are read of a body that comes as a stream."""


class Door:
    """Lets answers in: as plain data, and without secret values, for which tokens under a key stand."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._sieves: dict[tuple[tuple[str, ...], tuple[str, ...]], Sieve] = {}

    def kept(self, answer: Mapping[str, Any], read: Read) -> dict[str, Any]:
        """A page of an answer as it is kept, without what the SDK adds about the call.

        Raises :class:`hauberk.model.sifted.TooLargeError` for one that can't be looked through.
        """
        sieve = self._sieves.get((read.conceals, read.identifies))
        if sieve is None:
            sieve = Sieve(read.conceals, self._key, known=read.identifies)
            self._sieves[read.conceals, read.identifies] = sieve
        content = {name: value for name, value in answer.items() if name != METADATA}
        whole = plain(content)
        found: dict[str, Any] = sieve.sift(read.digest(whole) if read.digest is not None else whole)
        return found


def plain(value: Any) -> Any:
    """Data as JSON has it: times in ISO 8601, bytes as the text that they are. Those that are none stay bytes, of which
    only a token is kept."""
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


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data
