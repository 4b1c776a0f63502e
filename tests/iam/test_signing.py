"""Nobody does unsigned what AWS answers to signed requests alone, whatever a policy says of everyone."""

import json

import pytest
from botocore.session import get_session

from hauberk.facts.bundled import bundled
from hauberk.iam import catalogue
from hauberk.iam.admission import admissions
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.catalogue import actions as catalogued
from hauberk.iam.catalogue import facts
from hauberk.iam.effective import Wanted
from hauberk.iam.language.policy import Kind
from hauberk.iam.public import Trust, public
from hauberk.iam.request import ANONYMOUS
from hauberk.iam.signing import Row, may_be_unsigned, rows
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


OF_BOTOCORE = [row for row in rows() if row.source == "botocore"]


def test_what_models_say_is_unsigned_is_all_there() -> None:
    """By the prefix that IAM has for a client, which the catalogue tells."""
    session, known = get_session(), json.loads(bundled(catalogue.__file__, "clients.json"))["clients"]
    found = {
        f"{known[client].get('prefix', client)}:{name}"
        for client in session.get_available_services()
        for model in [session.get_service_model(client)]
        for name in model.operation_names
        if model.operation_model(name).auth_type == "none"
    }
    assert {name for row in OF_BOTOCORE for name in row.actions} == found


@pytest.mark.parametrize("row", [row for row in rows() if row.source != "botocore"], ids=lambda row: row.actions[0])
def test_a_row_names_actions_and_keys_that_there_are(row: Row) -> None:
    assert row.source.startswith("https://docs.aws.amazon.com/")
    assert all(catalogued(name) for name in (*row.actions, *row.but))
    if row.signed_if is not None:
        _, key, _ = row.signed_if
        service = facts(row.actions[0].partition(":")[0])
        assert service is not None
        assert key.lower() in {one.lower() for one in service.keys}


@pytest.mark.parametrize(
    ("action", "may_be"),
    [("S3:getobject", True), ("s3:CreateBucket", False), ("lambda:AddPermission", False), ("sts:AssumeRole", False)],
)
def test_which_actions_there_are_unsigned_requests_for(action: str, may_be: bool) -> None:
    assert may_be_unsigned(action) is may_be
