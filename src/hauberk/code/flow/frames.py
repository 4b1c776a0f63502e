"""The variables of a function while it is followed, and what is known of values by the checks that were passed."""

from typing import TypeAlias

from hauberk.code import ir
from hauberk.code.flow.taint import Site
from hauberk.code.flow.values import NOTHING, Literal, Unknown, Value, cleaned, join

EVERY = frozenset("*")
"""All kinds of sinks."""
Facts: TypeAlias = dict[Value, frozenset[str]]
MEETING = Value((Unknown("how facts meet"),))
"""Where a state has a :class:`Meeting`, if it has one."""


class Meeting(frozenset[str]):
    """How facts meet that mean something else than what holds on both of two ways."""

    def meet(self, mine: Facts, theirs: Facts) -> Facts:
        """The facts where two ways meet, of which at least one has this."""
        raise NotImplementedError


class State:
    """Variables and facts at one point of a program. A fact is for which kinds of sinks a value was found harmless."""

    __slots__ = ("facts", "names")

    def __init__(self, names: dict[str, Value], facts: Facts) -> None:
        self.names = names
        self.facts = facts

    def copy(self) -> "State":
        """The same, to go on with by itself."""
        return State(dict(self.names), dict(self.facts) if self.facts else {})


def joined(one: State | None, other: State | None) -> State | None:
    """The state where two ways meet; ``None`` is a way that isn't taken. A variable that has another value on each
    holds what was found of it on its own way: ``if (!isKnown(sort)) sort = "name";``."""
    if one is None or other is None or one is other:
        return one or other
    names = one.names
    for name, value in other.names.items():
        mine = names.get(name)
        if mine is not value:
            names[name] = value if mine is None else _either(mine, one.facts, value, other.facts)
    if one.facts or other.facts:
        one.facts = meeting(one.facts, other.facts)
    return one


def _either(mine: Value, facts: Facts, value: Value, others: Facts) -> Value:
    if (facts or others) and mine != value:
        return join(known(mine, facts), known(value, others))
    return join(mine, value)


def known(value: Value, facts: Facts) -> Value:
    """A value by what is known of it."""
    for _ in range(8 if facts else 0):  # what a check found of it, then what the next one did of that
        kinds = facts.get(value)
        if kinds is None and len(value.atoms) > 1:  # beside it is what is written down
            kinds = facts.get(Value(tuple(atom for atom in value.atoms if not isinstance(atom, Literal)), value.taint))
        if kinds is None:
            break
        before, value = value, cleaned(value, kinds)
        if value == before:
            break
    return value


def meeting(mine: Facts, theirs: Facts) -> Facts:
    """What is known where two ways meet."""
    how = mine.get(MEETING) or theirs.get(MEETING)
    if isinstance(how, Meeting):
        return how.meet(mine, theirs)
    return {value: both(kinds, theirs[value]) for value, kinds in mine.items() if value in theirs}


def both(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The kinds of sinks for which a value is harmless on either of two ways."""
    if one >= EVERY:
        return other
    return one if other >= EVERY else one & other


class Frame:
    """A function that is followed, or a module: its variables, those around it, and what it gives back."""

    __slots__ = (
        "aliases",
        "answers",
        "breaks",
        "changes",
        "collecting",
        "continues",
        "depth",
        "file",
        "last",
        "lasting",
        "outer",
        "own",
        "parameters",
        "raised",
        "returned",
        "state",
        "when",
        "yielded",
    )

    def __init__(self, file: str, outer: "Frame | None", own: frozenset[str] | None, depth: int = 0) -> None:
        self.file = file
        self.outer = outer
        self.own = own
        """Its variables; all that it sets, if that isn't told."""
        self.depth = depth
        self.state: State | None = State({}, {})
        """``None`` behind a ``return``: nothing that follows is done."""
        self.returned = NOTHING
        self.yielded = NOTHING
        self.breaks: list[list[State]] = []
        self.continues: list[list[State]] = []
        self.raised: list[list[State]] = []
        self.parameters: tuple[str, ...] = ()
        self.lasting: frozenset[str] = frozenset()
        """Parameters with a default that was made once, for all calls."""
        self.last: State | None = None
        """The state in which it ended, which functions inside see."""
        self.when: dict[bool, State | None] = {True: None, False: None}
        """The state with which a true or a false value is given back."""
        self.aliases: dict[str, ir.Expression] = {}
        """Variables that are names of a part of something else."""
        self.collecting: set[str] = set()
        """Lists whose being empty tells something."""
        self.answers = False
        """Whether what it gives back is an answer to whoever called the entry point."""
        self.changes = 0
        """How often functions inside have set its variables."""

    def site(self, at: ir.Place) -> Site:
        """A place in the file."""
        return Site(self.file, at)

    def owner(self, name: str) -> "Frame | None":
        """The frame whose variable a name is; ``None`` if it is the language's."""
        frame: Frame | None = self
        while frame is not None:
            own = frame.own
            if (own is not None and name in own) or (frame.state is not None and name in frame.state.names):
                return frame
            if own is None and frame.outer is None:
                return None
            frame = frame.outer
        return None
