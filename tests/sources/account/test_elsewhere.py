"""A role that functions of several regions have."""

from typing import Any

import pytest

from hauberk.model.ledger import Entry
from hauberk.sources.account.calls import GLOBAL, Call, Unread
from hauberk.sources.account.services.identities import KINDS
from tests.account.emulated import control_of
from tests.sources.account.services.recordings import ACCOUNT, Told, answered, recorded
from tests.sources.account.services.worlds import asked

HOME, FAR = "eu-west-1", "us-east-1"
CONTROL = control_of("role-shared-by-functions")
ROLE = f"arn:aws:iam::{ACCOUNT}:role/work"
_STATEMENT = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::papers/*"}
_TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
DENIED = Unread("access-denied", "AWS denied it", "lambda:ListFunctions")
DETAILS = {
    "RoleDetailList": [
        {
            "RoleName": "work",
            "Arn": ROLE,
            "Path": "/",
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [_TRUST]},
            "RolePolicyList": [
                {"PolicyName": "work", "PolicyDocument": {"Version": "2012-10-17", "Statement": [_STATEMENT]}}
            ],
        }
    ]
}


def functions(region: str, *names: str, code: str = "") -> Told:
    """Functions of a region that have the role; ``code`` is the hash of their code, if not one of their own."""
    found = [
        {
            "FunctionName": name,
            "FunctionArn": f"arn:aws:lambda:{region}:{ACCOUNT}:function:{name}",
            "Role": ROLE,
            "CodeSha256": code or f"{name} of {region}",
        }
        for name in names
    ]
    return answered("lambda:ListFunctions", {"Functions": found}, region)


def said(*regional: Told, regions: tuple[str, ...] = (HOME, FAR)) -> Entry:
    """What is said of the role."""
    answers: dict[Call, Any] = {}
    for region in regions:
        answers.update(recorded(region=region).answers)
    answers.update((answered("iam:GetAccountAuthorizationDetails", DETAILS, GLOBAL, Filter=KINDS), *regional))
    snapshot = recorded()._replace(regions=regions, answers=answers)
    (entry,) = (one for one in asked(snapshot, (CONTROL,)) if one.subject == ROLE)
    return entry


def test_functions_of_several_regions_share_a_role() -> None:
    entry = said(functions(HOME, "orders"), functions(FAR, "bills"))
    assert (entry.state, entry.locations[0].says) == (
        "violated",
        "2 functions share this role: orders, bills in us-east-1",
    )
    assert [(place.path, place.says) for place in entry.locations[1:]] == [
        (f"arn:aws:lambda:{HOME}:{ACCOUNT}:function:orders", "orders has it"),
        (ROLE, "bills in us-east-1 has it"),
    ]


@pytest.mark.parametrize(
    ("far", "state"),
    [
        (functions(FAR), "satisfied"),
        (functions(FAR, "orders", code="the same"), "satisfied"),
        (functions(FAR, "orders", code="another one"), "violated"),
        (
            answered("lambda:ListFunctions", Unread("access-denied", "AWS denied it", "lambda:ListFunctions"), FAR),
            "unknown",
        ),
    ],
    ids=["none", "the same one", "its namesake", "unread"],
)
def test_one_function_in_several_regions_has_its_role_alone(far: Told, state: str) -> None:
    assert said(functions(HOME, "orders", code="the same"), far).state == state


def test_a_role_is_known_for_the_regions_that_were_read() -> None:
    assert said(functions(HOME, "orders"), regions=(HOME,)).state == "satisfied"
