"""Every way in which principals of an account gain more than they have: single methods, and paths of several.

A method is tried with each thing to gain from that the account has. Each step has to be allowed, with a request as the
proof; what isn't told of the facts makes the answer undecided, and what is closed isn't spoken of.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.containment import exceeds
from hauberk.iam.escalation import facts
from hauberk.iam.escalation.account import Account, Group, Managed, Principal
from hauberk.iam.escalation.asking import Ask, Asker, Context, delegating, fixed, pattern, resource_context
from hauberk.iam.escalation.facts import Told, told
from hauberk.iam.escalation.methods import Fact, Gain, Method, On, Requirement, Resource, Step, Target, methods
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.language.text import ANY, Glob, glob
from hauberk.iam.request import Request

ADMINISTRATOR = "administrator"
STEPS = 20_000
"""Steps of one question."""
MAX_DEPTH = 5
MAX_COMBINED = 200
"""Paths of several methods of one principal."""


class Taken(NamedTuple):
    """A step of a path: an action, and a request that is allowed."""

    principal: str
    action: str
    resource: str
    witness: Request


class Path(NamedTuple):
    """A way to gain permissions."""

    principal: str
    method: str
    """The method's id; of several in a row joined by " > "."""
    actions: tuple[str, ...]
    target: str
    """What is gained: the ARN of a principal, group, policy or resource, or :data:`ADMINISTRATOR`."""
    steps: tuple[Taken, ...]

    @property
    def witness(self) -> Request:
        """The request by which the path begins."""
        return self.steps[0].witness


class Undecided(NamedTuple):
    """A way of which it isn't known whether it is open."""

    principal: str
    method: str
    target: str
    reason: str


class Result(NamedTuple):
    """What was found."""

    paths: tuple[Path, ...]
    undecided: tuple[Undecided, ...]


def escalations(account: Account, of: Iterable[str] | None = None, budget: int = STEPS) -> Result:
    """Every way of some principals, by their ARNs, or of all; ``budget`` is the number of steps of one question."""
    search = _Search(account, budget)
    chosen = [one for one in account.principals if of is None or one.arn in set(of)]
    paths: list[Path] = []
    for principal in chosen:
        paths += search.single(principal)
        paths += search.combined(principal)
    names = {one.arn for one in chosen}
    return Result(tuple(paths), tuple(dict.fromkeys(one for one in search.undecided if one.principal in names)))


