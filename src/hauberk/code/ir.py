"""The core that every language is lowered into: expressions without effects on control flow, statements in blocks.

A front end says what a program does in these few words; which language it was, analyses can't see and needn't.
Structure is kept as it is written (branches and loops hold blocks), since values are followed along it. What has no
word here, a front end lowers into those that there are: ``with`` into a call of ``__enter__``, destructuring into reads
and assignments, ``switch`` and ``match`` into branches, ``&&`` and ``||`` into :class:`Either`.

Every node has a place: ``at`` is where it stands, in bytes of the file (:class:`Place`). Nodes are made by the hundred
thousand and compared never, hence named tuples.
"""

from collections.abc import Callable
from typing import Literal as Word
from typing import NamedTuple, TypeAlias


class Place(NamedTuple):
    """Where something stands: offsets in bytes from the start of the file, the end exclusive."""

    start: int
    end: int


# --- expressions ---------------------------------------------------------------------------------------------------


class Const(NamedTuple):
    """A value that is written down. JavaScript's ``null`` and ``undefined`` are ``None``."""

    value: str | bytes | int | float | bool | None
    at: Place


class Regex(NamedTuple):
    """A regular expression that the language has a literal for."""

    pattern: str
    flags: str
    at: Place


class Name(NamedTuple):
    """A variable, read: of the function, of one around it, of the module, or one that the language provides.

    A front end renames what shadows inside one function (``x`` in a block of JavaScript): a name is one variable.
    """

    name: str
    at: Place


class Module(NamedTuple):
    """A module, or what it exports: ``import boto3``, ``from a import b``, ``require("a")``.

    ``name`` is as written, with its leading dots or slashes; of ``exported`` ``None`` means the module itself, and
    "default" what JavaScript exports by default. ``from a import *`` is an assignment to "*" of the module itself.
    """

    name: str
    exported: str | None
    at: Place


class Field(NamedTuple):
    """``of.name``."""

    of: "Expression"
    name: str
    at: Place


class Index(NamedTuple):
    """``of[key]``. In JavaScript with a constant text as key it is a :class:`Field`."""

    of: "Expression"
    key: "Expression"
    at: Place


class Slice(NamedTuple):
    """``of[start:stop]``: a part of a sequence or text."""

    of: "Expression"
    at: Place


class Spread(NamedTuple):
    """Every item of a sequence in its place: ``*items``, ``...items``."""

    of: "Expression"
    at: Place


class Call(NamedTuple):
    """``callee(arguments, name=value)``; a name of ``None`` spreads a mapping. ``new`` makes an object."""

    callee: "Expression"
    arguments: "tuple[Expression, ...]"
    named: "tuple[tuple[str | None, Expression], ...]"
    new: bool
    at: Place


class Text(NamedTuple):
    """A text put together from the texts of its parts: an f-string or a template literal."""

    parts: "tuple[Expression, ...]"
    at: Place


class Operation(NamedTuple):
    """An operator with its operands: ``+``, ``%``, ``-`` of one or two, ``==``, ``<``, ``in``, ``is``, ``not``…

    As Python writes it where the languages differ: JavaScript's ``===`` and ``==`` are both ``==``, ``!`` is ``not``.
    ``instanceof`` is ``isinstance``; ``!=``, ``not in`` and ``is not`` are ``not`` of the others. ``number`` makes a
    number of its operand or fails, as the formats of numbers do. A sum of many terms is one operation.
    """

    operator: str
    operands: "tuple[Expression, ...]"
    at: Place


class Either(NamedTuple):
    """``a and b``, ``a or b or c``, ``a ?? b``: one of the operands, by those before it."""

    operator: Word["and", "or", "??"]
    operands: "tuple[Expression, ...]"
    at: Place


class Choice(NamedTuple):
    """``then if guard else otherwise``."""

    guard: "Expression"
    then: "Expression"
    otherwise: "Expression"
    at: Place


class Record(NamedTuple):
    """An object or mapping: keys and values in order; a key of ``None`` spreads another one into it.

    ``mapping`` tells Python's ``dict``, whose entries aren't its fields, from JavaScript's object, where they are.
    """

    entries: "tuple[tuple[Expression | None, Expression], ...]"
    mapping: bool
    at: Place


class Sequence(NamedTuple):
    """A list, tuple or set."""

    items: "tuple[Expression, ...]"
    kind: Word["list", "tuple", "set"]
    at: Place


class Gather(NamedTuple):
    """A comprehension: ``of`` (for mappings also ``key``) for each round of its clauses, outermost first."""

    kind: Word["list", "set", "dict", "generator"]
    of: "Expression"
    key: "Expression | None"
    clauses: "tuple[Clause, ...]"
    at: Place


