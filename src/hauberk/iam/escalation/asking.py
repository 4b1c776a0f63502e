"""What one principal of an account may do: the requests of methods, each answered with a request that is allowed.

An answer is kept under everything that it hangs on, which is little: the statements that speak of the action, the
resource, and of the principal what those statements ask. So what one principal was answered answers the next.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.algebra.boxes import Box, Resources, boxes
from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.algebra.keys import Domain
from hauberk.iam.algebra.principals import Reach, exactly, reach, session, user
from hauberk.iam.effective import Wanted, accesses
from hauberk.iam.escalation import circumstances
from hauberk.iam.escalation.account import Principal
from hauberk.iam.escalation.circumstances import Circumstance
from hauberk.iam.escalation.effort import SpentError
from hauberk.iam.escalation.narrowing import PRINCIPAL_TAG, filled, selects, values
from hauberk.iam.escalation.questions import Narrow, Questions, keys_of, tests_of
from hauberk.iam.escalation.regions import REQUESTED_REGION, requested
from hauberk.iam.language.policy import Effect, Policy, PrincipalKind, Statement
from hauberk.iam.language.policy import Principal as Named
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, glob
from hauberk.iam.organizations import is_service_linked
from hauberk.iam.request import Policies, Request

Context = tuple[tuple[str, str | None], ...]
"""Keys in lower case with the value that a request has for them; ``None`` where it lacks them."""

INVOKE = "lambda:InvokeFunction"
LATEST = ":$LATEST"
"""The qualifier of the version of a function that its code is uploaded to (Lambda developer guide, "Manage Lambda
function versions", 2026-11)."""
_TAGS = ("TagResource", "CreateTags", "AddTags", "AddTagsToResource", "AddTagsToCertificate", "ChangeTagsForResource")
"""Names of actions that tag what is there already."""
_PERSONAL = ("aws:principalarn", "aws:username")
"""Keys whose values tell principals of one kind apart, beside their tags."""

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
    new: bool = False
    """Whether a request makes it, so that its tags are those that the attacker writes."""
    beside: tuple[Glob, ...] = ()
    """Resources of the pattern that it can't be."""
    within: tuple[Glob, ...] = ()
    """Patterns of which it has to be too, if there are any."""


class Asker:
    """Asks for one principal."""

    def __init__(self, questions: Questions, principal: Principal) -> None:
        self.questions = questions
        self.account = account = questions.account
        self.principal = principal
        told = values(principal, account.id)
        limited = not is_service_linked(principal.arn)
        boundary = principal.boundary.policy if principal.boundary else None
        whole = [*principal.policies, *([boundary] if boundary else [])]
        whole += [policy for level in (*account.scp, *account.rcp) for policy in level if limited]
        self.unread = next((hole.name for policy in whole for hole in policy.unread), "")
        """What of its policies nobody could read, if something is: it is asked what the others say."""
        self.policies = Policies(
            tuple(filled(policy, told) for policy in principal.policies if not policy.unread),
            None if boundary is None or boundary.unread else filled(boundary, told),
            scp=tuple(level for level in account.scp if limited and not _is_unread(level)),
            rcp=tuple(level for level in account.rcp if limited and not _is_unread(level)),
        )
        self.limits = ((self.policies.boundary,) if self.policies.boundary else (), *self.policies.scp)
        """What must allow a request beside its own policies: of each level one, the boundary is the first."""
        everything = [*self.policies.identity, *(policy for level in self.limits for policy in level)]
        everything += [policy for level in self.policies.rcp for policy in level]
        self.tests = tuple(dict.fromkeys(test for policy in everything for test in tests_of(policy)))
        self.asked = {test.key for test in self.tests}
        self.tags_asked = tuple(sorted(filter(circumstances.is_resource_tag, self.asked)))
        """Tags of resources that they ask for."""
        bearing = [*self.policies.identity, *(policy for level in self.limits for policy in level)]
        self.denied = frozenset(one for policy in bearing for one in questions.denied(policy))
        """The actions that are denied on everything."""
        self.may = self._may()
        """The actions that are allowed on something, as one look tells."""
        self._told = told
        self._who = user(account.id, principal.arn) if principal.is_user else session(account.id, principal.arn)
        self._narrow: dict[str, Narrow] = {}
        self._reaches: dict[int, tuple[Reach, ...]] = {}

    def _may(self) -> frozenset[str]:
        allowed = self.questions.allowed
        may = frozenset(one for policy in self.policies.identity for one in allowed(policy))
        for level in self.limits if self.policies.boundary else self.limits[1:]:
            may &= frozenset(one for policy in level for one in allowed(policy))
        return may - self.denied

    def reaches(self, policy: Policy) -> tuple[Reach, ...]:
        """How each statement of a resource's policy names the principal."""
        kind = self.questions.kinds.of(policy)
        if kind not in self._reaches:
            self._reaches[kind] = tuple(reach(one, self._who, spelt) for one in policy.statements)
        return self._reaches[kind]

    def _let_in(self, action: str, policy: Policy) -> bool:
        """Whether a resource's policy may let the principal do something, as one look tells. One that names the account
        leaves it to the principal's own policies; so does one of which it isn't known whom it names, since a parameter
        can't tell the ARN of what is yet to be made."""
        if policy.unread:
            raise UndecidedError("unread", f"what {policy.unread[0].name} says isn't known")
        allow = (
            Reach.BY_ACCOUNT if one.unread and not one.principals else how
            for how, one in zip(self.reaches(policy), policy.statements, strict=True)
            if one.effect is Effect.ALLOW
        )
        best = max(allow, default=Reach.NOT)
        return best is not Reach.NOT and (best is not Reach.BY_ACCOUNT or action in self.may)

    # -- questions

    def ask(self, ask: Ask, together: Iterable[str] = (), resource_policy: Policy | None = None) -> Request | None:
        """A request that is allowed; ``together`` are actions that should be allowed on the same resource.

        Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
        """
        if ask.action in self.denied:
            return None
        if resource_policy is None and ask.action not in self.may and not ask.granted:
            return None
        if resource_policy is not None and not self._let_in(ask.action, resource_policy):
            return None
        found = self._answered(ask, tuple(together), resource_policy, frozenset())
        if found is None:
            self._under_circumstances(ask, tuple(together), resource_policy)
            return None
        told = {name: (value,) for name, value in ask.context if value is not None}
        return found._replace(principal=self._who.id(found.context), context={**found.context, **told})

    def _under_circumstances(self, ask: Ask, together: tuple[str, ...], resource_policy: Policy | None) -> None:
        """Raises :class:`UndecidedError` if what is closed would be open to somebody who has more than credentials."""
        keys = self._keys(ask.action, resource_policy)
        settled = {key for key, _ in ask.context}
        about = {one for key in keys - settled if (one := circumstances.of(key)) is not None}
        if ask.new:
            about.discard(Circumstance.RESOURCE_TAGS)
        if self.principal.tags is not None:
            about.discard(Circumstance.PRINCIPAL_TAGS)
        if not self._may_have_second_factor():
            about.discard(Circumstance.SECOND_FACTOR)
        if about and self._answered(ask, together, resource_policy, frozenset(about)) is not None:
            needed = (one for one in sorted(about) if self._answered(ask, together, resource_policy, frozenset((one,))))
            raise UndecidedError("circumstance", next(needed, " and ".join(sorted(about))))

    def _may_have_second_factor(self) -> bool:
        """Whether somebody may have a session of the principal that tells of a second factor."""
        me = self.principal
        return me.is_user and (me.second_factor is not False or "iam:EnableMFADevice" in self.may)

    def _answered(
        self, ask: Ask, together: tuple[str, ...], resource_policy: Policy | None, given: frozenset[Circumstance]
    ) -> Request | None:
        key = (self._key(ask, together, resource_policy), given)
        answers = self.questions.answers
        if key not in answers:
            answers[key] = self._answer(ask, together, resource_policy, given)
        found = answers[key]
        if isinstance(found, UndecidedError):
            raise UndecidedError(found.code, found.text)
        return found

    def _keys(self, action: str, resource_policy: Policy | None) -> frozenset[str]:
        """The condition keys that an answer may hang on."""
        return self.narrow(action).keys.union(keys_of(resource_policy) if resource_policy is not None else ())

    def _key(self, ask: Ask, together: tuple[str, ...], resource_policy: Policy | None) -> object:
        """Everything that an answer hangs on."""
        keys = self._keys(ask.action, resource_policy)
        of_resource: tuple[object, ...] = ()
        if resource_policy is not None:
            of_resource = (self.questions.kinds.of(resource_policy), self.reaches(resource_policy))
        return (
            ask._replace(context=tuple(one for one in ask.context if one[0] in keys)),
            self.narrow(ask.action).kinds,
            tuple((action, self.narrow(action).kinds) for action in together),
            of_resource,
            self.principal.is_user,
            tuple((key, self._personal(key)) for key in sorted(keys) if _is_personal(key)),
        )

    def _personal(self, key: str) -> str | None:
        if key.startswith(PRINCIPAL_TAG) and self.principal.tags is None:
            return "?"
        return self._told.get(key)

    def _answer(
        self, ask: Ask, together: tuple[str, ...], resource_policy: Policy | None, given: frozenset[Circumstance]
    ) -> Request | UndecidedError | None:
        narrow = self.narrow(ask.action)
        owner = _owner(ask) or self.account.id
        open_ = ask.granted or owner != self.account.id  # what another account has is the attacker's, who shared it
        policies = narrow.policies._replace(resource=_TO_EVERYONE if open_ else resource_policy)
        keys = self._keys(ask.action, resource_policy)
        if ask.new:
            given = given | {Circumstance.RESOURCE_TAGS}
        who = self._who._replace(domains=self._domains(ask, keys, given))
        wanted = Wanted((glob(ask.action.lower()),), (ask.resource,))
        tests = (*narrow.tests, *(tests_of(resource_policy) if resource_policy is not None else ()))
        extra = [box for action in together for box in self._elsewhere(action)]
        extra += _not_of_the_form(ask.resource)
        extra += [Wanted().box()._replace(resources=Resources(ask.beside, False))] if ask.beside else []
        extra += [Wanted().box()._replace(resources=Resources(ask.within, True))] if ask.within else []
        extra += circumstances.barriers(tests, given, self.questions.today)
        try:
            with self.questions.effort.question() as budget:
                found = accesses(policies, who, wanted, owner, budget, extra, not ask.fixed)
                return next((access.witness for access in found), None)
        except SpentError:
            raise
        except UndecidedError as error:
            unread = next((hole for one in narrow.unread for hole in one.unread), None)
            return error if unread is None else UndecidedError("unread", f"what {unread.name} says isn't known")

    def _domains(self, ask: Ask, keys: frozenset[str], given: frozenset[Circumstance]) -> dict[str, Domain]:
        """What condition keys may hold in the requests of the holder of the principal's credentials."""
        domains = dict(self._who.domains)
        for key in keys:
            told = circumstances.domain(key, self.principal.is_user, given)
            if key.startswith(PRINCIPAL_TAG) and self.principal.tags is not None:
                told = exactly(self._told[key]) if key in self._told else Domain(absent=True)
            if told is not None:
                domains[key] = told
        for name, value in ask.context:
            if name in keys:
                domains[name] = Domain(absent=True) if value is None else exactly(value)
        if REQUESTED_REGION in keys:
            region = requested(ask.action, ask.resource, self.account.partition)
            if region is not None:
                domains[REQUESTED_REGION] = exactly(region)
        return domains

    def may_tag(self, action: str) -> bool:
        """Whether the principal may change tags of resources of an action's service, as one look tells."""
        service = action.partition(":")[0]
        made = [box for policy in self.policies.identity for box in boxes(policy).allow]
        return any(selects(box, f"{service}:{name}") for box in made for name in _TAGS)

    def narrow(self, action: str) -> Narrow:
        """The policies as far as they speak of an action."""
        if action not in self._narrow:
            self._narrow[action] = self._narrowed(action)
        return self._narrow[action]

    def _narrowed(self, action: str) -> Narrow:
        mine, cut, kind = self.policies, self.questions.narrowed, self.questions.kinds.of
        policies = mine._replace(
            identity=tuple(one for policy in mine.identity if (one := cut(policy, action)).statements),
            boundary=None if mine.boundary is None else cut(mine.boundary, action),
            scp=tuple(tuple(cut(policy, action) for policy in level) for level in mine.scp),
            rcp=tuple(tuple(cut(policy, action) for policy in level) for level in mine.rcp),
        )
        limits = [[policies.boundary] if policies.boundary else [], *policies.scp, *policies.rcp]
        everything = [*policies.identity, *(policy for level in limits for policy in level)]
        made = [box for policy in everything for box in (*boxes(policy).allow, *boxes(policy).deny)]
        told_apart = dict.fromkeys(box.resources for box in made if not box.resources.everything)
        return Narrow(
            policies,
            (tuple(map(kind, policies.identity)), *(tuple(map(kind, level)) for level in limits)),
            tuple(dict.fromkeys(test for policy in everything for test in tests_of(policy))),
            frozenset(key for policy in everything for key in keys_of(policy)),
            tuple(told_apart),
            any(resources.tokens for resources in told_apart),
            tuple(one for policy in everything for one in policy.statements if one.unread),
        )

    def face(self, action: str, arn: str) -> object:
        """What an action's statements see of a resource: where it is the same, so is the answer."""
        narrow = self.narrow(action)
        if narrow.varies:
            return arn
        return tuple(self.questions.matches(resources, arn) for resources in narrow.resources)

    def _elsewhere(self, action: str) -> Iterator[Box]:
        """Where another action isn't allowed on the same resource, as far as statements without conditions tell."""
        policies = self.narrow(action).policies
        allow = [box for policy in policies.identity for box in boxes(policy).allow]
        if allow and not any(box.resources.excepted or box.resources.everything for box in allow):
            found = [one for box in allow for one in box.resources.globs]
            found += [one for one in map(_unqualified, found) if action == INVOKE and one is not None]
            patterns = tuple(dict.fromkeys(found))
            yield Wanted().box()._replace(resources=Resources(patterns, True))
        levels = ((policies.boundary,) if policies.boundary else (), *policies.scp, *policies.rcp)
        for policy in (*policies.identity, *(policy for level in levels for policy in level)):
            for box in boxes(policy).deny:
                if not box.tests:
                    yield Wanted().box()._replace(resources=box.resources)


def _unqualified(function: Glob) -> Glob | None:
    """The pattern of functions whose newest version a pattern names."""
    *rest, last = function.parts or ("",)
    if last is ANY and rest and str(rest[-1]).endswith(":"):
        return glob(*rest[:-1], str(rest[-1])[:-1])
    return glob(*rest, last.removesuffix(LATEST)) if isinstance(last, str) and last.endswith(LATEST) else None


def _owner(ask: Ask) -> str:
    """The account that a fixed resource names; empty if it is one of AWS's own."""
    parts = str(ask.resource).split(":") if ask.fixed else []
    return parts[4] if len(parts) > 4 and parts[4].isdigit() else ""


def _is_unread(level: Iterable[Policy]) -> bool:
    return any(policy.unread for policy in level)


def _is_personal(key: str) -> bool:
    return key in _PERSONAL or key.startswith(PRINCIPAL_TAG)


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
    if not asker.tags_asked:
        return ()
    tags = {tag.key.lower(): tag.value for tag in target.tags}
    return tuple((key, tags.get(key.partition("/")[2])) for key in asker.tags_asked)


@lru_cache(maxsize=1024)
def _not_of_the_form(one: Glob) -> tuple[Box, ...]:
    """ARNs with more parts than those of a type: a name holds no colon, though a pattern's star may stand for one."""
    colons = sum(part.count(":") for part in one.parts if isinstance(part, str))
    if one.literal is not None or colons < 5:
        return ()
    longer = glob(*(ANY if place % 2 == 0 else ":" for place in range(2 * colons + 3)))
    return (Wanted().box()._replace(resources=Resources((longer,), False)),)
