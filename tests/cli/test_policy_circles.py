"""What ``hauberk policy --format sam`` prints can be deployed: nothing in it waits for itself, and it takes effect."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from hauberk.questions.circles import waiting_for
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application
from hauberk.study.graph import Graph
from tests.cli.running import run

LANGUAGES = {
    "python3.13": """\
import boto3


def handler(event, context):
    record = event["Records"][0]["s3"]
    boto3.client("s3").get_object(Bucket=record["bucket"]["name"], Key=record["object"]["key"])
    boto3.client("lambda").invoke(FunctionName=context.function_name)
    boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-west-1:123456789012:t", Message="x")
""",
    "nodejs22.x": """\
const AWS = require('aws-sdk');
exports.handler = async (event, context) => {
  const { bucket, object } = event.Records[0].s3;
  await new AWS.S3().getObject({ Bucket: bucket.name, Key: object.key }).promise();
  await new AWS.Lambda().invoke({ FunctionName: context.functionName }).promise();
  await new AWS.SNS().publish({ TopicArn: 'arn:aws:sns:eu-west-1:123456789012:t', Message: 'x' }).promise();
};
""",
}
ROLE = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": []}}}
INSIDE = {"Effect": "Allow", "Action": "sns:Publish", "Resource": "arn:aws:sns:eu-west-1:123456789012:t"}


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as long ones."""


def _long(loader: yaml.SafeLoader, suffix: str, node: yaml.ScalarNode) -> dict[str, Any]:
    text = loader.construct_scalar(node)
    return {"Ref": text} if suffix == "Ref" else {f"Fn::{suffix}": text.split(".") if suffix == "GetAtt" else text}


_Loader.add_multi_constructor("!", _long)


def template(folder: Path, runtime: str, **properties: Any) -> dict[str, Any]:
    """An application of a function that a bucket notifies."""
    (folder / ("app.py" if runtime.startswith("python") else "app.js")).write_text(LANGUAGES[runtime])
    event = {"Type": "S3", "Properties": {"Bucket": {"Ref": "Files"}, "Events": "s3:ObjectCreated:*"}}
    own = {"Runtime": runtime, "CodeUri": ".", "Handler": "app.handler", "Events": {"New": event}, **properties}
    resources = {"Files": {"Type": "AWS::S3::Bucket"}, "F": {"Type": "AWS::Serverless::Function", "Properties": own}}
    made = {"Transform": "AWS::Serverless-2016-10-31", "Parameters": {"R": {"Type": "String"}}, "Resources": resources}
    (folder / "template.yaml").write_text(yaml.safe_dump(made))
    return made


def printed(folder: Path, format_: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(run(folder, "policy", "--format", format_).out, _Loader)["Resources"]
    return found


def is_circular(folder: Path, made: dict[str, Any]) -> bool:
    """Whether a function's role waits for itself."""
    (folder / "template.yaml").write_text(yaml.safe_dump(made))
    graph = Graph(read_application(Root(folder), "template.yaml", {}))
    return "FRole" in waiting_for("FRole", graph)


@pytest.mark.parametrize("runtime", LANGUAGES)
def test_what_waits_for_the_function_stands_apart(tmp_path: Path, runtime: str) -> None:
    made = template(tmp_path, runtime)
    found = printed(tmp_path, "sam")
    policies = found["F"]["Properties"]["Policies"]
    assert [one["Statement"] for one in policies] == [[INSIDE]]
    apart = found["FLeastPrivilege"]
    assert apart["Type"] == "AWS::IAM::Policy"
    assert apart["Properties"]["Roles"] == [{"Ref": "FRole"}]
    statements = apart["Properties"]["PolicyDocument"]["Statement"]
    assert {one["Action"] for one in statements} == {"s3:GetObject", "lambda:InvokeFunction"}
    made["Resources"]["F"]["Properties"]["Policies"] = policies
    made["Resources"]["FLeastPrivilege"] = apart
    assert not is_circular(tmp_path, made)
    policies[0]["Statement"] += statements
    assert is_circular(tmp_path, made)


def test_functions_with_a_role_take_no_policies(tmp_path: Path) -> None:
    made = template(tmp_path, "python3.13", Role={"Fn::GetAtt": ["Own", "Arn"]})
    made["Resources"]["Own"] = ROLE
    (tmp_path / "template.yaml").write_text(yaml.safe_dump(made))
    found = printed(tmp_path, "sam")
    assert list(found) == ["FLeastPrivilege"]
    assert found["FLeastPrivilege"]["Properties"]["Roles"] == [{"Ref": "Own"}]
    assert "logs:PutLogEvents" in str(found)


@pytest.mark.parametrize("format_", ["sam", "cloudformation"])
def test_a_role_from_elsewhere_is_not_made_up(tmp_path: Path, format_: str) -> None:
    template(tmp_path, "python3.13", Role={"Ref": "R"})
    (found,) = printed(tmp_path, format_).values()
    assert found["Type"] == "AWS::IAM::ManagedPolicy"
    assert list(found["Properties"]) == ["PolicyDocument"]
    assert "the role of F isn't one of this application" in run(tmp_path, "policy", "--format", format_).out
