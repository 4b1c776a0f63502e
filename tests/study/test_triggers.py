"""What invokes a function, and how ("Invoking Lambda with events from other AWS services", Lambda developer guide)."""

from pathlib import Path

import pytest

from hauberk.study.triggers import PRINCIPALS, How
from tests.study.applications import ORDERS, function, studied

WAITING, LATER, QUEUE, STREAM = How.SYNCHRONOUS, How.ASYNCHRONOUS, How.QUEUE, How.STREAM
SERVICES = {
    "alexa-appkit.amazon.com": WAITING,
    "alexa-connectedhome.amazon.com": WAITING,
    "apigateway.amazonaws.com": WAITING,
    "appsync.amazonaws.com": WAITING,
    "bedrock.amazonaws.com": WAITING,
    "cloudformation.amazonaws.com": LATER,
    "cloudfront.amazonaws.com": WAITING,
    "codecommit.amazonaws.com": LATER,
    "cognito-idp.amazonaws.com": WAITING,
    "cognito-sync.amazonaws.com": WAITING,
    "config.amazonaws.com": LATER,
    "connect.amazonaws.com": WAITING,
    "elasticloadbalancing.amazonaws.com": WAITING,
    "events.amazonaws.com": LATER,
    "firehose.amazonaws.com": WAITING,
    "iot.amazonaws.com": LATER,
    "lex.amazonaws.com": WAITING,
    "lexv2.amazonaws.com": WAITING,
    "logs.amazonaws.com": LATER,
    "s3.amazonaws.com": LATER,
    "scheduler.amazonaws.com": LATER,
    "secretsmanager.amazonaws.com": LATER,
    "ses.amazonaws.com": LATER,
    "sns.amazonaws.com": LATER,
    "vpc-lattice.amazonaws.com": WAITING,
}
PERMISSION = """
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {{ FunctionName: {function}, Action: lambda:InvokeFunction, Principal: {principal} }}
"""


def ways(folder: Path, more: str) -> list[How]:
    study = studied(folder, ORDERS + more)
    return [trigger.how for trigger in study.triggers(function(study))]


def test_every_service_is_known() -> None:
    assert set(PRINCIPALS) == set(SERVICES)


@pytest.mark.parametrize(("principal", "how"), SERVICES.items())
def test_a_service_invokes_by_a_permission(tmp_path: Path, principal: str, how: How) -> None:
    assert ways(tmp_path, PERMISSION.format(function="!Ref Orders", principal=principal)) == [how]


def test_a_permission_for_an_alias_is_one_for_the_function(tmp_path: Path) -> None:
    alias = "  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Orders, Name: live } }"
    more = alias + PERMISSION.format(function="!Ref Live", principal="s3.amazonaws.com")
    assert ways(tmp_path, more) == [LATER]


def test_a_permission_for_an_account_is_no_trigger(tmp_path: Path) -> None:
    assert ways(tmp_path, PERMISSION.format(function="!Ref Orders", principal="'111122223333'")) == []


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("AWS::Lambda::Url", WAITING),
        ("AWS::Events::Rule", LATER),
        ("AWS::Pipes::Pipe", WAITING),
        ("AWS::S3::Bucket", LATER),
        ("AWS::SNS::Subscription", LATER),
        ("AWS::Scheduler::Schedule", LATER),
        ("AWS::StepFunctions::StateMachine", WAITING),
        ("AWS::ApiGateway::Authorizer", WAITING),
        ("AWS::ApiGatewayV2::Authorizer", WAITING),
        ("AWS::AppSync::DataSource", WAITING),
        ("AWS::Cognito::UserPool", WAITING),
        ("AWS::CloudFormation::CustomResource", LATER),
        ("AWS::SecretsManager::RotationSchedule", LATER),
        ("AWS::ElasticLoadBalancingV2::TargetGroup", WAITING),
        ("AWS::Logs::SubscriptionFilter", LATER),
        ("AWS::IoT::Authorizer", WAITING),
        ("AWS::IoT::TopicRule", LATER),
        ("AWS::KinesisFirehose::DeliveryStream", WAITING),
    ],
)
def test_a_resource_invokes_what_it_refers_to(tmp_path: Path, kind: str, how: How) -> None:
    assert ways(tmp_path, f"  Caller: {{ Type: {kind}, Properties: {{ Target: !GetAtt Orders.Arn }} }}") == [how]


@pytest.mark.parametrize(("target", "found"), [("!Ref Live", [WAITING]), ("!Ref Bills", [])])
def test_a_url_invokes_the_function_that_it_is_for(tmp_path: Path, target: str, found: list[How]) -> None:
    more = f"""
  Bills: {{ Type: AWS::Lambda::Function }}
  Live: {{ Type: AWS::Lambda::Alias, Properties: {{ FunctionName: !Ref Orders, Name: live }} }}
  Url: {{ Type: AWS::Lambda::Url, Properties: {{ TargetFunctionArn: {target} }} }}
"""
    assert ways(tmp_path, more) == found


def test_what_only_knows_a_function_is_no_trigger(tmp_path: Path) -> None:
    alarm = "  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { Dimensions: [{ Value: !Ref Orders }] } }"
    assert ways(tmp_path, alarm) == []


