"""``hauberk iam denied``: access that must not be granted, as a check with a witness."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.printing import to_json
from hauberk.iam.request import Decision, Policies
from tests.cli.iam.asking import ACCOUNT, ALICE, Json, answered, decided, delegating, put, refused, told
from tests.iam.language.documents import Plain, allow, deny, policy
from tests.iam.strategies import drawn, policies

BUCKET = "arn:aws:s3:::orders"
QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"


def asked(folder: Path, *statements: Plain, actions: str, resources: str = "") -> Json:
    """The answer, each witness of which is allowed by the plain evaluator and is one that was asked about."""
    put(folder, p_json={"Version": "2012-10-17", "Statement": list(statements)})
    options = [f"--actions={actions}", *([f"--resources={resources}"] if resources else [])]
    code, found = answered(folder, "denied", "p.json", *options)
    assert code == {True: 1, False: 0, "unknown": 4}[found["granted"]]
    kind = Kind.RESOURCE if any("Principal" in one for one in statements) else Kind.IDENTITY
    written = policy(*statements, kind=kind)
    wanted = policy(allow(actions.split(","), resources.split(",") if resources else "*"))
    for grant in found["grants"]:
        given = Policies(resource=written)
        if kind is Kind.IDENTITY:
            given = delegating(grant["witness"])._replace(identity=(written,), session=wanted)
        assert decided(grant["witness"], given).decision is Decision.ALLOW, grant
    return found


@pytest.mark.parametrize(
    ("statements", "actions", "resources", "granted"),
    [
        ([allow("s3:*")], "s3:DeleteObject", "", True),
        ([allow("s3:Get*")], "s3:DeleteObject", "", False),
        ([allow("s3:Get*")], "s3:Delete*,s3:Put*", "", False),
        ([allow("s3:Get*"), allow("s3:PutObject")], "s3:Delete*,s3:Put*", "", True),
        ([allow("s3:*", f"{BUCKET}/in/*")], "s3:PutObject", f"{BUCKET}/out/*", False),
        ([allow("s3:*", f"{BUCKET}/in/*")], "s3:PutObject", f"{BUCKET}/*", True),
        ([allow("s3:*", f"{BUCKET}/*x")], "s3:PutObject", f"{BUCKET}/y*", True),
        ([allow("s3:*"), deny("s3:Delete*")], "s3:DeleteObject", "", False),
        ([allow("s3:*"), deny("s3:Delete*", f"{BUCKET}/*")], "s3:DeleteObject", f"{BUCKET}/*", False),
        ([allow("s3:*"), deny("s3:Delete*", f"{BUCKET}/*")], "s3:DeleteObject", "arn:aws:s3:::*", True),
        ([allow("*")], "kms:Decrypt", "", True),
        ([allow("*")], "iam:*,sts:AssumeRole", "", True),
        ([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}], "iam:PassRole", "", False),
        ([allow("sqs:*", QUEUE, Principal="*")], "sqs:Send*", "", True),
        ([allow("sqs:*", QUEUE, Principal={"AWS": ALICE})], "sqs:Send*", QUEUE, True),
        ([allow("sqs:*", QUEUE, Principal={"AWS": ACCOUNT})], "sqs:Send*", QUEUE, False),
        ([allow("sqs:Receive*", QUEUE, Principal="*")], "sqs:Send*", "", False),
    ],
)
def test_what_is_granted(tmp_path: Path, statements: list[Plain], actions: str, resources: str, granted: bool) -> None:
    assert asked(tmp_path, *statements, actions=actions, resources=resources)["granted"] is granted


def test_the_statement_that_grants_is_told_with_what_it_asks(tmp_path: Path) -> None:
    guarded = allow("s3:*", Sid="All", Condition={"Bool": {"aws:SecureTransport": "true"}})
    found = asked(tmp_path, guarded, actions="s3:PutObject")
    (grant,) = found["grants"]
    assert (grant["by"]["statement"], grant["actions"]) == ("All", ["s3:PutObject"])
    assert grant["conditions"] == [{"operator": "Bool", "key": "aws:SecureTransport", "values": ["true"]}]
    assert found["witness"] == grant["witness"]


def test_an_action_that_never_acts_on_the_resources_is_noted_or_refused(tmp_path: Path) -> None:
    found = asked(tmp_path, allow("s3:*"), actions="s3:ListBucket,s3:PutObject", resources=BUCKET)
    assert found["granted"] is True
    assert found["notes"][0].startswith(f"s3:PutObject never acts on {BUCKET}; it acts on arn:")
    assert "never acts on" in refused(
        tmp_path, "denied", "p.json", "--actions=s3:PutObject", f"--resources={BUCKET}", "--format=json"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--actions=s3:PutObjct",), "there is no action 's3:PutObjct', as of "),
        (("--actions=s3:PutObjct",), "Did you mean PutObject"),
        (("--actions=ss3:PutObject",), "there is no service 'ss3', as of "),
        (("--actions=s3:Frobnicate*",), "there is no action 's3:Frobnicate*'"),
        (("--actions=PutObject",), "there is no service 'PutObject'"),
        ((), "the following arguments are required: --actions"),
    ],
)
def test_what_is_no_action_would_be_denied_for_ever_so_it_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    put(tmp_path, p_json={"Statement": allow()})
    assert complaint in refused(tmp_path, "denied", "p.json", *arguments)


TEMPLATE = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: a.amazonaws.com }, Action: sts:AssumeRole }
      PermissionsBoundary: arn:aws:iam::aws:policy/AmazonSQSFullAccess
      Policies: [{ PolicyName: p, PolicyDocument: { Statement: [
        { Effect: Allow, Action: ["s3:*", !If [Prod, "sqs:ReceiveMessage", "sqs:*"]], Resource: "*" }] } }]
  Other: { Type: AWS::IAM::User, Properties: { ManagedPolicyArns: ["arn:aws:iam::111122223333:policy/team"] } }
  Queue: { Type: AWS::SQS::Queue }
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: { Statement: { Effect: Allow, Action: "sns:*", Resource: "*" } } }
"""


