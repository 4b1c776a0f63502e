"""What wasn't answered of a plan."""

from hauberk.sources.account.calls import Data, Unread, call
from hauberk.sources.account.planning import unlisted
from hauberk.sources.account.snapshot import Snapshot

DENIED = Unread("access-denied", "AWS denied s3:ListBuckets; it needs s3:ListAllMyBuckets", "s3:ListAllMyBuckets")
LISTING = call("s3", "ListBuckets", "eu-west-1", BucketRegion="eu-west-1")


def _snapshot(answer: Data | Unread) -> Snapshot:
    return Snapshot("aws", "123456789012", ("eu-west-1",), "", frozenset(("s3:ListBuckets",)), {LISTING: answer})


def test_a_list_that_is_asked_for_by_region_and_was_denied_is_unlisted() -> None:
    assert unlisted(_snapshot(DENIED), "eu-west-1")["AWS::S3::Bucket"] == DENIED.reason


def test_one_that_was_answered_is_not() -> None:
    assert "AWS::S3::Bucket" not in unlisted(_snapshot(Data({"Buckets": []})), "eu-west-1")
