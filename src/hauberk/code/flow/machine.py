"""What every part of the follower stands on: its budget, its record, variables and how they are set."""

from collections.abc import Callable

from hauberk.code import ir
from hauberk.code.flow.applied import source
from hauberk.code.flow.frames import Frame
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.raised import Raised
from hauberk.code.flow.record import Kept, Lost, Record
from hauberk.code.flow.taint import CLEAN, Site, Step, Taint, Taints
from hauberk.code.flow.values import Arguments, Closure, Foreign, Input, Value, bounded, join, just
from hauberk.code.program import Program

STEPS = 200_000
"""Expressions and statements that are followed from one entry point."""
MAX_CALLS = 60
"""Calls of the application's own in each other."""
MAX_PATH = 10
"""Parts of an input's path."""


_IDENTITY = frozenset(("authorizer", "identity"))
VOUCHED = frozenset(("sdk-parameter",))
"""What an authorizer says of the caller is the caller's own, though not any harmless text."""


_ONE_LINE = frozenset(("log-injection",))
_HEADERS = frozenset(("authorizationToken", "cookies", "headers", "httpMethod", "multiValueHeaders", "rawQueryString"))
_OF_REQUEST = frozenset(("clientIp", "headers", "method", "protocol", "querystring", "sourceIp", "userAgent"))


def _vouched(path: tuple[str, ...]) -> frozenset[str]:
    """The kinds of sinks that a part of the input can do no harm in, whoever wrote it.

    Fields of headers, methods and queries that nobody decoded have no line breaks ("Field values containing CR, LF, or
    NUL characters are invalid", RFC 9110, 5.5), nor has the key of an object in S3's own events, which "is URL encoded"
    (Amazon S3 user guide, "Event message structure", 2026-11).
    """
    found = VOUCHED if _IDENTITY.intersection(path) else frozenset()
    if "{}" in path:  # what is decoded may be anything
        return found
    of_edge = path[1:2] == ("Records",) and path[3:5] == ("cf", "request") and bool(_OF_REQUEST.intersection(path[5:6]))
    of_context = path[1:2] == ("requestContext",) and bool(_OF_REQUEST.intersection(path[-1:]))
    of_object = path[1:2] == ("Records",) and path[3:6] == ("s3", "object", "key")
    if _HEADERS.intersection(path[1:2]) or of_edge or of_context or of_object:
        found |= _ONE_LINE
    return found


class SpentError(Exception):
    """The budget of an entry point is used up."""


class Machine:
    """The state of following one entry point.

    ``hostile`` tells for a part of the input what to call it as a source, if somebody outside says what it holds.
    """

    def __init__(
        self, program: Program, lookup: Lookup, hostile: Callable[[tuple[str, ...]], str | None], steps: int = STEPS
    ) -> None:
        self.program = program
        self.lookup = lookup
        self.hostile = hostile
        self.record = Record()
        self.left = steps
        self.way: list[Site] = []
        """The calls of the application's own that are under way."""
        self.heap: dict[tuple[str, ...], Value] = {}
        """Parts of the input that the program gave another value."""
        self.parsed: set[tuple[str, ...]] = set()
        """Parts of the input that were parsed before the program gets them."""
        self.callbacks: list[tuple[Closure, Foreign, Arguments, Arguments]] = []
        """Functions that something foreign was given to call with requests, and what they were given with."""

        self.gave: dict[ir.Call | ir.Gather, tuple[Frame, Value]] = {}
        """What calls and comprehensions gave when they were last made, and in which frame that was."""
        self.recalling: Frame | None = None
        """The frame in which nothing is made once more that was made before."""
        self.raised = Raised()

    def spend(self) -> None:
        """Takes a step. Raises :class:`SpentError`."""
        self.left -= 1
        if self.left < 0:
            raise SpentError

    def lose(self, code: str, text: str, site: Site) -> None:
        """Notes what can't be followed."""
        self.record.lost[Lost(code, text, site)] = None

    def is_script(self, frame: Frame) -> bool:
        """Whether a file is JavaScript's."""
        return not frame.file.endswith(".py")

    def input(self, path: tuple[str, ...], site: Site) -> Value:
        """A part of what the entry point is called with, read at a place."""
        path = path[:MAX_PATH]
        given = self.heap.get(path) if self.heap else None
        if given is not None:
            return given
        if path in self.parsed:
            path = (*path, "{}")
        return just(Input(*path), self.sources(path, site))

    def sources(self, path: tuple[str, ...], site: Site) -> Taints:
        """Who is behind a part of the input."""
        name = self.hostile(path)
        if name is None:
            return CLEAN
        return frozenset((Taint(name, _vouched(path), Step(site, f"{name} is read")),))

    def variable_source(self, path: str, site: Site) -> Taints:
        """Who is behind a variable that isn't the application's: somebody, where a user's pack says so."""
        said = self.lookup.declared(path)
        return source(said.name, site) if said is not None and said.holds else CLEAN

    def variable(self, name: str, frame: Frame) -> Value | None:
        """What a variable holds; ``None`` if it is the language's."""
        found = frame.state.names.get(name) if frame.state is not None else None
        if found is not None:  # as most are
            return found
        owner = frame.owner(name)
        if owner is None or owner.state is None:
            return None
        found = owner.state.names.get(name)
        if found is None and owner.outer is not None and owner is frame:
            return self.variable(name, owner.outer) if frame.own is None else None
        return found

    def assign(self, name: str, value: Value, frame: Frame, at: ir.Place | None = None) -> None:
        """Sets a variable."""
        value = bounded(value)
        if frame.state is None:
            return
        frame.aliases.pop(name, None)
        if frame.own is None or name in frame.own:
            frame.state.names[name] = value
            return
        owner = frame.owner(name)
        if owner is None:
            owner = frame
            while owner.outer is not None:
                owner = owner.outer
        if owner.state is None:
            return
        before = owner.state.names.get(name)
        after = value if before is None else join(before, value)
        if after != before:
            owner.state.names[name] = after
            owner.changes += 1
        if owner.outer is None and owner is not frame and at is not None:
            self.record.kept[Kept(name, value, frame.site(at))] = None