class Clause(NamedTuple):
    """``for item in iterable if conditions``. ``item`` is the variable, which ``bind`` takes apart."""

    item: str
    iterable: "Expression"
    bind: "Block"
    conditions: "tuple[Expression, ...]"


class Closure(NamedTuple):
    """A function that is written here, as a value."""

    function: "Function"
    at: Place


class Class(NamedTuple):
    """A class that is written here, as a value. ``body`` runs when it is made; its variables become its fields."""

    name: str
    bases: "tuple[Expression, ...]"
    body: "Block"
    decorators: "tuple[Expression, ...]"
    annotations: "tuple[tuple[str, Expression], ...]"
    """The types that fields are declared with."""
    at: Place


class Await(NamedTuple):
    """What a promise or coroutine comes to."""

    of: "Expression"
    at: Place


class Yield(NamedTuple):
    """A value handed to whoever iterates; ``each`` hands on every item of it."""

    of: "Expression"
    each: bool
    at: Place


class Bind(NamedTuple):
    """A value that is also given a name: ``(name := value)``, an assignment used as a value."""

    name: str
    value: "Expression"
    at: Place


class Opaque(NamedTuple):
    """What a front end can't say in these words. ``parts`` are the expressions in it."""

    reason: str
    parts: "tuple[Expression, ...]"
    at: Place


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


# --- statements ----------------------------------------------------------------------------------------------------


class Assign(NamedTuple):
    """``name = value``."""

    name: str
    value: Expression
    at: Place


class SetField(NamedTuple):
    """``of.name = value``."""

    of: Expression
    name: str
    value: Expression
    at: Place


class SetIndex(NamedTuple):
    """``of[key] = value``."""

    of: Expression
    key: Expression
    value: Expression
    at: Place


class Do(NamedTuple):
    """An expression for what it does."""

    of: Expression
    at: Place


class Branch(NamedTuple):
    """``if guard: then; else: otherwise``."""

    guard: Expression
    then: "Block"
    otherwise: "Block"
    at: Place


class While(NamedTuple):
    """A loop as long as the guard holds; without a guard, for ever."""

    guard: Expression | None
    body: "Block"
    at: Place


class Each(NamedTuple):
    """A loop over items, or over ``keys`` (JavaScript's ``for … in``): the body begins by taking ``item`` apart."""

    item: str
    iterable: Expression
    body: "Block"
    keys: bool
    at: Place


class Return(NamedTuple):
    """The end of a function, with what it gives."""

    value: Expression | None
    at: Place


class Raise(NamedTuple):
    """An exception; without a value, the one at hand once more."""

    value: Expression | None
    at: Place


class Break(NamedTuple):
    """The end of a loop."""

    at: Place


class Continue(NamedTuple):
    """The next round of a loop."""

    at: Place


class Handler(NamedTuple):
    """What is done about exceptions of some types (of every type, if there are none), which ``name`` holds."""

    types: tuple[Expression, ...]
    name: str | None
    body: "Block"


class Try(NamedTuple):
    """A body whose exceptions are handled; ``final`` is done in any case."""

    body: "Block"
    handlers: tuple[Handler, ...]
    final: "Block"
    at: Place


class Export(NamedTuple):
    """A name by which a module offers a value; "*" offers what another module (the value) exports."""

    name: str
    value: Expression
    at: Place


Statement: TypeAlias = (
    Assign | SetField | SetIndex | Do | Branch | While | Each | Return | Raise | Break | Continue | Try | Export
)
Block: TypeAlias = tuple[Statement, ...]


# --- functions and files -------------------------------------------------------------------------------------------


class Parameter(NamedTuple):
    """A parameter. ``kind`` tells what takes the rest of the positional or of the named arguments."""

    name: str
    default: Expression | None
    annotation: Expression | None
    kind: Word["plain", "positional", "named", "rest", "options"]
    at: Place


class Scope(NamedTuple):
    """A function's body with its variables: its own, and those of functions around it or of the module that it sets."""

    body: Block
    own: frozenset[str]
    """What it assigns, its parameters too."""
    outer: frozenset[str]
    """What it reads or sets and doesn't own, nor any function inside it."""


class Function:
    """A function. Its body is lowered when it is first asked for: most of what files define is never reached."""

    __slots__ = ("_lower", "_scope", "at", "decorators", "is_async", "is_generator", "name", "parameters")

    def __init__(
        self,
        name: str,
        parameters: tuple[Parameter, ...],
        decorators: tuple[Expression, ...],
        lower: Callable[[], Scope],
        at: Place,
        *,
        is_async: bool = False,
        is_generator: bool = False,
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.decorators = decorators
        self.at = at
        self.is_async = is_async
        self.is_generator = is_generator
        self._lower = lower
        self._scope: Scope | None = None

    @property
    def scope(self) -> Scope:
        """The body with its variables."""
        if self._scope is None:
            self._scope = self._lower()
        return self._scope


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
