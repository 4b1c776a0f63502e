"""Whether the policy of a resource itself lets a function's role in: then nothing is missing in the role.

In the same account, a trust policy or another policy of a resource that names the role grants by itself (IAM user
guide, "Policy evaluation for requests within a single account", 2026-11).
"""

from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.language.policy import Effect, Policy
from hauberk.iam.language.text import Glob
from hauberk.model.compute import Function
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.study.arns import Arns, in_aws, rest_of
from hauberk.study.needs.comparison import Compared, Missing
from hauberk.study.principals import ROLE, Guarded, Principal
from hauberk.study.study import Study


def without_what_is_let_in(found: Compared, function: Function, role: Resource, study: Study) -> Compared:
    """A comparison without what policies of the application's resources grant the role."""
    if not found.missing:
        return found
    arns = Arns(study.application, function.world)
    own = arns.arn(role)
    if own is None:
        return found
    kept: list[Missing] = []
    for one in found.missing:
        left = tuple(
            resource
            for resource in one.resources
            if not _is_let_in(one.needed.action, resource, in_aws(own), arns, function, study)
        )
        if left:
            kept.append(one._replace(resources=left))
    return found._replace(missing=tuple(kept))


def _is_let_in(action: str, resource: Glob, role: Glob, arns: Arns, function: Function, study: Study) -> bool:
    for candidate in study.there(function, ROLE, *Guarded.TYPES):
        arn = arns.arn(candidate)
        rest = rest_of(in_aws(resource), in_aws(arn)) if arn is not None else None
        if rest is None or (rest.parts and not str(rest.parts[0]).startswith(("/", ":"))):
            continue
        if any(_names(policy, action, role) for policy in _policies(candidate, function, study)):
            return True
    return False


def _policies(resource: Resource, function: Function, study: Study) -> tuple[Policy, ...]:
    if resource.type == ROLE:
        trust = study.identity(Principal(resource, function.world)).trust
        return (trust.policy,) if trust is not None else ()
    return tuple(one.policy for one in study.resource_policies(Subject(resource, function.world)))


def _names(policy: Policy, action: str, role: Glob) -> bool:
    """Whether a policy allows an action to a role by its name, on no condition."""
    return any(
        statement.effect is Effect.ALLOW
        and not statement.tests
        and not statement.except_principals
        and any(in_aws(principal.id) == role for principal in statement.principals)
        and (any(matcher(str(pattern))(action.lower()) for pattern in statement.actions) != statement.except_actions)
        for statement in policy.statements
    )
