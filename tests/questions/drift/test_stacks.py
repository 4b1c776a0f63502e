"""Two stacks of one template in an account: what is of the other one is never taken for one's own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hauberk.model.application import Application
from hauberk.questions.drift.matching import Matched, deployed
from hauberk.questions.drift.stacks import stacks_of
from hauberk.reading.jail import Root
from hauberk.sources.account.documents import document_of
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place
from hauberk.sources.cloudformation.reader import read_application

PLACE = Place("aws", "111122223333", "eu-west-1")
LAMBDA, KMS = "arn:aws:lambda:eu-west-1:111122223333", "arn:aws:kms:eu-west-1:111122223333"
TEMPLATE = """Resources:
  Scan: {Type: AWS::Lambda::Function, Properties: {Runtime: python3.13, Code: {ZipFile: x}}}
  Parcels: {Type: AWS::SQS::Queue}
  Trigger:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {FunctionName: !Ref Scan, EventSourceArn: !GetAtt Parcels.Arn, BatchSize: 7}
  Key: {Type: AWS::KMS::Key, Properties: {EnableKeyRotation: true, PendingWindowInDays: 7}}
"""


def stack(name: str, trigger: bool = True, tags: "Mapping[str, str] | None" = None) -> list[Made]:
    """What CloudFormation makes of the template. Names of mappings and keys are AWS's own."""
    function, queue = f"{LAMBDA}:function:{name}-Scan", f"arn:aws:sqs:eu-west-1:111122223333:{name}-Parcels"
    key = f"{KMS}:key/{name}0000"
    made: list[tuple[str, str, str, dict[str, Any]]] = [
        ("AWS::Lambda::Function", function, f"{name}-Scan", {"FunctionName": f"{name}-Scan", "Runtime": "python3.13"}),
        ("AWS::SQS::Queue", queue, f"{name}-Parcels", {"QueueName": f"{name}-Parcels"}),
        ("AWS::KMS::Key", key, f"{name}0000", {"EnableKeyRotation": True}),
    ]
    if trigger:
        content = {"FunctionName": function, "EventSourceArn": queue, "BatchSize": 7}
        made.append((mapping(name)[0], mapping(name)[1], name, content))
    return [Made(type_, id_, label, said, tags=tags or {}) for type_, id_, label, said in made]


def mapping(name: str) -> tuple[str, str]:
    return "AWS::Lambda::EventSourceMapping", f"{LAMBDA}:event-source-mapping:{name}0000"


def account(*made: Made) -> Application:
    names = Names(made, PLACE)
    return Application(
        "111122223333/eu-west-1",
        "a live account",
        {one.id: document_of(one, names, PLACE.region).resource for one in made},
    )


@pytest.fixture
def template(tmp_path: Path) -> Application:
    (tmp_path / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    return read_application(Root(tmp_path), "template.yaml")


def matched(template: Application, *made: Made) -> Matched:
    return deployed(template, account(*made), "lab")


def test_the_own_is_found_beside_the_other(template: Application) -> None:
    found = matched(template, *stack("lab"), *stack("shop"))
    assert found.ids["Trigger"] == mapping("lab")[1]


def test_what_is_gone_is_not_the_others(template: Application) -> None:
    found = matched(template, *stack("lab", trigger=False), *stack("shop"))
    assert "Trigger" not in found.ids
    assert "Trigger" not in found.unclear


def test_what_nothing_tells_apart_is_neither_the_same_nor_gone(template: Application) -> None:
    found = matched(template, *stack("lab"), *stack("shop"))
    assert found.unclear == {"Key": (f"{KMS}:key/lab0000", f"{KMS}:key/shop0000")}
    alone = matched(template, *stack("lab"))
    assert alone.ids["Key"] == f"{KMS}:key/lab0000"
    assert not alone.unclear


def test_of_the_others_alone_nothing_is_sure(template: Application) -> None:
    found = matched(template, *(one for one in (*stack("lab"), *stack("shop")) if one.id != f"{KMS}:key/lab0000"))
    assert found.unclear == {"Key": (f"{KMS}:key/shop0000",)}


def test_tags_tell_which_is_whose(template: Application) -> None:
    tagged = stack("shop", tags={"aws:cloudformation:stack-name": "shop"})
    found = matched(template, *stack("lab", tags={"aws:cloudformation:stack-name": "lab"}), *tagged)
    assert found.ids["Key"] == f"{KMS}:key/lab0000"


def test_without_a_name_the_stack_that_has_most_is_meant(template: Application) -> None:
    held = account(*stack("lab"), *(one for one in stack("shop") if one.type == "AWS::SQS::Queue"))
    assert stacks_of(template, held).own == "lab"
    assert f"{LAMBDA}:function:lab-Scan" not in stacks_of(template, held).elsewhere
    assert "arn:aws:sqs:eu-west-1:111122223333:shop-Parcels" in stacks_of(template, held).elsewhere


def test_a_stack_nested_in_the_own_is_the_own(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(
        "Resources: {Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: net.yaml}}}", encoding="utf-8"
    )
    (tmp_path / "net.yaml").write_text("Resources: {Queue: {Type: AWS::SQS::Queue}}", encoding="utf-8")
    template = read_application(Root(tmp_path), "template.yaml")
    queue = "arn:aws:sqs:eu-west-1:111122223333:x"
    for name, tags in (
        ("lab-Net-1ABCDEFGHIJK-Queue-2ABCDEFGHIJK", {}),
        (
            "other",
            {
                "aws:cloudformation:stack-name": "lab-Net-1ABCDEFGHIJK",
                "aws:cloudformation:logical-id": "Queue",
            },
        ),
    ):
        found = matched(template, Made("AWS::SQS::Queue", queue, name, {"QueueName": name}, tags=tags))
        assert found.ids.get("Net/Queue") == queue
