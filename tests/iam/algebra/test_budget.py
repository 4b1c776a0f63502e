"""How much a question may cost, and that past it there is no answer rather than another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.boxes import box
from hauberk.iam.algebra.budget import Budget, ExhaustedError, UndecidedError
from hauberk.iam.algebra.machine import Machine
from hauberk.iam.algebra.product import Word
from hauberk.iam.algebra.rows import Reading, row_of
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.algebra.words import shortest
from tests.iam.algebra.short import written
from tests.iam.language.documents import allow, policy


def test_every_step_may_be_spent_and_not_one_more() -> None:
    budget = Budget(3)
    budget.spend()
    budget.spend(2)
    assert budget.left == 0
    budget.spend(0)
    with pytest.raises(ExhaustedError, match="more than 3 steps") as raised:
        budget.spend()
    assert raised.value.code == "budget"
    assert isinstance(raised.value, UndecidedError)


def _new(*patterns: str) -> Machine:
    """A new machine: of one that was asked before the answer is remembered, which costs nothing."""
    return Machine([row_of(written(text), Reading.PLAIN) or () for text in patterns])


def _asked(inside: list[str], out: list[str], budget: Budget) -> Word | None:
    return shortest((_new(*inside),), (_new(*out),), budget)


_PATTERNS = st.lists(st.text("ab*?", max_size=4), min_size=1, max_size=2)


@settings(derandomize=True, max_examples=60)
@given(_PATTERNS, _PATTERNS)
def test_less_than_a_question_costs_is_no_answer(inside: list[str], out: list[str]) -> None:
    plenty = Budget()
    answer = _asked(inside, out, plenty)
    cost = plenty.steps - plenty.left
    assert _asked(inside, out, Budget(cost)) == answer
    for steps in range(cost):
        with pytest.raises(ExhaustedError):
            _asked(inside, out, Budget(steps))


def test_questions_may_share_a_budget() -> None:
    budget = Budget(200)
    granted, others = (
        [box(one) for one in policy(allow("sqs:*", [f"arn:aws:sqs:*:*:{text}" for text in texts])).statements]
        for texts in (["shared?*"], ["shared?", "shared??*"])
    )
    scene = Scene(universe_of(granted, others))
    assert search([granted], others, scene, budget) is None
    assert 0 < budget.left < 200
    budget.spend(budget.left)
    with pytest.raises(ExhaustedError):
        search([granted], [], scene, budget)
