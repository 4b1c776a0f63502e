"""Attributes of a user of Amazon Cognito that an application goes by."""

from collections.abc import Iterator

from hauberk.code.flow.values import Atom, Literal, Record, Sequence, Value, taint_of


def trusted(attributes: Value) -> Iterator[Value]:
    """The values of those that decide something: the application's own (``custom:role``), that an address was verified,
    and any that the caller names. A user's email and name are theirs to say (Amazon Cognito developer guide, "User pool
    attributes", 2026-11)."""
    for atom in attributes.atoms:
        if not isinstance(atom, Sequence):
            yield Value((atom,), attributes.taint)
            continue
        for item in (*atom.items, *((atom.rest,) if atom.rest else ())):
            for one in item.atoms:
                yield from _of_one(one, item)


def _of_one(attribute: Atom, item: Value) -> Iterator[Value]:
    name, value = (attribute.get("Name"), attribute.get("Value")) if isinstance(attribute, Record) else (None, None)
    if name is None or value is None or taint_of(name):
        yield Value((attribute,), item.taint)
    elif any(isinstance(one, Literal) and _decides(one.value) for one in name.atoms):
        yield value


def _decides(name: object) -> bool:
    return isinstance(name, str) and (name.startswith("custom:") or name.endswith("_verified"))
