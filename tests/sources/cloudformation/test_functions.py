"""Functions on values: ``Fn::Join``, ``Select``, ``Split``, ``Base64``, ``Cidr``, ``GetAZs``, ``ImportValue``."""

from pathlib import Path
from typing import Any

import pytest

from hauberk.model.values import Unknown
from tests.sources.cloudformation.shown import DEV, PROD, When, places, shown, text_with, value_of

NAMES, FREE = "while Names keeps its default (a, b,c)", "while Free keeps its default (here)"

JOIN: list[tuple[str, Any]] = [
    ("!Join ['-', [a, 1, true, 1.5]]", "a-1-true-1.5"),
    ("Fn::Join: ['', [a, b]]", "ab"),
    ("!Join [',', []]", ""),
    ("!Join [',', [a]]", "a"),
    ("!Join ['-', [a, !Ref Stage]]", When({DEV: "a-dev", PROD: "a-prod"})),
    ("!Join ['/', [!GetAtt Bucket.Arn, '*']]", "<Bucket.Arn>/*"),
    ("!Join ['', [!Ref Bucket]]", "<Bucket>"),
    ("!Join ['-', !Ref Names]", When({NAMES: "a-b-c"})),
    ("!Join ['-', !Split [',', 'a,b']]", "a-b"),
    ("!Join ['-', !FindInMap [Zones, us-east-1, List]]", "x-y"),
    ("!Join [',', [a, !Ref AWS::NoValue, b]]", "a,b"),
    ("!Join [',', [a, !If [IsProd, p, !Ref AWS::NoValue], b]]", When({DEV: "a,b", PROD: "a,p,b"})),
    ("!Join [',', !If [IsProd, [p, q], [r]]]", When({DEV: "r", PROD: "p,q"})),
    ("!Join ['-', !Split [',', !Sub 'a,${Bare}']]", "a-?parameter-without-default"),
    ("!Join [',', plain]", "?malformed"),
    ("!Join [',', !GetAtt Bucket.Arn]", "?resource-attribute"),
    ("!Join [',', !Ref StoredList]", "?parameter-store"),
    ("!Join [',', !GetAZs '']", "?availability-zones"),
    ("!Join [',', [!Ref Names, x]]", When({NAMES: "?wrong-type"})),
    ("!Join [',', [{a: b}]]", "?wrong-type"),
    ("!Join [a, b, c]", "?malformed"),
    ("!Join abc", "?malformed"),
    ("!Join [!Ref Bare, [a, b]]", "?malformed"),
]
SELECT: list[tuple[str, Any]] = [
    ("!Select [0, [a, b]]", "a"),
    ("!Select ['1', [a, b]]", "b"),
    ("Fn::Select: [1, [a, {b: c}]]", {"b": "c"}),
    ("!Select [2, [a, b]]", "?malformed"),
    ("!Select [-1, [a, b]]", "?malformed"),
    ("!Select [x, [a, b]]", "?malformed"),
    ("!Select [0, []]", "?malformed"),
    ("!Select [0, a]", "?malformed"),
    ("!Select [1, !Ref Names]", When({NAMES: "b"})),
    ("!Select [!Ref Count, [a, b, c, d]]", When({"while Count keeps its default (3)": "d"})),
    ("!Select [!Ref Bare, [a, b]]", "?parameter-without-default"),
    ("!Select [!FindInMap [Stages, dev, Keep], [a, b]]", "b"),
    ("!Select [1, !Split ['/', 'a/b/c']]", "b"),
    ("!Select [0, !GetAZs '']", "?availability-zones"),
    ("!Select [0, !Ref Ids]", "?parameter-without-default"),
    ("!Select [0, !Ref StoredList]", "?parameter-store"),
    ("!Select [2, !Split ['/', !GetAtt Url.FunctionUrl]]", "<Url.FunctionUrl>"),
    ("!Select [0, !Split [',', !Sub 'a,${Bare},c']]", "a"),
    ("!Select [1, !Split [',', !Sub 'a,${Bare},c']]", "?parameter-without-default"),
    ("!Select [2, !Split [',', !Sub 'a,${Bare},c']]", "?parameter-without-default"),
    ("!Select [2, !Split [',', !Sub 'a,${Bucket},c']]", "c"),
    ("!Select [3, !Split [',', !Sub 'a,${Bucket},c']]", "?malformed"),
    ("!Select [1, !Split ['/', !Ref AWS::StackId]]", "<AWS::StackName>"),
    ("!Select [2, !Split ['/', !Ref AWS::StackId]]", "?resource-attribute"),
    ("!Select [3, !Split [':', !Ref AWS::StackId]]", "<AWS::Region>"),
    ("!Select [5, !Split ['-', !Ref AWS::StackId]]", "?resource-attribute"),
    ("!Select [0, [!Ref AWS::NoValue, b]]", "b"),
    ("!Select [0, [!If [IsProd, a, !Ref AWS::NoValue], b]]", When({PROD: "a", DEV: "b"})),
    ("!Select [1, [!If [IsProd, a, !Ref AWS::NoValue], b]]", When({PROD: "b", DEV: "?malformed"})),
    ("!Select [0, [!Ref Free, !Ref Stage]]", When({FREE: "here"})),
    ("!Select [0, !If [IsProd, [p], [d]]]", When({DEV: "d", PROD: "p"})),
]
SPLIT: list[tuple[str, Any]] = [
    ("!Split [',', 'a,b']", ["a", "b"]),
    ("Fn::Split: ['|', 'a||c|']", ["a", "", "c", ""]),
    ("!Split [', ', 'a, b,c']", ["a", "b,c"]),
    ("!Split [',', '']", [""]),
    ("!Split [',', !Ref Free]", When({FREE: ["here"]})),
    ("!Split [',', !Join [',', !Ref Names]]", When({NAMES: ["a", "b", "c"]})),
    ("!Split ['', abc]", "?malformed"),
    ("!Split [',', [a]]", "?malformed"),
    ("!Split [',', !Ref Bare]", "?parameter-without-default"),
    ("!Split [',', !GetAtt Bucket.Arn]", ["arn:<AWS::Partition>:s3:::<Bucket>"]),
    ("!Split [',', !GetAtt Bucket.Other]", "?resource-attribute"),
    ("!Split [',', !Sub 'a,${Bucket}']", ["a", "<Bucket>"]),
    ("!Split ['-', !Sub 'a,${Bucket}']", "?resource-attribute"),
    ("!Split [',', !Sub 'a,b${Bare},c']", ["a", "?parameter-without-default"]),
    ("!Split ['/', !Sub 'a/${Bucket}/${Bucket.Arn}/b']", ["a", "<Bucket>", "arn:<AWS::Partition>:s3:::<Bucket>", "b"]),
    ("!Split ['/', !Sub 'a/${Bucket}/${Bucket.Other}/b']", ["a", "<Bucket>", "?resource-attribute"]),
    (
        "!Split [':', !Sub 'arn:${AWS::Partition}:s3:::x-${AWS::Region}:b']",
        ["arn", "<AWS::Partition>", "s3", "", "", "x-<AWS::Region>", "b"],
    ),
    ("!Split ['-', !Sub '${AWS::AccountId}-${Bucket}-b']", ["<AWS::AccountId>", "?resource-attribute"]),
    ("!Split ['::', !Sub 'a::${AWS::AccountId}']", ["a", "<AWS::AccountId>"]),
    ("!Split ['a-', !Sub 'xa-${AWS::AccountId}']", ["x", "<AWS::AccountId>"]),
    ("!Split ['a-', !Sub 'xa-a${AWS::Region}a-b']", ["x", "?resource-attribute"]),
    ("!Split ['/', !Sub '${Bucket.Arn}/b']", ["arn:<AWS::Partition>:s3:::<Bucket>", "b"]),
    ("!Split ['/', !Sub '${Bucket.Other}/b']", "?resource-attribute"),
    ("!Split ['/', !Sub '${Missing}/b']", "?resource-attribute"),
    ("!Split [',', !ImportValue subnets]", "?import-value"),
    ("!Split ['/', !Sub '${Url.FunctionUrl}path']", ["https:", "", "<Url.FunctionUrl>", "path"]),
]
OTHERS: list[tuple[str, Any]] = [
    ("!Base64 abc", "YWJj"),
    ("Fn::Base64: !Sub 'a${Stage}'", When({DEV: "YWRldg==", PROD: "YXByb2Q="})),
    ("!Base64 ''", ""),
    ("Fn::Base64: é", "w6k="),
    ("Fn::Base64: !Sub '${Bucket}'", "?resource-attribute"),
    ("Fn::Base64: {a: b}", "?malformed"),
    ("!Cidr [10.0.0.0/16, 2, 8]", ["10.0.0.0/24", "10.0.1.0/24"]),
    ("Fn::Cidr: ['10.0.0.0/16', '2', '8']", ["10.0.0.0/24", "10.0.1.0/24"]),
    ("!Cidr [10.0.0.0/24, 2, 5]", ["10.0.0.0/27", "10.0.0.32/27"]),
    ("!Cidr ['2001:db8::/56', 2, 64]", ["2001:db8::/64", "2001:db8:0:1::/64"]),
    ("!Select [1, !Cidr [10.0.0.0/16, 2, 8]]", "10.0.1.0/24"),
    ("!Cidr [10.0.0.0/16, !FindInMap [Stages, dev, Keep], 8]", ["10.0.0.0/24"]),
    ("!Cidr [10.0.0.0/24, 2, 9]", "?malformed"),
    ("!Cidr [10.0.0.0/16, 257, 8]", "?malformed"),
    ("!Cidr [10.0.0.0/16, 0, 8]", "?malformed"),
    ("!Cidr [nonsense, 2, 8]", "?malformed"),
    ("!Cidr [10.0.0.0/16, 2, 8, 1]", "?malformed"),
    ("!Cidr [!GetAtt Bucket.CidrBlock, 2, 8]", "?resource-attribute"),
    ("!Cidr [!Sub '10.${Bucket}.0.0/16', 2, 8]", "?resource-attribute"),
    ("!Cidr [!Ref Bare, 2, 8]", "?parameter-without-default"),
    ("!GetAZs ''", "?availability-zones"),
    ("Fn::GetAZs: !Ref AWS::Region", "?availability-zones"),
    ("!GetAZs eu-west-1", "?availability-zones"),
    ("!ImportValue shared", "?import-value"),
    ("Fn::ImportValue: !Sub '${Bucket}-vpc'", "?import-value"),
    ("Fn::ImportValue: !Ref Bare", "?import-value"),
    ("!Sub ['${A}/x', {A: !ImportValue shared}]", "?import-value/x"),
    ("!Unheard of", "?unknown-function"),
    ("Fn::Unheard: of", "?unknown-function"),
    ("{Fn::Join: [',', [a]], beside: 1}", {"Fn::Join": [",", ["a"]], "beside": 1}),
]
ROWS = [*JOIN, *SELECT, *SPLIT, *OTHERS]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_function_gives(tmp_path: Path, written: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, written)) == expected