@pytest.mark.parametrize(
    ("part", "actions", "granted"),
    [
        ("#Role", "s3:PutObject", False),
        ("#Role", "sqs:SendMessage", True),
        ("#Queue", "sqs:SendMessage", False),
        ("#Other", "sqs:SendMessage", "unknown"),
        ("#Managed", "sns:Publish", True),
        ("", "sqs:SendMessage", True),
        ("", "ec2:RunInstances", "unknown"),
    ],
)
def test_templates(tmp_path: Path, part: str, actions: str, granted: object) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    code, found = answered(tmp_path, "denied", f"t.yaml{part}", f"--actions={actions}")
    assert (found["granted"], code) == (granted, {True: 1, False: 0, "unknown": 4}[granted])


def test_what_depends_on_a_parameter_says_so(tmp_path: Path) -> None:
    put(tmp_path, t_yaml=TEMPLATE)
    _, found = answered(tmp_path, "denied", "t.yaml#Role", "--actions=sqs:SendMessage")
    assert found["grants"][0]["when"] == "when Stage is dev"
    assert answered(tmp_path, "denied", "t.yaml#Role", "--actions=sqs:SendMessage", "--parameters=Stage=prod")[0] == 0


def test_the_answer_for_a_person(tmp_path: Path) -> None:
    put(tmp_path, p_json=json.dumps({"Statement": [allow("sqs:*", QUEUE)]}))
    assert told(tmp_path, "denied", "p.json", "--actions", "s3:*").out == "denied: nothing of it is granted\n"
    ran = told(tmp_path, "denied", "p.json", "--actions", "sqs:Send*,sqs:Receive*")
    assert ran.out.startswith("granted: sqs:ReceiveMessage, sqs:SendMessage\n  --> p.json:1:16\n")
    assert ran.code == 1


@settings(max_examples=40, deadline=None)
@given(drawn(policies), st.sampled_from(["s3:GetObject", "s3:*Object", "sqs:S*", "iam:PassRole", "*"]))
def test_every_witness_is_granted(tmp_path_factory: pytest.TempPathFactory, written: Policy, actions: str) -> None:
    """Over policies of all elements, from the command's JSON back to the plain evaluator."""
    if any(glob.holes for one in written.statements for glob in one.resources):
        return
    if any(glob.holes for one in written.statements for test in one.tests for glob in test.values):
        return
    folder = tmp_path_factory.mktemp("policies")
    put(folder, p_json=to_json(written))
    _, found = answered(folder, "denied", "p.json", f"--actions={actions}", "--budget=20000")
    for grant in found["grants"]:
        given = delegating(grant["witness"])._replace(identity=(written,), session=policy(allow(actions)))
        assert decided(grant["witness"], given).decision is Decision.ALLOW


