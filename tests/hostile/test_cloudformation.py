"""Templates that go in circles, explode, lead out of the folder, or are of the wrong shape everywhere."""

import json
from pathlib import Path

import pytest

from hauberk.model.ledger import Ledger
from hauberk.model.verdict import State
from hauberk.scan.pipeline import Plan, check
from tests.hostile.inputs import CONTROL, GOOD, codes, of, read, verdicts
from tests.scan.places import put

LOOPS = "Transform: AWS::LanguageExtensions\n"
MANY = ",".join(f"n{number}" for number in range(9_999))


def queue(name: str, value: str) -> str:
    return f"  B: {{ Type: AWS::SQS::Queue, Properties: {{ {name}: {value} }} }}\n"


ODD = {
    "ref-of-itself": GOOD + queue("QueueName", "!Ref B"),
    "ref-in-a-circle": GOOD + queue("QueueName", "!Ref C") + queue("QueueName", "!Ref B").replace("B:", "C:", 1),
    "attribute-in-a-circle": GOOD
    + queue("QueueName", "!GetAtt C.Arn")
    + queue("QueueName", "!GetAtt B.Arn").replace("B:", "C:", 1),
    "substitution-in-a-circle": GOOD + queue("QueueName", '!Sub "${B}${B.Arn}${!B}${AWS::NoSuch}"'),
    "dependency-in-a-circle": GOOD
    + "  B: { Type: AWS::SQS::Queue, DependsOn: C }\n  C: { Type: AWS::SQS::Queue, DependsOn: [B, B, C, Gone, 1] }\n",
    "condition-in-a-circle": "Conditions: { A: !Not [!Condition B], B: !Not [!Condition A] }\n"
    + GOOD
    + queue("QueueName", "!If [A, a, b]"),
    "condition-of-itself": "Conditions: { A: !And [!Condition A, !Condition A] }\n"
    + GOOD
    + queue("QueueName", "!If [A, a, b]"),
    "rule-of-its-own-parameter": "Parameters: { P: { Type: String, Default: !Ref P, AllowedValues: !Ref P } }\n" + GOOD,
    "two-hundred-conditions": "Conditions:\n"
    + "".join(f"  C{n}: !Equals [!Ref AWS::Region, r{n}]\n" for n in range(200))
    + GOOD
    + queue("QueueName", "".join(f"!If [C{n}, " for n in range(30)) + "x" + ", y]" * 30),
    "two-hundred-conditions-of-two-hundred-parameters": "Parameters:\n"
    + "".join(f"  P{n}: {{ Type: String }}\n" for n in range(200))
    + "Conditions:\n"
    + "".join(f"  C{n}: !Equals [!Ref P{n}, x]\n" for n in range(200))
    + f"  All: !And [{', '.join(f'!Condition C{n}' for n in range(200))}]\n"
    + f"  Any: !Or [{', '.join(f'!Condition C{n}' for n in range(200))}]\n"
    + GOOD
    + "  B: { Type: AWS::SQS::Queue, Condition: Any }\n  C: { Type: AWS::SQS::Queue, Condition: All }\n",
    "a-parity-of-conditions": "Parameters:\n"
    + "".join(f"  P{n}: {{ Type: String }}\n" for n in range(100))
    + "Conditions:\n  X0: !Equals [!Ref P0, x]\n"
    + "".join(f"  C{n}: !Equals [!Ref P{n}, x]\n" for n in range(1, 100))
    + "".join(
        f"  X{n}: !Or [!And [!Condition X{n - 1}, !Not [!Condition C{n}]], !And [!Not [!Condition X{n - 1}],"
        f" !Condition C{n}]]\n"
        for n in range(1, 100)
    )
    + GOOD
    + "  B: { Type: AWS::SQS::Queue, Condition: X99 }\n",
    "a-chain-of-conditions": "Conditions:\n  C0: !Equals [!Ref AWS::Region, x]\n"
    + "".join(f"  C{n}: !Or [!Condition C{n - 1}, !Condition C{n - 1}]\n" for n in range(1, 1_000))
    + GOOD
    + "  B: { Type: AWS::SQS::Queue, Condition: C999 }\n",
    "functions-in-functions": GOOD + queue("QueueName", "!Join ['', [" * 60 + "x" + "]]" * 60),
    "a-text-made-of-texts": "Mappings: { M: { a: { b: '"
    + "x" * 100_000
    + "' } } }\n"
    + GOOD
    + queue("QueueName", "!Join [!FindInMap [M, a, b], [" + ",".join("a" * 1_000) + "]]"),
    "a-text-of-many-holes": GOOD + queue("QueueName", '!Sub "' + "${AWS::Region}" * 100_000 + '"'),
    "a-list-of-many-pieces": GOOD + queue("QueueName", "!Select [0, !Split [',', '" + "," * 2_000_000 + "']]"),
    "addresses-without-end": GOOD + queue("QueueName", "!Select [0, !Cidr ['::/0', 99999999999, 1]]"),
    "loop-without-end": LOOPS + GOOD + f"  Fn::ForEach::L: [N, [{MANY}], {{'B${{N}}': {{Type: 'AWS::SQS::Queue'}}}}]\n",
    "loops-in-loops": LOOPS
    + GOOD
    + "  Fn::ForEach::A: [X, ["
    + ",".join("abcdefgh")
    + "], "
    + "".join(f"{{Fn::ForEach::B{n}: [X{n}, [a, b, c, d, e, f, g, h], " for n in range(6))
    + "{'Q${X}': {Type: AWS::SQS::Queue}}"
    + "]}" * 6
    + "]\n",
    "loop-over-itself": LOOPS + GOOD + "  Fn::ForEach::L: [N, !Ref N, {'B${N}': {Type: AWS::SQS::Queue}}]\n",
    "loop-of-the-wrong-shape": LOOPS
    + GOOD
    + "  Fn::ForEach::L: 3\n  Fn::ForEach::M: [1, 2, 3]\n  Fn::ForEach::K: {}\n",
    "resources-of-the-wrong-shape": GOOD
    + "  B: 3\n  C: { Type: [] }\n  D: [ { Type: AWS::SQS::Queue } ]\n  E: ~\n  F: {}\n",
    "properties-of-the-wrong-shape": GOOD
    + "  B: { Type: AWS::SQS::Queue, Properties: [1] }\n  C: { Type: AWS::SQS::Queue, Properties: x, Metadata: 1 }\n"
    + "  D: { Type: AWS::SQS::Queue, Properties: !Ref C, DependsOn: {a: 1}, Condition: [] }\n",
    "sections-of-the-wrong-shape": "Parameters: 1\nConditions: [a]\nMappings: x\nOutputs: 3\n"
    + "Metadata: []\nGlobals: ~\nRules: 1\n"
    + GOOD,
    "transforms-of-the-wrong-shape": "Transform: [1, {}, [AWS::Include],"
    + " {Name: []}, {Name: AWS::Include, Parameters: 3}]\n"
    + GOOD,
    "functions-of-the-wrong-shape": GOOD
    + "".join(
        f"  B{number}: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {{ '{name}': {argument} }} }} }}\n"
        for number, (name, argument) in enumerate(
            (f"{prefix}{name}", argument)
            for prefix, names in (
                ("Fn::", "Base64 Cidr FindInMap GetAtt GetAZs If Join Length Select Split Sub ToJsonString Transform"),
                ("Fn::", "ImportValue And Or Not Equals ForEach::X NoSuch"),
                ("", "Ref Condition"),
            )
            for name in names.split()
            for argument in ("~", "3", "''", "[]", "{}", "[[]]", "[1, 2, 3, 4]", "{a: {}}", "[x, {b: c}]", ".nan")
        )
    ),
}

