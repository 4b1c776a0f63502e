"""HTTP and WebSocket APIs as AWS tells of them, and the resources that a template would have.

Answers from the API Gateway V2 API Reference (2026-11).
"""

import pytest

from hauberk.model.values import Reference
from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services import domain_names, http_apis
from tests.sources.account.services.recordings import REGION, answered, application, made_by, recorded, states

F = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
CERT = "arn:aws:acm:eu-west-1:123456789012:certificate/2222"
TOLD = (
    answered(
        "apigatewayv2:GetApis",
        {
            "Items": [
                {
                    "ApiId": "h1h2h3h4h5",
                    "Name": "web",
                    "ProtocolType": "HTTP",
                    "ApiEndpoint": "https://h1h2h3h4h5.execute-api.eu-west-1.amazonaws.com",
                    "CorsConfiguration": {"AllowOrigins": ["*"]},
                    "DisableExecuteApiEndpoint": False,
                    "RouteSelectionExpression": "$request.method $request.path",
                    "Tags": {"team": "web"},
                }
            ]
        },
    ),
    answered(
        "apigatewayv2:GetRoutes",
        {
            "Items": [
                {
                    "RouteId": "ro1234",
                    "RouteKey": "GET /orders",
                    "AuthorizationType": "JWT",
                    "AuthorizerId": "au9999",
                    "ApiKeyRequired": False,
                    "Target": "integrations/in1234",
                }
            ]
        },
        ApiId="h1h2h3h4h5",
    ),
    answered(
        "apigatewayv2:GetIntegrations",
        {
            "Items": [
                {
                    "IntegrationId": "in1234",
                    "IntegrationType": "AWS_PROXY",
                    "IntegrationUri": F,
                    "IntegrationMethod": "POST",
                    "PayloadFormatVersion": "2.0",
                    "TimeoutInMillis": 30000,
                    "ConnectionType": "INTERNET",
                }
            ]
        },
        ApiId="h1h2h3h4h5",
    ),
    answered(
        "apigatewayv2:GetAuthorizers",
        {
            "Items": [
                {
                    "AuthorizerId": "au9999",
                    "Name": "users",
                    "AuthorizerType": "JWT",
                    "IdentitySource": ["$request.header.Authorization"],
                    "JwtConfiguration": {
                        "Audience": ["app"],
                        "Issuer": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
                    },
                }
            ]
        },
        ApiId="h1h2h3h4h5",
    ),
    answered(
        "apigatewayv2:GetStages",
        {
            "Items": [
                {
                    "StageName": "$default",
                    "AutoDeploy": True,
                    "DefaultRouteSettings": {"ThrottlingRateLimit": 10.0, "ThrottlingBurstLimit": 5},
                    "RouteSettings": {},
                    "StageVariables": {"table": "orders"},
                    "AccessLogSettings": {"DestinationArn": "arn:aws:logs:eu-west-1:123456789012:log-group:web"},
                    "Tags": {},
                }
            ]
        },
        ApiId="h1h2h3h4h5",
    ),
    answered(
        "apigatewayv2:GetDomainNames",
        {
            "Items": [
                {
                    "DomainName": "web.example.com",
                    "DomainNameConfigurations": [
                        {
                            "ApiGatewayDomainName": "d-web.execute-api.eu-west-1.amazonaws.com",
                            "CertificateArn": CERT,
                            "EndpointType": "REGIONAL",
                            "SecurityPolicy": "TLS_1_2",
                            "DomainNameStatus": "AVAILABLE",
                        }
                    ],
                }
            ]
        },
    ),
    answered(
        "apigatewayv2:GetApiMappings",
        {"Items": [{"ApiMappingId": "ma1234", "ApiId": "h1h2h3h4h5", "ApiMappingKey": "v1", "Stage": "$default"}]},
        DomainName="web.example.com",
    ),
)
MADE = [
    Made(
        "AWS::ApiGatewayV2::Api",
        "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5",
        "web",
        {
            "CorsConfiguration": {"AllowOrigins": ["*"]},
            "DisableExecuteApiEndpoint": False,
            "Name": "web",
            "ProtocolType": "HTTP",
            "RouteSelectionExpression": "$request.method $request.path",
        },
        returns={
            "": "h1h2h3h4h5",
            "ApiId": "h1h2h3h4h5",
            "ApiEndpoint": "https://h1h2h3h4h5.execute-api.eu-west-1.amazonaws.com",
        },
        tags={"team": "web"},
    ),
    Made(
        "AWS::ApiGatewayV2::Route",
        "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5/routes/ro1234",
        "GET /orders of web",
        {
            "ApiId": "h1h2h3h4h5",
            "ApiKeyRequired": False,
            "AuthorizationType": "JWT",
            "AuthorizerId": "au9999",
            "RouteKey": "GET /orders",
            "Target": "integrations/in1234",
        },
        returns={"": "ro1234"},
        links={
            "ApiId": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5",
            "AuthorizerId": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5/authorizers/au9999",
            "Target": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5/integrations/in1234",
        },
    ),
    Made(
        "AWS::ApiGatewayV2::Integration",
        "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5/integrations/in1234",
        "in1234 of web",
        {
            "ApiId": "h1h2h3h4h5",
            "ConnectionType": "INTERNET",
            "IntegrationMethod": "POST",
            "IntegrationType": "AWS_PROXY",
            "IntegrationUri": "arn:aws:lambda:eu-west-1:123456789012:function:orders",
            "PayloadFormatVersion": "2.0",
            "TimeoutInMillis": 30000,
        },
        returns={"": "in1234"},
        links={"ApiId": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5"},
    ),
    Made(
        "AWS::ApiGatewayV2::Authorizer",
        "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5/authorizers/au9999",
        "users of web",
        {
            "ApiId": "h1h2h3h4h5",
            "AuthorizerType": "JWT",
            "IdentitySource": ["$request.header.Authorization"],
            "JwtConfiguration": {
                "Audience": ["app"],
                "Issuer": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc",
            },
            "Name": "users",
        },
        returns={"": "au9999"},
        links={"ApiId": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5"},
    ),
    Made(
        "AWS::ApiGatewayV2::Stage",
        "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5/stages/$default",
        "web/$default",
        {
            "ApiId": "h1h2h3h4h5",
            "AccessLogSettings": {"DestinationArn": "arn:aws:logs:eu-west-1:123456789012:log-group:web"},
            "AutoDeploy": True,
            "DefaultRouteSettings": {"ThrottlingRateLimit": 10.0, "ThrottlingBurstLimit": 5},
            "StageName": "$default",
            "StageVariables": {"table": "orders"},
        },
        links={"ApiId": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5"},
    ),
    Made(
        "AWS::ApiGatewayV2::DomainName",
        "arn:aws:apigateway:eu-west-1::/domainnames/web.example.com",
        "web.example.com",
        {
            "DomainName": "web.example.com",
            "DomainNameConfigurations": [
                {
                    "CertificateArn": "arn:aws:acm:eu-west-1:123456789012:certificate/2222",
                    "EndpointType": "REGIONAL",
                    "SecurityPolicy": "TLS_1_2",
                }
            ],
        },
        returns={
            "": "web.example.com",
            "DomainNameArn": "arn:aws:apigateway:eu-west-1::/domainnames/web.example.com",
            "RegionalDomainName": "d-web.execute-api.eu-west-1.amazonaws.com",
        },
        account={"DomainNameStatus": ["AVAILABLE"]},
    ),
    Made(
        "AWS::ApiGatewayV2::ApiMapping",
        "arn:aws:apigateway:eu-west-1::/domainnames/web.example.com/apimappings/ma1234",
        "web.example.com/v1",
        {"DomainName": "web.example.com", "ApiId": "h1h2h3h4h5", "ApiMappingKey": "v1", "Stage": "$default"},
        returns={"": "ma1234"},
        links={
            "DomainName": "arn:aws:apigateway:eu-west-1::/domainnames/web.example.com",
            "ApiId": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5",
            "Stage": "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5/stages/$default",
        },
    ),
]

API = "arn:aws:apigateway:eu-west-1::/apis/h1h2h3h4h5"
OF_API = {"ApiId": "h1h2h3h4h5"}


def test_everything_that_belongs_to_an_api_is_a_resource() -> None:
    assert made_by(http_apis, *TOLD) == MADE


def test_what_belongs_together_refers_to_each_other() -> None:
    function = answered("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": F}]})
    found = application(*TOLD, function).resources
    route = found[f"{API}/routes/ro1234"].properties
    assert route.value("ApiId") == Reference(API)
    assert route.value("Target") == Reference(f"{API}/integrations/in1234")
    assert route.value("AuthorizerId") == Reference(f"{API}/authorizers/au9999")
    assert found[f"{API}/integrations/in1234"].properties.value("IntegrationUri") == Reference(F, "Arn")
    mapping = found["arn:aws:apigateway:eu-west-1::/domainnames/web.example.com/apimappings/ma1234"].properties
    assert mapping.value("ApiId") == Reference(API)
    assert mapping.value("DomainName") == Reference("arn:aws:apigateway:eu-west-1::/domainnames/web.example.com")


