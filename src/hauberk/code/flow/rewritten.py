"""What is left of a text, or an address, that a call of Python's standard library writes anew.

Sources: docs.python.org/3 (str.translate, os.path, urllib.parse; 2026-11).
"""

from hauberk.code.flow.implied import INSIDE, UNSLASHED
from hauberk.code.flow.patterns import LINES, LOCATION, PATHS, kinds_without
from hauberk.code.flow.taint import Taints
from hauberk.code.flow.values import (
    Arguments,
    Foreign,
    Literal,
    Member,
    Record,
    Result,
    Sequence,
    Text,
    Value,
    taint_of,
    text_of,
)

_UNSPLIT = ("urllib.parse.urlunparse", "urllib.parse.urlunsplit")
_NORMALISING = ("path.normpath", "path.abspath", "path.realpath")
_ESCAPING = frozenset(("unicode_escape", "unicode-escape", "punycode", "idna"))


def rewritten(atom: Foreign, arguments: Arguments, taint: Taints) -> frozenset[str]:
    """The kinds of sinks for which what a call gives is harmless, and facts about it; ``taint`` is who is behind it."""
    name = atom.path.rpartition(".")[2]
    first = arguments.at(0)
    if name == "translate" and first is not None:
        return kinds_without(_translated(first))
    if name == "splitlines" or (name == "split" and not arguments.every()):
        return LINES
    if name == "encode" and text_of(first) in _ESCAPING:
        return LINES
    if name == "lstrip" and "/" in (text_of(first) or ""):
        return UNSLASHED | (PATHS if all(one.cleaned >= INSIDE for one in taint) else frozenset())
    if atom.path.endswith(_NORMALISING) and first is not None and all(map(_is_rooted, first.atoms)):
        return INSIDE
    if atom.path in _UNSPLIT and first is not None:
        return LOCATION if all(map(_is_told, first.atoms)) else frozenset()
    if name == "geturl" and isinstance(atom, Member) and _is_told(atom.of):
        return LOCATION
    return frozenset()


def _translated(table: Value) -> frozenset[str]:
    """The letters that a table of ``str.translate`` replaces, or leaves out."""
    found: frozenset[str] = frozenset()
    for atom in table.atoms:
        if isinstance(atom, Record):
            found |= frozenset(chr(int(key)) if key.isdecimal() and len(key) > 1 else key for key, _ in atom.fields)
        elif isinstance(atom, Result) and atom.of.path.endswith("str.maketrans"):
            plain = atom.arguments.plain
            texts = plain[:1] if len(plain) < 3 else (plain[0], plain[2])
            for one in texts:
                text = text_of(one)
                found |= frozenset(text) if text is not None else _translated(one)
    return frozenset(one for one in found if len(one) == 1)


def _is_rooted(path: object) -> bool:
    """Whether a path begins at the root, which nothing leads above."""
    if isinstance(path, Result) and path.of.path.endswith("path.join"):
        return any(text_of(one) == "/" for one in path.arguments.plain[:1])
    return isinstance(path, Text) and path.pieces[0] == "/"


def _is_told(address: object) -> bool:
    """Whether the host of an address in parts is one that the program chose."""
    if isinstance(address, Sequence) and len(address.items) > 1:
        return _is_chosen(address.items[1])
    if isinstance(address, Result) and isinstance(address.of, Member) and address.of.name == "_replace":
        host = address.arguments.at(-1, "netloc")
        return host is not None and _is_chosen(host)
    return False


def _is_chosen(host: Value) -> bool:
    return not taint_of(host) and not any(isinstance(atom, Literal) and not atom.value for atom in host.atoms)
