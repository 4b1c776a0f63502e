"""IAM."""

from collections.abc import Mapping
from typing import Any

from hauberk.lab.account.provisioning.loss import ADAPTED
from hauberk.lab.account.provisioning.making import Making
from hauberk.lab.account.provisioning.mapping import text
from hauberk.lab.account.provisioning.recipe import Read, Recipe, Step

_KINDS = {"Roles": ("role", "RoleName"), "Users": ("user", "UserName"), "Groups": ("group", "GroupName")}
"""The lists of principals that a policy has, the word that operations have for each, and its name's."""
_VERSION = "2012-10-17"


def _holds(kind: str, name: str) -> tuple[Step, ...]:
    """What roles, users and groups have in common: policies in them, and managed ones attached to them."""
    who = {name: "${Ref}"}
    return (
        Step(
            f"put_{kind}_policy",
            ("Policies",),
            who,
            each=True,
            reads=(Read(f"get_{kind}_policy", {**who, "PolicyName": ">PolicyName"}),),
        ),
        Step(
            f"attach_{kind}_policy",
            ("ManagedPolicyArns",),
            who,
            into="PolicyArn",
            each=True,
            reads=(Read(f"list_attached_{kind}_policies", who, "AttachedPolicies[PolicyArn]"),),
        ),
    )


def with_version(making: Making, place: str, document: Any) -> Any:
    """A policy as the emulator takes it: it wants the newest version of the language said, which IAM doesn't."""
    if not isinstance(document, Mapping) or str(document.get("Version")) == _VERSION:
        return document
    making.lose(f"{place}.Version", ADAPTED, f"the emulator takes no policy but of version {_VERSION}, which was sent")
    return {**document, "Version": _VERSION}


def _versions(making: Making) -> None:
    properties = making.properties
    for name in ("PolicyDocument", "AssumeRolePolicyDocument"):
        if name in properties:
            properties[name] = with_version(making, name, properties[name])
    for index, policy in enumerate(properties.get("Policies") or ()):
        place = f"Policies[{index}].PolicyDocument"
        policy["PolicyDocument"] = with_version(making, place, policy.get("PolicyDocument"))


def _inline(making: Making) -> None:
    """A policy that is put into each of several principals."""
    _versions(making)
    properties = making.properties
    name, document = properties["PolicyName"], properties["PolicyDocument"]
    for kind, member, principal in _principals(properties):
        who = {member: principal}
        making.call(f"put_{kind}_policy", PolicyName=name, PolicyDocument=text(document), **who)
        told = making.call(f"get_{kind}_policy", PolicyName=name, **who)
        making.compare({"PolicyDocument": document}, told)
    making.ref = name


def _attached(making: Making) -> None:
    """Attaches a managed policy to the principals that it names."""
    for kind, member, principal in _principals(making.properties):
        who = {member: principal}
        making.tried(f"{kind}s", f"attach_{kind}_policy", PolicyArn=making.ref, **who)


def _document(making: Making) -> None:
    version = making.answer["Policy"]["DefaultVersionId"]
    told = making.call("get_policy_version", PolicyArn=making.ref, VersionId=version)["PolicyVersion"]
    making.compare({"PolicyDocument": making.properties["PolicyDocument"]}, {"PolicyDocument": told["Document"]})


def _principals(properties: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (kind, member, principal) for of, (kind, member) in _KINDS.items() for principal in properties.get(of) or ()
    ]


def _members(making: Making) -> None:
    making.ref = making.made_up_name()
    for user in making.properties["Users"]:
        making.call("add_user_to_group", GroupName=making.properties["GroupName"], UserName=user)


def _key(making: Making) -> None:
    making.answer = making.call("create_access_key", UserName=making.properties["UserName"])
    key = making.answer["AccessKey"]["AccessKeyId"]
    if making.properties.get("Status") == "Inactive":
        making.call("update_access_key", UserName=making.properties["UserName"], AccessKeyId=key, Status="Inactive")


def _profile(making: Making) -> None:
    name, path = making.properties["InstanceProfileName"], making.properties.get("Path")
    making.answer = making.call("create_instance_profile", InstanceProfileName=name, Path=path)
    for role in making.properties["Roles"]:
        making.call("add_role_to_instance_profile", InstanceProfileName=name, RoleName=role)


