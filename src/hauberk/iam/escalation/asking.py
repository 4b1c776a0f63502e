"""What one principal of an account may do: the requests of methods, each answered with a request that is allowed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.algebra.actions import Actions, Universe
from hauberk.iam.algebra.boxes import Box, Resources, boxes
from hauberk.iam.algebra.budget import Budget
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.principals import Somebody, exactly, session, user
from hauberk.iam.catalogue import facts
from hauberk.iam.effective import Wanted, accesses
from hauberk.iam.escalation.account import Account, Principal
from hauberk.iam.language.policy import Effect, Policy, PrincipalKind, Statement
from hauberk.iam.language.policy import Principal as Named
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Part, Variable, glob
from hauberk.iam.organizations import is_service_linked
from hauberk.iam.request import Policies, Request

ABSENT = None
Context = tuple[tuple[str, str | None], ...]
"""Keys in lower case with the value that a request has for them; ``None`` where it lacks them."""

_NOT_BY_ITSELF = (
    "aws:multifactorauthage",
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "aws:sourcearn",
    "aws:sourceaccount",
)
"""Keys that a request lacks which the holder of a principal's keys makes directly (IAM user guide, "AWS global
condition context keys", 2026-11): whoever has a key of a user or a session hasn't its second factor."""
_FALSE = ("aws:multifactorauthpresent", "aws:viaawsservice")
_TAGS = ("aws:resourcetag/", "iam:resourcetag/")
_PRINCIPAL_TAG = "aws:principaltag/"

_TO_EVERYONE = Policy(
    (
        Statement(
            Effect.ALLOW,
            (EVERYTHING,),
            except_resources=True,
            principals=(Named(PrincipalKind.AWS, EVERYTHING),),
        ),
    ),
    name="the policy that the attacker wrote",
)


class Ask(NamedTuple):
    """A request that must be allowed, on one of the resources that a pattern tells."""

    action: str
    resource: Glob
    context: Context = ()
    granted: bool = False
    fixed: bool = False
    """Whether the resource is one of AWS's own."""


class Asker:
    """Asks for one principal; answers are kept."""

    def __init__(self, account: Account, principal: Principal, steps: int) -> None:
        self.account = account
        self.principal = principal
        self.steps = steps
        values = _values(principal, account.id)
        limited = not is_service_linked(principal.arn)
        boundary = principal.boundary.policy if principal.boundary else None
        self.policies = Policies(
            tuple(filled(policy, values) for policy in principal.policies),
            None if boundary is None else filled(boundary, values),
            scp=account.scp if limited else (),
            rcp=account.rcp if limited else (),
        )
        everything = [*self.policies.identity, *([self.policies.boundary] if self.policies.boundary else [])]
        everything += [policy for level in (*self.policies.scp, *self.policies.rcp) for policy in level]
        self.boxes = [box for policy in everything for box in (*boxes(policy).allow, *boxes(policy).deny)]
        self.asked = {test.key for box in self.boxes for test in box.tests}
        self.who = self._who(values)
        self._answers: dict[tuple[Ask, tuple[str, ...], int], Request | None] = {}
        self.administrator = self._is_administrator()
        self._tried: dict[str, bool] = {}
        self._narrow: dict[str, Policies] = {}

    def _who(self, values: Mapping[str, str]) -> Somebody:
        arn = self.principal.arn
        who = user(self.account.id, arn) if self.principal.is_user else session(self.account.id, arn)
        domains = dict(who.domains)
        for key in self.asked:
            if key in _NOT_BY_ITSELF:
                domains[key] = Domain(absent=True)
            elif key in _FALSE:
                domains[key] = Domain(absent=True) if self.principal.is_user else exactly("false")
            elif key.startswith(_PRINCIPAL_TAG) and self.principal.tags is not None:
                domains[key] = exactly(values[key]) if key in values else Domain(absent=True)
        return who._replace(domains=domains)

    # -- at a glance

    def _is_administrator(self) -> bool:
        """Whether it may do everything, so that it has nothing to gain."""
        if self.policies.boundary or self.policies.scp or self.policies.rcp:
            return False
        allow = [box for policy in self.policies.identity for box in boxes(policy).allow]
        deny = [box for policy in self.policies.identity for box in boxes(policy).deny]
        return not deny and any(box.total and not box.actions.excepted and box.actions.others for box in allow)

    def may_try(self, action: str) -> bool:
        """Whether some statement allows an action on something, and none denies it everywhere."""
        if action not in self._tried:
            self._tried[action] = self._may_try(action)
        return self._tried[action]

    def _may_try(self, action: str) -> bool:
        denied = [box for box in self.boxes if box.statement.effect is Effect.DENY and box.total]
        return any(_selects(box, action) for box in self._allow(action)) and not any(
            _selects(box, action) for box in denied
        )

    def _allow(self, action: str) -> Iterator[Box]:
        for policy in self.policies.identity:
            yield from (box for box in boxes(policy).allow if _selects(box, action))

    # -- questions

    def ask(self, ask: Ask, together: Iterable[str] = (), resource_policy: Policy | None = None) -> Request | None:
        """A request that is allowed; ``together`` are actions that should be allowed on the same resource.

        Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
        """
        key = (ask, tuple(together), id(resource_policy))
        if key not in self._answers:
            self._answers[key] = self._ask(ask, tuple(together), resource_policy)
        return self._answers[key]

    def _ask(self, ask: Ask, together: tuple[str, ...], resource_policy: Policy | None) -> Request | None:
        if not ask.granted and resource_policy is None and not self.may_try(ask.action):
            return None
        domains = dict(self.who.domains)
        for name, value in ask.context:
            if name in self.asked:
                domains[name] = Domain(absent=True) if value is None else exactly(value)
        policies = self._narrowed(ask.action)._replace(resource=_TO_EVERYONE if ask.granted else resource_policy)
        wanted = Wanted((glob(ask.action.lower()),), (ask.resource,))
        extra = [box for action in together for box in self._elsewhere(action)]
        extra += _not_of_the_form(ask.resource)
        who = self.who._replace(domains=domains)
        for access in accesses(policies, who, wanted, self.account.id, Budget(self.steps), extra, not ask.fixed):
            told = {name: (value,) for name, value in ask.context if value is not None}
            return access.witness._replace(context={**access.witness.context, **told})
        return None

    def _narrowed(self, action: str) -> Policies:
        """The policies as far as they speak of an action."""
        if action not in self._narrow:
            mine = self.policies
            self._narrow[action] = mine._replace(
                identity=tuple(narrowed(policy, action) for policy in mine.identity),
                boundary=None if mine.boundary is None else narrowed(mine.boundary, action),
                scp=tuple(tuple(narrowed(policy, action) for policy in level) for level in mine.scp),
                rcp=tuple(tuple(narrowed(policy, action) for policy in level) for level in mine.rcp),
            )
        return self._narrow[action]

    def _elsewhere(self, action: str) -> Iterator[Box]:
        """Where another action isn't allowed on the same resource, as far as statements without conditions tell."""
        allow = list(self._allow(action))
        if allow and not any(box.resources.excepted or box.resources.everything for box in allow):
            globs = tuple(dict.fromkeys(one for box in allow for one in box.resources.globs))
            yield Wanted().box()._replace(resources=Resources(globs, True))
        for box in self.boxes:
            if box.statement.effect is Effect.DENY and not box.tests and _selects(box, action):
                yield Wanted().box()._replace(resources=box.resources)


