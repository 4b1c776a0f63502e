"""``Ref``, ``Fn::GetAtt`` and ``Fn::Sub``."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.cloudformation.shown import DEV, NOTHING, PROD, When, places, shown, text_with, value_of

ROWS: list[tuple[str, Any]] = [
    ("!Ref Bucket", "<Bucket>"),
    ("Ref: Bucket", "<Bucket>"),
    ("!Ref AWS::Region", "<AWS::Region>"),
    ("!Ref AWS::AccountId", "<AWS::AccountId>"),
    ("!Ref AWS::StackId", "<AWS::StackId>"),
    ("!Ref AWS::NotificationARNs", "<AWS::NotificationARNs>"),
    ("!Ref AWS::NoValue", NOTHING),
    ("{a: !Ref AWS::NoValue, b: 1}", {"b": 1}),
    ("[!Ref AWS::NoValue, 1]", [1]),
    ("Ref: !Sub Bucket", "<Bucket>"),
    ("Ref: !If [IsProd, Bucket, Url]", When({DEV: "<Url>", PROD: "<Bucket>"})),
    ("Ref: !Ref Bare", "?computed-reference"),
    ("!Ref {Ref: Bare}", "?computed-reference"),
    ("Ref: [Bucket]", "?malformed"),
    ("!GetAtt Bucket.Arn", "<Bucket.Arn>"),
    ("!GetAtt [Bucket, Arn]", "<Bucket.Arn>"),
    ("Fn::GetAtt: Bucket.Arn", "<Bucket.Arn>"),
    ("Fn::GetAtt: [Bucket, Arn]", "<Bucket.Arn>"),
    ("!GetAtt Bucket.Endpoint.Address", "<Bucket.Endpoint.Address>"),
    ("!GetAtt [Bucket, Endpoint.Address]", "<Bucket.Endpoint.Address>"),
    ("!GetAtt [Bucket, !Ref Stage]", When({DEV: "<Bucket.dev>", PROD: "<Bucket.prod>"})),
    ("!GetAtt [Bucket, !Ref Bare]", "?computed-reference"),
    ("Fn::GetAtt: [!If [IsProd, Bucket, Url], Arn]", When({DEV: "<Url.Arn>", PROD: "<Bucket.Arn>"})),
    ("!GetAtt Bucket", "?malformed"),
    ("Fn::GetAtt: !Sub '${Bucket}.Arn'", "?malformed"),
    ("!GetAtt Url.FunctionUrl", "https://<Url.FunctionUrl>/"),
    ("!Sub no holes", "no holes"),
    ("!Sub ''", ""),
    ("!Sub '${Bucket}'", "<Bucket>"),
    ("!Sub '${Bucket.Arn}/*'", "<Bucket.Arn>/*"),
    ("Fn::Sub: '${AWS::Region}-${AWS::StackName}'", "<AWS::Region>-<AWS::StackName>"),
    ("!Sub '${Stage}-x'", When({DEV: "dev-x", PROD: "prod-x"})),
    ("!Sub '${ Stage }'", When({DEV: "dev", PROD: "prod"})),
    ("!Sub '${!Stage} $ {Stage} $Stage'", "${Stage} $ {Stage} $Stage"),
    ("!Sub '$${Count}'", When({"while Count keeps its default (3)": "$3"})),
    ("!Sub 'a${}b'", "a?malformedb"),
    ("!Sub '${Bare}!'", "?parameter-without-default!"),
    ("!Sub '${Silent}'", "?no-echo"),
    ("!Sub '${Names}'", When({"while Names keeps its default (a, b,c)": "?wrong-type"})),
    ("!Sub ['${A}-${Bucket}', {A: !GetAtt Url.Arn}]", "<Url.Arn>-<Bucket>"),
    ("!Sub ['${Stage}', {Stage: own}]", "own"),
    (
        "!Sub ['${A}', {A: !If [IsProd, x, !Ref Free]}]",
        When({"while Free keeps its default (here) and Stage keeps its default (dev)": "here", PROD: "x"}),
    ),
    ("!Sub ['${A}', {A: !Join ['-', [x, !Ref Bucket]]}]", "x-<Bucket>"),
    ("!Sub ['${A}', {A: !Sub '${Bucket.Arn}'}]", "<Bucket.Arn>"),
    ("!Sub ['${A}', {A: 1}]", "1"),
    ("!Sub ['${A}', {A: true}]", "true"),
    ("!Sub ['${A}', {A: [x]}]", "?wrong-type"),
    ("!Sub ['${A}', {A: !Ref AWS::NoValue}]", "?wrong-type"),
    ("!Sub ['${A.B}', {A.B: dotted}]", "dotted"),
    ("!Sub ['${!A}', {A: x}]", "${A}"),
    ("!Sub ['${A}']", "?malformed"),
    ("!Sub [!Ref Stage, {}]", "?malformed"),
    ("!Sub {a: b}", "?malformed"),
]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_name_gives(tmp_path: Path, written: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, written)) == expected


PLACES = [
    ("!Ref Bucket", {"": ("!Ref Bucket", "!Ref Bucket")}),
    ("!Ref Stage", {DEV: ("!Ref Stage", "dev"), PROD: ("!Ref Stage", "prod")}),
    ("!Ref Bare", {"": ("!Ref Bare", "Bare")}),
    ("!Ref Silent", {"": ("!Ref Silent", "Silent")}),
    ("!Sub '${Count}'", {"while Count keeps its default (3)": ("!Sub '${Count}'", "3")}),
    ("!Sub '${Count}.'", {"while Count keeps its default (3)": ("!Sub '${Count}.'", "!Sub '${Count}.'")}),
    ("!Sub '${Bare}'", {"": ("!Sub '${Bare}'", "Bare")}),
    ("!GetAtt Bucket.Arn", {"": ("!GetAtt Bucket.Arn", "!GetAtt Bucket.Arn")}),
]


@pytest.mark.parametrize(("written", "expected"), PLACES, ids=[row[0] for row in PLACES])
def test_where_a_name_leads(tmp_path: Path, written: str, expected: dict[str, tuple[str, str]]) -> None:
    assert places(text_with(written), value_of(tmp_path, written)) == expected
