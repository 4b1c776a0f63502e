"""Relations of an application that controls ask for: who refers to whom, what invokes, where logs and failures go."""

from pathlib import Path

import pytest

from hauberk.model.compute import Function
from hauberk.model.subject import Subject
from hauberk.model.values import Known, Pattern, Reference, Value
from hauberk.model.world import World
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.alarms import watched
from hauberk.study.logs import log_group
from hauberk.study.queues import readers, takes_failures
from hauberk.study.study import Study
from hauberk.study.triggers import How
from tests.scan.places import TODAY, put

FUNCTIONS = """Conditions: { Never: !Equals [a, b] }
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn, FunctionName: orders }
  Other: { Type: AWS::Lambda::Function }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Orders, Name: live } }
  Role: { Type: AWS::IAM::Role }
  Policy: { Type: AWS::IAM::Policy, Properties: { Roles: [!Ref Role] } }
  Both: { Type: AWS::IAM::Policy, Properties: { PolicyName: !Sub "${Orders}-${Other}" } }
  Queue: { Type: AWS::SQS::Queue }
  Layer: { Type: AWS::Lambda::LayerVersion }
  One: { Type: AWS::Lambda::Function, Properties: { Layers: [!Ref Layer] } }
  Two: { Type: AWS::Lambda::Function, Properties: { Layers: [!Ref Layer] } }
"""


def study(folder: Path, resources: str = "") -> Study:
    """The study of some functions with more resources beside them."""
    put(folder, {"t.yaml": FUNCTIONS + resources})
    return Study(read_application(Root(folder), "t.yaml"), TODAY)


def orders(about: Study) -> Function:
    return Function(about.application.resources["Orders"], World())


@pytest.mark.parametrize(
    ("resource", "owners"),
    [
        ("Orders", ["Orders"]),
        ("Live", ["Orders"]),
        ("Role", ["Orders"]),
        ("Policy", ["Orders"]),
        ("Both", []),
        ("Layer", ["One", "Two"]),
        ("Queue", []),
        ("Nobody", []),
    ],
)
def test_whose_a_resource_is(tmp_path: Path, resource: str, owners: list[str]) -> None:
    assert list(study(tmp_path).graph.owners(resource)) == owners


@pytest.mark.parametrize(
    ("value", "function"),
    [
        (Reference("Orders", "Arn"), "Orders"),
        (Reference("Live"), "Orders"),
        (Pattern((Reference("Orders", "Arn"), ":live")), "Orders"),
        (Reference("Policy"), "Orders"),
        (Reference("Both"), None),
        (Reference("Layer"), None),
        (Known("orders"), None),
    ],
)
def test_which_function_a_value_names(tmp_path: Path, value: Value, function: str | None) -> None:
    found = study(tmp_path).function_of(value)
    assert (found.id if found else None) == function


@pytest.mark.parametrize(
    ("resource", "found"),
    [
        ("AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Orders }", [("function URL", How.SYNCHRONOUS)]),
        ("AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Live }", [("function URL", How.SYNCHRONOUS)]),
        ("AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Other }", []),
        ("AWS::Lambda::Url, Condition: Never, Properties: { TargetFunctionArn: !Ref Orders }", []),
        (
            "AWS::Lambda::Permission, Properties: { FunctionName: !Ref Orders, Principal: sns.amazonaws.com }",
            [("SNS", How.ASYNCHRONOUS)],
        ),
        (
            "AWS::Lambda::Permission, Properties: { FunctionName: !Ref Orders, "
            "Principal: secretsmanager.amazonaws.com }",
            [("Secrets Manager rotation", How.ASYNCHRONOUS)],
        ),
        (
            "AWS::Lambda::Permission, Properties: { FunctionName: !Ref Orders, Principal: '111122223333' }",
            [],
        ),
        (
            "AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 day), "
            "Targets: [{ Arn: !GetAtt Orders.Arn }] }",
            [("schedule that recurs", How.ASYNCHRONOUS)],
        ),
        (
            "AWS::Scheduler::Schedule, Properties: { ScheduleExpression: at(2027-01-01T00:00:00), "
            "Target: { Arn: !GetAtt Orders.Arn } }",
            [("schedule", How.ASYNCHRONOUS)],
        ),
        (
            "AWS::Events::Rule, Properties: { EventPattern: {}, Targets: [{ Arn: !GetAtt Orders.Arn }] }",
            [("EventBridge", How.ASYNCHRONOUS)],
        ),
        (
            "AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Orders, "
            "EventSourceArn: !GetAtt Queue.Arn }",
            [("SQS", How.QUEUE)],
        ),
        (
            "AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Orders, "
            "EventSourceArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s' }",
            [("Kinesis", How.STREAM)],
        ),
        (
            "AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Orders, "
            "EventSourceArn: !ImportValue X }",
            [("event source", How.STREAM)],
        ),
    ],
)
def test_what_invokes_a_function(tmp_path: Path, resource: str, found: list[tuple[str, How]]) -> None:
    about = study(tmp_path, f"  Way: {{ Type: {resource} }}\n")
    assert [(trigger.kind, trigger.how) for trigger in about.triggers(orders(about))] == found


