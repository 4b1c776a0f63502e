"""``hauberk iam minimise``: the same permissions, fewer statements, and what became of the others."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from hauberk.iam.containment import excess
from hauberk.iam.language.policy import Policy
from hauberk.iam.language.printing import UnprintableError, to_json
from hauberk.iam.spelling import action_as_documented
from tests.cli.iam.asking import Json, answered, put, refused, told
from tests.iam.language.documents import Plain, allow, deny, policy, read
from tests.iam.strategies import drawn, policies

A = "arn:aws:s3:::a/*"


def asked(folder: Path, *statements: Plain, options: tuple[str, ...] = ()) -> Json:
    """The answer, whose policy says the same as the one that was asked about."""
    put(folder, p_json={"Version": "2012-10-17", "Statement": list(statements)})
    code, found = answered(folder, "minimise", "p.json", *options)
    assert code == (1 if found["changed"] else 4 if found["undecided"] else 0)
    before, after = policy(*statements), read(found["policy"]).policy
    assert after is not None
    assert excess([before], [after]) is excess([after], [before]) is None
    assert found["after"]["statements"] == len(after.statements)
    return found


def changes(found: Json) -> dict[str, str]:
    return {change["statement"]["statement"]: change["why"] for change in found["changes"]}


def test_what_becomes_of_statements(tmp_path: Path) -> None:
    found = asked(
        tmp_path,
        allow("s3:GetObject", A, Sid="Held"),
        allow("s3:PutObject", A, Sid="First"),
        allow("s3:Get*", Sid="Wide"),
        allow("sqs:SendMessage", "arn:aws:sqs:*:*:q", Sid="Denied"),
        deny("sqs:*", Sid="No"),
        allow("s3:DeleteObject", A, Sid="Second"),
    )
    assert changes(found) == {"Held": "held", "Denied": "denied", "Second": "joined"}
    by = {change["statement"]["statement"]: [one["statement"] for one in change["by"]] for change in found["changes"]}
    assert by == {"Held": ["Wide"], "Denied": ["No"], "Second": ["First"]}
    assert found["before"]["statements"] == 6
    assert [one["Sid"] for one in found["policy"]["Statement"]] == ["First", "Wide", "No"]
    assert found["policy"]["Statement"][0]["Action"] == ["s3:PutObject", "s3:DeleteObject"]


def test_nothing_can_go(tmp_path: Path) -> None:
    found = asked(tmp_path, allow("s3:GetObject", A))
    assert (found["changed"], found["changes"]) == (False, [])
    assert "1 statement of 111 characters: nothing can go\n" in told(tmp_path, "minimise", "p.json").out


def test_a_dead_statement_and_one_that_is_idle_by_the_reference_alone(tmp_path: Path) -> None:
    both = {"StringEquals": {"aws:SourceVpc": "a"}, "StringNotEquals": {"aws:SourceVpc": "a"}}
    found = asked(
        tmp_path, allow("s3:*"), allow("sqs:*", Condition=both, Sid="Dead"), allow("sns:Publish", A, Sid="Idle")
    )
    assert changes(found) == {"Dead": "dead", "Idle": "dead"}
    assert [change["kept"] for change in found["changes"]] == [False, True]


def test_actions_and_keys_are_spelt_as_aws_documents_them(tmp_path: Path) -> None:
    written = allow(["S3:GETOBJECT", "s3:put*", "sqs:*message"], Condition={"Bool": {"AWS:SECURETRANSPORT": "true"}})
    (statement,) = [asked(tmp_path, written)["policy"]["Statement"]]
    (one,) = statement if isinstance(statement, list) else [statement]
    assert one["Action"] == ["s3:GetObject", "s3:Put*", "sqs:*Message"]
    assert one["Condition"] == {"Bool": {"aws:SecureTransport": "true"}}


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("s3:getobject", "s3:GetObject"),
        ("s3:get*", "s3:Get*"),
        ("s3:?etobject", "s3:?etObject"),
        ("s3:*object", "s3:*Object"),
        ("*", "*"),
        ("s3:*", "s3:*"),
        ("s3:frobnicate", "s3:frobnicate"),
        ("nope:get*", "nope:get*"),
        ("s3:get*acl", "s3:Get*Acl"),
        ("s*:getobject", "s*:GetObject"),
    ],
)
def test_spelling(text: str, spelt: str) -> None:
    assert action_as_documented(text) == spelt


def test_wildcards_are_written_only_if_asked(tmp_path: Path) -> None:
    names = [f"kinesis:{name}" for name in ("GetRecords", "GetResourcePolicy", "GetShardIterator")]
    assert asked(tmp_path, allow(names))["policy"]["Statement"][0]["Action"] == names
    found = asked(tmp_path, allow(names), options=("--wildcards",))
    assert found["policy"]["Statement"][0]["Action"] == "kinesis:Get*"


def test_limits_go_by_what_may_hold_it(tmp_path: Path) -> None:
    assert {one["of"] for one in asked(tmp_path, allow("s3:*"))["limits"]} >= {"managed-policy", "role-inline"}
    put(tmp_path, q_json={"Statement": allow("sqs:*", Principal="*")})
    assert [one["of"] for one in answered(tmp_path, "minimise", "q.json")[1]["limits"]] == ["sqs-queue"]
    put(tmp_path, r_json={"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}})
    assert [one["of"] for one in answered(tmp_path, "minimise", "r.json")[1]["limits"]] == ["role-trust"]
    put(tmp_path, l_json={"Statement": [allow("s3:*", [f"arn:aws:s3:::{n:0100}" for n in range(20)])]})
    assert "= too large for: a user's inline policies together (2,048)" in told(tmp_path, "minimise", "l.json").out


def test_the_new_policy_alone_or_in_a_file(tmp_path: Path) -> None:
    put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [allow("s3:Get*"), allow("s3:GetObject")]})
    ran = told(tmp_path, "minimise", "p.json", "--quiet", "--output", "new.json")
    assert ran.code == 1
    assert json.loads(ran.out) == json.loads((tmp_path / "new.json").read_text())
    assert told(tmp_path, "minimise", "new.json").code == 0


TEMPLATE = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: a
          PolicyDocument: { Statement: { Effect: Allow, Action: "sqs:*", Resource: !GetAtt Queue.Arn } }
        - PolicyName: b
          PolicyDocument: { Statement: { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn } }
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: "" } } }
  Differs:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Statement: { Effect: Allow, Action: !If [Prod, "s3:*", "sqs:*"], Resource: "*" } } }
"""


