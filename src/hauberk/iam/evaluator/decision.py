"""What becomes of one request: slow, obvious, and straight from AWS's published evaluation logic.

Sources (IAM user guide, 2026-11): "Policy evaluation logic", "Policy evaluation for requests within a single account",
"Cross-account policy evaluation logic", "Permissions boundaries for IAM entities"; AWS Organizations user guide, "SCP
evaluation" and "RCP evaluation"; AWS KMS developer guide, "Key policies".

1. A Deny that applies, in any policy that bears on the request, is final.
2. Each level of service control policies has to allow it. Resource control policies only deny, for the services that
   they bear on: ``RCPFullAWSAccess`` "is automatically attached to the organization root, every OU, and every account"
   and can't be detached. Neither bears on service-linked roles; the former only on principals of an account.
3. In one account, one of these has to hold:

   - the resource policy allows the caller directly: by the ARN of the user, the session or the federated user, or
     everyone. "Permissions granted directly to a session are not limited by an implicit deny in an identity-based
     policy, a permissions boundary, or session policy", nor is what is granted to ``*``;
   - it allows the role whose session it is: "limited by an implicit deny in a permissions boundary or session policy";
   - an identity policy allows it, and so do boundary and session policy, where there are any. A federated user has
     nothing without a session policy. The root user has "full access", without identity policies.

   A resource policy that names the account delegates to it: it adds nothing to what identity policies allow, but a key
   or a role, whose own policy has to allow everybody, is then open to them.
4. Across accounts both sides have to allow: identity policies, boundary and session policy there, the resource policy
   here, in whichever way it names the caller.
5. For a service, an identity provider or an anonymous caller the resource policy alone decides.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from hauberk.iam.evaluator.conditions import passes
from hauberk.iam.evaluator.matching import Filling, Pieces, matches, matches_resource, pieces
from hauberk.iam.evaluator.paths import arns
from hauberk.iam.evaluator.principals import How, named
from hauberk.iam.evaluator.truth import Doubt, Truth, all_of, any_of, negated
from hauberk.iam.implied import PRINCIPAL_ARN, Caller, Calls, caller, full_context, resource_account, untold
from hauberk.iam.language import arn
from hauberk.iam.language.policy import Effect, Policy, Statement, Test
from hauberk.iam.language.text import Glob
from hauberk.iam.organizations import is_service_linked, rcp_bears_on
from hauberk.iam.request import Answer, Decision, Policies, Request

Found = tuple[str, Statement]
"""A statement and the name of its policy."""


def decide(request: Request, policies: Policies, holes: Mapping[str, str] | None = None) -> Answer:
    """The decision on one request, what it rests on, and why.

    ``holes`` tells the text of unknown parts in one world. One that isn't told makes the answer ``unknown`` only where
    the decision hangs on it. Raises :class:`hauberk.iam.implied.ContradictionError` for a request that can't be made.
    """
    return _Case(request, policies, holes or {}).answer()


class _Gate(NamedTuple):
    """One thing that has to hold."""

    truth: Truth
    closed: str
    """What to say if it doesn't."""


