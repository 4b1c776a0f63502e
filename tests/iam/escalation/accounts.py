"""Small accounts as ``GetAccountAuthorizationDetails`` tells of them, one for each method."""

from typing import Any

from hauberk.iam.escalation.facts import WORKS_FOR
from hauberk.iam.escalation.methods import Fact, Gain, Method, Step, Target

ID = "111122223333"
ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess"
TARGET_ROLE, TARGET_USER = f"arn:aws:iam::{ID}:role/target", f"arn:aws:iam::{ID}:user/target"
POLICY, WIDE_POLICY = f"arn:aws:iam::{ID}:policy/own", f"arn:aws:iam::{ID}:policy/wide"
BUCKET = "arn:aws:s3:::own/*"
"""What the attacker may read, where no limit keeps it from that."""
OWN_GROUP, WIDE_GROUP = f"arn:aws:iam::{ID}:group/own", f"arn:aws:iam::{ID}:group/wide"


def arn(kind: str, name: str) -> str:
    """The ARN of something of the account's."""
    return f"arn:aws:iam::{ID}:{kind}/{name}"


def statement(actions: Any, resources: Any = "*", effect: str = "Allow", **more: Any) -> dict[str, Any]:
    """A statement of an identity policy."""
    return {"Effect": effect, "Action": actions, "Resource": resources, **more}


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    """A policy document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def trust(*principals: dict[str, str], action: str = "sts:AssumeRole") -> dict[str, Any]:
    """A trust policy."""
    return document(*({"Effect": "Allow", "Principal": principal, "Action": action} for principal in principals))


def role(name: str, trusted: dict[str, Any], *managed: str, **more: Any) -> dict[str, Any]:
    """A role with managed policies."""
    return {
        "RoleName": name,
        "Arn": arn("role", name),
        "AssumeRolePolicyDocument": trusted,
        "InstanceProfileList": [{"Arn": arn("instance-profile", name)}],
        "AttachedManagedPolicies": [{"PolicyArn": one} for one in managed],
        **more,
    }


def user(name: str, *statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A user with an inline policy."""
    inline = [{"PolicyName": "inline", "PolicyDocument": document(*statements)}] if statements else []
    return {"UserName": name, "Arn": arn("user", name), "UserPolicyList": inline, "GroupList": [], **more}


def version(content: dict[str, Any], *, default: bool) -> dict[str, Any]:
    """A version of a managed policy."""
    return {"Document": content, "VersionId": "v1" if default else "v2", "IsDefaultVersion": default}


def attacker_of(method: Method) -> str:
    """The ARN of the one who tries a method."""
    is_role = any(one.fact is Fact.SELF_IS_ROLE for one in method.requires)
    return arn("role" if is_role else "user", "attacker")


def trust_for(method: Method) -> dict[str, Any]:
    """A trust policy as a method needs it."""
    services = [name for one in method.requires for name in WORKS_FOR.get(one.value, ())]
    services += [one.value for one in method.requires if one.fact is Fact.TARGET_TRUSTS_SERVICE]
    federations = {
        "saml-provider": ({"Federated": arn("saml-provider", "idp")}, "sts:AssumeRoleWithSAML"),
        "oidc-provider": ({"Federated": arn("oidc-provider", "example.com")}, "sts:AssumeRoleWithWebIdentity"),
        "identitypool": ({"Federated": "cognito-identity.amazonaws.com"}, "sts:AssumeRoleWithWebIdentity"),
        "trust-anchor": ({"Service": "rolesanywhere.amazonaws.com"}, "sts:AssumeRole"),
    }
    for one in method.requires:
        if one.fact is Fact.TARGET_TRUSTS_FEDERATION:
            return trust(federations[one.value][0], action=federations[one.value][1])
    assumes = any(step.action == "sts:AssumeRole" and not step.granted for step in first_way(method))
    return trust(*({"Service": one} for one in services), *([{"AWS": ID}] if assumes else []))


def first_way(method: Method) -> tuple[Step, ...]:
    """The requests of the way that is written first."""
    return next(method.ways())