class _Search:
    def __init__(self, account: Account, steps: int) -> None:
        self.account = account
        self.steps = steps
        self.undecided: list[Undecided] = []
        self._askers: dict[str, Asker] = {}
        self._single: dict[str, tuple[Path, ...]] = {}
        self._more: dict[tuple[tuple[int, ...], str], tuple[bool, tuple[Policy, ...]]] = {}
        self._pairs: dict[tuple[str, str], bool] = {}
        self._facts: dict[tuple[object, ...], Told] = {}
        self.by_arn = {one.arn: one for one in account.principals}
        self.managed = {one.arn: one for one in account.managed}

    def asker(self, principal: Principal) -> Asker:
        if principal.arn not in self._askers:
            self._askers[principal.arn] = Asker(self.account, principal, self.steps)
        return self._askers[principal.arn]

    # -- more than it has

    def more(self, mine: Principal, theirs: Principal) -> bool:
        """Whether another principal has something that one lacks, as far as their policies tell."""
        key = (mine.arn, theirs.arn)
        if key not in self._pairs:
            self._pairs[key] = self._is_more(mine, theirs)
        return self._pairs[key]

    def _is_more(self, mine: Principal, theirs: Principal) -> bool:
        if self.asker(mine).administrator or (not theirs.held and not theirs.trust):
            return False
        if mine.boundary or self.account.scp:
            return bool(theirs.held) and (mine.held, mine.boundary) != (theirs.held, theirs.boundary)
        return self.asker(theirs).administrator or self.exceeds(theirs.policies, mine)

    def exceeds(self, policies: tuple[Policy, ...], mine: Principal) -> bool:
        """Whether policies allow something that those of a principal don't."""
        if any(policy.unread for policy in (*policies, *mine.policies)):
            return True
        key = (tuple(map(id, policies)), mine.arn)
        if key not in self._more:
            try:
                found = exceeds(policies, mine.policies, Budget(self.steps))
            except UndecidedError:
                found = True
            self._more[key] = (found, policies)
        return self._more[key][0]

    def _more_of(self, step: Taken, asker: Asker) -> bool:
        """Whether a principal can't yet do everything with a resource."""
        service = step.action.partition(":")[0]
        whole = (glob(step.resource), glob(step.resource, "/", ANY))
        statement = Statement(Effect.ALLOW, (glob(f"{service}:", ANY),), resources=whole, except_principals=True)
        return self.exceeds((Policy((statement,)),), asker.principal)

    def free(self, mine: Principal, limit: Policy | None) -> bool:
        """Whether what the attacker writes is more than it has, within a boundary."""
        if limit is None:
            return not self.asker(mine).administrator
        return self.exceeds((limit,), mine)

    # -- single methods

    def single(self, principal: Principal) -> tuple[Path, ...]:
        if principal.arn not in self._single:
            asker = self.asker(principal)
            found = [] if asker.administrator else [path for one in methods() for path in self._method(one, asker)]
            self._single[principal.arn] = tuple(found)
        return self._single[principal.arn]

    def _method(self, method: Method, asker: Asker) -> Iterator[Path]:
        ways = [way for way in _ways(method) if all(_may_try(step, asker) for step in way)]
        if not ways:
            return
        unsure: dict[str, str] = {}
        for target in self._targets(method, asker):
            try:
                unknown = self._closed(method, asker, target)
                if unknown is None:
                    continue
                taken: tuple[Taken, ...] | None = None
                for way in ways:
                    trial = _Trial(self, method, asker, target)
                    taken = trial.carry_out(way)
                    if taken is not None:
                        unknown = unknown or trial.unsure
                        break
                if taken is None or not self._gains(method, asker.principal, target):
                    continue
            except UndecidedError as error:
                if self._gains(method, asker.principal, target):
                    unsure.setdefault(error.text, _name(target) or asker.principal.arn)
                continue
            where = _name(target) or (taken[-1].resource if method.target is Target.SERVICE_RESOURCE else "")
            where = where or asker.principal.arn
            if method.gain is Gain.RESOURCE_ACCESS and target is None and not self._more_of(taken[-1], asker):
                continue
            if unknown:
                unsure.setdefault(f"{unknown} isn't told", where)
            else:
                actions = tuple(dict.fromkeys(one.action for one in taken))
                yield Path(asker.principal.arn, method.id, actions, where, taken)
        for reason, where in unsure.items():
            self.undecided.append(Undecided(asker.principal.arn, method.id, where, reason))

    def _targets(self, method: Method, asker: Asker) -> Iterator[facts.Target]:
        me = asker.principal
        match method.target:
            case Target.ROLE | Target.USER:
                for other in self.account.principals:
                    if other.arn != me.arn and other.is_user is (method.target is Target.USER):
                        yield other
            case Target.GROUP:
                yield from (group for group in self.account.groups if group.arn not in me.groups)
            case Target.POLICY if _OF_ORGANIZATION in method.requires:
                yield None
            case Target.POLICY:
                yield from self.account.managed
            case _:
                yield None

    def _closed(self, method: Method, asker: Asker, target: facts.Target) -> str | None:
        """What isn't told of the facts, or ``None`` where one of them doesn't hold."""
        me = asker.principal
        unknown = ""
        for requirement in method.requires:
            key = (requirement, me.arn if requirement.fact.startswith(("self", "target-is")) else "", _name(target))
            if key not in self._facts:
                self._facts[key] = told(requirement, self.account, me, target)
            answer = self._facts[key]
            if answer.holds is False:
                return None
            unknown = unknown or ("" if answer.holds else answer.untold)
        return unknown

    def _gains(self, method: Method, me: Principal, target: facts.Target) -> bool:
        boundary = me.boundary.policy if me.boundary else None
        match method.gain, target:
            case ((Gain.ACTS_AS_TARGET | Gain.USES_TARGET), Principal()):
                return self.more(me, target)
            case Gain.CHOSEN_PERMISSIONS | Gain.ATTACHED_PERMISSIONS, Principal():
                return self.free(me, target.boundary.policy if target.boundary else None)
            case ((Gain.CHOSEN_PERMISSIONS | Gain.ATTACHED_PERMISSIONS), None):
                # a new principal has no boundary of its own
                return self.free(me, None if _new_principal(method) else boundary)
            case Gain.TARGET_PERMISSIONS, Group():
                return bool(target.held) and self.exceeds(tuple(held.policy for held in target.held), me)
            case Gain.TARGET_PERMISSIONS, Managed():
                versions = target.others or ()
                return any(self.exceeds((policy,), me) for policy in versions) if versions else True
        return True

    # -- several in a row

    def combined(self, principal: Principal) -> Iterator[Path]:
        """The shortest paths of several methods to each principal, and to an administrator."""
        direct = self.single(principal)
        seen = {principal.arn}
        queue: deque[tuple[Principal, tuple[Path, ...]]] = deque([(principal, ())])
        administrator = any(self._unlimited(path) for path in direct)
        count = 0
        while queue and count < MAX_COMBINED:
            at, before = queue.popleft()
            for path in self.single(at):
                route = (*before, path)
                if before and not administrator and self._unlimited(path):
                    administrator = True
                    count += 1
                    yield _joined(principal, route, ADMINISTRATOR)
                onward = self.by_arn.get(path.target)
                if onward is None or path.target in seen or _METHODS[path.method].gain is not Gain.ACTS_AS_TARGET:
                    continue
                seen.add(path.target)
                if len(route) > 1 and self.more(principal, onward):
                    count += 1
                    yield _joined(principal, route, onward.arn)
                if len(route) < MAX_DEPTH:
                    queue.append((onward, route))

    def _unlimited(self, path: Path) -> bool:
        """Whether a path leads to all permissions."""
        target = self.by_arn.get(path.target)
        gain = _METHODS[path.method].gain
        if gain is Gain.ACTS_AS_TARGET:
            return target is not None and self.asker(target).administrator
        return gain is Gain.CHOSEN_PERMISSIONS and (target is None or target.boundary is None)


