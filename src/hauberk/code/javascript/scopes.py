"""Names: whose a variable is, and what it is called where names shadow each other."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

PROVIDED = frozenset(
    [
        "AbortController",
        "AbortSignal",
        "AggregateError",
        "Array",
        "ArrayBuffer",
        "Atomics",
        "BigInt",
        "BigInt64Array",
        "BigUint64Array",
        "Blob",
        "Boolean",
        "Buffer",
        "DataView",
        "Date",
        "Error",
        "EvalError",
        "Event",
        "EventTarget",
        "FinalizationRegistry",
        "Float32Array",
        "Float64Array",
        "FormData",
        "Function",
        "Headers",
        "Infinity",
        "Int16Array",
        "Int32Array",
        "Int8Array",
        "Intl",
        "JSON",
        "Map",
        "Math",
        "NaN",
        "Number",
        "Object",
        "Promise",
        "Proxy",
        "RangeError",
        "ReferenceError",
        "Reflect",
        "RegExp",
        "Request",
        "Response",
        "Set",
        "SharedArrayBuffer",
        "String",
        "Symbol",
        "SyntaxError",
        "TextDecoder",
        "TextEncoder",
        "TypeError",
        "URIError",
        "URL",
        "URLSearchParams",
        "Uint16Array",
        "Uint32Array",
        "Uint8Array",
        "Uint8ClampedArray",
        "WeakMap",
        "WeakRef",
        "WeakSet",
        "WebAssembly",
        "WebSocket",
        "__dirname",
        "__filename",
        "atob",
        "awslambda",
        "btoa",
        "clearImmediate",
        "clearInterval",
        "clearTimeout",
        "console",
        "crypto",
        "decodeURI",
        "decodeURIComponent",
        "encodeURI",
        "encodeURIComponent",
        "escape",
        "eval",
        "exports",
        "fetch",
        "global",
        "globalThis",
        "isFinite",
        "isNaN",
        "module",
        "parseFloat",
        "parseInt",
        "performance",
        "process",
        "queueMicrotask",
        "require",
        "setImmediate",
        "setInterval",
        "setTimeout",
        "structuredClone",
        "undefined",
        "unescape",
    ]
)
"""What a program finds without declaring it (Node.js 24, "Global objects", and Lambda's ``awslambda``; 2026-11)."""

_OF_EVERY_FUNCTION = ("this", "arguments", "super")


class Declared(NamedTuple):
    """A name that a block declares, and where."""

    name: str
    at: int


class Level:
    """The names that one block or function declares, each with the variable that it means."""

    __slots__ = ("around", "owner", "variables")

    def __init__(self, owner: "Names", around: "Level | None", variables: dict[str, str]) -> None:
        self.owner = owner
        self.around = around
        self.variables = variables


class Names:
    """The names of one function, or of the module, while it is lowered. ``around`` is where the function stands.

    What a function declares keeps its name, and what a block declares too, if nobody else in sight has it; otherwise
    it has the place of its declaration behind it, so that functions inside may be lowered whenever that is.
    """

    __slots__ = ("_base", "_count", "level", "outer", "own")

    def __init__(self, around: Level | None, *, arrow: bool = False) -> None:
        of_every = () if arrow or around is None else _OF_EVERY_FUNCTION
        self.level = Level(self, around, {name: name for name in of_every})
        self._base = self.level
        self.own: set[str] = set()
        self.outer: set[str] = set()
        self._count = 0

    def find(self, name: str) -> "tuple[str, Names | None]":
        """The variable that a name means here, and whose it is; nobody's, if nobody declares it."""
        level: Level | None = self.level
        while level is not None:
            variable = level.variables.get(name)
            if variable is not None:
                return variable, level.owner
            level = level.around
        return name, None

    def reading(self, name: str) -> str:
        """The variable that a name means here."""
        variable, owner = self.find(name)
        (self.own if owner is self else self.outer).add(variable)
        return variable

    def writing(self, name: str) -> str:
        """The variable that an assignment to a name sets; one that nobody declares is the module's."""
        variable, owner = self.find(name)
        owned = owner is self or (owner is None and self._of_the_module())
        (self.own if owned else self.outer).add(variable)
        return variable

    def free(self, name: str) -> bool:
        """Whether a name means what the language provides, or what the module itself makes of it."""
        owner = self.find(name)[1]
        return owner is None or owner._of_the_module()

    def _of_the_module(self) -> bool:
        return self._base.around is None

    def declare(self, names: Iterable[str]) -> None:
        """Makes names variables of the function."""
        for name in names:
            self.level.variables[name] = name
            self.own.add(name)

    def skip(self, count: int) -> None:
        """Leaves out so many of the variables that :meth:`fresh` makes: parameters have them."""
        self._count += count
        self.own.update(map(unnamed, range(1, count + 1)))

    def fresh(self) -> str:
        """A variable that no program can name."""
        self._count += 1
        name = unnamed(self._count)
        self.own.add(name)
        return name

    @contextmanager
    def inside(self, declared: Iterable[Declared]) -> Iterator[None]:
        """A block that declares names of its own."""
        variables: dict[str, str] = {}
        for name, at in declared:
            taken = name in self.own or name in PROVIDED or self.find(name)[1] is not None
            variables[name] = f"{name}·{at}" if taken else name
        self.own.update(variables.values())
        with self.calling(variables):
            yield

    @contextmanager
    def around(self) -> Iterator[None]:
        """A part that stands outside the function, though it does it: the value of an object's field."""
        before = self.level
        self.level = Level(self, self._base.around, {name: name for name in _OF_EVERY_FUNCTION})
        try:
            yield
        finally:
            self.level = before

    @contextmanager
    def calling(self, variables: dict[str, str]) -> Iterator[None]:
        """A part in which names mean certain variables of this function."""
        before = self.level
        self.level = Level(self, before, variables)
        try:
            yield
        finally:
            self.level = before


def unnamed(number: int) -> str:
    """What the variables are called that a front end adds."""
    return f"·{number}"
