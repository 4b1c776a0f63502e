"""The account that a template makes, for questions about who can gain what, in one world."""

from collections.abc import Iterable, Mapping

from hauberk.iam.algebra.concrete import hole_text, spelt
from hauberk.iam.algebra.principals import ACCOUNT
from hauberk.iam.escalation.account import Account, Group, Held, Managed, Place, Working
from hauberk.iam.escalation.account import Principal as Member
from hauberk.iam.language.policy import Policy
from hauberk.iam.language.text import Glob, Hole, glob
from hauberk.model.compute import Function
from hauberk.model.subject import Subject
from hauberk.model.values import Absent
from hauberk.model.world import World
from hauberk.study.access import access
from hauberk.study.arns import Arns
from hauberk.study.policies import MANAGED, Attached
from hauberk.study.principals import GROUP, ROLE, USER, Principal, role_of
from hauberk.study.study import Study


def account(study: Study, world: World) -> Account:
    """The users, roles, groups, managed policies and functions of an application; what only the deployment tells has
    the text that a witness has for it."""
    there = [one for one in study.application.of(ROLE, USER, GROUP) if world.holds(one.presence)]
    arns = Arns(study.application, world)
    members: list[Member] = []
    groups: list[Group] = []
    named: dict[str, str] = {}
    for resource in there:
        principal = Principal(resource, world)
        found = access(principal, study)
        arn = _arn(found.arn, resource.type, resource.name)
        named[resource.id] = arn
        held = tuple(_held(one, arns) for one in found.identity.attached)
        if resource.type == GROUP:
            groups.append(Group(arn, held))
            continue
        boundary, trust = found.identity.boundary, found.identity.trust
        members.append(
            Member(
                arn,
                held,
                _held(boundary, arns) if boundary else None,
                _told(trust.policy) if trust else None,
            )
        )
    managed = tuple(Managed(held.arn, held.policy) for held in _unique(member.held for member in members) if held.arn)
    return Account(ACCOUNT, tuple(members), tuple(groups), managed, tuple(_functions(study, world, arns, named)))


def _unique(lists: Iterable[Iterable[Held]]) -> list[Held]:
    found: dict[str, Held] = {}
    for held in (one for some in lists for one in some):
        found.setdefault(held.arn, held)
    return list(found.values())


def _functions(study: Study, world: World, arns: Arns, named: Mapping[str, str]) -> list[Working]:
    found: list[Working] = []
    for resource in study.application.of(*Function.TYPES):
        if not world.holds(resource.presence):
            continue
        function = Function(resource, world)
        role = role_of(function, study)
        signing = Subject(resource, world).at("CodeSigningConfigArn")
        found.append(
            Working(
                "lambda:function",
                _arn(arns.arn(resource), resource.type, resource.name),
                named.get(role.resource.id, "") if role else "",
                signed=False if isinstance(signing, Absent) else None,
            )
        )
    return found


def _held(one: Attached, arns: Arns) -> Held:
    arn = arns.arn(one.resource) if one.resource.type == MANAGED else None
    if arn is not None:
        return Held(_told(one.policy), Place.ATTACHED, spelt(_filled(arn)))
    return Held(_told(one.policy), Place.INLINE)


def _arn(arn: Glob | None, type_: str, name: str) -> str:
    if arn is not None:
        return spelt(_filled(arn))
    return f"arn:aws:iam::{ACCOUNT}:{type_.rpartition(':')[2].lower()}/{name}"


def _filled(one: Glob) -> Glob:
    return glob(*(hole_text(part) if isinstance(part, Hole) else part for part in one.parts))


def _told(policy: Policy) -> Policy:
    """A policy in which holes have the texts that witnesses have for them."""
    return policy._replace(
        statements=tuple(
            statement._replace(
                resources=tuple(map(_filled, statement.resources)),
                principals=tuple(one._replace(id=_filled(one.id)) for one in statement.principals),
                tests=tuple(test._replace(values=tuple(map(_filled, test.values))) for test in statement.tests),
            )
            for statement in policy.statements
        )
    )
