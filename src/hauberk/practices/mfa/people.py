"""Permissions of people, and the second factor that they should ask for."""

from collections.abc import Iterator

from hauberk.model.application import Application
from hauberk.model.policies import IdentityStatement, TrustStatement, pattern_text
from hauberk.model.subject import Seed, Subject, as_flag
from hauberk.model.told import is_live
from hauberk.model.values import Absent, Known, Reason, Unknown
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import must_be_on
from hauberk.practices.control import control
from hauberk.practices.least_privilege.elements import actions, in_question, value_text
from hauberk.practices.least_privilege.roles import AttachedPolicy, is_own_account, of_aws
from hauberk.study.study import Study

PEOPLE = (
    "AWS::IAM::Group",
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::User",
    "AWS::IAM::UserPolicy",
    "AWS::SSO::PermissionSet",
)
PRIVILEGED = ("*", "iam:*", "organizations:*", "sts:assumerole", "kms:*", "cloudformation:*", "lambda:*")
"""What gives, or can be turned into, all power over an account. A choice of Hauberk's: AWS has no such list."""
_ATTACHED = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy")
"""Policies that say themselves whom they are attached to, or that others name."""


class PeoplesPower(IdentityStatement):
    """A statement of an identity policy, or a managed policy that a user or group has."""

    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """The statements, and the attachments to people."""
        yield from IdentityStatement.seeds(application)
        for seed in AttachedPolicy.seeds(application):
            if seed.resource.type in ("AWS::IAM::Group", "AWS::IAM::User"):
                yield seed


@control("people-policy-without-mfa", practice=15, severity=MEDIUM, subject=PeoplesPower)
def people_policy_without_mfa(power: IdentityStatement | AttachedPolicy, study: Study) -> Verdict:
    """People may do powerful things without a second factor.

    A policy of a user or group that allows whole services holds with a password, or with an access key from a laptop,
    unless it asks for a second factor. A policy that AWS manages, such as AdministratorAccess, never asks for one.

    Attack: an access key is found in a repository, and works for everything that its user may.

    Safe when: people sign in through an identity provider that asks for a second factor. In an account a user without
    an access key that works, whose password asks for a second factor, passes.

    Fix: add a condition Bool aws:MultiFactorAuthPresent true. For a policy that AWS manages, deny everything beside it
    to who comes without a second factor.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-19
    """
    return _attached(power, study) if isinstance(power, AttachedPolicy) else _stated(power, study)


def _attached(policy: AttachedPolicy, study: Study) -> Verdict:
    doubt = of_aws(policy)
    if doubt is not None:
        return doubt
    from hauberk.study.attachments import without_factor

    found = without_factor(policy, pattern_text(policy.value) or "", study, PRIVILEGED)
    if isinstance(found, Reason):
        return unknown(Unknown(found, policy.value.trail))
    if found is None:
        return satisfied()
    says = f"{policy.resource.name}: {found.pattern}, {found.way}"
    return violated(policy.value.says(f"{policy.policy} holds without a second factor"), policy.says(says))


def _stated(statement: IdentityStatement, study: Study) -> Verdict:
    if not _is_of_people(statement, study):
        return not_applicable("it isn't a policy of people")
    doubt = in_question(statement, study)
    if doubt is not None:
        return doubt
    for value, text in actions(statement):
        if text in PRIVILEGED:
            from hauberk.study.attachments import one_of
            from hauberk.study.claims import allowed_without_factor

            who = allowed_without_factor(statement, study, one_of(text))
            if isinstance(who, Reason):
                return unknown(who)
            if who is not None:
                says = f"{who.holder}: {value_text(value)}, {who.way}"
                return violated(
                    value.says(f"{value_text(value)} is allowed without a second factor"), statement.says(says)
                )
    cause = next((value for value in statement.actions if isinstance(value, Unknown)), None)
    return satisfied() if cause is None else unknown(cause)


def _is_of_people(statement: IdentityStatement, study: Study) -> bool:
    kind = statement.resource.type
    if kind in PEOPLE:
        return True
    if kind not in _ATTACHED:
        return False
    from hauberk.study.holders import is_of_people

    return is_of_people(statement, study)


@control("role-for-people-without-mfa", practice=15, severity=MEDIUM, subject=TrustStatement)
def role_for_people_without_mfa(trust: TrustStatement, study: Study) -> Verdict:
    """People may assume a role without a second factor.

    A role that the users of this account assume is as safe as their weakest credential, unless its trust asks for a
    second factor. The principal ``*`` means users too, of the account that a condition keeps it to.

    Attack: a leaked access key of a developer is enough to become the operator.

    Safe when: the users are machines, which have no second factor; then name their roles.

    Fix: add a condition Bool aws:MultiFactorAuthPresent true to the trust policy.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
    """
    cause = trust.undecided
    if cause is not None:
        return unknown(cause)
    if not trust.allows:
        return not_applicable("it denies")
    people = []
    for kind, value in trust.principals:
        if kind != "AWS":
            continue
        if isinstance(value, Unknown):
            return unknown(value)
        if value == Known("*") or is_own_account(value) or ":user/" in (pattern_text(value) or ""):
            people.append(value)
    if not people:
        return not_applicable("it names no users, or role-trusts-whole-account asks about them")
    if Known("*") in people:
        from hauberk.study.outsiders import anyone

        way = anyone(trust, study)
        if way is not None:
            return unknown(way) if isinstance(way, Reason) else not_applicable("role-trusts-everyone says it")
    for value in people:
        from hauberk.study.bystanders import without_factor
        from hauberk.study.words import told

        request = without_factor(trust, study, value)
        if isinstance(request, Reason):
            return unknown(request)
        if request is not None:
            return violated(
                value.says("users may assume the role with an access key alone"),
                trust.says(told("any of them", request, trust.resource.name)),
            )
    return satisfied()


class Login(Subject):
    """A user who may sign in to the console."""

    TYPES = ("AWS::IAM::User",)
    __slots__ = ()


@control("login-without-password-reset", practice=15, severity=LOW, subject=Login)
def login_without_password_reset(user: Login, study: Study) -> Verdict:
    """A user keeps the password that someone else chose.

    The first password is known to whoever wrote the template or made the stack.

    Attack: a former administrator signs in as a user whose password was never changed.

    Safe when: never; the first sign-in asks for a new one without harm.

    Fix: set PasswordResetRequired to true, or better: no users at all, but IAM Identity Center.

    References:
    - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html
    """
    if is_live(user):
        return not_applicable("of an account's users account-user-without-mfa and console-password-unused ask")
    if isinstance(user.at("LoginProfile"), Absent):
        return not_applicable("it can't sign in to the console")
    required = as_flag(user.at("LoginProfile.PasswordResetRequired", False))
    return must_be_on(required, "the first password stays the password")


CONTROLS = (people_policy_without_mfa, role_for_people_without_mfa, login_without_password_reset)
