"""``Fn::ForEach`` in every place where it may stand."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.values import fields_of
from tests.sources.cloudformation.shown import (
    DEV,
    NOTHING,
    PROD,
    When,
    application_of,
    cut,
    shown,
    text_with,
    value_of,
)

NAMES = "while Names keeps its default (a, b,c)"

ROWS: list[tuple[str, Any]] = [
    ("Fn::ForEach::L: [X, [a, b], {'P${X}': '${X}!'}]", {"Pa": "a!", "Pb": "b!"}),
    ("Fn::ForEach::L: [X, [a, b], {'P${X}': !Ref X}]", {"Pa": "a", "Pb": "b"}),
    ("Fn::ForEach::L: [X, [a], {'P${X}': !Sub '${X}-${Bucket}'}]", {"Pa": "a-<Bucket>"}),
    ("Fn::ForEach::L: [X, [1, true], {'P${X}': !Ref X}]", {"P1": "1", "Ptrue": "true"}),
    ("Fn::ForEach::L: [X, [], {'P${X}': 1}]", {}),
    ("Fn::ForEach::L: [X, [a, a], {'P${X}': 1}]", {"Pa": 1}),
    ("{Before: 0, Fn::ForEach::L: [X, [a], {'P${X}': 1}], After: 2}", {"Before": 0, "Pa": 1, "After": 2}),
    ("Fn::ForEach::L: [X, [a.b/c], {'P&{X}': '${X} &{X}'}]", {"Pabc": "a.b/c abc"}),
    ("Fn::ForEach::L: [X, [a, b], {'${X}1': 1, '${X}2': 2}]", {"a1": 1, "a2": 2, "b1": 1, "b2": 2}),
    (
        "Fn::ForEach::L: [X, [a, b], {Fn::ForEach::M: [Y, [c, d], {'${X}${Y}': [!Ref X, !Ref Y]}]}]",
        {"ac": ["a", "c"], "ad": ["a", "d"], "bc": ["b", "c"], "bd": ["b", "d"]},
    ),
    (
        "Fn::ForEach::L: [X, [a], {'P${X}': {Fn::ForEach::M: [Y, [c], {'${X}${Y}': 1}]}}]",
        {"Pa": {"ac": 1}},
    ),
    ("Fn::ForEach::L: [X, [Bucket], {'P${X}': !GetAtt '${X}.Arn'}]", {"PBucket": "<Bucket.Arn>"}),
    ("Fn::ForEach::L: [X, [Bucket], {'P${X}': !GetAtt [!Ref X, Arn]}]", {"PBucket": "<Bucket.Arn>"}),
    ("Fn::ForEach::L: [X, [Bucket], {'P${X}': !Ref '${X}'}]", {"PBucket": "<Bucket>"}),
    ("Fn::ForEach::L: [X, [Bucket], {'P${X}': {Ref: {Ref: X}}}]", {"PBucket": "<Bucket>"}),
    ("Fn::ForEach::L: [X, [Bucket], {'P${X}': {Ref: !Ref X}}]", {"PBucket": "<Bucket>"}),
    ("Fn::ForEach::L: [X, [dev], {'P${X}': !FindInMap [Stages, !Ref X, Level]}]", {"Pdev": "debug"}),
    ("Fn::ForEach::L: [X, [dev], {'P${X}': !FindInMap [Stages, '${X}', Level]}]", {"Pdev": "debug"}),
    ("Fn::ForEach::L: [X, [Prod], {'P${X}': !If ['Is${X}', 1, 2]}]", {"PProd": When({DEV: 2, PROD: 1})}),
    ("Fn::ForEach::L: [X, !Ref Names, {'P${X}': 1}]", {name: When({NAMES: 1}) for name in ("Pa", "Pb", "Pc")}),
    ("Fn::ForEach::L: [X, !Split [',', 'a,b'], {'P${X}': 1}]", {"Pa": 1, "Pb": 1}),
    ("Fn::ForEach::L: [X, !FindInMap [Zones, us-east-1, List], {'P${X}': 1}]", {"Px": 1, "Py": 1}),
    ("Fn::ForEach::L: [X, [!Ref AWS::NoValue, a], {'P${X}': 1}]", {"Pa": 1}),
    ("Fn::ForEach::L: [X, [!Ref Names, d], {'P${X}': 1}]", {f"P{name}": When({NAMES: 1}) for name in "abcd"}),
    (
        "Fn::ForEach::L: [X, !If [IsProd, [p, q], [p]], {'P${X}': 1}]",
        {"Pp": When({DEV: 1, PROD: 1}), "Pq": When({DEV: NOTHING, PROD: 1})},
    ),
    ("{Fn::ForEach::L: [X, !Ref Ids, {'P${X}': 1}], After: 2}", {"After": 2, "…": "?unknown-loop"}),
    ("{Fn::ForEach::L: [X, [!Ref Bucket], {'P${X}': 1}], After: 2}", {"After": 2, "…": "?unknown-loop"}),
    ("Fn::ForEach::L: [X, [a]]", {"…": "?malformed-loop"}),
    ("Fn::ForEach::L: {X: [a]}", {"…": "?malformed-loop"}),
    ("Fn::ForEach::L: [X, [a], [b]]", {"…": "?malformed-loop"}),
]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_properties_written_once(tmp_path: Path, written: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, written)) == expected


def test_a_pinned_list_decides_the_rounds(tmp_path: Path) -> None:
    written = "Fn::ForEach::L: [X, !Ref Names, {'P${X}': 1}]"
    assert shown(value_of(tmp_path, written, {"Names": "x,y"})) == {"Px": 1, "Py": 1}


def test_a_made_property_comes_from_the_body(tmp_path: Path) -> None:
    written = "Fn::ForEach::L: [X, [a], {'P${X}': !Ref X}]"
    made = fields_of(value_of(tmp_path, written)).value("Pa")
    assert cut(text_with(written), made.span) == "!Ref X"


SECTIONS = """\
Transform: AWS::LanguageExtensions
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Extra: {Type: CommaDelimitedList, Default: "x"}
Mappings:
  east: {name: {value: east!}}
