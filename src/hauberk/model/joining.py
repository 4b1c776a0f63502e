"""What values are made of values: joined branches, combinations, glued text, another place.

Each gives the simplest value that says as much. What grows past a budget is :class:`hauberk.model.values.Unknown`.
"""

from collections.abc import Callable, Iterable
from itertools import groupby

from hauberk.model.guards import ALWAYS, Guard
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Absent,
    Known,
    OneOf,
    Pattern,
    Reason,
    Reference,
    Trail,
    Unknown,
    Value,
    alternatives,
)

MAX_TEXT = 4 * 1024 * 1024
"""Past this many characters a text made of parts is :class:`Unknown` (``too-long``)."""


def one_of(branches: Iterable[tuple[Guard, Value]], trail: Trail = ()) -> Value:
    """The simplest value that is each branch under its guard."""
    flat = [pair for guard, value in branches for pair in alternatives(value, guard)]
    if not flat:
        return Unknown(Reason("no-branch", "no branch of the value can hold"), trail)
    if any(guard == ALWAYS for guard, _ in flat) and all(value == flat[0][1] for _, value in flat):
        return flat[0][1]
    if len(flat) > MAX_ALTERNATIVES:
        return Unknown(Reason("too-many-branches", f"the value has more than {MAX_ALTERNATIVES} branches"), trail)
    return OneOf(tuple(flat), trail)


def combine(values: Iterable[Value], build: Callable[[tuple[Value, ...]], Value], trail: Trail = ()) -> Value:
    """``build`` applied to every combination of branches that can hold together; guards are joined."""
    row = list(values)
    branching = [index for index, value in enumerate(row) if isinstance(value, OneOf)]
    if not branching:
        return build(tuple(row))
    picks: list[tuple[Guard, tuple[Value, ...]]] = [(ALWAYS, ())]
    for index in branching:
        picks = [(guard, (*pick, choice)) for held, pick in picks for guard, choice in alternatives(row[index], held)]
        if len(picks) > MAX_ALTERNATIVES:
            return Unknown(Reason("too-many-branches", f"the value has more than {MAX_ALTERNATIVES} branches"), trail)
    branches: list[tuple[Guard, Value]] = []
    for guard, pick in picks:
        for index, choice in zip(branching, pick, strict=True):
            row[index] = choice
        branches.append((guard, build(tuple(row))))
    return one_of(branches, trail)


def concat(parts: Iterable[Value | str], trail: Trail = ()) -> Value:
    """Text glued from branch-free values: a :class:`Known` string where all parts are, else a :class:`Pattern`.

    What is all of one part comes from where that part does.
    """
    parts = tuple(parts)
    if len(parts) == 1 and isinstance(parts[0], Known):
        trail += parts[0].trail
    pieces: list[str | Reference | Unknown] = []
    size = 0
    for part in parts:
        match part:
            case str():
                pieces.append(part)
            case Pattern(inner):
                pieces.extend(inner)
                size += sum(len(piece) for piece in inner[:-1] if isinstance(piece, str))
            case Reference() | Unknown():
                pieces.append(part)
            case Known(bool() as flag):
                pieces.append("true" if flag else "false")
            case Known(str() | int() | float() as scalar):
                pieces.append(str(scalar))
            case _:
                return Unknown(Reason("wrong-type", "text is built from something that isn't text"), trail)
        size += len(pieces[-1]) if pieces and isinstance(pieces[-1], str) else 1
        if size > MAX_TEXT:
            return Unknown(Reason("too-long", f"the text has more than {MAX_TEXT:,} characters"), trail)
    return glued(pieces, trail)


def glued(pieces: Iterable["str | Reference | Unknown"], trail: Trail = ()) -> Value:
    """The text that ``pieces`` make: :class:`Known`, the one hole that is all of it, or a :class:`Pattern`."""
    made: list[str | Reference | Unknown] = []
    for literal, run in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if not literal:
            made.extend(run)
        elif text := "".join(piece for piece in run if isinstance(piece, str)):
            made.append(text)
    match made:
        case []:
            return Known("", trail)
        case [str() as text]:
            return Known(text, trail)
        case [Reference(resource, attribute) as hole]:
            return Reference(resource, attribute, trail + hole.trail)
        case [Unknown(reason) as hole]:
            return Unknown(reason, trail + hole.trail)
    return Pattern(tuple(made), trail)


def retrail(value: Value, trail: Trail) -> Value:
    """The same value, used from elsewhere: ``trail`` is put before the value's own."""
    match value:
        case Known(inner):
            return Known(inner, trail + value.trail)
        case Absent(default):
            return Absent(trail + value.trail, default)
        case Reference(resource, attribute):
            return Reference(resource, attribute, trail + value.trail)
        case Pattern(parts):
            return Pattern(parts, trail + value.trail)
        case Unknown(reason):
            return Unknown(reason, trail + value.trail)
        case OneOf(branches):
            return OneOf(tuple((guard, retrail(choice, trail)) for guard, choice in branches), trail + value.trail)
    return value
