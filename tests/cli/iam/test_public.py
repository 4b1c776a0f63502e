"""``hauberk iam public``: who outside may use a resource, by its policy or its template."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import holes
from hauberk.iam.effective import Wanted
from hauberk.iam.evaluator import decide
from hauberk.iam.language.policy import Effect, Kind, Policy, Statement
from hauberk.iam.language.text import EVERYTHING
from hauberk.iam.public import Trust, public
from hauberk.iam.request import Decision, Policies
from hauberk.questions.documents import completed
from tests.cli.iam.asking import ACCOUNT, Json, answered, decided, put, refused, told
from tests.iam.language.documents import Plain, policy
from tests.iam.strategies import drawn
from tests.questions.strategies import resource_policies

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"
ANYTHING = Policy((Statement(Effect.ALLOW, (EVERYTHING,), resources=(EVERYTHING,), except_principals=True),))


def to(principal: Any, action: str = "sqs:SendMessage", on: str | None = QUEUE, **more: Any) -> Plain:
    made: Plain = {"Effect": "Allow", "Principal": principal, "Action": action, **more}
    return made if on is None else {**made, "Resource": on}


def asked(folder: Path, statement: Plain, *options: str) -> Json:
    """The answer about one statement; its witness is confirmed by the plain evaluator."""
    put(folder, p_json={"Version": "2012-10-17", "Statement": [statement]})
    code, found = answered(folder, "public", "p.json", f"--account={ACCOUNT}", *options)
    assert code == {True: 1, False: 0, "unknown": 4}[found["public"]]
    written = completed(policy(statement, kind=Kind.RESOURCE))
    for way in found["resources"][0]["ways"]:
        given = Policies(identity=(ANYTHING,), session=ANYTHING, resource=written)
        assert decided(way["witness"], given).decision is Decision.ALLOW, way
    assert (found["witness"] is None) is (found["public"] is not True)
    return found


@pytest.mark.parametrize(
    ("service", "action", "on"),
    [
        ("s3", "s3:GetObject", "arn:aws:s3:::orders/*"),
        ("sqs", "sqs:SendMessage", QUEUE),
        ("sns", "sns:Publish", "arn:aws:sns:eu-west-1:111122223333:t"),
        ("kms", "kms:Decrypt", "*"),
        ("lambda", "lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:f"),
        ("secretsmanager", "secretsmanager:GetSecretValue", "*"),
        ("ecr", "ecr:BatchGetImage", None),
        ("apigateway", "execute-api:Invoke", "execute-api:/*"),
        ("events", "events:PutEvents", "arn:aws:events:eu-west-1:111122223333:event-bus/b"),
        ("iam", "sts:AssumeRole", None),
        ("sts", "sts:AssumeRole", None),
        ("logs", "logs:PutSubscriptionFilter", "*"),
        ("dynamodb", "dynamodb:GetItem", "*"),
        ("kinesis", "kinesis:PutRecord", "*"),
        ("efs", "elasticfilesystem:ClientMount", "*"),
        ("opensearch", "es:ESHttpGet", "*"),
        ("backup", "backup:CopyIntoBackupVault", "*"),
        ("glue", "glue:GetTable", "*"),
        ("codeartifact", "codeartifact:ReadFromRepository", "*"),
    ],
)
def test_resources_of_every_kind(tmp_path: Path, service: str, action: str, on: str | None) -> None:
    found = asked(tmp_path, to("*", action, on), f"--service={service}")
    assert found["public"] is True
    assert found["witness"]["action"] == action
    assert found["resources"][0]["reachable"] == "anyone"
    within = {"StringEquals": {"aws:PrincipalOrgID": "o-abc"}}
    assert asked(tmp_path, to("*", action, on, Condition=within), f"--service={service}")["public"] is False


def test_a_policy_of_everything_is_about_its_service(tmp_path: Path) -> None:
    found = asked(tmp_path, to("*", "*", "*"), "--service=sqs")
    assert found["resources"][0]["ways"][0]["actions"] == ["sqs:*"]
    assert asked(tmp_path, to("*", "s3:GetObject", "*"), "--service=sqs")["public"] is False


@pytest.mark.parametrize(
    ("options", "is_public"),
    [
        ((), True),
        (("--trust=444455556666",), False),
        (("--trust=555566667777",), True),
        (("--trust=555566667777", "--trust=444455556666"), False),
        (("--org=o-abc",), True),
    ],
)
def test_whoever_is_trusted_isnt_outside(tmp_path: Path, options: tuple[str, ...], is_public: bool) -> None:
    found = asked(tmp_path, to({"AWS": "444455556666"}), *options)
    assert found["public"] is is_public
    assert found["resources"][0]["reachable"] == ("named" if is_public else None)


@pytest.mark.parametrize(
    ("option", "is_public"), [("--org=o-abc", False), ("--trust=o-abc", False), ("--org=o-x", True)]
)
def test_the_organization(tmp_path: Path, option: str, is_public: bool) -> None:
    within = {"StringEquals": {"aws:PrincipalOrgID": "o-abc"}}
    assert asked(tmp_path, to("*", Condition=within), option)["public"] is is_public


def test_what_isnt_known_of_a_policy_is_unknown(tmp_path: Path) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    code, found = answered(tmp_path, "public", "t.yaml#Imported")
    assert (code, found["public"], found["witness"]) == (4, "unknown", None)
    assert "which isn't known" in found["resources"][0]["reason"]
    code, found = answered(tmp_path, "public", "t.yaml#Topic", "--budget=1")
    assert (code, found["public"]) == (4, "unknown")
    assert found["resources"][0]["reason"] == "the question takes more than 1 steps"


TEMPLATE = """
Parameters: { Open: { Type: String, AllowedValues: ["yes", "no"] } }
Conditions: { IsOpen: !Equals [!Ref Open, "yes"] }
Resources:
  Topic: { Type: AWS::SNS::Topic }
  TopicPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument:
        Statement:
          Effect: Allow
          Principal: !If [IsOpen, "*", { AWS: !Ref AWS::AccountId }]
          Action: sns:Publish
          Resource: !Ref Topic
  Queue: { Type: AWS::SQS::Queue }
  Key: { Type: AWS::KMS::Key }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { AWS: "444455556666" }, Action: sts:AssumeRole }
  Work:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: "" } }
  Permission:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Work, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com,
                  SourceAccount: !Ref AWS::AccountId }
  Imported:
    Type: AWS::ECR::Repository
    Properties: { RepositoryPolicyText: !ImportValue policy }
  Table: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: {} } }
