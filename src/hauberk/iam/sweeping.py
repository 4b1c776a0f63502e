"""What a principal may do with whatever there is: a resource that nobody names, in a request that nobody foresaw.

A pattern such as ``table/*`` is told from ``table/orders-*`` by asking for a table with a name that no policy has in
mind. The same is done with what conditions name: a tag of the resource, the service that a role is passed to, the
address that a mail is from. What a Deny, a boundary or a condition takes away, it takes away here too; one that lets
this request through takes nothing away.

Sources: Service Authorization Reference, on which actions act on which resources and have which condition keys; IAM
user guide, "IAM JSON policy elements: Resource" (2026-11).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, boxes
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.concrete import telling
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.machine import Letters, Machine, Step
from hauberk.iam.algebra.principals import Somebody, exactly, session
from hauberk.iam.catalogue import Action, ResourceType, facts, global_keys, key
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.containment import delegating
from hauberk.iam.effective import Access, Wanted, accesses
from hauberk.iam.escalation import circumstances
from hauberk.iam.implied import RESOURCE_ACCOUNT, Calls
from hauberk.iam.language.arn import PARTS
from hauberk.iam.language.operators import Qualifier
from hauberk.iam.language.policy import Effect, Statement, Test
from hauberk.iam.language.text import glob
from hauberk.iam.places import Place, places_of
from hauberk.iam.request import Policies, Request
from hauberk.model.regex import regex

STEPS = 20_000
"""Steps of one question."""
NAMELESS = "_unheard-of_"
"""A name that no policy has in mind."""
NEW = "brand-new:BrandNew"
"""An action of a service that there isn't yet."""
_SHAPE = "arn:${Partition}:brand-new:${Region}:${Account}:thing/${Name}"
"""The ARNs of its resources."""

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
_MANY = 5
"""The reference lists more required types where a request is about one or another of them (``bedrock:InvokeModel``)."""
_MAKING = ("allocate", "copy", "create", "import", "request", "run")
"""How the names of actions begin that make something."""
_SLASHED = ("${SecretId}", "${ParameterNameWithoutLeadingSlash}", "${LogGroupName}", "${RoleNameWithPath}")
"""Parts of ARNs, as the reference calls them, in which people put paths."""
_NAME = regex(r"\$\{(?!(?:Partition|Region|Account)\})[^}]*\}")


class Sweep(NamedTuple):
    """Actions that are allowed on every resource of a type."""

    actions: tuple[str, ...]
    """In lower case."""
    type: str
    """The type of resource that could be named for the first of them, as the reference calls it; empty where it is one
    of many."""
    witness: Request


def is_nameable(action: Action) -> bool:
    """Whether every request for an action is about a resource that a policy can name."""
    return bool(_parts(action))


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
    alone = _alone(policies)
    if alone is not None:
        yield from _by(alone, policies, who, actions)
        return
    tests = tuple(test for box in _boxes(policies) for test in box.tests)
    fixed = {*who.domains, RESOURCE_ACCOUNT}
    keys = {test.key: _one_is_enough(test.key, tests) for test in tests if test.key not in fixed}
    barriers = tuple(circumstances.barriers(tests, frozenset(), today)) if today is not None else ()
    groups: dict[object, tuple[dict[str, Domain], list[Action]]] = {}
    for action in actions:
        found = ((name, _domain(name, enough, action, who, today)) for name, enough in keys.items())
        told = {name: domain for name, domain in found if domain is not None}
        alike = (tuple(map(tuple, _parts(action))), tuple(told.items()))
        groups.setdefault(alike, (told, []))[1].append(action)
    budget = budget or Budget(STEPS)
    for account, places in places_of(policies).items():
        asked = _Asked(policies._replace(resource=delegating(account)), account, places, barriers)
        for told, some in groups.values():
            someone = who if account == who.account else session(account)
            domains = {**someone.domains, RESOURCE_ACCOUNT: exactly(account), **told}
            yield from asked.sweeps(someone._replace(domains=domains), some, budget)


def _alone(policies: Policies) -> Statement | None:
    """The statement that is all there is to some policies, if it says what it allows in plain patterns: then there is
    nothing to search for. Most statements with a star are of that kind."""
    if policies.boundary is not None or policies.session is not None or policies.scp or policies.rcp:
        return None
    statements = [one for policy in policies.identity for one in policy.statements]
    if len(statements) != 1 or any(policy.unread for policy in policies.identity):
        return None
    (one,) = statements
    simple = one.effect is Effect.ALLOW and not (one.except_actions or one.except_resources or one.tests or one.unread)
    patterns = (*one.actions, *one.resources)
    return one if simple and not any(pattern.holes or pattern.variables for pattern in patterns) else None


def _by(statement: Statement, policies: Policies, who: Somebody, actions: Iterable[Action]) -> Iterator[Sweep]:
    """What such a statement lets somebody do with whatever resource."""
    acts = [matcher(str(pattern).lower()) for pattern in statement.actions]
    allowed = [action for action in actions if any(fits(action.name.lower()) for fits in acts)]
    groups: dict[object, list[Action]] = {}
    for action in allowed:
        groups.setdefault((tuple(map(tuple, _parts(action))), action.name.partition(":")[0]), []).append(action)
    fitting = [matcher(str(pattern)) for pattern in statement.resources]
    for account, places in places_of(policies).items() if groups else ():
        someone = who if account == who.account else session(account)
        for some in groups.values():
            parts = _parts(some[0])
            found = [_first(part, places, fitting) for part in parts]
            if None not in found:
                names = tuple(sorted(action.name.lower() for action in some))
                name = next(action.name for action in some if action.name.lower() == telling(names))
                shape, resource = found[0] or ("", "")
                yield Sweep(names, parts[0][shape], Request(someone.id({}), name, resource, {}, account))


