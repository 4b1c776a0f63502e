"""``hauberk iam diff``: what a change of policies or templates adds and removes."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.containment import ANYTHING
from hauberk.iam.difference import added
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.request import Decision, Policies
from tests.cli.iam.asking import ALICE, Json, answered, decided, delegating, put, refused, told
from tests.iam.agreement import decision
from tests.iam.language.documents import Plain, allow, deny, policy
from tests.iam.strategies import drawn, pairs

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"
DENIED = (Decision.EXPLICIT_DENY, Decision.IMPLICIT_DENY)
Statements = list[Plain]


def compared(folder: Path, old: Statements, new: Statements, *options: str) -> Json:
    """What a change does; every witness is confirmed by the plain evaluator."""
    put(
        folder,
        old_json={"Version": "2012-10-17", "Statement": old},
        new_json={"Version": "2012-10-17", "Statement": new},
    )
    code, found = answered(folder, "diff", "old.json", "new.json", *options)
    assert code == (1 if found["added"] else 0 if found["decided"] else 4)
    kind = Kind.RESOURCE if any("Principal" in one for one in (*old, *new)) else Kind.IDENTITY
    before, after = (policy(*some, kind=kind) for some in (old, new))
    for name, one, other in (("added", after, before), ("removed", before, after)):
        for change in found[name]:
            assert any(_differ(change["witness"], one, other, kind)), change
    return found


def _differ(witness: Json, one: Policy, other: Policy, kind: Kind) -> list[bool]:
    if kind is Kind.IDENTITY:
        bearing = delegating(witness)
        sides = [[bearing._replace(identity=(each,)) for each in (one, other)]]
        sides += [
            [
                bearing._replace(identity=(ANYTHING,), session=ANYTHING, scp=((each,),))  # as an organization's
                for each in (one, other)
            ]
        ]
    else:
        owns = (Policies(), Policies(identity=(ANYTHING,), session=ANYTHING))
        sides = [[own._replace(resource=each) for each in (one, other)] for own in owns]
    return [
        decided(witness, first).decision is Decision.ALLOW and decided(witness, second).decision in DENIED
        for first, second in sides
    ]


def actions(found: Json, name: str = "added") -> list[list[str]]:
    return [change["actions"] for change in found[name]]


# -- policies


def test_the_same_adds_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, [allow("sqs:*")], [allow("sqs:Send*"), allow("sqs:*")])
    assert (found["added"], found["removed"], found["decided"]) == ([], [], True)
    assert told(tmp_path, "diff", "old.json", "new.json").out == "no access is added and none is removed\n"


def test_what_a_statement_adds_and_what_is_gone(tmp_path: Path) -> None:
    found = compared(
        tmp_path, [allow("s3:GetObject", "arn:aws:s3:::b/*")], [allow("sqs:SendMessage", QUEUE, Sid="Send")]
    )
    (change,) = found["added"]
    assert change["actions"] == ["sqs:SendMessage"]
    assert change["resources"] == [QUEUE]
    assert change["by"]["statement"] == "Send"
    assert change["by"]["location"]["path"] == "new.json"
    assert change["witness"]["resource"] == QUEUE
    assert actions(found, "removed") == [["s3:GetObject"]]
    assert found["removed"][0]["by"]["location"]["path"] == "old.json"


def test_conditions_are_told_as_a_policy_has_them(tmp_path: Path) -> None:
    guarded = {"StringEquals": {"aws:principaltag/Team": ["a", "b"]}, "Bool": {"AWS:SecureTransport": True}}
    found = compared(tmp_path, [], [allow("sqs:*", Condition=guarded)])
    assert found["added"][0]["conditions"] == [
        {"operator": "StringEquals", "key": "aws:PrincipalTag/team", "values": ["a", "b"]},
        {"operator": "Bool", "key": "aws:SecureTransport", "values": ["true"]},
    ]
    assert found["added"][0]["witness"]["context"]["aws:PrincipalTag/team"] == "a"


def test_a_denial_that_is_gone_is_told_beside_the_statement_that_allows(tmp_path: Path) -> None:
    tls = {"Bool": {"aws:SecureTransport": "false"}}
    found = compared(tmp_path, [allow("sqs:*"), deny("sqs:*", Condition=tls, Sid="Tls")], [allow("sqs:*")])
    (change,) = found["added"]
    assert (change["by"]["effect"], change["lifted"]["statement"], change["lifted"]["location"]["path"]) == (
        "Allow",
        "Tls",
        "old.json",
    )
    assert change["actions"] == ["sqs:*"]
    assert change["witness"]["context"] == {"aws:SecureTransport": "false"}
    assert "this denied it" in told(tmp_path, "diff", "old.json", "new.json").out


def test_less_is_no_addition(tmp_path: Path) -> None:
    found = compared(tmp_path, [allow()], [allow("sqs:*")])
    assert (found["added"], found["decided"]) == ([], True)
    assert found["removed"]


def test_all_but_some_resources(tmp_path: Path) -> None:
    found = compared(tmp_path, [], [{"Effect": "Allow", "Action": "sqs:SendMessage", "NotResource": QUEUE}])
    assert (found["added"][0]["resources"], found["added"][0]["not_resources"]) == (["*"], [QUEUE])


@pytest.mark.parametrize("action", ["kms:Decrypt", "sts:AssumeRole"])
def test_keys_and_roles_leave_it_to_the_account(tmp_path: Path, action: str) -> None:
    assert actions(compared(tmp_path, [], [allow(action)])) == [[action]]


def test_policies_of_resources(tmp_path: Path) -> None:
    mine = allow("sqs:*", QUEUE, Principal={"AWS": ALICE})
    assert actions(compared(tmp_path, [mine], [mine, allow("sqs:*", QUEUE, Principal="*")])) == [["sqs:*"]]
    found = compared(tmp_path, [allow("sqs:*", QUEUE, Principal="*")], [mine])
    assert (found["added"], actions(found, "removed")) == ([], [["sqs:*"]])
    fence = deny("sqs:*", "*", Principal="*", Condition={"StringNotEquals": {"aws:PrincipalOrgID": "o-a"}})
    (change,) = compared(tmp_path, [mine, fence], [mine])["added"][:1]
    assert change["lifted"]["effect"] == "Deny"


def test_a_policy_of_a_resource_is_not_compared_with_one_of_a_principal(tmp_path: Path) -> None:
    put(tmp_path, a_json={"Statement": allow(Principal="*")}, b_json={"Statement": allow()})
    assert "a.json is a policy of a resource and b.json a policy of a principal" in refused(
        tmp_path, "diff", "a.json", "b.json"
    )


def test_past_the_budget_it_isnt_decided(tmp_path: Path) -> None:
    found = compared(
        tmp_path, [allow("s3:*", "arn:aws:s3:::a/x*c")], [allow("s3:GetObject", "arn:aws:s3:::a/x*")], "--budget=1"
    )
    assert found["undecided"] == ["new.json: the question takes more than 1 steps"]
    assert found["decided"] is False


def test_policies_of_aws_by_their_arns(tmp_path: Path) -> None:
    arns = [f"arn:aws:iam::aws:policy/AmazonSQS{name}Access" for name in ("ReadOnly", "Full")]
    code, found = answered(tmp_path, "diff", *arns)
    assert (code, found["removed"]) == (1, [])
    assert "sqs:*" in found["added"][0]["actions"] or found["added"][0]["actions"]
    assert found["added"][0]["by"]["location"] is None
    assert answered(tmp_path, "diff", *reversed(arns))[0] == 0


def test_standard_input_is_one_of_the_two(tmp_path: Path) -> None:
    put(tmp_path, old_json={"Statement": allow("sqs:*")})
    data = json.dumps({"Statement": allow("s3:*")}).encode()
    assert answered(tmp_path, "diff", "old.json", "-", stdin=data)[0] == 1
    assert answered(tmp_path, "diff", "-", "old.json", stdin=data)[0] == 1


# -- templates

OLD = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Resources:
  Orders: { Type: AWS::SQS::Queue }
  OrdersPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement:
          { Effect: Allow, Principal: { AWS: "444455556666" }, Action: sqs:SendMessage, Resource: !GetAtt Orders.Arn }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
      ManagedPolicyArns: [KNOWN]
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement: { Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Orders.Arn }
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: "" } } }
""".replace("KNOWN", "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess")
WIDER = OLD.replace(
    "Action: sqs:SendMessage, Resource: !GetAtt Orders.Arn }\n  Worker", 'Action: "sqs:*", Resource: "*" }\n  Worker'
)


