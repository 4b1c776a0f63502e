"""What methods need to be true beside their requests: true, false, or not told."""

from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import Somebody, provider, service
from hauberk.iam.effective import Wanted, accesses
from hauberk.iam.escalation.account import Account, Group, Managed, Principal
from hauberk.iam.escalation.methods import Fact, Requirement
from hauberk.iam.language.operators import operator
from hauberk.iam.language.policy import Effect, Policy, PrincipalKind, Test
from hauberk.iam.language.text import glob
from hauberk.iam.request import Policies

Target = Principal | Group | Managed | None


class Told(NamedTuple):
    """Whether a fact holds; ``None`` if nobody tells, with what isn't told."""

    holds: bool | None
    untold: str = ""


WORKS_FOR = {
    "lambda:function": ("lambda.amazonaws.com",),
    "ec2:instance": ("ec2.amazonaws.com", "ssm.amazonaws.com"),
    "ec2:launch-template": ("ec2.amazonaws.com",),
    "cloudformation:stack": ("cloudformation.amazonaws.com",),
    "cloudformation:stackset": ("cloudformation.amazonaws.com",),
    "glue:devendpoint": ("glue.amazonaws.com",),
    "glue:job": ("glue.amazonaws.com",),
    "glue:session": ("glue.amazonaws.com",),
    "ssm:session": ("ec2.amazonaws.com", "ssm.amazonaws.com", "ecs-tasks.amazonaws.com"),
    "ssm:document": ("ec2.amazonaws.com", "ssm.amazonaws.com"),
    "codebuild:project": ("codebuild.amazonaws.com",),
    "codepipeline:pipeline": ("codepipeline.amazonaws.com",),
    "sagemaker:notebook-instance": ("sagemaker.amazonaws.com",),
    "sagemaker:user-profile": ("sagemaker.amazonaws.com",),
    "ecs:task": ("ecs-tasks.amazonaws.com",),
    "ecs:cluster": ("ecs-tasks.amazonaws.com",),
    "batch:job-definition": ("ecs-tasks.amazonaws.com",),
    "apprunner:service": ("tasks.apprunner.amazonaws.com",),
    "bedrock-agentcore:code-interpreter-custom": ("bedrock-agentcore.amazonaws.com",),
    "states:statemachine": ("states.amazonaws.com",),
    "elasticmapreduce:cluster": ("ec2.amazonaws.com",),
    "elasticmapreduce:editor": ("elasticmapreduce.amazonaws.com",),
    "elasticbeanstalk:environment": ("ec2.amazonaws.com",),
    "airflow:environment": ("airflow-env.amazonaws.com",),
    "gamelift:fleet": ("gamelift.amazonaws.com", "ec2.amazonaws.com"),
}
"""The services one of which a role trusts that resources of a type work with, as the pages of the methods have them."""

_FEDERATED = {
    "saml-provider": (":saml-provider/",),
    "oidc-provider": (":oidc-provider/",),
    "identitypool": ("cognito-identity.amazonaws.com",),
}


def told(requirement: Requirement, account: Account, me: Principal, target: Target) -> Told:
    """Whether a fact holds of a principal and what it gains from."""
    match requirement.fact:
        case Fact.SELF_IS_USER:
            return Told(me.is_user)
        case Fact.SELF_IS_ROLE:
            return Told(not me.is_user)
        case Fact.SELF_HAS_BOUNDARY:
            return Told(me.boundary is not None)
        case Fact.SELF_HAS_SERVICE_CONTROL_POLICY:
            return Told(True) if account.scp else Told(None, "whether a service control policy limits the account")
        case Fact.SELF_IS_DENIED:
            return Told(any(held.place == requirement.value and _denies(held.policy) for held in me.held))
        case Fact.SELF_ATTACHES_SOME:
            return Told(_attaches_some(account, me))
        case Fact.SELF_MANAGES:
            return Told(None, f"whether the account manages the {_MANAGED[requirement.value]}")
        case Fact.TARGET_IS_SERVICE_CONTROL_POLICY:
            return Told(None, "which service control policies limit the account")
        case Fact.TARGET_HAS_ACCESS_CONTROL_LISTS:
            return Told(True)  # the trial looks for a bucket in which they have an effect
    return _of_target(requirement, account, me, target)


def _denies(policy: Policy) -> bool:
    return any(statement.effect is Effect.DENY for statement in policy.statements)


def _attaches_some(account: Account, me: Principal) -> bool:
    limits = [] if me.boundary is None else [me.boundary.policy]
    everything = [*me.policies, *limits, *(policy for level in (*account.scp, *account.rcp) for policy in level)]
    return any(
        test.key == "iam:policyarn"
        for policy in everything
        for statement in policy.statements
        for test in statement.tests
    )


