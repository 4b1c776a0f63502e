"""Whether anyone may use what an account has, by the same judges that the controls ask: the IAM engine, what keeps
strangers out of a bucket, a bucket's access control list, and the rules of a security group."""

from hauberk.iam.language.policy import Effect, Policy, PrincipalKind, Statement
from hauberk.iam.public import Public
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.values import Reason, Unknown
from hauberk.model.verdict import State, Verdict
from hauberk.model.world import World
from hauberk.practices.least_privilege.exposure import OPEN_BY_NATURE
from hauberk.practices.least_privilege.stores import Bucket, bucket_with_public_acl
from hauberk.practices.network.groups import Ingress, security_group_open_to_world
from hauberk.study.blocking import strangers_are_blocked
from hauberk.study.outsiders import let_in
from hauberk.study.policies import Attached
from hauberk.study.study import Study

CONDITIONAL = "everyone under a condition"
"""Who gets in where nobody is named, but a condition tells those who are meant from strangers."""


def way_for_all(policy: Policy, statement: Statement) -> Public | Reason | None:
    """The way in that a statement of a policy gives to those whom it doesn't name, as far as the policy's others don't
    deny it; a reason where that can't be told."""
    denying = tuple(one for one in policy.known.statements if one.effect is Effect.DENY)
    return let_in(policy._replace(statements=(statement, *denying), unread=()))


def is_kept_closed(attached: Attached, study: Study) -> bool | Unknown:
    """Whether the resource that holds a policy keeps strangers out whatever that says, or needs no policy to."""
    if attached.resource.type in OPEN_BY_NATURE:
        return True
    return strangers_are_blocked(Subject(attached.resource, World()), study)


def is_open_to_all(attached: Attached, study: Study) -> bool:
    """Whether a policy surely lets in somebody whom it doesn't name."""
    policy: Policy = attached.policy.known
    return any(
        isinstance(way_for_all(attached.policy, one), Public)
        for one in policy.statements
        if one.effect is Effect.ALLOW and _is_for_all(one)
    ) and not is_kept_closed(attached, study)


def list_of(bucket: Resource, study: Study) -> Verdict:
    """What the control says of a bucket's access control list."""
    verdict: Verdict = bucket_with_public_acl.ask(Bucket(bucket, World()), study)
    return verdict


def is_listed_for_all(bucket: Resource, study: Study) -> bool:
    """Whether a bucket is surely public by its access control list."""
    return list_of(bucket, study).state is State.VIOLATED


def is_open_to_internet(group: Resource, study: Study) -> bool:
    """Whether a rule inside a security group surely lets everyone in where only some should come."""
    rules = (seed.see(World(seed.guard)) for seed in Ingress.inside(group))
    return any(security_group_open_to_world.ask(rule, study).state is State.VIOLATED for rule in rules)


def _is_for_all(statement: Statement) -> bool:
    return statement.except_principals or any(
        one.kind is PrincipalKind.AWS and one.id.everything for one in statement.principals
    )
