"""Texts put together of what is known and what isn't."""

import re
from itertools import product

from hauberk.code.flow.frames import EVERY
from hauberk.code.flow.patterns import LINES, TYPED, kinds_of_match
from hauberk.code.flow.taint import CLEAN, Taints, together
from hauberk.code.flow.values import (
    Arguments,
    Literal,
    Result,
    Sequence,
    Text,
    Unknown,
    Value,
    cleaned,
    taint_of,
    text_of,
)
from hauberk.model.regex import regex

MAX_TEXTS = 6
"""Alternatives that are put together one by one."""
MAX_TEXT = 10_000
"""Characters of a text that is repeated."""
MAX_PIECES = 40
MARKUP = frozenset(("html-response",))
MARKS = ("markupsafe.Markup", "flask.Markup", "jinja2.Markup")
"""Texts of HTML that escape what is put into them (MarkupSafe documentation, "String Formatting", 2026-11)."""
_NUMBERED = regex(r"\{([^{}!:]*)(?:!([rsa]))?(?::([^{}]*))?\}")
_PERCENT = regex(r"%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([sdifrxXeEgGca%])")


def glued(values: tuple[Value, ...]) -> Value:
    """Texts one behind the other."""
    taint = CLEAN
    for value in values:
        taint = together(taint, taint_of(value))
    choices = [_alternatives(value) for value in values]
    number = 1
    for one in choices:
        number *= len(one)
    if number > MAX_TEXTS:
        choices = [one if len(one) == 1 else ((value,),) for one, value in zip(choices, values, strict=True)]
    made = tuple(dict.fromkeys(_text(choice) for choice in product(*choices)))
    return Value(made, taint)


def _alternatives(value: Value) -> tuple[tuple["str | Value", ...], ...]:
    """The pieces of each of a value's alternatives."""
    found: list[tuple[str | Value, ...]] = []
    for atom in value.atoms:
        if isinstance(atom, Literal) and not isinstance(atom.value, bytes):
            found.append((_plain(atom.value),))
        elif isinstance(atom, Text):
            found.append(atom.pieces)
        else:
            found.append((Value((atom,), value.taint),))
    return tuple(dict.fromkeys(found)) or ((value,),)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _text(parts: tuple[tuple["str | Value", ...], ...]) -> Literal | Text:
    pieces: list[str | Value] = []
    for part in parts:
        for piece in part:
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            elif piece != "":
                pieces.append(piece)
    if not pieces:
        return Literal("")
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return Literal(pieces[0])
    if len(pieces) > MAX_PIECES:
        rest = Value((Unknown("the rest of a long text"),), _taint(pieces[MAX_PIECES:]))
        pieces = [*pieces[:MAX_PIECES], rest]
    return Text(tuple(pieces))


def _taint(pieces: "list[str | Value]") -> Taints:
    found = CLEAN
    for piece in pieces:
        if isinstance(piece, Value):
            found = together(found, taint_of(piece))
    return found


def formatted(pattern: Value, arguments: Arguments) -> Value:
    """``"…{}…".format(…)``."""
    text = text_of(pattern)
    if text is None:
        return glued((pattern, *arguments.every()))
    text = text.replace("{{", "\0").replace("}}", "\1")
    pieces: list[Value] = []
    at = number = 0
    for match in _NUMBERED.finditer(text):
        pieces.append(_unescaped(text[at : match.start()]))
        name = re.split(r"[.\[]", match[1])[0]
        if name == "" or name.isdigit():
            found = arguments.at(int(name) if name else number)
            number += 1
        else:
            found = arguments.at(-1, name)
        found = found if found is not None else arguments.more
        found = found if found is not None else Value((Unknown("an argument of a format"),))
        pieces.append(_converted(found, match[2] or "", match[3] or ""))
        at = match.end()
    pieces.append(_unescaped(text[at:]))
    return glued(tuple(pieces))


def _unescaped(text: str) -> Value:
    return Value((Literal(text.replace("\0", "{").replace("\1", "}")),))


def _converted(value: Value, conversion: str, wanted: str) -> Value:
    """A value as a format has it: a number, or a literal of it."""
    if wanted[-1:] in ("d", "f", "e", "g", "x", "b", "o", "n", "%") and not wanted.startswith(("%", "{")):
        return Value((Unknown("a number"),))
    return cleaned(value, LINES) if conversion in ("r", "a") else value


def percent(pattern: Value, given: Value) -> Value:
    """``"…%s…" % given``; with something else than a text, a number."""
    text = text_of(pattern)
    if text is None:
        escapes = bool(pattern.atoms) and all(isinstance(one, Result) and one.of.path in MARKS for one in pattern.atoms)
        taint = together(taint_of(pattern), taint_of(cleaned(given, MARKUP) if escapes else given))
        return Value((Unknown("a number or text"),), taint) if taint else Value((Unknown("a number"),))
    only = given.only
    values = list(only.items) if isinstance(only, Sequence) and only.rest is None else [given]
    pieces: list[Value] = []
    at = 0
    for match in _PERCENT.finditer(text):
        pieces.append(Value((Literal(text[at : match.start()]),)))
        at = match.end()
        if match[2] == "%":
            pieces.append(Value((Literal("%"),)))
        elif match[2] in "dixXeEgGf":
            pieces.append(Value((Unknown("a number"),)))
            values[:1] = []
        elif match[1]:
            pieces.append(given)
        else:
            pieces.append(_converted(values.pop(0) if values else given, match[2], ""))
    pieces.append(Value((Literal(text[at:]),)))
    return glued(tuple(pieces))


def written_as(encoding: str | None) -> frozenset[str]:
    """The kinds of sinks for which ``value.toString(encoding)`` is harmless."""
    if encoding in ("hex", "base64url"):
        return EVERY
    return kinds_of_match("^[A-Za-z0-9+/=]*$") if encoding == "base64" else TYPED


def repeated(of: Value, times: Value) -> Value | None:
    """``text * times``; ``None`` if it isn't a text that is written down."""
    one, other = (times, of) if isinstance(of.only, Literal) and isinstance(of.only.value, int) else (of, times)
    text, number = one.only, other.only
    if not isinstance(text, Literal) or not isinstance(text.value, (str, bytes)):
        return None
    times_ = number.value if isinstance(number, Literal) else None
    if not isinstance(times_, int) or len(text.value) * times_ > MAX_TEXT:
        return Value((Unknown("a text that is repeated"),))
    return Value((Literal(text.value * times_),))


def separated(separator: Value, of: Value) -> Value:
    """``separator.join(of)``."""
    only = of.only
    if isinstance(only, Sequence) and only.rest is None and len(only.items) <= 12:
        pieces: list[Value] = []
        for item in only.items:
            pieces += [separator, item] if pieces else [item]
        return glued(tuple(pieces))
    taint = together(taint_of(separator), taint_of(of))
    every = [item for atom in of.atoms for item in (_all_of(atom) if isinstance(atom, Sequence) else ())]
    every += [Value((atom,), of.taint) for atom in of.atoms if isinstance(atom, Result)]
    return Value((Text((*every, separator)),), taint) if every else Value((Unknown("texts joined"),), taint)


def _all_of(sequence: Sequence) -> tuple[Value, ...]:
    return (*sequence.items, *((sequence.rest,) if sequence.rest else ()))
