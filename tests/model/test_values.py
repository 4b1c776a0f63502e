"""Values: what each kind says, what joins of branches give in every deployment, and that nothing is resolved twice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.guards import ALWAYS, Fact, Guard, both, when
from hauberk.model.span import Span
from hauberk.model.values import (
    MAX_ALTERNATIVES,
    MAX_TEXT,
    Absent,
    Annotation,
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
    alternatives,
    combine,
    concat,
    one_of,
    retrail,
    walk,
)
from tests.model.making import BRANCHING, FLAT, GUARDS, TRAILS, VALUES, WORLDS, at, fact, holds, made, models

HERE, THERE, FAR = Span("t", 1, 2), Span("t", 3, 4), Span("u", 5, 6)
WHY = Reason("why", "because")
TOO_MANY = "too-many-branches"


# ---- branches --------------------------------------------------------------------------------------------------------


@given(VALUES, GUARDS)
def test_alternatives_are_the_branches_that_can_hold(value: Value, guard: Guard) -> None:
    found = list(alternatives(value, guard))
    assert not any(isinstance(choice, OneOf) for _, choice in found)
    assert all(models(condition) for condition, _ in found)
    for world in models(guard):
        here = [choice for condition, choice in found if holds(condition, world)]
        assert here[:1] == [choice for choice in [at(value, world)] if choice is not None]
    assert all(world in models(guard) for condition, _ in found for world in models(condition))


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


@given(VALUES)
def test_walking_meets_everything_under_its_guard(value: Value) -> None:
    for guard, inner in walk(value):
        assert models(guard)
        assert not isinstance(inner, OneOf)
    for world in WORLDS:
        met = [inner for guard, inner in walk(value) if holds(guard, world)]
        assert _counted(met) == _counted(_inside(value, world))


def _inside(value: Value, world: dict[str, str]) -> list[Value]:
    found = at(value, world)
    match found:
        case None:
            return []
        case Known(Fields() as fields):
            return [found, *(v for _, child in fields.items() for v in _inside(child, world))]
        case Known(Items() as items):
            return [found, *(v for child in items for v in _inside(child, world))]
    return [found]


def _counted(values: list[Value]) -> list[str]:
    return sorted(map(repr, values))


# ---- equality --------------------------------------------------------------------------------------------------------


@given(VALUES, TRAILS)
def test_where_a_value_stands_does_not_matter_for_equality(value: Value, trail: Trail) -> None:
    moved = retrail(value, trail)
    assert moved == value
    assert hash(moved) == hash(value)


@given(VALUES, VALUES)
def test_what_is_equal_has_one_hash(left: Value, right: Value) -> None:
    if left == right:
        assert hash(left) == hash(right)
        assert right == left
    else:
        assert right != left


def test_kinds_are_never_equal() -> None:
    values = [
        Known(None),
        Known(""),
        Known("a"),
        Known(True),
        Known(1),
        Known(Items(())),
        Known(Fields({})),
        Absent(),
        Absent(default="a"),
        Reference("a"),
        Reference("a", "a"),
        Unknown(WHY),
        Pattern(("a", Reference("a"))),
        OneOf(((ALWAYS, Known("a")),)),
    ]
    for index, value in enumerate(values):
        assert [index] == [i for i, other in enumerate(values) if other == value]
    assert Known("a") != "a"


def test_equality_of_deep_structure_needs_no_stack() -> None:
    def deep(levels: int) -> Value:
        value: Value = Known("a")
        for level in range(levels):
            value = made([value]) if level % 2 else made({"k": value})
        return value

    assert deep(20_000) == deep(20_000)
    assert deep(20_000) != deep(20_002)


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


def test_structure_points_to_its_key_and_text_to_itself() -> None:
    assert Known(Fields({}, head=HERE), (THERE,)).span == HERE
    assert Known(Items((), head=HERE), (THERE,)).span == HERE
    assert Known("a", (THERE,)).span == THERE
    assert Known("a").span is None
    assert Known("a", (THERE,)).says("no") == Annotation(THERE, "no")


def test_what_is_missing_points_to_what_misses_it() -> None:
    missing = Fields({}, head=HERE).value("Name", "default")
    assert missing == Absent(default="default")
    assert missing.span == HERE


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


# ---- laziness --------------------------------------------------------------------------------------------------------


class Counting:
    """Resolves by number, and notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def __call__(self, entry: object) -> Value:
        self.asked.append(entry)
        assert isinstance(entry, int)
        return Known(entry) if entry else Absent()


def test_a_mapping_resolves_what_it_is_asked_for_and_once() -> None:
    resolve = Counting()
    fields = Fields({"a": 1, "b": 2, "gone": 0}, resolve)
    copy = fields.merged({"c": Known(3)})
    assert fields.names() == ("a", "b", "gone")
    assert resolve.asked == []
    assert fields.value("b") == fields.value("b") == Known(2)
    assert resolve.asked == [2]
    assert "missing" not in fields
    assert list(fields) == ["a", "b"]
    assert bool(fields)
    assert "gone" not in fields
    assert fields.value("gone", 5) == Absent(default=5)
    assert dict(fields.items()) == {"a": Known(1), "b": Known(2)}
    assert resolve.asked == [2, 1, 0]
    assert dict(copy.items()) == {"a": Known(1), "b": Known(2), "c": Known(3)}


def test_a_list_resolves_each_element_once_as_far_as_it_is_read() -> None:
    resolve = Counting()
    items = Items([1, 0, 2, 3], resolve)
    assert resolve.asked == []
    assert next(iter(items)) == Known(1)
    assert resolve.asked == [1]
    assert list(items) == list(items) == [Known(1), Known(2), Known(3)]
    assert bool(items)
    assert resolve.asked == [1, 0, 2, 3]


def test_what_is_not_read_of_a_mapping_is_unknown_not_absent() -> None:
    fields = Fields({"a": Known(1)}, rest=Unknown(WHY))
    assert fields.value("a") == Known(1)
    assert fields.value("b") == Unknown(WHY)
    assert "b" not in fields
    assert fields.merged({"b": Known(2)}).value("b") == Known(2)
    assert fields.merged({"b": Known(2)}).value("c") == Unknown(WHY)
    assert Known(fields) != made({"a": 1})


def test_a_key_has_a_place_of_its_own() -> None:
    fields = Fields({"a": Known(1), "b": Known(2)}, head=HERE, keys={"a": THERE})
    assert fields.key("a") == THERE
    assert fields.key("b") == HERE


@given(GUARDS, GUARDS)
def test_a_branch_under_a_branch_holds_where_both_do(outer: Guard, inner: Guard) -> None:
    value = OneOf(((outer, OneOf(((inner, Known(1)),))),))
    found = [guard for guard, _ in alternatives(value)]
    assert found == [guard for guard in [both(outer, inner)] if guard is not None]
