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
    members: tuple[str, ...] = ()
    """The members of options in which such functions stand too."""
    own: bool = False
    """Whether the function is a handler of its own, which the deployment names: nothing else calls it."""


class Knowledge(NamedTuple):
    """Tables by the path of what is called: whole (``html.escape``), by its root (``boto3.*``), or by its last name
    (``*.lower``)."""

    transfers: Mapping[str, Transfer]
    routes: Mapping[str, Route]
    schemas: Mapping[str, str]
    """Calls that validate by a schema or a model, by the way in which they take it."""
    fields: Mapping[str, Transfer]
    """Members whose values are harmless for some kinds, or not hostile at all."""


RECEIVER, RESULT = "receiver", "result"


class Passing(NamedTuple):
    """That what a call is given, at some places (``0``), by some names or as what it is called on (``receiver``), goes
    ``to`` another such place or to the ``result``, as ``gives`` says."""

    given: tuple[int | str, ...]
    to: int | str = RESULT
    gives: Gives = Gives.CARRIED


class Declared(NamedTuple):
    """What packs say of one name, which ``name`` is as it is written there."""

    name: str
    answers: bool = False
    """Whether what a call of it gives is a source."""
    holds: bool = False
    """Whether it is a variable whose value is a source."""
    calls_back: tuple[str, ...] = ()
    """What the functions are called with that it is given, as routes have it."""
    cleans: frozenset[str] = frozenset()
    guards: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()
    rejects: frozenset[str] = frozenset()
    """As a transfer has them, of the argument in a place or of one of some names."""
    argument: int = 0
    names: tuple[str, ...] = ()
    passes: tuple[Passing, ...] = ()
    sink: bool = False


CARRIED = Transfer()
NO_PACK: Mapping[str, Declared] = {}


class Lookup:
    """Finds what tables say about paths, and remembers it. ``pack`` is what a user's configuration says of them, by the
    same paths; ``met`` are its names of which something was met, as they are written."""

    def __init__(self, knowledge: Knowledge, pack: Mapping[str, Declared] = NO_PACK) -> None:
        self._knowledge = knowledge
        self.pack = pack
        self.met: set[str] = set()
        self._transfers: dict[str, Transfer] = {}
        self._routes: dict[str, Route | None] = {}
        self._schemas: dict[str, str | None] = {}
        self._fields: dict[str, Transfer | None] = {}
        self._declared: dict[str, Declared | None] = {}

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
            self._routes[path] = _by_path(self._knowledge.routes, path) or self._called_back(path)
        return self._routes[path]

    def _called_back(self, path: str) -> Route | None:
        said = self.declared(path) or self.declared(path.removesuffix("()"))
        return Route(said.calls_back) if said is not None and said.calls_back else None

    def declared(self, path: str) -> Declared | None:
        """What the user's pack says of something that isn't the application's own."""
        if not self.pack:
            return None
        if path not in self._declared:
            found = self._declared[path] = _by_path(self.pack, path)
            if found is not None:
                self.met.add(found.name)
        return self._declared[path]

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


def path_of(name: str) -> str:
    """A name as paths have it: ``lib/clean.quote`` is ``lib.clean.quote``, but for packages with a scope."""
    name = name.removeprefix("./")
    return name if name.startswith("@") else name.replace("/", ".")


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
