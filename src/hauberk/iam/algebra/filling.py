"""A text of a pattern, without a search."""

from collections.abc import Iterator, Sequence

from hauberk.iam.algebra.machine import Letters, Step, Symbol
from hauberk.iam.algebra.product import Word


def filled(row: Sequence[Step], letter: str = "a") -> Word:
    """A text of a row: what a star stands for in the parts of an ARN that are alike in most, else a letter."""
    return tuple(_symbols(row, letter))


def _symbols(row: Sequence[Step], letter: str) -> Iterator[Symbol]:
    colons = 0
    before = False
    for takes, star in row:
        if not isinstance(takes, Letters):
            symbol = next(iter(takes)) if len(takes) == 1 else min(takes, key=str)
            colons += symbol == ":"
            yield symbol
        elif not star:
            yield "0" if takes is Letters.DIGIT else letter
        elif takes in (Letters.ALL, Letters.NOT_COLON) and not before:
            yield from _USUAL.get(colons, letter)
        before = isinstance(takes, Letters)


_USUAL = {1: "aws", 3: "us-east-1", 4: "000000000000"}
"""An account of zeros is none: whoever makes a request of the text knows whose it is."""