class _Case:
    """A request before its policies."""

    def __init__(self, request: Request, policies: Policies, holes: Mapping[str, str]) -> None:
        self.request = request
        self.action = request.action.lower()
        self.holes = holes
        self.context = full_context(request)
        self.untold = untold(request)
        self.tells_role = any(key.lower() == PRINCIPAL_ARN for key in request.context)
        self.who: Caller = caller(request.principal)
        self.filling = Filling(self._value, holes)
        self._known: dict[tuple[int, tuple[How, ...]], Truth] = {}
        exempt = is_service_linked(self.context.get(PRINCIPAL_ARN, ("",))[0]) or is_service_linked(request.principal)
        of_account = self.who.of_account
        self.policies = Policies(
            identity=policies.identity if of_account else (),
            boundary=policies.boundary if of_account else None,
            session=policies.session if of_account else None,
            scp=policies.scp if of_account and not exempt else (),
            rcp=policies.rcp if rcp_bears_on(request.action) and not exempt else (),
            resource=policies.resource,
        )

    # -- the answer

    def answer(self) -> Answer:
        denying = [(found, truth) for found, truth in self._found(self._all(), Effect.DENY) if truth is not False]
        certain = tuple(found for found, truth in denying if truth is True)
        if certain:
            return Answer(Decision.EXPLICIT_DENY, certain, f"{_named(certain[0])} denies it")
        gates = self._gates()
        closed = next((gate for gate in gates if gate.truth is False), None)
        if closed is not None:
            return Answer(Decision.IMPLICIT_DENY, (), closed.closed)
        doubt = any_of([*self._unread(self._all()), *(truth for _, truth in denying)])
        if isinstance(doubt, Doubt):
            return Answer(Decision.UNKNOWN, (), f"a Deny may apply: {doubt.reason}")
        for gate in gates:
            if isinstance(gate.truth, Doubt):
                return Answer(Decision.UNKNOWN, (), gate.truth.reason)
        allowing = tuple(found for found, truth in self._found(self._granting(), Effect.ALLOW) if truth is True)
        return Answer(Decision.ALLOW, allowing, f"{_named(allowing[0])} allows it" if allowing else "root may do it")

    def _gates(self) -> list[_Gate]:
        """Everything that has to hold, in the order in which AWS asks."""
        gates = [
            _Gate(self._level(level), f"no service control policy of level {number} allows it")
            for number, level in enumerate(self.policies.scp, 1)
        ]
        if not self.who.of_account:
            return [*gates, _Gate(self._by_resource(*How), self._resource_silent())]
        owner = resource_account(self.request)
        if owner:
            return gates + (self._within() if owner == self.who.account else self._across())
        within = _joined(self._within())
        across = _joined(self._across())
        if within.truth == across.truth:
            return [*gates, within]
        if within.truth is False:
            return [*gates, within]
        return [*gates, _Gate(Doubt("which account owns the resource isn't told, and it decides"), "")]

    def _within(self) -> list[_Gate]:
        """Caller and resource are of one account."""
        own = self._own()
        limits = self._limits()
        ways = [
            _Gate(self._by_resource(How.DIRECTLY), ""),
            _joined([_Gate(self._by_resource(How.AS_ROLE), self._resource_silent()), *limits]),
        ]
        guarded = self._guarded()
        if not guarded:
            ways.append(_joined(own))
        elif self.policies.resource is None:
            ways.append(_joined([*own, _Gate(Doubt(not_given(guarded)), "")]))
        else:
            ways.append(_joined([*own, _Gate(self._by_resource(How.BY_ACCOUNT), f"{guarded} doesn't allow it")]))
        role_only = ways[1].closed if self._by_resource(How.AS_ROLE) is True else ways[2].closed
        return [_Gate(any_of(way.truth for way in ways), role_only)]

    def _across(self) -> list[_Gate]:
        """The caller is of another account than the resource."""
        return [*self._own(), _Gate(self._by_resource(*How), self._resource_silent())]

    def _own(self) -> list[_Gate]:
        """What the caller's own policies have to allow."""
        if self.who.calls is Calls.ROOT:
            return [_Gate(True, "")]
        allowed = self._allowed(self.policies.identity)
        silent = "no statement of the identity policies allows it" if self.policies.identity else "no policy allows it"
        gates = [_Gate(allowed, silent), *self._limits()]
        if self.who.calls is Calls.FEDERATED_USER and self.policies.session is None:
            gates.append(_Gate(False, "a federated user without a session policy has no permissions of its own"))
        return gates

    def _limits(self) -> list[_Gate]:
        gates: list[_Gate] = []
        if self.policies.boundary is not None:
            allowed = self._allowed((self.policies.boundary,))
            gates.append(_Gate(allowed, "no statement of the permissions boundary allows it"))
        if self.policies.session is not None:
            allowed = self._allowed((self.policies.session,))
            gates.append(_Gate(allowed, "no statement of the session policy allows it"))
        return gates

    def _guarded(self) -> str:
        return guarding(self.request.action, self.request.resource)

    # -- policies

    def _all(self) -> list[Policy]:
        one = (self.policies.boundary, self.policies.session, self.policies.resource)
        levels = (*self.policies.rcp, *self.policies.scp)
        return [
            *(policy for level in levels for policy in level),
            *self.policies.identity,
            *(policy for policy in one if policy is not None),
        ]

    def _granting(self) -> list[Policy]:
        return [*self.policies.identity, *([] if self.policies.resource is None else [self.policies.resource])]

    def _level(self, level: tuple[Policy, ...]) -> Truth:
        return self._allowed(level)

    def _allowed(self, policies: Iterable[Policy]) -> Truth:
        """Whether a statement of some policies allows it."""
        policies = tuple(policies)
        return any_of([*(truth for _, truth in self._found(policies, Effect.ALLOW)), *self._unread(policies)])

    def _by_resource(self, *ways: How) -> Truth:
        """Whether the resource policy allows the caller in one of some ways."""
        policy = self.policies.resource
        if policy is None:
            return False
        allowing = [
            self._applies(statement, ways) for statement in policy.statements if statement.effect is Effect.ALLOW
        ]
        return any_of([*allowing, *self._unread((policy,))])

    def _resource_silent(self) -> str:
        if self.policies.resource is None:
            return "the resource has no policy that allows it"
        return "no statement of the resource policy allows it"

    def _unread(self, policies: Iterable[Policy]) -> list[Truth]:
        return [_unknown(policy.unread[0].name) for policy in policies if policy.unread]

    # -- statements

    def _found(self, policies: Iterable[Policy], effect: Effect) -> list[tuple[Found, Truth]]:
        """The statements of an effect, each with whether it applies."""
        return [
            ((policy.name, statement), self._applies(statement, tuple(How) if policy is self.policies.resource else ()))
            for policy in policies
            for statement in policy.statements
            if statement.effect is effect
        ]

    def _applies(self, statement: Statement, ways: tuple[How, ...]) -> Truth:
        """Whether a statement is about the request. ``ways`` are empty for policies without principals."""
        key = (id(statement), ways)
        if key not in self._known:
            self._known[key] = all_of(self._asked(statement, ways))
        return self._known[key]

    def _asked(self, statement: Statement, ways: tuple[How, ...]) -> Iterator[Truth]:
        yield self._about(statement, statement.actions, statement.except_actions, self._action)
        yield self._about(statement, statement.resources, statement.except_resources, self._resource)
        if ways and not self._denied_for_its_boundary(statement):
            yield any_of(named(statement, self.who, way, self.holes) for way in ways)
        for test in statement.tests:
            yield self._passes(test)
        for hole in statement.unread:
            yield _unknown(hole.name)

    def _passes(self, test: Test) -> Truth:
        """Whether the context passes a test; of a session the path of its role isn't told."""
        if test.key != PRINCIPAL_ARN or self.who.calls is not Calls.SESSION or self.tells_role:
            return passes(test, self._values(test.key), self.filling)
        first, *others = [passes(test, (one,), self.filling) for one in arns(self.who, test)]
        if all(other == first for other in others):
            return first
        return Doubt(f"the path of the role {self.who.name} isn't told, and {PRINCIPAL_ARN} has it")

    def _denied_for_its_boundary(self, statement: Statement) -> bool:
        """``NotPrincipal`` "with a Deny effect will always deny any IAM principal that has a permissions boundary
        policy attached, regardless of the values specified"."""
        return statement.effect is Effect.DENY and statement.except_principals and self.policies.boundary is not None

    def _about(
        self, statement: Statement, globs: tuple[Glob, ...], others: bool, one: Callable[[Glob], Truth]
    ) -> Truth:
        if not globs:
            return _unknown(statement.unread[0].name) if statement.unread else others
        found = any_of(one(glob) for glob in globs)
        return negated(found) if others else found

    def _action(self, glob: Glob) -> Truth:
        """Actions are compared without regard to case."""
        return self._match(glob, self.action, matches, fold=True)

    def _resource(self, glob: Glob) -> Truth:
        return self._match(glob, self.request.resource, matches_resource)

    def _match(self, glob: Glob, text: str, how: Callable[[Pieces, str], Truth], fold: bool = False) -> Truth:
        first = glob.parts[0] if glob.parts else None
        if isinstance(first, str) and not text.startswith(first.lower() if fold else first):
            return False  # it begins otherwise, as most do
        pattern = pieces(glob, self.filling, fold)
        if pattern is None:
            return False
        return pattern if isinstance(pattern, Doubt) else how(pattern, text)

    # -- the context

    def _values(self, key: str) -> tuple[str, ...] | Doubt | None:
        if key in self.untold:
            return Doubt(f"the value of {key} isn't told")
        return self.context.get(key)

    def _value(self, key: str) -> str | Doubt | None:
        """What a variable stands for: "You can use any available single-valued context key as a policy variable, but
        you can't use a multivalued context key"."""
        values = self._values(key)
        if values is None or isinstance(values, Doubt):
            return values
        return values[0] if len(values) == 1 else None


def _unknown(name: str) -> Doubt:
    return Doubt(f"what {name} stands for isn't known")


def _joined(gates: list[_Gate]) -> _Gate:
    """Several gates as one: closed as the first that is."""
    closed = next((gate.closed for gate in gates if gate.truth is False), "")
    return _Gate(all_of(gate.truth for gate in gates), closed)


def _named(found: Found) -> str:
    policy, statement = found
    name = f"statement {statement.sid!r}" if statement.sid else statement.name
    return f"{name} of {policy}" if policy else name


def guarding(action: str, resource: str) -> str:
    """What the policy of a resource is called that has to allow every caller, even of its own account: "IAM role trust
    policies and KMS key policies are exceptions to this logic". Empty where there is none."""
    parts = arn.split(resource)
    service = action.lower().partition(":")[0]
    if parts is None:
        return ""
    if service == "kms" and parts.service == "kms" and parts.resource.startswith("key/"):
        return "the key's policy"
    if service == "sts" and parts.service == "iam" and parts.resource.startswith("role/"):
        return "the role's trust policy"
    return ""


def not_given(guard: str) -> str:
    """Why it isn't known whether such a policy allows what those of the caller do."""
    return f"{guard} has to allow it too, and isn't given"
