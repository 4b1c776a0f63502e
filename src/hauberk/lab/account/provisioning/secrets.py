"""Secrets Manager."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_SECRET = {"SecretId": "${Ref}"}
_STAND_IN = "generated-by-the-lab"


def _value(making: Making) -> None:
    """What is generated at deployment is a stand-in here: a value is no property of the secret."""
    generated = making.properties.pop("GenerateSecretString", None)
    if generated is not None and "SecretString" not in making.properties:
        making.properties["SecretString"] = _STAND_IN


def _nothing(_: Making) -> None:
    """What a database adds to a secret's value is no property of either."""


def _policy(making: Making) -> None:
    document = making.properties["ResourcePolicy"]
    making.ref = str(making.properties["SecretId"])
    making.call("put_resource_policy", SecretId=making.ref, ResourcePolicy=text(document))
    told = making.call("get_resource_policy", SecretId=making.ref)
    making.compare({"ResourcePolicy": document}, told)


RECIPES = {
    "AWS::SecretsManager::Secret": Recipe(
        "secretsmanager",
        Step("create_secret"),
        "${.ARN}",
        "${.ARN}",
        named="Name",
        attributes={"Id": "${.ARN}"},
        before=(_value,),
        reads=(Read("describe_secret", _SECRET),),
        hidden=frozenset(("SecretString",)),
    ),
    "AWS::SecretsManager::RotationSchedule": Recipe(
        "secretsmanager",
        Step("rotate_secret", by={"RotateImmediately": False}),  # that would run the function
        "${SecretId}",
        ignored=frozenset(("RotateImmediatelyOnUpdate",)),
        reads=(Read("describe_secret", {"SecretId": "${SecretId}"}, renamed={"SecretId": ""}),),
    ),
    "AWS::SecretsManager::ResourcePolicy": Recipe("secretsmanager", _policy, "${Ref}"),
    "AWS::SecretsManager::SecretTargetAttachment": Recipe(
        "secretsmanager", _nothing, "${SecretId}", ignored=frozenset(("TargetId", "TargetType"))
    ),
}
