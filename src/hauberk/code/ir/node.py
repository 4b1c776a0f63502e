"""What every part of the core is."""

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: offsets in bytes from the start of the file, the end exclusive."""

    start: int
    end: int


class Node:
    """A part of a program. Two nodes are the same only if they are one.

    ``__match_args__`` are its fields, in order.
    """

    # Nodes are made by the hundred thousand in a process that lives for a moment. Plain classes with slots are the
    # quickest to make; to define them takes 1 ms, as many dataclasses or named tuples 5 (measured 2026-11). A union of
    # named tuples that hold each other also takes a type checker minutes.
    __slots__ = ()
    __match_args__: tuple[str, ...] = ()
