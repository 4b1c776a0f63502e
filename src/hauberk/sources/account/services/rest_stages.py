"""The stages of a REST API, with their settings and web ACLs."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services.firewalls import association
from hauberk.sources.account.services.gateways import capital_only
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import capital, every, given, listed, only, tags, text

STAGE = "AWS::ApiGateway::Stage"
RATE = 10_000.0
"""Requests a second that an account may make by default, to all its APIs of a region (API Gateway quotas, 2026-11)."""


def rate_of_account(answers: Answers) -> float | Unread:
    """How many requests a second the account may make to all its APIs, which AWS tells of each stage, too."""
    match answers.of("apigateway", "GetAccount"):
        case Data(content):
            rate = only(content.get("throttleSettings"), "rateLimit").get("rateLimit")
            return rate if isinstance(rate, (int, float)) else RATE
        case Unread() as unread if unread.code != "not-asked":
            return unread
    return RATE


def stages_of(api: Mapping[str, Any], arn: str, answers: Answers, own: float | Unread) -> Iterator[Made]:
    """The stages of an API, each followed by its web ACL. ``own`` is the account's own rate."""
    name = text(api, "name")
    match answers.of("apigateway", "GetStages", restApiId=text(api, "id")):
        case Data(content):
            for one in listed(content, "item"):
                if stage := text(one, "stageName"):
                    made = f"{arn}/stages/{stage}"
                    yield _stage(one, made, api, arn, own)
                    if acl := text(one, "webAclArn"):
                        yield association(acl, made, f"{name}/{stage}")
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(STAGE, arn, name, unread, "RestApiId")


def _stage(one: Mapping[str, Any], id_: str, api: Mapping[str, Any], arn: str, own: float | Unread) -> Made:
    names = (
        "CacheClusterEnabled",
        "CacheClusterSize",
        "ClientCertificateId",
        "DeploymentId",
        "Description",
        "DocumentationVersion",
        "TracingEnabled",
        "Variables",
    )
    stage = text(one, "stageName")
    properties = given(
        {
            "RestApiId": text(api, "id"),
            "StageName": stage,
            **capital_only(one, names),
            "AccessLogSetting": only(capital(one.get("accessLogSettings")), "DestinationArn", "Format"),
            "CanarySetting": capital_only(
                one.get("canarySettings"),
                ("DeploymentId", "PercentTraffic", "StageVariableOverrides", "UseStageCache"),
            ),
            "MethodSettings": every(one, "methodSettings", partial(_setting, own)),
        }
    )
    return Made(
        STAGE,
        id_,
        f"{text(api, 'name')}/{stage}",
        properties,
        links={"RestApiId": arn},
        account=capital(only(one, "createdDate", "lastUpdatedDate")),
        tags=tags(one.get("tags")),
    )


_OF_SETTING = (
    "CacheDataEncrypted",
    "CacheTtlInSeconds",
    "CachingEnabled",
    "DataTraceEnabled",
    "LoggingLevel",
    "MetricsEnabled",
    "ThrottlingBurstLimit",
    "ThrottlingRateLimit",
)


def _setting(own: float | Unread, key: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """A setting by its key (``*/*``, ``orders/{id}/GET``). AWS tells the account's own rate where nobody set any, so
    that a rate as high is none."""
    path, _, verb = key.rpartition("/")
    path = path.replace("~1", "/").lstrip("/")
    setting = {"HttpMethod": verb, "ResourcePath": f"/{path}", **capital_only(told, _OF_SETTING)}
    rate = setting.get("ThrottlingRateLimit")
    if isinstance(own, Unread):
        return setting | ({} if rate is None else {"ThrottlingRateLimit": own, "ThrottlingBurstLimit": own})
    if isinstance(rate, (int, float)) and rate >= own:
        setting.pop("ThrottlingRateLimit")
        setting.pop("ThrottlingBurstLimit", None)
    return setting
