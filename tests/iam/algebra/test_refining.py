"""Patterns that can't all be parted at once: each is asked about by itself, against those that hold something of it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra import refining
from hauberk.iam.algebra.budget import Budget, ExhaustedError
from hauberk.iam.algebra.machine import Machine
from hauberk.iam.algebra.product import shortest_in
from hauberk.iam.algebra.refining import found_in
from hauberk.iam.algebra.rows import Reading, row_of
from hauberk.iam.algebra.words import some
from tests.iam.algebra.short import written

_PATTERNS = st.lists(st.text("ab*?", max_size=5), min_size=1, max_size=8)
MANY = tuple(f"{one}{two}*{two}{three}*{three}{one}{two}" for one, two, three in product("abcd", repeat=3))[:40]
"""Patterns with several stars, of few letters, so that each has much in common with most."""


def machine(*texts: str) -> Machine:
    """A new one, so that nothing is remembered."""
    return Machine([row_of(written(text), Reading.PLAIN) or () for text in texts])


def halves(pattern: str) -> tuple[str, str]:
    """Two patterns that together hold what one does: its first star takes nothing, or at least one character."""
    return pattern.replace("*", "", 1), pattern.replace("*", "?*", 1)


@settings(derandomize=True, max_examples=300)
@given(_PATTERNS, _PATTERNS)
def test_it_finds_a_text_wherever_the_plain_search_does(inside: list[str], out: list[str]) -> None:
    first, second = machine(*inside), machine(*out)
    plain = shortest_in((first,), (second,), Budget())
    refined = refining._refined((first,), (second,), Budget())
    assert (refined is None) is (plain is None)
    if refined is not None:
        assert first.accepts(refined)
        assert not second.accepts(refined)


def test_patterns_that_two_others_hold_are_held() -> None:
    others = machine(*(half for pattern in MANY for half in halves(pattern)))
    with pytest.raises(ExhaustedError):
        shortest_in((machine(*MANY),), (others,), Budget(5_000))
    budget = Budget(20_000)
    assert found_in((machine(*MANY),), (others,), budget) is None
    assert budget.left > 10_000


@pytest.mark.parametrize("missing", [0, 17, len(MANY) - 1])
def test_a_text_of_the_half_that_is_missing_is_found(missing: int) -> None:
    parts = [half for pattern in MANY for half in halves(pattern)]
    others = machine(*parts[: 2 * missing], *parts[2 * missing + 1 :])
    word = found_in((machine(*MANY),), (others,), Budget(60_000))
    assert word is not None
    assert not others.accepts(word)
    assert machine(MANY[missing]).accepts(word)


def test_a_pattern_that_no_single_other_holds_has_a_text_that_nothing_names() -> None:
    budget = Budget(1_000)
    word = some((machine(*MANY),), (machine(*(text.replace("*", "*a*", 1) for text in MANY)),), budget)
    assert word is not None


def test_what_is_past_the_budget_is_undecided() -> None:
    others = machine(*(half for pattern in MANY for half in halves(pattern)))
    with pytest.raises(ExhaustedError):
        found_in((machine(*MANY),), (others,), Budget(600))


def test_what_each_text_is_asked_of_many_patterns_costs_steps() -> None:
    few, many = machine("a*b*c"), machine("a*b*c", *(f"{letter * 40}*{n}" for letter in "xyz" for n in range(300)))
    spent = []
    for others in (machine("a*b*c", *"wxyz"), many):
        budget = Budget(20_000)
        assert refining._refined((few,), (others,), budget) is None
        spent.append(budget.steps - budget.left)
    assert spent[1] > 10 * spent[0]
