"""KMS."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step


def _rotation(making: Making) -> None:
    if str(making.properties.get("EnableKeyRotation")).lower() == "true":
        making.tried("EnableKeyRotation", "enable_key_rotation", KeyId=making.ref)
        told = making.call("get_key_rotation_status", KeyId=making.ref)
        making.compare({"EnableKeyRotation": True}, {"EnableKeyRotation": told.get("KeyRotationEnabled")})
    if str(making.properties.get("Enabled", True)).lower() == "false":
        making.tried("Enabled", "disable_key", KeyId=making.ref)


RECIPES = {
    "AWS::KMS::Key": Recipe(
        "kms",
        Step("create_key", renamed={"KeyPolicy": "Policy", "Tags.Key": "TagKey", "Key": "TagKey", "Value": "TagValue"}),
        "${.KeyMetadata.KeyId}",
        "${.KeyMetadata.Arn}",
        attributes={"KeyId": "${Ref}"},
        after=(_rotation,),
        reads=(
            Read("describe_key", {"KeyId": "${Ref}"}, "KeyMetadata"),
            Read("get_key_policy", {"KeyId": "${Ref}", "PolicyName": "default"}),
            Read("list_resource_tags", {"KeyId": "${Ref}"}),
        ),
        apart=frozenset(("EnableKeyRotation", "Enabled", "PendingWindowInDays", "RotationPeriodInDays")),
    ),
    "AWS::KMS::Alias": Recipe(
        "kms", Step("create_alias"), "${AliasName}", reads=(Read("list_aliases", {}, "Aliases[AliasName]"),)
    ),
}