@pytest.mark.parametrize("operation", ["GetRoutes", "GetIntegrations", "GetStages", "GetAuthorizers"])
def test_what_was_denied_is_a_part_that_nobody_knows(operation: str) -> None:
    denied = Unread("access-denied", "AWS denied it", "apigateway:GET")
    made = made_by(http_apis, *TOLD, answered(f"apigatewayv2:{operation}", denied, **OF_API))
    assert [one.unread for one in made if one.unread is not None] == [denied]


def test_a_domain_of_both_versions_is_told_of_once() -> None:
    """Both versions of API Gateway list the same names, and the same mappings of REST APIs."""
    older = {"domainName": "web.example.com", "endpointConfiguration": {"types": ["REGIONAL"]}}
    told = (
        *TOLD,
        answered("apigateway:GetDomainNames", {"items": [older]}),
        answered(
            "apigateway:GetBasePathMappings",
            {"items": [{"basePath": "(none)", "restApiId": "a1b2c3d4e5", "stage": "prod"}]},
            domainName="web.example.com",
        ),
        answered(
            "apigatewayv2:GetApiMappings",
            {
                "Items": [
                    {"ApiMappingId": "m1", "ApiId": "a1b2c3d4e5", "ApiMappingKey": "", "Stage": "prod"},
                    {"ApiMappingId": "m2", "ApiId": "h1h2h3h4h5", "ApiMappingKey": "v1", "Stage": "$default"},
                ]
            },
            DomainName="web.example.com",
        ),
    )
    found = [one.type for one in (*made_by(domain_names, *told), *made_by(http_apis, *told))]
    assert [type_ for type_ in found if "DomainName" in type_] == ["AWS::ApiGateway::DomainName"]
    assert [type_ for type_ in found if "Mapping" in type_] == [
        "AWS::ApiGateway::BasePathMapping",
        "AWS::ApiGatewayV2::ApiMapping",
    ]


