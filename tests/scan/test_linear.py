"""Twice the resources, or twice the templates, are twice the work: counted in calls, which no busy machine changes."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from hauberk.scan.pipeline import Plan, check

FUNCTION = """\
  Function{0}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src/
      Policies:
        - SQSSendMessagePolicy: {{QueueName: !GetAtt Queue{0}.QueueName}}
        - Statement: {{Effect: Allow, Action: "dynamodb:*", Resource: !GetAtt Table{0}.Arn}}
      Environment: {{Variables: {{TABLE: !Ref Table{0}, STAGE: !Ref Stage}}}}
      Events:
        Get: {{Type: Api, Properties: {{Path: /items{0}, Method: get}}}}
        Jobs: {{Type: SQS, Properties: {{Queue: !GetAtt Queue{0}.Arn}}}}
  Queue{0}:
    Type: AWS::SQS::Queue
  Table{0}:
    Type: AWS::DynamoDB::Table
    Properties: {{BillingMode: !If [Busy, PROVISIONED, PAY_PER_REQUEST]}}
"""
HEAD = """\
Transform: AWS::Serverless-2016-10-31
Parameters: {Stage: {Type: String, Default: dev, AllowedValues: [dev, test, prod]}}
Conditions: {Busy: !Equals [!Ref Stage, prod]}
Resources:
"""


def template(functions: int, named: str = "") -> str:
    return HEAD + "".join(FUNCTION.format(f"{named}{number}") for number in range(functions))


def calls(work: Callable[[], object]) -> int:
    """How many Python functions ``work`` calls."""
    count = 0

    def heard(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(heard)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def work_of(folder: Path) -> int:
    return calls(lambda: check(Plan(paths=(str(folder),), jobs=1)))


@pytest.fixture(autouse=True)
def warm(tmp_path: Path) -> None:
    """Imports and caches belong to no size."""
    place = tmp_path / "warm"
    place.mkdir()
    (place / "template.yaml").write_text(template(3))
    check(Plan(paths=(str(place),), jobs=1))


def test_work_grows_no_faster_than_resources(tmp_path: Path) -> None:
    spent = {}
    for size in (20, 40, 80):
        place = tmp_path / str(size)
        place.mkdir()
        # names of its own for each size: what is known of a name isn't asked again
        (place / "template.yaml").write_text(template(size, f"Of{size}N"))
        spent[size] = work_of(place)
    assert spent[80] - spent[40] <= 2.1 * (spent[40] - spent[20])


def test_work_grows_no_faster_than_templates(tmp_path: Path) -> None:
    spent = {}
    for size in (5, 10, 20):
        place = tmp_path / str(size)
        for number in range(size):
            (place / str(number)).mkdir(parents=True)
            (place / str(number) / "template.yaml").write_text(template(2))
        spent[size] = work_of(place)
    assert spent[20] - spent[10] <= 2.05 * (spent[10] - spent[5])
