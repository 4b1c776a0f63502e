"""REST APIs as AWS tells of them, and the resources that a template would have.

Answers from the API Gateway V1 API Reference (2026-11).
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from hauberk.model.compute import Function
from hauberk.model.values import Reference
from hauberk.model.world import World
from hauberk.sources.account.calls import Answers, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services import domain_names, rest_apis, usage_plans
from hauberk.study.graph import dependencies
from hauberk.study.openings import openings
from hauberk.study.study import Study
from tests.sources.account.services.recordings import (
    REGION,
    Together,
    Told,
    answered,
    application,
    made_by,
    recorded,
    states,
)

PRIVATE = "arn:aws:apigateway:eu-west-1::/domainnames/inner.example.com+abcd1234"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"},
        {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*/DELETE/*"},
    ],
}
OF_API = {"restApiId": "a1b2c3d4e5"}
READERS = Together((rest_apis, domain_names, usage_plans))
F = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
INVOKED = f"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{F}/invocations"
ACL_ARN = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111"
CERT = "arn:aws:acm:eu-west-1:123456789012:certificate/2222"
TOLD = (
    answered(
        "apigateway:GetRestApis",
        {
            "items": [
                {
                    "id": "a1b2c3d4e5",
                    "name": "shop",
                    "createdDate": "2026-01-02T00:00:00+00:00",
                    "apiKeySource": "HEADER",
                    "endpointConfiguration": {"types": ["REGIONAL"]},
                    "policy": json.dumps(POLICY).replace('"', '\\"'),
                    "tags": {"team": "shop"},
                    "disableExecuteApiEndpoint": False,
                    "rootResourceId": "r0o0t0",
                }
            ]
        },
    ),
    answered(
        "apigateway:GetResources",
        {
            "items": [
                {"id": "r0o0t0", "path": "/"},
                {
                    "id": "x1y2z3",
                    "parentId": "r0o0t0",
                    "pathPart": "orders",
                    "path": "/orders",
                    "resourceMethods": {
                        "POST": {
                            "httpMethod": "POST",
                            "authorizationType": "CUSTOM",
                            "authorizerId": "au1234",
                            "apiKeyRequired": True,
                            "requestValidatorId": "va1234",
                            "requestModels": {"application/json": "Order"},
                            "requestParameters": {"method.request.header.X-Id": True},
                            "methodResponses": {
                                "200": {
                                    "statusCode": "200",
                                    "responseParameters": {"method.response.header.Access-Control-Allow-Origin": True},
                                }
                            },
                            "methodIntegration": {
                                "type": "AWS_PROXY",
                                "httpMethod": "POST",
                                "uri": INVOKED,
                                "passthroughBehavior": "WHEN_NO_MATCH",
                                "timeoutInMillis": 29000,
                                "cacheNamespace": "x1y2z3",
                                "cacheKeyParameters": [],
                                "tlsConfig": {"insecureSkipVerification": True},
                                "integrationResponses": {
                                    "200": {
                                        "statusCode": "200",
                                        "responseParameters": {
                                            "method.response.header.Access-Control-Allow-Origin": "'*'"
                                        },
                                    }
                                },
                            },
                        }
                    },
                },
            ]
        },
        restApiId="a1b2c3d4e5",
        embed=("methods",),
    ),
    answered(
        "apigateway:GetStages",
        {
            "item": [
                {
                    "stageName": "prod",
                    "deploymentId": "dep123",
                    "cacheClusterEnabled": False,
                    "tracingEnabled": True,
                    "webAclArn": ACL_ARN,
                    "variables": {"table": "orders"},
                    "accessLogSettings": {
                        "destinationArn": "arn:aws:logs:eu-west-1:123456789012:log-group:shop",
                        "format": "$context.requestId",
                    },
                    "methodSettings": {
                        "*/*": {
                            "metricsEnabled": False,
                            "loggingLevel": "INFO",
                            "dataTraceEnabled": True,
                            "throttlingBurstLimit": 5000,
                            "throttlingRateLimit": 10000.0,
                        },
                        "orders/{id}/GET": {"throttlingBurstLimit": 5, "throttlingRateLimit": 10.0},
                        "~1/GET": {"loggingLevel": "OFF"},
                    },
                }
            ]
        },
        restApiId="a1b2c3d4e5",
    ),
    answered(
        "apigateway:GetDeployment",
        {
            "id": "dep123",
            "createdDate": "2026-01-02T00:00:00+00:00",
            "apiSummary": {"/orders": {"POST": {"authorizationType": "CUSTOM", "apiKeyRequired": True}}},
        },
        restApiId="a1b2c3d4e5",
        deploymentId="dep123",
        embed=("apisummary",),
    ),
    answered("apigateway:GetAccount", {"throttleSettings": {"burstLimit": 5000, "rateLimit": 10000.0}}),
    answered(
        "apigateway:GetAuthorizers",
        {
            "items": [
                {
                    "id": "au1234",
                    "name": "tokens",
                    "type": "TOKEN",
                    "authType": "custom",
                    "authorizerUri": INVOKED,
                    "identitySource": "method.request.header.Authorization",
                    "providerARNs": [],
                }
            ]
        },
        restApiId="a1b2c3d4e5",
    ),
    answered(
        "apigateway:GetRequestValidators",
        {"items": [{"id": "va1234", "name": "all", "validateRequestBody": True, "validateRequestParameters": False}]},
        restApiId="a1b2c3d4e5",
    ),
    answered(
        "apigateway:GetDomainNames",
        {
            "items": [
                {
                    "domainName": "shop.example.com",
                    "domainNameArn": "arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com",
                    "regionalDomainName": "d-abc.execute-api.eu-west-1.amazonaws.com",
                    "regionalCertificateArn": CERT,
                    "endpointConfiguration": {"types": ["REGIONAL"]},
                    "securityPolicy": "TLS_1_2",
                    "domainNameStatus": "AVAILABLE",
                    "mutualTlsAuthentication": {"truststoreUri": "s3://trust/store.pem", "truststoreVersion": "1"},
                },
                {
                    "domainName": "inner.example.com",
                    "domainNameId": "abcd1234",
                    "endpointConfiguration": {"types": ["PRIVATE"]},
                    "policy": '{"Statement":[]}',
                },
            ]
        },
    ),
    answered(
        "apigateway:GetBasePathMappings",
        {"items": [{"basePath": "(none)", "restApiId": "a1b2c3d4e5", "stage": "prod"}]},
        domainName="shop.example.com",
    ),
    answered(
        "apigateway:GetBasePathMappings",
        {"items": [{"basePath": "v1", "restApiId": "a1b2c3d4e5", "stage": "prod"}]},
        domainName="inner.example.com",
        domainNameId="abcd1234",
    ),
    answered(
        "apigateway:GetUsagePlans",
        {
            "items": [
                {
                    "id": "pl1234",
                    "name": "partners",
                    "apiStages": [
                        {
                            "apiId": "a1b2c3d4e5",
                            "stage": "prod",
                            "throttle": {"/orders/GET": {"burstLimit": 1, "rateLimit": 2.0}},
                        }
                    ],
                    "throttle": {"burstLimit": 10, "rateLimit": 5.0},
                    "quota": {"limit": 1000, "offset": 0, "period": "DAY"},
                }
            ]
        },
    ),
    answered(
        "apigateway:GetApiKeys",
        {"items": [{"id": "ke1234", "name": "partner", "enabled": True, "value": "~", "createdDate": "2026-01-02"}]},
    ),
)
MADE = [
    Made(
        "AWS::ApiGateway::RestApi",
        "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
        "shop",
        {
            "Name": "shop",
            "ApiKeySourceType": "HEADER",
            "DisableExecuteApiEndpoint": False,
            "EndpointConfiguration": {"Types": ["REGIONAL"]},
            "Policy": {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"},
                    {
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "execute-api:Invoke",
                        "Resource": "execute-api:/*/DELETE/*",
                    },
                ],
            },
        },
        returns={"": "a1b2c3d4e5", "RestApiId": "a1b2c3d4e5", "RootResourceId": "r0o0t0"},
        account={"CreatedDate": "2026-01-02T00:00:00+00:00"},
        tags={"team": "shop"},
    ),
    Made(
        "AWS::ApiGateway::Resource",
        "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/resources/x1y2z3",
        "/orders of shop",
        {"RestApiId": "a1b2c3d4e5", "ParentId": "r0o0t0", "PathPart": "orders"},
        returns={"": "x1y2z3"},
        links={
            "RestApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
            "ParentId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5#RootResourceId",
        },
    ),
    Made(
        "AWS::ApiGateway::Method",
        "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/resources/x1y2z3/methods/POST",
        "POST /orders of shop",
        {
            "RestApiId": "a1b2c3d4e5",
            "ResourceId": "x1y2z3",
            "HttpMethod": "POST",
            "ApiKeyRequired": True,
            "AuthorizationType": "CUSTOM",
            "AuthorizerId": "au1234",
            "RequestModels": {"application/json": "Order"},
            "RequestParameters": {"method.request.header.X-Id": True},
            "RequestValidatorId": "va1234",
            "MethodResponses": [
                {
                    "StatusCode": "200",
                    "ResponseParameters": {"method.response.header.Access-Control-Allow-Origin": True},
                }
            ],
            "Integration": {
                "IntegrationHttpMethod": "POST",
                "CacheNamespace": "x1y2z3",
                "PassthroughBehavior": "WHEN_NO_MATCH",
                "TimeoutInMillis": 29000,
                "Type": "AWS_PROXY",
                "Uri": INVOKED,
                "IntegrationResponses": [
                    {
                        "StatusCode": "200",
                        "ResponseParameters": {"method.response.header.Access-Control-Allow-Origin": "'*'"},
                    }
                ],
            },
        },
        links={
            "RestApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
            "ResourceId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/resources/x1y2z3",
            "AuthorizerId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/authorizers/au1234",
            "RequestValidatorId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/requestvalidators/va1234",
        },
        account={"InsecureSkipVerification": True},
    ),
    Made(
        "AWS::ApiGateway::Authorizer",
        "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/authorizers/au1234",
        "tokens",
        {
            "RestApiId": "a1b2c3d4e5",
            "AuthorizerUri": INVOKED,
            "AuthType": "custom",
            "IdentitySource": "method.request.header.Authorization",
            "Name": "tokens",
            "Type": "TOKEN",
        },
        returns={"": "au1234", "AuthorizerId": "au1234"},
        links={"RestApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5"},
    ),
    Made(
        "AWS::ApiGateway::RequestValidator",
        "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/requestvalidators/va1234",
        "all",
        {"RestApiId": "a1b2c3d4e5", "Name": "all", "ValidateRequestBody": True, "ValidateRequestParameters": False},
        returns={"": "va1234"},
        links={"RestApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5"},
    ),
    Made(
        "AWS::ApiGateway::Stage",
        "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod",
        "shop/prod",
        {
            "RestApiId": "a1b2c3d4e5",
            "StageName": "prod",
            "CacheClusterEnabled": False,
            "DeploymentId": "dep123",
            "TracingEnabled": True,
            "Variables": {"table": "orders"},
            "AccessLogSetting": {
                "DestinationArn": "arn:aws:logs:eu-west-1:123456789012:log-group:shop",
                "Format": "$context.requestId",
            },
            "MethodSettings": [
                {
                    "HttpMethod": "*",
                    "ResourcePath": "/*",
                    "DataTraceEnabled": True,
                    "LoggingLevel": "INFO",
                    "MetricsEnabled": False,
                },
                {
                    "HttpMethod": "GET",
                    "ResourcePath": "/orders/{id}",
                    "ThrottlingBurstLimit": 5,
                    "ThrottlingRateLimit": 10.0,
                },
                {"HttpMethod": "GET", "ResourcePath": "/", "LoggingLevel": "OFF"},
            ],
        },
        links={"RestApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5"},
    ),
    Made(
        "AWS::WAFv2::WebACLAssociation",
        "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod#WebACLAssociation",
        "web ACL of shop/prod",
        {
            "ResourceArn": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod",
            "WebACLArn": "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1111",
        },
    ),
    Made(
        "AWS::ApiGateway::DomainName",
        "arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com",
        "shop.example.com",
        {
            "DomainName": "shop.example.com",
            "RegionalCertificateArn": "arn:aws:acm:eu-west-1:123456789012:certificate/2222",
            "EndpointConfiguration": {"Types": ["REGIONAL"]},
            "SecurityPolicy": "TLS_1_2",
            "MutualTlsAuthentication": {"TruststoreUri": "s3://trust/store.pem", "TruststoreVersion": "1"},
        },
        returns={
            "": "shop.example.com",
            "DomainNameArn": "arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com",
            "DistributionDomainName": "",
            "RegionalDomainName": "d-abc.execute-api.eu-west-1.amazonaws.com",
        },
        account={"DomainNameStatus": "AVAILABLE"},
    ),
    Made(
        "AWS::ApiGateway::DomainNameV2",
        "arn:aws:apigateway:eu-west-1::/domainnames/inner.example.com+abcd1234",
        "inner.example.com",
        {
            "DomainName": "inner.example.com",
            "EndpointConfiguration": {"Types": ["PRIVATE"]},
            "Policy": {"Statement": []},
        },
        returns={
            "": "inner.example.com",
            "DomainNameArn": "arn:aws:apigateway:eu-west-1::/domainnames/inner.example.com+abcd1234",
            "DistributionDomainName": "",
            "RegionalDomainName": "",
        },
    ),
    Made(
        "AWS::ApiGateway::BasePathMapping",
        "arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com/basepathmappings/(none)",
        "shop.example.com/",
        {"DomainName": "shop.example.com", "RestApiId": "a1b2c3d4e5", "Stage": "prod"},
        links={
            "DomainName": "arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com",
            "RestApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
            "Stage": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod",
        },
    ),
    Made(
        "AWS::ApiGateway::BasePathMappingV2",
        "arn:aws:apigateway:eu-west-1::/domainnames/inner.example.com+abcd1234/basepathmappings/v1",
        "inner.example.com/v1",
        {"DomainNameArn": PRIVATE, "BasePath": "v1", "RestApiId": "a1b2c3d4e5", "Stage": "prod"},
        links={
            "DomainNameArn": PRIVATE,
            "RestApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
            "Stage": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod",
        },
    ),
    Made(
        "AWS::ApiGateway::UsagePlan",
        "arn:aws:apigateway:eu-west-1::/usageplans/pl1234",
        "partners",
        {
            "UsagePlanName": "partners",
            "ApiStages": [
                {
                    "ApiId": "a1b2c3d4e5",
                    "Stage": "prod",
                    "Throttle": {"/orders/GET": {"BurstLimit": 1, "RateLimit": 2.0}},
                }
            ],
            "Quota": {"Limit": 1000, "Offset": 0, "Period": "DAY"},
            "Throttle": {"BurstLimit": 10, "RateLimit": 5.0},
        },
        returns={"": "pl1234"},
        links={
            "ApiStages.0.ApiId": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
            "ApiStages.0.Stage": "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod",
        },
    ),
    Made(
        "AWS::ApiGateway::ApiKey",
        "arn:aws:apigateway:eu-west-1::/apikeys/ke1234",
        "partner",
        {"Name": "partner", "Enabled": True},
        returns={"": "ke1234"},
    ),
]

API = "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5"


def test_everything_that_belongs_to_an_api_is_a_resource() -> None:
    assert made_by(READERS, *TOLD) == MADE


def test_what_belongs_together_refers_to_each_other() -> None:
    found = application(*TOLD).resources
    method = found[f"{API}/resources/x1y2z3/methods/POST"].properties
    assert method.value("RestApiId") == Reference(API)
    assert method.value("ResourceId") == Reference(f"{API}/resources/x1y2z3")
    assert method.value("AuthorizerId") == Reference(f"{API}/authorizers/au1234")
    assert method.value("RequestValidatorId") == Reference(f"{API}/requestvalidators/va1234")
    assert found[f"{API}/resources/x1y2z3"].properties.value("ParentId") == Reference(API, "RootResourceId")
    association = found[f"{API}/stages/prod#WebACLAssociation"].properties
    assert association.value("ResourceArn") == Reference(f"{API}/stages/prod", "Arn")
    mapping = found["arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com/basepathmappings/(none)"].properties
    assert mapping.value("DomainName") == Reference("arn:aws:apigateway:eu-west-1::/domainnames/shop.example.com")
    assert mapping.value("Stage") == Reference(f"{API}/stages/prod")


def test_an_integration_refers_to_the_function_behind_it() -> None:
    function = answered("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": F}]})
    method = application(*TOLD, function).resources[f"{API}/resources/x1y2z3/methods/POST"]
    assert F in dependencies(method)


@pytest.mark.parametrize(
    ("rate", "kept"), [(10_000.0, False), (20_000.0, False), (9_999.0, True)], ids=["the account's", "more", "its own"]
)
def test_a_rate_that_the_account_has_anyway_is_none(rate: float, kept: bool) -> None:
    setting = {"*/*": {"loggingLevel": "OFF", "throttlingRateLimit": rate, "throttlingBurstLimit": 5000}}
    stages = answered("apigateway:GetStages", {"item": [{"stageName": "prod", "methodSettings": setting}]}, **OF_API)
    stage = next(one for one in made_by(READERS, *TOLD, stages) if one.type == "AWS::ApiGateway::Stage")
    assert ("ThrottlingRateLimit" in stage.properties["MethodSettings"][0]) == kept


def test_what_was_denied_is_a_part_that_nobody_knows() -> None:
    denied = Unread("access-denied", "AWS denied it", "apigateway:GET")
    told = (
        answered("apigateway:GetResources", denied, **OF_API, embed=("methods",)),
        answered("apigateway:GetStages", denied, **OF_API),
        answered("apigateway:GetBasePathMappings", denied, domainName="shop.example.com"),
    )
    unread = {one.type for one in made_by(READERS, *TOLD, *told) if one.unread == denied}
    assert unread == {
        "AWS::ApiGateway::BasePathMapping",
        "AWS::ApiGateway::Method",
        "AWS::ApiGateway::Stage",
    }


def test_nobody_says_of_unread_methods_and_stages_what_they_lack() -> None:
    denied = Unread("access-denied", "AWS denied it", "apigateway:GET")
    found = states(
        *TOLD,
        answered("apigateway:GetResources", denied, **OF_API, embed=("methods",)),
        answered("apigateway:GetStages", denied, **OF_API),
    )
    assert found["api-route-without-authorizer"] == {f"{API}#Method": "unknown"}
    assert found["rest-api-without-web-acl"] == {f"{API}#Stage": "unknown"}
    assert found["rest-api-without-access-logs"] == {f"{API}#Stage": "unknown"}


def test_a_method_that_takes_any_certificate_is_told() -> None:
    found = states(*TOLD)["integration-skips-verification"]
    assert found == {f"{API}/resources/x1y2z3/methods/POST": "violated"}


def test_a_policy_that_is_no_json_is_not_known() -> None:
    apis = answered("apigateway:GetRestApis", {"items": [{"id": "a1b2c3d4e5", "policy": "{nonsense"}]})
    policy = made_by(READERS, apis)[0].properties["Policy"]
    assert isinstance(policy, Unread)


def test_authorizers_and_validators_are_asked_of_apis_whose_methods_name_some() -> None:
    snapshot = recorded(*TOLD, answered("apigateway:GetRestApis", {"items": [{"id": "a1b2c3d4e5"}, {"id": "other"}]}))
    answers = Answers(snapshot.answers, REGION)
    reads = {read.operation: read for read in READERS.READS}
    for operation in ("GetAuthorizers", "GetRequestValidators"):
        each = reads[operation].each
        assert each is not None
        assert list(each(answers)) == [OF_API]


def test_a_validator_that_was_denied_may_check_nothing() -> None:
    denied = Unread("access-denied", "AWS denied it", "apigateway:GET")
    method = f"{API}/resources/x1y2z3/methods/POST"
    assert states(*TOLD)["method-without-request-validator"] == {method: "satisfied"}
    found = states(*TOLD, answered("apigateway:GetRequestValidators", denied, **OF_API))
    assert found["method-without-request-validator"] == {method: "unknown"}


def test_authorizers_that_were_denied_are_a_part_that_nobody_knows() -> None:
    denied = Unread("access-denied", "AWS denied it", "apigateway:GET")
    made = made_by(READERS, *TOLD, answered("apigateway:GetAuthorizers", denied, **OF_API))
    assert [one.type for one in made if one.unread == denied] == ["AWS::ApiGateway::Authorizer"]


def test_no_rate_is_a_stages_own_where_that_of_the_account_was_denied() -> None:
    denied = Unread("access-denied", "AWS denied it", "apigateway:GET")
    setting = {"*/*": {"throttlingRateLimit": 2_500.0, "throttlingBurstLimit": 1_250}}
    stages = answered("apigateway:GetStages", {"item": [{"stageName": "prod", "methodSettings": setting}]}, **OF_API)
    name, stage = "rest-api-without-throttling", f"{API}/stages/prod"
    assert states(*TOLD, stages)[name] == {stage: "satisfied"}
    assert states(*TOLD, stages, answered("apigateway:GetAccount", denied))[name] == {stage: "unknown"}
    found = states(*TOLD, answered("apigateway:GetAccount", denied))
    assert found["rest-api-without-access-logs"] == {stage: "satisfied"}


def _deployed(*methods: Mapping[str, Any]) -> tuple[Told, ...]:
    """A stage of the API for each deployment, in which a method asks something of its callers."""
    item = [{"stageName": f"s{number}", "deploymentId": f"d{number}"} for number in range(len(methods))]
    summaries = (
        answered(
            "apigateway:GetDeployment",
            {"id": f"d{number}", "apiSummary": {"/orders": {"POST": method}}},
            **OF_API,
            deploymentId=f"d{number}",
            embed=("apisummary",),
        )
        for number, method in enumerate(methods)
    )
    return answered("apigateway:GetStages", {"item": item}, **OF_API), *summaries


OPEN, KEYED = ({"authorizationType": "NONE", "apiKeyRequired": keyed} for keyed in (False, True))
ASKED = {"authorizationType": "CUSTOM", "apiKeyRequired": True}


@pytest.mark.parametrize(
    ("methods", "state", "told"),
    [
        ((ASKED,), "satisfied", None),
        ((OPEN,), "violated", "CUSTOM"),
        ((ASKED, OPEN), "violated", "CUSTOM"),
        ((KEYED, ASKED), "violated", "CUSTOM"),
        ((), "not-applicable", None),
    ],
    ids=[
        "as it is configured",
        "before an authorizer came",
        "one stage is behind",
        "a key is no authorizer",
        "nowhere",
    ],
)
def test_a_method_asks_what_it_asks_where_it_is_live(
    methods: tuple[Mapping[str, Any], ...], state: str, told: str | None
) -> None:
    """An authorizer that was configured and not deployed since keeps nobody out."""
    live = _deployed(*methods)
    method = f"{API}/resources/x1y2z3/methods/POST"
    assert states(*TOLD, *live)["api-route-without-authorizer"] == {method: state}
    made = next(one for one in made_by(READERS, *TOLD, *live) if one.id == method)
    assert made.account.get("Configured", {}).get("AuthorizationType") == told


def _apis(**more: Any) -> Told:
    return answered("apigateway:GetRestApis", {"items": [{"id": "a1b2c3d4e5", "name": "shop", **more}]})


_NO_STAGE = answered("apigateway:GetStages", {"item": []}, **OF_API)
_NO_PATH = answered("apigateway:GetBasePathMappings", {"items": []}, domainName="shop.example.com")
_RULES = answered(
    "apigateway:GetDomainNames", {"items": [{"domainName": "shop.example.com", "routingMode": "ROUTING_RULE_ONLY"}]}
)
_DENYING = {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {}}]}


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ((), "violated"),
        ((_apis(), _NO_STAGE), "not-applicable"),
        ((_apis(disableExecuteApiEndpoint=True),), "violated"),
        ((_apis(disableExecuteApiEndpoint=True), _NO_PATH), "not-applicable"),
        ((_apis(disableExecuteApiEndpoint=True), _NO_PATH, _RULES), "unknown"),
        ((_apis(policy=json.dumps(_DENYING)),), "not-applicable"),
    ],
    ids=["deployed", "never deployed", "by its domain", "closed", "perhaps by a rule", "denied to all"],
)
def test_a_route_is_open_where_everyone_gets_to_it(told: tuple[Told, ...], state: str) -> None:
    """Nobody calls an API that was never deployed, nor one without any address."""
    domain = {"domainName": "shop.example.com", "endpointConfiguration": {"types": ["REGIONAL"]}}
    here = (_apis(), answered("apigateway:GetDomainNames", {"items": [domain]}))
    method = f"{API}/resources/x1y2z3/methods/POST"
    assert states(*TOLD, *_deployed(OPEN), *here, *told)["api-route-without-authorizer"] == {method: state}


@pytest.mark.parametrize(("told", "is_open"), [((), True), ((_NO_STAGE,), False)], ids=["deployed", "never deployed"])
def test_a_story_begins_at_a_route_that_everyone_gets_to(told: tuple[Told, ...], is_open: bool) -> None:
    function = answered("lambda:ListFunctions", {"Functions": [{"FunctionName": "orders", "FunctionArn": F}]})
    read = application(*TOLD, *_deployed(OPEN), _apis(), function, *told)
    study = Study(read, date(2026, 11, 24))
    opened = openings(Function(read.resources[F], World()), study)
    assert [one.says for one in opened] == ["anyone can call it by POST /orders of shop"] * is_open


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [("GetStages", OF_API), ("GetDomainNames", {}), ("GetBasePathMappings", {"domainName": "shop.example.com"})],
)
def test_nobody_knows_whether_an_api_is_reached_by_what_was_denied(operation: str, arguments: dict[str, str]) -> None:
    denied = answered(
        f"apigateway:{operation}", Unread("access-denied", "AWS denied it", "apigateway:GET"), **arguments
    )
    told = (*TOLD, *_deployed(OPEN), _apis(disableExecuteApiEndpoint=True), denied)
    method = f"{API}/resources/x1y2z3/methods/POST"
    assert states(*told)["api-route-without-authorizer"] == {method: "unknown"}


def test_a_deployment_that_was_denied_may_be_open() -> None:
    denied = Unread("throttled", "AWS throttled it")
    told = answered("apigateway:GetDeployment", denied, **OF_API, deploymentId="dep123", embed=("apisummary",))
    method = f"{API}/resources/x1y2z3/methods/POST"
    assert states(*TOLD, told)["api-route-without-authorizer"] == {method: "unknown"}
