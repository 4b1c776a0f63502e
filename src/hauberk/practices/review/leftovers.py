"""What is attached to nobody: groups without members, and policies that nobody has."""

from hauberk.model.people import LiveGroup, LivePolicy
from hauberk.model.subject import as_number
from hauberk.model.values import Absent, Unknown
from hauberk.model.verdict import LOW, Verdict, satisfied, unknown, violated
from hauberk.practices.checks import plain
from hauberk.practices.control import control
from hauberk.study.study import Study


@control("group-without-members", practice=14, severity=LOW, subject=LiveGroup)
def group_without_members(group: LiveGroup, study: Study) -> Verdict:
    """A group has no members.

    A group that nobody is in keeps its permissions for whoever is put in next, and nobody looks at it meanwhile.

    Attack: someone who may add users to groups finds one that gives more than its name says.

    Safe when: it is about to be filled.

    Fix: delete the group, or take its policies away.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups_manage_delete.html
    - https://docs.aws.amazon.com/config/latest/developerguide/iam-group-has-users-check.html
    """
    members = as_number(group.told("Members"))
    known, count = plain(members)
    if not known:
        return unknown(members)
    if count:
        return satisfied()
    return violated(members.says(f"nobody is in group {group.name}"))


@control("policy-unattached", practice=14, severity=LOW, subject=LivePolicy)
def policy_unattached(policy: LivePolicy, study: Study) -> Verdict:
    """A policy is attached to nobody.

    It does nothing, until someone attaches it, who trusts its name more than its text.

    Attack: a policy "TemporaryAccess" of two years ago, which allows everything, is at hand for who may attach
    policies.

    Safe when: it is a boundary that will be needed; one that is in use passes.

    Fix: delete the policy; a template can make it again.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-delete.html
    - https://docs.aws.amazon.com/config/latest/developerguide/iam-policy-in-use.html
    """
    counted = [as_number(policy.told(name)) for name in ("AttachmentCount", "PermissionsBoundaryUsageCount")]
    for value in counted:
        if isinstance(value, Unknown):
            return unknown(value)
    if isinstance(counted[0], Absent):
        return unknown(counted[0])
    if any(plain(value)[1] for value in counted):
        return satisfied()
    return violated(counted[0].says(f"policy {policy.name} is attached to nobody"))


CONTROLS = (group_without_members, policy_unattached)