def test_what_has_expired_isnt_granted(tmp_path: Path) -> None:
    for date, code in (("2020-01-01T00:00:00Z", 0), ("2999-01-01T00:00:00Z", 1)):
        until = {"DateLessThan": {"aws:CurrentTime": date}}
        put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [allow("sqs:*", Condition=until)]})
        assert answered(tmp_path, "denied", "p.json", "--actions=sqs:SendMessage")[0] == code


KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd"


@pytest.mark.parametrize(
    ("action", "resource", "guard"),
    [
        ("kms:Decrypt", KEY, "the key's policy"),
        ("sts:AssumeRole", "arn:aws:iam::111122223333:role/Deploy", "the role's trust policy"),
        ("kms:ListKeys", "*", ""),
        ("s3:GetObject", f"{BUCKET}/a", ""),
    ],
)
def test_what_else_has_to_allow_is_told_as_ask_tells_it(tmp_path: Path, action: str, resource: str, guard: str) -> None:
    put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [allow(action)]})
    _, found = answered(tmp_path, "denied", "p.json", f"--actions={action}", f"--resources={resource}")
    one = (f"--principal={ALICE}", f"--action={action}", f"--resource={resource}", f"--resource-account={ACCOUNT}")
    _, decision = answered(tmp_path, "ask", "--identity=p.json", *one)
    assert found["granted"] is True
    if not guard:
        assert (found["notes"], decision["decision"]) == ([], "allow")
        return
    missing = f"{guard} has to allow it too, and isn't given"
    assert (decision["decision"], decision["reason"]) == ("unknown", missing)
    assert found["notes"] == [f"{missing}: it is taken to leave that to the account's policies"]


@pytest.mark.parametrize(
    ("principal", "leaves", "told_of"),
    [({"AWS": ACCOUNT}, True, True), ({"AWS": ALICE}, False, False), ("*", False, True)],
)
def test_what_a_resources_policy_leaves_to_the_callers_is_told(
    tmp_path: Path, principal: object, leaves: bool, told_of: bool
) -> None:
    """A key's policy isn't asked for twice; one that names an account leaves it to that account's policies. One for
    everyone lets in who is of other accounts, whose policies have to allow it: no request to KMS is unsigned."""
    put(tmp_path, key_json={"Version": "2012-10-17", "Statement": [allow("kms:*", "*", Principal=principal)]})
    _, found = answered(tmp_path, "denied", "key.json", "--actions=kms:Decrypt", f"--account={ACCOUNT}")
    one = (f"--principal={ALICE}", "--action=kms:Decrypt", f"--resource={KEY}")
    _, decision = answered(tmp_path, "ask", "--resource-policy=key.json", *one)
    assert found["granted"] is True
    assert (decision["decision"] != "allow") is leaves
    told_ = ["the caller's policies have to allow it too, and aren't given: they are taken to"]
    assert found["notes"] == (told_ if told_of else [])


@pytest.mark.parametrize(
    ("resource", "principal"),
    [
        ("arn:aws-cn:s3:::orders/*", "arn:aws-cn:sts::111122223333:assumed-role/example/session"),
        ("arn:aws-us-gov:sqs:us-gov-west-1:111122223333:orders", "arn:aws-us-gov:sts::"),
        ("arn:aws:s3:::orders/*", "arn:aws:sts::"),
    ],
)
def test_a_witness_is_of_its_resources_partition(tmp_path: Path, resource: str, principal: str) -> None:
    found = asked(tmp_path, allow(["s3:*", "sqs:*"], resource), actions="s3:PutObject,sqs:SendMessage")
    assert found["witness"]["principal"].startswith(principal)


def test_a_policy_may_be_percent_encoded_as_iam_gives_it(tmp_path: Path) -> None:
    from urllib.parse import quote

    text = json.dumps({"Version": "2012-10-17", "Statement": [allow("s3:*", f"{BUCKET}/ü*")]}, ensure_ascii=False)
    put(tmp_path, p_json={"PolicyVersion": {"Document": quote(text, safe=""), "VersionId": "v1"}})
    code, found = answered(tmp_path, "denied", "p.json", "--actions=s3:PutObject")
    assert (code, found["grants"][0]["resources"]) == (1, [f"{BUCKET}/ü*"])
