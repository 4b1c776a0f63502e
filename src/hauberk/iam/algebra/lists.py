"""Patterns that other patterns of a list hold."""

from collections.abc import Iterator, Sequence

from hauberk.iam.algebra.rows import Reading, row_of, union
from hauberk.iam.language.text import Glob


def is_within(one: Glob, other: Glob, reading: Reading) -> bool:
    """Whether every text of a pattern is one of another's, whatever their holes and variables stand for.

    As far as one look tells, which is all there is between two patterns of wildcards: what a star of one may stand for,
    a fresh letter among others, only a star of the other takes.
    """
    if one == other or other.everything:
        return True
    if one.everything or _apart(one, other):
        return False
    row = row_of(one, reading, wide=True)
    return row is not None and union((other,), reading).covers(row)


def _apart(one: Glob, other: Glob) -> bool:
    """Whether the beginnings of two patterns tell that neither holds the other, which is how most pairs are."""
    first, second = (glob.parts[0] if glob.parts else "" for glob in (one, other))
    if not isinstance(first, str) or not isinstance(second, str):
        return False
    size = min(len(first), len(second))
    return first[:size].lower() != second[:size].lower()


def held_by(globs: Sequence[Glob], reading: Reading) -> Iterator[tuple[int, int]]:
    """The places of patterns that another of the list holds, with that other's: of two that are alike, the later."""
    gone: set[int] = set()
    seen: dict[Glob, int] = {}
    wild: dict[str, list[int]] = {}
    for index, glob in enumerate(globs):
        first = seen.setdefault(glob, index)
        if first != index:
            gone.add(index)
            yield index, first
        elif glob.literal is None:
            wild.setdefault(beginning(glob), []).append(index)
    sizes = sorted(set(map(len, wild)))
    left = MOST_COMPARED
    for index, glob in enumerate(globs):
        if index in gone:
            continue
        start = beginning(glob)
        for other in (other for size in sizes if size <= len(start) for other in wild.get(start[:size], ())):
            left -= 1
            if other != index and other not in gone and is_within(glob, globs[other], reading):
                gone.add(index)
                yield index, other
                break
        if left < 0:
            return


MOST_COMPARED = 200_000
"""Pairs of patterns of one list that are compared. A list past that is made to be slow."""


def beginning(glob: Glob) -> str:
    """The text that a pattern begins with: a pattern that holds it begins with no more than that."""
    first = glob.parts[0] if glob.parts else ""
    return first if isinstance(first, str) else ""