def _of_target(requirement: Requirement, account: Account, me: Principal, target: Target) -> Told:
    fact, value = requirement
    if isinstance(target, Managed):
        match fact:
            case Fact.TARGET_IS_POLICY_OF_SELF:
                return Told(any(held.arn == target.arn for held in me.held))
            case Fact.TARGET_IS_BOUNDARY_OF_SELF:
                return Told(me.boundary is not None and me.boundary.arn == target.arn)
            case Fact.TARGET_HAS_OTHER_VERSION:
                if target.others is None:
                    return Told(None, f"whether {target.arn} has other versions")
                return Told(bool(target.others))
    if isinstance(target, Principal):
        match fact:
            case Fact.TARGET_HAS_BOUNDARY:
                return Told(target.boundary is not None)
            case Fact.TARGET_HAS_INSTANCE_PROFILE:
                if target.profiles is None:
                    return Told(None, f"whether {target.arn} has an instance profile")
                return Told(bool(target.profiles))
            case Fact.TARGET_HAS_PASSWORD | Fact.TARGET_HAS_NO_PASSWORD if target.password is not None:
                return Told(target.password is (fact is Fact.TARGET_HAS_PASSWORD))
            case Fact.TARGET_HAS_MFA | Fact.TARGET_HAS_NO_MFA if target.second_factor is not None:
                return Told(target.second_factor is (fact is Fact.TARGET_HAS_MFA))
            case Fact.TARGET_TRUSTS_SERVICE:
                return trusts(target, account, value)
            case Fact.TARGET_TRUSTS_FEDERATION:
                return _trusts_federation(target, account, value)
            case Fact.EXISTING_RUNS_AS_TARGET | Fact.EXISTING_RUNS_BY_ITSELF | Fact.EXISTING_LACKS_CODE_SIGNING:
                return _existing(requirement, account, target)
            case Fact.EXISTING_TAKES_COMMANDS:
                return Told(None, f"whether the {value.partition(':')[2]} takes commands")
    if fact is Fact.EXISTING_IS_ASSIGNED_TO_SELF:
        if "/aws-reserved/sso.amazonaws.com/" not in me.arn:
            return Told(False)
        return Told(None, "which permission set the role stands for")
    return Told(None, _WORDS.get(fact, fact.replace("-", " ")))


_MANAGED = {
    "root-access": "root access of member accounts",
    "identity-center": "users of IAM Identity Center",
    "organization": "organization",
}
_WORDS = {
    Fact.TARGET_HAS_ACCESS_KEY: "whether the user has an access key that is known",
    Fact.TARGET_HAS_SERVICE_CREDENTIAL: "whether the user has a service-specific credential",
    Fact.TARGET_HAS_PASSWORD: "whether the user has a password",
    Fact.TARGET_HAS_NO_PASSWORD: "whether the user has a password",
    Fact.TARGET_HAS_MFA: "whether the user has a second factor",
    Fact.TARGET_HAS_NO_MFA: "whether the user has a second factor",
}


_OF_WORKING = {
    Fact.EXISTING_RUNS_BY_ITSELF: "whether something else starts",
    Fact.EXISTING_LACKS_CODE_SIGNING: "whether a code signing configuration is enforced for",
}


def _existing(requirement: Requirement, account: Account, target: Principal) -> Told:
    fact, type_ = requirement
    services = WORKS_FOR.get(type_, ())
    if services and not any(trusts(target, account, name).holds is not False for name in services):
        return Told(False)
    untold = Told(None, f"which {type_.partition(':')[2]} works with which role")
    if account.working is None:
        return untold
    of_type = [one for one in account.working if one.type == type_]
    found = [one for one in of_type if one.role == target.arn]
    if not found and (type_ not in TOLD_TYPES if not of_type else any(not one.role for one in of_type)):
        return untold
    match fact:
        case Fact.EXISTING_RUNS_BY_ITSELF:
            facts: list[bool | None] = [one.starts_by_itself for one in found]
        case Fact.EXISTING_LACKS_CODE_SIGNING:
            facts = [None if one.signed is None else not one.signed for one in found]
        case _:
            return Told(bool(found))
    if True in facts:
        return Told(True)
    return Told(None, f"{_OF_WORKING[fact]} the {type_.partition(':')[2]}") if None in facts else Told(False)


TOLD_TYPES = frozenset(("lambda:function",))
"""Types of which :attr:`Account.working` holds all there are."""


def _of_another(account: Account, key: str) -> Box:
    """Requests with another account in a key."""
    present, other = operator("Null"), operator("StringNotEquals")
    assert present is not None
    assert other is not None
    tests = (Test(present, key, (glob("false"),)), Test(other, key, (glob(account.id),)))
    return Wanted().box()._replace(tests=tests)


def _open(policy: Policy, role: Principal, account: Account, who: Somebody, action: str) -> bool:
    wanted = Wanted((glob(action.lower()),), (glob(role.arn),))
    extra = [_of_another(account, "aws:sourceaccount")]
    found = accesses(Policies(resource=policy), who, wanted, account.id, Budget(20_000), extra)
    return next(found, None) is not None


def trusts(role: Principal, account: Account, name: str) -> Told:
    """Whether a role lets a service assume it."""
    if role.trust is None:
        return Told(False)
    if role.trust.unread:
        return Told(None, f"what {role.trust.name} says")
    named = {
        one.id.literal
        for statement in role.trust.statements
        for one in statement.principals
        if one.kind is PrincipalKind.SERVICE
    }
    if not any(text is None or text == name for text in named) and not _anyone(role.trust):
        return Told(False)
    return Told(_open(role.trust, role, account, service(name), "sts:AssumeRole"))


def _anyone(policy: Policy) -> bool:
    return any(
        statement.except_principals or any(one.id.everything for one in statement.principals)
        for statement in policy.statements
    )


def _trusts_federation(role: Principal, account: Account, kind: str) -> Told:
    if kind == "trust-anchor":
        return trusts(role, account, "rolesanywhere.amazonaws.com")
    if role.trust is None:
        return Told(False)
    if role.trust.unread:
        return Told(None, f"what {role.trust.name} says")
    action = "sts:AssumeRoleWithSAML" if kind == "saml-provider" else "sts:AssumeRoleWithWebIdentity"
    for statement in role.trust.statements:
        for one in statement.principals:
            text = spelt(one.id)
            named = one.kind is PrincipalKind.FEDERATED and any(part in text for part in _FEDERATED[kind])
            if named and _open(role.trust, role, account, provider(text), action):
                return Told(True)
    return Told(False)
