"""Functions and files of the core."""

from collections.abc import Callable
from typing import Literal as Word
from typing import NamedTuple

from hauberk.code.ir.expressions import Expression
from hauberk.code.ir.node import Node, Place
from hauberk.code.ir.statements import Block


class Parameter(Node):
    """A parameter. ``kind`` tells what takes the rest of the positional or of the named arguments."""

    __slots__ = __match_args__ = ("name", "default", "annotation", "kind", "at")

    def __init__(
        self,
        name: str,
        default: Expression | None,
        annotation: Expression | None,
        kind: Word["plain", "positional", "named", "rest", "options"],
        at: Place,
    ) -> None:
        self.name = name
        self.default = default
        self.annotation = annotation
        self.kind = kind
        self.at = at


class Scope(NamedTuple):
    """A function's body with its variables: its own, and those of functions around it or of the module that it sets."""

    body: Block
    own: frozenset[str]
    """What it assigns, its parameters too."""
    outer: frozenset[str]
    """What it reads or sets and doesn't own, nor any function inside it."""
    yields: bool = False
    """Whether it hands out values one by one."""


class Function:
    """A function. Its body is lowered when it is first asked for: most of what files define is never reached."""

    __slots__ = ("_lower", "_scope", "at", "decorators", "is_async", "name", "parameters")

    def __init__(
        self,
        name: str,
        parameters: tuple[Parameter, ...],
        decorators: tuple[Expression, ...],
        lower: Callable[[], Scope],
        at: Place,
        *,
        is_async: bool = False,
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.decorators = decorators
        self.at = at
        self.is_async = is_async
        self._lower = lower
        self._scope: Scope | None = None

    @property
    def scope(self) -> Scope:
        """The body with its variables."""
        if self._scope is None:
            self._scope = self._lower()
        return self._scope

    @property
    def is_generator(self) -> bool:
        """Whether a call of it makes what can be iterated, and nothing else."""
        return self.scope.yields


class Trouble(NamedTuple):
    """What couldn't be read of a file: a stable code, a sentence, and the place."""

    code: str
    text: str
    at: Place


class File(NamedTuple):
    """A file of code: what runs when it is loaded. ``path`` is its name in the application."""

    path: str
    language: Word["python", "javascript"]
    body: Block
    troubles: tuple[Trouble, ...]
