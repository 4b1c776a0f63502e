"""API Gateway's REST APIs: methods, stages, authorizers, validators, domain names, usage plans and keys.

Operations and members from the API Gateway V1 API Reference, ARNs from the developer guide, "API Gateway Amazon
Resource Name (ARN) reference", properties from the CloudFormation Template Reference (2026-11).

An API costs two calls: ``GetResources`` with its methods embedded, and ``GetStages``, which also tells the stage's web
ACL. A third, for each deployment that a stage runs, tells who may call a method as it is live: an API that was edited
and not deployed since answers as before. Authorizers and validators are asked for where a method names one; the schemas
of models (``GetModels``) are what no control looks at. What CloudFormation has no property for stands below
``Account``: whether an integration takes any certificate, which only a definition can ask for, how a method is
configured that is live in another way, and when something was made.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from hauberk.sources.account.calls import Answer, Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.firewalls import ASSOCIATION, association
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import (
    capital,
    document,
    each,
    every,
    given,
    listed,
    mapped,
    only,
    tags,
    text,
)

API, STAGE, METHOD = "AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "AWS::ApiGateway::Method"
_LIST, _METHODS = "apigateway:GetRestApis", "apigateway:GetResources"
_EMBED, _SUMMARY = ("methods",), ("apisummary",)
_GONE = frozenset(("NotFoundException",))
RATE = 10_000.0
"""Requests a second that an account may make by default, to all its APIs of a region (API Gateway quotas, 2026-11)."""


def _apis(answers: Answers) -> list[Mapping[str, Any]]:
    return [one for one in listed(answers.data("apigateway", "GetRestApis"), "items") if text(one, "id")]


def _each_api(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"restApiId": text(one, "id")} for one in _apis(answers))


def _naming(member: str) -> Callable[[Answers], Iterable[Mapping[str, Any]]]:
    """Each API with a method that names something under a member."""

    def apis(answers: Answers) -> Iterable[Mapping[str, Any]]:
        for arguments in _each_api(answers):
            found = answers.data("apigateway", "GetResources", embed=_EMBED, **arguments)
            if any(text(method, member) for _, _, method in _methods(found)):
                yield arguments

    return apis


def _each_deployment(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """What the stages of each API run, a canary beside it included."""
    for arguments in _each_api(answers):
        stages = listed(answers.data("apigateway", "GetStages", **arguments), "item")
        ids = (
            id_
            for stage in stages
            for id_ in (text(stage, "deploymentId"), text(stage, "canarySettings", "deploymentId"))
        )
        yield from ({**arguments, "deploymentId": id_} for id_ in dict.fromkeys(ids) if id_)


def _each_domain(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for one in listed(answers.data("apigateway", "GetDomainNames"), "items"):
        if name := text(one, "domainName"):
            private = text(one, "domainNameId")  # two private domains may have the same name
            yield {"domainName": name, **({"domainNameId": private} if private else {})}


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
        arguments={"embed": _SUMMARY},
        each=_each_deployment,
        after=(_LIST, "apigateway:GetStages"),
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
    ),
    Read(
        "apigateway",
        "GetRequestValidators",
        ("AWS::ApiGateway::RequestValidator",),
        each=_naming("requestValidatorId"),
        after=(_LIST, _METHODS),
        absent=_GONE,
    ),
    Read("apigateway", "GetDomainNames", ("AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameV2")),
    Read(
        "apigateway",
        "GetBasePathMappings",
        ("AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::BasePathMappingV2"),
        each=_each_domain,
        after=("apigateway:GetDomainNames",),
        absent=_GONE,
    ),
    Read("apigateway", "GetUsagePlans", ("AWS::ApiGateway::UsagePlan",)),
    # Values come only where includeValues asks for them; they are concealed all the same.
    Read("apigateway", "GetApiKeys", ("AWS::ApiGateway::ApiKey",), conceals=("items[].value",)),
)


def gateway_arn(place: Place, *parts: str) -> str:
    """The ARN of something of API Gateway, of either version."""
    return f"arn:{place.partition}:apigateway:{place.region}::/{'/'.join(parts)}"


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """APIs, each followed by what belongs to it, then domain names, plans and keys."""
    own = _rate_of_account(answers)
    for one in _apis(answers):
        arn = gateway_arn(place, "restapis", text(one, "id"))
        yield _api(one, arn)
        yield from _inner(one, arn, answers)
        yield from _stages(one, arn, answers, own)
    yield from _domains(answers, place)
    for one in listed(answers.data("apigateway", "GetUsagePlans"), "items"):
        if text(one, "id"):
            yield _plan(one, place)
    for one in listed(answers.data("apigateway", "GetApiKeys"), "items"):
        if id_ := text(one, "id"):
            properties = {name: value for name, value in capital(one).items() if name in _OF_KEY}
            arn, name = gateway_arn(place, "apikeys", id_), text(one, "name") or id_
            yield Made("AWS::ApiGateway::ApiKey", arn, name, given(properties), returns={"": id_}, tags=_tags(one))


def _rate_of_account(answers: Answers) -> float | Unread:
    """How many requests a second the account may make to all its APIs, which AWS tells of each stage, too."""
    match answers.of("apigateway", "GetAccount"):
        case Data(content):
            rate = only(content.get("throttleSettings"), "rateLimit").get("rateLimit")
            return rate if isinstance(rate, (int, float)) else RATE
        case Unread() as unread if unread.code != "not-asked":
            return unread
    return RATE


_OF_KEY = ("CustomerId", "Description", "Enabled", "Name")


def _tags(one: Mapping[str, Any]) -> dict[str, str]:
    return tags(one.get("tags"))


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
            "EndpointConfiguration": given(_endpoint(one)),
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
        tags=_tags(one),
    )


def _endpoint(one: Mapping[str, Any]) -> dict[str, Any]:
    told = capital(one.get("endpointConfiguration"))
    return only(told, "Types", "VpcEndpointIds", "IpAddressType")


def policy(told: Any) -> Any:
    """An API's policy. API Gateway escapes its quotes, as if it stood inside of a text."""
    plain = document(told)
    if isinstance(plain, Unread) and isinstance(told, str):
        try:
            return document(json.loads(f'"{told}"'))
        except (ValueError, RecursionError):
            return plain
    return plain


