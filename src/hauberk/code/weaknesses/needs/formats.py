"""Where a format, or the way in which it is read, is dangerous: YAML, pickles, XML, archives, patterns."""

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Atom,
    Foreign,
    Input,
    Literal,
    Member,
    Record,
    Result,
    Text,
    Value,
    text_of,
)
from hauberk.code.weaknesses.needs.truth import is_true
from hauberk.code.weaknesses.sdk import Operation


def unsafe_yaml(called: Called, value: Value, operation: Operation | None) -> bool:
    """A loader that makes any object."""
    loader = called.arguments.at(1, "Loader")
    if called.callee.path.startswith("js-yaml"):
        schema = [
            one.get("schema") for given in called.arguments.plain[1:] for one in given.atoms if isinstance(one, Record)
        ]
        return any(not _is_safe_schema(one) for one in schema if one is not None)
    if called.callee.path.startswith("ruamel."):
        made = called.callee.of if isinstance(called.callee, Member) else None
        kind = made.arguments.at(0, "typ") if isinstance(made, Result) else None
        return kind is not None and any(isinstance(atom, Literal) and atom.value == "unsafe" for atom in kind.atoms)
    if loader is None:
        return called.callee.path.startswith("yaml.")
    return not any("Safe" in getattr(atom, "path", "") or "Base" in getattr(atom, "path", "") for atom in loader.atoms)


def _is_safe_schema(value: Value) -> bool:
    return all(isinstance(atom, Foreign) and atom.path.endswith("_SCHEMA") for atom in value.atoms)


def data_frame(called: Called, value: Value, operation: Operation | None) -> bool:
    """A table of pandas."""
    return "pandas." in called.callee.path or "DataFrame" in called.callee.path or "read_" in called.callee.path


def entities(called: Called, value: Value, operation: Operation | None) -> bool:
    """A parser that resolves external entities."""
    parser = called.arguments.at(1, "parser")
    if called.callee.path.startswith("libxml2-wasm"):
        return any(
            _names(given, ("XML_PARSE_NOENT", "XML_PARSE_DTDLOAD", "XML_PARSE_DTDATTR", "XML_PARSE_XINCLUDE"))
            for given in called.arguments.plain[1:]
        )
    if called.callee.path.endswith("etree.iterparse"):
        return any(
            name in ("resolve_entities", "load_dtd") and is_true(given) for name, given in called.arguments.named
        )
    if called.callee.path.startswith("libxmljs"):
        return any(
            (one.get("noent") or one.get("replaceEntities")) is not None
            and is_true(one.get("noent") or one.get("replaceEntities") or Value(()))
            for given in called.arguments.plain[1:]
            for one in given.atoms
            if isinstance(one, Record)
        )
    if parser is None:
        return "sax" in called.callee.path or "pulldom" in called.callee.path
    for atom in parser.atoms:
        if isinstance(atom, Result) and atom.of.path.startswith("lxml.etree"):
            wanted = atom.arguments.at(-1, "resolve_entities")
            if wanted is None or (is_true(wanted) and text_of(wanted) != "internal"):
                return True
    return False


def _names(value: Value, names: tuple[str, ...]) -> bool:
    """Whether something is made with one of some constants."""
    for atom in value.atoms:
        if isinstance(atom, Foreign) and atom.path.endswith(names):
            return True
        if isinstance(atom, Record) and any(_names(inner, names) for _, inner in atom.fields):
            return True
        if isinstance(atom, Text) and any(isinstance(piece, Value) and _names(piece, names) for piece in atom.pieces):
            return True
    return False


def as_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """Texts of pandas that are searched for a pattern."""
    wanted = called.arguments.at(4, "regex")
    return wanted is None or is_true(wanted)


def unfiltered(called: Called, value: Value, operation: Operation | None) -> bool:
    """An archive whose names are taken as they are: no zip, in which they aren't, and without a filter."""
    wanted, kind = called.arguments.at(-1, "filter"), called.arguments.at(2, "format")
    if wanted is not None:
        return any(isinstance(atom, Literal) and atom.value == "fully_trusted" for atom in wanted.atoms)
    told = text_of(kind) if kind is not None else None
    return told != "zip" and not (told is None and all(map(_is_zip, value.atoms)))


def _is_zip(atom: Atom) -> bool:
    text = atom.value if isinstance(atom, Literal) else atom.pieces[-1] if isinstance(atom, Text) else None
    return isinstance(text, str) and text.endswith(".zip")


def pathlib(called: Called, value: Value, operation: Operation | None) -> bool:
    """A path of pathlib."""
    return "Path()" in called.callee.path


def allow_pickle(called: Called, value: Value, operation: Operation | None) -> bool:
    """An array of objects may be loaded."""
    wanted = called.arguments.at(2, "allow_pickle")
    return wanted is not None and is_true(wanted)


def unbounded(called: Called, value: Value, operation: Operation | None) -> bool:
    """An engine of templates that isn't a sandbox."""
    return "sandbox" not in called.callee.path.lower()


def text_as_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """A text that JavaScript makes a regular expression of: ``text.match(other)``."""
    of = called.callee.of if isinstance(called.callee, Member) else None
    known = isinstance(of, Foreign) and (
        of.path.startswith(("re.", "regex.", "RegExp", "assert")) or ".compile()" in of.path
    )
    texts = any(isinstance(atom, (Text, Input)) for atom in value.atoms)
    alone = len(called.arguments.plain) == 1
    return not called.site.path.endswith(".py") and alone and not known and texts


def hostile_pattern(called: Called, value: Value, operation: Operation | None) -> bool:
    """A format that the caller wrote, with something in it whose members it may name."""
    callee = called.callee
    whole = isinstance(callee, Member) and not isinstance(callee.of, (Text, Literal))
    objects = (atom for value in called.arguments.every() for atom in value.atoms)
    return whole and bool(called.taint) and any(isinstance(one, Record) and one.made_by is not None for one in objects)
