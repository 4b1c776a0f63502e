"""``hauberk policy`` of a function whose policy is longer than IAM takes: several policies, and where not, a word."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from hauberk.iam.containment import excess
from hauberk.iam.language.policy import Policy
from tests.cli.running import Ran, run
from tests.iam.language.documents import read

MANAGED, INLINE = 6_144, 10_240


def application(folder: Path, queues: int, attached: int = 0) -> Path:
    """A function that sends to so many queues, each by its address in a variable. Its role has managed policies."""
    own = json.dumps([f"arn:aws:iam::111122223333:policy/own-{number}" for number in range(attached)])
    addresses = {f"Q{n}": f"https://sqs.eu-west-1.amazonaws.com/111122223333/orders-{n:03}" for n in range(queues)}
    (folder / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n"
        "  Send:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.13\n      CodeUri: src\n"
        f"      Handler: app.handler\n      Environment: {{ Variables: {json.dumps(addresses)} }}\n"
        f"      Policies: {own}\n"
    )
    (folder / "src").mkdir()
    head = ["import boto3", "import os", 'sqs = boto3.client("sqs")', "def handler(event, context):"]
    lines = [f'    sqs.send_message(QueueUrl=os.environ["{key}"], MessageBody="")' for key in addresses]
    (folder / "src" / "app.py").write_text("\n".join([*head, *lines, ""]))
    return folder


def asked(folder: Path, format_: str) -> Ran:
    return run(folder, "policy", "--exit-zero", "--allow-unread", "--format", format_)


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms."""


def _short(loader: yaml.SafeLoader, suffix: str, node: yaml.ScalarNode) -> dict[str, str]:
    return {f"!{suffix}": str(loader.construct_scalar(node))}


_Loader.add_multi_constructor("!", _short)


def resources(folder: Path, format_: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(asked(folder, format_).out, _Loader)["Resources"]
    return found


def filled(document: dict[str, Any]) -> dict[str, Any]:
    """A document of a template with what the deployment fills in."""
    text = json.dumps(document)
    for hole, value in (("${AWS::Partition}", "aws"), ("${AWS::Region}", "eu-west-1"), ("${AWS::AccountId}", "1" * 12)):
        text = text.replace(hole, value)
    text = text.replace("${Send}", "send")
    made: dict[str, Any] = json.loads(text, object_hook=lambda one: one["!Sub"] if set(one) == {"!Sub"} else one)
    return made


def length(document: dict[str, Any]) -> int:
    return len(json.dumps(document, separators=(",", ":")))


def policy(document: dict[str, Any]) -> Policy:
    found = read(filled(document)).policy
    assert found is not None
    return found


def whole(folder: Path) -> Policy:
    (function,) = json.loads(asked(folder, "json").out)["functions"]
    allowed = [{"Effect": "Allow", "Action": one["action"], "Resource": one["resources"]} for one in function["needed"]]
    return policy({"Version": "2012-10-17", "Statement": allowed})


def test_a_policy_that_fits_is_one(tmp_path: Path) -> None:
    folder = application(tmp_path, 20)
    assert set(json.loads(asked(folder, "iam-json").out)["Send"]) == {"Version", "Statement"}
    assert [one["Type"] for one in resources(folder, "cloudformation").values()] == ["AWS::IAM::Policy"]
    assert set(resources(folder, "sam")) == {"Send"}


def test_for_iam_it_is_a_list_of_managed_policies(tmp_path: Path) -> None:
    folder = application(tmp_path, 150)
    found = json.loads(asked(folder, "iam-json").out)["Send"]
    assert len(found) == 2
    assert all(length(filled(one)) <= MANAGED for one in found)
    mine, theirs = [policy(one) for one in found], [whole(folder)]
    assert excess(mine, theirs) is excess(theirs, mine) is None


def test_inline_as_long_as_that_fits_into_a_role(tmp_path: Path) -> None:
    folder = application(tmp_path, 150)
    (made,) = resources(folder, "cloudformation").values()
    assert made["Type"] == "AWS::IAM::Policy"
    assert MANAGED < length(filled(made["Properties"]["PolicyDocument"])) <= INLINE
    (sam,) = resources(folder, "sam").values()
    (one,) = sam["Properties"]["Policies"]  # SAM's own templates would be one document for each queue
    assert length(filled(one)) <= INLINE


def test_a_template_has_managed_policies_where_inline_ones_are_too_long(tmp_path: Path) -> None:
    folder = application(tmp_path, 280)
    made = resources(folder, "cloudformation")
    assert list(made) == ["SendLeastPrivilege1", "SendLeastPrivilege2", "SendLeastPrivilege3"]
    assert {one["Type"] for one in made.values()} == {"AWS::IAM::ManagedPolicy"}
    assert all(one["Properties"]["Roles"] == [{"!Ref": "SendRole"}] for one in made.values())
    documents = [one["Properties"]["PolicyDocument"] for one in made.values()]
    assert all(length(filled(one)) <= MANAGED for one in documents)
    mine, theirs = [policy(one) for one in documents], [whole(folder)]
    assert excess(mine, theirs) is excess(theirs, mine) is None


def test_a_function_of_sam_names_them(tmp_path: Path) -> None:
    made = resources(application(tmp_path, 280), "sam")
    named = [one["!Ref"] for one in made.pop("Send")["Properties"]["Policies"]]
    assert named == list(made)
    assert len(named) == 3
    documents = [one["Properties"]["PolicyDocument"] for one in made.values()]
    assert all(length(filled(one)) <= MANAGED for one in documents)


def test_a_role_may_have_ten_managed_policies(tmp_path: Path) -> None:
    told = asked(application(tmp_path, 280, attached=6), "text").out
    assert "within IAM's limits" not in told


@pytest.mark.parametrize("format_", ["text", "json", "iam-json", "sam", "cloudformation"])
def test_what_no_role_can_have_is_told(tmp_path: Path, format_: str) -> None:
    folder = application(tmp_path, 280, attached=7)
    ran = run(folder, "policy", "--exit-zero", "--format", format_)
    assert ran.code == 4
    told = " ".join((ran.err if format_ == "iam-json" else ran.out).split())
    assert "within IAM's limits" in told
    assert "it takes 3 managed policies beside the 8 that it has, and a role has 10 at most" in told
