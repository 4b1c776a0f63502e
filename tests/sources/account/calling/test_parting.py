"""A policy that is too long is told as several: each fits, and together they allow what it did and nothing else."""

from typing import Any

import pytest

from hauberk.iam.evaluator import decide
from hauberk.iam.request import Decision, Policies
from hauberk.practices import all_controls
from hauberk.sources.account.calling.parting import MOST, length, parted
from hauberk.sources.account.calling.policy import Where, grants, policy_of, requests
from tests.sources.account.calling.test_policy import OF_ACCOUNT, WHERE, parsed, plan

EVERYTHING = plan(tuple(control.name for control in all_controls()))
WHOLE = policy_of(grants(EVERYTHING, WHERE))


IN_IRELAND = {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}


def allow(actions: Any, resources: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def triples(*documents: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Every action with every resource and condition that statements allow."""
    return {
        (action, resource, repr(one.get("Condition")))
        for document in documents
        for one in document["Statement"]
        for action in (one["Action"] if isinstance(one["Action"], list) else [one["Action"]])
        for resource in (one["Resource"] if isinstance(one["Resource"], list) else [one["Resource"]])
    }


def test_one_that_fits_stays_as_it_is() -> None:
    short = policy(allow(["lambda:ListFunctions"]))
    assert parted(short) == (short,)


def test_that_of_every_control_is_several_that_fit() -> None:
    found = parted(WHOLE)
    assert len(found) > 1
    assert all(length(one) <= MOST for one in found)
    assert len(found) <= length(WHOLE) // MOST + 2, "and not many more than there must be"
    assert triples(*found) == triples(WHOLE)


def test_together_they_allow_every_call() -> None:
    """A key of the account leaves it to IAM, as keys do by default."""
    both = Policies(identity=tuple(parsed(one) for one in parted(WHOLE)))
    alone = tuple(Policies(identity=(one,)) for one in both.identity)
    needed = set()
    for request in requests(EVERYTHING, WHERE):
        key = OF_ACCOUNT if request.action.startswith("kms:") else None
        assert decide(request, both._replace(resource=key)).decision is Decision.ALLOW, request.action
        needed |= {
            number
            for number, one in enumerate(alone)
            if decide(request, one._replace(resource=key)).decision is Decision.ALLOW
        }
    assert needed == set(range(len(alone))), "and each is needed for some"


def test_what_the_whole_does_not_allow_they_do_not_either() -> None:
    both = Policies(identity=tuple(parsed(one) for one in parted(WHOLE)))
    for request in requests(EVERYTHING, WHERE):
        if request.context.get("aws:requestedregion") != ("eu-west-1",) or request.resource != "*":
            continue
        elsewhere = request._replace(context={"aws:requestedregion": ("ap-south-1",)})
        whole = decide(elsewhere, Policies(identity=(parsed(WHOLE),))).decision
        assert decide(elsewhere, both).decision is whole


@pytest.mark.parametrize(
    "long",
    [
        policy(allow([f"lambda:Action{number}" for number in range(600)])),
        policy(allow("lambda:GetPolicy", [f"arn:aws:lambda:eu-west-1:1:function:f{number}" for number in range(400)])),
        policy(
            *(
                allow(f"s3:Get{number}", Condition={"StringEquals": {"aws:RequestedRegion": "x"}})
                for number in range(99)
            )
        ),
    ],
    ids=["actions", "resources", "statements"],
)
def test_statements_are_parted_too(long: dict[str, Any]) -> None:
    found = parted(long)
    assert len(found) > 1
    assert all(length(one) <= MOST for one in found)
    assert triples(*found) == triples(long)


def test_what_cannot_be_parted_is_said() -> None:
    with pytest.raises(ValueError, match="too long by itself"):
        parted(policy(allow("s3:GetObject", "a" * 7000)))
    with pytest.raises(ValueError, match="denies"):
        parted(policy({**allow([f"s3:Get{number}" for number in range(900)]), "Effect": "Deny"}))


def test_nothing_is_known_of_the_account_and_it_fits_all_the_same() -> None:
    whole = policy_of(grants(EVERYTHING, Where()))
    assert triples(*parted(whole)) == triples(whole)