@pytest.mark.parametrize(
    ("source", "how"),
    [
        ("arn:aws:sqs:eu-west-1:111122223333:orders", QUEUE),
        ("!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders'", QUEUE),
        ("!GetAtt Queue.Arn", QUEUE),
        ("arn:aws:kinesis:eu-west-1:111122223333:stream/orders", STREAM),
        ("arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026", STREAM),
        ("!GetAtt Stream.Arn", STREAM),
        ("!GetAtt Table.StreamArn", STREAM),
        ("!GetAtt Global.StreamArn", STREAM),
        ("!GetAtt Broker.Arn", STREAM),
        ("!ImportValue source", STREAM),
    ],
)
def test_a_poller_reads_a_queue_or_a_stream(tmp_path: Path, source: str, how: How) -> None:
    more = f"""
  Queue: {{ Type: AWS::SQS::Queue }}
  Stream: {{ Type: AWS::Kinesis::Stream }}
  Table: {{ Type: AWS::DynamoDB::Table }}
  Global: {{ Type: AWS::DynamoDB::GlobalTable }}
  Broker: {{ Type: AWS::AmazonMQ::Broker }}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {{ FunctionName: !Ref Orders, EventSourceArn: {source} }}
"""
    assert ways(tmp_path, more) == [how]


@pytest.mark.parametrize(
    ("expression", "kind"),
    [("rate(1 day)", "that recurs"), ("cron(0 3 * * ? *)", "that recurs"), ("at(2027-01-01)", "")],
)
def test_a_schedule_recurs_or_does_not(tmp_path: Path, expression: str, kind: str) -> None:
    schedule = f"""
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties: {{ ScheduleExpression: "{expression}", Target: {{ Arn: !GetAtt Orders.Arn }} }}
"""
    study = studied(tmp_path, ORDERS + schedule)
    assert [trigger.kind for trigger in study.triggers(function(study))] == [f"schedule {kind}".strip()]


OF_RULE = """
  Bills: {{ Type: AWS::Lambda::Function }}
  Nightly:
    Type: AWS::Events::Rule
    Condition: {condition}
    Properties: {{ ScheduleExpression: rate(1 day), Targets: [{{ Id: one, Arn: !GetAtt {target}.Arn }}] }}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {{ FunctionName: !Ref Orders, Principal: events.amazonaws.com, SourceArn: {source} }}
"""
CONDITIONS = "Conditions: { Always: !Equals [a, a], Never: !Equals [a, b] }"


@pytest.mark.parametrize(
    ("condition", "target", "source", "kinds"),
    [
        ("Always", "Orders", "!GetAtt Nightly.Arn", {"schedule that recurs"}),
        ("Always", "Orders", "!ImportValue rule", {"schedule that recurs", "EventBridge"}),
        ("Always", "Bills", "!GetAtt Nightly.Arn", {"EventBridge"}),
        ("Never", "Orders", "!GetAtt Nightly.Arn", {"EventBridge"}),
    ],
)
def test_a_rule_tells_more_than_its_permission(
    tmp_path: Path, condition: str, target: str, source: str, kinds: set[str]
) -> None:
    more = OF_RULE.format(condition=condition, target=target, source=source)
    study = studied(tmp_path, CONDITIONS + ORDERS + more)
    assert {trigger.kind for trigger in study.triggers(function(study))} == kinds


TOPIC_RULE = """
  Measured:
    Type: AWS::IoT::TopicRule
    Properties: { TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: !GetAtt Orders.Arn } }] } }
"""
OF_IOT = """
  Doorman: {{ Type: AWS::IoT::Authorizer, Properties: {{ AuthorizerFunctionArn: !GetAtt Orders.Arn }} }}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {{ FunctionName: !Ref Orders, Principal: iot.amazonaws.com, SourceAccount: !Ref AWS::AccountId {more} }}
"""


@pytest.mark.parametrize(
    ("more", "rule", "kinds"),
    [
        ("", "", {"IoT authorizer"}),
        (", SourceArn: !GetAtt Doorman.Arn", "", {"IoT authorizer"}),
        (", SourceArn: !GetAtt Doorman.Arn", TOPIC_RULE, {"IoT authorizer", "IoT rule"}),
        (", SourceArn: !ImportValue rule", "", {"IoT authorizer", "IoT rule"}),
        ("", TOPIC_RULE, {"IoT authorizer", "IoT rule"}),
    ],
)
def test_an_authorizer_of_iot_is_no_rule(tmp_path: Path, more: str, rule: str, kinds: set[str]) -> None:
    study = studied(tmp_path, ORDERS + rule + OF_IOT.format(more=more))
    assert {trigger.kind for trigger in study.triggers(function(study))} == kinds


def test_what_is_not_there_invokes_nothing(tmp_path: Path) -> None:
    condition = "Conditions: { Never: !Equals [a, b] }\n"
    more = PERMISSION.format(function="!Ref Orders", principal="s3.amazonaws.com") + "    Condition: Never\n"
    study = studied(tmp_path, condition + ORDERS + more)
    assert study.triggers(function(study)) == ()
