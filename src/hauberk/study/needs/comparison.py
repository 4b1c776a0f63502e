"""What a function's role grants against what the function needs, by the algebra of policies."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.catalogue.patterns import matcher
from hauberk.iam.containment import exceeds, gains_of
from hauberk.iam.lambda_needs import uses
from hauberk.iam.language.operators import operator as operator_of
from hauberk.iam.language.patterns import pattern
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, glob
from hauberk.iam.request import Policies
from hauberk.model.span import Span
from hauberk.study.arns import in_aws
from hauberk.study.needs.needed import Needed
from hauberk.study.policies import Identity

STEPS = 60_000
"""Steps for one question of a comparison."""
_ALSO_MANAGED = ("AWSXrayWriteOnlyAccess", "AWSLambdaRole", "AWSXRayDaemonWriteAccess")


class Granted(NamedTuple):
    """A statement that allows something."""

    policy: str
    statement: Statement
    span: Span | None
    """Where it is written, or else the policy is named."""
    offered: bool
    """Whether AWS offers the policy for what functions use, as SAM adds them."""


class Excess(NamedTuple):
    """What is granted beyond what is needed: an action as it is written, or all but some."""

    policy: str
    statement: str
    action: str
    resources: tuple[Glob, ...]
    used: bool
    """Whether calls need the action, on less or otherwise."""
    span: Span | None


class Missing(NamedTuple):
    """What is needed and isn't granted."""

    needed: Needed
    resources: tuple[Glob, ...]


class Compared(NamedTuple):
    """A comparison."""

    granted: tuple[Granted, ...] = ()
    missing: tuple[Missing, ...] = ()
    excess: tuple[Excess, ...] = ()
    undecided: tuple[str, ...] = ()

    @property
    def unused(self) -> tuple[Excess, ...]:
        """What is granted and no call was found for."""
        return tuple(one for one in self.excess if not one.used)


def policy_of(needed: Iterable[Needed], name: str = "needed") -> Policy:
    """What is needed, as a policy."""
    return Policy(tuple(_statement(one, place) for place, one in enumerate(needed)), name=name)


def _statement(one: Needed, place: int, resources: tuple[Glob, ...] = ()) -> Statement:
    tests = tuple(
        Test(asked, condition.key.lower(), tuple(_plain(value) for value in condition.values))
        for condition in one.conditions
        if (asked := operator_of(condition.operator)) is not None
    )
    return Statement(
        Effect.ALLOW,
        (pattern(one.action.lower(), variables=False, wild=True),),
        resources=resources or one.resources,
        except_principals=True,
        tests=tests,
        place=place,
    )


def _plain(text: str) -> Glob:
    return pattern(text, variables=False, wild=False)


def compared(needed: Sequence[Needed], identity: Identity, allowed: Sequence[str] = ()) -> Compared:
    """What is granted by an identity, against what is needed. ``allowed`` are patterns of actions that may be granted
    beyond it."""
    written = {in_aws(resource): resource for one in needed for resource in one.resources}
    needed = tuple(one._replace(resources=tuple(map(in_aws, one.resources))) for one in needed)
    identity = _of_aws(identity)
    granted = tuple(_granted(identity))
    undecided: dict[str, None] = {}
    for one in identity.policies.identity:
        for hole in one.unknown:
            undecided[f"what {hole.name} says isn't known"] = None
    missing = tuple(
        Missing(one.needed, tuple(written.get(resource, resource) for resource in one.resources))
        for one in _missing(needed, identity.policies, undecided)
    )
    excess = tuple(_excess(granted, needed, allowed, undecided))
    return Compared(granted, missing, excess, tuple(undecided))


def _of_aws(identity: Identity) -> Identity:
    """An identity in AWS's commercial partition, which policies often write out beside others that leave it open."""
    attached = tuple(one._replace(policy=_written_out(one.policy)) for one in identity.attached)
    boundary = identity.boundary
    if boundary is not None:
        boundary = boundary._replace(policy=_written_out(boundary.policy))
    return identity._replace(attached=attached, boundary=boundary)


def _written_out(policy: Policy) -> Policy:
    return policy._replace(
        statements=tuple(one._replace(resources=tuple(map(in_aws, one.resources))) for one in policy.statements)
    )


def _granted(identity: Identity) -> Iterator[Granted]:
    offered = {use.managed for use in uses().values() if use.managed} | set(_ALSO_MANAGED)
    for attached in identity.attached:
        name = attached.policy.name
        of_aws = name.startswith("arn:") and name.rpartition("/")[2] in offered
        for statement in attached.policy.statements:
            if statement.effect is Effect.ALLOW:
                yield Granted(name, statement, statement.span or attached.policy.span, of_aws)


# -- what is missing


def _missing(needed: Sequence[Needed], policies: Policies, undecided: dict[str, None]) -> Iterator[Missing]:
    known = policies._replace(
        identity=tuple(one.known for one in policies.identity),
        boundary=policies.boundary.known if policies.boundary is not None else None,
    )
    open_ = any(one.unknown for one in policies.identity)
    if not open_ and not _gained(policy_of(needed), known, {}):
        return
    for one in needed:
        left = tuple(
            resource
            for resource in one.resources
            if _gained(Policy((_statement(one, 0, (resource,)),)), known, undecided)
        )
        may_be = _widened(known)
        perhaps = tuple(
            resource for resource in left if not _gained(Policy((_statement(one, 0, (resource,)),)), may_be, {})
        )
        if perhaps:
            undecided[f"whether {one.action} is granted hangs on a condition, or on what only the deployment knows"] = (
                None
            )
        left = tuple(resource for resource in left if resource not in perhaps)
        if left and open_:
            undecided[f"whether {one.action} is granted hangs on what isn't known"] = None
        elif left:
            yield Missing(one, left)


