"""Expressions of the core."""

from typing import TYPE_CHECKING, TypeAlias
from typing import Literal as Word

from hauberk.code.ir.node import Node, Place

if TYPE_CHECKING:
    from hauberk.code.ir.functions import Function
    from hauberk.code.ir.statements import Block


class Const(Node):
    """A value that is written down. JavaScript's ``null`` and ``undefined`` are ``None``."""

    __slots__ = __match_args__ = ("value", "at")

    def __init__(self, value: str | bytes | int | float | bool | None, at: Place) -> None:
        self.value = value
        self.at = at


class Regex(Node):
    """A regular expression that the language has a literal for."""

    __slots__ = __match_args__ = ("pattern", "flags", "at")

    def __init__(self, pattern: str, flags: str, at: Place) -> None:
        self.pattern = pattern
        self.flags = flags
        self.at = at


class Name(Node):
    """A variable, read: of the function, of one around it, of the module, or one that the language provides.

    A front end renames what shadows inside one function (``x`` in a block of JavaScript): a name is one variable.
    """

    __slots__ = __match_args__ = ("name", "at")

    def __init__(self, name: str, at: Place) -> None:
        self.name = name
        self.at = at


class Module(Node):
    """A module, or what it exports: ``import boto3``, ``from a import b``, ``require("a")``.

    ``name`` is as written, with its leading dots or slashes; of ``exported`` ``None`` means the module itself, and
    "default" what JavaScript exports by default. ``from a import *`` is an assignment to "*" of the module itself.
    """

    __slots__ = __match_args__ = ("name", "exported", "at")

    def __init__(self, name: str, exported: str | None, at: Place) -> None:
        self.name = name
        self.exported = exported
        self.at = at


class Field(Node):
    """``of.name``."""

    __slots__ = __match_args__ = ("of", "name", "at")

    def __init__(self, of: "Expression", name: str, at: Place) -> None:
        self.of = of
        self.name = name
        self.at = at


class Index(Node):
    """``of[key]``. In JavaScript with a constant text as key it is a :class:`Field`."""

    __slots__ = __match_args__ = ("of", "key", "at")

    def __init__(self, of: "Expression", key: "Expression", at: Place) -> None:
        self.of = of
        self.key = key
        self.at = at


class Slice(Node):
    """``of[start:stop]``: a part of a sequence or text."""

    __slots__ = __match_args__ = ("of", "at")

    def __init__(self, of: "Expression", at: Place) -> None:
        self.of = of
        self.at = at


class Spread(Node):
    """Every item of a sequence in its place: ``*items``, ``...items``."""

    __slots__ = __match_args__ = ("of", "at")

    def __init__(self, of: "Expression", at: Place) -> None:
        self.of = of
        self.at = at


class Call(Node):
    """``callee(arguments, name=value)``; a name of ``None`` spreads a mapping. ``new`` makes an object."""

    __slots__ = __match_args__ = ("callee", "arguments", "named", "new", "at")

    def __init__(
        self,
        callee: "Expression",
        arguments: "tuple[Expression, ...]",
        named: "tuple[tuple[str | None, Expression], ...]",
        new: bool,
        at: Place,
    ) -> None:
        self.callee = callee
        self.arguments = arguments
        self.named = named
        self.new = new
        self.at = at


class Text(Node):
    """A text put together from the texts of its parts: an f-string or a template literal."""

    __slots__ = __match_args__ = ("parts", "at")

    def __init__(self, parts: "tuple[Expression, ...]", at: Place) -> None:
        self.parts = parts
        self.at = at


class Operation(Node):
    """An operator with its operands: ``+``, ``%``, ``-`` of one or two, ``==``, ``<``, ``in``, ``is``, ``not``…

    As Python writes it where the languages differ: JavaScript's ``===`` and ``==`` are both ``==``, ``!`` is ``not``.
    ``instanceof`` is ``isinstance``; ``!=``, ``not in`` and ``is not`` are ``not`` of the others. ``number`` makes a
    number of its operand or fails, as the formats of numbers do. A sum of many terms is one operation.
    """

    __slots__ = __match_args__ = ("operator", "operands", "at")

    def __init__(self, operator: str, operands: "tuple[Expression, ...]", at: Place) -> None:
        self.operator = operator
        self.operands = operands
        self.at = at


class Either(Node):
    """``a and b``, ``a or b or c``, ``a ?? b``: one of the operands, by those before it."""

    __slots__ = __match_args__ = ("operator", "operands", "at")

    def __init__(self, operator: Word["and", "or", "??"], operands: "tuple[Expression, ...]", at: Place) -> None:
        self.operator = operator
        self.operands = operands
        self.at = at


