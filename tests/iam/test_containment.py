"""Whether one policy allows more than another: cases with known answers, and the evaluator's word for generated ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.budget import Budget, ExhaustedError, UndecidedError
from hauberk.iam.containment import excess
from hauberk.iam.language.policy import Effect, Policy
from hauberk.iam.request import Decision
from tests.iam.agreement import decision, held
from tests.iam.language.documents import Plain, allow, deny, policy
from tests.iam.strategies import drawn, pairs, statements
from tests.iam.test_planted import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_with_a_known_answer(case: "CASES.__class__") -> None:
    assert case.answered()


def _when(operator: str, key: str, *values: str) -> Plain:
    return {"Condition": {operator: {key: list(values)}}}


def test_what_both_leave_out_by_the_same_pattern_isnt_asked_again() -> None:
    apart = {"Effect": "Allow", "NotAction": "iam:*", "NotResource": ["arn:aws:s3:::b/${aws:username}*", "arn:aws:s3:::c"]}
    assert excess([policy(apart)], [policy(allow("iam:*"), apart)], Budget(20_000)) is None


def test_a_finding_without_a_request_doesnt_hide_one_that_has_a_request() -> None:
    """A user's name holds no slash, so the first statement adds nothing; the second does."""
    one = policy(allow("sqs:SendMessage", "arn:aws:sqs:*:444455556666:q"), deny("sqs:*", "arn:aws:sqs:*:111122223333:*"))
    found = excess([one], [])
    assert found is not None
    assert ":444455556666:" in found.witness.principal


def test_past_the_budget_the_question_is_undecided() -> None:
    stars = [f"arn:aws:s3:::*a*b{number}*c*/*" for number in range(40)]
    with pytest.raises(ExhaustedError):
        excess([policy(allow("s3:*", stars))], [policy(allow("s3:*", stars[::-1][1:] + ["arn:aws:s3:::*x*"]))], Budget(5))


@settings(max_examples=150, derandomize=True)
@given(drawn(pairs), st.randoms(use_true_random=False))
def test_the_evaluator_says_the_same(two: tuple[Policy, Policy], chance: "st.Random") -> None:
    try:
        held(chance.choice, *two)
    except UndecidedError:
        return


@settings(max_examples=60, derandomize=True)
@given(drawn(pairs), drawn(statements))
def test_an_allow_never_shrinks_and_a_deny_never_grows(two: tuple[Policy, Policy], more: "object") -> None:
    one, _ = two
    assert hasattr(more, "_replace")
    try:
        wider = Policy((*one.statements, more._replace(effect=Effect.ALLOW)))
        narrower = Policy((*one.statements, more._replace(effect=Effect.DENY)))
        assert excess([one], [wider]) is None
        assert excess([narrower], [one]) is None
    except UndecidedError as error:
        assert error.code in ("policy-variable", "budget")


@settings(max_examples=60, derandomize=True)
@given(drawn(pairs))
def test_an_allow_without_its_tests_allows_no_less(two: tuple[Policy, Policy]) -> None:
    one, _ = two
    bare = Policy(tuple(s._replace(tests=()) if s.effect is Effect.ALLOW else s for s in one.statements))
    try:
        assert excess([one], [bare]) is None
    except UndecidedError as error:
        assert error.code in ("policy-variable", "budget")