REASONS = {
    "loop-without-end": {"loop-too-long"},
    "loops-in-loops": {"loop-too-long"},
    "loop-over-itself": {"unknown-loop"},
    "loop-of-the-wrong-shape": {"malformed-loop"},
    "resources-of-the-wrong-shape": {"malformed"},
    "transforms-of-the-wrong-shape": {"macro", "include"},
}
"""What is said to be unread; of the others nothing is."""


@pytest.mark.parametrize("name", ODD)
def test_the_rest_of_the_template_is_judged_all_the_same(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, "hostile.yaml", ODD[name].encode())
    assert verdicts(found, "hostile.yaml") == [State.VIOLATED]
    assert {gap.code for gap in found.gaps} == REASONS.get(name, set())


TYPES = (
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Api",
    "AWS::CloudFront::Distribution",
    "AWS::Cognito::UserPool",
    "AWS::DynamoDB::Table",
    "AWS::EC2::SecurityGroup",
    "AWS::IAM::Role",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Function",
    "AWS::Lambda::Permission",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::QueuePolicy",
    "AWS::Serverless::Api",
    "AWS::Serverless::Application",
    "AWS::Serverless::Connector",
    "AWS::Serverless::Function",
    "AWS::Serverless::GraphQLApi",
    "AWS::Serverless::HttpApi",
    "AWS::Serverless::LayerVersion",
    "AWS::Serverless::SimpleTable",
    "AWS::Serverless::StateMachine",
    "AWS::Serverless::WebSocketApi",
    "AWS::StepFunctions::StateMachine",
    "AWS::WAFv2::WebACL",
)
NAMES = (
    "Action", "AssumeRolePolicyDocument", "Auth", "AuthType", "Authorizers", "AutoPublishAlias", "Bindings", "Body",
    "BucketName", "Code", "CodeUri", "ContentUri", "Cors", "DeadLetterConfig", "DefaultAction", "DefinitionBody",
    "DefinitionUri", "DeploymentPreference", "Description", "Destination", "DistributionConfig", "Domain",
    "Environment", "EventInvokeConfig", "Events", "FunctionName", "FunctionUrlConfig", "Globals", "Layers",
    "Location", "MethodSettings", "Models", "Parameters", "Policies", "PolicyDocument", "PrimaryKey", "Principal",
    "ProvisionedConcurrencyConfig", "Queues", "RestApiId", "Role", "Routes", "Rules", "Runtime", "Schema",
    "SecurityGroupIngress", "Source", "StageName", "Statement", "Tags", "TargetFunctionArn", "Tracing", "VpcConfig",
    "WebACLId"
)  # fmt: skip
VALUES = (
    "~", "3", "x", "true", "[]", "{}", "[[]]", "[3]", "[{}]", "{x: 3}", "{x: {x: {x: 3}}}", "[~]", "{Fn::If: []}",
    "!Ref Gone", "!GetAtt Gone.Arn", "!Sub '${Gone}'", "!Ref AWS::NoValue", "{Ref: {}}", "1.5e300", "''",
    "{Statement: {Action: 3, Effect: [], Principal: {AWS: {}}}}", "[{Type: 3, Properties: []}]",
    "{E: {Type: Api, Properties: 3}}", "{E: {Type: [], Properties: {}}}", "{E: {Type: S3, Properties: {Bucket: {}}}}",
)  # fmt: skip