def account(
    method: Method,
    statements: list[dict[str, Any]] | None = None,
    trusted: dict[str, Any] | None = None,
    boundary: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """An account in which a method works, as far as an account can tell; or is closed by what is given instead."""
    actions = sorted({step.action for step in first_way(method)})
    given = [*(statements if statements is not None else [statement(actions)]), statement("s3:GetObject", BUCKET)]
    if any(one.fact is Fact.SELF_ATTACHES_SOME for one in method.requires):
        others = {"ArnNotLike": {"iam:PolicyARN": arn("policy", "app-*")}}
        given.append(statement("iam:Attach*", effect="Deny", Condition=others))
    denies = {one.value for one in method.requires if one.fact is Fact.SELF_IS_DENIED}
    deny = document(statement("s3:*", effect="Deny"))
    limited = any(one.fact in (Fact.SELF_HAS_BOUNDARY, Fact.TARGET_IS_BOUNDARY_OF_SELF) for one in method.requires)
    own = document(statement("ec2:DescribeInstances")) if "attached-policy" not in denies else deny
    inline = [{"PolicyName": "inline", "PolicyDocument": document(*given)}]
    if "inline-policy" in denies:
        inline.append({"PolicyName": "deny", "PolicyDocument": deny})
    common: dict[str, Any] = {"AttachedManagedPolicies": [{"PolicyArn": POLICY}]}
    if limited or boundary is not None:
        common["PermissionsBoundary"] = {"PermissionsBoundaryArn": arn("policy", "boundary")}
    of_role = attacker_of(method) == arn("role", "attacker")
    target_limits = any(one.fact is Fact.TARGET_HAS_BOUNDARY for one in method.requires)
    target = role("target", trusted if trusted is not None else trust_for(method), ADMINISTRATOR_ACCESS)
    if method.gain in (Gain.CHOSEN_PERMISSIONS, Gain.ATTACHED_PERMISSIONS):
        target["AttachedManagedPolicies"] = [{"PolicyArn": WIDE_POLICY}]
    if target_limits:
        target["PermissionsBoundary"] = {"PermissionsBoundaryArn": arn("policy", "boundary")}
    users = [user("target", AttachedManagedPolicies=[{"PolicyArn": ADMINISTRATOR_ACCESS}])]
    roles = [target]
    group_inline = deny if "inline-policy-of-group" in denies else document(statement("ec2:DescribeInstances"))
    group_attached = [{"PolicyArn": arn("policy", "deny")}] if "attached-policy-of-group" in denies else []
    if of_role:
        roles.append({**role("attacker", trust({"Service": "ec2.amazonaws.com"})), "RolePolicyList": inline, **common})
    else:
        users.append({**user("attacker"), "UserPolicyList": inline, "GroupList": ["own"], **common})
    wide, without = document(statement("*")), document({"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"})
    return {
        "UserDetailList": users,
        "RoleDetailList": roles,
        "GroupDetailList": [
            {
                "GroupName": "own",
                "Arn": OWN_GROUP,
                "GroupPolicyList": [{"PolicyName": "inline", "PolicyDocument": group_inline}],
                "AttachedManagedPolicies": group_attached,
            },
            {"GroupName": "wide", "Arn": WIDE_GROUP, "AttachedManagedPolicies": [{"PolicyArn": ADMINISTRATOR_ACCESS}]},
        ],
        "Policies": [
            {"Arn": POLICY, "PolicyVersionList": [version(own, default=True), version(wide, default=False)]},
            {"Arn": WIDE_POLICY, "PolicyVersionList": [version(document(statement("s3:*")), default=True)]},
            {"Arn": arn("policy", "deny"), "PolicyVersionList": [version(deny, default=True)]},
            {
                "Arn": arn("policy", "boundary"),
                "PolicyVersionList": [version(boundary if boundary is not None else without, default=True)],
            },
        ],
    }


def is_passing(method: Method) -> bool:
    """Whether a method passes its target to a service."""
    return any(step.action == "iam:PassRole" for step in first_way(method)) and method.target is Target.ROLE
