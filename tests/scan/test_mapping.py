"""The map of an application: who gets in, and what each function can reach."""

from pathlib import Path

import pytest

import hauberk
from hauberk.model.ledger import Edge, Seen
from hauberk.scan.pipeline import Plan, check
from tests.scan.places import TODAY, put

DEMO = Path(hauberk.__file__).parent / "demo" / "vulnerable"

STORES = """
  Table: { Type: AWS::DynamoDB::Table }
  Other: { Type: AWS::DynamoDB::Table }
  Bucket: { Type: AWS::S3::Bucket }
  Secret: { Type: AWS::SecretsManager::Secret }
  Database: { Type: AWS::RDS::DBInstance }
"""


def seen_of(folder: Path, text: str) -> Seen:
    """The map of a template, whatever controls are asked."""
    (seen,) = check(
        Plan(base=str(put(folder, {"template.yaml": text})), controls=frozenset({"code-signing-missing"}), today=TODAY)
    ).applications
    return seen


def arrows(seen: Seen, kind: str | None = None) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in seen.edges if kind is None or edge.kind == kind}


def role(policy: str, more: str = "") -> str:
    return f"""
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src/
      Policies: {policy}
{STORES}{more}
"""


def allow(action: str, resource: str = '"*"') -> str:
    return f"[{{ Statement: [{{ Effect: Allow, Action: {action}, Resource: {resource} }}] }}]"


TABLES, BUCKET, SECRET = {"Table", "Other"}, {"Bucket"}, {"Secret"}
EVERYTHING = TABLES | BUCKET | SECRET
EVERY_TABLE = '!Sub "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*"'
EVERY_SECRET = '"arn:aws:secretsmanager:*:*:secret:*"'
GRANTS: list[tuple[str, set[str]]] = [
    (allow('"*"'), {"account", *EVERYTHING}),
    (allow("dynamodb:*"), {"account:dynamodb", *TABLES}),
    (allow("[dynamodb:GetItem, s3:GetObject]"), {"account:dynamodb", "account:s3", *TABLES, *BUCKET}),
    (allow("dynamodb:*", EVERY_TABLE), {"account:dynamodb", *TABLES}),
    (allow("secretsmanager:GetSecretValue", EVERY_SECRET), {"account:secretsmanager", *SECRET}),
    (allow("dynamodb:*", "!GetAtt Table.Arn"), {"Table"}),
    (allow("dynamodb:*", '"arn:aws:dynamodb:eu-west-1:111122223333:table/Orders"'), set()),
    (allow("s3:GetObject", '"arn:aws:s3:::one/*"'), set()),
    (allow("s3:*", '"arn:aws:s3:::*"'), {"account:s3", *BUCKET}),
    (allow("kms:Decrypt"), set()),
    ('[{ Statement: [{ Effect: Deny, Action: "*", Resource: "*" }] }]', set()),
    ('[{ Statement: [{ Effect: Allow, NotAction: iam:*, Resource: "*" }] }]', {"account", *EVERYTHING}),
    ("AdministratorAccess", {"account", *EVERYTHING}),
    ("AmazonDynamoDBFullAccess", {"account:dynamodb", *TABLES}),
    ("AmazonS3ReadOnlyAccess", {"account:s3", *BUCKET}),
    ("AWSLambdaBasicExecutionRole", set()),
    ("[DynamoDBReadPolicy: { TableName: !Ref Table }]", {"Table"}),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "reached"), GRANTS, ids=[row[0] for row in GRANTS])
def test_a_function_reaches_what_its_role_names_or_opens_as_a_whole(
    tmp_path: Path, policy: str, reached: set[str]
) -> None:
    seen = seen_of(tmp_path, role(policy))
    assert {target for source, target in arrows(seen) if source == "F"} == reached
    wide = {target for source, target in arrows(seen, "wide") if source == "F"}
    assert wide == (reached if "Table.Arn" not in policy and "!Ref Table" not in policy else set())


def test_a_role_from_elsewhere_is_not_known(tmp_path: Path) -> None:
    text = role("[]").replace("Policies: []", "Role: arn:aws:iam::111122223333:role/other")
    assert arrows(seen_of(tmp_path, text)) == {("F", "elsewhere")}


def test_a_condition_is_told(tmp_path: Path) -> None:
    policy = allow("s3:*").replace(
        'Resource: "*"', 'Resource: "*", Condition: { Bool: { "aws:SecureTransport": true } }'
    )
    (said,) = {edge.says for edge in seen_of(tmp_path, role(policy)).edges if edge.kind == "wide"}
    assert said == "may use every bucket of the account, under a condition"


AUTH = [
    ("NONE", [("open", "always")]),
    ("AWS_IAM", []),
    ("!Ref Auth", [("perhaps", "parameter Auth has no default")]),
    ("!If [IsProd, AWS_IAM, NONE]", [("open", "when Stage is not prod")]),
]