@pytest.mark.parametrize("type_", TYPES)
def test_no_shape_of_a_property_is_a_fault(tmp_path: Path, type_: str) -> None:
    for number, value in enumerate(VALUES):
        properties = "".join(f"      {name}: {value}\n" for name in NAMES)
        resource = f"  R:\n    Type: {type_}\n    Properties:\n{properties}"
        whole = f"  S:\n    Type: {type_}\n    Properties: {value}\n    Metadata: {value}\n    DependsOn: {value}\n"
        place = tmp_path / str(number) / "template.yaml"
        place.parent.mkdir()
        place.write_text(GOOD + resource + whole, encoding="utf-8")
    found = check(Plan(base=str(tmp_path)))
    faults = [entry for entry in found.entries if entry.reason and entry.reason.code == "internal-error"]
    assert [(entry.application, entry.control) for entry in faults] == []
    assert "internal-error" not in codes(found)
    judged = {entry.application for entry in found.findings() if entry.control == CONTROL}
    unread = {gap.path for gap in found.gaps}
    assert judged | unread == {f"{number}/template.yaml" for number in range(len(VALUES))}


def nested(location: str, name: str = "Child") -> str:
    return f"  {name}: {{ Type: AWS::CloudFormation::Stack, Properties: {{ TemplateURL: '{location}' }} }}\n"


