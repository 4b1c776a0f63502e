"""Whether a program has its log written as JSON, which leaves no line of a caller's in it.

Sources: docs.python.org/3 (logging, logging.config); the documentation of python-json-logger (2026-11).
"""

from collections.abc import Iterator

from hauberk.code.flow.items import parts
from hauberk.code.flow.record import Record
from hauberk.code.flow.values import Atom, Closure, Foreign, Literal, Sequence, Value
from hauberk.code.flow.values import Record as Fields

LOGGERS = ("logging.", "flask.", "chalice.")
"""What goes through the formatters of Python's own logging."""
_SETTING = ("setFormatter", "dictConfig")
_MODULES = frozenset(("json", "orjson", "ujson", "simplejson", "dumps"))
MAX_DEPTH = 8


def writes_json(record: Record) -> bool:
    """Whether a formatter of JSON is set, by a library's name for it or by a class of the program's own."""
    return any(
        _is_json(atom)
        for called in record.calls
        if called.callee.path.endswith(_SETTING)
        for value in called.arguments.every()
        for atom in _inside(value, 0)
    )


def _is_json(atom: Atom) -> bool:
    if isinstance(atom, Foreign):
        return "json" in atom.path.lower()
    if isinstance(atom, Literal):
        return isinstance(atom.value, str) and atom.value.endswith("JsonFormatter")
    if isinstance(atom, Fields) and atom.made_by is not None:
        format_ = atom.made_by.members.get("format")
        return format_ is not None and any(map(_uses_json, format_.atoms))
    return False


def _uses_json(atom: Atom) -> bool:
    return isinstance(atom, Closure) and not _MODULES.isdisjoint(atom.function.scope.outer)


def _inside(value: Value, depth: int) -> Iterator[Atom]:
    for atom in value.atoms if depth < MAX_DEPTH else ():
        yield atom
        if isinstance(atom, (Fields, Sequence)):
            yield from _inside(atom.every(), depth + 1)
        elif isinstance(atom, Foreign):
            yield from parts(Value((atom,)))
