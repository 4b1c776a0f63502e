"""Which function a value names."""

from pathlib import Path

import pytest

from hauberk.model.values import Absent, Known, Pattern, Reference, Value
from tests.study.applications import studied

SHOP = """
Resources:
  Orders: { Type: AWS::Lambda::Function }
  Bills: { Type: AWS::Lambda::Function, Properties: { Layers: [!Ref Layer] } }
  Mails: { Type: AWS::Lambda::Function, Properties: { Layers: [!Ref Layer] } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Orders, Name: live } }
  Policy: { Type: AWS::IAM::Policy, Properties: { PolicyName: !Ref Orders } }
  Both: { Type: AWS::IAM::Policy, Properties: { PolicyName: !Sub "${Orders}-${Bills}" } }
  Layer: { Type: AWS::Lambda::LayerVersion }
  Nobody: { Type: AWS::SQS::Queue }
"""


@pytest.mark.parametrize(
    ("value", "function"),
    [
        (Reference("Orders", "Arn"), "Orders"),
        (Reference("Live"), "Orders"),
        (Pattern((Reference("Orders", "Arn"), ":live")), "Orders"),
        (Reference("Policy"), "Orders"),
        (Reference("Both"), None),
        (Reference("Layer"), None),
        (Reference("Nobody"), None),
        (Reference("Missing"), None),
        (Known("orders"), None),
        (Absent(), None),
    ],
)
def test_which_function_a_value_names(tmp_path: Path, value: Value, function: str | None) -> None:
    found = studied(tmp_path, SHOP).function_of(value)
    assert (found.id if found else None) == function
