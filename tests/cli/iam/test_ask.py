"""``hauberk iam ask``: a request as it is written, and what becomes of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.iam.asking import ALICE, answered, checked, put, refused, told
from tests.cli.running import hauberk, run
from tests.iam.language.documents import Plain, allow, deny

QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders"
ROLE = "arn:aws:iam::111122223333:role/worker"


def document(*statements: Plain) -> Plain:
    return {"Version": "2012-10-17", "Statement": list(statements)}


SEND = document(allow("sqs:SendMessage", QUEUE, Sid="Send"))


def request(**changed: Any) -> dict[str, Any]:
    return {"principal": ALICE, "action": "sqs:SendMessage", "resource": QUEUE, **changed}


def asked(folder: Path, **changed: Any) -> dict[str, Any]:
    put(folder, request_json=request(**changed))
    code, found = answered(folder, "ask", "request.json")
    assert code == {"allow": 1, "unknown": 4}.get(found["decision"], 0)
    return found


# -- decisions


def test_an_allow_tells_the_statement_that_decides_and_where_it_stands(tmp_path: Path) -> None:
    found = asked(tmp_path, policies={"identity": [SEND]})
    assert found["decision"] == "allow"
    (by,) = found["by"]
    assert (by["policy"], by["statement"], by["effect"]) == ("identity policy", "Send", "Allow")
    line = (tmp_path / "request.json").read_text().splitlines()[by["location"]["line"] - 1]
    assert line[by["location"]["column"] - 1] == "{"
    assert "Send" in found["reason"]


@pytest.mark.parametrize(
    ("policies", "decision"),
    [
        ({"identity": [SEND]}, "allow"),
        ({"identity": SEND}, "allow"),
        ({"identity": [json.dumps(SEND)]}, "allow"),
        ({"identity": ["arn:aws:iam::aws:policy/AmazonSQSFullAccess"]}, "allow"),
        ({"identity": [SEND, document(deny("sqs:*"))]}, "explicit-deny"),
        ({"identity": []}, "implicit-deny"),
        ({}, "implicit-deny"),
        (None, "implicit-deny"),
        ({"identity": [SEND], "boundary": document(allow("s3:*"))}, "implicit-deny"),
        ({"identity": [SEND], "boundary": None}, "allow"),
        ({"identity": [SEND], "session": document(allow("s3:*"))}, "implicit-deny"),
        ({"identity": [SEND], "scp": [[document(allow())], [document(allow("s3:*"))]]}, "implicit-deny"),
        ({"identity": [SEND], "scp": [[document(allow("s3:*")), document(allow())]]}, "allow"),
        ({"identity": [SEND], "scp": [document(allow("s3:*")), document(allow())]}, "allow"),
        ({"identity": [SEND], "rcp": [[document(deny("sqs:*", Principal="*"))]]}, "explicit-deny"),
        ({"resource": document(allow("sqs:*", QUEUE, Principal={"AWS": ALICE}))}, "allow"),
    ],
)
def test_all_policies_count(tmp_path: Path, policies: Any, decision: str) -> None:
    assert asked(tmp_path, policies=policies)["decision"] == decision


def test_across_accounts_both_sides_have_to_allow(tmp_path: Path) -> None:
    foreign = QUEUE.replace("111122223333", "444455556666")
    mine = {"identity": [document(allow("sqs:*"))]}
    assert asked(tmp_path, resource=foreign, policies=mine)["decision"] == "implicit-deny"
    theirs = document(allow("sqs:*", foreign, Principal={"AWS": "111122223333"}))
    assert asked(tmp_path, resource=foreign, policies={**mine, "resource": theirs})["decision"] == "allow"


def test_whose_a_bucket_is_is_taken_for_granted_only_where_it_decides_and_said(tmp_path: Path) -> None:
    mine = {"identity": [document(allow("s3:*"))]}
    there: dict[str, Any] = {"action": "s3:GetObject", "resource": "arn:aws:s3:::orders/1"}
    found = asked(tmp_path, **there, policies=mine)
    assert found["decision"] == "allow"
    assert "taken to be the caller's, 111122223333" in found["notes"][0]
    told = asked(tmp_path, **there, policies=mine, resource_account="444455556666")
    assert (told["decision"], told["notes"]) == ("implicit-deny", [])
    assert told["request"]["context"] == {"aws:ResourceAccount": "444455556666"}
    assert asked(tmp_path, **there, policies={})["notes"] == []


@pytest.mark.parametrize("key", ["aws:SourceIp", "AWS:SOURCEIP", "aws:sourceip"])
def test_keys_have_no_case_and_are_shown_as_aws_writes_them(tmp_path: Path, key: str) -> None:
    guarded = document(allow("sqs:*", Condition={"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}))
    found = asked(tmp_path, context={key: "203.0.113.7"}, policies={"identity": [guarded]})
    assert found["decision"] == "allow"
    assert found["request"]["context"] == {"aws:SourceIp": "203.0.113.7"}


@pytest.mark.parametrize(
    ("condition", "value", "decision"),
    [
        ({"Bool": {"aws:SecureTransport": "true"}}, True, "allow"),
        ({"Bool": {"aws:SecureTransport": "true"}}, False, "implicit-deny"),
        ({"Bool": {"aws:SecureTransport": "true"}}, "TRUE", "allow"),
        ({"NumericLessThan": {"aws:MultiFactorAuthAge": "300"}}, 299, "allow"),
        ({"NumericLessThan": {"aws:MultiFactorAuthAge": "300"}}, 300.5, "implicit-deny"),
        ({"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}}, ["a"], "allow"),
        ({"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}}, ["a", "c"], "implicit-deny"),
        ({"Null": {"aws:SourceVpc": "true"}}, None, "allow"),
    ],
)
def test_values_are_texts_numbers_booleans_or_lists(tmp_path: Path, condition: Any, value: Any, decision: str) -> None:
    (key,) = next(iter(condition.values()))
    guarded = document(allow("sqs:*", Condition=condition))
    found = asked(tmp_path, context={key: value}, policies={"identity": [guarded]})
    assert found["decision"] == decision


def test_what_looks_mistyped_is_noted(tmp_path: Path) -> None:
    found = asked(tmp_path, action="sqs:SendMesage", context={"aws:SourcArn": "x"})
    assert found["decision"] == "implicit-deny"
    assert any("Did you mean sqs:SendMessage" in note or "SendMessage" in note for note in found["notes"])
    assert any("aws:sourcearn" in note.lower() for note in found["notes"])


def test_an_action_that_acts_on_nothing_needs_no_resource(tmp_path: Path) -> None:
    put(tmp_path, request_json={"principal": ALICE, "action": "sts:GetCallerIdentity"})
    assert answered(tmp_path, "ask", "request.json")[1]["request"]["resource"] == "*"


# -- options


def test_options_say_the_same_as_a_request(tmp_path: Path) -> None:
    put(tmp_path, mine_json=SEND, limit_yaml="Statement: {Effect: Allow, Action: 'sqs:*', Resource: '*'}")
    options = (f"--principal={ALICE}", "--action=sqs:SendMessage", f"--resource={QUEUE}", "--identity=mine.json")
    code, found = answered(tmp_path, "ask", *options, "--boundary=limit.yaml", "--context=aws:SourceIp=203.0.113.7")
    assert (code, found["decision"]) == (1, "allow")
    assert found["by"][0]["location"]["path"] == "mine.json"
    put(tmp_path, no_json=document(allow("s3:*")))
    code, found = answered(tmp_path, "ask", *options, "--scp=limit.yaml", "--scp=no.json,no.json")
    assert (code, found["reason"]) == (0, "no service control policy of level 2 allows it")


def test_options_fill_in_what_requests_leave_out(tmp_path: Path) -> None:
    put(tmp_path, mine_json=SEND, requests_jsonl=f'{{"resource": "{QUEUE}"}}\n{{"resource": "{QUEUE}2"}}\n')
    ran = told(
        tmp_path, "ask", "requests.jsonl", "--identity=mine.json", f"--principal={ALICE}", "--action=sqs:SendMessage"
    )
    assert [line.split()[0] for line in ran.out.splitlines()] == ["allow", "implicit-deny"]
    assert ran.code == 1


def test_standard_input_is_a_request_or_a_policy(tmp_path: Path) -> None:
    data = json.dumps(request(policies={"identity": [SEND]})).encode()
    assert run(tmp_path, "iam", "ask", "-", stdin=data).code == 1
    options = (f"--principal={ALICE}", "--action=sqs:SendMessage", f"--resource={QUEUE}", "--identity=-")
    ran = run(tmp_path, "iam", "ask", *options, stdin=json.dumps(SEND).encode())
    assert ran.code == 1
    assert "--> standard-input:1:" in ran.out


# -- many


def test_lines_are_answered_one_by_one_and_one_that_is_none_spoils_no_other(tmp_path: Path) -> None:
    lines = [json.dumps(request(policies={"identity": [SEND]})), "{", "", json.dumps({"action": "x"}), "[]"]
    put(tmp_path, requests_jsonl="\n".join(lines) + "\n")
    ran = run(tmp_path, "iam", "ask", "requests.jsonl", "--format=json")
    found = [checked("ask", line) for line in ran.out.splitlines()]
    assert [one["decision"] for one in found] == ["allow", "unknown", "unknown", "unknown"]
    assert [one["error"].split(": ")[0] for one in found[1:]] == [
        f"requests.jsonl:{at}" for at in ("2:2", "4:1", "5:1")
    ]
    assert ran.code == 1
    put(tmp_path, requests_jsonl=json.dumps(request()) + "\n{\n")
    assert run(tmp_path, "iam", "ask", "requests.jsonl").code == 4


def test_the_place_in_a_line_has_the_number_of_the_line(tmp_path: Path) -> None:
    line = json.dumps(request(policies={"identity": [SEND]}))
    put(tmp_path, requests_jsonl=f"\n{line}\n{line}\n{line}\n")
    ran = run(tmp_path, "iam", "ask", "requests.jsonl", "--format=json")
    found = [checked("ask", line) for line in ran.out.splitlines()]
    assert [one["by"][0]["location"]["line"] for one in found] == [2, 3, 4]


def test_a_list_is_answered_by_a_list(tmp_path: Path) -> None:
    put(tmp_path, requests_json=[request(), request(policies={"identity": [SEND]}), {"principal": 7, "to": 8}])
    ran = run(tmp_path, "iam", "ask", "requests.json", "--format=json")
    found = json.loads(ran.out)
    assert [one["decision"] for one in found] == ["implicit-deny", "allow", "unknown"]
    for one in found:
        checked("ask", json.dumps(one))
    put(tmp_path, requests_json=[])
    assert json.loads(run(tmp_path, "iam", "ask", "requests.json", "--format=json").out) == []


def test_lines_are_streamed(tmp_path: Path) -> None:
    """Ten thousand lines of a pipe, most of which nobody waits for."""
    line = json.dumps(request(policies={"identity": [SEND]}))
    ran = hauberk("iam", "ask", "-", "--format=json", folder=tmp_path, stdin=f"{line}\n" * 300)
    assert ran.out.count("\n") == 300
    assert ran.code == 1


# -- templates

TEMPLATE = """
Parameters: { Stage: { Type: String, AllowedValues: [dev, prod], Default: dev } }
Conditions: { Prod: !Equals [!Ref Stage, prod] }
Resources:
  Orders: { Type: AWS::SQS::Queue }
  Files: { Type: AWS::S3::Bucket }
  OrdersPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Orders]
      PolicyDocument:
        Statement: { Effect: Deny, Principal: "*", Action: "sqs:PurgeQueue", Resource: !GetAtt Orders.Arn }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: own
          PolicyDocument:
            Statement:
              - { Effect: Allow, Action: "sqs:*", Resource: !GetAtt Orders.Arn }
              - { Effect: Allow, Action: "s3:GetObject", Resource: !Sub "${Files.Arn}/in/*" }
              - { Effect: !If [Prod, Deny, Allow], Action: "sns:Publish", Resource: "*" }
              - { Effect: Allow, Action: "sns:Subscribe", Resource: !Ref Topic }
  Worker:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt Role.Arn, Code: { ZipFile: "" } }
  Elsewhere:
    Type: AWS::Lambda::Function
    Properties: { Role: "arn:aws:iam::1:role/x", Code: { ZipFile: "" } }
  Never: { Type: AWS::IAM::Role, Condition: Prod }
