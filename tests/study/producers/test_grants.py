"""Whether an element of ``Resource`` means a resource of the application, by its name or among others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.language.text import ANY, Glob, Hole, glob
from hauberk.study.producers.grants import names

START = ("arn:", Hole("AWS::Partition"), ":sqs:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"), ":")
QUEUE = glob(*START, Hole("Q", own=True))
NAMED = glob(*START, "orders-", Hole("Stage"))
BUCKET = glob("arn:", Hole("AWS::Partition"), ":s3:::", Hole("Files", own=True))
TABLE = glob("arn:aws:dynamodb:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"), ":table/", Hole("T", own=True))


@pytest.mark.parametrize(
    ("pattern", "arn", "expected"),
    [
        (QUEUE, QUEUE, True),
        (glob("arn:aws:sqs:eu-west-1:111122223333:", Hole("Q", own=True)), QUEUE, True),
        (glob("arn:aws:sqs:", ANY, ":", ANY, ":", Hole("Q", own=True)), QUEUE, True),
        (glob("arn:aws:sqs:eu-west-1:111122223333:", ANY), QUEUE, False),
        (glob("arn:aws:sqs:", ANY), QUEUE, False),
        (glob(Hole("QueueArn")), QUEUE, False),
        (glob("arn:aws:sqs:eu-west-1:111122223333:orders-prod"), NAMED, True),
        (glob("arn:aws:sqs:eu-west-1:111122223333:orders-", ANY), NAMED, True),
        (glob("arn:aws:sqs:eu-west-1:111122223333:bills-prod"), NAMED, None),
        (glob("arn:aws:sqs:eu-west-1:111122223333:orders"), QUEUE, None),
        (glob(*START, Hole("Other", own=True)), QUEUE, None),
        (glob("arn:aws:sns:", ANY), QUEUE, None),
        (glob("arn:aws:s3:::", Hole("Files", own=True), "/", ANY), BUCKET, True),
        (glob("arn:aws:s3:::", Hole("Files", own=True), "/in/", ANY), BUCKET, True),
        (glob("arn:aws:s3:::", ANY), BUCKET, False),
        (glob("arn:aws:s3:::", Hole("Other", own=True), "/", ANY), BUCKET, None),
        (TABLE, TABLE, True),
        (glob(*TABLE.parts[:-1], ANY), TABLE, False),
    ],
)
def test_a_pattern_means_a_resource_by_name_among_others_or_not(
    pattern: Glob, arn: Glob, expected: bool | None
) -> None:
    assert names(pattern, arn) is expected


@given(st.text("ab", max_size=6), st.text("ab*?", max_size=6))
def test_what_iam_matches_is_never_missed(name: str, pattern: str) -> None:
    start = "arn:aws:sqs:eu-west-1:111122223333:"
    parts = [ANY if letter in "*?" else letter for letter in pattern]
    found = names(glob(start, *parts), glob(start + name))
    if matcher(pattern)(name) is not None:
        assert found is not None
    if "*" not in pattern and "?" not in pattern:
        assert (found is not None) is (pattern == name)