"""


def test_all_resources_of_a_template(tmp_path: Path) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    code, found = answered(tmp_path, "public", "t.yaml")
    assert (code, found["public"]) == (1, True)
    each = {one["name"]: (one["public"], one["reachable"]) for one in found["resources"]}
    assert each == {
        "Topic": (True, "anyone"),
        "Queue": (False, None),
        "Key": (False, None),
        "Role": (True, "named"),
        "Work": (False, None),
        "Imported": ("unknown", None),
    }
    assert found["resources"][0]["condition"] == "when Open is yes"


@pytest.mark.parametrize(
    ("argument", "options", "is_public"),
    [
        ("t.yaml#Topic", (), True),
        ("t.yaml#Topic", ("--parameters=Open=no",), False),
        ("t.yaml#Work", (), False),
        ("t.yaml#Role", (), True),
        ("t.yaml#Role", ("--trust=444455556666",), False),
        ("t.yaml#TopicPolicy", ("--account=444455556666",), True),
        ("t.yaml#Work", ("--account=444455556666",), False),
    ],
)
def test_one_resource_of_a_template(tmp_path: Path, argument: str, options: tuple[str, ...], is_public: bool) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    assert answered(tmp_path, "public", argument, *options)[1]["public"] is is_public


def test_an_answer_of_aws_holds_the_policy(tmp_path: Path) -> None:
    document = {"Version": "2012-10-17", "Statement": [to("*")]}
    for answer in ({"Policy": json.dumps(document)}, {"Attributes": {"Policy": json.dumps(document)}}):
        put(tmp_path, answer_json=answer)
        assert answered(tmp_path, "public", "answer.json", "--service=sqs")[1]["public"] is True


def test_the_answer_for_a_person(tmp_path: Path) -> None:
    put(tmp_path, p_json=json.dumps({"Statement": [to({"Service": "sns.amazonaws.com"})]}, indent=2))
    ran = told(tmp_path, "public", "p.json", "--account=111122223333")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "public: p.json: anyone who has sns.amazonaws.com do it can sqs:SendMessage",
        "  --> p.json:3:5",
        "   3 |     {",
        '   4 |       "Effect": "Allow",',
        '   5 |       "Principal": {',
        '   6 |         "Service": "sns.amazonaws.com"',
        "     | this lets them in",
        f"  = such as: sns.amazonaws.com: sqs:SendMessage on {QUEUE}",
    ]
    put(tmp_path, t_yaml=TEMPLATE)
    assert told(tmp_path, "public", "t.yaml").out.endswith("not public: Queue, Key, Work\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("p.json", "--service=sqss"), "there is no service 'sqss'. Did you mean sqs"),
        (("p.json", "--account=1"), "--account takes twelve digits, not '1'"),
        (("p.json", "--trust=me"), "--trust takes an account's twelve digits or an organization's id (o-…), not 'me'"),
        (("p.json", "--budget=0"), "'0' is no number of steps"),
        (("p.json",), "p.json:1:15: a statement of a resource policy needs a Principal"),
        (("p.json#Queue",), "p.json: it is no template, so it has no resources to name"),
        (("t.yaml#Table",), "Table is of type AWS::IAM::ManagedPolicy, which has no policy of its own"),
        (("t.yaml#Nope",), "t.yaml: there is no resource 'Nope' in it"),
        (("nowhere.json",), "there is no file 'nowhere.json'"),
        ((), "the following arguments are required: FILE"),
    ],
)
def test_what_cant_be_asked(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    put(tmp_path, p_json='{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}', t_yaml=TEMPLATE)
    assert complaint in refused(tmp_path, "public", *arguments)


def test_a_template_without_resources_that_have_policies(tmp_path: Path) -> None:
    put(tmp_path, t_yaml="Resources: { Table: { Type: AWS::Glue::Table } }")
    ran = told(tmp_path, "public", "t.yaml")
    assert (ran.code, ran.out) == (3, "")


@settings(max_examples=60, deadline=None)
@given(drawn(resource_policies))
def test_every_way_in_is_one(written: Policy) -> None:
    """Over policies of all elements: the evaluator lets each witness through, as somebody outside."""
    texts = holes(one for statement in written.statements for one in statement.resources)
    texts |= holes(value for statement in written.statements for test in statement.tests for value in test.values)
    try:
        for way in public(written, Wanted(), Trust(ACCOUNT), Budget(20_000)):
            request = way.access.witness
            answer = decide(request, Policies(identity=(ANYTHING,), session=ANYTHING, resource=written), texts)
            assert answer.decision is Decision.ALLOW
            assert f":{ACCOUNT}:" not in request.principal
    except UndecidedError:
        pass


_UNKNOWN = """
Parameters:
  Who: {Type: String}
  Many: {Type: CommaDelimitedList}
