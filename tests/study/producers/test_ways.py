"""Who produces what a function is called with: the way from whoever begins it, and whether all of them are known."""

from pathlib import Path

import pytest

from hauberk.model.compute import Function
from hauberk.model.world import World
from hauberk.study.openings import openings
from hauberk.study.producers.reach import Reach
from hauberk.study.study import Study
from tests.study.applications import studied

START = """\
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: python3.13, Handler: app.handler, CodeUri: src/ } }
Resources:
"""
OPEN = "Events: { In: { Type: HttpApi, Properties: { Path: /orders, Method: post } } }"
SIGNED = "Events: { In: { Type: Api, Properties: { Path: /orders, Method: post, Auth: { Authorizer: AWS_IAM } } } }"
CLOCK = "Events: { In: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }"
TO_QUEUE = "Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Q.QueueName } }]"
QUEUE = "  Q: { Type: AWS::SQS::Queue }\n"
FROM_QUEUE = "Events: { In: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } } }"


def function(name: str, *properties: str) -> str:
    return f"  {name}:\n    Type: AWS::Serverless::Function\n    Properties: {{ {', '.join(properties)} }}\n"


def allow(action: str, resource: str) -> str:
    return f"Policies: [{{ Statement: [{{ Effect: Allow, Action: '{action}', Resource: {resource} }}] }}]"


def study_of(folder: Path, *resources: str) -> Study:
    return studied(folder, START + "".join(resources))


def best(study: Study, name: str = "B") -> tuple[Reach, str]:
    way = study.producers.of(study.application.resources[name])[0]
    return way.root.reach, way.says


def trusted(study: Study, name: str = "B") -> bool:
    subject = Function(study.application.resources[name], World())
    return all(study.producers.are_trusted(subject, trigger) for trigger in study.ways_in(subject))


B = function("B", FROM_QUEUE)
ANYONE = "an anonymous caller of POST /orders"


@pytest.mark.parametrize(
    ("entry", "reach", "says"),
    [
        (OPEN, Reach.ANYONE, f"{ANYONE} → function A → queue Q"),
        (SIGNED, Reach.KNOWN, "a caller of POST /orders → function A → queue Q"),
        (CLOCK, Reach.NOBODY, "a clock → function A → queue Q"),
        (
            "FunctionUrlConfig: { AuthType: NONE }",
            Reach.ANYONE,
            "an anonymous caller of A's URL → function A → queue Q",
        ),
        ("Timeout: 3", Reach.UNKNOWN, "whoever invokes it → function A → queue Q"),
    ],
)
def test_a_queue_is_as_hostile_as_who_calls_its_producer(tmp_path: Path, entry: str, reach: Reach, says: str) -> None:
    study = study_of(tmp_path, QUEUE, B, function("A", entry, TO_QUEUE))
    assert best(study) == (reach, says)
    assert trusted(study) is (reach is Reach.NOBODY)


DOUBTS = {
    "nobody sends": [],
    "another producer that anyone calls": [function("A", CLOCK, TO_QUEUE), function("C", OPEN, TO_QUEUE)],
    "a producer of every queue": [function("A", CLOCK, TO_QUEUE), function("C", OPEN, allow("sqs:*", "'*'"))],
    "only one that may send to every queue": [function("A", CLOCK, allow("sqs:SendMessage", "'*'"))],
    "a role from elsewhere": [
        function("A", CLOCK, TO_QUEUE),
        function("C", CLOCK, "Role: arn:aws:iam::111122223333:role/x"),
    ],
    "a policy from elsewhere": [
        function("A", CLOCK, TO_QUEUE),
        function("C", CLOCK, "Policies: [arn:aws:iam::111122223333:policy/x]"),
    ],
    "another account": [
        function("A", CLOCK, TO_QUEUE),
        """\
  Other:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Q]
      PolicyDocument:
        Statement: { Effect: Allow, Principal: { AWS: "444455556666" }, Action: sqs:SendMessage, Resource: "*" }
""",
    ],
    "a task with a role": [
        function("A", CLOCK, TO_QUEUE),
        """\
  TaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: p
          PolicyDocument: { Statement: { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Q.Arn } }
""",
    ],
    "a producer that reads what anyone writes": [
        "  T: { Type: AWS::DynamoDB::Table }\n",
        function(
            "A",
            CLOCK,
            "Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Q.QueueName } },"
            " { DynamoDBReadPolicy: { TableName: !Ref T } }]",
        ),
        function("C", OPEN, "Policies: [{ DynamoDBWritePolicy: { TableName: !Ref T } }]"),
    ],
    "an export": [
        function("A", CLOCK, TO_QUEUE),
        "Outputs: { Q: { Value: !GetAtt Q.Arn, Export: { Name: q } } }\n",
    ],
}


