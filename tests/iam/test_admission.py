"""What one policy of a resource lets through and another doesn't, held against the evaluator."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.admission import admissions
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.containment import ANYTHING, DENIED, Excess
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import ContradictionError
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.request import Decision, Policies, Request
from tests.iam.language.documents import Plain, allow, deny, policy
from tests.iam.strategies import HOLE, drawn, requests
from tests.questions.strategies import resource_policies

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"
OWNER = "111122223333"
TLS = {"Bool": {"aws:SecureTransport": "false"}}


def to(principal: Any, action: str = "sqs:SendMessage", on: str = QUEUE, **more: Any) -> Plain:
    return allow(action, on, Principal=principal, **more)


def more(one: list[Plain], other: list[Plain]) -> list[Excess]:
    """What the first lets through beyond the second, each witness confirmed."""
    first, second = (policy(*some, kind=Kind.RESOURCE, name=name) for some, name in ((one, "one"), (other, "other")))
    found = list(confirmed(first, second))
    for excess in found:
        assert any(shown(excess.witness, first, second))
    return found


def confirmed(one: Policy, other: Policy, budget: Budget | None = None) -> Iterator[Excess]:
    """Everything that is found, with its request."""
    for found, witness in admissions(one, other, OWNER, budget):
        assert witness is not None
        yield Excess(found, witness)


def shown(request: Request, one: Policy, other: Policy, hole: str = HOLE) -> Iterator[bool]:
    """Whether a request tells the two apart, by what a principal's own policies may be."""
    for own in (Policies(), Policies(identity=(ANYTHING,), session=ANYTHING)):
        first, second = (own._replace(resource=written) for written in (one, other))
        texts = {"name": hole}
        yield (
            decide(request, first, texts).decision is Decision.ALLOW
            and decide(request, second, texts).decision in DENIED
        )


@pytest.mark.parametrize(
    ("one", "other", "principals"),
    [
        ([to("*")], [to("*")], set()),
        ([to("*")], [], {"*"}),
        ([to({"AWS": "444455556666"})], [], {"arn:aws:iam::444455556666:root"}),
        ([to({"AWS": "444455556666"})], [to("*")], set()),
        ([to("*")], [to({"AWS": "444455556666"})], {"*"}),
        ([to({"Service": "sns.amazonaws.com"})], [], {"sns.amazonaws.com"}),
        ([to({"Service": "sns.amazonaws.com"})], [to("*")], set()),
        ([to({"AWS": OWNER})], [], set()),
        ([to({"AWS": f"arn:aws:iam::{OWNER}:user/alice"})], [], {f"arn:aws:iam::{OWNER}:user/alice"}),
        ([to({"AWS": f"arn:aws:iam::{OWNER}:user/alice"})], [to({"AWS": OWNER})], {f"arn:aws:iam::{OWNER}:user/alice"}),
    ],
)
def test_whom_a_policy_lets_in_besides(one: list[Plain], other: list[Plain], principals: set[str]) -> None:
    found = {excess.witness.principal for excess in more(one, other)}
    assert principals <= found
    assert bool(found) is bool(principals)


def test_a_denial_that_is_gone_lets_those_in_whose_own_policies_allow_it() -> None:
    found = more([], [deny("sqs:*", QUEUE, Principal="*", Condition=TLS)])
    assert {excess.witness.context["aws:securetransport"] for excess in found} == {("false",)}
    assert all(f":{OWNER}:" in excess.witness.principal for excess in found)
    assert found[0].found.within[-1].policy == "other"


def test_a_key_delegates_to_its_account() -> None:
    key = f"arn:aws:kms:eu-west-1:{OWNER}:key/1"
    assert more([to({"AWS": OWNER}, "kms:*", key)], [])
    assert not more([to({"AWS": OWNER}, "sqs:*", QUEUE)], [])


def test_past_the_budget_it_is_undecided() -> None:
    written = policy(to("*"), kind=Kind.RESOURCE, name="one")
    with pytest.raises(UndecidedError):
        list(admissions(written, policy(kind=Kind.RESOURCE), OWNER, Budget(1)))


CALLERS = (
    "*",
    "sns.amazonaws.com",
    "arn:aws:iam::444455556666:user/eve",
    "arn:aws:sts::444455556666:assumed-role/r/s",
)


@settings(max_examples=80, deadline=None)
@given(drawn(resource_policies), drawn(resource_policies), st.data())
def test_on_generated_policies(one: Policy, other: Policy, data: st.DataObject) -> None:
    one, other = one._replace(name="one"), other._replace(name="other")
    if data.draw(st.booleans()):
        other = other._replace(statements=one.statements[:-1])
    try:
        found = list(confirmed(one, other, Budget(20_000)))
    except UndecidedError:
        return
    for excess in found:
        assert any(shown(excess.witness, one, other, "name"))
    if not found:
        for _ in range(6):
            request = data.draw(drawn(requests, one, other))
            if data.draw(st.booleans()):
                request = request._replace(principal=data.draw(st.sampled_from(CALLERS)))
            try:
                assert not any(shown(request, one, other)), request
            except ContradictionError:
                continue


@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:*"])
def test_whoever_calls_kms_is_of_the_account_that_it_tells(action: str) -> None:
    """As the policies of keys that AWS manages have it: an account, through a service."""
    theirs, via = "444455556666", {"kms:ViaService": "ebs.eu-west-1.amazonaws.com"}
    where = f"arn:aws:kms:eu-west-1:{OWNER}:key/1"

    def of(*accounts: str) -> list[Plain]:
        return asked({"kms:CallerAccount": list(accounts)})

    def asked(equal: Plain) -> list[Plain]:
        signed = {"Bool": {"aws:PrincipalIsAWSService": "false"}}  # of services it isn't told whose they are
        return [to("*", action, where, Condition={"StringEquals": {**equal, **via}, **signed})]

    found = more(of(OWNER, theirs), of(OWNER))
    assert {excess.witness.principal.split(":")[4] for excess in found} == {theirs}
    assert not more(of(OWNER), of(OWNER, theirs))
    same = asked({"aws:PrincipalAccount": OWNER})
    assert not more(of(OWNER), same)
    assert not more(same, of(OWNER))