"""


@pytest.mark.parametrize(
    ("action", "resource", "decision"),
    [
        ("sqs:SendMessage", "t.yaml#Orders", "allow"),
        ("sqs:PurgeQueue", "t.yaml#Orders", "explicit-deny"),
        ("s3:GetObject", "t.yaml#Files/in/a", "allow"),
        ("s3:GetObject", "t.yaml#Files/out", "implicit-deny"),
        ("sns:Publish", "arn:aws:sns:eu-west-1:111122223333:t", "unknown"),
        ("sqs:SendMessage", "arn:aws:sqs:us-east-1:444455556666:Orders", "unknown"),
        ("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:444455556666:table/t", "implicit-deny"),
    ],
)
@pytest.mark.parametrize("name", ["Role", "Worker"])
def test_a_role_and_a_resource_of_a_template(
    tmp_path: Path, name: str, action: str, resource: str, decision: str
) -> None:
    put(tmp_path, t_yaml=TEMPLATE.replace("!Ref Topic", '"*"'))
    code, found = answered(tmp_path, "ask", f"--identity=t.yaml#{name}", f"--action={action}", f"--resource={resource}")
    assert found["decision"] == decision
    assert code == {"allow": 1, "unknown": 4}.get(decision, 0)


def test_what_depends_on_parameters_says_on_which_and_they_can_be_fixed(tmp_path: Path) -> None:
    put(tmp_path, t_yaml=TEMPLATE.replace("!Ref Topic", '"*"'))
    wanted = ("--identity=t.yaml#Role", "--action=sns:Publish", "--resource=arn:aws:sns:eu-west-1:111122223333:t")
    _, found = answered(tmp_path, "ask", *wanted)
    assert "explicit-deny when Stage is prod" in found["reason"]
    assert answered(tmp_path, "ask", *wanted, "--parameters=Stage=prod")[1]["decision"] == "explicit-deny"


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("Rol", "t.yaml: there is no resource 'Rol' in it. Did you mean Role?"),
        ("Orders", "Orders is of type AWS::SQS::Queue, not a role, user, group or function"),
        ("Elsewhere", "the role of Elsewhere isn't one of this template"),
    ],
)
def test_a_resource_that_has_no_identity(tmp_path: Path, name: str, complaint: str) -> None:
    put(tmp_path, t_yaml=TEMPLATE.replace("!Ref Topic", '"*"'))
    assert complaint in refused(tmp_path, "ask", f"--identity=t.yaml#{name}", "--action=sqs:SendMessage")


API = """
Resources:
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orders
      Policy:
        Statement:
          - { Effect: Allow, Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*/GET/*" }
          - { Effect: Deny, Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*/GET/admin*" }
"""


@pytest.mark.parametrize(
    ("call", "decision"),
    [
        ("prod/GET/orders/7", "allow"),
        ("prod/GET/", "allow"),
        ("prod/POST/orders", "implicit-deny"),
        ("prod/GET/admin/x", "explicit-deny"),
    ],
)
def test_a_call_of_an_api_of_a_template(tmp_path: Path, call: str, decision: str) -> None:
    """It acts on an ARN of ``execute-api``; the API's own is of ``apigateway``, where it is managed."""
    put(tmp_path, api_yaml=API)
    one = (f"--principal={ALICE}", "--action=execute-api:Invoke", f"--resource=api.yaml#Orders/{call}")
    _, found = answered(tmp_path, "ask", *one)
    assert found["decision"] == decision
    assert found["request"]["resource"] == f"arn:aws:execute-api:eu-west-1:111122223333:Orders/{call}"


def test_an_api_is_managed_by_its_own_arn(tmp_path: Path) -> None:
    put(tmp_path, api_yaml=API)
    one = (f"--principal={ALICE}", "--action=apigateway:DELETE", "--resource=api.yaml#Orders")
    _, found = answered(tmp_path, "ask", *one)
    assert found["request"]["resource"] == "arn:aws:apigateway:eu-west-1::/restapis/Orders"


def test_a_call_of_an_api_is_of_a_stage_a_method_and_a_path(tmp_path: Path) -> None:
    put(tmp_path, api_yaml=API)
    for name in ("Orders", "Orders/prod"):
        one = (f"--principal={ALICE}", "--action=execute-api:Invoke", f"--resource=api.yaml#{name}")
        assert "such as api.yaml#Orders/prod/GET/orders" in refused(tmp_path, "ask", *one)


def test_nobody_uses_what_is_of_another_partition(tmp_path: Path) -> None:
    put(tmp_path, p_json={"Version": "2012-10-17", "Statement": [allow("s3:*")]})
    for partition, decision in (("aws", "implicit-deny"), ("aws-cn", "allow")):
        one = (f"--principal=arn:{partition}:iam::111122223333:user/a", "--action=s3:GetObject")
        _, found = answered(tmp_path, "ask", "--identity=p.json", *one, "--resource=arn:aws-cn:s3:::orders/x")
        assert found["decision"] == decision
    assert (
        "of the partition aws can't use what is of aws-cn"
        in told(
            tmp_path,
            "ask",
            "--identity=p.json",
            f"--principal={ALICE}",
            "--action=s3:GetObject",
            "--resource=arn:aws-cn:s3:::orders/x",
        ).out
    )


# -- what is no request


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "request.json: "),
        ("{", "request.json:1:2: "),
        ('{"principal": ]', "request.json:1:15: "),
        ("7", "request.json:1:1: a request is a JSON object"),
        ('{"action": "s3:GetObject"}', "who asks isn't told"),
        ('{"principal": "*", "action": "s3:*", "resource": "*"}', "'s3:*' is no action of a request"),
        ('{"principal": "*", "action": "s3", "resource": "*"}', "'s3' is no action of a request"),
        ('{"principal": "*", "action": "s3:GetObject"}', "a request needs a resource; s3:GetObject acts on arn:"),
        ('{"principals": "*"}', "request.json:1:2: a request has no member 'principals'. Did you mean principal"),
        ('{"principal": ["*"]}', "request.json:1:15: principal is a text"),
        ('{"principal": true}', "request.json:1:15: principal is a text"),
        ('{"context": []}', "request.json:1:13: context is a JSON object"),
        ('{"context": {"SourceIp": "x"}}', "request.json:1:14: 'SourceIp' is no condition key"),
        ('{"context": {"aws:a": {}}}', "request.json:1:23: the value of aws:a is a text"),
        ('{"context": {"aws:a": "1", "AWS:A": "2"}}', "request.json:1:28: AWS:A is aws:a: keys have no case"),
        ('{"principal": "*", "principal": "*"}', "request.json:1:20: "),
        ('{"policies": []}', "request.json:1:14: policies is a JSON object"),
        ('{"policies": {"identity": [{"Statement": 1}]}}', "request.json:1:42: a statement has to be an object"),
        ('{"policies": {"identity": ["arn:aws:iam::aws:policy/x"]}}', "is no policy that AWS manages"),
        ('{"policies": {"resources": {}}}', "policies has no member 'resources'. Did you mean resource?"),
    ],
)
def test_what_is_no_request_is_refused_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    put(tmp_path, request_json=text)
    assert complaint in refused(tmp_path, "ask", "request.json", "--format=json")