WHOLE = [
    ("!Join ['-', [a, b]]", "!Join ['-', [a, b]]"),
    ("!Join ['-', [!Ref Stage, b]]", "!Join ['-', [!Ref Stage, b]]"),
    ("!Base64 abc", "!Base64 abc"),
]


@pytest.mark.parametrize(("written", "origin"), WHOLE, ids=[row[0] for row in WHOLE])
def test_what_is_made_of_parts_comes_from_the_function(tmp_path: Path, written: str, origin: str) -> None:
    found = places(text_with(written), value_of(tmp_path, written))
    assert set(found.values()) == {(written, origin)}


PASSED_ON = [
    ("!Select [1, [a, b]]", "b"),
    ("!Select [0, !FindInMap [Zones, eu-west-1, List]]", "z"),
    ("!Select [0, !Ref Ids]", "Ids"),
    ("!Join [',', [!Ref Count]]", "3"),
    ("!Join [',', !Ref Ids]", "Ids"),
    ("!Split [',', !Ref Bare]", "Bare"),
]


@pytest.mark.parametrize(("written", "origin"), PASSED_ON, ids=[row[0] for row in PASSED_ON])
def test_what_is_handed_on_comes_from_where_it_stands(tmp_path: Path, written: str, origin: str) -> None:
    found = places(text_with(written), value_of(tmp_path, written))
    assert set(found.values()) == {(written, origin)}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Fn::ImportValue: !Sub '${Bucket}-vpc'", "another stack exports …-vpc"),
        ("Fn::ImportValue: !Ref Bare", "another stack exports it"),
        ("!GetAZs eu-west-1", "the availability zones of eu-west-1"),
        ("!GetAZs ''", "the availability zones of the region"),
        ("!Select [1, !GetAZs '']", "element 1 of: the availability zones of the region"),
        ("!Split ['-', !Sub 'a,${Bucket}']", "the pieces of 'a,…', known after deployment"),
        (
            "!Select [2, !Split [',', !Sub 'a,${Bare}']]",
            "element 2 of: the pieces of 'a,…': parameter Bare has no default",
        ),
        ("Fn::Unheard: of", "Fn::Unheard isn't a function that Hauberk knows"),
    ],
)
def test_the_reason_says_what_is_missing(tmp_path: Path, written: str, said: str) -> None:
    value = value_of(tmp_path, written)
    assert isinstance(value, Unknown)
    assert value.reason.text == said


def test_a_list_of_many_branches_is_given_up(tmp_path: Path) -> None:
    conditions = "".join(f", !If [!Equals [!Ref Bare, '{n}'], a, !Ref 'AWS::NoValue']" for n in range(70))
    assert shown(value_of(tmp_path, f"!Select [69, [z{conditions}]]")) == "?too-many-branches"