@pytest.mark.parametrize("name", DOUBTS)
def test_what_can_t_be_known_stays_hostile(tmp_path: Path, name: str) -> None:
    assert not trusted(study_of(tmp_path, QUEUE, B, *DOUBTS[name]))


def test_what_nobody_sends_to_has_producers_who_aren_t_known(tmp_path: Path) -> None:
    assert best(study_of(tmp_path, QUEUE, B)) == (Reach.UNKNOWN, "whoever sends to the queue → queue Q")


def test_the_owner_s_own_account_and_its_readers_are_nobody_new(tmp_path: Path) -> None:
    policy = """\
  Own:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Q]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { AWS: !Ref AWS::AccountId }, Action: "sqs:*", Resource: !GetAtt Q.Arn }
          - { Effect: Allow, Principal: "*", Action: sqs:ReceiveMessage, Resource: !GetAtt Q.Arn }
"""
    assert trusted(study_of(tmp_path, QUEUE, B, policy, function("A", CLOCK, TO_QUEUE)))


INTEGRATION = """\
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: a, ProtocolType: HTTP }
  Direct:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationSubtype: SQS-SendMessage
      RequestParameters: { QueueUrl: !Ref Q, MessageBody: $request.body }
  Orders:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: POST /orders, Target: !Sub "integrations/${Direct}" }
"""
METHOD = """\
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: a } }
  Orders:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      AuthorizationType: NONE
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Uri: !Sub "arn:aws:apigateway:${AWS::Region}:URI"
"""
BODY = """\
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /orders:
            post:
              x-amazon-apigateway-integration:
                type: aws
                httpMethod: POST
                uri: !Sub "arn:aws:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/${Q.QueueName}"
"""
TOPIC = """\
  T: { Type: AWS::SNS::Topic }
  ToQueue:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Q.Arn }
  Sending:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Q]
      PolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: sqs:SendMessage, Resource: "*" }
"""
TO_TOPIC = "Policies: [{ SNSPublishMessagePolicy: { TopicName: !GetAtt T.TopicName } }]"
BUS = """\
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: orders } }
  Rule:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: !Ref Bus
      EventPattern: { source: [shop] }
      Targets: [{ Id: q, Arn: !GetAtt Q.Arn }]
"""
BUCKET = """\
  Files:
    Type: AWS::S3::Bucket
    Properties: { NotificationConfiguration: { QueueConfigurations: [{ Event: "s3:*", Queue: !GetAtt Q.Arn }] } }
"""
IOT = """\
  Devices:
    Type: AWS::IoT::TopicRule
    Properties:
      TopicRulePayload: { Sql: SELECT * FROM 'a', Actions: [{ Sqs: { QueueUrl: !Ref Q, RoleArn: x } }] }
"""
MACHINE = """\
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States:
          A:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage
            Parameters: { QueueUrl: !Ref Q, MessageBody.$: $ }
            End: true
      Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Q.QueueName } }]
"""
PIPE = """\
  First: { Type: AWS::SQS::Queue }
  Pipe:
    Type: AWS::Pipes::Pipe
    Properties: { RoleArn: x, Source: !GetAtt First.Arn, Target: !GetAtt Q.Arn }
"""
DLQ = """\
  First: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Q.Arn } } }
"""
TO_FIRST = "Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt First.QueueName } }]"
GUESTS = """\
  Pool: { Type: AWS::Cognito::IdentityPool, Properties: { AllowUnauthenticatedIdentities: true } }
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Federated: cognito-identity.amazonaws.com }, Action: sts:AssumeRole }
      Policies:
        - PolicyName: p
          PolicyDocument: { Statement: { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Q.Arn } }
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties: { IdentityPoolId: !Ref Pool, Roles: { unauthenticated: !GetAtt Guest.Arn } }
"""