@lru_cache(maxsize=64)
def delegating(account: str) -> Policy:
    """The policy of a key that leaves access to the account's policies, as AWS makes it (KMS developer guide, "Default
    key policy", 2026-11)."""
    named = (Named(PrincipalKind.AWS, glob(account)),)
    return Policy((Statement(Effect.ALLOW, (EVERYTHING,), except_resources=True, principals=named),), name="the key's")


def resource_context(asker: Asker, target: Principal | None) -> Context:
    """The tags of a principal as requests on it have them: those that policies ask for."""
    if target is None or target.tags is None:
        return ()
    tags = {tag.key.lower(): tag.value for tag in target.tags}
    return tuple((key, tags.get(key.partition("/")[2])) for key in sorted(asker.asked) if key.startswith(_TAGS))


def narrowed(policy: Policy, action: str) -> Policy:
    """The statements of a policy that speak of an action, and of that action alone."""
    kept: list[Statement] = []
    for box in (*boxes(policy).allow, *boxes(policy).deny):
        if any(one.holes for one in box.statement.actions) or not box.statement.actions:
            kept.append(box.statement)
        elif _selects(box, action):
            kept.append(box.statement._replace(actions=(glob(action.lower()),), except_actions=False))
    return policy._replace(statements=tuple(kept))


@lru_cache(maxsize=1024)
def _not_of_the_form(one: Glob) -> tuple[Box, ...]:
    """ARNs with more parts than those of a type: a name holds no colon, though a pattern's star may stand for one."""
    colons = sum(part.count(":") for part in one.parts if isinstance(part, str))
    if one.literal is not None or colons < 5:
        return ()
    longer = glob(*(ANY if place % 2 == 0 else ":" for place in range(2 * colons + 3)))
    return (Wanted().box()._replace(resources=Resources((longer,), False)),)


@lru_cache(maxsize=65536)
def _selected(actions: Actions, action: str) -> bool:
    prefix, _, name = action.lower().partition(":")
    names = Universe().actions(prefix)
    return name in names and bool(actions.mask(prefix, Universe()) >> names.index(name) & 1)


def _selects(box: Box, action: str) -> bool:
    return _selected(box.actions, action)


def _values(principal: Principal, account: str) -> dict[str, str]:
    """What variables stand for that tell of the principal."""
    values = {"aws:principalarn": principal.arn, "aws:principalaccount": account}
    if principal.is_user:
        values["aws:username"] = principal.arn.rpartition("/")[2]
    for tag in principal.tags or ():
        values[_PRINCIPAL_TAG + tag.key.lower()] = tag.value
    return values


def filled(policy: Policy, values: Mapping[str, str]) -> Policy:
    """A policy with the text of the variables that are known."""
    if not any(variable.key in values for one in _globs(policy) for variable in one.variables):
        return policy
    return policy._replace(
        statements=tuple(
            statement._replace(
                resources=tuple(_filled(one, values) for one in statement.resources),
                tests=tuple(
                    test._replace(values=tuple(_filled(one, values) for one in test.values)) for test in statement.tests
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


def _filled(one: Glob, values: Mapping[str, str]) -> Glob:
    return glob(*(values.get(part.key, part) if isinstance(part, Variable) else part for part in one.parts))


_HOLE = re.compile(r"(\$\{[^}]*\}|\*)")


@lru_cache(maxsize=1024)
def pattern(service: str, type_: str, account: str) -> Glob:
    """The ARNs of a type of resource in an account."""
    found = facts(service)
    known = found.resources.get(type_) if found else None
    return _format(known.arn, account) if known else EVERYTHING


def fixed(arn: str, account: str) -> Glob:
    """The ARN of a resource of AWS's own."""
    return _format(arn, account)


def _format(arn: str, account: str) -> Glob:
    parts: list[Part] = []
    for piece in _HOLE.split(arn):
        if piece == "${Partition}":
            parts.append("aws")
        elif piece == "${Account}":
            parts.append(account)
        else:
            parts.append(ANY if _HOLE.fullmatch(piece) else piece)
    return glob(*parts)
