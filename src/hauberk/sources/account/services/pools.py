"""Cognito: user pools with their clients and identity providers, and identity pools with their roles.

Operations and members from the API references of Cognito user pools and identity pools, properties from the
CloudFormation Template Reference (2026-11).

The lists tell little more than ids, so that each pool, client and provider costs a call. Which factors a pool knows
beside whether it asks for one (``GetUserPoolMfaConfig``) is a part of its own. What an identity provider gave a pool to
know itself by is Cognito's to keep, and isn't told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import given, listed, only, tags, text

POOL, CLIENT = "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient"
PROVIDER = "AWS::Cognito::UserPoolIdentityProvider"
IDENTITIES, ROLES = "AWS::Cognito::IdentityPool", "AWS::Cognito::IdentityPoolRoleAttachment"
_GONE = frozenset(("ResourceNotFoundException",))
_MOST = 60
"""What the operations that list pools must be told to give at a time."""
_LIST, _IDENTITY_LIST = "cognito-idp:ListUserPools", "cognito-identity:ListIdentityPools"
_CLIENTS, _PROVIDERS = "cognito-idp:ListUserPoolClients", "cognito-idp:ListIdentityProviders"


def _pools(answers: Answers) -> list[str]:
    found = listed(answers.data("cognito-idp", "ListUserPools", MaxResults=_MOST), "UserPools")
    return [id_ for one in found if (id_ := text(one, "Id"))]


def _each_pool(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"UserPoolId": id_} for id_ in _pools(answers))


def _named_in(operation: str, member: str, name: str) -> Callable[[Answers], Iterable[Mapping[str, Any]]]:
    """Each of what a list of each pool has, by its name there."""

    def each(answers: Answers) -> Iterable[Mapping[str, Any]]:
        for arguments in _each_pool(answers):
            for one in listed(answers.data("cognito-idp", operation, **arguments), member):
                if own := text(one, name):
                    yield {**arguments, name: own}

    return each


def _identity_pools(answers: Answers) -> list[Mapping[str, Any]]:
    found = listed(answers.data("cognito-identity", "ListIdentityPools", MaxResults=_MOST), "IdentityPools")
    return [one for one in found if text(one, "IdentityPoolId")]


def _each_identity_pool(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"IdentityPoolId": text(one, "IdentityPoolId")} for one in _identity_pools(answers))


def _of_pool(operation: str, *facts: str) -> Read:
    return Read("cognito-idp", operation, facts, each=_each_pool, after=(_LIST,), absent=_GONE)


def _of_identity_pool(operation: str, fact: str) -> Read:
    return Read("cognito-identity", operation, (fact,), each=_each_identity_pool, after=(_IDENTITY_LIST,), absent=_GONE)


READS = (
    Read("cognito-idp", "ListUserPools", (POOL,), arguments={"MaxResults": _MOST}),
    _of_pool("DescribeUserPool", POOL),
    _of_pool("GetUserPoolMfaConfig", f"{POOL}.EnabledMfas"),
    _of_pool("ListUserPoolClients", CLIENT),
    Read(
        "cognito-idp",
        "DescribeUserPoolClient",
        (CLIENT,),
        each=_named_in("ListUserPoolClients", "UserPoolClients", "ClientId"),
        after=(_LIST, _CLIENTS),
        absent=_GONE,
        conceals=("UserPoolClient.ClientSecret",),
    ),
    _of_pool("ListIdentityProviders", PROVIDER),
    Read(
        "cognito-idp",
        "DescribeIdentityProvider",
        (PROVIDER,),
        each=_named_in("ListIdentityProviders", "Providers", "ProviderName"),
        after=(_LIST, _PROVIDERS),
        absent=_GONE,
        conceals=("IdentityProvider.ProviderDetails.*",),
    ),
    Read("cognito-identity", "ListIdentityPools", (IDENTITIES,), arguments={"MaxResults": _MOST}),
    _of_identity_pool("DescribeIdentityPool", IDENTITIES),
    _of_identity_pool("GetIdentityPoolRoles", ROLES),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """User pools, each followed by what belongs to it, then identity pools."""
    for one in listed(answers.data("cognito-idp", "ListUserPools", MaxResults=_MOST), "UserPools"):
        if id_ := text(one, "Id"):
            arn = f"arn:{place.partition}:cognito-idp:{place.region}:{place.account}:userpool/{id_}"
            yield _pool(one, id_, arn, answers, place)
            yield from _clients(id_, arn, answers)
            yield from _providers(id_, arn, answers)
    for one in _identity_pools(answers):
        yield from _identity_pool(one, answers, place)


_OF_POOL = (
    "AccountRecoverySetting",
    "AdminCreateUserConfig",
    "AliasAttributes",
    "AutoVerifiedAttributes",
    "DeletionProtection",
    "DeviceConfiguration",
    "EmailConfiguration",
    "EmailVerificationMessage",
    "EmailVerificationSubject",
    "LambdaConfig",
    "MfaConfiguration",
    "Policies",
    "SmsAuthenticationMessage",
    "SmsConfiguration",
    "SmsVerificationMessage",
    "UserAttributeUpdateSettings",
    "UsernameAttributes",
    "UsernameConfiguration",
    "UserPoolAddOns",
    "UserPoolTier",
    "VerificationMessageTemplate",
)


def _pool(one: Mapping[str, Any], id_: str, arn: str, answers: Answers, place: Place) -> Made:
    name = text(one, "Name") or id_
    answer = answers.of("cognito-idp", "DescribeUserPool", UserPoolId=id_)
    host = f"cognito-idp.{place.region}.{'amazonaws.com.cn' if place.partition == 'aws-cn' else 'amazonaws.com'}/{id_}"
    returns = {"": id_, "UserPoolId": id_, "Arn": arn, "ProviderName": host, "ProviderURL": f"https://{host}"}
    told = answer.content.get("UserPool") if isinstance(answer, Data) else None
    if not isinstance(told, Mapping):
        unread = answer if isinstance(answer, Unread) else Unread("invalid", "nothing was told of it")
        return Made(POOL, arn, name, {"UserPoolName": name}, returns=returns, unread=unread)
    factors = answers.of("cognito-idp", "GetUserPoolMfaConfig", UserPoolId=id_)
    properties = given(
        {
            "UserPoolName": name,
            **only(told, *_OF_POOL),
            "EnabledMfas": _factors(factors.content) if isinstance(factors, Data) else None,
        }
    )
    if isinstance(factors, Unread):
        properties["EnabledMfas"] = factors
    more = only(told, "CreationDate", "CustomDomain", "Domain", "EstimatedNumberOfUsers", "LastModifiedDate")
    return Made(POOL, arn, name, properties, returns=returns, account=more, tags=tags(told.get("UserPoolTags")))


def _factors(told: Mapping[str, Any]) -> list[str]:
    """The second factors that a pool knows, by CloudFormation's names."""
    software = told.get("SoftwareTokenMfaConfiguration")
    found = {
        "SMS_MFA": bool(told.get("SmsMfaConfiguration")),
        "SOFTWARE_TOKEN_MFA": isinstance(software, Mapping) and software.get("Enabled") is True,
        "EMAIL_OTP": bool(told.get("EmailMfaConfiguration")),
    }
    return [name for name, on in found.items() if on]


