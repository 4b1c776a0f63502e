"""Who has a statement of an identity policy, and everything else of theirs that takes away from it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.principals import ACCOUNT, Somebody, session, user
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Effect, Policy
from hauberk.iam.request import Policies
from hauberk.model.policies import IdentityStatement
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, listed
from hauberk.model.values import Value
from hauberk.study.arns import Arns
from hauberk.study.filling import filled, told
from hauberk.study.permissions import one_statement
from hauberk.study.policies import MANAGED
from hauberk.study.principals import GROUP, ROLE, USER, Principal
from hauberk.study.study import Study

_PEOPLE = ("Users", "Groups", "UserName", "GroupName")
_NAMING = ("Roles", "RoleName", *_PEOPLE)
"""The properties by which policies name those that have them (CloudFormation Template Reference, 2026-11)."""


class Holder(NamedTuple):
    """A principal that has a statement."""

    name: str
    """What to call it in a sentence."""
    who: Somebody
    policies: Policies
    """The statement alone, with every denial and the boundary that the principal has."""
    doubt: str = ""
    """Why it isn't known what its boundary leaves, if so; the policies are then without it."""
    resource: Resource | None = None
    """The principal itself, unless it is somebody who may be given the statement."""


def holders(statement: IdentityStatement, study: Study, *, people: bool = False) -> tuple[Holder, ...]:
    """Everyone who has a statement that allows, in its world; never empty, since somebody may be given it later. With
    ``people`` roles are left out.

    A policy that isn't in the application isn't taken to deny anything.
    """
    name = statement.resource.name
    alone = _alone(statement.value, name)
    if alone is None:
        return ()
    principals = (one for one in _principals(statement, study) if not (people and one.resource.type == ROLE))
    found = tuple(holder(principal, alone, study) for principal in principals)
    if found:
        return found
    beside = statement.siblings() if statement.resource.id in study.limits.denying else ()
    denied = tuple(_denials(policy for value in beside if (policy := _alone(value, name)) is not None))
    return (Holder(f"whoever has {name}", session(ACCOUNT), Policies((alone, *denied))),)


def _alone(statement: Value, name: str) -> Policy | None:
    """A statement as a policy of its own; ``None`` where AWS wouldn't take it."""
    policy = parse(one_statement(statement), name=name).policy
    return None if policy is None else told(policy)


def _denials(policies: Iterable[Policy]) -> Iterator[Policy]:
    """What some policies deny."""
    for policy in policies:
        denied = tuple(one for one in policy.statements if one.effect is Effect.DENY)
        if denied:
            yield policy._replace(statements=denied, unread=())


def holder(principal: Principal, alone: Policy, study: Study) -> Holder:
    """A principal that has a policy, with all of its own that takes away from it."""
    resource = principal.resource
    arn = Arns(study.application, principal.world).arn(resource)
    text = spelt(filled(arn)) if arn is not None else ""
    who = session(ACCOUNT, text) if resource.type == ROLE else user(ACCOUNT, text if resource.type == USER else "")
    if not study.limits:
        return Holder(resource.name, who, Policies((alone,)), resource=resource)
    identity = study.identity(principal)
    denied = tuple(map(told, _denials(one.policy for one in identity.attached)))
    boundary = identity.boundary
    if boundary is None:
        return Holder(resource.name, who, Policies((alone, *denied)), resource=resource)
    unread = boundary.policy.unread
    if unread:
        doubt = f"what the boundary of {resource.name} leaves isn't known: {unread[0].name}"
        return Holder(resource.name, who, Policies((alone, *denied)), doubt, resource)
    return Holder(resource.name, who, Policies((alone, *denied), told(boundary.policy)), resource=resource)


def is_only_a_boundary(statement: IdentityStatement, study: Study) -> bool:
    """Whether a statement's policy bounds principals of the application and is attached to none, so that it gives
    nothing."""
    resource, world = statement.resource, statement.world
    if resource.type != MANAGED or resource.id not in study.limits.boundaries:
        return False
    return next(_principals(statement, study), None) is None and not any(
        listed(Subject(resource, world).at(name)) for name in _NAMING
    )


def is_of_people(statement: IdentityStatement, study: Study) -> bool:
    """Whether the policy of a statement is attached to users or groups, of the application or others."""
    policy = Subject(statement.resource, statement.world)
    if any(listed(policy.at(name)) for name in _PEOPLE):
        return True
    return any(principal.resource.type != ROLE for principal in _principals(statement, study))


def _principals(statement: IdentityStatement, study: Study) -> Iterator[Principal]:
    """The principals of the application to which the policy of a statement is attached."""
    resource, world = statement.resource, statement.world
    if resource.type in (ROLE, USER, GROUP):
        yield Principal(resource, world)
        return
    found: dict[str, Resource] = {}
    for principal in study.graph.users(resource.id, ROLE, USER, GROUP):
        attached = listed(Subject(principal, world).at("ManagedPolicyArns"))
        if any(study.named(value) is resource for value in attached):
            found[principal.id] = principal
    policy = Subject(resource, world)
    for value in (value for name in _NAMING for value in listed(policy.at(name))):
        named = study.named(value)
        some = (named,) if named is not None else _called(Arns(study.application, world), value, study)
        found.update((principal.id, principal) for principal in some)
    for principal in found.values():
        if principal.type in (ROLE, USER, GROUP) and world.holds(principal.presence):
            yield Principal(principal, world)


def _called(arns: Arns, value: Value, study: Study) -> Iterator[Resource]:
    """The principals of the application whose name a policy writes out."""
    name = arns.text(value)
    return (one for one in study.application.of(ROLE, USER, GROUP) if name is not None and arns.name(one) == name)
