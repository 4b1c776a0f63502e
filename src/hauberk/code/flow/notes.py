"""What is noted on the way beside calls and answers: what values are called, where texts are written, what is read of
the environment."""

from typing import NamedTuple

from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import Environment, Value

MAX_NAMED = 20_000
"""Names of values that are kept."""


class Named(NamedTuple):
    """A value under a name: a variable, a parameter, a field, or the function that gives it."""

    name: str
    value: Value
    site: Site


class Read(NamedTuple):
    """A variable of the environment that is read. One that ``raises`` has to be there."""

    name: str
    site: Site
    raises: bool


class Notes:
    """Notes of following one entry point, each thing once, in order."""

    __slots__ = (
        *("branches", "checked", "defaulted", "entries", "guarding", "loaded"),
        *("named", "once", "reads", "texts", "tolerant"),
    )

    def __init__(self) -> None:
        self.named: dict[Named, None] = {}
        self.texts: dict[str, Site] = {}
        """Texts that are written down, with the first place of each."""
        self.reads: dict[Read, None] = {}
        self.defaulted: set[Site] = set()
        """Places of the environment's variables that have something beside them for when they aren't there."""
        self.checked: set[str] = set()
        """Variables of the environment that a branch asks for."""
        self.branches: dict[Site, None] = {}
        """Statements that a condition stands before."""
        self.once: dict[Site, None] = {}
        """Functions whose outcome is kept, and given again."""
        self.entries: set[Site] = set()
        """Where invocations begin: the first step of every way from then on."""
        self.loaded = -1
        """Calls that were made while files were loaded, once the first invocation begins."""
        self.tolerant = 0
        """How many statements are under way that go on where a name isn't there."""
        self.guarding: int | None = None
        """How many calls were under way when the condition was begun that is being asked."""

    def name(self, name: str, value: Value, site: Site) -> None:
        """Notes what a value is called."""
        if len(self.named) < MAX_NAMED and value.atoms:
            self.named[Named(name, value, site)] = None

    def text(self, text: str, site: Site) -> None:
        """Notes where a text is written."""
        if len(text) > 3:
            self.texts.setdefault(text, site)

    def read(self, name: str, site: Site, calls: int, *, raises: bool) -> None:
        """Notes that a variable of the environment is read."""
        self.reads[Read(name, site, raises)] = None
        if self.guarding == calls:
            self.checked.add(name)

    def asked(self, value: Value, calls: int) -> None:
        """Notes that a condition is about a value."""
        if self.guarding == calls:
            self.checked.update(atom.name for atom in value.atoms if isinstance(atom, Environment))
