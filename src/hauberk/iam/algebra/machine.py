"""Languages of text: unions of patterns, as automata whose states are bits of one integer.

A pattern is a row of steps; being before step *i* is bit *i*. Reading a character moves all bits at once (the shift-and
method of Baeza-Yates and Gonnet, "A new approach to text searching", 1992), so that a union of hundreds of ARNs costs
what one does. Subsets of positions are the states of the deterministic automaton, made as they are met and remembered.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from string import ascii_lowercase, digits
from typing import NamedTuple, TypeAlias

from hauberk.iam.language.text import ANY, ONE, Glob, Hole, Variable

Token: TypeAlias = Hole | Variable
Symbol: TypeAlias = str | Token
"""A letter of the alphabet: a character, or a hole or variable taken as a letter that equals only itself."""


class Letters(IntEnum):
    """Classes of characters that a step may take."""

    ALL = 0
    NOT_COLON = 1
    NAME = 2
    """Neither colon nor slash."""
    DIGIT = 3
    REGION = 4
    """Lower-case letters, digits and hyphens: partitions, services and regions."""
    TOKEN = 5
    """No character: a hole or a variable."""


def _takes(letters: Letters, symbol: Symbol) -> bool:
    if letters is Letters.ALL:
        return True
    if not isinstance(symbol, str):
        # A name that isn't known is taken for one without colons: whole ARNs are spelt out before they come here.
        return letters is not Letters.DIGIT
    match letters:
        case Letters.NOT_COLON:
            return symbol != ":"
        case Letters.NAME:
            return symbol not in ":/"
        case Letters.DIGIT:
            return symbol in digits
        case Letters.REGION:
            return symbol in _REGION
        case Letters.TOKEN:
            return False
    raise AssertionError(letters)


_REGION = frozenset(ascii_lowercase + digits + "-")


class Step(NamedTuple):
    """One step of a pattern: what it takes, and whether it takes any number of them."""

    takes: frozenset[Symbol] | Letters
    star: bool = False


class Machine:
    """A union of patterns. Machines are shared, and compared by identity; see :func:`union`."""

    __slots__ = ("_masks", "_moves", "_named", "_open", "accept", "letters", "literals", "star", "start")

    def __init__(self, rows: Iterable[Sequence[Step]]) -> None:
        self.star = 0
        """Bits before steps that repeat."""
        self.accept = 0
        """Bits past the last step of a row."""
        self.literals: frozenset[Symbol] = frozenset()
        """Every symbol that a step names."""
        self.letters: frozenset[Letters] = frozenset()
        """Every class that a step takes."""
        self._named: list[tuple[int, frozenset[Symbol]]] = []
        self._open: dict[Letters, int] = {}
        self._masks: dict[Symbol, int] = {}
        self._moves: dict[int, tuple[Symbol, ...]] = {}
        start = bit = 0
        literals: set[Symbol] = set()
        by_symbol: dict[Symbol, int] = {}
        for row in rows:
            start |= 1 << bit
            for takes, star in row:
                here = 1 << bit
                if star:
                    self.star |= here
                if isinstance(takes, Letters):
                    self._open[takes] = self._open.get(takes, 0) | here
                else:
                    for symbol in takes:
                        by_symbol[symbol] = by_symbol.get(symbol, 0) | here
                    literals |= takes
                bit += 1
            self.accept |= 1 << bit
            bit += 1
        self.literals = frozenset(literals)
        self.letters = frozenset(self._open)
        self._masks = {}
        for symbol in literals:
            self._masks[symbol] = by_symbol[symbol] | self._taking(symbol)
        self._named = [(mask, frozenset((symbol,))) for symbol, mask in by_symbol.items()]
        self.start = self._closed(start)

    def _taking(self, symbol: Symbol) -> int:
        mask = 0
        for letters, where in self._open.items():
            if _takes(letters, symbol):
                mask |= where
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
        mask = self._masks.get(symbol)
        if mask is None:
            mask = self._masks[symbol] = self._taking(symbol)
        live = state & mask
        if not live:
            return 0
        stay = live & self.star
        return self._closed(((live ^ stay) << 1) | stay) if stay or self.star else live << 1

    def named(self, state: int) -> tuple[Symbol, ...]:
        """The symbols that a live step names: all others are alike to the machine, but for their class."""
        found = self._moves.get(state)
        if found is None:
            symbols = [symbol for mask, group in self._named if state & mask for symbol in group]
            found = self._moves[state] = tuple(symbols)
        return found

    def accepts(self, text: Iterable[Symbol]) -> bool:
        """Whether a text is in the language."""
        state = self.start
        for symbol in text:
            state = self.move(state, symbol)
            if not state:
                return False
        return bool(state & self.accept)


class Reading(IntEnum):
    """How a pattern's wildcards and letters are meant."""

    PLAIN = 0
    """``StringLike``: a wildcard takes anything."""
    FOLDED = 1
    """Without regard to case."""
    RESOURCE = 2
    """A ``Resource`` element: see :func:`_resource`."""
    ARN = 3
    """``ArnLike``: six parts, each for itself; see :func:`_arn`."""


