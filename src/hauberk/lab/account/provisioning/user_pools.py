"""Cognito."""

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_POOL = {"UserPoolId": "${UserPoolId}"}


def _mfa(making: Making) -> None:
    """MFA is a setting of its own, beside the pool, once there is a second factor."""
    properties = making.properties
    factors = properties.get("EnabledMfas") or ()
    configuration = properties.get("MfaConfiguration")
    if not factors or configuration in (None, "OFF"):
        return
    making.tried(
        "MfaConfiguration",
        "set_user_pool_mfa_config",
        UserPoolId=making.ref,
        MfaConfiguration=configuration,
        SoftwareTokenMfaConfiguration={"Enabled": True} if "SOFTWARE_TOKEN_MFA" in factors else None,
    )
    told = making.call("get_user_pool_mfa_config", UserPoolId=making.ref)
    making.compare({"MfaConfiguration": configuration}, told)
    if "SOFTWARE_TOKEN_MFA" in factors:
        making.compare({"EnabledMfas": {"Enabled": True}}, {"EnabledMfas": told.get("SoftwareTokenMfaConfiguration")})


def _attributes(making: Making) -> None:
    """Attributes of one's own are told with a word in front."""
    wanted = making.properties.get("Schema")
    if wanted:
        told = making.call("describe_user_pool", UserPoolId=making.ref)["UserPool"].get("SchemaAttributes", [])
        plain = [{**one, "Name": one["Name"].removeprefix("custom:")} for one in told]
        making.compare({"Schema": wanted}, {"Schema": plain})


def _roles(making: Making) -> None:
    making.ref = str(making.properties["IdentityPoolId"])
    making.properties.setdefault("Roles", {})
    sent = making.fit("set_identity_pool_roles", making.properties)
    making.call("set_identity_pool_roles", **sent)
    making.compare(sent, making.call("get_identity_pool_roles", IdentityPoolId=making.ref))


RECIPES = {
    "AWS::Cognito::UserPool": Recipe(
        "cognito-idp",
        Step("create_user_pool", renamed={"UserPoolName": "PoolName"}),
        "${.UserPool.Id}",
        "${.UserPool.Arn}",
        named="UserPoolName",
        attributes={
            "UserPoolId": "${Ref}",
            "ProviderName": "cognito-idp.${Region}.amazonaws.com/${.UserPool.Id}",
            "ProviderURL": "https://cognito-idp.${Region}.amazonaws.com/${.UserPool.Id}",
        },
        after=(_mfa, _attributes),
        apart=frozenset(("EnabledMfas",)),
        reads=(Read("describe_user_pool", {"UserPoolId": "${Ref}"}, "UserPool", {"PoolName": "Name", "Schema": ""}),),
    ),
    "AWS::Cognito::UserPoolClient": Recipe(
        "cognito-idp",
        Step("create_user_pool_client"),
        "${.UserPoolClient.ClientId}",
        named="ClientName",
        attributes={"ClientId": "${Ref}", "Name": "${ClientName}", "ClientSecret": "${.UserPoolClient.ClientSecret}"},
        reads=(
            Read(
                "describe_user_pool_client",
                {**_POOL, "ClientId": "${Ref}"},
                "UserPoolClient",
                {"GenerateSecret": ""},
            ),
        ),
    ),
    "AWS::Cognito::UserPoolDomain": Recipe(
        "cognito-idp",
        Step("create_user_pool_domain"),
        "${Domain}",
        reads=(Read("describe_user_pool_domain", {"Domain": "${Domain}"}, "DomainDescription"),),
    ),
    "AWS::Cognito::UserPoolGroup": Recipe(
        "cognito-idp",
        Step("create_group"),
        "${GroupName}",
        named="GroupName",
        reads=(Read("get_group", {**_POOL, "GroupName": "${GroupName}"}, "Group"),),
    ),
    "AWS::Cognito::UserPoolResourceServer": Recipe(
        "cognito-idp",
        Step("create_resource_server"),
        "${Identifier}",
        named="Name",
        reads=(Read("describe_resource_server", {**_POOL, "Identifier": "${Identifier}"}, "ResourceServer"),),
    ),
    "AWS::Cognito::UserPoolIdentityProvider": Recipe(
        "cognito-idp",
        Step("create_identity_provider"),
        "${ProviderName}",
        reads=(Read("describe_identity_provider", {**_POOL, "ProviderName": "${ProviderName}"}, "IdentityProvider"),),
    ),
    "AWS::Cognito::UserPoolUser": Recipe("cognito-idp", Step("admin_create_user"), "${Username}", named="Username"),
    "AWS::Cognito::IdentityPool": Recipe(
        "cognito-identity",
        Step("create_identity_pool"),
        "${.IdentityPoolId}",
        "arn:aws:cognito-identity:${Region}:${Account}:identitypool/${.IdentityPoolId}",
        named="IdentityPoolName",
        attributes={"Name": "${IdentityPoolName}", "Id": "${Ref}"},
        reads=(Read("describe_identity_pool", {"IdentityPoolId": "${Ref}"}),),
        ignored=frozenset(("PushSync", "CognitoStreams", "CognitoEvents")),
    ),
    "AWS::Cognito::IdentityPoolRoleAttachment": Recipe("cognito-identity", _roles, "${Ref}"),
}
