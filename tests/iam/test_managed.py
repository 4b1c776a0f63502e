"""Policies that AWS manages are found by ARN and by name, with the documents that AWS gives them."""

from itertools import chain

import pytest

from hauberk.iam import managed

LAMBDA = (
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaDynamoDBExecutionRole",
    "AWSLambdaENIManagementAccess",
    "AWSLambdaExecute",
    "AWSLambdaInvocation-DynamoDB",
    "AWSLambdaKinesisExecutionRole",
    "AWSLambdaMSKExecutionRole",
    "AWSLambdaRole",
    "AWSLambdaSQSQueueExecutionRole",
    "AWSLambdaVPCAccessExecutionRole",
    "AWSLambda_FullAccess",
    "AWSLambda_ReadOnlyAccess",
    "AWSXRayDaemonWriteAccess",
    "AdministratorAccess",
    "AmazonDynamoDBFullAccess",
    "AmazonS3FullAccess",
    "AmazonS3ReadOnlyAccess",
    "AmazonSQSFullAccess",
    "CloudWatchLambdaInsightsExecutionRolePolicy",
    "PowerUserAccess",
    "ReadOnlyAccess",
    "SecretsManagerReadWrite",
    "SecurityAudit",
)
"""Policies that Lambda applications use."""


def test_a_document_is_as_aws_gives_it() -> None:
    assert managed.document("AWSLambdaBasicExecutionRole") == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": "*",
            }
        ],
    }


@pytest.mark.parametrize("name", LAMBDA)
def test_policies_of_lambda_applications_have_documents(name: str) -> None:
    document = managed.document(name)
    assert document is not None
    assert document["Statement"]


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_an_arn_finds_what_the_name_finds(partition: str) -> None:
    arn = f"arn:{partition}:iam::aws:policy/job-function/ViewOnlyAccess"
    assert managed.exists(arn)
    assert managed.document(arn) == managed.document("ViewOnlyAccess")
    assert managed.document(arn) is not None


@pytest.mark.parametrize(
    "arn",
    [
        "arn:aws:iam::aws:policy/ViewOnlyAccess",  # its path is job-function/
        "arn:aws:iam::aws:policy/NoSuchAccess",
        "arn:aws:iam::123456789012:policy/AdministratorAccess",
        "arn:aws:iam::aws:role/AdministratorAccess",
        "arn:aws:iam::aws:AdministratorAccess",
        "arn:aws:iam",
        "arn:",
        "AdministratorAccess",
        "",
    ],
)
def test_what_is_no_arn_of_a_managed_policy_does_not_exist(arn: str) -> None:
    assert not managed.exists(arn)


def test_a_policy_of_a_service_linked_role_exists_without_a_document() -> None:
    arn = "arn:aws:iam::aws:policy/aws-service-role/AWSLambdaReplicator"
    assert managed.exists(arn)
    assert managed.document(arn) is None


def test_every_action_is_written_out() -> None:
    assert managed.document("NoSuchAccess") is None
    for name in LAMBDA:
        document = managed.document(name)
        assert document is not None
        for statement in document["Statement"]:
            actions = statement.get("Action", statement.get("NotAction"))
            for action in chain([actions] if isinstance(actions, str) else actions):
                assert action == "*" or (":" in action and " " not in action), name


def test_the_date_is_that_of_the_newest_document() -> None:
    assert len(managed.dated()) == 10
    assert managed.dated() > "2026-"