RULE = "AWS::Events::Rule, {} Properties: {{ ScheduleExpression: rate(1 day), Targets: [{{ Arn: !GetAtt {}.Arn }}] }}"
OF_RULE = """  Rule: {{ Type: {} }}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {{ FunctionName: !Ref Orders, Principal: events.amazonaws.com, SourceArn: !GetAtt Rule.Arn }}
"""


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        (RULE.format("", "Orders"), ["schedule that recurs"]),
        (RULE.format("", "Other"), ["EventBridge"]),
        (RULE.format("Condition: Never,", "Orders"), ["EventBridge"]),
    ],
)
def test_a_permission_says_nothing_that_its_rule_says_better(tmp_path: Path, rule: str, kinds: list[str]) -> None:
    about = study(tmp_path, OF_RULE.format(rule))
    assert [trigger.kind for trigger in about.triggers(orders(about))] == kinds


@pytest.mark.parametrize(
    ("name", "is_its"),
    [
        ("/aws/lambda/orders", True),
        ("!Sub '/aws/lambda/${Orders}'", True),
        ("/aws/lambda/other", False),
        ("!Sub '/aws/lambda/${Other}'", False),
        ("!Sub '/aws/${Orders}'", False),
    ],
)
def test_the_log_group_of_a_function(tmp_path: Path, name: str, is_its: bool) -> None:
    about = study(tmp_path, f"  Logs: {{ Type: AWS::Logs::LogGroup, Properties: {{ LogGroupName: {name} }} }}\n")
    found = log_group(orders(about), about)
    assert found is (about.application.resources["Logs"] if is_its else None)


METRIC = "Namespace: AWS/Lambda, MetricName: Errors"


@pytest.mark.parametrize(
    ("properties", "watches"),
    [
        (f"{METRIC}, Dimensions: [{{ Name: FunctionName, Value: !Ref Orders }}]", True),
        (f"{METRIC}, Dimensions: [{{ Name: FunctionName, Value: !Ref Live }}]", True),
        (f"{METRIC}, Dimensions: [{{ Name: FunctionName, Value: orders }}]", True),
        (f"{METRIC}, Dimensions: [{{ Name: FunctionName, Value: !Ref Other }}]", False),
        (f"{METRIC}, Dimensions: [{{ Name: FunctionName, Value: other }}]", False),
        (METRIC, True),
        ("Namespace: AWS/SQS, MetricName: Errors", False),
        ("Namespace: AWS/Lambda, MetricName: Duration", False),
        (f"Metrics: [{{ MetricStat: {{ Metric: {{ {METRIC} }} }} }}]", True),
        ("Metrics: [{ Expression: a + b }]", False),
    ],
)
def test_what_an_alarm_watches(tmp_path: Path, properties: str, watches: bool) -> None:
    about = study(tmp_path, f"  Alarm: {{ Type: AWS::CloudWatch::Alarm, Properties: {{ {properties} }} }}\n")
    names = about.graph.names_of("Orders")
    assert watched(orders(about), about, "AWS/Lambda", "Errors", names) is watches


@pytest.mark.parametrize(
    ("resource", "reads", "failures"),
    [
        ("AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Queue.Arn }", True, False),
        (
            "AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !ImportValue S, "
            "DestinationConfig: { OnFailure: { Destination: !GetAtt Queue.Arn } } }",
            False,
            True,
        ),
        ("AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !Sub '${Stage}${Queue.Arn}' }", True, False),
        ("AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Queue.Arn } }", False, True),
        ("AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: !GetAtt Queue.Arn } }", False, True),
        ("AWS::Lambda::Function, Properties: { Environment: { Variables: { Q: !Ref Queue } } }", False, False),
        (
            "AWS::Events::Rule, Properties: { Targets: [{ Arn: a, DeadLetterConfig: { Arn: !GetAtt Queue.Arn } }] }",
            False,
            True,
        ),
        ("AWS::Events::Rule, Properties: { Targets: [{ Arn: !GetAtt Queue.Arn }] }", False, False),
        (
            "AWS::Pipes::Pipe, Properties: { SourceParameters: { KinesisStreamParameters: "
            "{ DeadLetterConfig: { Arn: !GetAtt Queue.Arn } } } }",
            False,
            True,
        ),
    ],
)
def test_who_reads_a_queue_and_who_sends_it_failures(
    tmp_path: Path, resource: str, reads: bool, failures: bool
) -> None:
    about = study(tmp_path, f"  User: {{ Type: {resource} }}\nParameters: {{ Stage: {{ Type: String }} }}\n")
    queue = Subject(about.application.resources["Queue"], World())
    assert [one.id for one in readers(queue, about)] == (["User"] if reads else [])
    assert takes_failures(queue, about) is failures
