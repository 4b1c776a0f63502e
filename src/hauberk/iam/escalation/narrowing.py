"""Policies cut down to what a question is about: one principal, and one action."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from hauberk.iam.algebra.actions import Actions, Universe
from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.catalogue import facts
from hauberk.iam.escalation.account import Principal
from hauberk.iam.language.policy import Policy, Statement
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Part, Variable, glob
from hauberk.model.regex import regex

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
    prefix, bit = _bit(action)
    return bool(box.actions.mask(prefix, _CATALOGUE) & bit)


_CATALOGUE = Universe()


@lru_cache(maxsize=4096)
def _bit(action: str) -> tuple[str, int]:
    """An action's service, and the bit that stands for it; none if the catalogue lacks it."""
    prefix, _, name = action.lower().partition(":")
    names = _CATALOGUE.actions(prefix)
    return prefix, 1 << names.index(name) if name in names else 0


def size(actions: Actions) -> int:
    """How many actions are selected."""
    everything = _CATALOGUE.services()
    named = None if actions.others else actions.named
    services = everything if named is None else named.intersection(everything)
    return sum(actions.mask(service, _CATALOGUE).bit_count() for service in services)


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

_HOLE = regex(r"(\$\{[^}]*\}|\*)")


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


def called(service: str, type_: str, account: str, partition: str, name: str) -> str:
    """The ARN of a resource with a name, wherever it leaves the region or another part open."""
    arn, partition_, of, region, owner, rest = str(pattern(service, type_, account, partition)).split(":", 5)
    return ":".join((arn, partition_, of, region.replace("*", "eu-west-1"), owner, rest.replace("*", name)))
