"""What a computed name chooses among: ``getattr(os, name)``, ``globals()[name]``, ``fs[name]``.

A table of the application's own functions has them as its values, so that all of them are followed. Of a module, a
client of AWS or all the names that there are, a name chooses whatever it is made to.
"""

from collections.abc import Iterator

from hauberk.code.flow.values import (
    Arguments,
    Atom,
    Closure,
    Foreign,
    Kind,
    Literal,
    Member,
    Namespace,
    Record,
    Result,
    Symbol,
    Text,
    Value,
    just,
    taint_of,
)

CHOOSING = "builtins.getattr"
"""The call that stands for a choice, in whichever language."""
BY_NAME = "a call by name"
"""What a call of what a name from outside chose is noted as: the name is its argument."""
KIND = "code-injection"
_EVERYTHING = ("builtins.globals()", "builtins.locals()", "builtins.vars()")
_CLIENTS = ("boto3", "aioboto3", "@aws-sdk/", "aws-sdk")
_DATA = ("os.environ", "process.env", "sys.argv", "process.argv", "event", "context")
"""What holds data, though it is a module's."""
_HARMLESS = ("console", "logging", "Math", "math", "JSON", "Number", "String", "Object", "Array")
"""What has nothing that does harm by being called."""
_REQUESTING = ("requests", "httpx", "axios", "got", "superagent", "ky", "needle", "undici")
"""Modules in which a name chooses a method of HTTP: which function is called isn't known, and none runs code."""


def chosen(of: Atom, key: Value) -> Atom:
    """What a name chooses among the members of something that isn't the application's."""
    return Result(Symbol(CHOOSING), Arguments((just(of), key)))


def choice(callee: Foreign) -> tuple[Value, Value | None] | None:
    """What is chosen among, and the name if it is still known; ``None`` where nothing was chosen by a name."""
    if isinstance(callee, Result) and callee.of.path == CHOOSING and len(callee.arguments.plain) > 1:
        return callee.arguments.plain[0], callee.arguments.plain[1]
    if isinstance(callee, Result) and isinstance(callee.of, Member) and callee.of.name == "get":
        return (just(callee.of.of), callee.arguments.at(0)) if _path(callee.of.of) in _EVERYTHING else None
    if isinstance(callee, Member) and callee.name == "*":
        return just(callee.of), None
    return None


def is_code(atom: Atom) -> bool:
    """Whether a name that is chosen there is a function: in a module, in a client of AWS, among all names."""
    path = _path(atom)
    if path in _HARMLESS:
        return False
    return isinstance(atom, Namespace) or is_client(atom) or (bool(path) and "()" not in path) or path in _EVERYTHING


def does_harm(atom: Atom) -> bool:
    """Whether what a name chooses there may be anything."""
    return is_code(atom) and _path(atom) not in _REQUESTING


def is_client(atom: Atom) -> bool:
    """Whether something is a client of AWS, or a module of its SDKs."""
    path = _path(atom)
    return path.count("()") <= isinstance(atom, Result) and path.startswith(_CLIENTS)


def _path(atom: Atom) -> str:
    """The path of something that a module or the language has; empty for what a call gave, and for data."""
    if not isinstance(atom, Foreign) or atom.path.startswith(("?", *_DATA)):
        return ""
    return atom.path


def is_free(key: Value) -> bool:
    """Whether somebody outside says the name: all of it, unless a check has looked at it."""
    return any(KIND not in one.cleaned for one in taint_of(key)) and not all(map(_is_part, key.atoms))


def _is_part(atom: Atom) -> bool:
    """Whether a name begins or ends as it is written: ``f"on_{event}"``."""
    return isinstance(atom, Text) and (isinstance(atom.pieces[0], str) or isinstance(atom.pieces[-1], str))


def names_of(key: Value) -> tuple[str, ...]:
    """The names that are written down, where a key can be no other."""
    found = tuple(atom.value for atom in key.atoms if isinstance(atom, Literal) and isinstance(atom.value, str))
    return found if len(found) == len(key.atoms) else ()


def own(atom: Atom, lineage: Iterator[Atom], key: Value) -> list[str]:
    """The names under which an object or a class of the application has functions that a name may choose."""
    found: dict[str, None] = {}
    if isinstance(atom, Record):
        found.update((name, None) for name, value in atom.fields if _is_function(value))
    for one in lineage:
        if isinstance(one, Kind):
            found.update((name, None) for name, value in one.members.items() if _is_function(value))
    return [name for name in found if not name.startswith("__") and may_be(key, name)]


def may_be(key: Value, name: str) -> bool:
    """Whether a key may be a name, by what it begins and ends with."""
    return any(_may_be(atom, name) for atom in key.atoms)


def _may_be(atom: Atom, name: str) -> bool:
    if isinstance(atom, Literal):
        return atom.value == name
    if isinstance(atom, Text):
        first, last = atom.pieces[0], atom.pieces[-1]
        return name.startswith(first if isinstance(first, str) else "") and name.endswith(
            last if isinstance(last, str) else ""
        )
    return True


def _is_function(value: Value) -> bool:
    return any(
        isinstance(atom, Closure)
        and not any(getattr(one, "name", "") == "property" for one in atom.function.decorators)
        for atom in value.atoms
    )