def _joined(principal: Principal, route: tuple[Path, ...], target: str) -> Path:
    steps = tuple(step for path in route for step in path.steps)
    actions = tuple(dict.fromkeys(step.action for step in steps))
    return Path(principal.arn, " > ".join(path.method for path in route), actions, target, steps)


class _Trial:
    """One method, tried with one target."""

    def __init__(self, search: _Search, method: Method, asker: Asker, target: facts.Target) -> None:
        self.search = search
        self.method = method
        self.asker = asker
        self.target = target
        self.unsure = ""
        self.bound: dict[Resource, str] = {}

    def carry_out(self, way: tuple[Step, ...]) -> tuple[Taken, ...] | None:
        """The requests of a way, all allowed; ``None`` if they aren't."""
        self.bound = {}
        self.unsure = ""
        taken: dict[int, Taken] = {}
        for resource in dict.fromkeys(step.resource for step in way):
            about = [(place, step) for place, step in enumerate(way) if step.resource == resource]
            found = next(filter(None, (self._on(about, one) for one in self._choices(resource, about))), None)
            if found is None:
                return None
            taken.update(found)
        return tuple(taken[place] for place in range(len(way)))

    def _on(self, about: list[tuple[int, Step]], where: Glob) -> dict[int, Taken] | None:
        """The steps that are about one resource, all on the same one of a pattern."""
        resource = about[0][1].resource
        self.bound.pop(resource, None)
        taken: dict[int, Taken] = {}
        for place, step in sorted(about, key=lambda one: one[1].granted):
            together = tuple(sorted({other.action for _, other in about if other is not step and not other.granted}))
            request = None
            for context in self._contexts(step):
                request = self.asker.ask(
                    Ask(step.action, where, context, step.granted, resource.on is On.FIXED),
                    together if where.literal is None else (),
                    self._of_resource(step),
                )
                if request is not None:
                    break
            if request is None:
                return None
            taken[place] = Taken(self.asker.principal.arn, step.action, request.resource, request)
            where = glob(request.resource)
            self.bound[resource] = request.resource
        return taken

    def _of_resource(self, step: Step) -> Policy | None:
        """The policy of the resource itself, where it has to allow everybody."""
        if step.action.startswith("kms:") and not step.granted:
            self.unsure = "whether the key's policy leaves access to the account's policies"
            return delegating(self.search.account.id)
        if step.granted or step.action != "sts:AssumeRole" or step.resource.on is not On.TARGET:
            return None
        return self.target.trust if isinstance(self.target, Principal) else None

    # -- resources

    def _choices(self, resource: Resource, about: list[tuple[int, Step]]) -> Iterator[Glob]:
        me, account = self.asker.principal, self.search.account
        managed = self.search.managed
        match resource.on:
            case On.SELF:
                yield glob(me.arn)
            case On.TARGET if self.target is not None:
                yield glob(self.target.arn)
            case On.EVERYTHING:
                yield glob("*")
            case On.FIXED:
                yield fixed(resource.arn, account.id)
            case On.GROUP_OF_SELF:
                yield from map(glob, me.groups)
            case On.POLICY_OF_SELF:
                yield from (glob(held.arn) for held in me.held if held.arn in managed)
            case On.POLICY_OF_TARGET if isinstance(self.target, Principal):
                yield from (glob(held.arn) for held in self.target.held if held.arn in managed)
            case On.PROFILE_OF_TARGET if isinstance(self.target, Principal):
                yield from map(glob, self.target.profiles or ())
            case On.EXISTING:
                yield from self._existing(resource, about[0][1])
            case _:
                yield pattern(about[0][1].action.partition(":")[0], resource.type, account.id)

    def _existing(self, resource: Resource, step: Step) -> Iterator[Glob]:
        service = step.action.partition(":")[0]
        working = self.search.account.working
        type_ = f"{service}:{resource.type}"
        known = [one for one in working or () if one.type == type_]
        runs = any(one.fact is Fact.EXISTING_RUNS_AS_TARGET for one in self.method.requires)
        if working is not None and (known or resource.type == "function"):
            name = _name(self.target)
            yield from (glob(one.arn) for one in known if not runs or one.role in ("", name))
            return
        if not runs:
            self.unsure = f"whether there is a {resource.type}"
        yield pattern(service, resource.type, self.search.account.id)

    # -- context

    def _contexts(self, step: Step) -> Iterator[Context]:
        """The contexts in which a step is tried."""
        settled: dict[str, str | None] = {}
        for key, value in step.context:
            text = value if isinstance(value, str) else self._text(value)
            if text is not None:
                settled[key.lower()] = text
        asked = self.asker.asked
        about = self.asker.principal if step.resource.on is On.SELF else self.target
        if isinstance(about, Principal) and step.resource.on in (On.SELF, On.TARGET):
            settled.update(resource_context(self.asker, about))
            if "iam:permissionsboundary" in asked and not step.action.endswith("PermissionsBoundary"):
                settled["iam:permissionsboundary"] = about.boundary.arn if about.boundary else None
        for key, choices in self._chosen(step):
            if key in asked:
                for choice in choices:
                    yield tuple(sorted({**settled, key: choice}.items()))
                return
        yield tuple(sorted(settled.items()))

    def _chosen(self, step: Step) -> Iterator[tuple[str, list[str | None]]]:
        """Keys of which the attacker chooses the value, and what serves."""
        me = self.asker.principal
        name = step.action.partition(":")[2]
        if name.startswith("Attach") and name.endswith("Policy"):
            mine = self.search
            told_ = [one.arn for one in mine.account.managed if mine.exceeds((one.policy,), me)]
            yield "iam:policyarn", [*_OF_AWS, *told_]
        elif name.startswith("Detach") and name.endswith("Policy"):
            denying = [
                one.arn for one in me.held if one.arn and any(s.effect is Effect.DENY for s in one.policy.statements)
            ]
            yield "iam:policyarn", [*denying]
        elif name.startswith("Put") and name.endswith("PermissionsBoundary"):
            about = me if step.resource.on is On.SELF else self.target
            own = about.boundary.arn if isinstance(about, Principal) and about.boundary else ""
            others = [one.arn for one in self.search.account.managed if one.arn != own]
            yield "iam:permissionsboundary", [*(arn for arn in _OF_AWS if arn != own), *others]
        elif step.resource.on is On.NEW and step.resource.type in ("user", "role"):
            wider = [one.arn for one in self.search.account.managed if self.search.exceeds((one.policy,), me)]
            yield "iam:permissionsboundary", [None, _OF_AWS[0], *wider]

    def _text(self, resource: Resource) -> str | None:
        if resource in self.bound:
            return self.bound[resource]
        if resource.on is On.PROFILE_OF_TARGET and isinstance(self.target, Principal):
            return (self.target.profiles or (None,))[0]
        if resource.on is On.TARGET and self.target is not None:
            return self.target.arn
        return None


_OF_AWS = tuple(
    f"arn:aws:iam::aws:policy/{name}"
    for name in ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "AmazonS3FullAccess", "AmazonEC2FullAccess")
)
"""Policies of AWS that stand for all, the widest first."""
_OF_ORGANIZATION = Requirement(Fact.TARGET_IS_SERVICE_CONTROL_POLICY)
_METHODS = {method.id: method for method in methods()}


@lru_cache(maxsize=512)
def _ways(method: Method) -> tuple[tuple[Step, ...], ...]:
    return tuple(method.ways())


def _new_principal(method: Method) -> bool:
    return any(step.resource.on is On.NEW and step.resource.type in ("user", "role") for step in _ways(method)[0])


def _may_try(step: Step, asker: Asker) -> bool:
    """Whether a step may be allowed. A role's trust policy can let somebody assume it by itself."""
    return (
        step.granted or asker.may_try(step.action) or (step.action, step.resource.on) == ("sts:AssumeRole", On.TARGET)
    )


def _name(target: facts.Target) -> str:
    return "" if target is None else target.arn
