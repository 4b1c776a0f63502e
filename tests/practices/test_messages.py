"""What findings say where it depends on what was found."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.reading.jail import Root
from hauberk.scan.application import check_application

GROUP = """
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {{ IpProtocol: {protocol}, {ports} CidrIp: 0.0.0.0/0 }}
"""
ENTRY = """
Resources:
  Entry:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      Protocol: 6
      RuleAction: allow
      CidrBlock: 0.0.0.0/0
      PortRange: {{ From: {first}, To: {last} }}
"""
FUNCTION = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          {variable}: {value}
"""
SUBNET = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig: { SubnetIds: [!Ref Public] }
  Public:
    Type: AWS::EC2::Subnet
    Properties: { MapPublicIpOnLaunch: true }
"""


def says(folder: Path, control: str, template: str) -> list[str]:
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    asked = tuple(one for one in all_controls() if one.name == control)
    entries = check_application(Root(folder), "template.yaml", asked, {}, date(2026, 11, 24)).entries
    return [entry.locations[0].says for entry in entries if entry.state is State.VIOLATED]


def test_an_entry_that_is_a_resource_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(ENTRY.format(first=0, last=65535), encoding="utf-8")
    asked = tuple(one for one in all_controls() if one.name == "network-acl-open")
    entries = check_application(Root(tmp_path), "template.yaml", asked, {}, date(2026, 11, 24)).entries
    assert {entry.name for entry in entries} == {"Entry"}


@pytest.mark.parametrize(
    ("protocol", "ports", "words"),
    [
        ("tcp", "FromPort: 22, ToPort: 22,", "port 22"),
        ("tcp", "FromPort: 22, ToPort: 65535,", "ports 22 to 65535"),
        ("tcp", "FromPort: 80, ToPort: 65535,", "ports 80 to 65535"),
        ("tcp", "FromPort: 0, ToPort: 65535,", "every port"),
        ("-1", "", "every port"),
    ],
)
def test_an_open_group_says_what_is_open(tmp_path: Path, protocol: str, ports: str, words: str) -> None:
    template = GROUP.format(protocol=protocol, ports=ports)
    assert says(tmp_path, "security-group-open-to-world", template) == [f"everyone on the internet can reach {words}"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (22, 22, "port 22"),
        (1, 65535, "port 22 among the ports 1 to 65535"),
        (22, 1024, "port 22 among the ports 22 to 1024"),
        (3389, 3389, "port 3389"),
        (3000, 4000, "port 3389 among the ports 3000 to 4000"),
        (0, 65535, "every port of TCP"),
    ],
)
def test_an_open_access_list_says_what_is_open(tmp_path: Path, first: int, last: int, words: str) -> None:
    template = ENTRY.format(first=first, last=last)
    assert says(tmp_path, "network-acl-open", template) == [f"{words} can be reached from everywhere"]


@pytest.mark.parametrize(("first", "last"), [(443, 443), (23, 1024), (1024, 65535)])
def test_web_ports_and_answers_are_no_consoles(tmp_path: Path, first: int, last: int) -> None:
    assert says(tmp_path, "network-acl-open", ENTRY.format(first=first, last=last)) == []


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("POWERTOOLS_LOGGER_LOG_EVENT", "true", "every event is written into the log"),
        ("LOG_LEVEL", "debug", "the log holds details"),
        ("FLASK_DEBUG", "1", "FLASK_DEBUG makes the function show more"),
    ],
)
def test_a_debug_mode_says_what_it_shows(tmp_path: Path, variable: str, value: str, words: str) -> None:
    template = FUNCTION.format(variable=variable, value=f'"{value}"')
    (said,) = says(tmp_path, "debug-mode-in-environment", template)
    assert said.startswith(words)


def test_a_public_subnet_says_why_it_is_public(tmp_path: Path) -> None:
    assert says(tmp_path, "function-in-public-subnet", SUBNET) == [
        "Public gives public addresses to what is started in it"
    ]


@pytest.mark.parametrize(
    ("visible", "words"),
    [
        (5, "a message comes back after 5 s, while Orders may take 10 s"),
        (30, "a message comes back after 30 s, while Orders may take 10 s: AWS advises six times as long"),
    ],
)
def test_a_queue_says_how_much_too_soon(tmp_path: Path, visible: int, words: str) -> None:
    template = f"""
Resources:
  Queue: {{ Type: AWS::SQS::Queue, Properties: {{ VisibilityTimeout: {visible} }} }}
  Orders: {{ Type: AWS::Lambda::Function, Properties: {{ Timeout: 10 }} }}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {{ FunctionName: !Ref Orders, EventSourceArn: !GetAtt Queue.Arn }}
