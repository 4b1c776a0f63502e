"""What is told of a place in code that hostile data reaches: the way, who gets there, and what the role may do."""

from datetime import date
from pathlib import Path

import pytest

from hauberk.model.ledger import Entry, Ledger
from hauberk.reports.grouping import rank
from hauberk.scan.pipeline import Plan, check
from hauberk.study.code import reached

CONTROL = "command-injection"
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
Resources:
  Scans:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
"""
CODE = """\
import os


def run(name):
    os.system(f"pdfinfo {name}")


def handler(event, context):
    run(event["body"])
"""


def checked(folder: Path, more: str = "", code: str = CODE, before: str = TEMPLATE) -> Ledger:
    (folder / "src").mkdir(exist_ok=True)
    (folder / "template.yaml").write_text(before + more, encoding="utf-8")
    (folder / "src/app.py").write_text(code, encoding="utf-8")
    plan = Plan(paths=("template.yaml",), controls=frozenset((CONTROL,)), base=str(folder), today=date(2026, 11, 30))
    return check(plan)


def only(folder: Path, more: str = "", code: str = CODE) -> Entry:
    (found,) = checked(folder, more, code).findings()
    return found


def beside(entry: Entry) -> list[str]:
    return [place.says for place in entry.locations[1:]]


def test_the_way_goes_from_the_event_to_the_place(tmp_path: Path) -> None:
    found = only(tmp_path)
    assert [(step.line, step.role, step.says) for step in found.flow] == [
        (9, "related", "event.body is read"),
        (9, "related", "goes to run"),
        (5, "primary", "os.system hands event.body to a shell"),
    ]
    assert found.locations[0] == found.flow[-1]


def test_a_finding_survives_moved_lines_and_others_of_its_kind(tmp_path: Path) -> None:
    before = only(tmp_path)
    moved = only(tmp_path, code=f"# what it does\n\n\n{CODE}".replace("pdfinfo", "file"))
    assert moved.fingerprint == before.fingerprint
    other = CODE.replace('    run(event["body"])', '    os.popen(event["body"])\n    run(event["body"])')
    found = {entry.subject: entry.fingerprint for entry in checked(tmp_path, code=other).findings()}
    assert found.keys() == {"Scans/os.popen", "Scans/os.system"}
    assert found["Scans/os.system"] == before.fingerprint


def test_of_several_alike_each_has_its_number(tmp_path: Path) -> None:
    twice = CODE.replace('    run(event["body"])', '    run(event["body"])\n    os.system(event["path"])')
    found = [entry.subject for entry in checked(tmp_path, code=twice).findings()]
    assert sorted(found) == ["Scans/os.system", "Scans/os.system#2"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("", "who invokes this function isn't told, so what it is called with is hostile"),
        ("      FunctionUrlConfig: { AuthType: AWS_IAM }\n", "invoked by function URL"),
        ("      FunctionUrlConfig: { AuthType: NONE }\n", "anyone can call it by this URL"),
        (
            "      FunctionUrlConfig: { AuthType: !If [IsDev, NONE, AWS_IAM] }\n",
            "anyone can call it by this URL, while Stage keeps its default (dev)",
        ),
        (
            "      Events: { A: { Type: HttpApi, Properties: { Path: /a, Method: post } } }\n",
            "anyone can call it by ServerlessHttpApi POST /a",
        ),
        (
            "      Events: { A: { Type: Api, Properties: { Path: /a, Method: get, Auth: { Authorizer: AWS_IAM }}}}\n",
            "invoked by API Gateway",
        ),
        (
            "      Events: { A: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:111122223333:a } } }\n",
            "invoked by SQS, as hostile as its producers, who aren't known",
        ),
        (
            "  Anyone:\n    Type: AWS::Lambda::Permission\n"
            '    Properties: { FunctionName: !Ref Scans, Action: lambda:InvokeFunction, Principal: "*" }\n',
            "every AWS account can invoke it",
        ),
    ],
)
def test_who_gets_there_is_told(tmp_path: Path, more: str, says: str) -> None:
    assert says in beside(only(tmp_path, more))


QUEUE = """\
      Events: { A: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } }
  Jobs:
    Type: AWS::SQS::Queue
  Open:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: "*", Action: ACTION, Resource: !GetAtt Jobs.Arn }
"""


def test_a_queue_that_anyone_sends_to_is_a_way_in(tmp_path: Path) -> None:
    assert "anyone with an AWS account can send to Jobs" in beside(only(tmp_path, QUEUE.replace("ACTION", "sqs:Send*")))


def test_a_queue_that_anyone_only_reads_is_none(tmp_path: Path) -> None:
    found = only(tmp_path, QUEUE.replace("ACTION", "sqs:ReceiveMessage"))
    assert beside(found)[0] == "invoked by SQS, as hostile as its producers, who aren't known"


POLICY = """\
      Policies:
        - Statement:
            - { Effect: Allow, Action: ACTION, Resource: RESOURCE }
DENY  Carrier:
    Type: AWS::SecretsManager::Secret