Resources:
  Q: {Type: AWS::SQS::Queue}
  P:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Q]
      PolicyDocument:
        Statement: {Effect: Allow, Action: sqs:SendMessage, Resource: "*", SAID}
"""


@pytest.mark.parametrize(
    ("said", "public"),
    [
        ("Principal: {AWS: !Ref Who}", "unknown"),
        ("Principal: {AWS: !Ref Many}", "unknown"),
        ("Principal: {AWS: !ImportValue who}", "unknown"),
        ('Principal: {AWS: !Sub "${Who}"}', "unknown"),
        ("Principal: {AWS: !GetAtt Nope.Arn}", "unknown"),
        ("Principal: {Federated: !Ref Who}", False),
        ('Principal: "*", Condition: {IpAddress: {aws:SourceIp: !Ref Who}}', "unknown"),
        ('Principal: "*", Condition: {StringLike: {aws:SourceVpce: !Ref Who}}', "unknown"),
        ('Principal: "*", Condition: {StringEquals: {aws:SourceVpce: !Ref Who}}', False),
        ('Principal: {AWS: !Ref Who}, Condition: {StringEquals: {aws:PrincipalOrgID: "o-abc"}}', False),
        ('Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:role/${Who}"}', False),
    ],
)
def test_whom_nobody_knows_may_be_anyone(tmp_path: Path, said: str, public: object) -> None:
    put(tmp_path, t_yaml=_UNKNOWN.replace("SAID", said))
    code, found = answered(tmp_path, "public", "t.yaml#Q")
    assert found["public"] == public
    assert code == (4 if public == "unknown" else 0)


def test_a_denial_that_nobody_knows_may_deny_nothing(tmp_path: Path) -> None:
    denied = 'Principal: "*"}\n          - {Effect: Deny, Action: "sqs:*", Resource: "*", Principal: {AWS: !Ref Who}'
    text = _UNKNOWN.replace("Statement: {", "Statement:\n          - {").replace("SAID", denied)
    put(tmp_path, t_yaml=text)
    _, found = answered(tmp_path, "public", "t.yaml#Q")
    assert found["public"] is True


def test_whose_a_canonical_user_id_is_isnt_known(tmp_path: Path) -> None:
    grant = to({"CanonicalUser": "79a59df900b949e5"}, "s3:GetObject", "arn:aws:s3:::b/*")
    other = to({"AWS": "111122223333"}, "s3:ListBucket", "arn:aws:s3:::b")
    put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [other, grant]})
    code, found = answered(tmp_path, "public", "p.json")
    assert (code, found["public"]) == (4, "unknown")
    put(tmp_path, q_json={"Version": "2012-10-17", "Statement": [other]})
    for arguments in (["diff", "q.json", "p.json"], ["diff", "p.json", "q.json"]):
        code, found = answered(tmp_path, *arguments)
        assert (code, found["decided"]) == (4, False)
    denied = {**grant, "Effect": "Deny"}
    everyone = to("*", "s3:GetObject", "arn:aws:s3:::b/*")
    put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [everyone, denied]})
    put(tmp_path, q_json={"Version": "2012-10-17", "Statement": [everyone]})
    assert answered(tmp_path, "diff", "p.json", "q.json")[0] == 4
    grant["Principal"] = {"AWS": "111122223333"}
    put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [grant]})
    assert answered(tmp_path, "public", "p.json")[0] == 0


_ELSEWHERE = """
Resources:
  Bucket:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: theirs, PolicyDocument: {Statement: {Effect: Allow, Principal: "*", Action: "s3:GetObject",
                 Resource: "arn:aws:s3:::theirs/*"}}}
  Queue:
    Type: AWS::SQS::QueuePolicy
    Properties: {Queues: ["https://sqs.eu-west-1.amazonaws.com/111122223333/q"], PolicyDocument: {Statement: {
                 Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: "*"}}}
  Topic:
    Type: AWS::SNS::TopicPolicy
    Properties: {Topics: [!ImportValue topic], PolicyDocument: {Statement: {Effect: Allow, Principal: "*",
                 Action: "sns:Publish", Resource: "*"}}}
  Logs:
    Type: AWS::Logs::ResourcePolicy
    Properties: {PolicyName: p, PolicyDocument: {Statement: {Effect: Allow, Principal: "*", Action: "logs:PutLogEvents",
                 Resource: "*"}}}
  Express:
    Type: AWS::S3Express::BucketPolicy
    Properties: {Bucket: theirs, PolicyDocument: {Statement: {Effect: Allow, Principal: "*",
                 Action: "s3express:CreateSession", Resource: "*"}}}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: other, Action: "lambda:InvokeFunction", Principal: "*"}
