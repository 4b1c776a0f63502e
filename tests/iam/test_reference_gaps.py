"""What AWS's reference leaves out of the resources of actions, and what IAM asks about all the same."""

import json

import pytest

from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.search import Scene, search
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Policy
from hauberk.model.values import Known


def policy(action: str, resource: str) -> Policy:
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    found = parse(Known(json.dumps({"Version": "2012-10-17", "Statement": statement}))).policy
    assert found is not None
    return found


def allows(action: str, resource: str, scene: Scene) -> bool:
    return search([boxes(policy(action, resource)).allow], [], scene, Budget()) is not None


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:orders:live"),
        ("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:*:SSM*"),
        ("states:StartExecution", "arn:aws:states:eu-west-1:111122223333:stateMachine:orders:live"),
        ("logs:DescribeLogGroups", "arn:aws:logs:eu-west-1:111122223333:log-group::log-stream:"),
        ("logs:DescribeLogGroups", "*"),
    ],
)
def test_what_iam_asks_about_is_a_resource(action: str, resource: str) -> None:
    assert allows(action, resource, Scene())


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("lambda:InvokeFunction", "arn:aws:sqs:eu-west-1:111122223333:orders"),
        ("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders:live"),
        ("s3:ListAllMyBuckets", "arn:aws:s3:::orders"),
    ],
)
def test_what_the_reference_rules_out_is_none_unless_it_isnt_trusted(action: str, resource: str) -> None:
    assert not allows(action, resource, Scene())
    assert allows(action, resource, Scene(cut=False))
