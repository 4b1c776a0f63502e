"""API Gateway's REST APIs: methods, stages, authorizers and validators.

Operations and members from the API Gateway V1 API Reference, ARNs from the developer guide, "API Gateway Amazon
Resource Name (ARN) reference", properties from the CloudFormation Template Reference (2026-11).

An API costs two calls: ``GetResources`` with its methods embedded, and ``GetStages``, which also tells the stage's web
ACL. A third, for each deployment that a stage runs, tells who may call a method as it is live: an API that was edited
and not deployed since answers as before. Authorizers and validators are asked for where a method names one; the schemas
of models (``GetModels``) are what no control looks at. What CloudFormation has no property for stands below
``Account``: whether an integration takes any certificate, which only a definition can ask for, how a method is
configured that is live in another way, and when something was made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.firewalls import ASSOCIATION
from hauberk.sources.account.services.gateways import capital_only, endpoint, gateway_arn, policy
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.rest_methods import (
    METHOD,
    SUMMARY,
    as_configured,
    as_live,
    live_of,
    methods_of,
    path_part,
)
from hauberk.sources.account.services.rest_stages import STAGE, rate_of_account, stages_of
from hauberk.sources.account.services.shaping import capital, given, listed, only, tags, text

API = "AWS::ApiGateway::RestApi"
_LIST, _METHODS = "apigateway:GetRestApis", "apigateway:GetResources"
_EMBED = ("methods",)
_GONE = frozenset(("NotFoundException",))


def _apis(answers: Answers) -> list[Mapping[str, Any]]:
    return [one for one in listed(answers.data("apigateway", "GetRestApis"), "items") if text(one, "id")]


def _each_api(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"restApiId": text(one, "id")} for one in _apis(answers))


def _naming(member: str) -> Callable[[Answers], Iterable[Mapping[str, Any]]]:
    """Each API with a method that names something under a member."""

    def apis(answers: Answers) -> Iterable[Mapping[str, Any]]:
        for arguments in _each_api(answers):
            found = answers.data("apigateway", "GetResources", embed=_EMBED, **arguments)
            if any(text(method, member) for _, _, method in methods_of(found)):
                yield arguments

    return apis


def _deployments(api: Mapping[str, Any], answers: Answers) -> Iterable[Mapping[str, Any]]:
    """What the stages of an API run, a canary beside it included."""
    stages = listed(answers.data("apigateway", "GetStages", **api), "item")
    ids = (id_ for one in stages for id_ in (text(one, "deploymentId"), text(one, "canarySettings", "deploymentId")))
    return ({**api, "deploymentId": id_} for id_ in dict.fromkeys(ids) if id_)


def _each_deployment(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """What the stages of each API run that has methods: who may call these is all that is asked of it."""
    for api in _each_api(answers):
        if any(methods_of(answers.data("apigateway", "GetResources", embed=_EMBED, **api))):
            yield from _deployments(api, answers)


READS = (
    Read("apigateway", "GetRestApis", (API,)),
    Read(
        "apigateway",
        "GetResources",
        (METHOD, "AWS::ApiGateway::Resource"),
        arguments={"embed": _EMBED},
        each=_each_api,
        after=(_LIST,),
        absent=_GONE,
        conceals=("items[].resourceMethods.*.methodIntegration.requestParameters.*",),
    ),
    Read(
        "apigateway",
        "GetStages",
        (STAGE, ASSOCIATION),
        each=_each_api,
        after=(_LIST,),
        absent=_GONE,
        conceals=("item[].variables.*", "item[].canarySettings.stageVariableOverrides.*"),
    ),
    Read(
        "apigateway",
        "GetDeployment",
        (METHOD,),
        arguments={"embed": SUMMARY},
        each=_each_deployment,
        after=(_LIST, _METHODS, "apigateway:GetStages"),
        absent=_GONE,
    ),
    Read("apigateway", "GetAccount", (f"{STAGE}.MethodSettings",)),
    Read(
        "apigateway",
        "GetAuthorizers",
        ("AWS::ApiGateway::Authorizer",),
        each=_naming("authorizerId"),
        after=(_LIST, _METHODS),
        absent=_GONE,
        leads={"AWS::ApiGateway::Authorizer": ("AWS::Lambda::Function",)},
    ),
    Read(
        "apigateway",
        "GetRequestValidators",
        ("AWS::ApiGateway::RequestValidator",),
        each=_naming("requestValidatorId"),
        after=(_LIST, _METHODS),
        absent=_GONE,
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """APIs, each followed by what belongs to it."""
    own = rate_of_account(answers)
    for one in _apis(answers):
        arn = gateway_arn(place, "restapis", text(one, "id"))
        yield _api(one, arn)
        yield from _inner(one, arn, answers)
        yield from stages_of(one, arn, answers, own)


def _api(one: Mapping[str, Any], arn: str) -> Made:
    id_, name = text(one, "id"), text(one, "name")
    root = text(one, "rootResourceId")
    properties = given(
        {
            "Name": name,
            "Description": one.get("description"),
            "ApiKeySourceType": one.get("apiKeySource"),
            "BinaryMediaTypes": one.get("binaryMediaTypes"),
            "DisableExecuteApiEndpoint": one.get("disableExecuteApiEndpoint"),
            "EndpointConfiguration": given(endpoint(one)),
            "MinimumCompressionSize": one.get("minimumCompressionSize"),
            "Policy": policy(one.get("policy")) if one.get("policy") else None,
        }
    )
    return Made(
        API,
        arn,
        name or id_,
        properties,
        returns={"": id_, "RestApiId": id_, "RootResourceId": root},
        account=capital(only(one, "createdDate", "version")),
        tags=tags(one.get("tags")),
    )


def _inner(api: Mapping[str, Any], arn: str, answers: Answers) -> Iterator[Made]:
    """The resources of an API with their methods, and what these name."""
    id_, name = text(api, "id"), text(api, "name")
    match answers.of("apigateway", "GetResources", restApiId=id_, embed=_EMBED):
        case Data(content):
            for one in listed(content, "items"):
                if text(one, "id") and text(one, "pathPart"):
                    yield path_part(one, api, arn)
            validators = answers.of("apigateway", "GetRequestValidators", restApiId=id_)
            stages = answers.of("apigateway", "GetStages", restApiId=id_)
            live = live_of(stages, _deployments({"restApiId": id_}, answers), answers)
            for one, verb, method in methods_of(content):
                made = as_configured(method, verb, one, api, arn, validators)
                yield as_live(made, live if isinstance(live, Unread) else live.get((text(one, "path"), verb)))
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(METHOD, arn, name, unread, "RestApiId")
    match answers.of("apigateway", "GetAuthorizers", restApiId=id_):
        case Data(content):
            for one in listed(content, "items"):
                if own := text(one, "id"):
                    yield _authorizer(one, own, api, arn)
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part("AWS::ApiGateway::Authorizer", arn, name, unread, "RestApiId")
    for one in listed(answers.data("apigateway", "GetRequestValidators", restApiId=id_), "items"):
        if own := text(one, "id"):
            yield _validator(one, own, api, arn)


def _authorizer(one: Mapping[str, Any], id_: str, api: Mapping[str, Any], arn: str) -> Made:
    names = (
        "AuthorizerCredentials",
        "AuthorizerResultTtlInSeconds",
        "AuthorizerUri",
        "AuthType",
        "IdentitySource",
        "IdentityValidationExpression",
        "Name",
        "Type",
    )
    properties = given(
        {"RestApiId": text(api, "id"), **capital_only(one, names), "ProviderARNs": one.get("providerARNs")}
    )
    made = f"{arn}/authorizers/{id_}"
    name = text(one, "name") or id_
    return Made(
        "AWS::ApiGateway::Authorizer",
        made,
        name,
        properties,
        returns={"": id_, "AuthorizerId": id_},
        links={"RestApiId": arn},
    )


def _validator(one: Mapping[str, Any], id_: str, api: Mapping[str, Any], arn: str) -> Made:
    names = ("Name", "ValidateRequestBody", "ValidateRequestParameters")
    properties = {"RestApiId": text(api, "id"), **capital_only(one, names)}
    return Made(
        "AWS::ApiGateway::RequestValidator",
        f"{arn}/requestvalidators/{id_}",
        text(one, "name") or id_,
        properties,
        returns={"": id_},
        links={"RestApiId": arn},
    )