def templates(folder: Path, old: str, new: str, *options: str, part: str = "") -> Json:
    put(folder, old_yaml=old, new_yaml=new)
    return answered(folder, "diff", f"old.yaml{part}", f"new.yaml{part}", *options)[1]


def test_a_template_as_it_was(tmp_path: Path) -> None:
    found = templates(tmp_path, OLD, f"# a comment\n{OLD}")
    assert (found["added"], found["removed"], found["decided"]) == ([], [], True)


def test_what_a_role_gets(tmp_path: Path) -> None:
    found = templates(tmp_path, OLD, WIDER)
    assert [(change["of"], change["actions"]) for change in found["added"]] == [("Role", ["sqs:*"])]
    assert found["removed"] == []


@pytest.mark.parametrize(("part", "of"), [("#Role", ["Role"]), ("#Worker", ["Worker's role"]), ("#Orders", [])])
def test_one_resource_of_two_templates(tmp_path: Path, part: str, of: list[str]) -> None:
    assert [change["of"] for change in templates(tmp_path, OLD, WIDER, part=part)["added"]] == of


def test_who_may_use_a_resource(tmp_path: Path) -> None:
    found = templates(tmp_path, OLD, OLD.replace('{ AWS: "444455556666" }', '"*"'))
    assert {change["of"] for change in found["added"]} == {"Orders"}
    assert found["added"][0]["witness"]["principal"] == "*"


