"""API Gateway's usage plans and keys, which REST APIs count their callers by.

Operations and members from the API Gateway V1 API Reference, properties from the CloudFormation Template Reference
(2026-11). One call tells of all plans, and one of all keys, without their values.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.gateways import gateway_arn
from hauberk.sources.account.services.shaping import capital, each, given, listed, mapped, only, tags, text

READS = (
    Read("apigateway", "GetUsagePlans", ("AWS::ApiGateway::UsagePlan",)),
    # Values come only where includeValues asks for them; they are concealed all the same.
    Read("apigateway", "GetApiKeys", ("AWS::ApiGateway::ApiKey",), conceals=("items[].value",)),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The plans and the keys."""
    for one in listed(answers.data("apigateway", "GetUsagePlans"), "items"):
        if text(one, "id"):
            yield _plan(one, place)
    for one in listed(answers.data("apigateway", "GetApiKeys"), "items"):
        if id_ := text(one, "id"):
            yield _key(one, id_, place)


def _key(one: Mapping[str, Any], id_: str, place: Place) -> Made:
    properties = only(capital(one), "CustomerId", "Description", "Enabled", "Name")
    arn, name = gateway_arn(place, "apikeys", id_), text(one, "name") or id_
    return Made("AWS::ApiGateway::ApiKey", arn, name, properties, returns={"": id_}, tags=tags(one.get("tags")))


def _planned(stage: Mapping[str, Any]) -> dict[str, Any]:
    limits = {path: capital(limit) for path, limit in mapped(stage, "throttle")}
    return given({"ApiId": stage.get("apiId"), "Stage": stage.get("stage"), "Throttle": limits})


def _plan(one: Mapping[str, Any], place: Place) -> Made:
    id_ = text(one, "id")
    properties = given(
        {
            "UsagePlanName": one.get("name"),
            "Description": one.get("description"),
            "ApiStages": each(one, "apiStages", _planned),
            "Quota": only(capital(one.get("quota")), "Limit", "Offset", "Period"),
            "Throttle": only(capital(one.get("throttle")), "BurstLimit", "RateLimit"),
        }
    )
    links: dict[str, str] = {}
    for index, stage in enumerate(listed(one, "apiStages")):
        api = gateway_arn(place, "restapis", text(stage, "apiId"))
        links |= {f"ApiStages.{index}.ApiId": api, f"ApiStages.{index}.Stage": f"{api}/stages/{text(stage, 'stage')}"}
    arn, name = gateway_arn(place, "usageplans", id_), text(one, "name") or id_
    return Made(
        "AWS::ApiGateway::UsagePlan", arn, name, properties, returns={"": id_}, links=links, tags=tags(one.get("tags"))
    )
