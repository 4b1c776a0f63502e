"""Statements of the core, and blocks of them."""

from typing import TypeAlias

from hauberk.code.ir.expressions import Expression
from hauberk.code.ir.node import Node, Place


class Assign(Node):
    """``name = value``."""

    __slots__ = __match_args__ = ("name", "value", "at")

    def __init__(self, name: str, value: Expression, at: Place) -> None:
        self.name = name
        self.value = value
        self.at = at


class SetField(Node):
    """``of.name = value``."""

    __slots__ = __match_args__ = ("of", "name", "value", "at")

    def __init__(self, of: Expression, name: str, value: Expression, at: Place) -> None:
        self.of = of
        self.name = name
        self.value = value
        self.at = at


class SetIndex(Node):
    """``of[key] = value``."""

    __slots__ = __match_args__ = ("of", "key", "value", "at")

    def __init__(self, of: Expression, key: Expression, value: Expression, at: Place) -> None:
        self.of = of
        self.key = key
        self.value = value
        self.at = at


class Do(Node):
    """An expression for what it does."""

    __slots__ = __match_args__ = ("of", "at")

    def __init__(self, of: Expression, at: Place) -> None:
        self.of = of
        self.at = at


class Branch(Node):
    """``if guard: then; else: otherwise``."""

    __slots__ = __match_args__ = ("guard", "then", "otherwise", "at")

    def __init__(self, guard: Expression, then: "Block", otherwise: "Block", at: Place) -> None:
        self.guard = guard
        self.then = then
        self.otherwise = otherwise
        self.at = at


class While(Node):
    """A loop as long as the guard holds; without a guard, for ever. ``otherwise`` is done when it ends by itself."""

    __slots__ = __match_args__ = ("guard", "body", "otherwise", "at")

    def __init__(self, guard: Expression | None, body: "Block", otherwise: "Block", at: Place) -> None:
        self.guard = guard
        self.body = body
        self.otherwise = otherwise
        self.at = at


class Each(Node):
    """A loop over items, or over ``keys`` (JavaScript's ``for … in``): the body begins by taking ``item`` apart.

    ``otherwise`` is done when it ends by itself.
    """

    __slots__ = __match_args__ = ("item", "iterable", "body", "keys", "otherwise", "at")

    def __init__(
        self, item: str, iterable: Expression, body: "Block", keys: bool, otherwise: "Block", at: Place
    ) -> None:
        self.item = item
        self.iterable = iterable
        self.body = body
        self.keys = keys
        self.otherwise = otherwise
        self.at = at


class Return(Node):
    """The end of a function, with what it gives."""

    __slots__ = __match_args__ = ("value", "at")

    def __init__(self, value: Expression | None, at: Place) -> None:
        self.value = value
        self.at = at


class Raise(Node):
    """An exception; without a value, the one at hand once more."""

    __slots__ = __match_args__ = ("value", "at")

    def __init__(self, value: Expression | None, at: Place) -> None:
        self.value = value
        self.at = at


class Break(Node):
    """The end of a loop."""

    __slots__ = __match_args__ = ("at",)

    def __init__(self, at: Place) -> None:
        self.at = at


class Continue(Node):
    """The next round of a loop."""

    __slots__ = __match_args__ = ("at",)

    def __init__(self, at: Place) -> None:
        self.at = at


class Handler(Node):
    """What is done about exceptions of some types (of every type, if there are none), which ``name`` holds."""

    __slots__ = __match_args__ = ("types", "name", "body")

    def __init__(self, types: tuple[Expression, ...], name: str | None, body: "Block") -> None:
        self.types = types
        self.name = name
        self.body = body


class Try(Node):
    """A body whose exceptions are handled; ``final`` is done in any case."""

    __slots__ = __match_args__ = ("body", "handlers", "final", "at")

    def __init__(self, body: "Block", handlers: tuple[Handler, ...], final: "Block", at: Place) -> None:
        self.body = body
        self.handlers = handlers
        self.final = final
        self.at = at


class Export(Node):
    """A name by which a module offers a value; "*" offers what another module (the value) exports.

    "=" says what the module itself is as a value: JavaScript's ``module.exports = app``.
    """

    __slots__ = __match_args__ = ("name", "value", "at")

    def __init__(self, name: str, value: Expression, at: Place) -> None:
        self.name = name
        self.value = value
        self.at = at


Statement: TypeAlias = (
    Assign | SetField | SetIndex | Do | Branch | While | Each | Return | Raise | Break | Continue | Try | Export
)
Block: TypeAlias = tuple[Statement, ...]
