"""A resource of an account as a document with places."""

from hauberk.model.values import Unknown, fields_of
from hauberk.sources.account.calls import Unread
from hauberk.sources.account.documents import document_of
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Names, Place

PLACE = Place("aws", "123456789012", "eu-west-1")
DENIED = Unread("access-denied", "AWS denied kms:GetKeyPolicy; it needs kms:GetKeyPolicy", "kms:GetKeyPolicy")
QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders"


def test_a_part_that_was_not_read_is_unknown_for_its_reason_at_its_place() -> None:
    made = Made(
        "AWS::KMS::Key",
        "arn:aws:kms:eu-west-1:123456789012:key/1",
        "1",
        {"KeyPolicy": DENIED, "Inner": {"Deep": DENIED}},
    )
    found = document_of(made, Names([made], PLACE), "eu-west-1")
    values = (
        found.resource.properties.value("KeyPolicy"),
        fields_of(found.resource.properties.value("Inner")).value("Deep"),
    )
    for value in values:
        assert value == Unknown(DENIED.reason)
        assert value.span is not None
        assert (
            found.source.data[value.span.start : value.span.end]
            == b'"(not read: AWS denied kms:GetKeyPolicy; it needs kms:GetKeyPolicy)"'
        )


def test_what_a_text_mentions_is_referred_to_if_it_was_read() -> None:
    queue = Made("AWS::SQS::Queue", QUEUE, "orders", {})
    made = Made(
        "AWS::CloudWatch::CompositeAlarm",
        "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a",
        "a",
        {},
        mentions=(QUEUE, f"{QUEUE}-gone"),
    )
    found = document_of(made, Names([made, queue], PLACE), "eu-west-1")
    assert found.resource.depends_on == (QUEUE,)