def _widened(policies: Policies) -> Policies:
    """Policies in which what the deployment alone knows is anything, since another name may stand for the same, and in
    which conditions hold."""
    boundary = policies.boundary
    return policies._replace(
        identity=tuple(map(_unconditional, map(_wide, policies.identity))),
        boundary=_unconditional(_wide(boundary)) if boundary is not None else None,
    )


def _unconditional(policy: Policy) -> Policy:
    allowing = (one._replace(tests=()) if one.effect is Effect.ALLOW else one for one in policy.statements)
    return policy._replace(statements=tuple(one for one in allowing if one.effect is Effect.ALLOW or not one.tests))


def _wide(policy: Policy) -> Policy:
    return policy._replace(
        statements=tuple(
            one._replace(resources=tuple(glob(*map(_anything, text.parts)) for text in one.resources))
            if one.effect is Effect.ALLOW
            else one
            for one in policy.statements
        )
    )


def _anything(part: Part) -> Part:
    return ANY if isinstance(part, Hole) and not part.own and not part.name.startswith("AWS::") else part


def _gained(one: Policy, granted: Policies, undecided: dict[str, None]) -> bool:
    """Whether a policy allows something that isn't granted."""
    if not any(_may_speak(statement, one) for policy in granted.identity for statement in policy.statements):
        return True
    try:
        if granted.boundary is None:
            return exceeds([one], granted.identity, Budget(STEPS))
        return any(witness is not None for _, witness in gains_of(Policies(identity=(one,)), granted, Budget(STEPS)))
    except UndecidedError as error:
        undecided[error.text] = None
        return False


def _may_speak(statement: Statement, of: Policy) -> bool:
    """Whether a statement allows any of the actions of a policy."""
    if statement.effect is not Effect.ALLOW:
        return False
    if statement.except_actions or not statement.actions or statement.unread:
        return True
    wanted = [str(action) for one in of.statements for action in one.actions]
    return any(matcher(str(action))(name) for action in statement.actions for name in wanted)


# -- what is in excess


def _excess(
    granted: Sequence[Granted], needed: Sequence[Needed], allowed: Sequence[str], undecided: dict[str, None]
) -> Iterator[Excess]:
    wanted = policy_of(needed)
    more = tuple(
        Statement(
            Effect.ALLOW,
            (pattern(one.lower(), variables=False, wild=True),),
            resources=(EVERYTHING,),
            except_principals=True,
        )
        for one in allowed
    )
    enough = wanted._replace(statements=(*wanted.statements, *more))
    names = tuple(one.action.lower() for one in needed)
    for one in granted:
        if one.offered:
            continue
        if one.statement.unread:
            continue
        for action, statement in _by_action(one.statement):
            beyond = _beyond(statement, enough, undecided)
            if beyond:
                matches = matcher(action.lower()) if not statement.except_actions else None
                used = any(matches(name) for name in names) if matches is not None else True
                yield Excess(one.policy, one.statement.name, action, beyond, used, one.span)


def _by_action(statement: Statement) -> Iterator[tuple[str, Statement]]:
    if statement.except_actions:
        yield "all but " + ", ".join(map(str, statement.actions)), statement
        return
    for action in statement.actions:
        yield str(action), statement._replace(actions=(action,))


def _beyond(statement: Statement, enough: Policy, undecided: dict[str, None]) -> tuple[Glob, ...]:
    """The resources of a statement on which it allows more than enough."""
    if statement.except_resources or len(statement.resources) < 2:
        return (statement.resources or (EVERYTHING,)) if _more(statement, enough, undecided) else ()
    return tuple(
        resource
        for resource in statement.resources
        if _more(statement._replace(resources=(resource,)), enough, undecided)
    )


def _more(statement: Statement, enough: Policy, undecided: dict[str, None]) -> bool:
    """Whether a statement allows more than enough, or nothing of it: what never is asked for is in excess too."""
    own = Policy((statement,))
    try:
        if not exceeds([own], [enough], Budget(STEPS)) and _meet(own, enough):
            return False
        wide = _wide(enough)
        if wide == enough or exceeds([own], [wide], Budget(STEPS)) or not _meet(own, wide):
            return True
        actions = ", ".join(map(str, statement.actions))
        undecided[f"whether {actions} is granted beyond need hangs on what only the deployment knows"] = None
        return False
    except UndecidedError as error:
        undecided[error.text] = None
        return False


def _meet(one: Policy, other: Policy) -> bool:
    """Whether there is a request that both allow."""
    mine, theirs = boxes(one), boxes(other)
    scene = Scene(universe_of(mine.allow, theirs.allow))
    return search([mine.allow, theirs.allow], [], scene, Budget(STEPS)) is not None


__all__ = ["Compared", "Excess", "Granted", "Missing", "compared", "policy_of"]
