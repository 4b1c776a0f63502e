"""Whose a resource is: the function's that it serves, that uses it, or nobody's own. Which function a value names."""

from pathlib import Path

import pytest

from hauberk.model.values import Absent, Known, Pattern, Reference, Value
from tests.study.applications import studied

SHOP = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.14
      CodeUri: s3://code/app.zip
      AutoPublishAlias: live
      FunctionUrlConfig: { AuthType: AWS_IAM }
      Policies: [SQSSendMessagePolicy: { QueueName: orders }]
  Bills: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Role: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [!Ref Managed] } }
  Managed: { Type: AWS::IAM::ManagedPolicy }
  Inline: { Type: AWS::IAM::RolePolicy, Properties: { RoleName: !Ref Role } }
  OfBills: { Type: AWS::SQS::Queue }
  Reads:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Bills, EventSourceArn: !GetAtt OfBills.Arn }
  Both:
    Type: AWS::StepFunctions::StateMachine
    Properties: { DefinitionString: !Sub "${Orders.Arn} ${Bills.Arn}" }
  Alias: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Bills } }
  Caller: { Type: AWS::SNS::Subscription, Properties: { Endpoint: !Ref Alias } }
  Nobody: { Type: AWS::SQS::Queue }
"""
SHARED = """
  Layer: { Type: AWS::Lambda::LayerVersion }
  One: { Type: AWS::Lambda::Function, Properties: { Layers: [!Ref Layer] } }
  Two: { Type: AWS::Lambda::Function, Properties: { Layers: [!Ref Layer] } }
"""


@pytest.mark.parametrize(
    ("resource", "owners"),
    [
        ("Orders", ("Orders",)),
        ("OrdersRole", ("Orders",)),
        ("OrdersUrl", ("Orders",)),
        ("OrdersAliaslive", ("Orders",)),
        ("Bills", ("Bills",)),
        ("Role", ("Bills",)),
        ("Inline", ("Bills",)),
        ("Reads", ("Bills",)),
        ("Alias", ("Bills",)),
        ("Caller", ("Bills",)),
        ("Both", ()),
        ("Nobody", ()),
        ("Missing", ()),
    ],
)
def test_whose_a_resource_is(tmp_path: Path, resource: str, owners: tuple[str, ...]) -> None:
    assert studied(tmp_path, SHOP).graph.owners(resource) == owners


def test_a_policy_belongs_to_every_function_with_its_role(tmp_path: Path) -> None:
    more = "  Mails: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }\n"
    graph = studied(tmp_path, SHOP + more).graph
    assert set(graph.owners("Inline")) == {"Bills", "Mails"}
    assert set(graph.owners("Role")) == {"Bills", "Mails"}


def test_what_two_functions_use_belongs_to_both(tmp_path: Path) -> None:
    assert studied(tmp_path, SHOP + SHARED).graph.owners("Layer") == ("One", "Two")


def test_a_function_is_known_by_its_alias(tmp_path: Path) -> None:
    assert studied(tmp_path, SHOP).graph.names_of("Bills") == {"Bills", "Alias"}


@pytest.mark.parametrize(
    ("value", "function"),
    [
        (Reference("Bills", "Arn"), "Bills"),
        (Reference("Alias"), "Bills"),
        (Pattern((Reference("Bills", "Arn"), ":live")), "Bills"),
        (Reference("Inline"), "Bills"),
        (Reference("Both"), None),
        (Reference("Layer"), None),
        (Reference("Nobody"), None),
        (Reference("Missing"), None),
        (Known("Bills"), None),
        (Absent(), None),
    ],
)
def test_which_function_a_value_names(tmp_path: Path, value: Value, function: str | None) -> None:
    found = studied(tmp_path, SHOP + SHARED).function_of(value)
    assert (found.id if found else None) == function
