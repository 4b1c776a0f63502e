"""A text of a pattern, without a search."""

from collections.abc import Iterable, Iterator, Sequence

from hauberk.iam.algebra.machine import Letters, Step, Symbol
from hauberk.iam.algebra.product import Word
from hauberk.iam.language.arn import PARTITIONS
from hauberk.iam.regions import usual


def filled(row: Sequence[Step], letter: str = "a") -> Word:
    """A text of a row: what a star stands for in the parts of an ARN that are alike in most, else a letter."""
    return tuple(_symbols(row, letter))


def _symbols(row: Sequence[Step], letter: str) -> Iterator[Symbol]:
    parts: list[list[Symbol]] = [[]]
    before = False
    for takes, star in row:
        if not isinstance(takes, Letters):
            symbols: Iterable[Symbol] = (next(iter(takes)) if len(takes) == 1 else min(takes, key=str),)
        elif not star:
            symbols = ("0" if takes is Letters.DIGIT else letter,)
        elif takes in (Letters.ALL, Letters.NOT_COLON) and not before:
            symbols = _usual(["".join(map(str, part)) for part in parts], letter)
        else:
            symbols = ()
        for symbol in symbols:
            yield symbol
            if symbol == ":":
                parts.append([])
            else:
                parts[-1].append(symbol)
        before = isinstance(takes, Letters)


_ACCOUNT = "000000000000"
"""None: whoever makes a request of the text knows whose it is."""


def _usual(parts: list[str], letter: str) -> str:
    """How a part of an ARN goes on, where those before it tell: the partition first, then a region of it."""
    begun = parts[-1]
    match len(parts) - 1:
        case 1:
            found = next((one for one in PARTITIONS if one.startswith(begun)), begun + letter)
            return found[len(begun) :]
        case 3:
            return (usual(parts[1], begun) or begun + letter)[len(begun) :]
        case 4 if not begun:
            return _ACCOUNT
    return letter
