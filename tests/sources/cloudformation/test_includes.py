"""``AWS::Include`` and other macros."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.cloudformation.shown import DEV, PROD, When, application_of, cut, shown, value_of

FILES = {
    "part.yaml": "a: 1\nb: !Ref Stage\n",
    "part.json": '{"a": 1}',
    "list.yaml": "- x\n- !Ref Bucket\n",
    "again.yaml": "Fn::Transform: {Name: AWS::Include, Parameters: {Location: part.yaml}}\n",
    "resources.yaml": "Queue: {Type: AWS::SQS::Queue}\nTopic: {Type: AWS::SNS::Topic}\n",
    "broken.yaml": "a: [\n",
    "sections.yaml": "Resources:\n  Queue: {Type: AWS::SQS::Queue}\nMetadata: {Note: x}\n",
}
BOTH = When({DEV: "dev", PROD: "prod"})


def include(location: str) -> str:
    return f"{{Name: AWS::Include, Parameters: {{Location: {location}}}}}"


ROWS: list[tuple[str, Any]] = [
    (f"Fn::Transform: {include('part.yaml')}", {"a": 1, "b": BOTH}),
    (f"Fn::Transform: {include('./part.json')}", {"a": 1}),
    (f"{{a: 0, c: 2, Fn::Transform: {include('part.json')}}}", {"a": 1, "c": 2}),
    (f"{{x: {{Fn::Transform: {include('list.yaml')}}}}}", {"x": ["x", "<Bucket>"]}),
    (f"!Transform {include('part.json')}", {"a": 1}),
    (
        f"Fn::Transform: [{include('part.json')}, {include('resources.yaml')}]",
        {
            "a": 1,
            "Queue": {"Type": "AWS::SQS::Queue"},
            "Topic": {"Type": "AWS::SNS::Topic"},
        },
    ),
    (f"Fn::Transform: {include('again.yaml')}", "?nested-include"),
    (f"Fn::Transform: {include('missing.yaml')}", "?include"),
    (f"Fn::Transform: {include('broken.yaml')}", "?include"),
    (f"Fn::Transform: {include('../outside.yaml')}", "?include"),
    (f"Fn::Transform: {include('s3://bucket/part.yaml')}", "?include"),
    (f"Fn::Transform: {include('!Ref Free')}", "?include"),
    ("Fn::Transform: {Name: Own, Parameters: {A: b}}", "?macro"),
    ("{a: 1, Fn::Transform: {Name: Own, Parameters: {A: b}}}", {"…": "?macro"}),
    (f"{{c: 2, Fn::Transform: {include('missing.yaml')}}}", {"c": 2, "…": "?include"}),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_macro_stands_for(folder: Path, written: str, expected: Any) -> None:
    assert shown(value_of(folder, written)) == expected


def test_an_included_value_stands_in_its_file(folder: Path) -> None:
    value = value_of(folder, f"{{x: {{Fn::Transform: {include('list.yaml')}}}}}")
    items = shown(value)["x"]
    assert items == ["x", "<Bucket>"]
    application = application_of(
        folder, f"AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Fn::Transform: {include('resources.yaml')}\n"
    )
    head = application.resources["Topic"].head
    assert head is not None
    assert (head.path, cut(FILES["resources.yaml"], head)) == ("resources.yaml", "Topic")


@pytest.mark.parametrize(
    "text",
    [
        f"Resources:\n  Own: {{Type: AWS::S3::Bucket}}\n  Fn::Transform: {include('resources.yaml')}\n",
        f"Transform:\n  - {include('sections.yaml')}\nResources:\n  Own: {{Type: AWS::S3::Bucket}}\n",
        f"Fn::Transform: {include('sections.yaml')}\nResources:\n  Own: {{Type: AWS::S3::Bucket}}\n",
    ],
)
def test_resources_may_be_included(folder: Path, text: str) -> None:
    application = application_of(folder, text)
    assert {"Own", "Queue"} <= set(application.resources)
    assert application.unread == ()


UNREAD = [
    (f"Resources:\n  Own: {{Type: AWS::S3::Bucket}}\n  Fn::Transform: {include('gone.yaml')}\n", "no-such-file"),
    (f"Resources:\n  Own: {{Type: AWS::S3::Bucket}}\n  Fn::Transform: {include('../x.yaml')}\n", "outside-root"),
    ("Transform: Own\nResources:\n  Own: {Type: AWS::S3::Bucket}\n", "macro"),
    ("Transform: [AWS::Serverless-2016-10-31, Own]\nResources:\n  Own: {Type: AWS::S3::Bucket}\n", "macro"),
    ("Resources:\n  Own: {Type: AWS::S3::Bucket}\n  Fn::Transform: {Name: Own}\n", "macro"),
]


@pytest.mark.parametrize(("text", "code"), UNREAD, ids=[row[1] for row in UNREAD])
def test_what_is_not_included_is_reported(folder: Path, text: str, code: str) -> None:
    application = application_of(folder, text)
    assert "Own" in application.resources
    assert code in {unread.code for unread in application.unread}
