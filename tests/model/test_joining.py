"""Values made of values: what joins of branches give in every deployment, text from its parts, a value's new place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.guards import ALWAYS, Fact, Guard, when
from hauberk.model.joining import MAX_TEXT, combine, concat, one_of, retrail
from hauberk.model.span import Span
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    Absent,
    Items,
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
from tests.model.making import BRANCHING, FLAT, GUARDS, TRAILS, WORLDS, at, fact, holds, made

HERE, THERE, FAR = Span("t", 1, 2), Span("t", 3, 4), Span("u", 5, 6)
WHY = Reason("why", "because")
TOO_MANY = "too-many-branches"


# ---- branches --------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(GUARDS, BRANCHING), min_size=1, max_size=4))
def test_one_of_is_its_first_branch_that_holds(branches: list[tuple[Guard, Value]]) -> None:
    value = one_of(branches)
    for world in WORLDS:
        expected = next((found for guard, v in branches if holds(guard, world) if (found := at(v, world))), None)
        if [*_flat(branches)]:
            assert at(value, world) == expected
        else:
            assert isinstance(value, Unknown)


def _flat(branches: list[tuple[Guard, Value]]) -> list[tuple[Guard, Value]]:
    return [pair for guard, value in branches for pair in alternatives(value, guard)]


def test_no_branch_that_can_hold_is_unknown() -> None:
    x, y = when(fact("A", "x")), when(fact("A", "y"))
    value = one_of([(x, OneOf(((y, Known(1)),)))])
    assert isinstance(value, Unknown)
    assert value.reason.code == "no-branch"


def test_equal_branches_that_cover_everything_are_one_value() -> None:
    assert one_of([(ALWAYS, Known("a")), (when(fact("A", "x")), Known("a"))]) == Known("a")
    partial = one_of([(when(fact("A", "x")), Known("a")), (when(fact("A", "y")), Known("a"))])
    assert isinstance(partial, OneOf)  # nothing is claimed for a third value of A


@given(st.lists(BRANCHING, max_size=3))
def test_combining_builds_what_each_deployment_builds(values: list[Value]) -> None:
    built = combine(values, lambda row: Known(Items(row)))
    for world in WORLDS:
        row = [at(value, world) for value in values]
        expected = None if None in row else made(row)
        if any(_flat([(ALWAYS, value)]) == [] for value in values) or isinstance(built, Unknown):
            continue
        assert at(built, world) == expected


def parameter(name: str, count: int) -> OneOf:
    """A value that differs by a parameter with that many values."""
    return OneOf(tuple((when(Fact(name, str(index))), Known(index)) for index in range(count)))


@pytest.mark.parametrize(("left", "right", "known"), [(8, 8, True), (8, 9, False), (64, 1, True), (65, 1, False)])
def test_at_most_sixty_four_branches(left: int, right: int, known: bool) -> None:
    value = combine((parameter("A", left), parameter("B", right)), lambda row: Known(Items(row)))
    assert isinstance(value, OneOf) is known
    if known:
        assert isinstance(value, OneOf)
        assert len(value.alternatives) == left * right <= MAX_ALTERNATIVES
    else:
        assert isinstance(value, Unknown)
        assert value.reason.code == TOO_MANY


def test_branches_that_contradict_each_other_do_not_count() -> None:
    value = combine((parameter("A", 64), parameter("A", 64)), lambda row: Known(Items(row)))
    assert isinstance(value, OneOf)
    assert [choice for _, choice in value.alternatives] == [made([index, index]) for index in range(64)]


# ---- trails ----------------------------------------------------------------------------------------------------------


@given(FLAT, TRAILS)
def test_a_trail_leads_from_the_use_to_the_origin(value: Value, trail: Trail) -> None:
    moved = retrail(value, trail)
    assert moved.trail == trail + value.trail
    assert moved.span == (moved.trail[0] if moved.trail else None)
    assert moved.origin == (moved.trail[-1] if moved.trail else None)


def test_every_branch_keeps_its_own_origin() -> None:
    value = OneOf(((when(fact("A", "x")), Known(1, (THERE,))), (when(fact("A", "y")), Known(2, (FAR,)))), (THERE,))
    moved = retrail(value, (HERE,))
    assert [(choice.span, choice.origin) for _, choice in alternatives(moved)] == [(HERE, THERE), (HERE, FAR)]


# ---- text ------------------------------------------------------------------------------------------------------------

PARTS = st.one_of(st.text("ab", max_size=2), FLAT.filter(lambda value: not isinstance(value, Absent)))


def written(part: Value | str) -> str:
    """The text of a part, with its holes spelled out."""
    match part:
        case str():
            return part
        case Known(bool() as flag):
            return str(flag).lower()
        case Known(scalar):
            return str(scalar)
        case Pattern(parts):
            return "".join(map(written, parts))
    return f"<{part!r}>"


@given(st.lists(PARTS, max_size=6))
def test_glued_text_is_its_parts_in_a_row(parts: list[Value | str]) -> None:
    glued = concat(parts, (HERE,))
    if Known(None) in parts:
        assert isinstance(glued, Unknown)
        assert glued.reason.code == "wrong-type"
        return
    assert written(glued) == "".join(map(written, parts))
    holes = [part for part in parts if isinstance(part, (Reference, Unknown, Pattern))]
    assert isinstance(glued, Known) is (holes == [])
    assert glued.trail[:1] == (HERE,)
    if isinstance(glued, Pattern):
        texts = [isinstance(part, str) for part in glued.parts]
        assert "" not in glued.parts
        assert not any(a and b for a, b in pairwise(texts))
        assert len(texts) > 1
        assert glued.text("*") == "".join(part if isinstance(part, str) else "*" for part in glued.parts)


def test_one_hole_alone_stays_what_it_is() -> None:
    assert concat(["", Reference("R", "Arn", (THERE,)), ""], (HERE,)).trail == (HERE, THERE)
    assert concat([Reference("R", "Arn")]) == Reference("R", "Arn")
    assert concat([Unknown(WHY)]) == Unknown(WHY)
    assert concat([]) == Known("")


@pytest.mark.parametrize("part", [Absent(), made([]), made({}), Known(None)])
def test_text_is_not_built_from_what_is_no_text(part: Value) -> None:
    glued = concat(["a", part])
    assert isinstance(glued, Unknown)
    assert glued.reason.code == "wrong-type"


def test_text_has_an_end() -> None:
    half = "a" * (MAX_TEXT // 2)
    assert isinstance(concat([half, half]), Known)
    for parts in ([half, half, "a"], [Pattern((half, Reference("R"), half)), Known("aa")]):
        glued = concat(parts)
        assert isinstance(glued, Unknown)
        assert glued.reason.code == "too-long"