def _clients(id_: str, arn: str, answers: Answers) -> Iterator[Made]:
    match answers.of("cognito-idp", "ListUserPoolClients", UserPoolId=id_):
        case Data(content):
            for one in listed(content, "UserPoolClients"):
                if client := text(one, "ClientId"):
                    yield _client(one, client, id_, arn, answers)
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(CLIENT, arn, id_, unread, "UserPoolId")


_OF_CLIENT = (
    "AccessTokenValidity",
    "AllowedOAuthFlows",
    "AllowedOAuthFlowsUserPoolClient",
    "AllowedOAuthScopes",
    "AuthSessionValidity",
    "CallbackURLs",
    "ClientName",
    "DefaultRedirectURI",
    "EnablePropagateAdditionalUserContextData",
    "EnableTokenRevocation",
    "ExplicitAuthFlows",
    "IdTokenValidity",
    "LogoutURLs",
    "PreventUserExistenceErrors",
    "ReadAttributes",
    "RefreshTokenRotation",
    "RefreshTokenValidity",
    "SupportedIdentityProviders",
    "TokenValidityUnits",
    "WriteAttributes",
)


def _client(one: Mapping[str, Any], client: str, id_: str, arn: str, answers: Answers) -> Made:
    name, own = text(one, "ClientName") or client, f"{arn}/client/{client}"
    returns, links = {"": client, "ClientId": client, "Name": name}, {"UserPoolId": arn}
    answer = answers.of("cognito-idp", "DescribeUserPoolClient", UserPoolId=id_, ClientId=client)
    told = answer.content.get("UserPoolClient") if isinstance(answer, Data) else None
    if not isinstance(told, Mapping):
        unread = answer if isinstance(answer, Unread) else Unread("invalid", "nothing was told of it")
        return Made(CLIENT, own, name, {"UserPoolId": id_}, returns=returns, links=links, unread=unread)
    properties = {"UserPoolId": id_, **only(told, *_OF_CLIENT), "GenerateSecret": "ClientSecret" in told}
    more = only(told, "CreationDate", "LastModifiedDate")
    return Made(CLIENT, own, name, properties, returns=returns, links=links, account=more)