def include(location: str) -> str:
    return f"Transform: {{ Name: AWS::Include, Parameters: {{ Location: '{location}' }} }}\n"


def folder(tmp_path: Path, files: dict[str, str]) -> Ledger:
    put(tmp_path / "inside", files)
    return check(Plan(base=str(tmp_path / "inside")))


def violated(found: Ledger) -> list[str]:
    return [e.locations[0].path for e in found.findings() if e.control == CONTROL]


def test_a_stack_that_nests_itself(tmp_path: Path) -> None:
    found = folder(tmp_path, {"a.yaml": GOOD + nested("a.yaml")})
    assert violated(found) == ["a.yaml"]
    assert [(gap.path, gap.code) for gap in found.gaps] == [("a.yaml", "nested-loop")]


def test_stacks_that_nest_each_other_are_each_judged_once(tmp_path: Path) -> None:
    """Neither is the main one, so each could be taken for a part of the other, and nothing would be left."""
    files = {"a.yaml": GOOD + nested("b.yaml"), "b.yaml": GOOD + nested("c.yaml"), "c.yaml": GOOD + nested("a.yaml")}
    found = folder(tmp_path, files)
    assert violated(found) == ["a.yaml", "b.yaml", "c.yaml"]
    assert {gap.code for gap in found.gaps} == {"nested-loop"}


def test_a_chain_of_stacks_past_the_depth_is_judged_in_pieces(tmp_path: Path) -> None:
    files = {f"s{n:02}.yaml": GOOD + (nested(f"s{n + 1:02}.yaml") if n < 29 else "") for n in range(30)}
    found = folder(tmp_path, files)
    assert sorted(violated(found)) == sorted(files)
    assert {gap.code for gap in found.gaps} == {"too-many-stacks"}


def test_stacks_that_double_stop_at_their_budget(tmp_path: Path) -> None:
    files = {f"s{n}.yaml": GOOD + nested(f"s{n + 1}.yaml") + nested(f"s{n + 1}.yaml", "Twin") for n in range(9)}
    found = folder(tmp_path, {**files, "s9.yaml": GOOD})
    assert set(violated(found)) == {*files, "s9.yaml"}
    assert {gap.code for gap in found.gaps} == {"too-many-stacks"}
    assert len(violated(found)) <= 202


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("../secret.yaml", "outside-root"),
        ("../../../../../../etc/passwd", "outside-root"),
        ("/etc/passwd", "outside-root"),
        ("link.txt", "outside-root"),
        ("folder/secret.yaml", "outside-root"),
        ("gone.yaml", "no-such-file"),
        ("a\\0b", "no-such-file"),
        ("x" * 5_000, "no-such-file"),
        ("down", "not-a-file"),
    ],
)
@pytest.mark.parametrize("how", ["nested", "application", "include", "include-inside"])
def test_nothing_outside_is_opened(tmp_path: Path, how: str, location: str, code: str) -> None:
    put(
        tmp_path,
        {"secret.yaml": "Canary: &c canary-5c1f\nResources: {S: {Type: AWS::SQS::Queue}}\n", "inside/down/x": ""},
    )
    (tmp_path / "inside" / "link.txt").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "inside" / "folder").symlink_to(tmp_path)
    quoted = f'"{location}"'
    template = {
        "nested": GOOD + nested("@"),
        "application": GOOD + "  A: { Type: AWS::Serverless::Application, Properties: { Location: '@' } }\n",
        "include": include("@") + GOOD,
        "include-inside": GOOD + "  B: { Type: AWS::SQS::Queue, Properties:"
        " { Fn::Transform: { Name: AWS::Include, Parameters: { Location: '@' } } } }\n",
    }[how].replace("'@'", quoted)
    found = folder(tmp_path, {"template.yaml": template})
    assert code in {gap.code for gap in found.gaps if gap.path == "template.yaml"}
    assert violated(found) == ["template.yaml"]
    assert "canary-5c1f" not in repr(found)


