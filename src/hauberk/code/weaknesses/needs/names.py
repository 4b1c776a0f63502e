"""Where a name decides what a role acts on."""

from collections.abc import Iterator

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Atom,
    Environment,
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
from hauberk.code.weaknesses.needs.searches import may_be_object
from hauberk.code.weaknesses.sdk import Operation

_OF_EVENTS = (("detail", "bucket"), ("detail", "object"), ("detail", "requestParameters"))
"""Where events of Amazon S3, and of calls of it that CloudTrail saw, have the very object (Amazon S3 user guide, "Event
message structure"; CloudTrail user guide, "Record contents"; 2026-11)."""


def chosen_name(called: Called, value: Value, operation: Operation | None) -> bool:
    """A bucket or key that the caller names, other than those of the very event."""
    return any(_is_chosen(atom) for atom in value.atoms)


def _is_chosen(atom: Atom) -> bool:
    if isinstance(atom, Input):
        return "s3" not in atom.path and atom.path[1:3] not in _OF_EVENTS
    if isinstance(atom, Text):
        first = atom.pieces[0]
        theirs = isinstance(first, Value) and any("sdk-parameter" not in one.cleaned for one in taint_of(first))
        return isinstance(first, Value) and theirs and any(_is_chosen(one) for one in first.atoms)
    if isinstance(atom, Record):
        return any(
            _is_chosen(one)
            for name, value in atom.fields
            if name in ("Bucket", "Key", "Objects") and taint_of(value)
            for one in value.atoms
        )
    if isinstance(atom, Sequence):
        return any(_is_chosen(one) for one in atom.every().atoms)
    if isinstance(atom, Member):
        return _is_chosen(atom.of) if isinstance(atom.of, (Input, Member, Result)) else True
    if isinstance(atom, Result) and isinstance(atom.of, Member) and atom.of.path.startswith("?"):
        return _is_chosen(atom.of.of)  # a piece of a text, or what is left of it
    if isinstance(atom, Result):
        return (
            all(_is_chosen(one) for value in atom.arguments.plain[:1] for one in value.atoms)
            if atom.arguments.plain
            else (_is_chosen(atom.of.of) if isinstance(atom.of, Member) else True)
        )
    return not isinstance(atom, (Environment, Literal))


def whole_address(called: Called, value: Value, operation: Operation | None) -> bool:
    """An address, or name, of which the caller says the beginning."""
    return any(
        isinstance(atom, Input) or (isinstance(atom, Text) and not isinstance(atom.pieces[0], str))
        for atom in value.atoms
    )


def target(called: Called, value: Value, operation: Operation | None) -> bool:
    """What is to be called, or with which rights; what it will be given is data."""
    items = [item for atom in value.atoms if isinstance(atom, Sequence) for item in atom.every().atoms]
    return any(
        any(name in ("Arn", "RoleArn") and taint_of(inner) for name, inner in atom.fields)
        if isinstance(atom, Record)
        else bool(value.taint) and may_be_object(atom)
        for atom in (items or value.atoms)
    )


def named_object(called: Called, value: Value, operation: Operation | None) -> bool:
    """A picture or document in a bucket, where the caller names it; one that is sent along is data."""
    return any(
        any(_is_chosen(one) for one in inner.atoms)
        for name, inner in _deep(value, 0)
        if name in ("Bucket", "Name", "Key", "S3Uri", "S3Bucket") and taint_of(inner)
    )


def _deep(value: Value, depth: int) -> Iterator[tuple[str, Value]]:
    for atom in value.atoms if depth < 4 else ():
        if isinstance(atom, Record):
            for name, inner in atom.fields:
                yield name, inner
                yield from _deep(inner, depth + 1)


def text_or_name(called: Called, value: Value, operation: Operation | None) -> bool:
    """A name, or an input that is put together as text."""
    return any(isinstance(atom, (Text, Input, Member)) or _is_overridden(atom) for atom in value.atoms)


def _is_overridden(atom: Atom) -> bool:
    """Fields of the program's own with whatever else the caller sent: ``{"paid": False, **body}`` as JSON."""
    if not isinstance(atom, Result) or atom.of.path not in ("JSON.stringify", "json.dumps", "orjson.dumps"):
        return False
    return any(
        isinstance(one, Record)
        and one.rest is not None
        and bool(taint_of(one.rest))
        and any(taint_of(inner) and any(isinstance(own, Literal) for own in inner.atoms) for _, inner in one.fields)
        for value in atom.arguments.plain[:1]
        for one in value.atoms
    )


def open_entry(called: Called, value: Value, operation: Operation | None) -> bool:
    """Events of which the caller says the bus, the source or the type."""
    for atom in value.atoms:
        items = (*atom.items, *((atom.rest,) if atom.rest else ())) if isinstance(atom, Sequence) else (value,)
        for item in items:
            for one in item.atoms:
                if not isinstance(one, Record):
                    return bool(taint_of(item)) and may_be_object(one)
                if one.rest is not None and taint_of(one.rest):
                    return True
                if any(
                    name in ("EventBusName", "Source", "DetailType") and taint_of(inner) for name, inner in one.fields
                ):
                    return True
    return False


_WORDS = frozenset(("command", "entryPoint", "entrypoint", "taskRoleArn", "executionRoleArn", "image"))


def overrides(called: Called, value: Value, operation: Operation | None) -> bool:
    """What a container runs: what is in its environment is data."""
    return any(_is_override(atom, 0) for atom in value.atoms)


def _is_override(atom: Atom, depth: int) -> bool:
    if isinstance(atom, Record) and depth < 8:
        for name, value in (*atom.fields, *((("", atom.rest),) if atom.rest else ())):
            if name in _WORDS and taint_of(value):
                return True
            if name != "environment" and any(_is_override(one, depth + 1) for one in value.atoms if taint_of(value)):
                return True
        return False
    if isinstance(atom, Sequence) and depth < 8:
        return any(_is_override(one, depth + 1) for one in atom.every().atoms)
    return isinstance(atom, (Input, Member)) and may_be_object(atom)


def mail(called: Called, value: Value, operation: Operation | None) -> bool:
    """A sender, a receiver, or raw headers: of a message in parts, no part is."""
    return not all(
        isinstance(atom, Record) and atom.get("Simple") is not None and len(atom.fields) == 1 for atom in value.atoms
    )
