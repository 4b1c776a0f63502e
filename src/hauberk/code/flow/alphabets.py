"""Letters that a program lists: ``string.ascii_letters + "-_"``, ``set("abc")``.

A part of a text that is written down, and any letter of a set of them, has no other letters.
"""

import string

from hauberk.code.flow.values import Atom, Literal, Result, Value, text_of

CONSTANTS = {
    f"string.{name}": getattr(string, name) for name in string.__all__ if isinstance(getattr(string, name), str)
}
"""The constants of Python's ``string`` by their paths."""
SETS = ("builtins.set", "builtins.frozenset")


def alphabet(value: Value) -> frozenset[str] | None:
    """The letters of a text, or of a set of letters; ``None`` if it is something else."""
    found: frozenset[str] = frozenset()
    for atom in value.atoms:
        text = _text_of(atom)
        if not text:
            return None
        found |= frozenset(text)
    return found or None


def _text_of(atom: Atom) -> str | None:
    if isinstance(atom, Result) and atom.of.path in SETS:
        return text_of(atom.arguments.at(0))
    return atom.value if isinstance(atom, Literal) and isinstance(atom.value, str) else None
