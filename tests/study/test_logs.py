"""Which log group a function writes to."""

from pathlib import Path

import pytest

from hauberk.model.resource import Resource
from hauberk.study.logs import log_group
from tests.study.applications import function, studied

TEMPLATE = """
Parameters: {{ Stage: {{ Type: String }} }}
Resources:
  Orders: {{ Type: AWS::Lambda::Function, Properties: {{ {function} }} }}
  Group: {{ Type: AWS::Logs::LogGroup, Properties: {{ LogGroupName: {group} }} }}
"""


@pytest.mark.parametrize(
    ("properties", "group"),
    [
        ("MemorySize: 128", "!Sub '/aws/lambda/${Orders}'"),
        ("FunctionName: orders", "/aws/lambda/orders"),
        ("FunctionName: !Sub '${Stage}-orders'", "!Sub '/aws/lambda/${Stage}-orders'"),
        ("FunctionName: !Sub 'orders-${Stage}'", "!Sub '/aws/lambda/orders-${Stage}'"),
        ("LoggingConfig: { LogGroup: !Ref Group }", "/shop"),
        ("LoggingConfig: { LogGroup: /shop }", "/shop"),
    ],
)
def test_a_group_of_the_application_is_found(tmp_path: Path, properties: str, group: str) -> None:
    study = studied(tmp_path, TEMPLATE.format(function=properties, group=group))
    found = log_group(function(study), study)
    assert isinstance(found, Resource)
    assert found.id == "Group"


@pytest.mark.parametrize(
    ("properties", "group"),
    [
        ("MemorySize: 128", "/aws/lambda/orders"),
        ("MemorySize: 128", "!Sub '/aws/${Orders}'"),
        ("FunctionName: orders", "/aws/lambda/orders-2"),
        ("FunctionName: orders", "!Sub '/aws/lambda/${Stage}-orders'"),
        ("FunctionName: !Sub '${Stage}-orders'", "!Sub '/aws/lambda/${Stage}-bills'"),
        ("FunctionName: !Sub 'orders-${Stage}'", "!Sub '/aws/lambda/bills-${Stage}'"),
        ("FunctionName: !Sub '${Stage}-orders'", "!Sub '/aws/lambda/orders-${Stage}'"),
        ("FunctionName: !Sub '${Stage}-orders'", "!Sub '/shop/${Stage}-orders'"),
    ],
)
def test_a_group_of_others_is_none(tmp_path: Path, properties: str, group: str) -> None:
    study = studied(tmp_path, TEMPLATE.format(function=properties, group=group))
    assert log_group(function(study), study) is None


def test_a_group_outside_is_a_value(tmp_path: Path) -> None:
    study = studied(tmp_path, TEMPLATE.format(function="LoggingConfig: { LogGroup: /elsewhere }", group="/shop"))
    found = log_group(function(study), study)
    assert found is not None
    assert not isinstance(found, Resource)