"""
DENY = "            - { Effect: Deny, Action: secretsmanager:*, Resource: '*' }\n"


@pytest.mark.parametrize(
    ("action", "resource", "deny", "says"),
    [
        ("secretsmanager:GetSecretValue", "'*'", "", "its role ScansRole reads every secret"),
        ("secretsmanager:Get*", "!Ref Carrier", "", "its role ScansRole reads the secret Carrier"),
        ("'*'", "'*'", "", "its role ScansRole may do everything"),
        ("secretsmanager:GetSecretValue", "'*'", DENY, ""),
        ("logs:PutLogEvents", "'*'", "", ""),
        (
            "[dynamodb:Query, dynamodb:PutItem]",
            "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
            "",
            "its role ScansRole reads and changes the table orders",
        ),
    ],
)
def test_what_the_role_may_do_is_told(tmp_path: Path, action: str, resource: str, deny: str, says: str) -> None:
    policy = POLICY.replace("ACTION", action).replace("RESOURCE", resource).replace("DENY", deny)
    told = [text for text in beside(only(tmp_path, policy)) if text.startswith("its role")]
    assert told == ([says] if says else [])


def test_what_anyone_reaches_and_what_reads_secrets_comes_first(tmp_path: Path) -> None:
    """Four functions of the same code: whoever gets there counts for more than what the role may do."""
    rest = "    Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: src/"
    reads = "Policies: [{ Statement: [{ Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: '*' }] }]"
    anyone = "FunctionUrlConfig: { AuthType: NONE }"
    more = "".join(
        f"  {name}:\n    Type: AWS::Serverless::Function\n{rest}, {', '.join(given)} }}\n"
        for name, given in (("Reads", [reads]), ("Open", [anyone]), ("Both", [anyone, reads]))
    )
    ordered = sorted(checked(tmp_path, more).findings(), key=rank)
    assert [entry.functions[0] for entry in ordered] == ["Both", "Open", "Reads", "Scans"]


@pytest.mark.parametrize(
    "code",
    [
        CODE.replace('{name}")', '{name}")  # hauberk: ignore[command-injection] names are made by us'),
        CODE.replace("    os.", "    # hauberk: ignore[command-injection] names are made by us\n    os."),
    ],
    ids=["behind", "above"],
)
def test_a_finding_in_code_is_switched_off_where_it_stands(tmp_path: Path, code: str) -> None:
    found = checked(tmp_path, code=code)
    assert found.findings() == []
    assert [entry.suppressed.reason for entry in found.entries if entry.suppressed] == ["names are made by us"]


def test_an_ignore_in_code_without_a_reason_is_told_of(tmp_path: Path) -> None:
    found = checked(tmp_path, code=CODE.replace('{name}")', '{name}")  # hauberk: ignore[command-injection]'))
    assert len(found.findings()) == 1
    assert any("src/app.py:5" in note for note in found.notes)


CHAIN = """\
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { CodeUri: src/ } }
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Front:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: front.handler
      Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName } }]
      Events: { In: { Type: ENTRY } }
  Back:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: RUNTIME
      Handler: app.handler
      Events: { In: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn } } }
"""
PYTHON = """\
import os


def handler(event, context):
    for record in event["Records"]:
        os.system(record["body"])
"""
SCRIPT = """\
const { execSync } = require("child_process");
exports.handler = async (event) => {
  for (const record of event.Records) execSync(record.body);
};
"""
OPEN_API = "HttpApi, Properties: { Path: /orders, Method: post }"
SIGNED_API = "Api, Properties: { Path: /orders, Method: post, Auth: { Authorizer: AWS_IAM } }"
CLOCK = "Schedule, Properties: { Schedule: rate(1 day) }"


def of_records(folder: Path, entry: str, runtime: str) -> list[Entry]:
    (folder / "src").mkdir(exist_ok=True)
    (folder / "src/front.py").write_text("def handler(event, context):\n    pass\n", encoding="utf-8")
    (folder / "src/app.js").write_text(SCRIPT, encoding="utf-8")
    before = CHAIN.replace("ENTRY", entry).replace("RUNTIME", runtime)
    return checked(folder, code=PYTHON, before=before).findings()


@pytest.mark.parametrize("runtime", ["python3.13", "nodejs22.x"])
def test_records_are_as_hostile_as_their_producers(tmp_path: Path, runtime: str) -> None:
    (anyone,) = of_records(tmp_path, OPEN_API, runtime)
    assert "an anonymous caller of POST /orders → function Front → queue Jobs → this function" in beside(anyone)
    (known,) = of_records(tmp_path, SIGNED_API, runtime)
    assert "a caller of POST /orders → function Front → queue Jobs → this function" in beside(known)
    assert anyone.weight > known.weight
    assert of_records(tmp_path, CLOCK, runtime) == []


def test_a_queue_between_takes_nothing_from_what_anyone_says(tmp_path: Path) -> None:
    (found,) = of_records(tmp_path, OPEN_API, "python3.13")
    alone = only(tmp_path, "      FunctionUrlConfig: { AuthType: NONE }\n")
    assert found.weight == alone.weight


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("builtins.eval", "eval"),
        ("os.system", "os.system"),
        ("boto3.client().invoke", "boto3's invoke"),
        ("?what is given.find", "find"),
        ("missing:src/model.ts.books.findOneAndUpdate", "findOneAndUpdate"),
    ],
)
def test_what_is_called_goes_by_a_name_that_a_reader_knows(path: str, told: str) -> None:
    assert reached._called(path) == told