def test_code_outside_is_not_opened(tmp_path: Path) -> None:
    put(tmp_path, {"secret.py": "canary-5c1f"})
    uris = ("../secret.py", "/etc/passwd", "../../../etc", "s3://b/k", "https://example.com/x", "\\0", "~/x", "$HOME")
    functions = "".join(
        f"  F{n}: {{ Type: AWS::Serverless::Function, Properties: {{ Handler: a.b, Runtime: python3.13,"
        f' CodeUri: "{uri}", InlineCode: !Ref F{n} }} }}\n'
        for n, uri in enumerate(uris)
    )
    found = folder(tmp_path, {"template.yaml": "Transform: AWS::Serverless-2016-10-31\n" + GOOD + functions})
    assert violated(found) == ["template.yaml"]
    assert found.gaps == ()
    assert "canary-5c1f" not in repr(found)


def test_an_included_file_that_adds_no_resource_is_judged_for_itself(tmp_path: Path) -> None:
    """Taken into a corner where nothing is asked, it would vanish."""
    hiding = "Metadata:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: b.yaml } }\n"
    found = folder(tmp_path, {"a.yaml": hiding + "Resources: { Q: { Type: AWS::SQS::Queue } }\n", "b.yaml": GOOD})
    assert violated(found) == ["b.yaml"]


def test_an_included_file_whose_resources_are_taken_is_judged_once(tmp_path: Path) -> None:
    found = folder(
        tmp_path, {"a.yaml": include("b.yaml") + "Resources: { Q: { Type: AWS::SQS::Queue } }\n", "b.yaml": GOOD}
    )
    assert violated(found) == ["b.yaml"]
    assert [seen.path for seen in found.applications] == ["a.yaml"]


def test_a_template_whose_resources_are_all_in_loops_is_a_template(tmp_path: Path) -> None:
    loop = "Fn::ForEach::L: [N, [a, b], {'Url${N}': {Type: AWS::Lambda::Url, Properties: {AuthType: NONE}}}]"
    found = folder(tmp_path, {"a.yaml": f"{LOOPS}Resources:\n  {loop}\n"})
    assert violated(found) == ["a.yaml", "a.yaml"]


def test_a_manifest_hides_nothing_in_silence(tmp_path: Path) -> None:
    """A cloud assembly's manifest speaks for the CDK's templates alone; one that names none of them is no manifest."""
    stack = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "empty.json"}}
    files = {
        "template.yaml": GOOD,
        "empty.json": '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}, "X": "AWS::"}',
    }
    named = folder(tmp_path / "named", {**files, "manifest.json": json.dumps({"artifacts": {"S": stack}})})
    assert violated(named) == ["template.yaml"]
    empty = folder(tmp_path / "empty", {**files, "manifest.json": '{"artifacts": {}}'})
    assert violated(empty) == ["template.yaml"]


def test_a_manifest_that_names_what_is_not_there_is_told(tmp_path: Path) -> None:
    names = ("../outside.json", "/etc/passwd", "gone.json")
    artifacts = {name: {"type": "aws:cloudformation:stack", "properties": {"templateFile": name}} for name in names}
    found = folder(tmp_path, {"cdk.out/manifest.json": json.dumps({"artifacts": artifacts})})
    assert {(gap.path, gap.code) for gap in found.gaps} == {
        ("outside.json", "no-such-file"),
        ("/etc/passwd", "no-such-file"),
        ("cdk.out/gone.json", "no-such-file"),
    }


def test_every_entry_about_a_bad_file_stays_its_own(tmp_path: Path) -> None:
    found = read(tmp_path, "hostile.yaml", ODD["functions-of-the-wrong-shape"].encode())
    assert {entry.subject for entry in of(found, "hostile.yaml")} > {"B0", "B100", "Url"}