@pytest.mark.parametrize("part", ["Role", "Worker"])
def test_several_policies_of_a_role_are_taken_together(tmp_path: Path, part: str) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    code, found = answered(tmp_path, "minimise", f"t.yaml#{part}")
    assert (code, found["complete"], found["before"]) == (1, False, {"statements": 2, "characters": 0})
    (statement,) = found["policy"]["Statement"]
    assert statement["Resource"] == "arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:<Queue>"


@pytest.mark.parametrize(
    ("argument", "complaint"),
    [
        ("t.yaml", "t.yaml is a template: say which of its resources with #LogicalId"),
        ("t.yaml#Queue", "t.yaml: Queue holds no policy"),
        ("t.yaml#Differs", "what Differs holds differs by parameters; fix them with --parameters"),
        ("nowhere.json", "there is no file 'nowhere.json'"),
    ],
)
def test_what_cant_be_asked(tmp_path: Path, argument: str, complaint: str) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    assert complaint in refused(tmp_path, "minimise", argument)
    assert answered(tmp_path, "minimise", "t.yaml#Differs", "--parameters=Stage=prod")[0] == 0


@settings(max_examples=25, deadline=None)
@given(drawn(policies))
def test_what_is_printed_says_the_same(tmp_path_factory: pytest.TempPathFactory, written: Policy) -> None:
    """Over policies of all elements, from the command's JSON read back: neither allows what the other doesn't."""
    try:
        document = to_json(written)
    except UnprintableError:
        return
    folder = tmp_path_factory.mktemp("policies")
    put(folder, p_json=document)
    _, found = answered(folder, "minimise", "p.json", "--budget=20000")
    after = read(found["policy"]).policy
    assert after is not None
    assert found["after"]["statements"] <= found["before"]["statements"]


def test_actions_that_nobody_knows_stay_as_they_are_written(tmp_path: Path) -> None:
    put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [allow(["foo:Bar", "S3:GETOBJECT"]), allow("foo:Bar")]})
    _, found = answered(tmp_path, "minimise", "p.json")
    (statement,) = found["policy"]["Statement"]
    assert statement["Action"] == ["foo:Bar", "s3:GetObject"]
