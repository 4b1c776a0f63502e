"""What is met on the way from an entry point: calls of what isn't the application's, answers, stores, and what couldn't
be followed."""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.code.flow.notes import Notes
from hauberk.code.flow.taint import CLEAN, Site, Taints
from hauberk.code.flow.values import Arguments, Foreign, Value, taint_of

MAX_AT_A_SITE = 16
"""Ways in which one call is met that are kept."""


class Called(NamedTuple):
    """A call of something that isn't the application's. Arguments are as they are when it is made."""

    callee: Foreign
    arguments: Arguments
    site: Site
    new: bool = False
    """Whether it makes an object (``new`` in JavaScript)."""
    way: tuple[Site, ...] = ()
    """The calls of the application's own that lead there, outermost first."""
    taint: Taints = CLEAN
    """Where what is hostile in what it is called on comes from."""
    held: Taints = CLEAN
    """Where what is hostile in the files comes from whose names it is given."""


class Stored(NamedTuple):
    """``of[key] = value``, or ``of.name = value``, in something foreign or under a name that isn't written down."""

    of: Value
    key: Value
    value: Value
    site: Site


class Kept(NamedTuple):
    """A variable of a module that is set during an invocation, and so outlives it."""

    name: str
    value: Value
    site: Site


class Answered(NamedTuple):
    """What the entry point gives back."""

    value: Value
    site: Site
    by: str = ""
    """What calls the function, if it was registered with something: a framework's route."""
    page: bool = False
    """Whether what calls it gives texts on as HTML."""


class Lost(NamedTuple):
    """Something that couldn't be followed: a stable code, and a sentence."""

    code: str
    text: str
    site: Site


class Record:
    """All that is met, each thing once, in the order in which it is met."""

    __slots__ = ("_at", "answers", "calls", "checked", "kept", "lost", "notes", "stores", "written")

    def __init__(self) -> None:
        self.calls: list[Called] = []
        self.stores: dict[Stored, None] = {}
        self.kept: dict[Kept, None] = {}
        self.answers: dict[Answered, None] = {}
        self.lost: dict[Lost, None] = {}
        self.written: dict[str, dict[tuple[Value, Site], None]] = {}
        """By a name: what hostile data records were given under it, and where."""
        self.checked: set[str] = set()
        """The parts of the input of which a check or a schema told something, whatever it was."""
        self.notes = Notes()
        self._at: dict[Site, set[tuple[Foreign, Arguments]]] = {}

    def call(self, called: Called) -> None:
        """Notes a call; of many ways in which one is met only the first are kept."""
        met = self._at.setdefault(called.site, set())
        what = (called.callee, called.arguments)
        if what not in met and len(met) < MAX_AT_A_SITE:
            met.add(what)
            self.calls.append(called)

    def wrote(self, name: str, value: Value, site: Site) -> None:
        """Notes what a record is given under a name, and keeps by itself what is hostile."""
        self.notes.name(name, value, site)
        if taint_of(value):
            self.written.setdefault(name.lower(), {})[value, site] = None

    def check(self, value: Value) -> None:
        """Notes that something was asked of a value."""
        self.checked.update(taint.source for taint in taint_of(value))

    def of(self, path: str) -> Iterator[Called]:
        """The calls of something by its path."""
        return (called for called in self.calls if called.callee.path == path)