def _inner(api: Mapping[str, Any], arn: str, answers: Answers) -> Iterator[Made]:
    """The resources of an API with their methods, and what these name."""
    id_, name = text(api, "id"), text(api, "name")
    match answers.of("apigateway", "GetResources", restApiId=id_, embed=_EMBED):
        case Data(content):
            for one in listed(content, "items"):
                if text(one, "id") and text(one, "pathPart"):
                    yield _resource(one, api, arn)
            validators = answers.of("apigateway", "GetRequestValidators", restApiId=id_)
            live = _live(id_, answers)
            for one, verb, method in _methods(content):
                made = _method(method, verb, one, api, arn, validators)
                yield _as_live(made, live if isinstance(live, Unread) else live.get((text(one, "path"), verb)))
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


def _validator(one: Mapping[str, Any], id_: str, api: Mapping[str, Any], arn: str) -> Made:
    names = ("Name", "ValidateRequestBody", "ValidateRequestParameters")
    properties = {"RestApiId": text(api, "id"), **_capital_only(one, names)}
    return Made(
        "AWS::ApiGateway::RequestValidator",
        f"{arn}/requestvalidators/{id_}",
        text(one, "name") or id_,
        properties,
        returns={"": id_},
        links={"RestApiId": arn},
    )


Live = Mapping[tuple[str, str], Mapping[str, Any]]


def _live(api: str, answers: Answers) -> Live | Unread:
    """Who may call the methods of an API as they are live, by path and verb. Of several stages that differ, the one
    that asks for least counts."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for arguments in _each_deployment(answers):
        if arguments["restApiId"] != api:
            continue
        match answers.of("apigateway", "GetDeployment", embed=_SUMMARY, **arguments):
            case Data(content):
                for path, _ in mapped(content, "apiSummary"):
                    for verb, method in mapped(content["apiSummary"], path):
                        known = found.get((path, verb))
                        if known is None or _asks(method) < _asks(known):
                            found[path, verb] = method
            case Unread() as unread if unread.code != "not-asked":
                return unread
    return found


def _asks(method: Mapping[str, Any]) -> tuple[bool, bool]:
    """How much a method asks of its callers: the more, the greater."""
    return method.get("authorizationType") != "NONE", method.get("apiKeyRequired") is True


def _as_live(made: Made, live: Mapping[str, Any] | Unread | None) -> Made:
    """A method with what it asks of callers where it is live; that it isn't live anywhere takes nothing away."""
    if isinstance(live, Unread):
        return made._replace(properties={**made.properties, "AuthorizationType": live})
    own = _capital_only(live, ("AuthorizationType", "ApiKeyRequired"))
    configured = only(made.properties, *own)
    if own == configured:
        return made
    properties = {**made.properties, **own}
    if own.get("AuthorizationType") == "NONE":
        properties.pop("AuthorizerId", None)
    return made._replace(properties=properties, account={**made.account, "Configured": configured})


