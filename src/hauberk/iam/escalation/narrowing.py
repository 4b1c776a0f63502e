"""Policies cut down to what a question is about: one principal, and one action."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from hauberk.iam.algebra.actions import Actions, Universe
from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.catalogue import facts
from hauberk.iam.escalation.account import Principal
from hauberk.iam.language.policy import Policy, Statement
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Part, Variable, glob

PRINCIPAL_TAG = "aws:principaltag/"


# -- one principal


def values(principal: Principal, account: str) -> dict[str, str]:
    """What variables stand for that tell of the principal."""
    found = {"aws:principalarn": principal.arn, "aws:principalaccount": account}
    if principal.is_user:
        found["aws:username"] = principal.arn.rpartition("/")[2]
    for tag in principal.tags or ():
        found[PRINCIPAL_TAG + tag.key.lower()] = tag.value
    return found


def filled(policy: Policy, known: Mapping[str, str]) -> Policy:
    """A policy with the text of the variables that are known."""
    if not any(variable.key in known for one in _globs(policy) for variable in one.variables):
        return policy
    return policy._replace(
        statements=tuple(
            statement._replace(
                resources=tuple(_filled(one, known) for one in statement.resources),
                tests=tuple(
                    test._replace(values=tuple(_filled(one, known) for one in test.values)) for test in statement.tests
                ),
            )
            for statement in policy.statements
        )
    )


def _globs(policy: Policy) -> Iterator[Glob]:
    for statement in policy.statements:
        yield from statement.resources
        for test in statement.tests:
            yield from test.values


def _filled(one: Glob, known: Mapping[str, str]) -> Glob:
    return glob(*(known.get(part.key, part) if isinstance(part, Variable) else part for part in one.parts))


# -- one action


def selects(box: Box, action: str) -> bool:
    """Whether a statement speaks of an action."""
    return _selected(box.actions, action)


@lru_cache(maxsize=65536)
def _selected(actions: Actions, action: str) -> bool:
    prefix, _, name = action.lower().partition(":")
    names = Universe().actions(prefix)
    return name in names and bool(of_service(actions, prefix).mask(prefix, Universe()) >> names.index(name) & 1)


def of_service(actions: Actions, prefix: str) -> Actions:
    """A list of actions without the patterns that are of other services: there are lists of thousands."""
    by_service = _by_service(actions.globs)
    return actions._replace(globs=(*by_service.get(prefix, ()), *by_service.get("", ())))


@lru_cache(maxsize=4096)
def _by_service(patterns: tuple[Glob, ...]) -> Mapping[str, tuple[Glob, ...]]:
    """Patterns by the service that they name, or nothing where that may be any."""
    found: dict[str, list[Glob]] = {}
    for one in patterns:
        first = one.parts[0] if one.parts else ""
        prefix, colon, _ = first.partition(":") if isinstance(first, str) else ("", "", "")
        found.setdefault(prefix if colon else "", []).append(one)
    return {prefix: tuple(some) for prefix, some in found.items()}


@lru_cache(maxsize=4096)
def size(actions: Actions) -> int:
    """How many actions are selected."""
    universe = Universe()
    named = None if actions.others else actions.named
    services = universe.services() if named is None else named.intersection(universe.services())
    return sum(of_service(actions, service).mask(service, universe).bit_count() for service in services)


def narrowed(policy: Policy, action: str) -> Policy:
    """The statements of a policy that speak of an action, and of that action alone."""
    kept: list[Statement] = []
    for box in (*boxes(policy).allow, *boxes(policy).deny):
        if any(one.holes for one in box.statement.actions) or not box.statement.actions:
            kept.append(box.statement)
        elif selects(box, action):
            kept.append(box.statement._replace(actions=(glob(action.lower()),), except_actions=False))
    return policy._replace(statements=tuple(kept))


# -- one kind of resource

_HOLE = re.compile(r"(\$\{[^}]*\}|\*)")


@lru_cache(maxsize=1024)
def pattern(service: str, type_: str, account: str, partition: str) -> Glob:
    """The ARNs of a type of resource in an account."""
    found = facts(service)
    known = found.resources.get(type_) if found else None
    return fixed(known.arn, account, partition) if known else EVERYTHING


def fixed(arn: str, account: str, partition: str) -> Glob:
    """The ARNs of a shape with the catalogue's holes, in an account."""
    parts: list[Part] = []
    for piece in _HOLE.split(arn):
        if piece == "${Partition}":
            parts.append(partition)
        elif piece == "${Account}":
            parts.append(account)
        else:
            parts.append(ANY if _HOLE.fullmatch(piece) else piece)
    return glob(*parts)
