"""HTTP APIs by quick create: their integration, route and stage."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.values import Known
from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, shown

TEMPLATE = """\
Parameters:
  Stage: {{Type: String, Default: dev, AllowedValues: [dev, prod]}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {{Name: shop, {properties}}}
  Function: {{Type: AWS::Lambda::Function}}
{more}"""
OVERRIDES = """\
  Own:
    Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides
    Condition: IsProd
    Properties:
      ApiId: !Ref Api
      Route: {AuthorizationType: AWS_IAM}
      Stage: !If [IsProd, {AutoDeploy: false}, !Ref "AWS::NoValue"]
"""
PARTS = {"Api.Integration", "Api.Route", "Api.Stage"}


def made(folder: Path, properties: str, more: str = "") -> dict[str, dict[str, Any]]:
    """What is made for the API, by id."""
    resources = application_of(folder, TEMPLATE.format(properties=properties, more=more)).resources
    return {id_: shown(Known(resources[id_].properties)) for id_ in PARTS & resources.keys()}


def test_a_target_makes_an_integration_a_route_and_a_stage(tmp_path: Path) -> None:
    assert made(tmp_path, "ProtocolType: HTTP, Target: !GetAtt Function.Arn, CredentialsArn: role") == {
        "Api.Integration": {
            "ApiId": "<Api>",
            "IntegrationType": "AWS_PROXY",
            "IntegrationUri": "<Function.Arn>",
            "CredentialsArn": "role",
        },
        "Api.Route": {"ApiId": "<Api>", "RouteKey": "$default", "Target": "integrations/<Api.Integration>"},
        "Api.Stage": {"ApiId": "<Api>", "StageName": "$default", "AutoDeploy": True},
    }


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("http://a.example", "HTTP_PROXY"),
        ("!Sub 'https://${AWS::Region}.example'", "HTTP_PROXY"),
        ("!Ref Function", "AWS_PROXY"),
        ("arn:aws:lambda:us-east-1:111122223333:function:f", "AWS_PROXY"),
        ("!ImportValue other", "?import-value"),
    ],
)
def test_the_target_says_what_the_integration_is(tmp_path: Path, target: str, kind: str) -> None:
    assert made(tmp_path, f"ProtocolType: HTTP, Target: {target}")["Api.Integration"]["IntegrationType"] == kind


def test_a_route_of_its_own(tmp_path: Path) -> None:
    found = made(tmp_path, "ProtocolType: HTTP, Target: !Ref Function, RouteKey: GET /a")
    assert found["Api.Route"]["RouteKey"] == "GET /a"


@pytest.mark.parametrize(
    "properties",
    [
        "ProtocolType: HTTP",
        "ProtocolType: WEBSOCKET, Target: !Ref Function",
        "ProtocolType: HTTP, Target: !Ref Function, Body: {openapi: 3.0.1}",
        "ProtocolType: HTTP, Target: !Ref 'AWS::NoValue'",
    ],
)
def test_nothing_is_made_without(tmp_path: Path, properties: str) -> None:
    assert made(tmp_path, properties) == {}


def test_it_is_there_in_the_branches_that_ask_for_it(tmp_path: Path) -> None:
    text = TEMPLATE.format(properties="Target: !If [IsProd, !Ref Function, !Ref 'AWS::NoValue']", more="")
    route = application_of(tmp_path, text).resources["Api.Route"]
    assert shown(route.presence) == When({DEV: False, PROD: True})


def test_overrides_are_laid_over_it_where_they_are_there(tmp_path: Path) -> None:
    found = made(tmp_path, "ProtocolType: HTTP, Target: !Ref Function", OVERRIDES)
    assert found["Api.Route"]["AuthorizationType"] == When({DEV: "(nothing)", PROD: "AWS_IAM"})
    assert found["Api.Stage"]["AutoDeploy"] == When({DEV: True, PROD: False})


def test_overrides_that_are_not_known_leave_nothing_sure(tmp_path: Path) -> None:
    more = OVERRIDES.replace("{AuthorizationType: AWS_IAM}", "!ImportValue other").replace(
        "    Condition: IsProd\n", ""
    )
    found = made(tmp_path, "ProtocolType: HTTP, Target: !Ref Function", more)
    assert found["Api.Route"]["…"] == "?import-value"
