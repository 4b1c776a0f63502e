"""What is left of a text from which characters were taken out, and what is harmless of what is taken out of it."""

import re
from collections.abc import Iterator

from hauberk.code.flow.frames import EVERY
from hauberk.code.flow.patterns import LINES, PATHS, class_of, is_narrow, kinds_of_part, kinds_without
from hauberk.code.flow.taint import CLEAN, Taints
from hauberk.code.flow.values import Arguments, Foreign, Literal, Member, Result, Text, Value, just, taint_of, text_of
from hauberk.model.regex import regex

_NEGATED = regex(r"\[\^((?:\\.|[^\]\\])*)\][+*]?$")
_PARENTS = regex(r"\\\.(?:\\\.|\{2,?\}|\+)$|\(?:?\\\.\\\.\)?\+$")
_QUOTED = ("'\\''", "'\"'\"'")
"""What a shell takes for a quote inside quotes."""
_REPLACING = frozenset(("replace", "replaceAll", "sub"))
_ENDS = frozenset(("pop", "shift", "at"))
_TAKING = frozenset(("exec", "match", "matchAll", "fullmatch", "search", "findall", "finditer"))
"""Methods that take out of a text what a regular expression fits."""


def pattern_of(atom: object) -> str | None:
    """The regular expression that something was compiled from."""
    if isinstance(atom, Result) and atom.of.path in ("re.compile", "RegExp"):
        return text_of(atom.arguments.plain[0] if atom.arguments.plain else None)
    return None


def flags_of(atom: object) -> str:
    """The flags of a regular expression."""
    if isinstance(atom, Result) and atom.of.path in ("re.compile", "RegExp") and len(atom.arguments.plain) > 1:
        return text_of(atom.arguments.plain[1]) or ""
    return ""


def over_lines(flags: Value | None) -> bool:
    """Whether ``^`` and ``$`` are the ends of any line by the flags of a regular expression."""
    for atom in flags.atoms if flags is not None else ():
        if isinstance(atom, Foreign) and atom.path in ("re.M", "re.MULTILINE", "regex.M", "regex.MULTILINE"):
            return True
        if isinstance(atom, Literal) and isinstance(atom.value, str) and "m" in atom.value:
            return True
        if isinstance(atom, Text) and any(over_lines(one) for one in atom.pieces if isinstance(one, Value)):
            return True
    return False


def removed(atom: Foreign, arguments: Arguments, *, script: bool) -> frozenset[str]:
    """For which kinds of sinks a text is harmless that a call of ``atom`` gives: ``text.replace("<", …)``,
    ``re.sub(pattern, …)``, ``text.split("'").join(…)``, and those of them that are called on each other's result."""
    found: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    if isinstance(atom, Member) and atom.name in _ENDS:
        return cleaned_by_splitting(atom.of)
    for number, (pattern, by, literal) in enumerate(_replacements(atom, arguments, script)):
        if not number:
            found = cleaned_by_replacing(pattern, by, literal=literal)
        one = frozenset(pattern) if literal and len(pattern) == 1 else None if literal else class_of(pattern)
        letters |= one or frozenset()
    return found | kinds_without(letters) if letters else found


def _replacements(atom: Foreign, arguments: Arguments, script: bool) -> Iterator[tuple[str, str | None, bool]]:
    """What was replaced everywhere in a text, the last first: a pattern, or a literal text, by what."""
    while isinstance(atom, Foreign):
        name, inner = atom.path.rpartition(".")[2], atom.of if isinstance(atom, Member) else None
        if name == "join" and _separator(inner) is not None:
            yield _separator(inner) or "", text_of(arguments.at(0)), True
            assert isinstance(inner, Result)
            inner = inner.of.of if isinstance(inner.of, Member) else None
        elif name in _REPLACING:
            yield from _replacement(atom, arguments, name, script)
        else:
            return
        if not isinstance(inner, Result):
            return
        atom, arguments = inner.of, inner.arguments


