"""The limits are those of AWS's pages, and every operation has one."""

import re

import pytest

from hauberk.facts.tables import tables
from hauberk.sources.account.calling import limits
from hauberk.sources.account.calling.limits import limit_of
from hauberk.sources.account.planning import ALL_READS


@pytest.mark.parametrize(
    ("service", "operation", "rate"),
    [
        ("lambda", "GetFunction", 100),
        ("lambda", "GetPolicy", 15),
        ("lambda", "ListFunctions", 15),
        ("apigateway", "GetRestApis", 10),
        ("apigatewayv2", "GetApis", 10),
        ("logs", "DescribeLogGroups", 10),
        ("cloudwatch", "DescribeAlarms", 9),
        ("cloudtrail", "LookupEvents", 2),
        ("iam", "GetAccountAuthorizationDetails", 5),
    ],
)
def test_what_may_be_called_a_second(service: str, operation: str, rate: float) -> None:
    assert limit_of(service, operation).rate == rate


def test_who_shares_a_bucket() -> None:
    assert limit_of("lambda", "ListFunctions").name == limit_of("lambda", "ListAliases").name
    assert limit_of("lambda", "ListFunctions").name != limit_of("lambda", "GetPolicy").name
    assert limit_of("apigateway", "GetRestApis").name == limit_of("apigatewayv2", "GetApis").name
    assert limit_of("ec2", "DescribeVpcs").name != limit_of("ec2", "DescribeSubnets").name
    assert limit_of("iam", "ListUsers").name != limit_of("inspector2", "ListFindings").name


def test_every_read_has_a_limit() -> None:
    for read in ALL_READS:
        limit = limit_of(read.service, read.operation)
        assert limit.rate > 0 < limit.burst


def test_every_limit_has_a_page_and_a_date() -> None:
    for row in tables(limits.__file__, "limits.toml")["limits"]:
        assert row["source"].startswith("https://docs.aws.amazon.com/") or row["service"] == "*"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"])
