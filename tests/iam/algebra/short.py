"""Patterns as a test writes them, and every short text to try them on."""

from collections.abc import Sequence
from itertools import product

from hauberk.iam.evaluator.matching import Filling
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.text import Glob, Hole, Part, glob

NOTHING = Filling(lambda _: None, {})
"""A request without any value for a variable."""


def written(text: str) -> Glob:
    """A pattern with wildcards and variables; ``<name>`` in it is a hole."""
    parts: list[Part] = []
    for piece in text.split(">"):
        said, begun, name = piece.partition("<")
        parts += pattern(said, variables=True, wild=True).parts
        parts += [Hole(name)] if begun else []
    return glob(*parts)


def texts(alphabet: Sequence[str], longest: int) -> list[str]:
    """All texts of some pieces, the shortest first."""
    return ["".join(made) for length in range(longest + 1) for made in product(alphabet, repeat=length)]
