"""Which characters a value has that only the deployment gives: what a text that holds it can be cut at.

Sources: CloudFormation Template Reference, "Pseudo parameters reference" and "Return values" of each type for ``Ref``;
the AWS General Reference, "AWS service endpoints"; the API reference of each service for its names (2026-11). A test
holds the names against CloudFormation's schemas.
"""

from collections.abc import Callable
from string import ascii_letters, ascii_lowercase, digits

from hauberk.model.values import Reference
from hauberk.sources.cloudformation.urls import URLS

Types = Callable[[str], str]
"""The type of a template's own resource by its id; empty where there is none."""

_HOST = frozenset(ascii_lowercase + digits + "-.")
_WORD = frozenset(ascii_letters + digits + "-_")
PSEUDO = {
    "AWS::AccountId": frozenset(digits),
    "AWS::Partition": frozenset(ascii_lowercase + "-"),
    "AWS::Region": frozenset(ascii_lowercase + digits + "-"),
    "AWS::StackName": frozenset(ascii_letters + digits + "-"),
    "AWS::URLSuffix": _HOST,
}
NAMES = {
    "AWS::ApiGateway::RestApi": frozenset(ascii_lowercase + digits),
    "AWS::ApiGatewayV2::Api": frozenset(ascii_lowercase + digits),
    "AWS::Cognito::UserPool": _WORD,
    "AWS::Cognito::UserPoolClient": _WORD | {"+"},
    "AWS::DynamoDB::GlobalTable": _WORD | {"."},
    "AWS::DynamoDB::Table": _WORD | {"."},
    "AWS::IAM::Role": _WORD | set("+=,.@"),
    "AWS::Kinesis::Stream": _WORD | {"."},
    "AWS::Lambda::Function": _WORD,
    "AWS::S3::Bucket": _HOST,
    "AWS::Serverless::Api": frozenset(ascii_lowercase + digits),
    "AWS::Serverless::Function": _WORD,
    "AWS::Serverless::HttpApi": frozenset(ascii_lowercase + digits),
    "AWS::Serverless::SimpleTable": _WORD | {"."},
}
"""What ``Ref`` of a type gives: names and ids that are never empty."""


ATTRIBUTES = {
    ("AWS::SNS::Topic", "TopicName"): _WORD | {"."},
    ("AWS::SQS::Queue", "QueueName"): _WORD | {"."},
}
"""The same of attributes that are names, where ``Ref`` gives something else."""


def alphabet(value: Reference, type_of: Types) -> frozenset[str] | None:
    """The characters that a reference's value may have; ``None`` where it may be any text."""
    if value.attribute:
        return _HOST if value.attribute in URLS else ATTRIBUTES.get((type_of(value.resource), value.attribute))
    return PSEUDO.get(value.resource) or NAMES.get(type_of(value.resource))
