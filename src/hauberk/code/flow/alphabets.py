"""Letters that a program lists: ``string.ascii_letters + "-_"``, ``set("abc")``.

A part of a text that is written down, and any letter of a set of them, has no other letters.
"""

from hauberk.code.flow.values import Atom, Literal, Result, Value, text_of

_LOWER, _DIGITS = "abcdefghijklmnopqrstuvwxyz", "0123456789"
_LETTERS, _SIGNS, _BLANKS = _LOWER + _LOWER.upper(), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", " \t\n\r\v\f"
CONSTANTS = {
    "string.ascii_letters": _LETTERS,
    "string.ascii_lowercase": _LOWER,
    "string.ascii_uppercase": _LOWER.upper(),
    "string.digits": _DIGITS,
    "string.hexdigits": _DIGITS + "abcdefABCDEF",
    "string.octdigits": "01234567",
    "string.printable": _DIGITS + _LETTERS + _SIGNS + _BLANKS,
    "string.punctuation": _SIGNS,
    "string.whitespace": _BLANKS,
}
"""The constants of Python's ``string`` by their paths; the module itself makes patterns when it is imported."""
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