def _methods(content: Any) -> Iterator[tuple[Mapping[str, Any], str, Mapping[str, Any]]]:
    """The methods of an API, each with its resource and its verb."""
    for one in listed(content, "items"):
        for verb, method in mapped(one, "resourceMethods"):
            if text(one, "id"):
                yield one, verb, method


def _resource(one: Mapping[str, Any], api: Mapping[str, Any], arn: str) -> Made:
    id_, parent = text(one, "id"), text(one, "parentId")
    properties = given({"RestApiId": text(api, "id"), "ParentId": parent, "PathPart": one.get("pathPart")})
    links = {"RestApiId": arn, "ParentId": _resource_id(parent, api, arn)}
    path = text(one, "path") or id_
    name = f"{path} of {text(api, 'name')}"
    return Made("AWS::ApiGateway::Resource", f"{arn}/resources/{id_}", name, properties, returns={"": id_}, links=links)


def _resource_id(id_: str, api: Mapping[str, Any], arn: str) -> str:
    """What a resource's id links to: the root is an attribute of its API, as in a template."""
    return f"{arn}#RootResourceId" if id_ == text(api, "rootResourceId") else f"{arn}/resources/{id_}"


_OF_METHOD = (
    "ApiKeyRequired",
    "AuthorizationScopes",
    "AuthorizationType",
    "AuthorizerId",
    "HttpMethod",
    "OperationName",
    "RequestModels",
    "RequestParameters",
    "RequestValidatorId",
)
_OF_INTEGRATION = (
    "CacheKeyParameters",
    "CacheNamespace",
    "ConnectionId",
    "ConnectionType",
    "ContentHandling",
    "Credentials",
    "IntegrationTarget",
    "PassthroughBehavior",
    "RequestParameters",
    "RequestTemplates",
    "ResponseTransferMode",
    "TimeoutInMillis",
    "Type",
    "Uri",
)


def _method(
    method: Mapping[str, Any],
    verb: str,
    one: Mapping[str, Any],
    api: Mapping[str, Any],
    arn: str,
    validators: Answer,
) -> Made:
    resource = f"{arn}/resources/{text(one, 'id')}"
    integration = method.get("methodIntegration")
    properties = given(
        {
            "RestApiId": text(api, "id"),
            "ResourceId": text(one, "id"),
            "HttpMethod": verb,
            **_capital_only(method, _OF_METHOD),
            "MethodResponses": every(method, "methodResponses", _response),
            "Integration": _integration(integration),
        }
    )
    if text(method, "requestValidatorId") and isinstance(validators, Unread) and validators.code != "not-asked":
        properties["RequestValidatorId"] = validators  # what it checks isn't known
    links = {"RestApiId": arn, "ResourceId": _resource_id(text(one, "id"), api, arn)}
    if authorizer := text(method, "authorizerId"):
        links["AuthorizerId"] = f"{arn}/authorizers/{authorizer}"
    if validator := text(method, "requestValidatorId"):
        links["RequestValidatorId"] = f"{arn}/requestvalidators/{validator}"
    tls = integration.get("tlsConfig") if isinstance(integration, Mapping) else None
    name = f"{verb} {text(one, 'path')} of {text(api, 'name')}"
    skips = isinstance(tls, Mapping) and tls.get("insecureSkipVerification") not in (None, False)
    more = {"InsecureSkipVerification": skips} if isinstance(integration, Mapping) else {}
    return Made(METHOD, f"{resource}/methods/{verb}", name, properties, links=links, account=more)


def _capital_only(content: Any, names: Iterable[str]) -> dict[str, Any]:
    """Entries of an answer by their names in CloudFormation. What is inside of them keeps its names: they are headers,
    media types and models."""
    small = {f"{name[:1].lower()}{name[1:]}": name for name in names}
    return given({small[name]: value for name, value in only(content, *small).items()})


def _integration(one: Any) -> dict[str, Any]:
    if not isinstance(one, Mapping):
        return {}
    return given(
        {
            "IntegrationHttpMethod": one.get("httpMethod"),
            **_capital_only(one, _OF_INTEGRATION),
            "IntegrationResponses": every(one, "integrationResponses", _response),
        }
    )


def _response(status: str, one: Mapping[str, Any]) -> dict[str, Any]:
    names = ("ContentHandling", "ResponseModels", "ResponseParameters", "ResponseTemplates", "SelectionPattern")
    return {"StatusCode": status, **_capital_only(one, names)}


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
        {"RestApiId": text(api, "id"), **_capital_only(one, names), "ProviderARNs": one.get("providerARNs")}
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


