"""Worlds: a question about one deployment at a time meets every deployment that it can tell apart, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.guards import ALWAYS, Fact, Guard, when
from hauberk.model.span import Span
from hauberk.model.values import MAX_ALTERNATIVES, Absent, Fields, Items, Known, OneOf, Unknown, Value
from hauberk.model.world import TooManyWorldsError, World, explore
from tests.model.making import BRANCHING, GUARDS, VALUES, WORLDS, at, fact, holds, made, models

A_X, A_Y = when(fact("A", "x")), when(fact("A", "y"))
B_X, B_Y = when(fact("B", "x")), when(fact("B", "y"))


def plain(value: Value) -> object:
    """All of a value, read through: its branches are those that its mappings and lists pick."""
    match value:
        case Known(Fields() as fields):
            return {name: plain(child) for name, child in fields.items()}
        case Known(Items() as items):
            return [plain(item) for item in items]
    assert not isinstance(value, OneOf)
    return repr(value)


def seen(value: Value, world: dict[str, str]) -> object:
    """The same for one assignment, without any world."""
    found = at(value, world)
    match found:
        case None:
            return UNCLAIMED
        case Known(Fields() as fields):
            children = [(name, child, at(child, world)) for name, child in fields.items()]
            return {name: seen(child, world) for name, child, there in children if not isinstance(there, Absent)}
        case Known(Items() as items):
            return [seen(item, world) for item in items if not isinstance(at(item, world), Absent)]
    return repr(found)


UNCLAIMED = "Unknown('a parameter is set at deployment')"


@given(VALUES)
def test_every_deployment_is_met_as_it_is(value: Value) -> None:
    try:
        worlds = list(explore(lambda world: plain(world.pick(value))))
    except TooManyWorldsError:
        return
    for assignment in WORLDS:
        expected = seen(value, assignment)
        if UNCLAIMED not in repr(expected):
            assert expected in [answer for guard, answer in worlds if holds(guard, assignment)]
    for guard, answer in worlds:
        assert models(guard)
        if UNCLAIMED not in repr(answer):
            assert all(seen(value, assignment) == answer for assignment in models(guard))


@given(st.lists(BRANCHING, min_size=1, max_size=3), GUARDS)
def test_what_a_world_has_picked_it_keeps(values: list[Value], start: Guard) -> None:
    world = World(start)
    picked = [world.pick(value) for value in values]
    assert world.guard >= start
    assert models(world.guard)
    assert [world.pick(value) for value in values] == picked


@given(VALUES, GUARDS)
def test_exploring_stays_within_its_start(value: Value, start: Guard) -> None:
    try:
        guards = [guard for guard, _ in explore(lambda world: plain(world.pick(value)), (start,))]
    except TooManyWorldsError:
        return
    assert guards
    assert all(guard >= start for guard in guards)
    assert len(set(guards)) == len(guards)


def test_a_branch_that_is_not_touched_costs_nothing() -> None:
    deep = made({"a": OneOf(((A_X, Known(1)), (A_Y, Known(2)))), "b": OneOf(((B_X, Known(3)), (B_Y, Known(4))))})

    def ask(world: World) -> object:
        picked = world.pick(deep)
        assert isinstance(picked, Known)
        assert isinstance(picked.value, Fields)
        return picked.value.value("a")

    assert list(explore(ask)) == [(A_X, Known(1)), (A_Y, Known(2))]


def test_one_choice_decides_all_that_depend_on_it() -> None:
    first = OneOf(((A_X, Known(1)), (A_Y, Known(2))))
    second = OneOf(((A_X | B_X, Known("xx")), (A_Y, Known("y")), (A_X | B_Y, Known("xy"))))
    answers = dict(explore(lambda world: (world.pick(first), world.pick(second))))
    assert answers == {
        A_X | B_X: (Known(1), Known("xx")),
        A_X | B_Y: (Known(1), Known("xy")),
        A_Y: (Known(2), Known("y")),
    }


def test_of_branches_that_overlap_the_first_that_holds_already_is_all() -> None:
    value = OneOf(((ALWAYS, Known(1)), (A_X, Known(2))))
    assert list(explore(lambda world: world.pick(value))) == [(ALWAYS, Known(1))]
    later = OneOf(((B_X, Known(1)), (A_X, Known(2))))
    assert list(explore(lambda world: world.pick(later), (B_X,))) == [(B_X, Known(1))]


def test_a_value_that_no_branch_has_is_unknown_and_points_to_itself() -> None:
    value = OneOf(((A_X, Known(1)),), (Span("t", 1, 2),))
    picked = World(A_Y).pick(value)
    assert isinstance(picked, Unknown)
    assert picked.reason.code == "parameter-set-at-deployment"
    assert picked.span == Span("t", 1, 2)


def test_presence() -> None:
    there = OneOf(((A_X, Known(True)), (A_Y, Known(False)), (B_X, Absent())))
    assert World(A_X).holds(there)
    assert not World(A_Y).holds(there)
    assert not World(B_X | when(fact("A", "x"), False) | when(fact("A", "y"), False)).holds(there)
    assert World().holds(Known(True))


def parameters(*sizes: int) -> list[Value]:
    """Values that each differ by a parameter of their own, of so many values."""
    return [
        OneOf(tuple((when(Fact(f"P{index}", str(choice))), Known(choice)) for choice in range(size)))
        for index, size in enumerate(sizes)
    ]


@pytest.mark.parametrize(("sizes", "fits"), [((8, 8), True), ((8, 9), False), ((64,), True), ((65,), False)])
def test_there_are_at_most_sixty_four_worlds(sizes: tuple[int, ...], fits: bool) -> None:
    values = parameters(*sizes)
    worlds = explore(lambda world: [world.pick(value) for value in values])
    if fits:
        assert len(list(worlds)) == MAX_ALTERNATIVES
    else:
        with pytest.raises(TooManyWorldsError):
            list(worlds)


def test_nothing_to_tell_apart_is_one_world() -> None:
    assert list(explore(lambda world: world.pick(Known(1)))) == [(ALWAYS, Known(1))]


def test_a_world_that_is_refused_has_no_answer() -> None:
    value = OneOf(((A_X, Known(1)), (A_Y, Known(2))))
    assert list(explore(lambda world: world.pick(value), refuses=lambda guard: guard >= A_X)) == [(A_Y, Known(2))]