def _providers(id_: str, arn: str, answers: Answers) -> Iterator[Made]:
    match answers.of("cognito-idp", "ListIdentityProviders", UserPoolId=id_):
        case Data(content):
            for one in listed(content, "Providers"):
                if name := text(one, "ProviderName"):
                    yield _provider(one, name, id_, arn, answers)
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(PROVIDER, arn, id_, unread, "UserPoolId")


def _provider(one: Mapping[str, Any], name: str, id_: str, arn: str, answers: Answers) -> Made:
    own, links = f"{arn}/provider/{name}", {"UserPoolId": arn}
    answer = answers.of("cognito-idp", "DescribeIdentityProvider", UserPoolId=id_, ProviderName=name)
    known = {"UserPoolId": id_, **only(one, "ProviderName", "ProviderType")}
    if isinstance(answer, Unread):
        return Made(PROVIDER, own, name, known, links=links, unread=answer)
    told = answer.content.get("IdentityProvider") if isinstance(answer, Data) else None
    return Made(PROVIDER, own, name, known | only(told, "AttributeMapping", "IdpIdentifiers"), links=links)


_OF_IDENTITIES = (
    "AllowClassicFlow",
    "AllowUnauthenticatedIdentities",
    "CognitoIdentityProviders",
    "DeveloperProviderName",
    "IdentityPoolName",
    "OpenIdConnectProviderARNs",
    "SamlProviderARNs",
    "SupportedLoginProviders",
)


def _identity_pool(one: Mapping[str, Any], answers: Answers, place: Place) -> Iterator[Made]:
    id_ = text(one, "IdentityPoolId")
    name = text(one, "IdentityPoolName") or id_
    arn = f"arn:{place.partition}:cognito-identity:{place.region}:{place.account}:identitypool/{id_}"
    returns = {"": id_, "Name": name}
    answer = answers.of("cognito-identity", "DescribeIdentityPool", IdentityPoolId=id_)
    if isinstance(answer, Data):
        told = only(answer.content, *_OF_IDENTITIES)
        yield Made(IDENTITIES, arn, name, told, returns=returns, tags=tags(answer.content.get("IdentityPoolTags")))
    else:
        unread = answer if isinstance(answer, Unread) else Unread("invalid", "it was deleted while it was read")
        yield Made(IDENTITIES, arn, name, {"IdentityPoolName": name}, returns=returns, unread=unread)
    match answers.of("cognito-identity", "GetIdentityPoolRoles", IdentityPoolId=id_):
        case Data(content):
            if roles := only(content, "RoleMappings", "Roles"):
                links = {"IdentityPoolId": arn}
                properties = {"IdentityPoolId": id_, **roles}
                yield Made(ROLES, f"{arn}#Roles", f"roles of {name}", properties, links=links)
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(ROLES, arn, name, unread, "IdentityPoolId")
