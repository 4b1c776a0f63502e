"""Policies that are written as a text of JSON are read as what they say, and nothing else is."""

from pathlib import Path

import pytest

from hauberk.model.subject import Subject
from hauberk.model.values import Fields, Known, Pattern, Reference, Value
from hauberk.model.world import World, explore
from hauberk.reading.jail import Root
from hauberk.sources.cloudformation.reader import read_application

POLICY = '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders/*"}]}'
STATEMENT = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders/*"}


def values(folder: Path, kind: str, property_: str, written: str, path: str = "") -> list[Value]:
    """A property of one resource in every world."""
    template = f"""\
Parameters:
  Which: {{ Type: String, AllowedValues: [a, b], Default: a }}
Conditions: {{ IsA: !Equals [!Ref Which, a] }}
Resources:
  Other: {{ Type: AWS::SQS::Queue }}
  One: {{ Type: {kind}, Properties: {{ {property_}: {written} }} }}
"""
    (folder / "template.yaml").write_text(template, encoding="utf-8")
    resource = read_application(Root(folder), "template.yaml").resources["One"]

    def see(world: World) -> Value:
        return Subject(resource, world).at(path or property_)

    return [value for _, value in explore(see)]


def plain(value: Value) -> object:
    """What a value of known parts holds."""
    if isinstance(value, Known) and isinstance(value.value, Fields):
        return {name: plain(child) for name, child in value.value.items()}
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else list(map(plain, _list(value)))


def _list(value: Value) -> list[Value]:
    assert isinstance(value, Known)
    assert not isinstance(value.value, (str, int, float, Fields, type(None)))
    return list(value.value)


def test_a_text_is_what_it_says(tmp_path: Path) -> None:
    (found,) = values(tmp_path, "AWS::IAM::ManagedPolicy", "PolicyDocument", f"'{POLICY}'")
    assert plain(found) == {"Statement": [STATEMENT]}


def test_every_part_stands_where_the_text_does(tmp_path: Path) -> None:
    (found,) = values(tmp_path, "AWS::IAM::ManagedPolicy", "PolicyDocument", f"'{POLICY}'", "PolicyDocument.Statement")
    text = (tmp_path / "template.yaml").read_text(encoding="utf-8")
    assert found.span is not None
    assert text[found.span.start : found.span.end] == f"'{POLICY}'"


def test_a_text_below_a_list_and_in_a_branch(tmp_path: Path) -> None:
    list_ = f"[{{ PolicyName: p, PolicyDocument: !If [IsA, '{POLICY}', {{ Statement: [] }}] }}]"
    found = values(tmp_path, "AWS::IAM::Role", "Policies", list_)
    policies = [_list(value)[0] for value in found]
    documents = [value.value.value("PolicyDocument") for value in policies if isinstance(value, Known)]  # type: ignore[union-attr]
    branches = [plain(World().pick(document)) for document in documents]
    assert {"Statement": [STATEMENT]} in branches


def test_a_hole_stays_what_it_refers_to(tmp_path: Path) -> None:
    written = """!Sub '{"deadLetterTargetArn": "${Other.Arn}", "maxReceiveCount": 3}'"""
    (target,) = values(tmp_path, "AWS::SQS::Queue", "RedrivePolicy", written, "RedrivePolicy.deadLetterTargetArn")
    assert target == Reference("Other", "Arn")
    (tries,) = values(tmp_path, "AWS::SQS::Queue", "RedrivePolicy", written, "RedrivePolicy.maxReceiveCount")
    assert tries == Known(3)


@pytest.mark.parametrize(
    "text",
    ["s3:GetObject", '{"Statement": [}', '{"Statement": [], "Statement": [1]}', "", "[" * 500],
    ids=["no JSON", "broken", "a name twice", "empty", "too deep"],
)
def test_what_is_no_policy_stays_a_text(tmp_path: Path, text: str) -> None:
    (found,) = values(tmp_path, "AWS::IAM::ManagedPolicy", "PolicyDocument", f"'{text}'")
    assert found == Known(text)


def test_a_hole_that_makes_the_structure_leaves_a_text(tmp_path: Path) -> None:
    (found,) = values(tmp_path, "AWS::IAM::ManagedPolicy", "PolicyDocument", """!Sub '{"Statement": ${Other}}'""")
    assert isinstance(found, Pattern)


def test_a_text_elsewhere_is_left_alone(tmp_path: Path) -> None:
    (found,) = values(tmp_path, "AWS::SNS::Topic", "DisplayName", f"'{POLICY}'")
    assert found == Known(POLICY)
