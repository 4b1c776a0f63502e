"""Where a text is a page, or instructions to a model."""

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    taint_of,
)
from hauberk.code.weaknesses.sdk import Operation


def html_object(called: Called, value: Value, operation: Operation | None) -> bool:
    """An object that is kept as HTML."""
    kind = operation.get("ContentType") if operation is not None else None
    return kind is not None and any(
        isinstance(atom, Literal) and isinstance(atom.value, str) and "html" in atom.value.lower()
        for atom in kind.atoms
    )


def mixed(called: Called, value: Value, operation: Operation | None) -> bool:
    """Hostile text among the words of an instruction."""
    return _is_mixed(value, 0)


def _is_mixed(value: Value, depth: int) -> bool:
    for atom in value.atoms if depth < 6 else ():
        if isinstance(atom, Text):
            words = sum(len(piece) for piece in atom.pieces if isinstance(piece, str))
            inner = any(_is_mixed(piece, depth + 1) for piece in atom.pieces if isinstance(piece, Value))
            if (words >= 12 and any(isinstance(piece, Value) and taint_of(piece) for piece in atom.pieces)) or inner:
                return True
        elif isinstance(atom, Record):
            if any(
                _is_mixed(inside, depth + 1) or (name == "system" and taint_of(inside)) for name, inside in atom.fields
            ):
                return True
        else:
            inner_values: tuple[Value, ...] = (atom.every(),) if isinstance(atom, Sequence) else ()
            if isinstance(atom, Result):
                inner_values = atom.arguments.every()
            if any(_is_mixed(inside, depth + 1) for inside in inner_values):
                return True
    return False


def _is_html(name: str, value: Value) -> bool:
    """Whether a header says that a page is HTML."""
    return name.lower() == "content-type" and any(
        isinstance(atom, Literal) and "text/html" in str(atom.value).lower() for atom in value.atoms
    )


def says_html(called: Called, value: Value, operation: Operation | None) -> bool:
    """A response whose type is HTML, as Flask's is by default."""
    for given in called.arguments.every():
        for atom in given.atoms:
            if isinstance(atom, Record) and any(_is_html(name, inner) for name, inner in atom.fields):
                return True
            if isinstance(atom, Literal) and isinstance(atom.value, str) and "text/html" in atom.value.lower():
                return True
            if isinstance(atom, Member) and "html" in atom.name.lower():
                return True
    kind = next((v for n, v in called.arguments.named if n in ("mimetype", "content_type", "media_type")), None)
    return kind is None and called.callee.path.startswith("flask.")


def rootless(called: Called, value: Value, operation: Operation | None) -> bool:
    """A file that is sent without a folder that it has to be in (expressjs.com, "res.sendFile", 2026-11)."""
    return not any(
        isinstance(atom, Record) and atom.get("root") is not None
        for given in called.arguments.plain[1:]
        for atom in given.atoms
    )
