"""Three truth values against every assignment of what isn't known."""

from itertools import product

import pytest

from hauberk.iam.evaluator.truth import Doubt, Truth, all_of, any_of, negated

WHY, OTHER = Doubt("why"), Doubt("other")


def worlds(truth: Truth) -> list[bool]:
    return [True, False] if isinstance(truth, Doubt) else [truth]


@pytest.mark.parametrize("row", [row for size in range(4) for row in product([True, False, WHY], repeat=size)])
def test_a_doubt_remains_only_where_it_decides(row: tuple[Truth, ...]) -> None:
    for join, plain in ((all_of, all), (any_of, any)):
        answers = {plain(world) for world in product(*map(worlds, row))}
        assert join(row) == (answers.pop() if len(answers) == 1 else WHY)


def test_the_first_doubt_is_named() -> None:
    assert all_of([True, WHY, OTHER]) == any_of([False, WHY, OTHER]) == WHY


def test_the_opposite() -> None:
    assert [negated(truth) for truth in (True, False, WHY)] == [False, True, WHY]
