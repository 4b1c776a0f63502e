"""What a plan costs, before it is carried out."""

import boto3
import pytest
from botocore.stub import Stubber

from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.calling.estimating import Expected, expected, seconds, sizes_of
from hauberk.sources.account.filters import Filters
from hauberk.sources.account.reading import Plan
from tests.sources.account.calling.plans import ALIASES, GET, LIST, POLICY, READS, REGION, ROLES

PLAN = Plan(READS, (REGION, "us-east-1"))
SIZES = {("lambda:ListFunctions", REGION): 1234, ("iam:GetAccountAuthorizationDetails", "global"): 2500}


def by_api(plan: Plan, sizes: dict[tuple[str, str], int]) -> dict[tuple[str, str], int | None]:
    return {(one.api, one.region): one.calls for one in expected(plan, sizes)}


def test_lists_are_counted_in_pages_and_parts_one_by_one() -> None:
    found = by_api(PLAN, SIZES)
    assert found["lambda:ListFunctions", REGION] == 25
    assert found["iam:GetAccountAuthorizationDetails", "global"] == 3
    assert found["lambda:GetFunction", REGION] == 1234
    assert found["lambda:GetPolicy", REGION] == 1234


def test_what_is_not_known_is_no_number() -> None:
    found = by_api(PLAN, SIZES)
    assert found["lambda:ListFunctions", "us-east-1"] == 1
    assert found["lambda:GetFunction", "us-east-1"] is None


def test_one_for_each_of_two_lists_is_at_least_one_for_each_of_the_first() -> None:
    least = {one.api: one.least for one in expected(PLAN, SIZES) if one.region == REGION}
    assert least == {
        "lambda:ListFunctions": False,
        "lambda:GetFunction": False,
        "lambda:ListAliases": False,
        "lambda:GetPolicy": True,
    }


@pytest.mark.parametrize(
    ("calls", "share", "time"),
    [
        ((Expected("lambda:GetFunction", REGION, 1100),), 1.0, 10.0),
        ((Expected("lambda:GetFunction", REGION, 1100),), 0.5, 21.0),
        ((Expected("lambda:GetFunction", REGION, 50),), 1.0, 0.0),
        ((Expected("lambda:GetFunction", REGION, None),), 1.0, 0.0),
        # these share a bucket, those of two regions or of two limits don't
        ((Expected("lambda:ListAliases", REGION, 100), Expected("lambda:ListFunctions", REGION, 65)), 1.0, 10.0),
        ((Expected("lambda:ListAliases", REGION, 165), Expected("lambda:ListAliases", "us-east-1", 165)), 1.0, 10.0),
        ((Expected("lambda:GetPolicy", REGION, 165), Expected("lambda:ListAliases", REGION, 165)), 1.0, 10.0),
        ((), 1.0, 0.0),
    ],
)
def test_buckets_run_side_by_side(calls: tuple[Expected, ...], share: float, time: float) -> None:
    assert seconds(calls, share) == pytest.approx(time)


class Stubbed(Clients):
    """Clients of which two services answer."""

    def __init__(self) -> None:
        session = boto3.Session("key", "secret", region_name=REGION)
        super().__init__(session, "aws")
        self.stubs = {name: Stubber(session.client(name)) for name in ("lambda", "iam")}
        for stub in self.stubs.values():
            stub.activate()

    def client(self, service: str, region: str) -> object:
        return self.stubs[service].client


def test_two_cheap_calls_tell_the_sizes() -> None:
    clients = Stubbed()
    clients.stubs["lambda"].add_response("get_account_settings", {"AccountUsage": {"FunctionCount": 12}})
    clients.stubs["lambda"].add_client_error("get_account_settings", "AccessDeniedException")
    clients.stubs["iam"].add_response("get_account_summary", {"SummaryMap": {"Roles": 3, "Users": 2, "MFADevices": 9}})
    assert sizes_of(clients, PLAN) == {
        ("lambda:ListFunctions", REGION): 12,
        ("iam:GetAccountAuthorizationDetails", "global"): 5,
    }


def test_only_what_the_plan_lists_is_asked() -> None:
    clients = Stubbed()
    assert sizes_of(clients, Plan((GET, ALIASES, POLICY), (REGION,))) == {}


def test_how_many_functions_there_are_says_nothing_of_how_many_are_wanted() -> None:
    clients = Stubbed()
    assert sizes_of(clients, Plan((LIST,), (REGION,), Filters(functions=("a*",)))) == {}
    clients.stubs["iam"].add_client_error("get_account_summary", "AccessDenied")
    assert sizes_of(clients, Plan((ROLES,), (REGION,))) == {}