class Choice(Node):
    """``then if guard else otherwise``."""

    __slots__ = __match_args__ = ("guard", "then", "otherwise", "at")

    def __init__(self, guard: "Expression", then: "Expression", otherwise: "Expression", at: Place) -> None:
        self.guard = guard
        self.then = then
        self.otherwise = otherwise
        self.at = at


class Record(Node):
    """An object or mapping: keys and values in order; a key of ``None`` spreads another one into it.

    ``mapping`` tells Python's ``dict``, whose entries aren't its fields, from JavaScript's object, where they are.
    """

    __slots__ = __match_args__ = ("entries", "mapping", "at")

    def __init__(self, entries: "tuple[tuple[Expression | None, Expression], ...]", mapping: bool, at: Place) -> None:
        self.entries = entries
        self.mapping = mapping
        self.at = at


class Sequence(Node):
    """A list, tuple or set."""

    __slots__ = __match_args__ = ("items", "kind", "at")

    def __init__(self, items: "tuple[Expression, ...]", kind: Word["list", "tuple", "set"], at: Place) -> None:
        self.items = items
        self.kind = kind
        self.at = at


class Gather(Node):
    """A comprehension: ``of`` (for mappings also ``key``) for each round of its clauses, outermost first."""

    __slots__ = __match_args__ = ("kind", "of", "key", "clauses", "at")

    def __init__(
        self,
        kind: Word["list", "set", "dict", "generator"],
        of: "Expression",
        key: "Expression | None",
        clauses: "tuple[Clause, ...]",
        at: Place,
    ) -> None:
        self.kind = kind
        self.of = of
        self.key = key
        self.clauses = clauses
        self.at = at


class Clause(Node):
    """``for item in iterable if conditions``. ``item`` is the variable, which ``bind`` takes apart."""

    __slots__ = __match_args__ = ("item", "iterable", "bind", "conditions")

    def __init__(self, item: str, iterable: "Expression", bind: "Block", conditions: "tuple[Expression, ...]") -> None:
        self.item = item
        self.iterable = iterable
        self.bind = bind
        self.conditions = conditions


class Closure(Node):
    """A function that is written here, as a value."""

    __slots__ = __match_args__ = ("function", "at")

    def __init__(self, function: "Function", at: Place) -> None:
        self.function = function
        self.at = at


class Class(Node):
    """A class that is written here, as a value. ``body`` runs when it is made; its variables become its fields.

    ``annotations`` are the types that fields are declared with.
    """

    __slots__ = __match_args__ = ("name", "bases", "body", "decorators", "annotations", "at")

    def __init__(
        self,
        name: str,
        bases: "tuple[Expression, ...]",
        body: "Block",
        decorators: "tuple[Expression, ...]",
        annotations: "tuple[tuple[str, Expression], ...]",
        at: Place,
    ) -> None:
        self.name = name
        self.bases = bases
        self.body = body
        self.decorators = decorators
        self.annotations = annotations
        self.at = at


class Await(Node):
    """What a promise or coroutine comes to."""

    __slots__ = __match_args__ = ("of", "at")

    def __init__(self, of: "Expression", at: Place) -> None:
        self.of = of
        self.at = at


class Yield(Node):
    """A value handed to whoever iterates; ``each`` hands on every item of it."""

    __slots__ = __match_args__ = ("of", "each", "at")

    def __init__(self, of: "Expression", each: bool, at: Place) -> None:
        self.of = of
        self.each = each
        self.at = at


class Bind(Node):
    """A value that is also given a name: ``(name := value)``, an assignment used as a value."""

    __slots__ = __match_args__ = ("name", "value", "at")

    def __init__(self, name: str, value: "Expression", at: Place) -> None:
        self.name = name
        self.value = value
        self.at = at


class Opaque(Node):
    """What a front end can't say in these words. ``parts`` are the expressions in it."""

    __slots__ = __match_args__ = ("reason", "parts", "at")

    def __init__(self, reason: str, parts: "tuple[Expression, ...]", at: Place) -> None:
        self.reason = reason
        self.parts = parts
        self.at = at


Expression: TypeAlias = (
    Const
    | Regex
    | Name
    | Module
    | Field
    | Index
    | Slice
    | Spread
    | Call
    | Text
    | Operation
    | Either
    | Choice
    | Record
    | Sequence
    | Gather
    | Closure
    | Class
    | Await
    | Yield
    | Bind
    | Opaque
)