def _replacement(
    atom: Foreign, arguments: Arguments, name: str, script: bool
) -> Iterator[tuple[str, str | None, bool]]:
    of_pattern = pattern_of(atom.of) if isinstance(atom, Member) and name == "sub" else None
    if of_pattern is not None:
        yield of_pattern, text_of(arguments.at(0)), False
        return
    first, by = arguments.at(0), text_of(arguments.at(1))
    for one in first.atoms if first is not None else ():
        pattern = pattern_of(one)
        if pattern is not None:
            if not script or "g" in flags_of(one):
                yield pattern, by, False
            return
        if isinstance(one, Literal) and isinstance(one.value, str) and not (name == "replace" and script):
            yield one.value, by, atom.path != "re.sub"
            return


def _separator(atom: object) -> str | None:
    """What a text was taken apart at, if that is a text that is written down."""
    if isinstance(atom, Result) and isinstance(atom.of, Member) and atom.of.name == "split":
        return text_of(atom.arguments.at(0)) if len(atom.arguments.plain) == 1 else None
    return None


def cleaned_by_splitting(atom: object) -> frozenset[str]:
    """For which kinds of sinks any part is harmless of what a call gave that takes a text apart: ``text.split("/")``.
    No part has the separator in it."""
    while isinstance(atom, Result) and isinstance(atom.of, Member) and atom.of.name in ("slice", "reverse"):
        atom = atom.of.of
    if not isinstance(atom, Result) or not isinstance(atom.of, Member):
        return frozenset()
    if atom.of.name == "splitlines":
        return LINES
    if atom.of.name not in ("split", "rsplit") or len(atom.arguments.plain) != 1 or atom.arguments.named:
        return frozenset()
    separator = _separator(atom)
    if separator is not None:
        return kinds_without(frozenset(separator)) if len(separator) == 1 else frozenset()
    for one in atom.arguments.plain[0].atoms[:1]:
        pattern = pattern_of(one)
        if pattern is not None:
            return kinds_without(class_of(re.sub(r"\\r\?(?=\\n$)", "", pattern)) or frozenset())
    return frozenset()


def taken(atom: Foreign, taint: Taints, arguments: Arguments) -> Taints | None:
    """Who is behind what a regular expression takes out of a text: of letters that it names, nobody."""
    name = atom.path.rpartition(".")[2]
    if name not in _TAKING or not isinstance(atom, Member):
        return None
    pattern = pattern_of(atom.of)
    text = arguments.at(0)
    if pattern is None and atom.path.startswith(("re.", "regex.")):
        pattern, text = text_of(text), arguments.at(1)
    elif pattern is None and text is not None and name in ("match", "matchAll"):
        pattern = next((one for one in map(pattern_of, text.atoms) if one is not None), None)
        text = just(atom.of, taint)
    if pattern is None or text is None:
        return None
    kinds = kinds_of_part(pattern)
    return CLEAN if kinds >= EVERY else frozenset(one.without(kinds) for one in taint_of(text))


def cleaned_by_replacing(pattern: str, by: str | None, *, literal: bool) -> frozenset[str]:
    """The kinds of sinks for which a text is harmless after everything that fits a pattern (or a literal text) was
    replaced in it ``by`` another text."""
    if literal:
        if pattern == "..":
            return PATHS
        if pattern == "'" and by in _QUOTED:
            return frozenset(("command-injection",))
        if pattern == "\r\n":
            return LINES
        return kinds_without(frozenset(pattern)) if len(pattern) == 1 else frozenset()
    negated = _NEGATED.match(pattern)
    if negated:
        return EVERY if is_narrow(f"^[{negated[1]}]*$") else _of_kept(negated[1])
    if pattern in ("\\W", "\\W+", "[\\W]", "[\\W_]+", "\\D", "\\D+"):
        return EVERY
    if _PARENTS.match(pattern):
        return PATHS
    if pattern == "'" and by in _QUOTED:
        return frozenset(("command-injection",))
    letters = class_of(pattern)
    if letters is not None:
        return kinds_without(letters)
    found: frozenset[str] = frozenset()
    if re.search(r"\\r|\\n|\\x00-\\x1f|\\s|\\W|\\u0000-\\u001f|\\x00|\\p\{C", pattern, re.IGNORECASE):
        found |= LINES
    return found


def _of_kept(inside: str) -> frozenset[str]:
    """What a class of kept characters, that isn't narrow, leaves out all the same."""
    return kinds_without(class_of(f"[^{inside}]") or frozenset())