WAYS: dict[str, tuple[list[str], Reach, str]] = {
    "an HTTP API without a function": ([INTEGRATION], Reach.ANYONE, f"{ANYONE} → queue Q"),
    "a REST API without a function": (
        [METHOD.replace("URI", "sqs:path/${AWS::AccountId}/${Q.QueueName}")],
        Reach.ANYONE,
        "an anonymous caller of POST of Orders → queue Q",
    ),
    "a definition without a function": ([BODY], Reach.ANYONE, f"{ANYONE} → queue Q"),
    "a route that only reads": (
        [METHOD.replace("URI", "sqs:action/ReceiveMessage&Queue=${Q.QueueName}")],
        Reach.UNKNOWN,
        "whoever sends to the queue → queue Q",
    ),
    "a topic": ([TOPIC, function("A", OPEN, TO_TOPIC)], Reach.ANYONE, f"{ANYONE} → function A → topic T → queue Q"),
    "a topic of a clock": (
        [TOPIC, function("A", CLOCK, TO_TOPIC)],
        Reach.NOBODY,
        "a clock → function A → topic T → queue Q",
    ),
    "a bus": (
        [BUS, function("A", OPEN, allow("events:PutEvents", "!GetAtt Bus.Arn"))],
        Reach.ANYONE,
        f"{ANYONE} → function A → event bus Bus → queue Q",
    ),
    "a bus of a clock": (
        [BUS, function("A", CLOCK, allow("events:PutEvents", "!GetAtt Bus.Arn"))],
        Reach.NOBODY,
        "a clock → function A → event bus Bus → queue Q",
    ),
    "the keys of a bucket": ([BUCKET], Reach.UNKNOWN, "whoever uploads to Files → bucket Files → queue Q"),
    "a bucket that anyone has written to": (
        [BUCKET, function("A", OPEN, allow("s3:PutObject", '!Sub "${Files.Arn}/*"'))],
        Reach.ANYONE,
        f"{ANYONE} → function A → bucket Files → queue Q",
    ),
    "devices": ([IOT], Reach.UNKNOWN, "a device that publishes to IoT → queue Q"),
    "a state machine": (
        [
            MACHINE,
            function("A", OPEN, "Policies: [{ StepFunctionsExecutionPolicy: { StateMachineName: !GetAtt M.Name } }]"),
        ],
        Reach.ANYONE,
        f"{ANYONE} → function A → state machine M → queue Q",
    ),
    "a pipe": ([PIPE, function("A", OPEN, TO_FIRST)], Reach.ANYONE, f"{ANYONE} → function A → queue First → queue Q"),
    "what failed": (
        [DLQ, function("A", OPEN, TO_FIRST)],
        Reach.ANYONE,
        f"{ANYONE} → function A → queue First → queue Q",
    ),
    "what failed of a clock": (
        [DLQ, function("A", CLOCK, TO_FIRST)],
        Reach.NOBODY,
        "a clock → function A → queue First → queue Q",
    ),
    "a destination": (
        [
            function(
                "A",
                OPEN,
                "EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: SQS, Destination: !GetAtt Q.Arn } } }",
            )
        ],
        Reach.ANYONE,
        f"{ANYONE} → function A → queue Q",
    ),
    "guests of an identity pool": (
        [GUESTS],
        Reach.ANYONE,
        "a visitor of the application who is given Guest → queue Q",
    ),
    "a queue by its name": (
        [function("A", OPEN, allow("sqs:SendMessage", "!Sub 'arn:aws:sqs:*:*:${Q.QueueName}'"))],
        Reach.ANYONE,
        f"{ANYONE} → function A → queue Q",
    ),
}


@pytest.mark.parametrize("name", WAYS)
def test_every_way_into_a_queue_is_followed_to_who_begins_it(tmp_path: Path, name: str) -> None:
    resources, reach, says = WAYS[name]
    study = study_of(tmp_path, QUEUE, B, *resources)
    assert best(study) == (reach, says)
    assert trusted(study) is (reach is Reach.NOBODY)


