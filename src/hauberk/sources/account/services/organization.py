"""Organizations: what bounds the account from above, as far as the account may read it.

A member account is told that it is one, and mostly no more: policies are told to the management account and to
delegated administrators. Operations and members from the AWS Organizations API Reference (2026-11).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers, Data, Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import document, given, listed, only, text

ORGANIZATION = "Account::Organization"
POLICY = "AWS::Organizations::Policy"
KINDS = ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")
"""The types of policies that bound what is allowed."""
_ALONE = frozenset(("AWSOrganizationsNotInUseException",))


def _each_kind(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"Filter": kind} for kind in KINDS) if text(_organization(answers), "Id") else ()


def _each_policy(answers: Answers) -> Iterable[Mapping[str, Any]]:
    return ({"PolicyId": id_} for kind in KINDS for one in _policies(answers, kind) if (id_ := text(one, "Id")))


READS = (
    Read(
        "organizations",
        "DescribeOrganization",
        (ORGANIZATION,),
        anywhere=True,
        absent=_ALONE,
        conceals=("Organization.MasterAccountEmail",),
    ),
    Read(
        "organizations",
        "ListPolicies",
        (POLICY,),
        each=_each_kind,
        after=("organizations:DescribeOrganization",),
        anywhere=True,
        absent=_ALONE,
    ),
    Read(
        "organizations",
        "DescribePolicy",
        (POLICY,),
        each=_each_policy,
        after=("organizations:ListPolicies",),
        anywhere=True,
        absent=frozenset(("PolicyNotFoundException",)),
    ),
    Read(
        "organizations",
        "ListTargetsForPolicy",
        (POLICY,),
        each=_each_policy,
        after=("organizations:ListPolicies",),
        anywhere=True,
        absent=frozenset(("PolicyNotFoundException",)),
    ),
)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """The organization, and the policies that bound its accounts."""
    organization = _organization(answers)
    id_ = text(organization, "Id")
    if not id_:
        return
    arn = text(organization, "Arn") or f"arn:{place.partition}:organizations::organization/{id_}"
    properties = only(organization, "Id", "FeatureSet", "MasterAccountId", "AvailablePolicyTypes")
    yield Made(ORGANIZATION, arn, id_, properties)
    for kind in KINDS:
        answer = answers.of("organizations", "ListPolicies", Filter=kind)
        if isinstance(answer, Unread) and answer.code != "not-asked":
            yield Made(POLICY, f"{arn}#{kind}", f"{kind} of {id_}", {"Type": kind}, unread=answer)
        for one in _policies(answers, kind):
            yield from _policy(one, answers)


def _organization(answers: Answers) -> Mapping[str, Any]:
    found = answers.data("organizations", "DescribeOrganization").get("Organization")
    return found if isinstance(found, Mapping) else {}


def _policies(answers: Answers, kind: str) -> list[Mapping[str, Any]]:
    return listed(answers.data("organizations", "ListPolicies", Filter=kind), "Policies")


def _policy(one: Mapping[str, Any], answers: Answers) -> Iterator[Made]:
    id_, arn = text(one, "Id"), text(one, "Arn")
    if not id_ or not arn:
        return
    whole = answers.of("organizations", "DescribePolicy", PolicyId=id_)
    targets = answers.of("organizations", "ListTargetsForPolicy", PolicyId=id_)
    content: Any = whole
    if isinstance(whole, Data):
        policy = whole.content.get("Policy")
        content = document(policy.get("Content") if isinstance(policy, Mapping) else None)
    ids: Any = targets
    if isinstance(targets, Data):
        ids = [text(each, "TargetId") for each in listed(targets.content, "Targets")]
    properties = given(
        {
            **only(one, "Name", "Type"),
            "Content": content if isinstance(content, (Unread, Mapping)) else None,
            "TargetIds": ids if isinstance(ids, (Unread, list)) else None,
        }
    )
    name = text(one, "Name")
    yield Made(POLICY, arn, name, properties, returns={"": id_, "Arn": arn}, account=only(one, "AwsManaged"))
