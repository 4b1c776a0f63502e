"""What a principal may do under all policies that bear on it, for every request at once.

The gates are those of :mod:`hauberk.iam.evaluator.decision`: each is a group of boxes of which one has to hold, every
Deny is a box that must not. A request passes on one of a few ways: what the resource's policy gives by itself, what it
gives within boundary and session, what identity policies give.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hauberk.iam.algebra.actions import Actions
from hauberk.iam.algebra.boxes import Box, Resources, boxes, globs
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.concrete import holes, spelt, witnessed
from hauberk.iam.algebra.principals import Reach, Somebody, reach
from hauberk.iam.algebra.search import Found, Scene, findings, universe_of
from hauberk.iam.allowing import allowing
from hauberk.iam.implied import Calls
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, glob
from hauberk.iam.organizations import RCP_EXEMPT, RCP_SERVICES
from hauberk.iam.request import Decision, Policies, Request
from hauberk.iam.signing import signed


class Access(NamedTuple):
    """Actions that are allowed, with a request for the first of them."""

    found: Found
    witness: Request


class Wanted(NamedTuple):
    """Which requests a question is about."""

    actions: tuple[Glob, ...] = (EVERYTHING,)
    resources: tuple[Glob, ...] = (EVERYTHING,)

    def box(self) -> Box:
        """The requests as a box."""
        statement = Statement(Effect.ALLOW, self.actions, resources=self.resources, except_principals=True)
        return Box(statement, Actions(self.actions, False), Resources(self.resources, False), ())


def accesses(
    policies: Policies,
    who: Somebody,
    wanted: Wanted,
    owner: str,
    budget: Budget | None = None,
    extra: Sequence[Box] = (),
    cut: bool = True,
) -> Iterator[Access]:
    """What somebody may do of what is wanted; ``owner`` is the account of the resources.

    ``extra`` are boxes that the requests must not be in; without ``cut`` resources may have ARNs that AWS's reference
    doesn't list, as AWS's own documents have. Raises
    :class:`hauberk.iam.algebra.budget.UndecidedError`.
    """
    budget = budget or Budget()
    parts = [boxes(policy) for policy in _all(policies)]
    everything = [box for part in parts for box in (*part.allow, *part.deny)]
    texts = holes(pattern for box in everything for pattern in globs(box))
    scene = Scene(universe_of(everything, [wanted.box()]), who.domains, owner=owner, cut=cut)
    deny = [box for part in map(boxes, _unconditional(policies)) for box in part.deny]
    if policies.resource is not None:
        deny += [
            box for box in boxes(policies.resource).deny if _denies(box, who, bounded=policies.boundary is not None)
        ]

    if who.calls is Calls.ANONYMOUS:
        deny += signed()

    resources = wanted.box().resources
    within = resources.machine(lenient=resources.tokens)

    allowed = allowing(policies)

    def holds(found: Found, request: Request) -> bool:
        from hauberk.iam.evaluator import decide  # most questions find nothing that it would have to confirm

        return within.accepts(request.resource) and decide(request, allowed(found), texts).decision is Decision.ALLOW

    undecided: UndecidedError | None = None
    for groups, spared in _ways(policies, who, owner):
        asked = findings([[wanted.box()], *groups], [*deny, *spared, *extra], scene, budget)
        try:
            for found, witness in witnessed(asked, who, scene, holds):
                yield Access(found, witness)
        except UndecidedError as error:
            undecided = undecided or error
    if undecided is not None:
        raise undecided


def _all(policies: Policies) -> Iterator[Policy]:
    yield from _unconditional(policies)
    for level in policies.rcp:
        yield from level
    if policies.resource is not None:
        yield policies.resource


def _unconditional(policies: Policies) -> Iterator[Policy]:
    """Those whose Deny is about the caller whoever it is."""
    yield from policies.identity
    yield from (policy for policy in (policies.boundary, policies.session) if policy is not None)
    for level in policies.scp:
        yield from level


def _denies(box: Box, who: Somebody, *, bounded: bool) -> bool:
    """Whether a Deny of the resource's policy is about somebody; ``NotPrincipal`` is about whoever has a boundary."""
    return reach(box.statement, who, spelt) is not Reach.NOT or (bounded and box.statement.except_principals)


class _Way(NamedTuple):
    """A way in which a request can be allowed: of each group a box has to hold, and none of ``spared``."""

    groups: list[Sequence[Box]]
    spared: list[Box]


def _ways(policies: Policies, who: Somebody, owner: str) -> Iterator[_Way]:
    for gates, spared in _organization(policies, who):
        for way in _own_and_resource(policies, who, owner):
            yield _Way([*gates, *way.groups], [*spared, *way.spared])


def _organization(policies: Policies, who: Somebody) -> Iterator[_Way]:
    """What the organization's policies ask. Resource control policies only deny, and of some services alone."""
    scp = [_allow(level) for level in policies.scp] if who.calls in _OF_ACCOUNTS else []
    if not policies.rcp:
        yield _Way(list(scp), [])
        return
    bears_on = Wanted(tuple(glob(f"{prefix}:", ANY) for prefix in RCP_SERVICES)).box()
    exempt = Wanted(tuple(map(glob, sorted(RCP_EXEMPT)))).box()
    denied = [box for level in policies.rcp for policy in level for box in boxes(policy).deny]
    yield _Way([*scp, [bears_on]], [exempt, *denied])
    yield _Way(list(scp), [bears_on])
    yield _Way([*scp, [exempt]], [])


def _own_and_resource(policies: Policies, who: Somebody, owner: str) -> Iterator[_Way]:
    by = _by_reach(policies.resource, who)
    anyhow = [box for reached in by.values() for box in reached]
    if who.calls not in _OF_ACCOUNTS:
        yield _Way([anyhow], [])
        return
    limits = [_allow((policy,)) for policy in (policies.boundary, policies.session) if policy is not None]
    own: list[Sequence[Box]] = [] if who.calls is Calls.ROOT else [_allow(policies.identity)]
    own += limits
    if owner and owner != who.account and (who.account or who.abroad):
        yield _Way([*own, anyhow], [])
        return
    yield _Way(own, [GUARDED])
    yield _Way([*own, [GUARDED], by[Reach.BY_ACCOUNT]], [])
    yield _Way([by[Reach.DIRECTLY]], [])
    yield _Way([*limits, by[Reach.AS_ROLE]], [])


GUARDED = Wanted(
    (glob("kms:", ANY), glob("sts:", ANY)),
    (glob("arn:", ANY, ":kms:", ANY, ":", ANY, ":key/", ANY), glob("arn:", ANY, ":iam::", ANY, ":role/", ANY)),
).box()
"""Requests that a policy of the resource has to allow, whoever asks: "IAM role trust policies and KMS key policies are
exceptions to this logic" (IAM user guide, "Policy evaluation for requests within a single account", 2026-11)."""
_OF_ACCOUNTS = (Calls.SESSION, Calls.ROLE, Calls.USER, Calls.ROOT, Calls.FEDERATED_USER)


def _allow(policies: Iterable[Policy]) -> list[Box]:
    return [box for policy in policies for box in boxes(policy).allow]


def _by_reach(policy: Policy | None, who: Somebody) -> Mapping[Reach, list[Box]]:
    found: dict[Reach, list[Box]] = {Reach.DIRECTLY: [], Reach.AS_ROLE: [], Reach.BY_ACCOUNT: []}
    if policy is not None:
        for box in boxes(policy).allow:
            how = reach(box.statement, who, spelt)
            if how is not Reach.NOT:
                found[how].append(box)
    return found