TRIGGERS: dict[str, tuple[list[str], str]] = {
    "a stream": (
        [
            "  S: { Type: AWS::Kinesis::Stream }\n",
            function(
                "B", "Events: { I: { Type: Kinesis, Properties: { Stream: !GetAtt S.Arn, StartingPosition: LATEST } } }"
            ),
            function("A", "ENTRY", "Policies: [{ KinesisCrudPolicy: { StreamName: !Ref S } }]"),
        ],
        "function A → stream S",
    ),
    "a table's stream": (
        [
            "  T: { Type: AWS::DynamoDB::Table, Properties: { StreamSpecification: { StreamViewType: NEW_IMAGE } } }\n",
            function(
                "B",
                "Events: { I: { Type: DynamoDB,"
                " Properties: { Stream: !GetAtt T.StreamArn, StartingPosition: LATEST } } }",
            ),
            function("A", "ENTRY", "Policies: [{ DynamoDBWritePolicy: { TableName: !Ref T } }]"),
        ],
        "function A → table T",
    ),
    "a topic": (
        [
            "  T: { Type: AWS::SNS::Topic }\n",
            function("B", "Events: { I: { Type: SNS, Properties: { Topic: !Ref T } } }"),
            function("A", "ENTRY", TO_TOPIC),
        ],
        "function A → topic T",
    ),
    "a rule of a bus": (
        [
            "  Bus: { Type: AWS::Events::EventBus, Properties: { Name: orders } }\n",
            function(
                "B",
                "Events: { I: { Type: EventBridgeRule,"
                " Properties: { EventBusName: !Ref Bus, Pattern: { source: [a] } } } }",
            ),
            function("A", "ENTRY", allow("events:PutEvents", "!GetAtt Bus.Arn")),
        ],
        "function A → event bus Bus",
    ),
    "a state machine": (
        [
            """\
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt B.Arn, End: true } } }
""",
            function("B", "Timeout: 3"),
            function("A", "ENTRY", allow("states:StartExecution", "!Ref M")),
        ],
        "function A → state machine M",
    ),
}


@pytest.mark.parametrize("name", TRIGGERS)
def test_each_kind_of_trigger_is_as_hostile_as_its_producers(tmp_path: Path, name: str) -> None:
    resources, through = TRIGGERS[name]
    study = study_of(tmp_path, *(one.replace("ENTRY", OPEN) for one in resources))
    assert best(study) == (Reach.ANYONE, f"{ANYONE} → {through}")
    assert not trusted(study)
    study = study_of(tmp_path, *(one.replace("ENTRY", CLOCK) for one in resources))
    assert best(study) == (Reach.NOBODY, f"a clock → {through}")
    assert trusted(study)


def test_the_account_s_own_bus_and_the_keys_of_a_bucket_are_never_trusted(tmp_path: Path) -> None:
    rule = function("B", "Events: { I: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } } }")
    sends = function("A", CLOCK, "Policies: [{ EventBridgePutEventsPolicy: { EventBusName: default } }]")
    assert not trusted(study_of(tmp_path, rule, sends))
    upload = "Events: { I: { Type: S3, Properties: { Bucket: !Ref Files, Events: s3:ObjectCreated:* } } }"
    writes = function("A", CLOCK, allow("s3:PutObject", '!Sub "arn:aws:s3:::files/*"'))
    bucket = "  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: files } }\n"
    assert not trusted(study_of(tmp_path, bucket, function("B", upload), writes))