def _first(
    part: Iterable[str], places: Iterable[Place], fitting: Iterable[Callable[[str], object]]
) -> tuple[str, str] | None:
    """The first shape with a resource that nobody names and that one of some patterns fits, and that resource."""
    found = ((shape, arn) for shape in part for arn in _arns(shape, places))
    return next(((shape, arn) for shape, arn in found if any(fits(arn) is not None for fits in fitting)), None)


class _Asked(NamedTuple):
    """A question about one account."""

    policies: Policies
    account: str
    places: tuple[Place, ...]
    barriers: tuple[Box, ...]

    def sweeps(self, who: Somebody, actions: list[Action], budget: Budget) -> Iterator[Sweep]:
        """Those of some actions that are about the same things, which are alike in all else."""
        left = tuple(action.name.lower() for action in actions)
        first: list[Access] = []
        for number, part in enumerate(_parts(actions[0])):
            # what a request must be about besides has to be any as well, or the whole is narrow
            budget.spend(len(part) * len(self.places))
            arns = tuple(glob(arn) for shape in part for arn in _arns(shape, self.places))
            wanted = Wanted(tuple(map(glob, left)), arns)
            found = list(accesses(self.policies, who, wanted, self.account, budget, self.barriers)) if left else []
            first = first if number else found
            wide = {name for one in found for name in one.found.actions}
            left = tuple(name for name in left if name in wide)
        for one in first:
            swept = tuple(name for name in one.found.actions if name in left)
            if swept:
                yield Sweep(swept, _type(_parts(actions[0])[0], one, self.places), one.witness)


def allows_what_is_new(
    policies: Policies, who: Somebody, action: str = NEW, *, everywhere: bool = False, budget: Budget | None = None
) -> bool:
    """Whether somebody may do an action that isn't in any list, under whatever condition: on something, or on whatever
    resource of a service that there isn't yet.

    ``action`` may be a new one of a certain service. Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    budget = budget or Budget(STEPS)
    wanted = Wanted((glob(action.lower()),))
    for account, places in places_of(policies).items():
        asking = who if account == who.account else session(account)
        if everywhere:
            wanted = wanted._replace(resources=tuple(glob(place.of(_SHAPE, NAMELESS)) for place in places))
        bearing = policies._replace(resource=delegating(account))
        if next(accesses(bearing, asking, wanted, account, budget, cut=False), None) is not None:
            return True
    return False


def _boxes(policies: Policies) -> Iterator[Box]:
    for policy in (*policies.identity, *((policies.boundary,) if policies.boundary else ())):
        made = boxes(policy)
        yield from made.allow
        yield from made.deny


@lru_cache(maxsize=8192)
def _parts(action: Action) -> tuple[Mapping[str, str], ...]:
    """What a request for an action must be about, each the types of resources of which it is one, by the shape of their
    ARNs. Nothing where it may be about none, or about none that one could name beforehand."""
    prefix = action.name.partition(":")[0]
    service = facts(prefix)
    if service is None:
        return ()
    required = [one.name for one in action.resources if one.required]
    if required:
        several = [[name] for name in required] if len(required) <= _MANY else [required]
    else:
        several = [[one.name for one in action.resources]] if prefix in _ALTERNATIVES else []
    telling = len(required) <= _MANY
    parts = (
        {
            arn: name if telling else ""
            for name in names
            if _can_be_named(service.resources[name], action)
            for arn in service.resources[name].arns
        }
        for names in several
    )
    return tuple(filter(None, parts))


def _can_be_named(type_: ResourceType, action: Action) -> bool:
    """Whether a policy can tell one resource of a type from others: not one that every account has once or that is
    AWS's, nor one that the action makes and the service gives an id."""
    if type_.name in _OF_AWS or not _NAME.search(type_.arn):
        return False
    verb = action.name.partition(":")[2].lower()
    made = verb.startswith(_MAKING) and type_.name.replace("-", "").lower() in verb
    return not (made and type_.arn.endswith("Id}"))


def _arns(shape: str, places: Iterable[Place]) -> Iterator[str]:
    """ARNs of resources that nobody names; where a name may have slashes, one with slashes too."""
    for place in places:
        yield place.of(shape, NAMELESS)
        if shape.endswith(_SLASHED):
            yield f"{place.of(shape, NAMELESS)}/{NAMELESS}"


def _type(types: Mapping[str, str], access: Access, places: Iterable[Place]) -> str:
    """The type of the resource that a request is about."""
    resource = access.witness.resource
    return next((type_ for shape, type_ in types.items() if resource in _arns(shape, places)), "")


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
        return Domain(name in _ALWAYS_THERE, within=(_unforeseen(known is not None and known.one == "ARN"),))
    return circumstances.domain(name, who.calls is Calls.USER, frozenset()) if today is not None else None


@lru_cache(maxsize=2)
def _unforeseen(arn: bool) -> Machine:
    """What a key holds that names what nobody has in mind: a name, or an ARN with that name behind its kind."""
    name = tuple(Step(frozenset(letter)) for letter in NAMELESS)
    if not arn:
        return Machine([name])
    colon, slash = Step(frozenset(":")), Step(frozenset("/"))
    head = [Step(frozenset(letter)) for letter in "arn"]
    for _ in range(PARTS - 2):
        head += [colon, Step(Letters.NOT_COLON, True)]
    kind = (Step(Letters.REGION), Step(Letters.REGION, True), slash)
    return Machine([name, (*head, colon, *name), (*head, colon, *kind, *name)])


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
