"""Values of the model, made from plain data or at random, and what they mean for one assignment of parameters.

A random value speaks of three parameters. Each may be one of two named values or something else, so every deployment
is one of :data:`WORLDS`, and what the model says by guards can be compared with a look at each of them.
"""

from itertools import product
from typing import TypeAlias

from hypothesis import strategies as st

from hauberk.model.guards import Fact, Guard, Literal
from hauberk.model.span import Span
from hauberk.model.values import (
    Absent,
    Fields,
    Items,
    Known,
    OneOf,
    Pattern,
    Reason,
    Reference,
    Trail,
    Unknown,
    Value,
)

Assignment: TypeAlias = dict[str, str]

SUBJECTS = ("A", "B", "C")
NAMED = ("x", "y")
WORLDS: tuple[Assignment, ...] = tuple(
    dict(zip(SUBJECTS, row, strict=True)) for row in product((*NAMED, "other"), repeat=len(SUBJECTS))
)


def fact(subject: str, value: str) -> Fact:
    """A fact about a parameter; ``x`` is the default of each."""
    return Fact(subject, value, default=value == "x")


def holds(guard: Guard, world: Assignment) -> bool:
    """Whether every literal of a guard is true of an assignment."""
    return all((world[literal.fact.subject] == literal.fact.value) is literal.holds for literal in guard)


def models(guard: Guard | None) -> list[Assignment]:
    """The assignments under which a guard holds; none for no guard at all."""
    return [] if guard is None else [world for world in WORLDS if holds(guard, world)]


LITERALS = st.builds(
    lambda subject, value, positive: Literal(fact(subject, value), positive),
    st.sampled_from(SUBJECTS),
    st.sampled_from(NAMED),
    st.booleans(),
)
GUARDS: st.SearchStrategy[Guard] = st.frozensets(LITERALS, max_size=4).filter(lambda guard: bool(models(guard)))


def at(value: Value, world: Assignment) -> Value | None:
    """The branch of a value that an assignment has; ``None`` where the value claims nothing."""
    if not isinstance(value, OneOf):
        return value
    for guard, choice in value.alternatives:
        if holds(guard, world):
            found = at(choice, world)
            if found is not None:
                return found
    return None


def made(data: object, trail: Trail = ()) -> Value:
    """Plain data as a value; what is a value already stays one."""
    match data:
        case Value():
            return data
        case dict():
            return Known(Fields({name: made(child) for name, child in data.items()}), trail)
        case list() | tuple():
            return Known(Items([made(child) for child in data]), trail)
        case None | str() | int() | float():
            return Known(data, trail)
    raise AssertionError(data)


SPANS = st.builds(lambda start, length: Span("t", start, start + length), st.integers(0, 99), st.integers(0, 9))
TRAILS: st.SearchStrategy[Trail] = st.lists(SPANS, max_size=2).map(tuple)
PLAIN = st.sampled_from(["", "a", "b", 1, 1.0, 2, True, False, None])
HOLES: st.SearchStrategy[Reference | Unknown] = st.builds(
    Reference, st.sampled_from(["R", "S", "AWS::Region"]), st.sampled_from(["", "Arn"]), TRAILS
) | st.builds(lambda text, trail: Unknown(Reason("why", text), trail), st.sampled_from(["m", "n"]), TRAILS)
PATTERNS = st.builds(
    lambda hole, before, after, trail: Pattern(tuple(part for part in (before, hole, after) if part != ""), trail),
    HOLES,
    st.just("p"),
    st.sampled_from(["", "q"]),
    TRAILS,
)
FLAT: st.SearchStrategy[Value] = st.one_of(st.builds(Known, PLAIN, TRAILS), st.builds(Absent, TRAILS), HOLES, PATTERNS)


def splits(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """A value for each of the values of a parameter (and perhaps none for the rest), as a condition or map makes it."""

    def split(subject: str, choices: list[Value], rest: Value | None) -> Value:
        branches: list[tuple[Guard, Value]] = [
            (frozenset((Literal(fact(subject, name), True),)), choice)
            for name, choice in zip(NAMED, choices, strict=True)
        ]
        if rest is not None:
            branches.append((frozenset(Literal(fact(subject, name), False) for name in NAMED), rest))
        return OneOf(tuple(branches))

    return st.builds(split, st.sampled_from(SUBJECTS), st.lists(values, min_size=2, max_size=2), st.none() | values)


BRANCHING: st.SearchStrategy[Value] = st.recursive(FLAT, splits, max_leaves=6)
VALUES: st.SearchStrategy[Value] = st.recursive(
    FLAT,
    lambda inner: st.one_of(
        splits(inner),
        st.lists(inner, max_size=3).map(made),
        st.dictionaries(st.sampled_from(["k", "l"]), inner, max_size=2).map(made),
    ),
    max_leaves=8,
)
