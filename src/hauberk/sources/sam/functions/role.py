"""The execution role that SAM makes for a function that names none."""

from hauberk.model.values import Value
from hauberk.sources.sam.build import (
    all_of,
    any_branch_absent,
    filled,
    is_absent,
    nothing,
    tree,
    without_nothing,
)
from hauberk.sources.sam.functions.maker import Maker
from hauberk.sources.sam.policies import read_policies

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": ["lambda.amazonaws.com"]}}
    ],
}


def is_made(maker: Maker) -> bool:
    """Whether SAM makes a role: in every branch or in some the function names none."""
    return any_branch_absent(maker.value("Role"))


def role_of(maker: Maker) -> Value:
    """The function's ``Role``: its own, or the made one's ARN."""
    return filled(maker.value("Role"), maker.context.get_att(maker.name + "Role", "Arn", maker.trail))


def derive(maker: Maker) -> None:
    """Makes the role."""
    role = maker.name + "Role"
    granted = read_policies(maker.context, maker.value("Policies"), role)
    managed = without_nothing(maker.managed)
    managed.extend(arn for arn in granted.managed if arn not in managed)
    inline = [*maker.inline, *granted.inline]
    written = maker.value("Policies").span
    trust = maker.value("AssumeRolePolicyDocument")
    trail = maker.trail
    content = {
        "AssumeRolePolicyDocument": filled(trust, tree(TRUST, trail)),
        "ManagedPolicyArns": tree(managed, trail),
        "Policies": tree(inline, (written,) if written else trail) if inline else None,
        "Path": maker.value("RolePath"),
        "PermissionsBoundary": maker.value("PermissionsBoundary"),
        "Tags": maker.tags(),
    }
    value = maker.value("Role")
    presence = None if nothing(value) else all_of(maker.source.presence, is_absent(value))
    maker.make("Role", "AWS::IAM::Role", content, trail, presence=presence)
