"""Whether an option is on, and what holds of any value."""

from hauberk.code.flow.record import Called
from hauberk.code.flow.values import (
    Input,
    Literal,
    Member,
    Result,
    Text,
    Unknown,
    Value,
)
from hauberk.code.weaknesses.sdk import Operation


def is_true(value: Value) -> bool:
    """Whether an option may be on."""
    return any(not (isinstance(atom, Literal) and not atom.value) for atom in value.atoms)


def is_false(value: Value) -> bool:
    """Whether an option is off."""
    return all(isinstance(atom, Literal) and not atom.value for atom in value.atoms)


def plain_text(called: Called, value: Value, operation: Operation | None) -> bool:
    """A text with hostile parts, not a value of its own that the library takes as one."""
    return any(isinstance(atom, (Text, Input, Member, Result, Unknown)) for atom in value.atoms)


def receiver(called: Called, value: Value, operation: Operation | None) -> bool:
    """What it is called on is what matters."""
    return True
