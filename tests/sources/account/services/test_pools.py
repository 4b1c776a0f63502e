"""Pools as Cognito tells of them, and the resources that a template would have.

Answers from the API references of Cognito user pools and identity pools (2026-11). moto has no
``GetIdentityPoolRoles``: the roles of identity pools are only proven here.
"""

from hauberk.model.values import Reference
from hauberk.sources.account.calls import Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services import pools
from tests.sources.account.services.recordings import answered, application, made_by, states

F = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
POOL = "eu-west-1_AbCdEfGhI"
TOLD = (
    answered("cognito-idp:ListUserPools", {"UserPools": [{"Id": POOL, "Name": "users"}]}, MaxResults=60),
    answered(
        "cognito-idp:DescribeUserPool",
        {
            "UserPool": {
                "Id": POOL,
                "Name": "users",
                "Policies": {"PasswordPolicy": {"MinimumLength": 12}},
                "DeletionProtection": "ACTIVE",
                "LambdaConfig": {"PreSignUp": F},
                "MfaConfiguration": "ON",
                "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
                "UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"},
                "EstimatedNumberOfUsers": 7,
                "Arn": f"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/{POOL}",
                "UserPoolTags": {"team": "web"},
            }
        },
        UserPoolId=POOL,
    ),
    answered(
        "cognito-idp:GetUserPoolMfaConfig",
        {"SoftwareTokenMfaConfiguration": {"Enabled": True}, "MfaConfiguration": "ON"},
        UserPoolId=POOL,
    ),
    answered(
        "cognito-idp:ListUserPoolClients",
        {"UserPoolClients": [{"ClientId": "c1", "UserPoolId": POOL, "ClientName": "web"}]},
        UserPoolId=POOL,
    ),
    answered(
        "cognito-idp:DescribeUserPoolClient",
        {
            "UserPoolClient": {
                "ClientId": "c1",
                "UserPoolId": POOL,
                "ClientName": "web",
                "ClientSecret": "~",
                "AllowedOAuthFlows": ["code"],
                "PreventUserExistenceErrors": "ENABLED",
                "EnableTokenRevocation": True,
            }
        },
        UserPoolId=POOL,
        ClientId="c1",
    ),
    answered(
        "cognito-idp:ListIdentityProviders",
        {"Providers": [{"ProviderName": "Google", "ProviderType": "Google"}]},
        UserPoolId=POOL,
    ),
    answered(
        "cognito-idp:DescribeIdentityProvider",
        {
            "IdentityProvider": {
                "ProviderName": "Google",
                "ProviderType": "Google",
                "ProviderDetails": {"client_id": "~", "client_secret": "~"},
                "AttributeMapping": {"email": "email"},
            }
        },
        UserPoolId=POOL,
        ProviderName="Google",
    ),
    answered(
        "cognito-identity:ListIdentityPools",
        {"IdentityPools": [{"IdentityPoolId": "eu-west-1:1111", "IdentityPoolName": "visitors"}]},
        MaxResults=60,
    ),
    answered(
        "cognito-identity:DescribeIdentityPool",
        {
            "IdentityPoolId": "eu-west-1:1111",
            "IdentityPoolName": "visitors",
            "AllowUnauthenticatedIdentities": True,
            "CognitoIdentityProviders": [
                {
                    "ProviderName": f"cognito-idp.eu-west-1.amazonaws.com/{POOL}",
                    "ClientId": "c1",
                    "ServerSideTokenCheck": False,
                }
            ],
        },
        IdentityPoolId="eu-west-1:1111",
    ),
    answered(
        "cognito-identity:GetIdentityPoolRoles",
        {"IdentityPoolId": "eu-west-1:1111", "Roles": {"unauthenticated": "arn:aws:iam::123456789012:role/visitors"}},
        IdentityPoolId="eu-west-1:1111",
    ),
)
MADE = [
    Made(
        "AWS::Cognito::UserPool",
        "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI",
        "users",
        {
            "UserPoolName": "users",
            "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
            "DeletionProtection": "ACTIVE",
            "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:orders"},
            "MfaConfiguration": "ON",
            "Policies": {"PasswordPolicy": {"MinimumLength": 12}},
            "UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"},
            "EnabledMfas": ["SOFTWARE_TOKEN_MFA"],
        },
        returns={
            "": "eu-west-1_AbCdEfGhI",
            "UserPoolId": "eu-west-1_AbCdEfGhI",
            "Arn": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI",
            "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
            "ProviderURL": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
        },
        account={"EstimatedNumberOfUsers": 7},
        tags={"team": "web"},
    ),
    Made(
        "AWS::Cognito::UserPoolClient",
        "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI/client/c1",
        "web",
        {
            "UserPoolId": "eu-west-1_AbCdEfGhI",
            "AllowedOAuthFlows": ["code"],
            "ClientName": "web",
            "EnableTokenRevocation": True,
            "PreventUserExistenceErrors": "ENABLED",
            "GenerateSecret": True,
        },
        returns={"": "c1", "ClientId": "c1", "Name": "web"},
        links={"UserPoolId": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI"},
    ),
    Made(
        "AWS::Cognito::UserPoolIdentityProvider",
        "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI/provider/Google",
        "Google",
        {
            "UserPoolId": "eu-west-1_AbCdEfGhI",
            "ProviderName": "Google",
            "ProviderType": "Google",
            "AttributeMapping": {"email": "email"},
        },
        links={"UserPoolId": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI"},
    ),
    Made(
        "AWS::Cognito::IdentityPool",
        "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1111",
        "visitors",
        {
            "AllowUnauthenticatedIdentities": True,
            "CognitoIdentityProviders": [
                {
                    "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
                    "ClientId": "c1",
                    "ServerSideTokenCheck": False,
                }
            ],
            "IdentityPoolName": "visitors",
        },
        returns={"": "eu-west-1:1111", "Name": "visitors"},
    ),
    Made(
        "AWS::Cognito::IdentityPoolRoleAttachment",
        "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1111#Roles",
        "roles of visitors",
        {"IdentityPoolId": "eu-west-1:1111", "Roles": {"unauthenticated": "arn:aws:iam::123456789012:role/visitors"}},
        links={"IdentityPoolId": "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1111"},
    ),
]

ARN = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI"


def test_pools_with_what_belongs_to_them() -> None:
    assert made_by(pools, *TOLD) == MADE


def test_no_secret_of_a_client_or_a_provider_is_told() -> None:
    assert "~" not in str(made_by(pools, *TOLD))


def test_what_belongs_together_refers_to_each_other() -> None:
    found = application(*TOLD).resources
    assert found[f"{ARN}/client/c1"].properties.value("UserPoolId") == Reference(ARN)
    roles = found["arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1111#Roles"]
    assert roles.properties.value("IdentityPoolId") == Reference(
        "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1111"
    )


def test_a_secret_that_cognito_keeps_is_none_in_a_template() -> None:
    assert states(*TOLD)["secret-in-template"] == {f"{ARN}/provider/Google": "not-applicable"}


def test_a_pool_that_was_denied_is_known_by_name_alone() -> None:
    denied = Unread("access-denied", "AWS denied it", "cognito-idp:DescribeUserPool")
    found = states(*TOLD, answered("cognito-idp:DescribeUserPool", denied, UserPoolId=POOL))
    for control in ("user-pool-without-mfa", "user-pool-open-sign-up", "user-pool-with-weak-passwords"):
        assert found[control] == {ARN: "unknown"}


def test_clients_that_were_denied_are_a_part_that_nobody_knows() -> None:
    denied = Unread("access-denied", "AWS denied it", "cognito-idp:ListUserPoolClients")
    found = states(*TOLD, answered("cognito-idp:ListUserPoolClients", denied, UserPoolId=POOL))
    assert found["user-pool-client-with-implicit-flow"] == {f"{ARN}#UserPoolClient": "unknown"}
