"""Secrets Manager: which secrets there are, who rotates them, and who may read them. Never what they hold.

Operations and members from the AWS Secrets Manager API Reference, properties from the CloudFormation Template Reference
(2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.keys import managed_keys
from hauberk.sources.account.services.parts import Form, policy_of
from hauberk.sources.account.services.shaping import given, listed, only, tags, text

SECRET, ROTATION = "AWS::SecretsManager::Secret", "AWS::SecretsManager::RotationSchedule"
POLICY = Form("AWS::SecretsManager::ResourcePolicy", "SecretId", "ResourcePolicy")


def _secrets(answers: Answers) -> Iterator[Mapping[str, Any]]:
    """The secrets that people made. Those that a service makes for itself, rotates and protects (``rds!…``) are told of
    by the resource that they belong to ("Secrets managed by other AWS services", Secrets Manager user guide, 2026-11).
    """
    for one in listed(answers.data("secretsmanager", "ListSecrets"), "SecretList"):
        if text(one, "ARN") and "!" not in text(one, "Name"):
            yield one


def _each(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"SecretId": text(one, "ARN")} for one in _secrets(answers))


READS = (
    Read("secretsmanager", "ListSecrets", (SECRET, ROTATION)),
    Read(
        "secretsmanager",
        "GetResourcePolicy",
        (POLICY.type,),
        each=_each,
        after=("secretsmanager:ListSecrets",),
        absent=frozenset(("ResourceNotFoundException",)),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The secrets, each followed by its rotation and its policy."""
    managed = managed_keys(answers)
    for one in _secrets(answers):
        arn, name = text(one, "ARN"), text(one, "Name")
        own = {"Name": name, "Description": one.get("Description"), "KmsKeyId": managed.named(one.get("KmsKeyId"))}
        more = only(one, "CreatedDate", "LastAccessedDate", "LastChangedDate", "LastRotatedDate")
        returns = {"": arn, "Id": arn}
        secret = Made(SECRET, arn, name, given(own), returns, account=more, tags=tags(one.get("Tags")))
        yield secret
        if one.get("RotationEnabled"):
            yield _rotation(one, secret)
        answer = answers.of("secretsmanager", "GetResourcePolicy", SecretId=arn)
        written = answers.data("secretsmanager", "GetResourcePolicy", SecretId=arn).get("ResourcePolicy")
        yield from policy_of(secret, answer, written, POLICY)


def _rotation(one: Mapping[str, Any], secret: Made) -> Made:
    rules = only(one.get("RotationRules"), "AutomaticallyAfterDays", "Duration", "ScheduleExpression")
    own = {"RotationLambdaARN": one.get("RotationLambdaARN"), "RotationRules": rules}
    return Made(ROTATION, f"{secret.id}#Rotation", f"rotation of {secret.name}", {"SecretId": secret.id, **given(own)})
