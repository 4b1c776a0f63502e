"""What resolving one application may cost beyond its nodes: depth of function calls and size of text.

Shared by the resolvers of an application's nested stacks, since one's functions can lead into another's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

MAX_CALLS = 40
"""Functions inside functions. People write four or five; a level costs about nine Python frames."""
MAX_TEXT = 64 * 1024 * 1024
"""Characters that functions may make in one application. CloudFormation's own limit for a template is 1 MB."""
_PIECE = 50


class Nesting:
    """How deep the calls stand, and how much has been made."""

    __slots__ = ("calls", "made")

    def __init__(self) -> None:
        self.calls = 0
        self.made = 0

    @property
    def full(self) -> bool:
        """Whether another call would be one too deep."""
        return self.calls >= MAX_CALLS

    @property
    def spent(self) -> bool:
        """Whether functions have made more text than they may."""
        return self.made > MAX_TEXT

    def makes(self, characters: int = 0, pieces: int = 0) -> None:
        """Accounts for text, or for the pieces of a list."""
        self.made += characters + pieces * _PIECE

    @contextmanager
    def deeper(self, levels: int) -> Iterator[None]:
        """Counts something that isn't a function but costs as much depth as ``levels`` of them."""
        self.calls += levels
        try:
            yield
        finally:
            self.calls -= levels