@pytest.mark.parametrize(
    ("context", "complaint"),
    [
        ({"aws:PrincipalAccount": "444455556666"}, "the context says 444455556666 for aws:principalaccount"),
        ({"aws:username": "bob"}, "the context says bob for aws:username"),
    ],
)
def test_a_request_that_contradicts_itself_is_none(tmp_path: Path, context: Any, complaint: str) -> None:
    put(tmp_path, request_json=request(context=context))
    assert complaint in refused(tmp_path, "ask", "request.json")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("nowhere.json",), "there is no file 'nowhere.json'"),
        (("--identity=nowhere.json", "--principal=*", "--action=s3:GetObject"), "there is no file 'nowhere.json'"),
        (("--identity=arn:aws:iam::aws:policy/Nope",), "is no policy that AWS manages"),
        (("--context=SourceIp=1", "--principal=*"), "--context takes KEY=VALUE"),
        (("--context=aws:SourceIp", "--principal=*"), "--context takes KEY=VALUE"),
        (("--identity=-", "--session=-"), "standard input can be read once"),
        ((), "who asks isn't told"),
        (("--acton=x",), "there is no option --acton. Did you mean --action"),
    ],
)
def test_a_wrong_command_line(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    assert complaint in refused(tmp_path, "ask", *arguments)


def test_a_policy_that_aws_would_not_take_is_refused_with_all_places(tmp_path: Path) -> None:
    put(
        tmp_path,
        bad_json='{"Statement": [\n {"Effect": "allow", "Action": "s3:*", "Resource": "*"},\n {"Effct": "Deny"}]}',
    )
    error = refused(tmp_path, "ask", "--identity=bad.json", "--principal=*", "--action=s3:GetObject", "--resource=*")
    assert error.startswith("hauberk: bad.json:2:13: Effect is Allow or Deny, in this case\n")
    assert "\nbad.json:3:3: a statement has no element 'Effct'" in error


def test_the_answer_for_a_person(tmp_path: Path) -> None:
    put(tmp_path, mine_json=json.dumps(SEND, indent=2))
    ran = told(
        tmp_path,
        "ask",
        f"--principal={ALICE}",
        "--action=sqs:SendMessage",
        f"--resource={QUEUE}",
        "--identity=mine.json",
    )
    assert (
        ran.out
        == f"""allow: {ALICE}: sqs:SendMessage on {QUEUE}
  --> mine.json:4:5
  4 |     {{
  5 |       "Effect": "Allow",
  6 |       "Action": "sqs:SendMessage",
  7 |       "Resource": "{QUEUE}",
    | this allows it
  = why: statement 'Send' of mine.json allows it
"""
    )


def test_the_management_account_isnt_limited(tmp_path: Path) -> None:
    closed = document(deny("*"))
    limits = {
        "identity": [SEND],
        "scp": [[document(allow("*")), closed]],
        "rcp": [[document(deny("*", Principal="*"))]],
    }
    assert asked(tmp_path, policies=limits)["decision"] == "explicit-deny"
    own, other = "111122223333", "444455556666"
    assert asked(tmp_path, policies=limits, management_account=own)["decision"] == "allow"
    assert asked(tmp_path, policies=limits, management_account=other)["decision"] == "explicit-deny"


@pytest.mark.parametrize("principal", ["arn:aws:iam::111122223333:root", "*"])
def test_who_cant_assume_a_role(tmp_path: Path, principal: str) -> None:
    trusting = document({"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"})
    found = asked(
        tmp_path, principal=principal, action="sts:AssumeRole", resource=ROLE, policies={"resource": trusting}
    )
    assert found["decision"] == "implicit-deny"


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({"principal": "bob"}, "no principal"),
        ({"principal": "arn:aws:iam::111122223333:group/g"}, "no principal"),
        ({"resource": "garbage"}, "no ARN"),
        ({"resource": "arn:aws-xx:sqs:eu-west-1:111122223333:orders"}, "no partition 'aws-xx'"),
        ({"action": "kms:Decrypt", "resource": "arn:aws:kms:eu-west-1:111122223333:alias/a"}, "alias"),
    ],
)
def test_what_aws_cant_have_is_noted(tmp_path: Path, changed: dict[str, Any], note: str) -> None:
    found = asked(tmp_path, **changed)
    assert any(note in one for one in found["notes"])
