"""IAM: roles, users, groups, policies and profiles, by the one call that tells of them all.

Operations and members from the IAM API Reference, "GetAccountAuthorizationDetails" (2026-11).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from hauberk.sources.account.calls import Answers
from hauberk.sources.account.made import Made
from hauberk.sources.account.naming import Place
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services.shaping import STRANGE, document, given, listed, moment, only, tags, text, texts

KINDS = ("User", "Role", "Group", "LocalManagedPolicy")
"""What is asked for: not the policies that AWS manages, of which there are more than a thousand."""

READS = (
    Read(
        "iam",
        "GetAccountAuthorizationDetails",
        (
            "AWS::IAM::Role",
            "AWS::IAM::User",
            "AWS::IAM::Group",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::InstanceProfile",
        ),
        {"Filter": KINDS},
        anywhere=True,
    ),
)


def details(answers: Answers) -> Mapping[str, Any]:
    """All that IAM told of its users, roles, groups and policies."""
    return answers.data("iam", "GetAccountAuthorizationDetails", Filter=KINDS)


def resources(answers: Answers, place: Place) -> Iterator[Made]:
    """What IAM has. Policies that AWS manages are known by their names, as in a template."""
    found = details(answers)
    for one in listed(found, "RoleDetailList"):
        yield _role(one)
        for profile in listed(one, "InstanceProfileList"):
            if arn := text(profile, "Arn"):
                name = text(profile, "InstanceProfileName")
                roles = [text(role, "Arn") for role in listed(profile, "Roles")]
                links = {f"Roles.{index}": role for index, role in enumerate(roles)}
                names = [role.rpartition("/")[2] for role in roles]
                properties = {"InstanceProfileName": name, "Roles": names}
                yield Made(
                    "AWS::IAM::InstanceProfile", arn, name, properties, returns={"": name, "Arn": arn}, links=links
                )
    groups = {text(one, "GroupName"): text(one, "Arn") for one in listed(found, "GroupDetailList")}
    members: dict[str, int] = dict.fromkeys(groups, 0)
    for one in listed(found, "UserDetailList"):
        own = texts(one, "GroupList")
        links = {f"Groups.{index}": groups[name] for index, name in enumerate(own) if name in groups}
        members.update({name: members.get(name, 0) + 1 for name in own})
        properties = given({**only(one, "UserName", "Path"), **_policies(one, "UserPolicyList"), "Groups": own})
        yield _identity("AWS::IAM::User", one, "UserName", properties, links)
    for one in listed(found, "GroupDetailList"):
        properties = given({**only(one, "GroupName", "Path"), **_policies(one, "GroupPolicyList")})
        made = _identity("AWS::IAM::Group", one, "GroupName", properties, {})
        yield made._replace(account={**made.account, "Members": members.get(made.name, 0)})
    bounding = Counter(
        text(one, "PermissionsBoundary", "PermissionsBoundaryArn")
        for name in ("RoleDetailList", "UserDetailList")
        for one in listed(found, name)
    )
    for one in listed(found, "Policies"):
        arn = text(one, "Arn")
        version = next((each for each in listed(one, "PolicyVersionList") if each.get("IsDefaultVersion")), None)
        if version is not None and f":{place.account}:" in arn:
            name = text(one, "PolicyName") or arn.rpartition("/")[2]
            properties = given({"ManagedPolicyName": name, "Path": one.get("Path")})
            properties["PolicyDocument"] = document(version.get("Document"))
            more = only(one, "AttachmentCount", "DefaultVersionId")
            told = one.get("PermissionsBoundaryUsageCount")  # those that it bounds are in the same answer
            more["PermissionsBoundaryUsageCount"] = max(bounding[arn], told if isinstance(told, int) else 0)
            more |= given({"CreateDate": moment(one, "CreateDate"), "UpdateDate": moment(one, "UpdateDate")})
            yield Made(
                "AWS::IAM::ManagedPolicy", arn, name, properties, returns={"": arn, "PolicyArn": arn}, account=more
            )


def _role(one: Mapping[str, Any]) -> Made:
    properties = given(
        {
            "RoleName": one.get("RoleName"),
            "Path": one.get("Path"),
            "AssumeRolePolicyDocument": document(one.get("AssumeRolePolicyDocument")),
            **_policies(one, "RolePolicyList"),
        }
    )
    return _identity("AWS::IAM::Role", one, "RoleName", properties, {})


def _policies(one: Mapping[str, Any], inline: str) -> dict[str, Any]:
    """The policies of an identity: its own, those attached to it, and its boundary."""
    return {
        "Policies": [
            {"PolicyName": each.get("PolicyName"), "PolicyDocument": document(each.get("PolicyDocument"))}
            for each in listed(one, inline)
        ],
        "ManagedPolicyArns": [
            each["PolicyArn"] for each in listed(one, "AttachedManagedPolicies") if "PolicyArn" in each
        ],
        "PermissionsBoundary": text(one, "PermissionsBoundary", "PermissionsBoundaryArn"),
    }


def _identity(
    type_: str, one: Mapping[str, Any], named: str, properties: Mapping[str, Any], links: Mapping[str, str]
) -> Made:
    name, arn = text(one, named), text(one, "Arn")
    if not arn:
        return Made(type_, f"{type_}#{name}", name, {}, unread=STRANGE)
    used = {"LastUsedDate": moment(one, "RoleLastUsed", "LastUsedDate"), **only(one.get("RoleLastUsed"), "Region")}
    more = given({"CreateDate": moment(one, "CreateDate"), "RoleLastUsed": given(used)})
    return Made(
        type_,
        arn,
        name,
        properties,
        returns={"": name, "Arn": arn},
        links=links,
        account=more,
        tags=tags(one.get("Tags")),
    )