"""


def test_policies_of_resources_elsewhere(tmp_path: Path) -> None:
    put(tmp_path, t_yaml=_ELSEWHERE, e_yaml="Resources: {Mine: {Type: AWS::SQS::Queue}}\n")
    code, found = answered(tmp_path, "public", "t.yaml")
    names = ["Bucket", "Express", "Logs", "Permission", "Queue", "Topic"]
    assert (code, sorted(one["name"] for one in found["resources"] if one["public"])) == (1, names)
    _, found = answered(tmp_path, "public", "t.yaml#Permission")
    assert found["witness"]["resource"].endswith(":function:other")
    _, found = answered(tmp_path, "diff", "e.yaml", "t.yaml")
    assert sorted(change["of"] for change in found["added"]) == names


def test_a_policy_of_its_own_resource_is_told_once(tmp_path: Path) -> None:
    own = _ELSEWHERE.replace('"https://sqs.eu-west-1.amazonaws.com/111122223333/q"', "!Ref Mine")
    put(tmp_path, t_yaml=own + "  Mine: {Type: AWS::SQS::Queue}\n")
    _, found = answered(tmp_path, "public", "t.yaml")
    names = {one["name"] for one in found["resources"]}
    assert "Mine" in names
    assert "Queue" not in names


def test_the_short_form_of_an_api(tmp_path: Path) -> None:
    template = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: p
      Auth: {ResourcePolicy: {CustomStatements: [{Effect: Allow, Principal: "*", Action: execute-api:Invoke,
             Resource: "execute-api:/*"}]}}
"""
    put(tmp_path, t_yaml=template)
    code, found = answered(tmp_path, "public", "t.yaml#Api")
    assert (code, found["witness"]["principal"]) == (1, "*")


