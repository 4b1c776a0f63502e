"""Events that SAM doesn't have: nothing is made of them, and that is said."""

from pathlib import Path

import pytest

from tests.sources.cloudformation.shown import application_of

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters: { Kind: { Type: String } }
Conditions: { IsApi: !Equals [!Ref Kind, Api] }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: a.b, CodeUri: ., Events: { FUNCTIONS } }
  M:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: {}, Events: { MACHINES } }
"""
ROUTE = "Properties: { Path: /a, Method: get }"
CONDITIONAL = f"A: !If [IsApi, {{ Type: Api, {ROUTE} }}, !Ref 'AWS::NoValue']"


def told(folder: Path, functions: str = "", machines: str = "", pins: dict[str, str] | None = None) -> list[str]:
    text = TEMPLATE.replace("FUNCTIONS", functions).replace("MACHINES", machines)
    return [gap.text for gap in application_of(folder, text, pins or {}).unread]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (f"A: {{ Type: Nonsense, {ROUTE} }}", "SAM has none of the type Nonsense"),
        (f"A: {{ Type: api, {ROUTE} }}", "SAM has none of the type api"),
        (f"A: {{ Type: !Ref Kind, {ROUTE} }}", "its type isn't written out"),
        (f"A: {{ Type: !If [IsApi, Api, HttpApi], {ROUTE} }}", "its type isn't written out"),
        (f"A: {{ {ROUTE} }}", "its type isn't written out"),
        ("A: [Api]", "its type isn't written out"),
    ],
)
def test_what_nothing_is_made_of_is_not_read(tmp_path: Path, event: str, said: str) -> None:
    assert told(tmp_path, event) == [f"event A of F: {said}"]


@pytest.mark.parametrize("event", [f"A: {{ Type: Api, {ROUTE} }}", "A: { Type: SQS }", CONDITIONAL])
def test_what_something_is_made_of_is_read(tmp_path: Path, event: str) -> None:
    assert told(tmp_path, event) == []


def test_a_parameter_that_is_fixed_may_say_the_type(tmp_path: Path) -> None:
    assert told(tmp_path, f"A: {{ Type: !Ref Kind, {ROUTE} }}", pins={"Kind": "HttpApi"}) == []


def test_a_state_machine_has_events_of_its_own(tmp_path: Path) -> None:
    assert told(tmp_path, machines="A: { Type: SQS }") == ["event A of M: SAM has none of the type SQS"]
    assert told(tmp_path, machines="A: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }") == []
