"""Calls that put values into a text at marked places, and quote them there: ``format("… WHERE a = %L", name)``.

Sources: the documentation of pg-format, sqlstring, mysql, mysql2 and Node.js (2026-11).
"""

from hauberk.code.flow.patterns import LINES
from hauberk.code.flow.taint import CLEAN, Taints, together
from hauberk.code.flow.values import Arguments, Foreign, Value, taint_of, taint_of_all, text_of
from hauberk.model.regex import regex

_SQL = frozenset(("sql-injection",))
_POSTGRES = frozenset(("pg-format", "pg-format.withArray"))
_MYSQL = ("mysql.", "mysql2.", "sqlstring.", "promise-mysql.", "serverless-mysql")
_MARK = regex(r"%([sdifjoOc])")
_PLACE = regex(r"%(?:\d+\$)?([%sIL])")


def _formatted(pattern: Value, values: tuple[Value, ...]) -> Taints:
    """``util.format("%s %d %j", …)``: a number for ``%d``, and what is quoted for ``%j`` (nodejs.org/api/util.html)."""
    text = text_of(pattern)
    marks = _MARK.findall(text) if text is not None else []
    found = taint_of(pattern)
    for number, value in enumerate(values):
        mark = marks[number] if number < len(marks) else "s"
        taints = taint_of(value) if mark not in "dif" else CLEAN
        found = together(found, frozenset(one.without(LINES) for one in taints) if mark in "joO" else taints)
    return found


def placed(atom: Foreign, arguments: Arguments) -> Taints | None:
    """Who is behind such a text, cleaned where what they gave is quoted; ``None`` if a call makes none."""
    if not arguments.plain:
        return None
    pattern, values = arguments.plain[0], arguments.every()[1:]
    if atom.path in _POSTGRES:
        text = text_of(pattern)
        plain = text is None or "s" in _PLACE.findall(text)
    elif atom.path.endswith(".format") and atom.path.startswith(_MYSQL):
        plain = False
    elif atom.path == "util.format":
        return _formatted(pattern, values)
    else:
        return None
    behind = taint_of_all(values)
    return together(taint_of(pattern), behind if plain else frozenset(one.without(_SQL) for one in behind))
