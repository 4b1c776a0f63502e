"""What the follower asks about everything that isn't the application's: how hostile data passes through it."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Gives(Enum):
    """What a call gives."""

    CARRIED = "carried"
    """Something of what it is called on and with, hostile if one of them is."""
    DECODED = "decoded"
    """Its first argument in another form."""
    SAME = "same"
    """Its first argument."""
    ITSELF = "itself"
    """What it is called on."""
    NEVER = "never"
    """Nothing: it raises, or ends the process."""
    CLEAN = "clean"
    """Nothing that is in the hands of whoever made its arguments."""
    OWN = "own"
    """Nothing of its arguments, but something of what it is called on."""


class Transfer(NamedTuple):
    """How data passes through a call."""

    gives: Gives = Gives.CARRIED
    cleans: frozenset[str] = frozenset()
    """The kinds of sinks for which the result is harmless."""
    guards: frozenset[str] = frozenset()
    """The kinds of sinks for which its first argument is harmless afterwards, since it would have raised."""
    tests: frozenset[str] = frozenset()
    """The kinds of sinks for which its first argument is harmless where it gives something true."""
    rejects: frozenset[str] = frozenset()
    """The same where it gives something false."""


class Route(NamedTuple):
    """Something that calls back functions that it is given, with requests from outside."""

    arguments: tuple[str, ...]
    """What each argument is: "request", "record" (one of a batch), or the name of a symbol. Those that follow are parts
    of the request."""


class Knowledge(NamedTuple):
    """Tables by the path of what is called: whole (``html.escape``), by its root (``boto3.*``), or by its last name
    (``*.lower``)."""

    transfers: Mapping[str, Transfer]
    routes: Mapping[str, Route]
    schemas: Mapping[str, str]
    """Calls that validate by a schema or a model, by the way in which they take it."""
    fields: Mapping[str, Transfer]
    """Members whose values are harmless for some kinds, or not hostile at all."""


CARRIED = Transfer()


class Lookup:
    """Finds what tables say about paths, and remembers it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._transfers: dict[str, Transfer] = {}
        self._routes: dict[str, Route | None] = {}
        self._schemas: dict[str, str | None] = {}
        self._fields: dict[str, Transfer | None] = {}

    def transfer(self, path: str) -> Transfer:
        """How data passes through a call of something."""
        found = self._transfers.get(path)
        if found is None:
            table = self._knowledge.transfers
            by_name = table.get(f"*.{path.rpartition('.')[2]}")
            if by_name is not None and by_name.gives is Gives.ITSELF and path not in table:
                found = by_name
            else:
                found = _by_path(table, path) or CARRIED
                if found.gives is Gives.CLEAN and path not in table and found is not by_name:
                    found = found._replace(gives=Gives.OWN)
            self._transfers[path] = found
        return found

    def route(self, path: str) -> Route | None:
        """How it calls back what it is given, if it does so for requests."""
        if path not in self._routes:
            self._routes[path] = _by_path(self._knowledge.routes, path)
        return self._routes[path]

    def schema(self, path: str) -> str | None:
        """How a call takes the schema by which it validates, if it does."""
        if path not in self._schemas:
            self._schemas[path] = _by_path(self._knowledge.schemas, path)
        return self._schemas[path]

    def field(self, path: str) -> Transfer | None:
        """What is known of a member."""
        if path not in self._fields:
            self._fields[path] = _by_path(self._knowledge.fields, path)
        return self._fields[path]


def _by_path(table: "Mapping[str, T]", path: str) -> "T | None":
    found = table.get(path)
    if found is not None:
        return found
    root = path
    while "." in root:
        root = root.rpartition(".")[0]
        found = table.get(f"{root}.*")
        if found is not None:
            return found
    if path.startswith("@") and "/" in path:
        found = table.get(f"{path.partition('/')[0]}/*")
        if found is not None:
            return found
    return table.get(f"*.{path.rpartition('.')[2]}")
