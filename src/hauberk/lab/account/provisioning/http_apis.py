"""API Gateway's HTTP and WebSocket APIs."""

from typing import Any

from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.openapi import Document
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_API = {"ApiId": "${ApiId}"}
_OF_API = {"ApiId": ""}


def _api(making: Making) -> None:
    properties = making.properties
    body = properties.get("Body")
    document = Document(body) if isinstance(body, dict) else None
    own = {name: value for name, value in properties.items() if name not in _APART}
    own.setdefault("Name", (document.title if document else "") or making.made_up_name())
    own.setdefault("ProtocolType", "HTTP")
    if document is not None and document.extension("cors"):
        own.setdefault("CorsConfiguration", document.extension("cors"))
    if document is not None and document.disables_endpoint is not None:
        own.setdefault("DisableExecuteApiEndpoint", document.disables_endpoint)
    sent = making.fit("create_api", own)
    making.answer = making.call("create_api", **sent)
    making.ref = making.answer["ApiId"]
    making.arn = f"arn:aws:apigateway:{making.account.region}::/apis/{making.ref}"
    making.compare(sent, making.call("get_api", ApiId=making.ref))
    if document is not None:
        _routes(making, document)


_APART = ("Body", "BodyS3Location", "FailOnWarnings", "BasePath")


def _routes(making: Making, document: Document) -> None:
    api = making.ref
    authorizers = {}
    for one in document.authorizers():
        settings = one.settings
        jwt = settings.get("jwtConfiguration")
        made = making.tried(
            f"Body.{one.name}",
            "create_authorizer",
            ApiId=api,
            Name=one.name,
            AuthorizerType="JWT" if jwt else "REQUEST",
            IdentitySource=_sources(settings.get("identitySource")),
            JwtConfiguration=making.fit("create_authorizer", {"JwtConfiguration": jwt})["JwtConfiguration"]
            if jwt
            else None,
            AuthorizerUri=settings.get("authorizerUri"),
            AuthorizerPayloadFormatVersion=_text(settings.get("authorizerPayloadFormatVersion")),
            AuthorizerCredentialsArn=settings.get("authorizerCredentials"),
        )
        authorizers[one.name] = (made.get("AuthorizerId", ""), "JWT" if jwt else "CUSTOM")
    for operation in document.operations():
        place = f"Body.paths.{operation.path}.{operation.method}"
        values = {"integrationUri" if name == "uri" else name: value for name, value in operation.integration.items()}
        values["credentialsArn"] = values.pop("credentials", None)
        values["integrationMethod"] = values.pop("httpMethod", None)
        values["integrationType"] = str(values.pop("type", "aws_proxy")).upper()
        values = {name: value for name, value in values.items() if value is not None and name != "responses"}
        target = making.tried(place, "create_integration", **making.fit("create_integration", {"ApiId": api, **values}))
        authorizer, kind, scopes = "", "NONE", list[str]()
        for name, wanted in operation.security:
            if name in authorizers:
                (authorizer, kind), scopes = authorizers[name], wanted
            elif document.is_sigv4(name) or name == "AWS_IAM":
                kind = "AWS_IAM"
        sent = {
            "RouteKey": _key(operation.method, operation.path),
            "AuthorizationType": kind,
            **({"AuthorizerId": authorizer} if authorizer else {}),
            **({"AuthorizationScopes": scopes} if scopes else {}),
            **({"Target": f"integrations/{target['IntegrationId']}"} if target else {}),
        }
        route = making.tried(place, "create_route", ApiId=api, **sent)
        if route:
            told = making.call("get_route", ApiId=api, RouteId=route["RouteId"])
            making.compare({place: sent}, {place: told})


def _key(method: str, path: str) -> str:
    return "$default" if path.strip("/") == "$default" else f"{method} {path}"


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _sources(value: Any) -> list[str] | None:
    return [value] if isinstance(value, str) else value


RECIPES = {
    "AWS::ApiGatewayV2::Api": Recipe(
        "apigatewayv2",
        _api,
        "${Ref}",
        attributes={"ApiId": "${Ref}", "ApiEndpoint": "https://${Ref}.execute-api.${Region}.amazonaws.com"},
    ),
    "AWS::ApiGatewayV2::Stage": Recipe(
        "apigatewayv2",
        Step("create_stage", renamed={"AccessLogSetting": "AccessLogSettings"}),
        "${StageName}",
        reads=(Read("get_stage", {**_API, "StageName": "${StageName}"}, renamed=_OF_API),),
    ),
    "AWS::ApiGatewayV2::Route": Recipe(
        "apigatewayv2",
        Step("create_route"),
        "${.RouteId}",
        reads=(Read("get_route", {**_API, "RouteId": "${.RouteId}"}, renamed=_OF_API),),
    ),
    "AWS::ApiGatewayV2::Integration": Recipe(
        "apigatewayv2",
        Step("create_integration"),
        "${.IntegrationId}",
        reads=(Read("get_integration", {**_API, "IntegrationId": "${.IntegrationId}"}, renamed=_OF_API),),
    ),
    "AWS::ApiGatewayV2::Authorizer": Recipe(
        "apigatewayv2",
        Step("create_authorizer"),
        "${.AuthorizerId}",
        named="Name",
        reads=(Read("get_authorizer", {**_API, "AuthorizerId": "${.AuthorizerId}"}, renamed=_OF_API),),
    ),
    "AWS::ApiGatewayV2::Deployment": Recipe("apigatewayv2", Step("create_deployment"), "${.DeploymentId}"),
    "AWS::ApiGatewayV2::RouteResponse": Recipe("apigatewayv2", Step("create_route_response"), "${.RouteResponseId}"),
    "AWS::ApiGatewayV2::IntegrationResponse": Recipe(
        "apigatewayv2", Step("create_integration_response"), "${.IntegrationResponseId}"
    ),
    "AWS::ApiGatewayV2::Model": Recipe(
        "apigatewayv2",
        Step("create_model"),
        "${.ModelId}",
        reads=(Read("get_model", {**_API, "ModelId": "${Ref}"}, renamed=_OF_API),),
    ),
    "AWS::ApiGatewayV2::DomainName": Recipe(
        "apigatewayv2",
        Step("create_domain_name"),
        "${DomainName}",
        attributes={
            "RegionalDomainName": "${.DomainNameConfigurations.0.ApiGatewayDomainName}",
            "RegionalHostedZoneId": "${.DomainNameConfigurations.0.HostedZoneId}",
        },
        reads=(Read("get_domain_name", {"DomainName": "${DomainName}"}),),
    ),
    "AWS::ApiGatewayV2::ApiMapping": Recipe(
        "apigatewayv2",
        Step("create_api_mapping", renamed={"ApiMappingKey": "ApiMappingKey"}),
        "${.ApiMappingId}",
        reads=(
            Read(
                "get_api_mapping", {"ApiMappingId": "${Ref}", "DomainName": "${DomainName}"}, renamed={"DomainName": ""}
            ),
        ),
    ),
    "AWS::ApiGatewayV2::VpcLink": Recipe(
        "apigatewayv2",
        Step("create_vpc_link"),
        "${.VpcLinkId}",
        named="Name",
        reads=(Read("get_vpc_link", {"VpcLinkId": "${Ref}"}),),
    ),
}
