"""``Fn::Length`` and ``Fn::ToJsonString``."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.cloudformation.shown import DEV, PROD, When, shown, value_of

ROWS: list[tuple[str, Any]] = [
    ("!Length [a, b]", 2),
    ("Fn::Length: []", 0),
    ("Fn::Length: !Split ['|', 'a|b|c']", 3),
    ("Fn::Length: !Split ['|', !Sub 'a|${Bucket}']", 2),
    ("Fn::Length: !Split ['|', !Sub 'a|${Bare}']", "?parameter-without-default"),
    ("Fn::Length: !Ref Names", When({"while Names keeps its default (a, b,c)": 3})),
    ("Fn::Length: [a, !Ref Bare, !Ref Bucket]", 3),
    ("Fn::Length: [a, !Ref AWS::NoValue]", 1),
    ("Fn::Length: [a, !If [IsProd, b, !Ref AWS::NoValue]]", When({DEV: 1, PROD: 2})),
    ("Fn::Length: !If [IsProd, [a, b], [c]]", When({DEV: 1, PROD: 2})),
    ("Fn::Length: !FindInMap [Zones, us-east-1, List]", 2),
    ("Fn::Length: abc", "?malformed"),
    ("Fn::Length: {a: b}", "?malformed"),
    ("Fn::Length: !Ref StoredList", "?parameter-store"),
    ("Fn::Length: !Ref Ids", "?parameter-without-default"),
    ("Fn::Length: !GetAZs ''", "?availability-zones"),
    ("Fn::ToJsonString: {a: 1, b: [true, x, 1.5], c: {}}", '{"a":1,"b":[true,"x",1.5],"c":{}}'),
    ("!ToJsonString [a, [], null]", '["a",[],null]'),
    ("Fn::ToJsonString: {q: 'say \"é\"'}", '{"q":"say \\"é\\""}'),
    ("Fn::ToJsonString: {a: !Ref Stage}", When({DEV: '{"a":"dev"}', PROD: '{"a":"prod"}'})),
    ("Fn::ToJsonString: {a: !GetAtt Bucket.Arn}", '{"a":"<Bucket.Arn>"}'),
    ("Fn::ToJsonString: {a: !Sub 'x-${Bucket}'}", '{"a":"x-<Bucket>"}'),
    ("Fn::ToJsonString: {a: !Ref Silent}", '{"a":"?no-echo"}'),
    ("Fn::ToJsonString: {a: !Ref AWS::NoValue, b: 1}", '{"b":1}'),
    ("Fn::ToJsonString: [!If [IsProd, x, !Ref AWS::NoValue], y]", When({DEV: '["y"]', PROD: '["x","y"]'})),
    ("Fn::ToJsonString: {Fn::ForEach::L: [X, [a, b], {'${X}': 1}]}", '{"a":1,"b":1}'),
    ("Fn::ToJsonString: {a: '{{resolve:ssm:/a}}'}", '{"a":"?dynamic-ssm"}'),
]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_structure_becomes(tmp_path: Path, written: str, expected: Any) -> None:
    assert shown(value_of(tmp_path, written)) == expected