def test_an_edge_domain_is_not_asked_for_mappings_of_the_second_version() -> None:
    edge = {"domainName": "edge.example.com", "endpointConfiguration": {"types": ["EDGE"]}}
    snapshot = recorded(answered("apigateway:GetDomainNames", {"items": [edge]}))
    read = next(read for read in http_apis.READS if read.operation == "GetApiMappings")
    assert read.each is not None
    assert list(read.each(Answers(snapshot.answers, REGION))) == []


_STAGE = {"StageName": "$default"}


@pytest.mark.parametrize(
    ("stages", "state"),
    [
        ([], "not-applicable"),
        ([_STAGE], "not-applicable"),
        ([{**_STAGE, "DeploymentId": "dep123"}], "violated"),
        ([{**_STAGE, "AutoDeploy": True}], "violated"),
    ],
    ids=["none", "never deployed to", "deployed to", "by itself"],
)
def test_a_route_is_open_where_a_stage_serves_it(stages: list[dict[str, object]], state: str) -> None:
    told = (*TOLD, _ASKS_NOBODY, answered("apigatewayv2:GetStages", {"Items": stages}, **OF_API))
    assert states(*told)["api-route-without-authorizer"] == {f"{API}/routes/ro1234": state}


_ASKS_NOBODY = answered(
    "apigatewayv2:GetRoutes",
    {"Items": [{"RouteId": "ro1234", "RouteKey": "GET /orders", "AuthorizationType": "NONE"}]},
    **OF_API,
)


def test_a_path_of_several_parts_leads_to_its_rest_api() -> None:
    """Only the second version tells of such a path."""
    mapping = {"ApiMappingId": "m1", "ApiId": "a1b2c3d4e5", "ApiMappingKey": "orders/v1", "Stage": "prod"}
    found = application(
        *TOLD,
        answered("apigateway:GetRestApis", {"items": [{"id": "a1b2c3d4e5", "name": "shop"}]}),
        answered("apigatewayv2:GetApiMappings", {"Items": [mapping]}, DomainName="web.example.com"),
    ).resources["arn:aws:apigateway:eu-west-1::/domainnames/web.example.com/apimappings/m1"]
    assert found.properties.value("ApiId") == Reference("arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5")