Conditions:
  Fn::ForEach::Tests: [Name, [dev, prod], {'Is${Name}': !Equals [!Ref Stage, !Ref Name]}]
Resources:
  Fn::ForEach::Topics:
    - Name
    - [Orders, Bills]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Condition: Isprod
        DependsOn: Bucket${Name}
        DeletionPolicy: !If [Isprod, Retain, Delete]
        Properties: {TopicName: !Sub "${AWS::StackName}-${Name}"}
      Fn::ForEach::Parts:
        - Part
        - [A, B]
        - Queue${Name}${Part}: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [east, name, value]}}
  Fn::ForEach::More: [Name, !Ref Extra, {'More${Name}': {Type: AWS::SNS::Topic}}]
  Fn::ForEach::Open: [Name, !GetAtt BucketOrders.Names, {'Open${Name}': {Type: AWS::SNS::Topic}}]
  BucketOrders: {Type: AWS::S3::Bucket}
  BucketBills: {Type: AWS::S3::Bucket}
Outputs:
  Fn::ForEach::Arns: [Name, [Orders, Bills], {'Arn${Name}': {Value: !Ref 'Topic${Name}'}}]
"""


def test_every_section_is_unrolled(tmp_path: Path) -> None:
    application = application_of(tmp_path, SECTIONS)
    assert list(application.resources) == [
        "TopicOrders",
        "QueueOrdersA",
        "QueueOrdersB",
        "TopicBills",
        "QueueBillsA",
        "QueueBillsB",
        "Morex",
        "BucketOrders",
        "BucketBills",
    ]
    topic = application.resources["TopicOrders"]
    assert shown(topic.properties.value("TopicName")) == "<AWS::StackName>-Orders"
    assert shown(topic.presence) == When({DEV: False, PROD: True})
    assert shown(topic.attributes.value("DeletionPolicy")) == When({DEV: "Delete", PROD: "Retain"})
    assert topic.depends_on == ("BucketOrders",)
    assert shown(application.resources["QueueBillsB"].properties.value("QueueName")) == "east!"
    assert shown(application.resources["Morex"].presence) == When({"while Extra keeps its default (x)": True})
    assert application.outputs is not None
    assert {name: shown(value) for name, value in application.outputs.items()} == {
        "ArnOrders": {"Value": "<TopicOrders>"},
        "ArnBills": {"Value": "<TopicBills>"},
    }


def test_a_loop_that_is_known_at_deployment_only_is_reported(tmp_path: Path) -> None:
    (unread,) = application_of(tmp_path, SECTIONS).unread
    assert unread.code == "unknown-loop"
    assert unread.text == "Fn::ForEach::Open goes over a list that is known only at deployment"
    assert cut(SECTIONS, unread.span) == "!GetAtt BucketOrders.Names"


def test_a_made_resource_stands_at_its_name_in_the_body(tmp_path: Path) -> None:
    resource = application_of(tmp_path, SECTIONS).resources["TopicBills"]
    assert cut(SECTIONS, resource.head) == "Topic${Name}"


def test_a_loop_over_too_much_is_given_up(tmp_path: Path) -> None:
    many = ", ".join(map(str, range(50)))
    inner = f"Fn::ForEach::M: [Y, [{many}], {{'${{X}}a${{Y}}': 1}}]"
    assert shown(value_of(tmp_path, f"Fn::ForEach::L: [X, [{many}], {{{inner}}}]"))["…"] == "?loop-too-long"
