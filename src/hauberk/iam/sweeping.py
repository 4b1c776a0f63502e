"""What a principal may do with whatever there is: a resource that nobody names, in a request that nobody foresaw.

A pattern such as ``table/*`` is told from ``table/orders-*`` by asking for a table with a name that no policy has in
mind. The same is done with what conditions name: a tag of the resource, the service that a role is passed to, the
address that a mail is from. What a Deny, a boundary or a condition takes away, it takes away here too; one that lets
this request through takes nothing away.

Sources: Service Authorization Reference, on which actions act on which resources and have which condition keys; IAM
user guide, "IAM JSON policy elements: Resource" (2026-11).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.principals import ACCOUNT, Somebody, exactly, session
from hauberk.iam.catalogue import Action, facts, global_keys, key
from hauberk.iam.catalogue import action as known_action
from hauberk.iam.containment import delegating
from hauberk.iam.effective import Access, Wanted, accesses
from hauberk.iam.escalation import circumstances
from hauberk.iam.implied import Calls
from hauberk.iam.language.arn import PARTS, is_account
from hauberk.iam.language.operators import Qualifier
from hauberk.iam.language.policy import Test
from hauberk.iam.language.text import glob
from hauberk.iam.request import Policies, Request

STEPS = 20_000
"""Steps of one question."""
NAMELESS = "unheard-of"
"""A name that no policy has in mind."""
NEW = f"{NAMELESS}:BrandNew"
"""An action of a service that there isn't yet."""

_ALTERNATIVES = frozenset(("apigateway", "es", "events", "execute-api", "redshift-data", "s3"))
"""Services whose actions list each type of resource as optional since a request is about one or the other: a bucket or
an access point to it, a rule on one or the other bus. Elsewhere an action whose types are all optional may well be
about none (Service Authorization Reference, 2026-11)."""
_OF_AWS = frozenset(("foundation-model", "system-tool"))
"""Types of resources that belong to AWS and are the same in every account (Service Authorization Reference of Amazon
Bedrock, whose ARNs of them have no account, 2026-11)."""
_NAMING = (
    "bedrock:inferenceprofilearn",
    "bedrock:modelarn",
    "dynamodb:leadingkeys",
    "ecs:cluster",
    "iam:associatedresourcearn",
    "iam:passedtoservice",
    "iam:permissionsboundary",
    "iam:policyarn",
    "kms:encryptioncontext:",
    "kms:encryptioncontextkeys",
    "kms:requestalias",
    "kms:resourcealiases",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
    "ses:fromaddress",
    "ses:recipients",
)
"""Condition keys, in lower case or how they begin, that name what is meant as an ARN would, beside those of the
resource itself (Service Authorization Reference; "Identity and access management in Amazon SES"; 2026-11)."""
_ALWAYS_THERE = frozenset(("ecs:cluster", "iam:passedtoservice", "iam:policyarn", "ses:fromaddress", "ses:recipients"))
"""Those without which there is no such request."""
_HOLE = re.compile(r"\$\{[^}]*\}|\*")


class Sweep(NamedTuple):
    """Actions that are allowed on every resource of a type."""

    actions: tuple[str, ...]
    """In lower case."""
    type: str
    """The type of resource that could be named for the first of them, as the reference calls it."""
    witness: Request


def is_nameable(action: Action) -> bool:
    """Whether every request for an action is about a resource that a policy can name."""
    if all(one.name in _OF_AWS for one in action.resources):
        return False
    return not action.unscoped or action.name.partition(":")[0] in _ALTERNATIVES


def sweeps(
    policies: Policies,
    who: Somebody,
    actions: Iterable[Action],
    today: date | None = None,
    budget: Budget | None = None,
) -> Iterator[Sweep]:
    """The actions, of some that are nameable, that somebody may do with whatever resource of their types.

    With ``today`` the request is that of a stranger who got hold of the credentials: it comes from anywhere, directly
    and without a second factor. Without, it comes as the conditions would have it. Raises
    :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    tests = tuple(test for box in _boxes(policies) for test in box.tests)
    keys = {test.key: _one_is_enough(test.key, tests) for test in tests if test.key not in who.domains}
    barriers = tuple(circumstances.barriers(tests, frozenset(), today)) if today is not None else ()
    groups: dict[tuple[tuple[str, Domain], ...], list[Action]] = {}
    for action in actions:
        told = tuple(
            (name, domain)
            for name, enough in keys.items()
            if (domain := _domain(name, enough, action, who, today)) is not None
        )
        groups.setdefault(told, []).append(action)
    budget = budget or Budget(STEPS)
    for account, places in _places(policies).items():
        bearing = policies._replace(resource=delegating(account))
        asking = who if account == who.account else session(account)
        for told, some in groups.items():
            arns = (glob(place.of(shape)) for action in some for shape in _shapes(action) for place in places)
            wanted = Wanted(tuple(glob(action.name.lower()) for action in some), tuple(dict.fromkeys(arns)))
            someone = asking._replace(domains={**asking.domains, **dict(told)})
            for found in accesses(bearing, someone, wanted, account, budget, barriers):
                yield Sweep(found.found.actions, _type(found, places), found.witness)


def allows_what_is_new(policies: Policies, who: Somebody, action: str = NEW, budget: Budget | None = None) -> bool:
    """Whether somebody may do an action that isn't in any list, on anything and under whatever condition.

    ``action`` may be a new one of a certain service. Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    wanted = Wanted((glob(action.lower()),))
    found = accesses(policies, who, wanted, ACCOUNT, budget or Budget(STEPS), cut=False)
    return next(found, None) is not None


