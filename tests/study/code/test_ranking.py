"""What comes first: what anyone reaches, then what callers reach who are asked who they are, then what nobody is known
to reach; and of each what has a role that reads secrets."""

import json
from datetime import date
from pathlib import Path

import pytest

from hauberk.model.ledger import Ledger
from hauberk.reports.grouping import rank
from hauberk.reports.stories import stories
from hauberk.scan.pipeline import Plan, check
from tests.reports.shop import report

START = """\
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13 } }
Resources:
  Fed: { Type: AWS::SQS::Queue }
  Unfed: { Type: AWS::SQS::Queue }
"""
READS = "Policies: [{ Statement: [{ Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: '*' }] }]"
SENDS = "Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Fed.QueueName } }]"
FUNCTIONS = {  # from the least urgent on
    "Unknown": ("records", ["Events: { I: { Type: SQS, Properties: { Queue: !GetAtt Unfed.Arn } } }"]),
    "UnknownReads": ("records", ["Events: { I: { Type: SQS, Properties: { Queue: !GetAtt Unfed.Arn } } }", READS]),
    "Signed": ("handler", ["FunctionUrlConfig: { AuthType: AWS_IAM }"]),
    "SignedReads": ("handler", ["FunctionUrlConfig: { AuthType: AWS_IAM }", READS]),
    "Open": ("handler", ["FunctionUrlConfig: { AuthType: NONE }", SENDS]),
    "Behind": ("records", ["Events: { I: { Type: SQS, Properties: { Queue: !GetAtt Fed.Arn } } }"]),
    "OpenReads": ("handler", ["FunctionUrlConfig: { AuthType: NONE }", READS]),
}
CODE = """\
import os


def handler(event, context):
    os.system(event["body"])


def records(event, context):
    for record in event["Records"]:
        os.system(record["body"])
"""
ORDER = ["OpenReads", "Behind", "Open", "SignedReads", "Signed", "UnknownReads", "Unknown"]


def checked(folder: Path, *, apart: bool) -> Ledger:
    """An application of all the functions; ``apart`` gives each its own copy of the code."""
    template = START
    for name, (handler, properties) in FUNCTIONS.items():
        source = f"{name.lower()}/" if apart else "src/"
        (folder / source).mkdir(exist_ok=True)
        (folder / source / "app.py").write_text(CODE, encoding="utf-8")
        given = ", ".join([f"Handler: app.{handler}", f"CodeUri: {source}", *properties])
        template += f"  {name}:\n    Type: AWS::Serverless::Function\n    Properties: {{ {given} }}\n"
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    controls = frozenset(("command-injection",))
    return check(Plan(paths=("template.yaml",), controls=controls, base=str(folder), today=date(2026, 11, 30)))


def test_who_gets_there_comes_before_what_the_role_may_do(tmp_path: Path) -> None:
    ordered = sorted(checked(tmp_path, apart=True).findings(), key=lambda entry: rank(entry)[:2])
    names = [entry.functions[0] for entry in ordered]
    assert names[:1] == ORDER[:1]
    assert set(names[1:3]) == {"Open", "Behind"}
    assert names[3:] == ORDER[3:]


def test_of_functions_that_share_a_line_the_worst_tells_the_story(tmp_path: Path) -> None:
    told = {story.first.functions[0]: story for story in stories(checked(tmp_path, apart=False).findings())}
    assert told.keys() == {"OpenReads", "Behind"}
    shared = [entry.functions[0] for entry in told["OpenReads"].worst_first]
    assert shared == ["OpenReads", "Open", "SignedReads", "Signed"]
    assert "its role OpenReadsRole reads every secret" in [place.says for place in told["OpenReads"].first.locations]


def test_sarif_tells_the_rank_of_what_has_a_way(tmp_path: Path) -> None:
    results = json.loads(report(checked(tmp_path, apart=True), "sarif"))["runs"][0]["results"]
    by_rank = sorted((one for one in results if "rank" in one), key=lambda one: -one["rank"])
    names = [one["locations"][0]["logicalLocations"][0]["name"].split("/")[0] for one in by_rank]
    assert (names[0], names[3:]) == (ORDER[0], ORDER[3:])
    assert all(0 <= one["rank"] <= 100 and one["codeFlows"] for one in by_rank)


RULED = """\
Transform: AWS::Serverless-2016-10-31
Parameters: { Auth: { Type: String } }
Rules: { Closed: { Assertions: [{ Assert: !Not [!Equals [!Ref Auth, NONE]] }] } }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: ., FunctionUrlConfig: { AuthType: AUTH } }
"""


@pytest.mark.parametrize(("auth", "is_open"), [("NONE", True), ("!Ref Auth", False)])
def test_nobody_gets_in_where_a_rule_refuses_to_deploy(tmp_path: Path, auth: str, is_open: bool) -> None:
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "template.yaml").write_text(RULED.replace("AUTH", auth), encoding="utf-8")
    plan = Plan(controls=frozenset(("command-injection",)), base=str(tmp_path), today=date(2026, 11, 30))
    (found,) = check(plan).findings()
    assert any(place.says.startswith("anyone can call it") for place in found.locations) is is_open