"""
    assert says(tmp_path, "queue-visible-too-soon", template) == [words]


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        ("AWS::SNS::Topic", "set KmsMasterKeyId, which can be done at any time."),
        ("AWS::Kinesis::Stream", "set StreamEncryption, which can be done at any time."),
        ("AWS::EFS::FileSystem", "have to be made anew"),
    ],
)
def test_only_what_has_to_be_made_anew_is_said_to(tmp_path: Path, kind: str, advice: str) -> None:
    (tmp_path / "template.yaml").write_text(f"Resources: {{ Store: {{ Type: '{kind}' }} }}", encoding="utf-8")
    asked = tuple(one for one in all_controls() if one.name == "data-store-unencrypted")
    (entry,) = check_application(Root(tmp_path), "template.yaml", asked, {}, date(2026, 11, 24)).entries
    assert advice in entry.help


@pytest.mark.parametrize(
    ("fifo", "words"),
    [
        ("false", "a backlog starts up to 1,250 invocations at once"),
        ("true", "a backlog starts an invocation for each of its message groups at once"),
    ],
)
def test_a_backlog_says_what_it_starts(tmp_path: Path, fifo: str, words: str) -> None:
    template = f"""
Resources:
  Queue: {{ Type: AWS::SQS::Queue, Properties: {{ FifoQueue: {fifo} }} }}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {{ FunctionName: orders, EventSourceArn: !GetAtt Queue.Arn }}
"""
    assert says(tmp_path, "queue-mapping-without-concurrency-limit", template) == [words]


@pytest.mark.parametrize(
    ("certificate", "state"),
    [("CloudFrontDefaultCertificate: true", State.NOT_APPLICABLE), ("AcmCertificateArn: arn", State.SATISFIED)],
)
def test_a_policy_beside_cloudfronts_certificate_counts_for_nothing(
    tmp_path: Path, certificate: str, state: State
) -> None:
    template = f"""
Resources:
  Pages:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {{ ViewerCertificate: {{ {certificate}, MinimumProtocolVersion: TLSv1.2_2021 }} }}
"""
    (tmp_path / "template.yaml").write_text(template, encoding="utf-8")
    asked = tuple(one for one in all_controls() if one.name == "weak-tls-policy")
    (entry,) = check_application(Root(tmp_path), "template.yaml", asked, {}, date(2026, 11, 24)).entries
    assert entry.state is state


QUEUE = """
Resources:
  Queue: {{ Type: AWS::SQS::Queue }}
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument:
        Statement: {{ Effect: Allow, Principal: {{ Service: {service} }}, Action: sqs:SendMessage, Resource: "*" }}
"""


@pytest.mark.parametrize("service", ["events.amazonaws.com", "events.rds.amazonaws.com", "delivery.logs.amazonaws.com"])
def test_a_service_goes_by_its_whole_name(tmp_path: Path, service: str) -> None:
    (said,) = says(tmp_path, "service-principal-without-source", QUEUE.format(service=service))
    assert said == f"{service} may act here for any AWS account that asks it to"


ROLE = """
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {{ Statement: [] }}
      Policies:
        - PolicyName: p
          PolicyDocument: {{ Statement: {{ Effect: Allow, Action: "{action}", Resource: "*" }} }}
"""


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("bedrock:InvokeModel", "bedrock:InvokeModel is allowed on every resource of the account"),
        ("dynamodb:PutItem", "dynamodb:PutItem is allowed on every table of the account"),
    ],
)
def test_what_may_be_about_many_kinds_names_none(tmp_path: Path, action: str, words: str) -> None:
    assert says(tmp_path, "wildcard-resource", ROLE.format(action=action)) == [words]


EMPTY = {
    "bucket-without-access-logs": "Bucket: { Type: AWS::S3::Bucket, Properties: { LoggingConfiguration: {} } }",
    "usage-plan-without-limits": "Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { Quota: {} } }",
    "asynchronous-function-without-failure-target": """
  Orders: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: "" } } }
  Placed: { Type: AWS::SNS::Subscription, Properties: { Protocol: lambda, Endpoint: !GetAtt Orders.Arn } }""",
}


@pytest.mark.parametrize("control", EMPTY)
def test_what_is_there_and_empty_is_told_of(tmp_path: Path, control: str) -> None:
    (said,) = says(tmp_path, control, f"Resources:\n  {EMPTY[control]}\n")
    assert len(said) > 20


def reasons(folder: Path, control: str, template: str) -> list[str]:
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    asked = tuple(one for one in all_controls() if one.name == control)
    entries = check_application(Root(folder), "template.yaml", asked, {}, date(2026, 11, 24)).entries
    return [f"{entry.state}: {entry.reason.text}" for entry in entries if entry.reason]


DISTRIBUTION = """
Resources:
  Front:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {{ Origins: [], {certificate} }}
"""


@pytest.mark.parametrize(
    "certificate",
    ["", "ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: TLSv1.2_2021 }"],
    ids=["none", "the default"],
)
def test_cloudfronts_own_certificate_is_said_to_go_with_its_old_policy(tmp_path: Path, certificate: str) -> None:
    (said,) = reasons(tmp_path, "weak-tls-policy", DISTRIBUTION.format(certificate=certificate))
    assert said.startswith("not-applicable: it has CloudFront's own certificate, and its old policy")


@pytest.mark.parametrize(
    ("case", "who"), [("failing", "every AWS account can"), ("failing-external-id", "every AWS account that knows the")]
)
def test_who_has_to_know_something_is_not_everyone(tmp_path: Path, case: str, who: str) -> None:
    folder = Path(__file__).parent / "least_privilege/role-trusts-everyone"
    template = (folder / f"{case}.yaml").read_text(encoding="utf-8")
    assert any(one.startswith(who) for one in says(tmp_path, "role-trusts-everyone", template))
