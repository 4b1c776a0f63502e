"""An application's map: what leads to a function, and what it and its role's policies lead to."""

from pathlib import Path

import pytest

from hauberk.model.ledger import Seen
from hauberk.scan.mapping import STORES, seen_of
from tests.study.applications import studied

TEMPLATE = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: {{ Role: !GetAtt Role.Arn, Environment: {{ Variables: {{ {variables} }} }} }}
  Role:
    Type: AWS::IAM::Role
    Properties: {{ Policies: [{{ PolicyDocument: {{ Statement: [{{ Resource: [{role}] }}] }} }}] }}
  Policy:
    Type: {kind}
    Properties: {{ Roles: [!Ref Role], PolicyDocument: {{ Statement: [{{ Resource: [{policy}] }}] }} }}
  Store: {{ Type: "{store}" }}
"""


def seen(folder: Path, **given: str) -> Seen:
    parts = {
        "variables": "STAGE: prod",
        "role": "'*'",
        "policy": "'*'",
        "kind": "AWS::IAM::Policy",
        "store": "AWS::SQS::Queue",
    }
    study = studied(folder, TEMPLATE.format(**(parts | given)))
    return seen_of(study.application, study)


@pytest.mark.parametrize("store", STORES)
def test_a_store_that_a_function_refers_to_is_on_the_map(tmp_path: Path, store: str) -> None:
    found = seen(tmp_path, variables="STORE: !Ref Store", store=store)
    assert [(edge.source, edge.target) for edge in found.edges] == [("Orders", "Store")]
    assert {node.id for node in found.nodes} == {"Orders", "Store"}


def test_secrets_and_queues_are_stores() -> None:
    assert {"AWS::SecretsManager::Secret", "AWS::SSM::Parameter", "AWS::SQS::Queue"} <= set(STORES)


@pytest.mark.parametrize(
    "given",
    [
        {"role": "!GetAtt Store.Arn"},
        {"policy": "!GetAtt Store.Arn"},
        {"policy": "!GetAtt Store.Arn", "kind": "AWS::IAM::ManagedPolicy"},
    ],
    ids=("its role's own", "attached", "managed"),
)
def test_what_a_policy_of_its_role_names_can_be_reached(tmp_path: Path, given: dict[str, str]) -> None:
    assert [(edge.source, edge.target) for edge in seen(tmp_path, **given).edges] == [("Orders", "Store")]


def test_what_nothing_refers_to_is_not_reached(tmp_path: Path) -> None:
    assert seen(tmp_path).edges == ()
