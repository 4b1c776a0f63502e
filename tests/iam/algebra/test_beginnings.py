"""What the beginnings of patterns tell: only what the search itself would find."""

import pytest

from hauberk.iam.algebra.boxes import Resources, box
from hauberk.iam.algebra.budget import Budget, ExhaustedError, UndecidedError
from hauberk.iam.algebra.search import DEEPEST, Scene, search, universe_of
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.policy import Policy
from tests.iam.language.documents import allow, deny, policy


def resources(*texts: str, excepted: bool = False) -> Resources:
    return Resources(tuple(pattern(text, variables=True, wild=True) for text in texts), excepted)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("arn:aws:s3:::a",), ("arn:aws:s3:::b",), True),
        (("arn:aws:s3:::a*",), ("arn:aws:s3:::b*",), True),
        (("arn:aws:s3:::a*",), ("arn:aws:s3:::ab*",), False),
        (("arn:aws:s3:::*",), ("arn:aws:s3:::b",), False),
        (("*",), ("arn:aws:s3:::b",), False),
        (("arn:aws:s3:::a", "arn:aws:s3:::b"), ("arn:aws:s3:::c", "arn:aws:s3:::b*"), False),
        (("arn:aws:s3:::a", "arn:aws:s3:::b"), ("arn:aws:s3:::c", "arn:aws:s3:::d*"), True),
        (("arn:aws:s3:::${aws:username}",), ("arn:aws:s3:::b",), False),
        (("arn:aws:s3:::a${aws:username}",), ("arn:aws:s3:::b",), True),
        (("arn:aws:s3:::?b",), ("arn:aws:s3:::ab",), False),
    ],
)
def test_two_lists_of_patterns(one: tuple[str, ...], other: tuple[str, ...], apart: bool) -> None:
    first, second = resources(*one), resources(*other)
    assert first.apart(second) is second.apart(first) is apart


def test_what_is_all_but_some_tells_nothing() -> None:
    assert not resources("arn:aws:s3:::a", excepted=True).apart(resources("arn:aws:s3:::b"))


def many(count: int) -> Policy:
    """Statements that all speak of one bucket and ask for different tags."""
    return policy(*(deny("s3:*", "*", Condition={"StringEquals": {f"aws:RequestTag/k{n}": "x"}}) for n in range(count)))


def test_conditions_past_a_number_are_undecided_rather_than_a_crash() -> None:
    granted = box(policy(allow("s3:GetObject")).statements[0])
    for count, code in ((DEEPEST // 2, None), (DEEPEST + 1, "too-many-conditions")):
        avoid = [box(one) for one in many(count).statements]
        scene = Scene(universe_of([granted], avoid))
        if code is None:
            assert search([[granted]], avoid, scene, Budget()) is not None
        else:
            with pytest.raises(UndecidedError) as raised:
                search([[granted]], avoid, scene, Budget())
            assert raised.value.code == code


def test_large_questions_are_charged_for_what_they_look_at() -> None:
    granted = [box(one) for one in policy(*(allow("s3:*", f"arn:aws:s3:::b{n}/*") for n in range(200))).statements]
    avoid = [box(one) for one in policy(*(allow("s3:*", f"arn:aws:s3:::c{n}/*") for n in range(200))).statements]
    with pytest.raises(ExhaustedError):
        list(search([granted, avoid], [], Scene(universe_of(granted, avoid)), Budget(100)) or ())