@lru_cache(maxsize=4096)
def union(globs: tuple[Glob, ...], reading: Reading) -> Machine:
    """The machine of a union of patterns."""
    return Machine(row for glob in globs if (row := _row(glob, reading)) is not None)


@lru_cache(maxsize=16384)
def _row(glob: Glob, reading: Reading) -> tuple[Step, ...] | None:
    match reading:
        case Reading.RESOURCE if glob.parts and isinstance(glob.parts[0], str) and glob.parts[0].startswith("arn:"):
            return tuple(_resource(glob))
        case Reading.ARN if not glob.everything:
            return _arn(glob)
        case Reading.FOLDED:
            return tuple(_plain(glob, True))
    return tuple(_plain(glob, False))


def _plain(glob: Glob, folded: bool, wild: Letters = Letters.ALL) -> list[Step]:
    steps: list[Step] = []
    for part in glob.parts:
        if isinstance(part, str):
            steps += [_letter(char, folded) for char in part]
        elif part is ANY:
            steps.append(Step(wild, True))
        elif part is ONE:
            steps.append(Step(wild))
        else:
            assert isinstance(part, (Hole, Variable))
            steps.append(Step(frozenset((part,))))
    return steps


@lru_cache(maxsize=1024)
def _letter(char: str, folded: bool = False) -> Step:
    return Step(
        frozenset(case for case in (char, char.lower(), char.upper()) if len(case) == 1)
        if folded
        else frozenset((char,))
    )


def _resource(glob: Glob) -> list[Step]:
    """The steps of an ARN in ``Resource``.

    "You can use wildcard characters within the individual segments of an ARN (the parts separated by colons) … If the *
    wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon boundaries" (IAM
    user guide, "IAM JSON policy elements: Resource", 2026-11). An ARN has six segments; the sixth holds colons itself.
    """
    steps: list[Step] = []
    colons = 0
    parts = glob.parts
    for index, part in enumerate(parts):
        if isinstance(part, str):
            colons += part.count(":")
            steps += [_letter(char) for char in part]
            continue
        if part is ANY:
            following = parts[index + 1] if index + 1 < len(parts) else ""
            last = following == "" or (isinstance(following, str) and following[0] == ":")
            steps.append(Step(Letters.ALL if last or colons >= _COLONS else Letters.NOT_COLON, True))
        elif part is ONE:
            steps.append(Step(Letters.ALL if colons >= _COLONS else Letters.NOT_COLON))
        else:
            assert isinstance(part, (Hole, Variable))
            steps.append(Step(frozenset((part,))))
    return steps


_COLONS = 5


def _arn(glob: Glob) -> tuple[Step, ...] | None:
    """The steps of a pattern of ``ArnLike``.

    "Each of the six colon-delimited components of the ARN is checked separately and each can include multi-character
    match wildcards (*) or single-character match wildcards (?)" (IAM user guide, "IAM JSON policy elements: Condition
    operators", 2026-11). The sixth holds colons of its own. A pattern of fewer parts matches nothing.
    """
    steps: list[Step] = []
    colons = 0
    for part in glob.parts:
        if isinstance(part, str):
            for char in part:
                colons += char == ":"
                steps.append(_letter(char))
        elif part is ANY or part is ONE:
            wild = Letters.ALL if colons >= _COLONS else Letters.NOT_COLON
            steps.append(Step(wild, part is ANY))
        else:
            assert isinstance(part, (Hole, Variable))
            steps.append(Step(frozenset((part,))))
    return tuple(steps) if colons >= _COLONS else None
