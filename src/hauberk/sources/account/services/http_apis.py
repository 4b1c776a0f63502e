"""API Gateway's HTTP and WebSocket APIs: routes, integrations, stages, authorizers, domain names and mappings.

Operations and members from the API Gateway V2 API Reference, ARNs from the developer guide, "API Gateway Amazon
Resource Name (ARN) reference", properties from the CloudFormation Template Reference (2026-11).

An API costs three calls (routes, integrations, stages), and one more where a route names an authorizer. Both versions
of the API tell of the same domain names; what the first told of isn't told again. Mappings of HTTP and WebSocket APIs
only the second tells, and those of REST APIs whose paths have several parts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.gateways import domain_id, gateway_arn
from hauberk.sources.account.services.parts import unknown_part
from hauberk.sources.account.services.shaping import each, given, listed, only, tags, text

API = "AWS::ApiGatewayV2::Api"
_LIST = "apigatewayv2:GetApis"
_GONE = frozenset(("NotFoundException",))
_DOMAINS = ("apigateway:GetDomainNames", "apigatewayv2:GetDomainNames")


class _Kind(NamedTuple):
    """What belongs to an API: the operation that lists it, where it is in ARNs, the member with its id, and its
    properties, which the API calls as CloudFormation does."""

    operation: str
    place: str
    id: str
    properties: tuple[str, ...]


_KINDS = {
    "AWS::ApiGatewayV2::Route": _Kind(
        "GetRoutes",
        "routes",
        "RouteId",
        (
            "ApiKeyRequired",
            "AuthorizationScopes",
            "AuthorizationType",
            "AuthorizerId",
            "ModelSelectionExpression",
            "OperationName",
            "RequestModels",
            "RequestParameters",
            "RouteKey",
            "RouteResponseSelectionExpression",
            "Target",
        ),
    ),
    "AWS::ApiGatewayV2::Integration": _Kind(
        "GetIntegrations",
        "integrations",
        "IntegrationId",
        (
            "ConnectionId",
            "ConnectionType",
            "ContentHandlingStrategy",
            "Description",
            "IntegrationMethod",
            "IntegrationSubtype",
            "IntegrationType",
            "IntegrationUri",
            "PassthroughBehavior",
            "PayloadFormatVersion",
            "RequestParameters",
            "RequestTemplates",
            "ResponseParameters",
            "TemplateSelectionExpression",
            "TimeoutInMillis",
            "TlsConfig",
        ),
    ),
    "AWS::ApiGatewayV2::Authorizer": _Kind(
        "GetAuthorizers",
        "authorizers",
        "AuthorizerId",
        (
            "AuthorizerCredentialsArn",
            "AuthorizerPayloadFormatVersion",
            "AuthorizerResultTtlInSeconds",
            "AuthorizerType",
            "AuthorizerUri",
            "EnableSimpleResponses",
            "IdentitySource",
            "IdentityValidationExpression",
            "JwtConfiguration",
            "Name",
        ),
    ),
    "AWS::ApiGatewayV2::Stage": _Kind(
        "GetStages",
        "stages",
        "StageName",
        (
            "AccessLogSettings",
            "AutoDeploy",
            "ClientCertificateId",
            "DefaultRouteSettings",
            "DeploymentId",
            "Description",
            "RouteSettings",
            "StageName",
            "StageVariables",
        ),
    ),
}


def _apis(answers: Answers) -> list[Mapping[str, Any]]:
    return [one for one in listed(answers.data("apigatewayv2", "GetApis"), "Items") if text(one, "ApiId")]


def _each_api(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"ApiId": text(one, "ApiId")} for one in _apis(answers))


def _each_with_authorizers(answers: Answers) -> Iterable[Mapping[str, Any]]:
    for arguments in _each_api(answers):
        routes = listed(answers.data("apigatewayv2", "GetRoutes", **arguments), "Items")
        if any(text(route, "AuthorizerId") for route in routes):
            yield arguments


def _each_domain(answers: Answers) -> Iterable[Mapping[str, Any]]:
    """The regional domain names; those of the edge and of private APIs take REST APIs only."""
    names: dict[str, None] = {}
    for one in listed(answers.data("apigateway", "GetDomainNames"), "items"):
        types = (one.get("endpointConfiguration") or {}) if isinstance(one.get("endpointConfiguration"), dict) else {}
        if types.get("types") in (None, [], ["REGIONAL"]) and (name := text(one, "domainName")):
            names[name] = None
    for one in listed(answers.data("apigatewayv2", "GetDomainNames"), "Items"):
        if name := text(one, "DomainName"):
            names[name] = None
    return ({"DomainName": name} for name in names)


def _of_each(type_: str, *conceals: str) -> Read:
    kind = _KINDS[type_]
    if kind.operation == "GetAuthorizers":
        after = (_LIST, "apigatewayv2:GetRoutes")
        leads = {type_: ("AWS::Lambda::Function",)}
        return Read(
            "apigatewayv2",
            kind.operation,
            (type_,),
            each=_each_with_authorizers,
            after=after,
            absent=_GONE,
            leads=leads,
        )
    return Read(
        "apigatewayv2", kind.operation, (type_,), each=_each_api, after=(_LIST,), absent=_GONE, conceals=conceals
    )


READS = (
    Read("apigatewayv2", "GetApis", (API,)),
    _of_each("AWS::ApiGatewayV2::Route"),
    _of_each("AWS::ApiGatewayV2::Integration", "Items[].RequestParameters.*")._replace(
        facts=("AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Route")  # what a route leads to
    ),
    _of_each("AWS::ApiGatewayV2::Stage", "Items[].StageVariables.*"),
    _of_each("AWS::ApiGatewayV2::Authorizer"),
    Read("apigatewayv2", "GetDomainNames", ("AWS::ApiGatewayV2::DomainName",)),
    Read(
        "apigatewayv2",
        "GetApiMappings",
        ("AWS::ApiGatewayV2::ApiMapping",),
        each=_each_domain,
        after=_DOMAINS,
        absent=_GONE,
        leads={"AWS::ApiGatewayV2::ApiMapping": (API, "AWS::ApiGateway::RestApi")},
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """APIs, each followed by what belongs to it, then domain names with their mappings."""
    for one in _apis(answers):
        arn = gateway_arn(place, "apis", text(one, "ApiId"))
        yield _api(one, arn)
        for type_, kind in _KINDS.items():
            yield from _belongings(type_, kind, one, arn, answers)
    yield from _domains(answers, place)


def _api(one: Mapping[str, Any], arn: str) -> Made:
    id_, name = text(one, "ApiId"), text(one, "Name")
    properties = only(
        one,
        "ApiKeySelectionExpression",
        "CorsConfiguration",
        "Description",
        "DisableExecuteApiEndpoint",
        "DisableSchemaValidation",
        "IpAddressType",
        "Name",
        "ProtocolType",
        "RouteSelectionExpression",
        "Version",
    )
    returns = {"": id_, "ApiId": id_, "ApiEndpoint": text(one, "ApiEndpoint")}
    more = only(one, "ApiGatewayManaged", "CreatedDate", "ImportInfo", "Warnings")
    return Made(API, arn, name or id_, properties, returns=returns, account=more, tags=tags(one.get("Tags")))


def _belongings(type_: str, kind: _Kind, api: Mapping[str, Any], arn: str, answers: Answers) -> Iterator[Made]:
    id_, name = text(api, "ApiId"), text(api, "Name")
    match answers.of("apigatewayv2", kind.operation, ApiId=id_):
        case Data(content):
            for one in listed(content, "Items"):
                if own := text(one, kind.id):
                    made = f"{arn}/{kind.place}/{own}"
                    yield _belonging(type_, kind, one, made, api, arn)
        case Unread() as unread if unread.code != "not-asked":
            yield unknown_part(type_, arn, name, unread, "ApiId")


def _belonging(type_: str, kind: _Kind, one: Mapping[str, Any], id_: str, api: Mapping[str, Any], arn: str) -> Made:
    own = text(one, kind.id)
    links = {"ApiId": arn}
    authorizer = text(one, "AuthorizerId")
    if authorizer and kind.place == "routes":
        links["AuthorizerId"] = f"{arn}/authorizers/{authorizer}"
    target = text(one, "Target")
    if target.startswith("integrations/"):
        links["Target"] = f"{arn}/{target}"
    name = f"{text(one, 'RouteKey') or text(one, 'Name') or own} of {text(api, 'Name')}"
    return Made(
        type_,
        id_,
        f"{text(api, 'Name')}/{own}" if kind.place == "stages" else name,
        {"ApiId": text(api, "ApiId"), **only(one, *kind.properties)},
        returns={} if kind.place == "stages" else {"": own},
        links=links,
        account=only(one, "ApiGatewayManaged", "CreatedDate", "LastDeploymentStatusMessage", "LastUpdatedDate"),
        tags=tags(one.get("Tags")),
    )


def _domains(answers: Answers, place: Place) -> Iterator[Made]:
    told = {text(one, "domainName") for one in listed(answers.data("apigateway", "GetDomainNames"), "items")}
    for one in listed(answers.data("apigatewayv2", "GetDomainNames"), "Items"):
        name = text(one, "DomainName")
        if name and name not in told:
            yield _domain(one, name, domain_id(one, place))
    for arguments in _each_domain(answers):
        name = str(arguments["DomainName"])
        domain = domain_id(arguments, place)
        match answers.of("apigatewayv2", "GetApiMappings", **arguments):
            case Data(content):
                known = _known(answers, name)
                for one in listed(content, "Items"):
                    if text(one, "ApiMappingId") and (text(one, "ApiMappingKey"), text(one, "ApiId")) not in known:
                        yield _mapping(one, name, domain, answers, place)
            case Unread() as unread if unread.code != "not-asked":
                yield unknown_part("AWS::ApiGatewayV2::ApiMapping", domain, name, unread, "DomainName")


def _known(answers: Answers, domain: str) -> set[tuple[str, str]]:
    """The paths of a domain and their REST APIs, as the first version of the API tells of the same mappings."""
    found = listed(answers.data("apigateway", "GetBasePathMappings", domainName=domain), "items")
    return {(text(one, "basePath").replace("(none)", ""), text(one, "restApiId")) for one in found}


def _domain(one: Mapping[str, Any], name: str, arn: str) -> Made:
    configurations = listed(one, "DomainNameConfigurations")
    properties = given(
        {
            "DomainName": name,
            "DomainNameConfigurations": each(one, "DomainNameConfigurations", _configuration),
            "MutualTlsAuthentication": only(one.get("MutualTlsAuthentication"), "TruststoreUri", "TruststoreVersion"),
            "RoutingMode": one.get("RoutingMode"),
        }
    )
    regional = next((address for one in configurations if (address := text(one, "ApiGatewayDomainName"))), "")
    returns = {"": name, "DomainNameArn": arn, "RegionalDomainName": regional}
    more = {"DomainNameStatus": [text(one, "DomainNameStatus") for one in configurations]}
    return Made(
        "AWS::ApiGatewayV2::DomainName",
        arn,
        name,
        properties,
        returns=returns,
        account=given(more),
        tags=tags(one.get("Tags")),
    )


def _configuration(one: Mapping[str, Any]) -> dict[str, Any]:
    return only(
        one,
        "CertificateArn",
        "CertificateName",
        "EndpointType",
        "IpAddressType",
        "OwnershipVerificationCertificateArn",
        "SecurityPolicy",
    )


def _mapping(one: Mapping[str, Any], name: str, domain: str, answers: Answers, place: Place) -> Made:
    id_, key, stage = text(one, "ApiMappingId"), text(one, "ApiMappingKey"), text(one, "Stage")
    api = text(one, "ApiId")
    properties = {"DomainName": name, **only(one, "ApiId", "ApiMappingKey", "Stage")}
    rest = any(text(one, "id") == api for one in listed(answers.data("apigateway", "GetRestApis"), "items"))
    target = gateway_arn(place, "restapis" if rest else "apis", api)
    links = {"DomainName": domain, "ApiId": target, "Stage": f"{target}/stages/{stage}"}
    arn = f"{domain}/apimappings/{id_}"
    return Made("AWS::ApiGatewayV2::ApiMapping", arn, f"{name}/{key}", properties, returns={"": id_}, links=links)