@pytest.mark.parametrize(("auth", "expected"), AUTH, ids=[row[0] for row in AUTH])
def test_a_door_is_open_closed_or_not_known(tmp_path: Path, auth: str, expected: list[tuple[str, str]]) -> None:
    head = """
Parameters: { Auth: { Type: String }, Stage: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
"""
    text = head + role("[]").replace("Policies: []", f"FunctionUrlConfig: {{ AuthType: {auth} }}")
    edges = [edge for edge in seen_of(tmp_path, text).edges if edge.source == "internet"]
    assert [(edge.kind, edge.says) for edge in edges] == expected
    assert all(edge.target == "FUrl" for edge in edges)


EVENTS: list[tuple[str, str, set[tuple[str, str]]]] = [
    ("Type: S3, Properties: { Bucket: !Ref Bucket, Events: s3:ObjectCreated:* }", "", {("Bucket", "F")}),
    ("Type: DynamoDB, Properties: { Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST }", "", {("Table", "F")}),
    ("Type: Schedule, Properties: { Schedule: rate(1 day) }", "", {("FE", "F")}),
    ("Type: SNS, Properties: { Topic: 'arn:aws:sns:eu-west-1:111122223333:news' }", "", {("trigger:SNS", "F")}),
    (
        "Type: HttpApi, Properties: { ApiId: !Ref One, Path: /, Method: get }",
        "  One: { Type: AWS::Serverless::HttpApi }\n  Two: { Type: AWS::Serverless::HttpApi }",
        {("One", "F"), ("internet", "One")},
    ),
    (
        "Type: HttpApi, Properties: { ApiId: !Ref One, Path: /, Method: get, Auth: { Authorizer: AWS_IAM } }",
        "  One: { Type: AWS::Serverless::HttpApi, Properties: { Auth: { EnableIamAuthorizer: true } } }",
        {("One", "F")},
    ),
]


@pytest.mark.parametrize(("event", "more", "expected"), EVENTS, ids=[row[0] for row in EVENTS])
def test_events_come_from_the_resource_itself(
    tmp_path: Path, event: str, more: str, expected: set[tuple[str, str]]
) -> None:
    text = role("[]", more).replace("Policies: []", f"Events: {{ E: {{ {event} }} }}")
    found = {(source, target) for source, target in arrows(seen_of(tmp_path, text)) if source != "F"}
    assert found == expected


def test_two_apis_of_one_function_are_two_ways_in(tmp_path: Path) -> None:
    events = "Events: {" + ", ".join(
        f"E{name}: {{ Type: HttpApi, Properties: {{ ApiId: !Ref {name}, Path: /, Method: get }} }}"
        for name in ("One", "Two")
    )
    apis = "  One: { Type: AWS::Serverless::HttpApi }\n  Two: { Type: AWS::Serverless::HttpApi }"
    seen = seen_of(tmp_path, role("[]", apis).replace("Policies: []", events + "}"))
    assert {("One", "F"), ("Two", "F")} < arrows(seen)


def test_the_demo_has_an_arrow_for_everyone_who_gets_in() -> None:
    (seen,) = check(Plan(paths=(str(DEMO),), today=TODAY)).applications
    assert {(edge.target, edge.says) for edge in seen.edges if edge.kind == "open"} == {
        ("BookingApi", "always"),
        ("LabelQueue", "always"),
        ("Notify", "always"),
        ("PhotoBucket", "always"),
        ("PublicApi", "always"),
        ("WebhookUrl", "while Stage keeps its default (dev)"),
    }
    wide = arrows(seen, "wide")
    assert {("Thumbnails", "account"), ("Thumbnails", "BookingTable"), ("Quote", "BookingTable")} < wide
    assert ("Webhook", "account:secretsmanager") in wide
    functions = {node.id for node in seen.nodes if node.kind == "function"}
    assert functions <= {edge.target for edge in seen.edges} | {edge.source for edge in seen.edges}


def test_each_arrow_ends_at_boxes_and_is_there_once() -> None:
    (seen,) = check(Plan(paths=(str(DEMO),), today=TODAY)).applications
    ids = [node.id for node in seen.nodes]
    assert len(set(ids)) == len(ids)
    pairs = [(edge.source, edge.target) for edge in seen.edges]
    assert len(set(pairs)) == len(pairs)
    assert {name for pair in pairs for name in pair} <= set(ids)


def test_the_map_is_the_same_whatever_is_asked_and_ignored() -> None:
    def edges(controls: frozenset[str] | None, heed: bool) -> tuple[Edge, ...]:
        (seen,) = check(Plan(paths=(str(DEMO),), controls=controls, heed=heed, today=TODAY)).applications
        return seen.edges

    assert edges(None, True) == edges(frozenset(), True) == edges(frozenset({"public-layer"}), False)
