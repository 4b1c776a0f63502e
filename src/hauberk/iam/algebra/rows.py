"""Patterns of policies as rows of steps, in each of the ways in which IAM reads them, and as machines."""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

from hauberk.iam.algebra.machine import Letters, Machine, Step, Token
from hauberk.iam.language.text import ANY, Glob, Variable, Wild


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
def union(globs: tuple[Glob, ...], reading: Reading, lenient: bool = False, wide: bool = False) -> Machine:
    """The machine of a union of patterns: all texts of theirs, and some more if it is ``lenient`` or ``wide``; see
    :func:`row_of`."""
    rows = [row for pattern in globs if (row := row_of(pattern, reading, wide or lenient)) is not None]
    return Machine(map(_widened, rows) if lenient else rows, lenient)


def _widened(row: tuple[Step, ...]) -> tuple[Step, ...]:
    """A row that takes any text for its tokens."""
    if all(isinstance(takes, Letters) or all(isinstance(one, str) for one in takes) for takes, _ in row):
        return row
    return tuple(
        step if isinstance(step.takes, Letters) or all(isinstance(one, str) for one in step.takes) else _ANYTHING
        for step in row
    )


_ANYTHING = Step(Letters.ALL, True)


@lru_cache(maxsize=16384)
def row_of(pattern: Glob, reading: Reading, wide: bool = False) -> tuple[Step, ...] | None:
    """The steps of a pattern; ``None`` if it matches nothing.

    What a wildcard takes may hang on the colons of what a token before it stands for. With ``wide`` it takes all that
    it may take, else what it takes for sure: the one for what must be, the other for what mustn't.
    """
    steps = _steps(pattern, reading, wide)
    return None if steps is None else tuple(_in_order(steps))


def _steps(pattern: Glob, reading: Reading, wide: bool) -> Iterable[Step] | None:
    match reading:
        case Reading.RESOURCE if pattern.parts and str(pattern.parts[0]).startswith("arn:"):
            return _resource(pattern, wide)
        case Reading.ARN if not pattern.everything:
            return _arn(pattern, wide)
    return _plain(pattern, reading is Reading.FOLDED)


def _in_order(steps: Iterable[Step]) -> list[Step]:
    """One character of a class before any number of them: ``*?`` is ``?*``, so that one look tells that they are."""
    ordered: list[Step] = []
    for step in steps:
        last = ordered[-1] if ordered else None
        if last is None or not last.star or step.takes is not last.takes:
            ordered.append(step)
        elif not step.star:
            ordered.insert(-1, step)
    return ordered


def _plain(pattern: Glob, folded: bool) -> tuple[Step, ...]:
    steps: list[Step] = []
    for part in pattern.parts:
        if isinstance(part, str):
            steps += [_letter(char, folded) for char in part]
        else:
            steps.append(_step(part, Letters.ALL))
    return tuple(steps)


def _step(part: Wild | Token, wild: Letters) -> Step:
    return Step(wild, part is ANY) if isinstance(part, Wild) else Step(frozenset((part,)))


@lru_cache(maxsize=1024)
def _letter(char: str, folded: bool = False) -> Step:
    return Step(
        frozenset(case for case in (char, char.lower(), char.upper()) if len(case) == 1)
        if folded
        else frozenset((char,))
    )


def _resource(pattern: Glob, wide: bool) -> tuple[Step, ...]:
    """The steps of an ARN in ``Resource``.

    "You can use wildcard characters within the individual segments of an ARN (the parts separated by colons) … If the *
    wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon boundaries" (IAM
    user guide, "IAM JSON policy elements: Resource", 2026-11). An ARN has six segments; the sixth holds colons itself.
    """
    steps: list[Step] = []
    colons = 0
    parts = pattern.parts
    for index, part in enumerate(parts):
        if isinstance(part, str):
            colons += part.count(":")
            steps += [_letter(char) for char in part]
            continue
        following = parts[index + 1] if index + 1 < len(parts) else ":"
        last = part is ANY and (str(following)[0] == ":" or (wide and isinstance(following, Variable)))
        steps.append(_step(part, Letters.ALL if colons >= _COLONS or last else Letters.NOT_COLON))
        if wide and isinstance(part, Variable):
            colons = _COLONS
    return tuple(steps)


_COLONS = 5


def _arn(pattern: Glob, wide: bool) -> tuple[Step, ...] | None:
    """The steps of a pattern of ``ArnLike``.

    "Each of the six colon-delimited components of the ARN is checked separately and each can include multi-character
    match wildcards (*) or single-character match wildcards (?)" (IAM user guide, "IAM JSON policy elements: Condition
    operators", 2026-11). The sixth holds colons of its own. A pattern of fewer parts matches nothing, unless something
    unknown is in it: that may be a whole ARN (``{Ref: Topic}``).
    """
    steps: list[Step] = []
    colons = 0
    tokens = bool(pattern.holes or pattern.variables)
    for part in pattern.parts:
        if isinstance(part, str):
            colons += part.count(":")
            steps += [_letter(char) for char in part]
        else:
            steps.append(_step(part, Letters.ALL if colons >= _COLONS else Letters.NOT_COLON))
            if wide and not isinstance(part, Wild):
                colons = _COLONS
    if colons < _COLONS and tokens and not any(isinstance(part, Wild) for part in pattern.parts):
        return tuple(steps)  # the very text, which is taken if it is an ARN at all
    return tuple(steps) if colons >= _COLONS else None
