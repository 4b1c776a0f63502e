"""Tests of the statements by which a finding is allowed."""

from contextlib import suppress

import pytest

from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import holes
from hauberk.iam.algebra.search import Found, Scene, findings, universe_of
from hauberk.iam.allowing import allowing
from hauberk.iam.containment import delegating, gains
from hauberk.iam.evaluator import decide
from hauberk.iam.language.policy import Policy
from hauberk.iam.request import Answer, Decision, Policies, Request
from tests.iam.language.documents import allow, deny, policy
from tests.iam.strategies import pairs, seeded


def found(one: Policy) -> Found:
    """The first finding in a policy."""
    made = boxes(one)
    return next(findings([made.allow], made.deny, Scene(universe_of(made.allow, made.deny)), Budget()))


def test_what_it_was_found_in_stays_and_every_denial() -> None:
    one = policy(allow("sns:Publish"), deny("s3:*"), allow("sqs:SendMessage"), deny("sns:Unsubscribe"))
    kept = allowing(Policies(identity=(one,)))(found(one)).identity[0]
    assert kept.statements == (one.statements[0], one.statements[1], one.statements[3])


def test_every_policy_that_bears_on_it_is_cut_down_alike_and_what_isnt_there_stays_so() -> None:
    one, other = policy(allow("sqs:*")), policy(allow("sns:*"), deny("sqs:PurgeQueue"))
    by = allowing(Policies((one,), other, None, ((other,), (one,)), ((other,),), other))(found(one))
    cut = other._replace(statements=other.statements[1:])
    assert by == Policies((one,), cut, None, ((cut,), (one,)), ((cut,),), cut)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_allowed_by_some_is_allowed_by_all(seed: int) -> None:
    one, other = pairs(seeded(seed))
    whole = Policies(identity=(one,))
    texts = holes(pattern for part in (one, other) for pattern in boxes(part).globs)
    with suppress(UndecidedError):
        for gain, request in gains([one], [other], Budget(20_000)):
            if request is not None:
                bearing = (allowing(whole)(gain), whole)
                delegated = [one._replace(resource=delegating(request.resource_account)) for one in bearing]
                assert [decide(request, one, texts).decision for one in delegated] == [Decision.ALLOW, Decision.ALLOW]


def test_many_findings_in_one_policy_dont_each_cost_a_look_at_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counting(request: Request, policies: Policies, texts: dict[str, str]) -> Answer:
        seen.append(sum(len(one.statements) for one in policies.identity))
        return decide(request, policies, texts)

    monkeypatch.setattr("hauberk.iam.containment.decide", counting)
    many = policy(*(allow("s3:GetObject", f"arn:aws:s3:::b{n}/*") for n in range(50)))
    assert len([*gains([many], [])]) == 50
    assert max(seen) == 1


def test_two_long_policies_end_within_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []

    def counting(request: Request, policies: Policies, texts: dict[str, str]) -> Answer:
        asked.append(request)
        return decide(request, policies, texts)

    monkeypatch.setattr("hauberk.iam.containment.decide", counting)
    one, other = (policy(*(allow("s3:GetObject", f"arn:aws:s3:::{b}{n}/*") for n in range(400))) for b in "ab")
    with pytest.raises(UndecidedError, match="takes more than 2000 steps"):
        list(gains([one], [other], Budget(2_000)))
    assert 0 < len(asked) < 100
