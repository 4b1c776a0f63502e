"""What SAM derives for a REST API points at the lines that it was derived from."""

from pathlib import Path

import pytest

from hauberk.model.application import Application
from hauberk.model.guards import describe
from hauberk.model.span import Span
from hauberk.model.values import Absent, Known, Value, alternatives, fields_of, items_of
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Guardian: {Type: String, Default: Pool}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Api:
    Cors: "'*'"
Resources:
  Front:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: !Ref Guardian
        ApiKeyRequired: true
        Authorizers:
          Pool: {UserPoolArn: !GetAtt People.Arn}
        ResourcePolicy: {IpRangeBlacklist: [10.0.0.0/8]}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: {Type: Api, Properties: {Path: /orders, Method: get, RestApiId: !Ref Front}}
        Open: {Type: Api, Properties: {Path: /open, Method: get, RestApiId: !Ref Front, Auth: {Authorizer: NONE}}}
  Extra:
    Type: AWS::Serverless::Function
    Condition: IsProd
    Properties:
      Events:
        More: {Type: Api, Properties: {Path: /orders, Method: post, RestApiId: !Ref Front}}
        Made: {Type: Api, Properties: {Path: /made, Method: get}}
  People: {Type: AWS::Cognito::UserPool}
"""


@pytest.fixture
def application(tmp_path: Path) -> Application:
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    return read_application(Root(tmp_path), "template.yaml")


def text(span: Span | None) -> str:
    assert span is not None
    return TEMPLATE.encode()[span.start : span.end].decode()


def at(value: Value, *way: str | int) -> Value:
    for step in way:
        value = fields_of(value).value(step) if isinstance(step, str) else list(items_of(value))[step]
    return value


def body(application: Application, *way: str | int) -> Value:
    return at(application.resources["Front"].properties.value("Body"), *way)


def test_a_path_points_at_the_path_of_its_event(application: Application) -> None:
    assert text(fields_of(body(application, "paths")).key("/orders")) == "/orders"
    assert text(body(application, "paths", "/orders", "get").span) == "/orders"
    uri = body(application, "paths", "/orders", "get", "x-amazon-apigateway-integration", "uri")
    assert text(uri.span) == "/orders"


def test_an_authorizer_points_at_its_config(application: Application) -> None:
    scheme = body(application, "securityDefinitions", "Pool")
    assert text(scheme.span) == "Pool"
    arns = at(scheme, "x-amazon-apigateway-authorizer", "providerARNs")
    assert text(arns.span) == "!GetAtt People.Arn"


def test_what_turns_the_default_authorizer_off_is_where_the_event_says_so(application: Application) -> None:
    security = body(application, "paths", "/open", "get", "security")
    assert fields_of(at(security, 0)).names() == ("NONE",)
    assert text(at(security, 0).span) == "NONE"
    assert text(body(application, "paths", "/open", "options", "security").span) == "!Ref Guardian"


def test_a_default_authorizer_holds_while_its_parameter_does(application: Application) -> None:
    security = body(application, "paths", "/orders", "get", "security")
    (guard, known), *others = alternatives(security)
    assert describe(guard) == "while Guardian keeps its default (Pool)"
    assert [fields_of(demand).names() for demand in items_of(known)] == [("Pool",), ("api_key",)]
    assert not any(isinstance(other, Known) for _, other in others)


def test_a_method_is_there_as_far_as_its_function_is(application: Application) -> None:
    branches = list(alternatives(body(application, "paths", "/orders", "post")))
    assert [(describe(guard), isinstance(choice, Absent)) for guard, choice in branches] == [
        ("while Stage keeps its default (dev)", True),
        ("when Stage is prod", False),
    ]
    assert list(alternatives(application.resources["ServerlessRestApi"].presence)) == list(
        alternatives(application.resources["Extra"].presence)
    )


def test_the_api_that_sam_makes_up_points_at_the_event_that_asks_for_it(application: Application) -> None:
    made = application.resources["ServerlessRestApi"]
    assert made.maker == "sam"
    assert text(made.head) == "Made"


def test_a_global_property_stands_in_globals(application: Application) -> None:
    headers = body(
        application, "paths", "/orders", "options", "x-amazon-apigateway-integration", "responses", "default"
    )
    origin = at(headers, "responseParameters", "method.response.header.Access-Control-Allow-Origin")
    assert origin == Known("'*'")
    assert (text(origin.span), text(origin.origin)) == ("\"'*'\"", "\"'*'\"")


def test_a_permission_points_at_its_route(application: Application) -> None:
    permission = application.resources["OrdersListPermissionlive"]
    assert text(permission.head) == "List"
    assert text(permission.properties.value("SourceArn").span) == "/orders"


def test_a_statement_of_the_resource_policy_points_at_its_list(application: Application) -> None:
    statements = items_of(body(application, "x-amazon-apigateway-policy", "Statement"))
    deny = next(one for one in statements if at(one, "Effect") == Known("Deny"))
    assert text(deny.span) == "IpRangeBlacklist"
    address = at(deny, "Condition", "IpAddress", "aws:SourceIp", 0)
    assert text(address.span) == "10.0.0.0/8"
