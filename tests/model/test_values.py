"""Values: what each kind says, which branches there are, and that nothing is resolved twice."""

from hypothesis import given

from hauberk.model.guards import ALWAYS, Guard, both
from hauberk.model.joining import retrail
from hauberk.model.span import Span
from hauberk.model.values import (
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
    walk,
)
from tests.model.making import GUARDS, TRAILS, VALUES, WORLDS, at, holds, made, models

HERE, THERE = Span("t", 1, 2), Span("t", 3, 4)
WHY = Reason("why", "because")


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
