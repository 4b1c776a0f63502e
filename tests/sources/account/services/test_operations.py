"""What readers ask for, against the models of AWS's SDK and the catalogue of permissions."""

from typing import Any

import pytest
from botocore.validate import ParamValidator

from hauberk.iam import catalogue
from hauberk.sources.account.calling.errors import permissions_of
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reads import Read
from tests.sources.account.services.samples import answer, model, pages, sampled, sensitive, there

CALLS = sampled(ALL_READS)
KEPT = {
    "s3:GetBucketEncryption": {
        "ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID": "names a key",
    },
    "cognito-idp:ListUserPoolClients": {"UserPoolClients[].ClientId": "every browser that signs in knows it"},
    "cognito-idp:DescribeUserPoolClient": {"UserPoolClient.ClientId": "every browser that signs in knows it"},
    "stepfunctions:DescribeStateMachine": {"definition": "secrets in it are concealed one by one"},
}
"""What botocore calls sensitive and a snapshot keeps, and why."""
PAGING = {"NextToken"}
"""What no answer holds any more once its pages are put together."""
CODES_OF_S3 = frozenset(
    (
        "NoSuchAccessPoint",
        "NoSuchAccessPointPolicy",
        "NoSuchBucket",
        "NoSuchBucketPolicy",
        "NoSuchPublicAccessBlockConfiguration",
        "OwnershipControlsNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
    )
)
"""Codes that S3 answers with and its model doesn't know ("Error responses", Amazon S3 API Reference, 2026-11)."""
OLD_CODES = {"sqs": {"AWS.SimpleQueueService.NonExistentQueue"}, "s3": CODES_OF_S3, "s3control": CODES_OF_S3}
"""Codes by service that its model doesn't know; that of SQS is the one of its protocol until 2023."""
UNPAGED = frozenset(("firehose:ListDeliveryStreams",))
"""Lists that come whole, since they are asked for as many as there may be."""
TOKENS = ("nexttoken", "nextmarker", "marker", "position")
EVERY = pytest.mark.parametrize("read", ALL_READS, ids=lambda read: read.name)


def _operation(read: Read) -> Any:
    return model(read.service).operation_model(read.operation)


@EVERY
def test_an_operation_is_one_of_its_service(read: Read) -> None:
    assert read.operation in model(read.service).operation_names


def test_each_operation_is_read_once() -> None:
    """But for those that have two scopes, a region's and one that is global, or that say how they vary."""
    assert len({(read.name, read.anywhere) for read in ALL_READS}) == len(ALL_READS)


@EVERY
def test_where_there_is_one_of_everything_it_is_called(read: Read) -> None:
    assert any(call.api == read.api for call in CALLS)


@EVERY
def test_it_is_called_with_what_it_takes(read: Read) -> None:
    shape = _operation(read).input_shape
    for call in (call for call in CALLS if call.api == read.api):
        if shape is None:
            assert not call.parameters
            continue
        report = ParamValidator().validate(call.parameters, shape)
        assert not report.has_errors(), report.generate_report()


@EVERY
def test_what_comes_before_it_is_read(read: Read) -> None:
    assert {read.name for read in ALL_READS}.issuperset(read.after)


@EVERY
def test_it_conceals_what_there_is(read: Read) -> None:
    assert [path for path in read.conceals if not there(_operation(read).output_shape, path)] == []


@EVERY
def test_it_conceals_what_is_sensitive(read: Read) -> None:
    found = set(sensitive(_operation(read).output_shape)) - set(KEPT.get(read.api, {})) - PAGING
    if read.digest is not None:
        kept = read.digest(answer(read.service, read.operation))
        found = {way for way in found if _is_in(kept, way.replace("[]", "").split("."))}
    assert [way for way in found if not any(_is_within(path, way) for path in read.conceals)] == []


def _is_in(content: Any, way: list[str]) -> bool:
    """Whether there is something at a way of names; lists on it are entered."""
    if isinstance(content, list):
        return any(_is_in(one, way) for one in content)
    return not way or (isinstance(content, dict) and way[0] in content and _is_in(content[way[0]], way[1:]))


def _is_within(path: str, way: str) -> bool:
    return path == way or path.startswith((f"{way}.", f"{way}["))


@EVERY
def test_it_needs_permissions_to_read_and_no_others(read: Read) -> None:
    for name in permissions_of(read):
        action = catalogue.action(name)
        assert action is not None, name
        assert action.access_level in ("List", "Read"), name


@EVERY
def test_what_says_that_there_is_none_is_an_error_of_the_service(read: Read) -> None:
    service = model(read.service)
    errors = (service.shape_for(name) for name in service.shape_names)
    known = {
        code
        for shape in errors
        if shape.type_name == "structure" and shape.metadata.get("exception")
        for code in (shape.name, shape.error_code)
    }
    assert read.absent <= known | OLD_CODES.get(read.service, set())


@EVERY
def test_a_list_comes_whole(read: Read) -> None:
    """An operation that answers in pages is one that all pages are asked of."""
    given, answered = (
        getattr(shape, "members", {}) for shape in (_operation(read).input_shape, _operation(read).output_shape)
    )
    paged = any(name.lower() in TOKENS or "hasmore" in name.lower() for name in answered)
    both = any(name.lower() in TOKENS for name in given if name in answered)
    assert not paged or both or read.operation in pages(read.service) or read.api in UNPAGED
