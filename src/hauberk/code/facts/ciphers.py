"""Ciphers and modes that keep nothing secret."""

from collections.abc import Iterator

from hauberk.code.facts.met import Fact, Met, literals, named_texts
from hauberk.code.facts.tables import rows, those
from hauberk.code.flow.record import Called
from hauberk.code.flow.values import Atom, Literal, Result, Value
from hauberk.code.flow.values import Record as Fields
from hauberk.model.regex import regex

KIND = "weak-cipher"
_PIECE = regex(r"[a-z]+[0-9]?")
_FIXED = (
    *("Buffer.alloc", "Buffer.from", "Buffer.from().subarray", "Uint8Array"),
    *("builtins.bytes", "builtins.bytearray", "bytes.fromhex"),
)
"""Calls that give the same where they are given the same."""


def found(met: Met) -> Iterator[Fact]:
    """Broken ciphers, the mode that shows patterns, and starting values that are always the same."""
    for called in met.record.calls:
        path = called.callee.path
        if path in those("ciphers", "calls"):
            for text in literals(called.arguments.at(0)):
                if any(piece in those("ciphers", "names") for piece in _PIECE.findall(text.lower())):
                    yield Fact(KIND, called.site, f"{text} keeps nothing secret")
        if path in those("ciphers", "keyless"):
            yield Fact(KIND, called.site, "the key is made of a password without any salt, by MD5")
        if path in those("ciphers", "python"):
            yield Fact(KIND, called.site, f"{path.removesuffix('.new').rpartition('.')[2]} keeps nothing secret")
        if path in those("ciphers", "aes") and any(_is_ecb(value) for value in called.arguments.every()):
            yield Fact(KIND, called.site, "ECB shows what is the same in the text")
        yield from _vectors(called)


def _is_ecb(value: Value) -> bool:
    if any(text.endswith(("MODE_ECB", "mode.ECB")) for text in named_texts(value)):
        return True
    modes = (atom.get("mode") for atom in value.atoms if isinstance(atom, Fields))
    return any(mode is not None and _is_ecb(mode) for mode in modes)


def _vectors(called: Called) -> Iterator[Fact]:
    for row in rows("ciphers", "vectors"):
        if called.callee.path not in row["calls"]:
            continue
        given = [value for name, value in called.arguments.named if name in row["names"]]
        place = called.arguments.at(row["at"])
        for value in (*given, *((place,) if place is not None else ())):
            if value.atoms and all(map(_is_fixed, value.atoms)):
                yield Fact(KIND, called.site, "each text starts from the same value: what is the same in two, shows")


def _is_fixed(atom: Atom) -> bool:
    """Whether a starting value is written down, or all zeros. ``None`` is that of a mode that takes none."""
    if isinstance(atom, Literal):
        return atom.value not in (None, "", b"")
    if isinstance(atom, Result) and atom.of.path in _FIXED:
        return all(isinstance(one, Literal) for value in atom.arguments.every() for one in value.atoms)
    return False
