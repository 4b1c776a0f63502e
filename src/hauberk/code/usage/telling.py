"""What everything stands on that watches a handler: how limits of parts of its event are noted."""

from collections.abc import Callable
from typing import Any

from hauberk.code import ir
from hauberk.code.flow.follower import Follower
from hauberk.code.flow.frames import Facts, Frame
from hauberk.code.flow.knowledge import Lookup
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import (
    Atom,
    Input,
    Literal,
    Record,
    Sequence,
    Value,
)
from hauberk.code.program import Program
from hauberk.code.usage.limits import TYPES, Evidence, Known, Limits, Path, part, root_name, touch

_SIZED = frozenset(("array", "object", "string"))
"""Types that have a length: a default tells which of them is meant."""
NO_NULL = TYPES - {"null"}


class Telling(Follower):
    """Follows one entry point without asking who is behind the event.

    ``source`` gives the bytes of a file: whether a chain asks (``a?.b``) stands there alone.
    """

    def __init__(self, program: Program, lookup: Lookup, source: Callable[[str], bytes]) -> None:
        super().__init__(program, lookup, lambda _: None)
        self.source = source
        self.reads: dict[Path, Site] = {}
        """Parts that are read by their names, with the first place of each."""
        self.unnamed: dict[Path, Site] = {}
        """Parts of which something is read under a name that isn't written down."""
        self.iterated: dict[Path, Site] = {}
        """Parts whose items are gone through."""
        self.whole: dict[Path, tuple[str, Site]] = {}
        """Parts that are handed on as a whole, and to what."""
        self.declared: dict[Path, tuple[str, Site]] = {}
        """Parts that the program validates itself, and what does."""
        self.touched: set[str] = set()
        """The roots of which anything was read yet."""
        self.untold: dict[tuple[Path, str], Site] = {}
        """Regular expressions that parts have to fit, and that JSON Schema can't say."""
        self.ends: list[tuple[str, Facts]] = []
        """What is known where an entry ends well, and what calls the entry."""
        self.fallbacks: set[Value] = set()
        """Values that stand for a part if it is there, and for a default only if it isn't."""
        self.by_get = False
        self._gathers: list[ir.Gather] = []
        """Comprehensions that are under way."""
        self.vague = 0
        """How many conditions are under way of which a value that counts as true isn't what they ask for."""
        self._all = 0
        """How many conditions are under way that hold for each alternative of a value."""
        self._sure = 0
        """How many calls are under way whose functions are called for certain."""
        self.asked_at = ir.Place(0, 0)
        """Where the condition stands that is being asked."""

    def tell(self, path: Path, limits: Limits, frame: Frame) -> None:
        """Notes that something holds of a part from here on."""
        if frame.state is None:
            return
        root = root_name(path)
        self.touched.add(root)
        touch(frame.state.facts, root)
        key = part(path)
        before = frame.state.facts.get(key)
        known = Known(limits)
        frame.state.facts[key] = before | known if isinstance(before, Known) else known

    def says(self, path: Path, frame: Frame, at: ir.Place, says: str, **what: Any) -> None:
        """Notes limits, by the names that :class:`Limits` has for them, with their evidence."""
        site = frame.site(at)
        evidence = frozenset(Evidence(name, says, site) for name in what)
        self.tell(path, Limits(**what, evidence=evidence), frame)

    def path_of(self, value: Value) -> tuple[Path, bool] | None:
        """The part that a value is, and whether it is nothing else: a default may stand beside it."""
        inputs = [atom for atom in value.atoms if isinstance(atom, Input)]
        if len(inputs) != 1 or inputs[0].path[0] == "context":
            return None
        others = [atom for atom in value.atoms if atom is not inputs[0]]
        if any(not isinstance(atom, (Literal, Record, Sequence)) for atom in others):
            return None
        return inputs[0].path, not others

    def typed_as(self, value: Value, types: frozenset[str], frame: Frame, at: ir.Place, says: str, **more: Any) -> None:
        """Notes the types that a part has where something works that takes these alone."""
        found = self.path_of(value)
        if found is None:
            return
        path, sure = found
        if sure:
            self.says(path, frame, at, says, there=True, types=types, **more)
        elif value in self.fallbacks:
            own = {kind for atom in value.atoms if (kind := _kind_of(atom))}
            narrow = types & own if types <= _SIZED else types
            self.says(path, frame, at, says, types=narrow or types, **more)
        else:  # ``part or default``: whatever counts as false is let through
            loose = {name: frozenset(f"^$|{one}" for one in each) for name, each in more.items() if name == "patterns"}
            self.says(path, frame, at, says, types=types | {"null"}, **loose)

    def asks(self, frame: Frame, at: ir.Place) -> bool:
        """Whether a chain has ``?.`` in it: then nothing of it has to be there."""
        return self.is_script(frame) and b"?." in self.source(frame.file)[at.start : at.end]


def _kind_of(atom: Atom) -> str:
    """The type of a default."""
    if isinstance(atom, Literal) and isinstance(atom.value, str):
        return "string"
    return "array" if isinstance(atom, Sequence) else "object" if isinstance(atom, Record) else ""
