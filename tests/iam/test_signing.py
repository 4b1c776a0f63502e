"""Nobody does unsigned what AWS answers to signed requests alone, whatever a policy says of everyone."""

import pytest

from hauberk.iam.admission import admissions
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.effective import Wanted
from hauberk.iam.language.policy import Kind
from hauberk.iam.public import Trust, public
from hauberk.iam.request import ANONYMOUS
from tests.iam.language.documents import allow, policy

FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:orders"
ROLE = "arn:aws:iam::111122223333:role/worker"


@pytest.mark.parametrize(
    ("action", "resource", "unsigned"),
    [
        ("sts:AssumeRole", ROLE, False),
        ("lambda:InvokeFunction", FUNCTION, False),
        ("lambda:AddPermission", FUNCTION, False),
        ("lambda:InvokeFunctionUrl", FUNCTION, True),
        ("sqs:SetQueueAttributes", "arn:aws:sqs:eu-west-1:111122223333:orders", False),
        ("sns:Publish", "arn:aws:sns:eu-west-1:111122223333:orders", True),
        ("sns:SetTopicAttributes", "arn:aws:sns:eu-west-1:111122223333:orders", False),
        ("es:ESHttpGet", "arn:aws:es:eu-west-1:111122223333:domain/orders/*", True),
        ("es:DeleteDomain", "arn:aws:es:eu-west-1:111122223333:domain/orders", False),
        ("execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:abcdef1234/*", True),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-abcdef", False),
        ("kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", False),
        ("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", False),
        ("s3:CreateBucket", "arn:aws:s3:::photos", False),
        ("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders", True),
        ("s3:GetObject", "arn:aws:s3:::photos/*", True),
    ],
)
def test_who_gets_in_by_a_star(action: str, resource: str, unsigned: bool) -> None:
    opened = policy(allow(action, resource, Principal="*"), kind=Kind.RESOURCE)
    callers = {way.access.witness.principal for way in public(opened, Wanted(), Trust(ACCOUNT))}
    assert (ANONYMOUS in callers) is unsigned
    assert callers - {ANONYMOUS}
    let_in = {request.principal for _, request in admissions(opened, policy(kind=Kind.RESOURCE)) if request}
    assert (ANONYMOUS in let_in) is unsigned
    assert let_in - {ANONYMOUS}


@pytest.mark.parametrize(
    ("type_", "unsigned"),
    [
        ("NONE", True),
        ("AWS_IAM", False),
    ],
)
def test_a_url_takes_what_its_kind_takes(type_: str, unsigned: bool) -> None:
    condition = {"StringEquals": {"lambda:FunctionUrlAuthType": type_}}
    opened = policy(allow("lambda:InvokeFunctionUrl", FUNCTION, Principal="*", Condition=condition), kind=Kind.RESOURCE)
    let_in = {request.principal for _, request in admissions(opened, policy(kind=Kind.RESOURCE)) if request}
    assert (ANONYMOUS in let_in) is unsigned
    assert let_in - {ANONYMOUS}
