"""How operations page, by the SDK's own data."""

from typing import Any

import botocore.session
import pytest
from botocore.loaders import Loader

from hauberk.sources.account.calling.paging import NO_PAGES, Paging, paging_of


def paging(service: str, operation: str) -> Paging:
    model = botocore.session.get_session().get_service_model(service).operation_model(operation)
    known = Loader().load_service_model(service, "paginators-1")["pagination"]
    return paging_of(service, model, known.get(operation))


@pytest.mark.parametrize(
    ("service", "operation", "page", "after"),
    [
        ("lambda", "ListFunctions", {"NextMarker": "a"}, {"Marker": "a"}),
        ("lambda", "ListFunctions", {"NextMarker": ""}, {}),
        ("iam", "GetAccountAuthorizationDetails", {"IsTruncated": True, "Marker": "a"}, {"Marker": "a"}),
        ("iam", "GetAccountAuthorizationDetails", {"IsTruncated": False, "Marker": "a"}, {}),
        (
            "cloudfront",
            "ListDistributions",
            {"DistributionList": {"IsTruncated": True, "NextMarker": "a"}},
            {"Marker": "a"},
        ),
        # these have no paginator
        ("wafv2", "ListWebACLs", {"NextMarker": "a"}, {"NextMarker": "a"}),
        ("events", "ListEventBuses", {"NextToken": "a"}, {"NextToken": "a"}),
        ("apigatewayv2", "GetApiMappings", {"NextToken": "a"}, {"NextToken": "a"}),
        ("lambda", "GetPolicy", {"Policy": "{}"}, {}),
    ],
)
def test_what_leads_to_the_next_page(service: str, operation: str, page: dict[str, Any], after: dict[str, Any]) -> None:
    assert paging(service, operation).after(page) == after


def test_the_lists_of_pages_are_put_together() -> None:
    details = paging("iam", "GetAccountAuthorizationDetails")
    whole: dict[str, Any] = {}
    for page in (
        {"IsTruncated": True, "Marker": "a", "RoleDetailList": [1], "Policies": []},
        {"IsTruncated": False, "RoleDetailList": [2], "Policies": [3]},
    ):
        whole = details.joined(whole, page)
    assert details.without_tokens(whole) == {"RoleDetailList": [1, 2], "Policies": [3]}


def test_lists_within_a_structure_are_put_together() -> None:
    distributions = paging("cloudfront", "ListDistributions")
    whole = distributions.joined({}, {"DistributionList": {"Items": [1], "Quantity": 1}})
    whole = distributions.joined(whole, {"DistributionList": {"Items": [2]}})
    assert whole["DistributionList"]["Items"] == [1, 2]
    assert distributions.joined({"DistributionList": {}}, {"DistributionList": {"Items": [2]}}) == {
        "DistributionList": {"Items": [2]}
    }


def test_pages_of_an_operation_without_a_paginator_are_put_together() -> None:
    acls = paging("wafv2", "ListWebACLs")
    assert acls.joined(acls.joined({}, {"WebACLs": [1], "NextMarker": "a"}), {"WebACLs": [2]})["WebACLs"] == [1, 2]


@pytest.mark.parametrize(
    ("service", "operation", "most"),
    [
        ("iam", "GetAccountAuthorizationDetails", {"MaxItems": 1000}),
        ("logs", "DescribeLogGroups", {"limit": 50}),
        ("apigateway", "GetRestApis", {"limit": 500}),
        ("apigatewayv2", "GetApis", {"MaxResults": "500"}),
        ("sqs", "ListQueues", {"MaxResults": 1000}),
        ("lambda", "GetPolicy", {}),
        ("apigateway", "GetRestApi", {}),
    ],
)
def test_pages_are_as_large_as_they_may_be(service: str, operation: str, most: dict[str, Any]) -> None:
    assert paging(service, operation).most == most


def test_an_operation_of_one_answer_has_no_pages() -> None:
    assert paging("lambda", "GetPolicy") == NO_PAGES
    assert NO_PAGES.without_tokens({"Policy": "{}", "RevisionId": "1"}) == {"Policy": "{}", "RevisionId": "1"}


def test_a_field_that_is_no_token_stays() -> None:
    assert NO_PAGES.without_tokens({"LockToken": "a", "Marker": {"is": "a structure"}}) == {
        "LockToken": "a",
        "Marker": {"is": "a structure"},
    }