RECIPES = {
    "AWS::IAM::Role": Recipe(
        "iam",
        Step("create_role"),
        "${.Role.RoleName}",
        "${.Role.Arn}",
        named="RoleName",
        before=(_versions,),
        attributes={"RoleId": "${.Role.RoleId}"},
        after=_holds("role", "RoleName"),
        reads=(
            Read("get_role", {"RoleName": "${Ref}"}, "Role"),
            Read(
                "get_role",
                {"RoleName": "${Ref}"},
                "Role.PermissionsBoundary.PermissionsBoundaryArn",
                under="PermissionsBoundary",
            ),
        ),
        dispensable=("PermissionsBoundary",),
    ),
    "AWS::IAM::User": Recipe(
        "iam",
        Step("create_user"),
        "${.User.UserName}",
        "${.User.Arn}",
        named="UserName",
        before=(_versions,),
        after=(
            *_holds("user", "UserName"),
            Step("add_user_to_group", ("Groups",), {"UserName": "${Ref}"}, into="GroupName", each=True),
            Step(
                "create_login_profile",
                ("LoginProfile",),
                {"UserName": "${Ref}"},
                whole=True,
                reads=(Read("get_login_profile", {"UserName": "${Ref}"}, "LoginProfile", {"Password": ""}),),
            ),
        ),
        reads=(
            Read("get_user", {"UserName": "${Ref}"}, "User"),
            Read(
                "get_user",
                {"UserName": "${Ref}"},
                "User.PermissionsBoundary.PermissionsBoundaryArn",
                under="PermissionsBoundary",
            ),
        ),
        dispensable=("PermissionsBoundary",),
    ),
    "AWS::IAM::Group": Recipe(
        "iam",
        Step("create_group"),
        "${.Group.GroupName}",
        "${.Group.Arn}",
        named="GroupName",
        before=(_versions,),
        after=_holds("group", "GroupName"),
        reads=(Read("get_group", {"GroupName": "${Ref}"}, "Group"),),
    ),
    "AWS::IAM::Policy": Recipe("iam", _inline, "${PolicyName}"),
    "AWS::IAM::UserPolicy": Recipe(
        "iam",
        Step("put_user_policy"),
        "${PolicyName}",
        before=(_versions,),
        reads=(Read("get_user_policy", {"UserName": "${UserName}", "PolicyName": "${PolicyName}"}),),
    ),
    "AWS::IAM::RolePolicy": Recipe(
        "iam",
        Step("put_role_policy"),
        "${PolicyName}",
        before=(_versions,),
        reads=(Read("get_role_policy", {"RoleName": "${RoleName}", "PolicyName": "${PolicyName}"}),),
    ),
    "AWS::IAM::GroupPolicy": Recipe(
        "iam",
        Step("put_group_policy"),
        "${PolicyName}",
        before=(_versions,),
        reads=(Read("get_group_policy", {"GroupName": "${GroupName}", "PolicyName": "${PolicyName}"}),),
    ),
    "AWS::IAM::ManagedPolicy": Recipe(
        "iam",
        Step("create_policy", renamed={"ManagedPolicyName": "PolicyName"}),
        "${.Policy.Arn}",
        "${.Policy.Arn}",
        named="ManagedPolicyName",
        before=(_versions,),
        attributes={"PolicyArn": "${Ref}"},
        after=(_attached, _document),
        reads=(Read("get_policy", {"PolicyArn": "${Ref}"}, "Policy"),),
        hidden=frozenset(("PolicyDocument",)),
        apart=frozenset(_KINDS),
    ),
    "AWS::IAM::InstanceProfile": Recipe(
        "iam", _profile, "${InstanceProfileName}", "${.InstanceProfile.Arn}", named="InstanceProfileName"
    ),
    "AWS::IAM::UserToGroupAddition": Recipe("iam", _members, "${Ref}"),
    "AWS::IAM::AccessKey": Recipe(
        "iam",
        _key,
        "${.AccessKey.AccessKeyId}",
        attributes={"SecretAccessKey": "${.AccessKey.SecretAccessKey}"},
    ),
    "AWS::IAM::OIDCProvider": Recipe(
        "iam",
        Step("create_open_id_connect_provider"),
        "${.OpenIDConnectProviderArn}",
        "${.OpenIDConnectProviderArn}",
        reads=(Read("get_open_id_connect_provider", {"OpenIDConnectProviderArn": "${Ref}"}, renamed={"Url": ""}),),
    ),
    "AWS::IAM::SAMLProvider": Recipe(
        "iam", Step("create_saml_provider"), "${.SAMLProviderArn}", "${.SAMLProviderArn}", named="Name"
    ),
    "AWS::IAM::ServiceLinkedRole": Recipe(
        "iam", Step("create_service_linked_role"), "${.Role.RoleName}", "${.Role.Arn}"
    ),
}
