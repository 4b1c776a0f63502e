"""Policies made to be slow to check, or to break what checks them."""

import pytest

from hauberk.iam.language.policy import Effect, Kind, Policy, Statement
from hauberk.iam.language.text import ANY, ONE, Glob, Hole, Variable, glob
from hauberk.iam.validation import validate
from tests.iam.validation.cases import Case, allow, deny
from tests.iam.validation.reading import problems


def test_thousands_of_statements_are_checked() -> None:
    statements = [allow(resource=f"arn:aws:sqs:eu-west-1:111122223333:{number}") for number in range(3_000)]
    assert "too-large" in {problem.code for problem in problems(Case(statements))}


def test_thousands_of_entries_are_checked() -> None:
    resources = [f"arn:aws:s3:::{number:05}*/*" for number in range(5_000)]
    found = problems(Case(allow("s3:GetObject", resources)))
    assert {problem.code for problem in found} <= {"too-large", "undecided"}


@pytest.mark.parametrize("text", ["a*" * 60, "*a" * 60, "?*" * 60, "*?a" * 60])
def test_patterns_made_to_explode_are_checked(text: str) -> None:
    resources = [f"arn:aws:s3:::{text}{number}" for number in range(40)]
    found = problems(Case([allow("s3:*", resources), deny("s3:*", [one + "*" for one in resources])]), steps=20_000)
    assert all(problem.text for problem in found)


@pytest.mark.parametrize("action", ["*" * 500, ":" * 50, "\0:\0", "s3:" + "*?" * 200, "a" * 5_000 + ":b"])
def test_strange_actions_are_checked(action: str) -> None:
    assert problems(Case(allow(action, "*"))) is not None


def test_policies_that_no_document_says_are_checked() -> None:
    nothing = Glob(())
    strange = Statement(
        Effect.ALLOW,
        (nothing, glob(Hole("a")), glob(ONE, ANY), glob("s3:", Hole("b"))),
        False,
        (nothing, glob(Variable("aws:username")), glob(Hole("c", own=True), ":", ANY)),
        unread=(Hole("more"),),
    )
    for kind in Kind:
        assert isinstance(validate(Policy((strange, Statement(Effect.DENY))), kind), tuple)