def _stages(api: Mapping[str, Any], arn: str, answers: Answers, own: float | Unread) -> Iterator[Made]:
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
            **_capital_only(one, names),
            "AccessLogSetting": only(capital(one.get("accessLogSettings")), "DestinationArn", "Format"),
            "CanarySetting": _capital_only(
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
        tags=_tags(one),
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
    setting = {"HttpMethod": verb, "ResourcePath": f"/{path}", **_capital_only(told, _OF_SETTING)}
    rate = setting.get("ThrottlingRateLimit")
    if isinstance(own, Unread):
        return setting | ({} if rate is None else {"ThrottlingRateLimit": own, "ThrottlingBurstLimit": own})
    if isinstance(rate, (int, float)) and rate >= own:
        setting.pop("ThrottlingRateLimit")
        setting.pop("ThrottlingBurstLimit", None)
    return setting


def _domains(answers: Answers, place: Place) -> Iterator[Made]:
    for one in listed(answers.data("apigateway", "GetDomainNames"), "items"):
        if name := text(one, "domainName"):
            yield _domain(one, name, domain_id(one, place))
    for arguments in _each_domain(answers):
        name = str(arguments["domainName"])
        domain = domain_id(arguments, place)
        private = "domainNameId" in arguments
        type_ = _MAPPINGS[private]
        match answers.of("apigateway", "GetBasePathMappings", **arguments):
            case Data(content):
                for one in listed(content, "items"):
                    yield _mapping(one, name, domain, private, place)
            case Unread() as unread if unread.code != "not-asked":
                yield unknown_part(type_, domain, name, unread, "DomainNameArn" if private else "DomainName")


def domain_id(one: Mapping[str, Any], place: Place) -> str:
    """The ARN of a domain name; that of a private one, of which there may be several, has its id."""
    name, id_ = text(one, "domainName") or text(one, "DomainName"), text(one, "domainNameId")
    return gateway_arn(place, "domainnames", f"{name}+{id_}" if id_ else name)


def _domain(one: Mapping[str, Any], name: str, arn: str) -> Made:
    private = bool(text(one, "domainNameId"))
    properties = given(
        {
            "DomainName": name,
            "CertificateArn": one.get("certificateArn"),
            "RegionalCertificateArn": one.get("regionalCertificateArn"),
            "OwnershipVerificationCertificateArn": one.get("ownershipVerificationCertificateArn"),
            "EndpointConfiguration": _endpoint(one),
            "SecurityPolicy": one.get("securityPolicy"),
            "RoutingMode": one.get("routingMode"),
            "MutualTlsAuthentication": only(
                capital(one.get("mutualTlsAuthentication")), "TruststoreUri", "TruststoreVersion"
            ),
            "Policy": policy(one.get("policy")) if private and one.get("policy") else None,
        }
    )
    attributes = {"DistributionDomainName": "distributionDomainName", "RegionalDomainName": "regionalDomainName"}
    told = {attribute: text(one, member) for attribute, member in attributes.items()}
    type_ = "AWS::ApiGateway::DomainNameV2" if private else "AWS::ApiGateway::DomainName"
    more = capital(only(one, "domainNameStatus", "certificateUploadDate"))
    return Made(
        type_, arn, name, properties, returns={"": name, "DomainNameArn": arn, **told}, account=more, tags=_tags(one)
    )


_MAPPINGS = {False: "AWS::ApiGateway::BasePathMapping", True: "AWS::ApiGateway::BasePathMappingV2"}
"""The types of mappings of names that are public, and of those that are private."""


def _mapping(one: Mapping[str, Any], name: str, domain: str, private: bool, place: Place) -> Made:
    path = text(one, "basePath")
    api, stage = text(one, "restApiId"), text(one, "stage")
    properties = given(
        {
            **({"DomainNameArn": domain} if private else {"DomainName": name}),
            "BasePath": "" if path == "(none)" else path,
            "RestApiId": api,
            "Stage": "" if stage == "(none)" else stage,
        }
    )
    target = gateway_arn(place, "restapis", api)
    links = {
        "DomainNameArn" if private else "DomainName": domain,
        "RestApiId": target,
        "Stage": f"{target}/stages/{stage}",
    }
    called = f"{name}/{properties.get('BasePath', '')}"
    return Made(_MAPPINGS[private], f"{domain}/basepathmappings/{path}", called, properties, links=links)


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
    return Made("AWS::ApiGateway::UsagePlan", arn, name, properties, returns={"": id_}, links=links, tags=_tags(one))
