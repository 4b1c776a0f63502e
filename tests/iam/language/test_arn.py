"""ARNs and partitions."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from hauberk.iam.language.arn import PARTITIONS, Arn, flaws, is_account, split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arn:aws:s3:::bucket/key", Arn("aws", "s3", "", "", "bucket/key")),
        ("arn:aws:logs:r:1:log-group:g:*", Arn("aws", "logs", "r", "1", "log-group:g:*")),
        ("arn:aws:s3:::", Arn("aws", "s3", "", "", "")),
        ("arn:aws:s3::", None),
        ("ARN:aws:s3:::b", None),
        ("*", None),
        ("", None),
    ],
)
def test_split(text: str, expected: Arn | None) -> None:
    found = split(text)
    assert found == expected
    assert found is None or str(found) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("arn:aws:sqs:us-east-1:123456789012:q", 0),
        ("arn:aws:s3:::b", 0),
        ("arn:aws:iam::aws:policy/X", 0),
        ("arn:aws-cn:sqs:cn-north-1:123456789012:q", 0),
        ("arn:aws-eusc:sqs:eusc-de-east-1:123456789012:q", 0),
        ("arn:aws-iso-f:sqs:us-isof-east-1:123456789012:q", 0),
        ("arn:aws-cn:sqs:us-east-1:123456789012:q", 1),
        ("arn:amazon:sqs:us-east-1:123456789012:q", 1),
        ("arn:aws:SQS:us-east-1:123456789012:q", 1),
        ("arn:aws:sqs:us-east-1:12:q", 1),
        ("arn:aws:sqs:us-east-1:123456789012:", 1),
        ("arn:::x:y:", 5 - 1),
    ],
)
def test_flaws(text: str, count: int) -> None:
    found = split(text)
    assert found is not None
    assert len(flaws(found)) == count


def test_accounts() -> None:
    assert is_account("123456789012")
    assert not any(map(is_account, ("", "12345678901", "1234567890123", "12345678901a", "\u0661" * 12)))


def test_partitions_are_those_of_the_sdk() -> None:
    found = find_spec("botocore")
    assert found is not None
    assert found.origin is not None
    data = json.loads((Path(found.origin).parent / "data" / "partitions.json").read_text(encoding="utf-8"))
    for known in data["partitions"]:
        ours = PARTITIONS[known["id"]]
        assert ours.suffix == known["outputs"]["dnsSuffix"]
        assert f"^{ours.regions.pattern}$" == known["regionRegex"].replace("\\-", "-")
    assert len(PARTITIONS) == len(data["partitions"])
