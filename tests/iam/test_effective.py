"""What a principal may do under all its policies, held against the evaluator."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.principals import session, user
from hauberk.iam.effective import Wanted, accesses
from hauberk.iam.evaluator import decide
from hauberk.iam.implied import ContradictionError
from hauberk.iam.language.policy import Kind, Policy, Principal, PrincipalKind
from hauberk.iam.language.text import ANY, EVERYTHING, glob
from hauberk.iam.request import Decision, Policies
from tests.iam.language.documents import Plain, allow, deny, policy
from tests.iam.strategies import HOLE, Pick, drawn, policies, requests

ACCOUNT, OTHER = "111122223333", "444455556666"
ALL = policy(allow())
GET = policy(allow("s3:GetObject"))
PUT = policy(allow("s3:PutObject"))
NONE = policy(deny())


def _on_resource(*principals: str, effect: str = "Allow") -> Policy:
    statement: Plain = {"Effect": effect, "Principal": {"AWS": list(principals)}, "Action": "s3:*", "Resource": "*"}
    return policy(statement, kind=Kind.RESOURCE)


ROLE = f"arn:aws:iam::{ACCOUNT}:role/r"


@pytest.mark.parametrize(
    ("bearing", "owner", "may"),
    [
        (Policies(identity=(GET,)), ACCOUNT, True),
        (Policies(), ACCOUNT, False),
        (Policies(identity=(ALL, NONE)), ACCOUNT, False),
        (Policies(identity=(ALL,), boundary=GET), ACCOUNT, True),
        (Policies(identity=(ALL,), boundary=PUT), ACCOUNT, False),
        (Policies(identity=(ALL,), session=PUT), ACCOUNT, False),
        (Policies(identity=(ALL,), scp=((GET,), (PUT,))), ACCOUNT, False),
        (Policies(identity=(ALL,), scp=((GET, PUT), (ALL,))), ACCOUNT, True),
        (Policies(identity=(ALL,), rcp=((PUT,),)), ACCOUNT, True),
        (Policies(identity=(ALL,), rcp=((NONE,),)), ACCOUNT, False),
        (Policies(resource=_on_resource(ROLE)), ACCOUNT, True),
        (Policies(boundary=PUT, resource=_on_resource(ROLE)), ACCOUNT, False),
        (Policies(boundary=PUT, resource=_on_resource("*")), ACCOUNT, True),
        (Policies(resource=_on_resource(ACCOUNT)), ACCOUNT, False),
        (Policies(identity=(ALL,), resource=_on_resource(ROLE, effect="Deny")), ACCOUNT, False),
        (Policies(identity=(ALL,)), OTHER, False),
        (Policies(resource=_on_resource(ROLE)), OTHER, False),
        (Policies(identity=(GET,), resource=_on_resource(ACCOUNT)), OTHER, True),
    ],
)
def test_every_kind_of_policy_is_a_gate(bearing: Policies, owner: str, may: bool) -> None:
    wanted = Wanted((glob("s3:getobject"),))
    found = next(accesses(bearing, session(ACCOUNT, ROLE), wanted, owner), None)
    assert (found is not None) is may
    if found is not None:
        assert decide(found.witness, bearing).decision is Decision.ALLOW


def _bearing(pick: Pick) -> Policies:
    def maybe() -> Policy | None:
        return pick((None, None, policies(pick)))

    limits = (policies(pick), ALL)
    public = tuple(
        one._replace(
            principals=(Principal(PrincipalKind.AWS, pick((EVERYTHING, glob(ACCOUNT)))),), except_principals=False
        )
        for one in policies(pick).statements
    )
    return Policies(
        identity=(policies(pick),),
        boundary=maybe(),
        session=maybe(),
        scp=pick(((), (limits,), (limits, (ALL,)))),
        rcp=pick(((), (limits,))),
        resource=pick((None, Policy(public, name="resource"))),
    )


def _all(bearing: Policies) -> list[Policy]:
    single = [one for one in (bearing.boundary, bearing.session, bearing.resource) if one is not None]
    return [*bearing.identity, *single, *(one for level in (*bearing.scp, *bearing.rcp) for one in level)]


@settings(max_examples=60, derandomize=True)
@given(drawn(_bearing), st.randoms(use_true_random=False))
def test_what_isnt_found_isnt_allowed(bearing: Policies, chance: Random) -> None:
    pick: Pick = chance.choice
    for _ in range(3):
        request = requests(pick, *_all(bearing))
        if request.context.get("aws:username"):
            continue
        who = user(ACCOUNT) if ":user/" in request.principal else session(ACCOUNT)
        wanted = Wanted((glob(request.action.lower()),), (glob(request.resource),))
        try:
            allowed = decide(request, bearing, {"name": HOLE}).decision is Decision.ALLOW
        except ContradictionError:
            continue
        if allowed and HOLE not in request.resource:
            try:
                assert next(accesses(bearing, who, wanted, ACCOUNT), None) is not None
            except UndecidedError:
                continue


@pytest.mark.parametrize("name", ["x", "x*", "x-1"])
def test_a_witness_is_about_what_was_asked(name: str) -> None:
    """A name of one letter is no made-up one if it is the one that was asked about."""
    asked = glob(f"arn:aws:sqs:eu-west-1:{ACCOUNT}:{name.rstrip('*')}", *([ANY] if name.endswith("*") else []))
    wanted = Wanted((glob("sqs:sendmessage"),), (asked,))
    found = next(accesses(Policies(identity=(ALL,)), session(ACCOUNT, ROLE), wanted, ACCOUNT))
    assert found.witness.resource.startswith(f"arn:aws:sqs:eu-west-1:{ACCOUNT}:x")
