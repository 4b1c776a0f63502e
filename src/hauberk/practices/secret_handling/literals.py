"""Secrets written into resources, and long-lived keys made by a template."""

from hauberk.model.secret_words import is_placeholder
from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Known, Pattern, Reference, Unknown
from hauberk.model.verdict import CRITICAL, HIGH, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.secret_handling.finding import OF_PARAMETERS, is_default, told
from hauberk.study.study import Study

HOLDING: dict[str, tuple[str, ...]] = {
    "Alexa::ASK::Skill": ("AuthenticationConfiguration.ClientSecret", "AuthenticationConfiguration.RefreshToken"),
    "AWS::AmazonMQ::Broker": ("Users",),
    "AWS::ApiGateway::ApiKey": ("Value",),
    "AWS::AppSync::ApiKey": ("ApiKeyId",),
    "AWS::Cognito::UserPoolIdentityProvider": ("ProviderDetails.client_secret",),
    "AWS::DMS::Endpoint": ("MongoDbSettings.Password", "Password"),
    "AWS::DirectoryService::MicrosoftAD": ("Password",),
    "AWS::DirectoryService::SimpleAD": ("Password",),
    "AWS::DocDB::DBCluster": ("MasterUserPassword",),
    "AWS::ElastiCache::ReplicationGroup": ("AuthToken",),
    "AWS::ElastiCache::User": ("Passwords",),
    "AWS::Events::Connection": (
        "AuthParameters.ApiKeyAuthParameters.ApiKeyValue",
        "AuthParameters.BasicAuthParameters.Password",
        "AuthParameters.OAuthParameters.ClientParameters.ClientSecret",
    ),
    "AWS::IAM::User": ("LoginProfile.Password",),
    "AWS::KinesisFirehose::DeliveryStream": (
        "HttpEndpointDestinationConfiguration.EndpointConfiguration.AccessKey",
        "RedshiftDestinationConfiguration.Password",
        "SplunkDestinationConfiguration.HECToken",
    ),
    "AWS::MemoryDB::User": ("AuthenticationMode.Passwords",),
    "AWS::RDS::DBCluster": ("MasterUserPassword",),
    "AWS::RDS::DBInstance": ("MasterUserPassword",),
    "AWS::Redshift::Cluster": ("MasterUserPassword",),
    "AWS::SecretsManager::Secret": ("SecretString",),
}
"""Properties that take a secret (CloudFormation Template Reference, 2026-11)."""


class SecretHolder(Subject):
    """A resource that is given a secret."""

    TYPES = tuple(HOLDING)
    __slots__ = ()


@control("secret-in-template", practice=3, severity=CRITICAL, subject=SecretHolder)
def secret_in_template(holder: SecretHolder, study: Study) -> Verdict:
    """A secret is written into the template.

    Whatever stands in a template is in the repository, in its history for good, and in every copy of the stack.

    Attack: someone who once could read the repository still has the database's password.

    Safe when: never; even a secret for tests teaches the habit.

    Fix: let AWS make it (GenerateSecretString, ManageMasterUserPassword), or refer to it with
    {{resolve:secretsmanager:…}}.

    References:
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds
    - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
    """
    given, why_not = False, "it is given no secret"
    for path in HOLDING[holder.resource.type]:
        value = holder.at(path)
        match value:
            case Absent():
                continue
            case Known(str() as text) if is_placeholder(text):
                why_not = "what stands there keeps the place of a secret"
            case Known(str() as text) if text and is_default(value, study.application):
                why_not = "secret-as-parameter-default tells of it"
            case Known(str() as text) if text and not text.startswith("{{resolve:"):
                return violated(*told(value, text, "the secret stands here for everyone to read"))
            case Unknown(reason) if not reason.code.startswith("dynamic-") and reason.code not in OF_PARAMETERS:
                return unknown(value)
            case Known() | Pattern() | Reference() | Unknown():
                given = True
    return satisfied() if given else not_applicable(why_not)


class AccessKey(Subject):
    """A long-lived key of a user."""

    TYPES = ("AWS::IAM::AccessKey",)
    __slots__ = ()


@control("access-key-in-template", practice=3, severity=HIGH, subject=AccessKey)
def access_key_in_template(key: AccessKey, study: Study) -> Verdict:
    """A template makes a long-lived access key.

    The key's secret is an attribute of the resource: it ends up in outputs, other resources and the stack's history,
    never expires, and isn't rotated.

    Attack: the key is found in a log or an output years later, and still works.

    Safe when: a system outside of AWS can't assume a role by any other means.

    Fix: use a role: for functions their own, for systems outside IAM Roles Anywhere or a web identity.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
    """
    if key.at("Status") == Known("Inactive"):
        return satisfied()
    status = key.at("Status")
    if isinstance(status, Unknown):
        return unknown(status)
    return violated(key.says("this key never expires, and its secret passes through the stack"))


CONTROLS = (secret_in_template, access_key_in_template)
