"""Guards against a look at every assignment of their parameters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.model.guards import ALWAYS, Fact, Guard, Literal, both, describe, entails, simplify, when
from hauberk.model.secrets import Hidden
from tests.model.making import GUARDS, LITERALS, WORLDS, fact, holds, models


@given(GUARDS, GUARDS)
def test_both_hold_where_each_holds(left: Guard, right: Guard) -> None:
    expected = [world for world in WORLDS if holds(left, world) and holds(right, world)]
    joined = both(left, right)
    assert models(joined) == expected
    assert (joined is None) is (expected == [])


@given(GUARDS, GUARDS, GUARDS)
def test_joining_is_a_conjunction(a: Guard, b: Guard, c: Guard) -> None:
    def join(*guards: Guard) -> Guard | None:
        joined: Guard | None = ALWAYS
        for guard in guards:
            joined = None if joined is None else both(joined, guard)
        return joined

    assert join(a, b, c) == join(c, b, a) == join(b, c, a)
    assert join(a, a) == join(a, ALWAYS) == join(ALWAYS, a) == a


@given(GUARDS, GUARDS)
def test_what_follows_holds_wherever_a_guard_does(guard: Guard, other: Guard) -> None:
    if entails(guard, other):
        assert all(holds(other, world) for world in models(guard))


def test_a_parameter_with_a_value_has_no_other() -> None:
    one, not_other = when(fact("A", "x")), when(fact("A", "y"), False)
    assert entails(one, not_other)
    assert not entails(not_other, one)
    assert not entails(one, one | when(fact("B", "x")))
    assert entails(one, ALWAYS)


@given(LITERALS)
def test_a_fact_and_its_opposite_contradict(literal: object) -> None:
    assert isinstance(literal, tuple)
    positive = literal[0]
    assert both(when(positive), when(positive, False)) is None


def test_a_parameter_has_one_value() -> None:
    assert both(when(fact("A", "x")), when(fact("A", "y"))) is None
    assert both(when(fact("A", "x")), when(fact("A", "y"), False)) is not None
    assert both(when(fact("A", "x"), False), when(fact("A", "y"), False)) is not None
    assert both(when(fact("A", "x")), when(fact("B", "y"))) is not None


@given(st.lists(GUARDS, max_size=6))
def test_simplifying_keeps_where_one_of_them_holds(guards: list[Guard]) -> None:
    simple = simplify(guards)
    for world in WORLDS:
        assert any(holds(guard, world) for guard in simple) is any(holds(guard, world) for guard in guards)
    assert len(simple) <= len(guards)
    assert not any(one < other for one in simple for other in simple)
    assert simplify(simple) == simple


@given(st.lists(GUARDS, max_size=6).flatmap(lambda guards: st.tuples(st.just(guards), st.permutations(guards))))
def test_simplifying_heeds_no_order(orders: tuple[list[Guard], list[Guard]]) -> None:
    assert simplify(orders[0]) == simplify(orders[1])


def test_a_case_distinction_that_makes_no_difference_goes() -> None:
    a, b = when(fact("A", "x")), when(fact("B", "x"))
    not_b = when(fact("B", "x"), False)
    assert simplify([a | b, a | not_b]) == (a,)
    assert simplify([a, a | b]) == (a,)
    assert simplify([b, not_b]) == (ALWAYS,)
    assert simplify([]) == ()


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        (ALWAYS, ""),
        (when(Fact("Stage", "dev", default=True)), "while Stage keeps its default (dev)"),
        (when(Fact("Stage", "prod")), "when Stage is prod"),
        (when(Fact("Stage", "dev", default=True), False), "when Stage is not dev"),
        (when(Fact("Debug", "true"), False), "when Debug is not true"),
        (when(Fact("A equals B", "true")), "when A equals B is true"),
        (
            when(Fact("Stage", "dev", default=True)) | when(Fact("Zone", "a")) | when(Fact("Size", "s"), False),
            "while Stage keeps its default (dev) and when Zone is a and Size is not s",
        ),
    ],
)
def test_a_guard_in_words(guard: Guard, words: str) -> None:
    assert describe(guard) == words


@given(GUARDS)
def test_words_name_every_fact(guard: Guard) -> None:
    words = describe(guard)
    assert bool(words) is bool(guard)
    assert all(literal.fact.subject in words and literal.fact.value in words for literal in guard)


def guard(*literals: tuple[str, str, bool, bool]) -> Guard:
    return frozenset(Literal(Fact(subject, value, default), holds) for subject, value, default, holds in literals)


def test_an_empty_value_has_a_word() -> None:
    assert describe(guard(("Bucket", "", False, False))) == "when Bucket is not empty"
    assert describe(guard(("Bucket", "", True, True))) == "while Bucket keeps its default (empty)"


def test_the_value_of_a_secret_is_not_shown() -> None:
    assert describe(guard(("ClientSecret", "47C98BD15C48", True, True))) == "while ClientSecret keeps its default (***)"
    assert describe(guard(("DbPassword", "hunter2", False, False))) == "when DbPassword is not ***"
    assert describe(guard(("UseToken", "true", False, True))) == "when UseToken is true"


def test_what_is_hidden_is_not_shown() -> None:
    hidden = Hidden(parameters=frozenset({"Silent"}), texts=frozenset({"hunter2"}))
    assert describe(guard(("Silent", "x", True, True)), hidden) == "while Silent keeps its default (***)"
    assert describe(guard(("Silent", "x", False, False)), hidden) == "when Silent is not ***"
    assert describe(guard(("Silent", "", False, True)), hidden) == "when Silent is empty"
    assert describe(guard(("Stage", "x", False, True)), hidden) == "when Stage is x"
    assert describe(guard(("Stage", "a-hunter2", False, True)), hidden) == "when Stage is a-***"
    assert describe(guard(("'hunter2' equals Key.Arn", "true", False, True)), hidden) == (
        "when '***' equals Key.Arn is true"
    )
