"""Only the functions that are wanted stay in the lists that name functions; where it isn't known who is, none do."""

import pytest

from hauberk.facts.stack_tags import STACK_NAME
from hauberk.sources.account.calls import Answer, Call, Data, Unread, call
from hauberk.sources.account.filters import NO_FILTERS, Filters, filters_of
from tests.sources.account.calling.plans import GET, LIST, READS, REGION, ROLES

ARN = f"arn:aws:lambda:{REGION}:111122223333:function:"
LISTED = call("lambda", "ListFunctions", REGION)
MAPPED = call("lambda", "ListEventSourceMappings", REGION)
BOTH = Data({"Functions": [{"FunctionName": name, "FunctionArn": ARN + name} for name in ("orders", "billing")]})


def tagged(filters: Filters, *names: str) -> dict[Call, Answer]:
    """What the tagging API says."""
    (listing, *_) = filters.reads(())
    asked = call(listing.service, listing.operation, REGION, **listing.arguments)
    return {asked: Data({"ResourceTagMappingList": [{"ResourceARN": ARN + name} for name in names]})}


def names(answer: Answer) -> list[str]:
    assert isinstance(answer, Data)
    return [one["FunctionName"] for one in answer.content["Functions"]]


@pytest.mark.parametrize(
    ("globs", "left"),
    [
        (("orders",), ["orders"]),
        (("*",), ["orders", "billing"]),
        (("or*", "bill?ng"), ["orders", "billing"]),
        (("x",), []),
    ],
)
def test_by_name(globs: tuple[str, ...], left: list[str]) -> None:
    assert names(Filters(functions=globs).narrow(LISTED, BOTH, {})) == left


@pytest.mark.parametrize("filters", [Filters(tags=(("team", "shop"),)), Filters(stack="shop")])
def test_by_tags_and_stack(filters: Filters) -> None:
    assert names(filters.narrow(LISTED, BOTH, tagged(filters, "orders"))) == ["orders"]
    assert names(filters.narrow(LISTED, BOTH, tagged(filters))) == []


def test_all_filters_have_to_hold() -> None:
    filters = Filters(functions=("bill*",), stack="shop")
    assert names(filters.narrow(LISTED, BOTH, tagged(filters, "orders"))) == []


def test_mappings_belong_to_their_functions_whatever_the_version() -> None:
    answer = Data({"EventSourceMappings": [{"FunctionArn": f"{ARN}orders:live"}, {"FunctionArn": f"{ARN}billing"}]})
    filters = Filters(stack="shop")
    narrowed = filters.narrow(MAPPED, answer, tagged(filters, "orders"))
    assert narrowed == Data({"EventSourceMappings": [{"FunctionArn": f"{ARN}orders:live"}]})


def test_who_has_the_tags_may_not_be_known() -> None:
    filters = Filters(stack="shop")
    denied = Unread("access-denied", "AWS denied it", "tag:GetResources")
    found = filters.narrow(LISTED, BOTH, dict.fromkeys(tagged(filters), denied))
    assert isinstance(found, Unread)
    assert (found.code, found.permission) == ("access-denied", "tag:GetResources")


def test_other_answers_stay() -> None:
    details = call("iam", "GetAccountAuthorizationDetails", "global")
    assert Filters(functions=("x",)).narrow(details, BOTH, {}) is BOTH
    assert NO_FILTERS.narrow(LISTED, BOTH, {}) is BOTH


def test_tags_are_asked_first() -> None:
    reads = Filters(tags=(("team", "shop"),), stack="orders").reads(READS)
    assert [read.api for read in reads[:2]] == ["resourcegroupstaggingapi:GetResources", LIST.api]
    assert reads[1].after == ("resourcegroupstaggingapi:GetResources",)
    assert [one["Key"] for one in reads[0].arguments["TagFilters"]] == ["team", STACK_NAME]
    assert Filters(functions=("x",)).reads((LIST, ROLES, GET)) == (LIST, ROLES, GET)


@pytest.mark.parametrize("filters", [NO_FILTERS, Filters(("a", "b*"), (("k", "v"),), "s"), Filters(stack="s")])
def test_a_header_tells_them(filters: Filters) -> None:
    assert filters_of(filters.told()) == filters
    assert bool(filters.told()) == bool(filters)


def test_a_header_that_says_nothing_of_meaning_filters_nothing() -> None:
    assert filters_of({"functions": "x", "tags": ["y"], "stack": 1}) == NO_FILTERS
