"""Languages of text: unions of patterns, as automata whose states are bits of one integer.

A pattern is a row of steps; being before step *i* is bit *i*. Reading a character moves all bits at once (the shift-and
method of Baeza-Yates and Gonnet, "A new approach to text searching", 1992), so that a union of hundreds of ARNs costs
what one does. Subsets of positions are the states of the deterministic automaton, made as they are met and remembered.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from hauberk.iam.language.text import Hole, Variable

Token: TypeAlias = Hole | Variable
Symbol: TypeAlias = str | Token
"""A letter of the alphabet: a character, or a hole or variable taken as a letter that equals only itself."""

DIGITS = "0123456789"
LOWER = "abcdefghijklmnopqrstuvwxyz"
"""As :mod:`string` has them, which takes a while to load for its templates."""


class Letters(IntEnum):
    """Classes of characters that a step may take."""

    ALL = 0
    NOT_COLON = 1
    NAME = 2
    """Neither colon nor slash."""
    DIGIT = 3
    REGION = 4
    """Lower-case letters, digits and hyphens: partitions, services and regions."""


def _takes(letters: Letters, symbol: Symbol) -> bool:
    if letters is Letters.ALL:
        return True
    if not isinstance(symbol, str):
        return isinstance(symbol, Hole) and letters is Letters.NOT_COLON  # what a hole stands for is a name
    match letters:
        case Letters.NOT_COLON:
            return symbol != ":"
        case Letters.NAME:
            return symbol not in ":/"
        case Letters.DIGIT:
            return symbol in DIGITS
        case Letters.REGION:
            return symbol in _REGION
    raise AssertionError(letters)


_REGION = frozenset(LOWER + DIGITS + "-")


_WITHIN: dict[Letters, tuple[Letters, ...]] = {
    Letters.ALL: tuple(Letters),
    Letters.NOT_COLON: (Letters.NOT_COLON, Letters.NAME, Letters.DIGIT, Letters.REGION),
    Letters.NAME: (Letters.NAME, Letters.DIGIT, Letters.REGION),
    Letters.REGION: (Letters.DIGIT, Letters.REGION),
    Letters.DIGIT: (Letters.DIGIT,),
}
"""The classes that hold no more than a class does."""


class Step(NamedTuple):
    """One step of a pattern: what it takes, and whether it takes any number of them."""

    takes: frozenset[Symbol] | Letters
    star: bool = False


class Machine:
    """A union of patterns. Machines are shared, and compared by identity; see :func:`union`.

    A token is a letter to it that equals only itself, and one that any repeated step takes: where nothing is left of a
    language with tokens, nothing is left of it with any text in their place. A ``lenient`` machine is for the other
    side of such a proof: it takes a token, its own or another's, as any text at all.
    """

    __slots__ = (
        "_earlier",
        "_heads",
        "_masks",
        "_moves",
        "_named",
        "_open",
        "_seen",
        "_wide",
        "accept",
        "certain",
        "lenient",
        "letters",
        "literals",
        "open",
        "rows",
        "star",
        "start",
    )

    def __init__(self, rows: Iterable[Sequence[Step]], lenient: bool = False) -> None:
        self.lenient = lenient
        self.rows = tuple(rows)
        """Its patterns as steps."""
        self.star = 0
        """Bits before steps that repeat."""
        self.accept = 0
        """Bits past the last step of a row."""
        self.literals: frozenset[Symbol] = frozenset()
        """Every symbol that a step names."""
        self.letters: frozenset[Letters] = frozenset()
        """Every class that a step takes."""
        self._heads: tuple[str, ...] | None = None
        self._named: list[tuple[int, Symbol]] = []
        self._open: dict[Letters, int] = {}
        self._masks: dict[Symbol, int] = {}
        self._seen: dict[int, tuple[Symbol, ...]] = {}
        self._moves: dict[tuple[int, Symbol], int] = {}
        self._wide = 0
        """Bits before steps that take any text, but for those that begin a row."""
        self._earlier: dict[int, int] = {}
        """The earlier bits of its row, by the number of such a bit."""
        self.certain = 0
        """Bits from which any text is accepted."""
        start = bit = 0
        literals: set[Symbol] = set()
        by_symbol: dict[Symbol, int] = {}
        for row in self.rows:
            start |= 1 << bit
            first = bit
            for takes, star in row:
                here = 1 << bit
                if star:
                    self.star |= here
                    if takes is Letters.ALL and bit > first:
                        self._wide |= here
                        self._earlier[bit] = here - (1 << first)
                if isinstance(takes, Letters):
                    self._open[takes] = self._open.get(takes, 0) | here
                else:
                    for symbol in takes:
                        by_symbol[symbol] = by_symbol.get(symbol, 0) | here
                    literals |= takes
                bit += 1
            self.accept |= 1 << bit
            if row and row[-1] == (Letters.ALL, True):
                self.certain |= 1 << bit - 1
            bit += 1
        self.literals = frozenset(literals)
        self.letters = frozenset(self._open)
        self.open = 0
        """Bits before steps that take a class of characters."""
        for where in self._open.values():
            self.open |= where
        for symbol in literals:
            self._masks[symbol] = by_symbol[symbol] | self._taking(symbol)
        self._named = [(mask, symbol) for symbol, mask in by_symbol.items()]
        self.start = self._least(self._closed(start))

    @property
    def heads(self) -> tuple[str, ...]:
        """The texts that its patterns begin with, up to the first step that isn't one character."""
        if self._heads is None:
            self._heads = tuple(dict.fromkeys(map(_head, self.rows)))
        return self._heads

    def apart(self, other: "Machine") -> bool:
        """Whether the beginnings of the patterns tell that no text is of both languages. This one must not be lenient:
        its texts then begin as its patterns do."""
        mine, theirs = self.heads, other.heads
        if len(mine) * len(theirs) > _COMPARED:
            return False
        return not any(one.startswith(another) or another.startswith(one) for one in mine for another in theirs)

    def _taking(self, symbol: Symbol) -> int:
        mask = 0
        for letters, where in self._open.items():
            if _takes(letters, symbol):
                mask |= where if isinstance(symbol, str) else where & self.star
        return mask

    def _closed(self, state: int) -> int:
        """With the bits that are reached by taking nothing."""
        more = (state & self.star) << 1 & ~state
        while more:
            state |= more
            more = (more & self.star) << 1 & ~state
        return state

    def move(self, state: int, symbol: Symbol) -> int:
        """The state after a symbol; 0 is the dead one."""
        key = (state, symbol)
        after = self._moves.get(key)
        if after is None:
            if len(self._moves) > _ENOUGH:
                self._moves.clear()
            after = self._moves[key] = self._moved(state, symbol)
        return after

    def _moved(self, state: int, symbol: Symbol) -> int:
        if self.lenient and not isinstance(symbol, str):
            return self._reach(state)
        mask = self._masks.get(symbol)
        if mask is None:
            mask = self._masks[symbol] = self._taking(symbol)
        live = state & mask
        if not live:
            return 0
        stay = live & self.star
        return self._least(self._closed(((live ^ stay) << 1) | stay))

    def _least(self, state: int) -> int:
        """The same state without what it doesn't need: before a step that takes any text, all earlier places of its row
        lead to nothing more."""
        if state & self.certain:
            return state & self.certain | state & self.accept
        wide = state & self._wide
        while wide:
            bit = wide.bit_length() - 1
            earlier = self._earlier[bit]
            state &= ~earlier
            wide &= ~(earlier | 1 << bit)
        return state

    def _reach(self, state: int) -> int:
        """The state after some text: every later place of the rows that are live."""
        while True:
            more = state | (state & ~self.accept) << 1
            if more == state:
                return state
            state = more

    def named(self, state: int) -> tuple[Symbol, ...]:
        """The symbols that a live step names: all others are alike to the machine, but for their class."""
        found = self._seen.get(state)
        if found is None:
            found = self._seen[state] = tuple(symbol for mask, symbol in self._named if state & mask)
        return found

    def covers(self, row: "Sequence[Step]") -> bool:
        """Whether every text of a row is in the language, as far as one look tells: each repeated step of the row is
        taken by one repeated step here. ``False`` means that it wasn't seen so, not that it isn't so."""
        state = self.start
        for takes, star in row:
            if isinstance(takes, Letters):
                live = 0
                for letters, where in self._open.items():
                    if takes in _WITHIN[letters]:
                        live |= where
                live &= state & self.star if star else state
                stay = live & self.star
                state = self._closed(((live ^ stay) << 1) | stay)
            else:
                (symbol, *others) = takes
                after = self.move(state, symbol)
                if any(self.move(state, other) != after for other in others):
                    return False
                state = after
            if not state:
                return False
        return bool(state & self.accept)

    def accepts(self, text: Iterable[Symbol]) -> bool:
        """Whether a text is in the language."""
        state = self.start
        for symbol in text:
            state = self.move(state, symbol)
            if not state:
                return False
        return bool(state & self.accept)


def _head(row: Sequence[Step]) -> str:
    head: list[str] = []
    for takes, star in row:
        if star or isinstance(takes, Letters) or len(takes) != 1:
            break
        (symbol,) = takes
        if not isinstance(symbol, str):
            break
        head.append(symbol)
    return "".join(head)


_COMPARED = 1_000
"""Pairs of beginnings that are compared."""
_ENOUGH = 50_000
"""Moves that one machine remembers."""