def _boxes(policies: Policies) -> Iterator[Box]:
    for policy in (*policies.identity, *((policies.boundary,) if policies.boundary else ())):
        made = boxes(policy)
        yield from made.allow
        yield from made.deny


class _Place(NamedTuple):
    """Where a resource may be, as far as its ARN tells."""

    partition: str = "aws"
    region: str = "eu-west-1"
    account: str = ACCOUNT

    def of(self, shape: str) -> str:
        """The ARN of a resource there with a name that is nobody's."""
        there = shape.replace("${Partition}", self.partition).replace("${Region}", self.region)
        return _HOLE.sub(NAMELESS, there.replace("${Account}", self.account))


def _places(policies: Policies) -> Mapping[str, tuple[_Place, ...]]:
    """Every place that the statements which allow something tell apart, by its account. One that is spelt out is taken
    for the holder's own: a policy doesn't know where it will be attached."""
    partitions, regions, accounts = ({text: None} for text in _Place())
    for policy in policies.identity:
        for one in boxes(policy).allow:
            for pattern in one.resources.globs:
                pieces = spelt(pattern).split(":")
                if len(pieces) >= PARTS:
                    partitions[_any_of(pieces[1])] = None
                    regions[_any_of(pieces[3])] = None
                    accounts[pieces[4]] = None
    return {
        account: tuple(_Place(*there, account) for there in product(filter(None, partitions), filter(None, regions)))
        for account in accounts
        if is_account(account)
    }


def _any_of(pattern: str) -> str:
    """A text that a pattern fits; nothing for a star."""
    return pattern.replace("*", "").replace("?", "0")


@lru_cache(maxsize=4096)
def _shapes(action: Action) -> Mapping[str, str]:
    """The types of resources that could be named for an action, by the shape of their ARNs: those that a request must
    have, where there are such."""
    service = facts(action.name.partition(":")[0])
    assert service is not None, "it has the action"
    of_account = [one for one in action.resources if one.name not in _OF_AWS]
    listed = [one for one in of_account if one.required] or of_account
    types = (service.resources[one.name] for one in listed)
    return {one.arn: one.name for one in types if one.arn != "*"}


def _type(access: Access, places: Iterable[_Place]) -> str:
    """The type of the resource that a request is about."""
    known = known_action(access.found.actions[0])
    shapes = _shapes(known) if known else {}
    resource = access.witness.resource
    return next((type_ for shape, type_ in shapes.items() if any(place.of(shape) == resource for place in places)), "")


def _one_is_enough(name: str, tests: Iterable[Test]) -> bool:
    """Whether a key is only asked for one value that fits: the caller puts that beside those that he wants."""
    return all(test.operator.qualifier is Qualifier.ANY for test in tests if test.key == name)


def _domain(name: str, enough: bool, action: Action, who: Somebody, today: date | None) -> Domain | None:
    """What a condition key may hold in the request; ``None`` where that is the caller's to choose."""
    if not _may_be_there(name, action):
        return Domain(absent=True)
    if _names(name, action):
        known = key(name, action.name.partition(":")[0])
        if enough and known is not None and known.multivalued:
            return None
        return _unforeseen(name in _ALWAYS_THERE)
    return circumstances.domain(name, who.calls is Calls.USER, frozenset()) if today is not None else None


@lru_cache(maxsize=2)
def _unforeseen(present: bool) -> Domain:
    return exactly(NAMELESS) if present else exactly(NAMELESS)._replace(present=False)


@lru_cache(maxsize=4096)
def _names(name: str, action: Action) -> bool:
    """Whether a key tells which resource is meant: it is the resource's own, an ARN, or one of those that name."""
    if name.startswith(_NAMING) or circumstances.is_resource_tag(name):
        return True
    if name.startswith("aws:"):
        return False
    known = key(name, action.name.partition(":")[0])
    return known is not None and (known.one == "ARN" or known.name in _of_resources(action))


def _of_resources(action: Action) -> frozenset[str]:
    service = facts(action.name.partition(":")[0])
    return (
        frozenset(own for one in action.resources for own in service.resources[one.name].keys)
        if service
        else frozenset()
    )


@lru_cache(maxsize=4096)
def _may_be_there(name: str, action: Action) -> bool:
    """Whether a request for an action may have a condition key. The reference leaves tags of resources out for many
    actions; global keys any request may have."""
    if name.startswith("aws:") or name in global_keys() or circumstances.is_resource_tag(name):
        return True
    prefix = action.name.partition(":")[0]
    known = key(name, prefix)
    if known is None:
        return False
    listed = {*action.keys, *(own for one in action.resources for own in one.keys), *_of_resources(action)}
    return known.name in listed
