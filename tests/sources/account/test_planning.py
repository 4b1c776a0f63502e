"""What wasn't answered of a plan."""

from hauberk.sources.account.calls import Answer, Call, Data, Unread, call
from hauberk.sources.account.planning import ALL_READS, loose_ends, unlisted, untold
from hauberk.sources.account.snapshot import Snapshot

DENIED = Unread("access-denied", "AWS denied s3:ListBuckets; it needs s3:ListAllMyBuckets", "s3:ListAllMyBuckets")
LISTING = call("s3", "ListBuckets", "eu-west-1", BucketRegion="eu-west-1")


def _snapshot(answer: Data | Unread) -> Snapshot:
    return Snapshot("aws", "123456789012", ("eu-west-1",), "", frozenset(("s3:ListBuckets",)), {LISTING: answer})


def test_a_list_that_is_asked_for_by_region_and_was_denied_is_unlisted() -> None:
    assert unlisted(_snapshot(DENIED), "eu-west-1")["AWS::S3::Bucket"] == DENIED.reason


def test_one_that_was_answered_is_not() -> None:
    assert "AWS::S3::Bucket" not in unlisted(_snapshot(Data({"Buckets": []})), "eu-west-1")


RULES = call("events", "ListRules", "eu-west-1", EventBusName="default")
REFUSED = Unread("access-denied", "AWS denied events:ListRules; it needs events:ListRules", "events:ListRules")
EVERYTHING = frozenset(read.name for read in ALL_READS)


def _of_all(answers: dict[Call, Answer]) -> Snapshot:
    return Snapshot("aws", "123456789012", ("eu-west-1",), "", EVERYTHING, answers)


def test_what_nothing_tells_of_is_as_good_as_unlisted() -> None:
    snapshot = _of_all({RULES: REFUSED})
    assert untold(snapshot, "eu-west-1", ()) == {"AWS::Events::Rule": REFUSED.reason}
    assert untold(snapshot, "eu-west-1", {("AWS::Events::Rule", REFUSED)}) == {}


def test_what_would_have_come_after_it_is_too() -> None:
    listing = call("lambda", "ListLayerVersions", "eu-west-1", LayerName="tools")
    denied = Unread("access-denied", "AWS denied lambda:ListLayerVersions", "lambda:ListLayerVersions")
    told = {("AWS::Lambda::LayerVersion", denied)}
    assert untold(_of_all({listing: denied}), "eu-west-1", told) == {
        "AWS::Lambda::LayerVersionPermission": denied.reason
    }


def test_where_rules_lead_is_not_known_while_one_bus_tells_nothing() -> None:
    assert loose_ends(_of_all({RULES: Data({"Rules": []})}), "eu-west-1") == {}
    found = loose_ends(_of_all({RULES: REFUSED}), "eu-west-1")
    assert found["AWS::Events::Rule"]["AWS::Lambda::Function"] == REFUSED.reason
    assert found.keys() == {"AWS::Events::Rule"}


def test_nor_where_nobody_asked() -> None:
    snapshot = _of_all({})._replace(asked=EVERYTHING - {"events:ListTargetsByRule"})
    assert loose_ends(snapshot, "eu-west-1")["AWS::Events::Rule"]["AWS::Lambda::Function"].code == "not-asked"


def test_another_region_says_nothing_of_this_one() -> None:
    assert loose_ends(_of_all({RULES: REFUSED}), "us-east-1") == {}