def test_who_may_become_a_role(tmp_path: Path) -> None:
    found = templates(tmp_path, OLD, OLD.replace("{ Service: lambda.amazonaws.com }", '{ AWS: "444455556666" }'))
    assert [(change["of"], change["actions"]) for change in found["added"]] == [("Role", ["sts:AssumeRole"])]
    assert found["added"][0]["witness"]["principal"].startswith("arn:aws:iam::444455556666:") or found["added"]


def test_a_resource_that_is_new_adds_all_that_it_has(tmp_path: Path) -> None:
    user = """  User:
    Type: AWS::IAM::User
    Properties:
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: { Effect: Allow, Action: "sns:*", Resource: "*" } } }]
"""
    assert [change["of"] for change in templates(tmp_path, OLD, OLD + user)["added"]] == ["User"]
    assert [change["of"] for change in templates(tmp_path, OLD + user, OLD)["removed"]] == ["User"]


def test_a_boundary_that_is_gone(tmp_path: Path) -> None:
    bounded = OLD.replace(
        "ManagedPolicyArns", "PermissionsBoundary: arn:aws:iam::aws:policy/AmazonS3FullAccess\n      ManagedPolicyArns"
    )
    found = templates(tmp_path, bounded, OLD)
    assert ["sqs:SendMessage"] in actions(found)
    assert templates(tmp_path, OLD, bounded)["added"] == []


def test_what_depends_on_a_parameter_says_so(tmp_path: Path) -> None:
    new = OLD.replace(
        "Action: sqs:SendMessage, Resource: !GetAtt Orders.Arn }\n  Worker",
        'Action: !If [Prod, sqs:SendMessage, "sqs:*"], Resource: !GetAtt Orders.Arn }\n  Worker',
    )
    (change,) = templates(tmp_path, OLD, new)["added"]
    assert change["when"] == "when Stage is dev"
    assert templates(tmp_path, OLD, new, "--parameters=Stage=prod")["added"] == []


def test_what_is_unknown_on_both_sides_leaves_nothing_open_unless_something_changed(tmp_path: Path) -> None:
    of_team = "arn:aws:iam::111122223333:policy/team"
    old, new = (text.replace("arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess", of_team) for text in (OLD, WIDER))
    assert templates(tmp_path, old, old)["decided"] is True
    found = templates(tmp_path, old, new)
    assert (len(found["added"]), found["decided"]) == (1, False)
    assert f"what {of_team} stands for isn't known; it is there before and after" in found["undecided"][0]
    found = templates(tmp_path, OLD, old)
    assert (found["added"], found["decided"]) == ([], False)
    assert "may add access" in found["undecided"][0]


