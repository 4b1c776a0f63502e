"""Where a control's answer turns: one value on each side of a limit, each member of a list."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from hauberk.facts.runtimes import runtimes
from hauberk.model.verdict import State
from hauberk.practices.environment.stores import STORES
from hauberk.practices.secret_handling.literals import HOLDING
from hauberk.study.encryption import KEYS
from tests.practices.cases import judged

YES, NO = [State.SATISFIED], [State.VIOLATED]
FUNCTION = """
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties: {{ Role: !GetAtt Role.Arn, Code: {{ ZipFile: "" }}, {more} }}
  Role:
    Type: AWS::IAM::Role
    Properties: {{ AssumeRolePolicyDocument: {{ Statement: [] }}, {role} }}
"""

PERMISSION = """
  Api: {{ Type: {type} }}
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Orders
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub "arn:aws:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{Api}}/*"
"""


def a_function(more: str = "Timeout: 3", role: str = "Path: /") -> str:
    return FUNCTION.format(more=more, role=role)


def a_rule(direction: str, rule: str) -> str:
    return f"""
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {{ SecurityGroup{direction}: [{{ {rule} }}] }}
"""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0", YES),
        ("IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0'", YES),
        ("IpProtocol: tcp, FromPort: 80, ToPort: 443, CidrIp: 0.0.0.0/0", NO),
        ("IpProtocol: tcp, FromPort: 80, ToPort: 65535, CidrIp: 0.0.0.0/0", NO),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIpv6: '::/0'", NO),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8", YES),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/1", NO),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 128.0.0.0/1", NO),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 1.2.3.4/0", NO),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIpv6: '0::0/0'", NO),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Sub '${AWS::Region}/0'", NO),
        ("IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Sub '${AWS::Region}/32'", YES),
        ("IpProtocol: icmp, FromPort: 8, ToPort: 0, CidrIp: 0.0.0.0/0", YES),
        ("IpProtocol: icmpv6, FromPort: -1, ToPort: -1, CidrIpv6: '::/0'", YES),
        ("IpProtocol: 1, FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0", YES),
        ("IpProtocol: 58, FromPort: -1, ToPort: -1, CidrIpv6: '::/0'", YES),
    ],
)
def test_what_a_group_lets_in(tmp_path: Path, rule: str, expected: list[State]) -> None:
    assert judged(tmp_path, "security-group-open-to-world", a_rule("Ingress", rule)) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("IpProtocol: -1, CidrIp: 0.0.0.0/0", NO),
        ("IpProtocol: -1, CidrIpv6: '::/0'", NO),
        ("IpProtocol: -1, CidrIp: 128.0.0.0/1", NO),
        ("IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/0", NO),
        ("IpProtocol: tcp, FromPort: 0, ToPort: 443, CidrIp: 0.0.0.0/0", YES),
        ("IpProtocol: tcp, FromPort: 443, ToPort: 65535, CidrIp: 0.0.0.0/0", YES),
        ("IpProtocol: -1, CidrIp: 10.0.0.0/8", YES),
    ],
)
def test_what_a_group_lets_out(tmp_path: Path, rule: str, expected: list[State]) -> None:
    assert judged(tmp_path, "security-group-open-egress", a_rule("Egress", rule)) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/8", NO),
        ("IpProtocol: tcp, FromPort: 1, ToPort: 65535, CidrIp: 10.0.0.0/8", YES),
        ("IpProtocol: tcp, FromPort: 0, ToPort: 1023, CidrIp: 10.0.0.0/8", YES),
        ("IpProtocol: -1, CidrIp: 10.0.0.0/8", NO),
    ],
)
def test_what_of_its_neighbours_a_group_lets_in(tmp_path: Path, rule: str, expected: list[State]) -> None:
    assert judged(tmp_path, "security-group-with-all-ports", a_rule("Ingress", rule)) == expected


@pytest.mark.parametrize(
    ("days", "near", "deprecated"),
    [
        (181, [State.SATISFIED], [State.SATISFIED]),
        (180, [State.VIOLATED], [State.SATISFIED]),
        (1, [State.VIOLATED], [State.SATISFIED]),
        (0, [], [State.VIOLATED]),
        (-1, [], [State.VIOLATED]),
    ],
)
def test_a_runtime_ends_on_its_day(tmp_path: Path, days: int, near: list[State], deprecated: list[State]) -> None:
    end = date.fromisoformat(runtimes()["python3.13"].deprecated)
    template = a_function("Runtime: python3.13, Handler: app.handler")
    today = end - timedelta(days=days)
    assert judged(tmp_path, "runtime-near-end", template, today) == near
    assert judged(tmp_path, "deprecated-runtime", template, today) == deprecated


@pytest.mark.parametrize(
    ("policy", "admin", "full"),
    [
        ("AdministratorAccess", NO, []),
        ("PowerUserAccess", NO, []),
        ("IAMFullAccess", NO, []),
        ("AWSOrganizationsFullAccess", NO, []),
        ("AmazonS3FullAccess", YES, NO),
        ("AWSLambda_FullAccess", YES, NO),
        ("AmazonDynamoDBFullAccess_v2", YES, NO),
        ("AmazonCognitoPowerUser", YES, NO),
        ("AWSStepFunctionsAdministrator", YES, NO),
        ("AWSLambdaExecute", YES, NO),
        ("AmazonSSMReadOnlyAccess", YES, NO),
        ("ReadOnlyAccess", YES, NO),
        ("SecretsManagerReadWrite", YES, NO),
        ("service-role/AWSLambdaBasicExecutionRole", YES, YES),
        ("AmazonS3ReadOnlyAccess", YES, NO),
        ("service-role/AWSLambdaRole", YES, NO),
        ("CloudWatchFullAccessV2", YES, NO),
        ("AmazonEC2ContainerRegistryReadOnly", YES, YES),
    ],
)
@pytest.mark.parametrize(
    ("kind", "attached"),
    [
        ("AWS::IAM::Role", "ManagedPolicyArns"),
        ("AWS::IAM::User", "ManagedPolicyArns"),
        ("AWS::IAM::Group", "ManagedPolicyArns"),
        ("AWS::SSO::PermissionSet", "ManagedPolicies"),
    ],
)
def test_what_a_policy_of_aws_gives(
    tmp_path: Path, kind: str, attached: str, policy: str, admin: list[State], full: list[State]
) -> None:
    arn = f"arn:aws:iam::aws:policy/{policy}"
    template = f"Resources: {{ Holder: {{ Type: {kind}, Properties: {{ {attached}: ['{arn}'] }} }} }}"
    assert judged(tmp_path, "managed-admin-policy", template) == admin
    assert judged(tmp_path, "managed-full-access-policy", template) == full


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("*", YES),
        ("logs:*", YES),
        ("logs:Put*", YES),
        ("logs:PutLogEvents", YES),
        ("?*", YES),
        ("logs:P?t*s", YES),
        ("LOGS:putlogevents", YES),
        ("logs:PutLog", NO),
        ("logs:CreateLogStream", NO),
        ("s3:*", NO),
    ],
)
def test_which_actions_write_logs(tmp_path: Path, action: str, expected: list[State]) -> None:
    statement = f'{{ Effect: Allow, Action: "{action}", Resource: "*" }}'
    policies = f"Policies: [{{ PolicyName: logs, PolicyDocument: {{ Statement: [{statement}] }} }}]"
    assert judged(tmp_path, "role-cannot-write-logs", a_function(role=policies)) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('Effect: Allow, NotAction: "iam:*", Resource: "*"', YES),
        ('Effect: Allow, NotAction: "logs:*", Resource: "*"', NO),
        ('Effect: Allow, NotAction: !ImportValue some, Resource: "*"', [State.UNKNOWN]),
        ('Effect: Allow, Action: !Sub "logs:${Some}", Resource: "*"', [State.UNKNOWN]),
        ('Effect: Allow, Action: !Sub "s3:${Some}", Resource: "*"', NO),
    ],
)
def test_which_statements_write_logs(tmp_path: Path, statement: str, expected: list[State]) -> None:
    policies = f"Policies: [{{ PolicyName: logs, PolicyDocument: {{ Statement: [{{ {statement} }}] }} }}]"
    template = "Parameters: { Some: { Type: String } }\n" + a_function(role=policies)
    assert judged(tmp_path, "role-cannot-write-logs", template) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ('Action: "logs:*", Resource: "*"', NO),
        ('Action: "*", Resource: "*"', NO),
        ('NotAction: "s3:*", Resource: "*"', NO),
        ('NotAction: "logs:*", Resource: "*"', YES),
        ('Action: "logs:PutLogEvents", Resource: "arn:aws:logs:*:*:*"', NO),
        ('Action: "logs:PutLogEvents", Resource: !Sub "arn:aws:logs:${AWS::Region}:*:log-group:/aws/lambda/*"', NO),
        ('Action: "logs:PutLogEvents", Resource: !Sub "arn:aws:logs:*:*:log-group:${Audit}:*"', YES),
        ('Action: "logs:PutLogEvents", Resource: "arn:aws:logs:*:*:log-group:/audit/*"', YES),
        ('Action: "logs:DeleteLogGroup", Resource: "*"', YES),
        ('Action: "logs:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } }', YES),
    ],
)
def test_what_denies_logs(tmp_path: Path, statement: str, expected: list[State]) -> None:
    role = (
        "ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'], Policies: "
        f"[{{ PolicyName: deny, PolicyDocument: {{ Statement: [{{ Effect: Deny, {statement} }}] }} }}]"
    )
    template = a_function(role=role) + "  Audit: { Type: AWS::Logs::LogGroup }\n"
    assert judged(tmp_path, "role-cannot-write-logs", template) == expected


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        ("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", YES),
        ("arn:aws:iam::aws:policy/AWSLambdaExecute", YES),
        ("arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy", YES),
        ("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs", YES),
        ("!Sub 'arn:${AWS::Partition}:iam::aws:policy/PowerUserAccess'", YES),
        ("arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess", NO),
        # writes to the group of Lambda Insights only
        ("arn:aws:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy", NO),
        ("arn:aws:iam::111122223333:policy/AWSLambdaBasicExecutionRole", [State.UNKNOWN]),
        ("!Sub 'arn:aws:iam::${AWS::AccountId}:policy/own'", [State.UNKNOWN]),
        ("!Sub '${Own}'", [State.UNKNOWN]),
    ],
)
def test_which_managed_policies_write_logs(tmp_path: Path, arn: str, expected: list[State]) -> None:
    template = "Parameters: { Own: { Type: String } }\n" + a_function(role=f"ManagedPolicyArns: [{arn}]")
    assert judged(tmp_path, "role-cannot-write-logs", template) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(29, YES), (30, NO), (60, NO)])
def test_a_rest_api_waits_for_29_seconds(tmp_path: Path, seconds: int, expected: list[State]) -> None:
    template = a_function(f"Timeout: {seconds}") + PERMISSION.format(type="AWS::ApiGateway::RestApi")
    assert judged(tmp_path, "timeout-too-long-for-api", template) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(30, YES), (31, NO), (60, NO)])
def test_an_http_api_waits_for_30_seconds(tmp_path: Path, seconds: int, expected: list[State]) -> None:
    template = a_function(f"Timeout: {seconds}") + PERMISSION.format(type="AWS::ApiGatewayV2::Api")
    assert judged(tmp_path, "timeout-too-long-for-api", template) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("k7Pq2", YES),
        ("k7Pq2x", NO),
        ("k7Pq2xZ9mW", NO),
        ("k7Pq2xZ9mWt", NO),
        ("k7Pq2xZ9mWt4", NO),
    ],
)
def test_how_short_a_secret_may_be(tmp_path: Path, value: str, expected: list[State]) -> None:
    template = a_function(f"Environment: {{ Variables: {{ DB_PASSWORD: {value} }} }}")
    assert judged(tmp_path, "secret-in-environment", template) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("SSLv3", NO),
        ("TLSv1", NO),
        ("TLSv1_2016", NO),
        ("TLSv1.1_2016", NO),
        ("TLSv1.2_2018", YES),
        ("TLSv1.2_2021", YES),
    ],
)
def test_which_versions_of_tls_a_distribution_speaks(tmp_path: Path, policy: str, expected: list[State]) -> None:
    template = f"""
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: {{ ViewerCertificate: {{ MinimumProtocolVersion: {policy}, AcmCertificateArn: c }} }}
"""
    assert judged(tmp_path, "weak-tls-policy", template) == expected


@pytest.mark.parametrize("value", ["false", '""', "[]", "{}"])
def test_what_says_nothing_is_not_given(tmp_path: Path, value: str) -> None:
    template = f"Resources: {{ Queue: {{ Type: AWS::SNS::Subscription, Properties: {{ RedrivePolicy: {value} }} }} }}"
    assert judged(tmp_path, "subscription-without-dead-letters", template) == NO


@pytest.mark.parametrize(
    ("kind", "properties"),
    [
        (kind, path)
        for kind, paths in HOLDING.items()
        for path in paths
        if (kind, path) != ("AWS::AmazonMQ::Broker", "Users")
    ],
)
def test_which_properties_take_a_secret(tmp_path: Path, kind: str, properties: str) -> None:
    def holding(value: str) -> str:
        written = f"{value}"
        for name in reversed(properties.split(".")):
            written = f"{{ {name}: {written} }}"
        return f"Resources: {{ Holder: {{ Type: '{kind}', Properties: {written} }} }}"

    assert judged(tmp_path, "secret-in-template", holding("k7Pq2xZ9mWt4")) == NO
    assert judged(tmp_path, "secret-in-template", holding("'{{resolve:secretsmanager:orders}}'")) == YES


@pytest.mark.parametrize(("kind", "path"), KEYS.items())
def test_which_stores_take_a_key(tmp_path: Path, kind: str, path: str) -> None:
    template = f"Resources: {{ Store: {{ Type: '{kind}', Properties: PROPERTIES }} }}"
    assert judged(tmp_path, "data-store-without-customer-key", template.replace("PROPERTIES", "{}")) in (NO, [])
    written = "arn:aws:kms:eu-west-1:111122223333:key/orders"
    if kind == "AWS::S3::Bucket":
        written = f"[{{ ServerSideEncryptionByDefault: {{ KMSMasterKeyID: '{written}' }} }}]"
    for name in reversed(path.split(".")):
        written = f"{{ {name}: {written} }}"
    switched = STORES[kind].path.split(".") if kind in STORES and STORES[kind].encrypted is True else []
    if switched and switched[0] not in written:
        inner = "true"
        for name in reversed(switched):
            inner = f"{{ {name}: {inner} }}"
        written = f"{inner[:-2]}, {written[1:-1]} }}"
    elif switched:
        written = written.replace(f"{switched[0]}: {{", f"{switched[0]}: {{ {switched[1]}: true,")
    assert judged(tmp_path, "data-store-without-customer-key", template.replace("PROPERTIES", written)) == YES


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("017000801446", YES),
        ("094274105915", YES),
        ("165087284144", YES),
        ("165093116878", YES),
        ("498634801083", YES),
        ("336392948345", YES),
        ("839552336658", YES),
        ("753240598075", YES),
        ("041581134020", YES),
        ("069767869989", YES),
        ("901920570463", YES),
        ("444455556666", NO),
    ],
)
def test_whose_layer_is_no_stranger_s(tmp_path: Path, account: str, expected: list[State]) -> None:
    template = a_function(f"Layers: ['arn:aws:lambda:eu-west-1:{account}:layer:tools:7']")
    assert judged(tmp_path, "foreign-layer", template) == expected


@pytest.mark.parametrize(
    ("visible", "seconds", "expected"),
    [
        ("VisibilityTimeout: 60", "Timeout: 10", YES),
        ("VisibilityTimeout: 59", "Timeout: 10", NO),
        ("VisibilityTimeout: 9", "Timeout: 10", NO),
        ("QueueName: orders", "Timeout: 5", YES),
        ("QueueName: orders", "Timeout: 6", NO),
        ("QueueName: orders", "MemorySize: 128", YES),
        ("VisibilityTimeout: 17", "MemorySize: 128", NO),
    ],
)
def test_a_message_stays_away_for_six_times_as_long(
    tmp_path: Path, visible: str, seconds: str, expected: list[State]
) -> None:
    template = (
        a_function(seconds)
        + f"""
  Queue: {{ Type: AWS::SQS::Queue, Properties: {{ {visible} }} }}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {{ FunctionName: !Ref Orders, EventSourceArn: !GetAtt Queue.Arn }}
"""
    )
    assert judged(tmp_path, "queue-visible-too-soon", template) == expected