@pytest.mark.parametrize(
    ("acl", "ignoring", "reach"),
    [
        ("PublicReadWrite", "false", Reach.ANYONE),
        ("PublicReadWrite", "true", Reach.UNKNOWN),
        ("AuthenticatedRead", "false", Reach.UNKNOWN),
    ],
)
def test_a_bucket_that_strangers_may_write_to_is_fed_by_anyone(
    tmp_path: Path, acl: str, ignoring: str, reach: Reach
) -> None:
    upload = "Events: { I: { Type: S3, Properties: { Bucket: !Ref Files, Events: s3:ObjectCreated:* } } }"
    block = f"PublicAccessBlockConfiguration: {{ IgnorePublicAcls: {ignoring} }}"
    bucket = f"  Files: {{ Type: AWS::S3::Bucket, Properties: {{ AccessControl: {acl}, {block} }} }}\n"
    study = study_of(tmp_path, bucket, function("B", upload))
    assert best(study)[0] is reach
    opened = openings(Function(study.application.resources["B"], World()), study)
    assert [one.says for one in opened] == ["anyone can put objects into Files"] * (reach is Reach.ANYONE)


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        ("REGIONAL", (Reach.ANYONE, "anyone who calls its API")),
        ("PRIVATE", (Reach.UNKNOWN, "whoever calls its API")),
    ],
)
def test_an_authorizer_is_called_by_whoever_gets_to_its_api(
    tmp_path: Path, endpoint: str, expected: tuple[Reach, str]
) -> None:
    types = f"EndpointConfiguration: {{ Types: [{endpoint}] }}"
    api = f"  Api: {{ Type: AWS::ApiGateway::RestApi, Properties: {{ {types} }} }}\n"
    path = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${B.Arn}/invocations"
    asks = f'RestApiId: !Ref Api, Type: TOKEN, AuthorizerUri: !Sub "{path}"'
    authorizer = f"  Asks: {{ Type: AWS::ApiGateway::Authorizer, Properties: {{ {asks} }} }}\n"
    assert best(study_of(tmp_path, api, authorizer, function("B", "Timeout: 3"))) == expected


def test_what_lambda_polls_for_a_function_isn_t_what_its_code_reads(tmp_path: Path) -> None:
    """SAM gives each function with a queue AWS's policy that allows to receive from every queue."""
    more = "  Open: { Type: AWS::SQS::Queue }\n  Next: { Type: AWS::SQS::Queue }\n"
    hostile = function("C", OPEN, "Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Open.QueueName } }]")
    middle = function("M", FROM_QUEUE, "Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Next.QueueName } }]")
    last = function("B", "Events: { In: { Type: SQS, Properties: { Queue: !GetAtt Next.Arn } } }")
    assert trusted(study_of(tmp_path, QUEUE, more, hostile, middle, last, function("A", CLOCK, TO_QUEUE)))


def test_a_circle_comes_to_an_end(tmp_path: Path) -> None:
    back = "  Back: { Type: AWS::SQS::Queue }\n"
    to_back = "Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Back.QueueName } }]"
    from_back = "Events: { In: { Type: SQS, Properties: { Queue: !GetAtt Back.Arn } } }"
    circle = (QUEUE, back, function("B", FROM_QUEUE, to_back), function("A", from_back, TO_QUEUE))
    assert not trusted(study_of(tmp_path, *circle))
    study = study_of(tmp_path, *circle, function("C", OPEN, TO_QUEUE))
    assert best(study, "A") == (Reach.ANYONE, f"{ANYONE} → function C → queue Q → function B → queue Back")
    assert trusted(study_of(tmp_path, *circle, function("C", CLOCK, TO_QUEUE)))


def test_a_function_that_another_invokes_by_name_is_as_hostile_as_that_one(tmp_path: Path) -> None:
    invokes = "Policies: [{ LambdaInvokePolicy: { FunctionName: !Ref B } }]"
    for entry, hostile in ((OPEN, True), (CLOCK, False)):
        study = study_of(tmp_path, function("B", CLOCK), function("A", entry, invokes))
        assert study.producers.is_invoked_by_others(Function(study.application.resources["B"], World())) is hostile


def test_a_condition_of_the_entry_is_told(tmp_path: Path) -> None:
    study = studied(
        tmp_path,
        "Parameters: { Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] } }\n"
        "Conditions: { IsDev: !Equals [!Ref Stage, dev] }\n"
        + START
        + QUEUE
        + B
        + function("A", "FunctionUrlConfig: { AuthType: !If [IsDev, NONE, AWS_IAM] }", TO_QUEUE),
    )
    said = "an anonymous caller of A's URL, while Stage keeps its default (dev) → function A → queue Q"
    assert best(study) == (Reach.ANYONE, said)
