"""Where an object is a filter or a search: MongoDB, OpenSearch, and objects that are put into others."""

from collections.abc import Iterable

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Atom,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    taint_of,
)
from hauberk.code.weaknesses.needs.truth import is_true
from hauberk.code.weaknesses.sdk import Operation


def untyped(called: Called, value: Value, operation: Operation | None) -> bool:
    """A filter in which the caller may put an operator: a part of a parsed body as it came, no text made of it."""
    if not _is_mongo(called):
        return False
    return any(may_be_object(atom) for atom in value.atoms) or any(
        isinstance(atom, (Text, Input)) for one in _inner(value, "$where") if taint_of(one) for atom in one.atoms
    )


def of_object(called: Called, value: Value, operation: Operation | None) -> bool:
    """A filter in which the caller may put an operator, of a class whose database is told elsewhere."""
    return any(may_be_object(atom) for atom in value.atoms)


def mongo_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """A filter with a pattern of the caller's in it."""
    return _is_mongo(called) and _has_pattern(value)


def _has_pattern(value: Value, depth: int = 0) -> bool:
    for atom in value.atoms if depth < 5 else ():
        if isinstance(atom, Record):
            for name, inner in atom.fields:
                if (name == "$regex" and taint_of(inner)) or _has_pattern(inner, depth + 1):
                    return True
    return False


def chosen_update(called: Called, value: Value, operation: Operation | None) -> bool:
    """An update whose operators, or the fields that these change, the caller names."""
    if not _is_mongo(called):
        return False
    for atom in value.atoms:
        if not isinstance(atom, Record):
            if may_be_object(atom):
                return True
            continue
        for name, inner in (*atom.fields, ("", atom.rest)):
            for one in inner.atoms if inner is not None and (name.startswith("$") or not name) else ():
                if isinstance(one, Record):
                    if one.rest is not None and any(may_be_object(deep) for deep in one.rest.atoms):
                        return True
                elif may_be_object(one):
                    return True
    return False


_NESTED = frozenset(
    ("$and", "$or", "$nor", "$not", "$elemMatch", "$where", "$expr", "$match", "$set", "$lookup", "$all")
)
"""Operators that take filters or expressions; the others take a value as it is."""


def _is_mongo(called: Called) -> bool:
    path = called.callee.path
    return any(name in path for name in ("mongo", "Mongo", "collection", "motor", ".model()", "mongoose"))


def _inner(value: Value, name: str) -> Iterable[Value]:
    for atom in value.atoms:
        if isinstance(atom, Record):
            found = atom.get(name)
            if found is not None:
                yield found


def may_be_object(atom: Atom, depth: int = 0) -> bool:
    """Whether a value may be an object that the caller made: a part of a parsed document."""
    if isinstance(atom, Input):
        return bool(set(atom.path) & {"{}", "request", "detail", "arguments", "json_body"}) or len(atom.path) == 2
    if isinstance(atom, Record) and depth < 5:
        fields = [value for name, value in atom.fields if not name.startswith("$") or name in _NESTED]
        return any(may_be_object(one, depth + 1) for value in fields for one in value.atoms) or (
            atom.rest is not None and any(may_be_object(one, depth + 1) for one in atom.rest.atoms)
        )
    if isinstance(atom, Sequence) and depth < 5:
        return any(may_be_object(one, depth + 1) for one in atom.every().atoms)
    if isinstance(atom, Member):
        return may_be_object(atom.of, depth + 1)
    return isinstance(atom, Result) and atom.of.path in ("json.loads", "JSON.parse")


_QUERIES = frozenset(("query_string", "simple_query_string", "q", "script", "source", "wrapper", "inline"))
"""What search engines take a language of their own in."""
_LANGUAGES = frozenset(("query_string", "simple_query_string", "script", "wrapper"))
"""Those that are read as one wherever they stand."""


def search_engine(called: Called, value: Value, operation: Operation | None) -> bool:
    """A query to OpenSearch or Elasticsearch with hostile text where it takes a language of its own, or that is hostile
    as a whole."""
    path = called.callee.path.lower()
    if "opensearch" not in path and "elasticsearch" not in path:
        return False
    return any(_is_search(atom, 0) for atom in value.atoms)


_CLAUSES = frozenset(
    (
        *("", "query", "body", "bool", "filter", "must", "must_not", "should", "nested", "has_child", "has_parent"),
        *("constant_score", "function_score", "script_score", "dis_max", "boosting", "positive", "negative"),
        *("hybrid", "queries", "functions", "aggs", "aggregations", "post_filter", "rescore", "rescore_query"),
    )
)
"""What holds clauses (OpenSearch documentation, "Query DSL", 2026-11); any other name is a clause's own, or a field's,
and a text in there is looked for as it is."""


def _is_search(atom: Atom, depth: int, name: str = "") -> bool:
    """Whether hostile text is a clause, or stands where a language is read. ``name`` is the outermost name that isn't
    one of what holds clauses, if there is any."""
    if isinstance(atom, Record) and depth < 12:
        return any(
            _is_search(one, depth + 1, _within(name, key))
            for key, value in (*atom.fields, *((("", atom.rest),) if atom.rest else ()))
            if taint_of(value)
            for one in value.atoms
        )
    if isinstance(atom, Sequence) and depth < 12:
        return any(_is_search(one, depth + 1, name) for one in atom.every().atoms)
    return name in _QUERIES | _CLAUSES and not isinstance(atom, Literal)


def _within(name: str, key: str) -> str:
    """What a part is in: the language that is read there, or the clause that it belongs to."""
    return key if name in _CLAUSES or key in _LANGUAGES else name


_IF_TOLD = ("extend", "jquery.extend")
"""What goes deep only if its first argument is true."""


def deep(called: Called, value: Value, operation: Operation | None) -> bool:
    """An object that the caller made, put into another one with all that is in it."""
    told = called.arguments.at(0)
    if called.callee.path in _IF_TOLD and (told is None or told.only != Literal(True)):
        return False
    return any(may_be_object(atom) for atom in value.atoms)


def any_object(called: Called, value: Value, operation: Operation | None) -> bool:
    """A file of tensors that may hold any object."""
    wanted = called.arguments.at(-1, "weights_only")
    return wanted is None or not is_true(wanted)
