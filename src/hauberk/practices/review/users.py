"""People and their permissions, as templates make them and as accounts have them."""

from hauberk.model.policies import pattern_text
from hauberk.model.subject import Subject, listed, named
from hauberk.model.values import Absent, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.study.study import Study


class User(Subject):
    """A user."""

    TYPES = ("AWS::IAM::User",)
    __slots__ = ()


@control("user-in-template", practice=14, severity=MEDIUM, subject=User)
def user_in_template(user: User, study: Study) -> Verdict:
    """There is an IAM user, with credentials that don't expire.

    A user has a password or keys that don't expire by themselves, belongs to one account, and is forgotten when its
    person leaves.

    Attack: the credentials of someone who left two years ago still work.

    Safe when: a system outside of AWS has no other way in.

    Fix: give people access through IAM Identity Center, and systems a role.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp
    """
    boundary = user.at("PermissionsBoundary")
    if isinstance(boundary, Unknown):
        return unknown(boundary)
    if not isinstance(boundary, Absent):
        return satisfied()
    return violated(user.says("this user's credentials don't expire, and no boundary limits what it can be given"))


class UserPolicy(Subject):
    """A user or policy, asked about what is attached to users directly."""

    TYPES = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::User", "AWS::IAM::UserPolicy")
    __slots__ = ()


@control("policy-attached-to-user", practice=14, severity=LOW, subject=UserPolicy)
def policy_attached_to_user(holder: UserPolicy, study: Study) -> Verdict:
    """A policy is attached to a single user.

    Permissions that hang on users one by one can't be reviewed: nobody can say who has what, and why.

    Attack: a permission that was given for a day stays for years.

    Safe when: never; a group of one is a group.

    Fix: attach policies to roles or groups.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2
    """
    if holder.resource.type == "AWS::IAM::UserPolicy":
        return violated(holder.says("this policy is a user's own"))
    names = ("ManagedPolicyArns", "Policies") if holder.resource.type == "AWS::IAM::User" else ("Users",)
    for name in names:
        value = holder.at(name)
        if isinstance(value, Unknown):
            return unknown(value)
        if listed(value):
            return violated(value.says(_said(name, value)))
    return satisfied()


def _said(name: str, value: Value) -> str:
    """What is attached to whom: a policy by the last part of its ARN or its own name, where there is one."""
    several = len(items := (*listed(value),)) > 1
    if name == "Users":
        return f"this policy is attached to {f'{len(items)} users' if several else 'a user'} directly"
    text = pattern_text(items[0]) or pattern_text(named(items[0]).value("PolicyName")) or ""
    policy = text.rpartition("/")[2] or "a policy"
    return f"{f'{len(items)} policies are' if several else f'{policy} is'} attached to a user directly"


CONTROLS = (user_in_template, policy_attached_to_user)