def test_a_policy_is_compared_with_what_a_role_may_do(tmp_path: Path) -> None:
    put(tmp_path, old_json={"Statement": allow("sqs:SendMessage", QUEUE)}, new_yaml=WIDER)
    code, found = answered(tmp_path, "diff", "old.json", "new.yaml#Role")
    assert code == 1
    assert not any("sts:AssumeRole" in change["actions"] for change in found["added"])


def test_the_answer_for_a_person(tmp_path: Path) -> None:
    put(tmp_path, old_yaml=OLD, new_yaml=WIDER)
    ran = told(tmp_path, "diff", "old.yaml", "new.yaml")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "added: sqs:*"
    assert ran.out.splitlines()[1].startswith("  --> new.yaml:22:13")
    assert ran.out.splitlines()[-1] == "access is added in 1 place and removed nowhere"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("old.json",), "there is nothing to compare with: name NEW too"),
        (("old.json", "nowhere.json"), "there is no file 'nowhere.json'"),
        (("old.yaml#Nope", "old.yaml"), "old.yaml: there is no resource 'Nope' in it"),
        (("old.yaml#Nothing", "old.yaml"), "Nothing is of type AWS::SNS::Subscription, which has no policy"),
        (("-", "-"), "standard input can be read once"),
        (("broken.json", "old.json"), "broken.json:1:2: "),
    ],
)
def test_what_cant_be_asked(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    nothing = "  Nothing: { Type: AWS::SNS::Subscription }\n"
    put(tmp_path, old_json={"Statement": allow()}, old_yaml=OLD + nothing, broken_json="{")
    assert complaint in refused(tmp_path, "diff", *arguments)


@settings(max_examples=60, deadline=None)
@given(drawn(pairs))
def test_everything_that_is_added_is(two: tuple[Policy, Policy]) -> None:
    """Over policies of all elements: the evaluator allows each witness on one side and denies it on the other."""
    one, other = (each._replace(name=name) for each, name in zip(two, ("one", "other"), strict=True))
    try:
        for change in added([one], [other], Budget(20_000)):
            assert decision(one, change.witness, "name") is Decision.ALLOW
            assert decision(other, change.witness, "name") in DENIED
    except UndecidedError:
        pass


@pytest.mark.parametrize(
    "condition",
    [
        {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:root"}},
        {"StringEquals": {"aws:PrincipalType": "Account"}},
        {"StringEquals": {"aws:PrincipalType": "FederatedUser"}},
    ],
)
def test_what_an_organization_denied_root_and_federated_users(tmp_path: Path, condition: Plain) -> None:
    put(
        tmp_path,
        old_json={"Version": "2012-10-17", "Statement": [allow("*"), deny("ec2:*", Condition=condition)]},
        new_json={"Version": "2012-10-17", "Statement": [allow("*")]},
    )
    code, found = answered(tmp_path, "diff", "old.json", "new.json")
    assert (code, actions(found)) == (1, [["ec2:*"]])


_OWNERS = {"StringEquals": {"aws:ResourceAccount": ["111122223333", "444455556666"]}}


@pytest.mark.parametrize("more", [allow("s3:GetObject", Condition=_OWNERS), allow("s3:GetObject")])
def test_whose_the_resource_is(tmp_path: Path, more: Plain) -> None:
    own = allow("s3:GetObject", Condition={"StringEquals": {"aws:ResourceAccount": "111122223333"}})
    found = compared(tmp_path, [own], [more])
    (change,) = found["added"]
    assert change["witness"]["context"]["aws:ResourceAccount"] == "444455556666"
    assert compared(tmp_path, [more], [own])["added"] == []


def test_a_witness_elsewhere_is_of_an_account_for_examples(tmp_path: Path) -> None:
    old, new = (allow("dynamodb:*", f"arn:aws:dynamodb:*:{owner}:table/*") for owner in ("111122223333", "*"))
    found = compared(tmp_path, [old], [new], "--account=111122223333")
    assert ":444455556666:" in found["added"][0]["witness"]["resource"]