def test_a_functions_url_asks_for_two_actions(tmp_path: Path) -> None:
    template = """
Resources:
  F: {Type: AWS::Lambda::Function, Properties: {Handler: a.b, Runtime: python3.13, Role: "arn:aws:iam::1:role/x",
      Code: {ZipFile: x}}}
  Url:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref F, Action: lambda:InvokeFunctionUrl, Principal: "*", FunctionUrlAuthType: NONE}
"""
    also = """
  Invoke:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: "*", InvokedViaFunctionUrl: true}
"""
    put(tmp_path, one_yaml=template, both_yaml=template + also)
    assert answered(tmp_path, "public", "one.yaml#F")[0] == 0
    assert answered(tmp_path, "public", "both.yaml#F")[0] == 1


def test_what_has_expired_lets_nobody_in(tmp_path: Path) -> None:
    for date, open_ in (("2020-01-01T00:00:00Z", False), ("2999-01-01T00:00:00Z", True)):
        until = {"DateLessThan": {"aws:CurrentTime": date}}
        assert asked(tmp_path, to("*", Condition=until))["public"] is open_


RULED = """
Parameters:
  Stage: {Type: String, AllowedValues: [dev, prod]}
  Sender: {Type: String, AllowedValues: ["*", "111122223333"]}
Rules:
  Closed: {RULE}
Resources:
  Orders: {Type: "AWS::SQS::Queue"}
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {AWS: !Ref Sender}, Action: "sqs:SendMessage", Resource: !GetAtt Orders.Arn}
"""


@pytest.mark.parametrize(
    ("rule", "is_public"),
    [
        ("Assertions: [Assert: !Equals [!Ref Stage, dev]]", True),
        ("RuleCondition: !Equals [!Ref Stage, dev], Assertions: [Assert: !Not [!Equals [!Ref Sender, '*']]]", True),
        ("Assertions: [Assert: !Not [!Equals [!Ref Sender, '*']]]", False),
    ],
)
def test_what_a_rule_refuses_to_deploy_lets_nobody_in(tmp_path: Path, rule: str, is_public: bool) -> None:
    put(tmp_path, t_yaml=RULED.replace("RULE", rule))
    assert answered(tmp_path, "public", "t.yaml#Orders")[1]["public"] is is_public
