"""What each principal of an account reaches by a single method."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from hauberk.iam.algebra.budget import UndecidedError
from hauberk.iam.algebra.concrete import spelt
from hauberk.iam.catalogue.services import dated
from hauberk.iam.escalation import tagging
from hauberk.iam.escalation.account import Account, Group, Managed, Principal
from hauberk.iam.escalation.asking import Asker
from hauberk.iam.escalation.effort import Effort, SpentError
from hauberk.iam.escalation.facts import Target as Aim
from hauberk.iam.escalation.facts import Told, told
from hauberk.iam.escalation.gains import ALL, NOTHING, SOMETHING, Gained, Gains, policies_of
from hauberk.iam.escalation.methods import TAGGING, Fact, Gain, Method, On, Requirement, Step, Target, by_gain
from hauberk.iam.escalation.preparing import prepared
from hauberk.iam.escalation.questions import Questions
from hauberk.iam.escalation.results import EVERY_METHOD, Taken, Undecided
from hauberk.iam.escalation.settling import asks_for_tags
from hauberk.iam.escalation.trying import Trial, face, may_try, ways
from hauberk.iam.language.policy import Effect, Policy, Statement
from hauberk.iam.language.text import ANY, glob
from hauberk.iam.organizations import is_service_linked


class Found(NamedTuple):
    """A target that a method reaches."""

    method: Method
    target: Aim
    taken: tuple[Taken, ...]
    tried: str
    """The ARN of the target that was tried for all that look like it."""
    more: bool = True
    """Whether it gives anything by itself; else it is a step on the way to who trusts it."""
    unsure: str = ""
    """What isn't known of it."""
    prepared: Aim = None
    """What the target is afterwards, where a method prepares it."""

    @property
    def arn(self) -> str:
        """What is gained, as a path tells it."""
        if self.target is not None:
            return self.target.arn
        if self.method.target is not Target.SERVICE_RESOURCE:
            return self.taken[0].principal
        on_target = {step.action for way in ways(self.method) for step in way if step.resource.on is On.TARGET}
        return next((step.resource for step in self.taken if step.action in on_target), self.taken[-1].resource)

    @property
    def steps(self) -> tuple[Taken, ...]:
        """The requests, with this target in them."""
        if self.target is None or self.target.arn == self.tried:
            return self.taken
        return tuple(step.of(self.tried, self.target.arn) for step in self.taken)


class _Told(NamedTuple):
    """What there is to tell of a principal."""

    principal: Principal
    asker: Asker | None
    found: tuple[Found, ...]
    undecided: tuple[Undecided, ...]


class Prepared(NamedTuple):
    """What a principal reaches by a method that another one prepares."""

    routes: tuple[tuple[Found, ...], ...] = ()
    undecided: tuple[Undecided, ...] = ()


class _Outcome(NamedTuple):
    """What came of a trial."""

    taken: tuple[Taken, ...] | None = None
    unsure: str = ""
    tried: str = ""


class Singles:
    """Tries every method for principals of an account."""

    def __init__(self, account: Account, effort: Effort, today: date | None = None) -> None:
        self.account = account
        self.questions = Questions(account, effort, today or dated())
        self.gains = Gains(self.questions)
        self._found: dict[int, _Told] = {}
        """By identity: a principal may be asked about as it is, and as it will be with other policies."""
        self._prepared: dict[int, Prepared] = {}
        self._tags: dict[int, tuple[Principal, list[tagging.Change]]] = {}
        """By identity, each with its principal, so that the identity stays its own."""
        self._aims: dict[str, list[tuple[Aim, str]]] = {}
        self._facts: dict[tuple[Requirement, str, bool], Told] = {}
        self._trusted = frozenset(_named_in_trust(account))
        trusts = (one.trust for one in account.principals if one.trust is not None)
        self._trusts = tuple(one for one in trusts if asks_for_tags(one))
        """The trust policies that ask for tags."""

    def of(self, principal: Principal) -> tuple[Found, ...]:
        """Everything that a principal reaches, by the methods in their order."""
        return self._of(principal).found

    def undecided(self, principal: Principal) -> tuple[Undecided, ...]:
        """The ways of a principal of which it isn't known whether they are open."""
        return self._of(principal).undecided

    def _of(self, principal: Principal) -> "_Told":
        if id(principal) not in self._found:
            # nobody but the service is a service-linked role, and an administrator has all there is
            done = is_service_linked(principal.arn) or self.gains.administrator(principal)
            asker = None if done else Asker(self.questions, principal)
            found, undecided = self._sorted(principal, self._all(asker) if asker else ())
            self._found[id(principal)] = _Told(principal, asker, found, undecided)
        return self._found[id(principal)]

    def _sorted(
        self, principal: Principal, told: Iterable[Found | Undecided]
    ) -> tuple[tuple[Found, ...], tuple[Undecided, ...]]:
        found: list[Found] = []
        undecided: list[Undecided] = []
        try:
            for one in told:
                if isinstance(one, Found):
                    found.append(one)
                else:
                    undecided.append(one)
        except SpentError as error:
            undecided.append(Undecided(principal.arn, EVERY_METHOD, principal.arn, error.text))
        return tuple(found), tuple(undecided)

    def _all(self, asker: Asker) -> Iterator[Found | Undecided]:
        principal = asker.principal
        if asker.unread:
            yield Undecided(principal.arn, EVERY_METHOD, principal.arn, _unread(asker))
        for method in by_gain(preparing=False):
            self.questions.effort.go_on()
            yield from self._tagged(method, asker) if method.gain in TAGGING else self._by(method, asker)

    # -- tags

    def _tagged(self, method: Method, asker: Asker) -> Iterator[Found | Undecided]:
        """What a principal may do with a tag of its own, or of its session, that it hasn't yet."""
        open_ways = [way for way in ways(method) if may_try(way, asker)]
        if not open_ways:
            return
        me = asker.principal
        unsure: dict[str, str] = {}
        for aim, unknown in self._aimed(method, me, self._aims_of(method)):
            whose = aim if isinstance(aim, Principal) else me
            for change in self._changes(whose):
                if whose is not me and (change.value is None or self.gains.more(whose, change.of(whose)).more is False):
                    continue  # what a session may do without a tag is told of assuming the role
                then = change.of(whose)
                gained = self.gains.more(me, then)
                outcome = self._tried(method, asker, aim, open_ways, change)
                reason = unknown or outcome.unsure or _unread(asker) or gained.unknown
                if gained.more is not False and reason and (outcome.taken is not None or outcome.unsure):
                    unsure.setdefault(reason, whose.arn)
                elif outcome.taken is not None and not reason and (whose is me or gained.more):
                    yield Found(method, aim, outcome.taken, outcome.tried, bool(gained.more), prepared=then)
        for reason, where in unsure.items():
            yield Undecided(me.arn, method.id, where, reason)

    def _changes(self, whose: Principal) -> list[tagging.Change]:
        """Changes of a principal's tags that its own policies, or those of who trusts it, tell apart."""
        if id(whose) not in self._tags:
            asked = (*tagging.own(whose, self.account), *self._trusts)
            self._tags[id(whose)] = (whose, tagging.changes(self.account, whose, asked, resource=False))
        return self._tags[id(whose)][1]

    # -- two methods, of which the first gains nothing by itself

    def prepared(self, principal: Principal) -> Prepared:
        """What a principal reaches by a method that another one prepares; what it reaches without isn't repeated."""
        if id(principal) not in self._prepared:
            told = self._of(principal)
            self._prepared[id(principal)] = self._after_preparing(told.asker, told.found) if told.asker else Prepared()
        return self._prepared[id(principal)]

    def _after_preparing(self, asker: Asker, direct: tuple[Found, ...]) -> Prepared:
        me = asker.principal
        written = {one.target.arn for one in direct if one.method.gain in _WRITTEN and one.target is not None}
        first, undecided = self._sorted(me, self._preparations(asker, written))
        before: dict[int, Found] = {}
        for one in first:
            assert isinstance(one.target, (Principal, Group))
            target = one.prepared or prepared(self.questions, one.method.gain, one.target, one.steps)
            if one.prepared is not None or self._is_more(target, one.target):
                before[id(target)] = one._replace(prepared=target)
        if not before:
            return Prepared((), undecided)
        targets = [one.prepared for one in before.values()]
        found, open_ = self._sorted(me, self._uses(asker, targets))
        routes: list[tuple[Found, ...]] = []
        unsure = {(one.method, one.reason): one for one in (*undecided, *open_)}
        for use in found:
            preparation = before[id(use.target)]
            if preparation.unsure:
                told = Undecided(me.arn, use.method.id, use.arn, preparation.unsure)
                unsure.setdefault((told.method, told.reason), told)
            else:
                routes.append((preparation, use))
        return Prepared(tuple(routes), tuple(unsure.values()))

    def _is_more(self, now: Aim, before: Aim) -> bool:
        gates = [
            self.gains.gates(one) if isinstance(one, Principal) else self.gains.gates_of(policies_of(one))
            for one in (now, before)
            if one is not None
        ]
        return self.gains.beyond(gates[0], gates[1]).more is not False

    def _preparations(self, asker: Asker, written: set[str]) -> Iterator[Found | Undecided]:
        for method in by_gain(preparing=True):
            open_ways = [way for way in ways(method) if may_try(way, asker)]
            if not open_ways:
                continue
            self.questions.effort.go_on()
            unread = _unread(asker)
            outcomes: dict[object, _Outcome] = {}
            for aim, unknown in self._aimed(method, asker.principal, self._aims_of(method)):
                if aim is None or aim.arn in written:
                    continue
                if method.gain is Gain.TARGET_CHANGES_TAG:
                    yield from self._tagged_first(method, asker, aim, open_ways)
                    continue
                outcome = self._outcome(outcomes, method, asker, aim, open_ways)
                if outcome.taken is not None or outcome.unsure:
                    unsure = unknown or outcome.unsure or unread
                    yield Found(method, aim, outcome.taken or (), outcome.tried, unsure=unsure)

    def _tagged_first(
        self, method: Method, asker: Asker, aim: Aim, open_ways: list[tuple[Step, ...]]
    ) -> Iterator[Found]:
        """Tags of a target that the attacker's policies ask for."""
        asked = (*asker.policies.identity, *(policy for level in asker.limits for policy in level))
        if isinstance(aim, Principal) and asker.tags_asked:
            for change in tagging.changes(self.account, aim, asked, resource=True):
                outcome = self._tried(method, asker, aim, open_ways, change)
                if outcome.taken is not None or outcome.unsure:
                    unsure = outcome.unsure or _unread(asker)
                    yield Found(method, aim, outcome.taken or (), outcome.tried, True, unsure, change.of(aim))

    def _uses(self, asker: Asker, targets: list[Aim]) -> Iterator[Found | Undecided]:
        kinds = {_kind(one) for one in targets}
        for method in by_gain(preparing=False):
            if method.target in kinds and method.gain not in _WRITTEN | TAGGING:
                self.questions.effort.go_on()
                aims = [one for one in targets if _kind(one) is method.target]
                yield from self._by(method, asker, aims)

    # -- one method

    def _by(self, method: Method, asker: Asker, aims: list[Aim] | None = None) -> Iterator[Found | Undecided]:
        """What a method gains, from any target or from some."""
        open_ways = [way for way in ways(method) if may_try(way, asker)]
        if not open_ways:
            return
        me = asker.principal
        unread = _unread(asker)
        unsure: dict[str, str] = {}
        outcomes: dict[object, _Outcome] = {}
        whole = self._aims_of(method) if aims is None else self._with_facts(method, aims)
        for aim, unknown in self._aimed(method, me, whole):
            if unknown in unsure:
                continue
            outcome = self._outcome(outcomes, method, asker, aim, open_ways)
            reason = unknown or outcome.unsure or unread
            if (outcome.taken is None and not outcome.unsure) or reason in unsure:
                continue
            gained = self._gained(method, me, aim, outcome.taken)
            on_the_way = method.gain is Gain.ACTS_AS_TARGET and aim is not None and aim.arn in self._trusted
            if gained.more is False and not on_the_way:
                continue
            reason = reason or gained.unknown
            if reason:
                unsure.setdefault(reason, aim.arn if aim else me.arn)
            elif outcome.taken is not None:
                yield Found(method, aim, outcome.taken, outcome.tried, gained.more is not False)
        for reason, where in unsure.items():
            yield Undecided(me.arn, method.id, where, reason)

    def _outcome(
        self,
        outcomes: dict[object, _Outcome],
        method: Method,
        asker: Asker,
        aim: Aim,
        open_ways: list[tuple[Step, ...]],
    ) -> _Outcome:
        """What came of a method with a target, or with one that looks like it."""
        looks = face(method, asker, aim)
        if looks not in outcomes:
            outcomes[looks] = self._tried(method, asker, aim, open_ways)
        return outcomes[looks]

    def _tried(
        self,
        method: Method,
        asker: Asker,
        aim: Aim,
        open_ways: list[tuple[Step, ...]],
        tag: tagging.Change | None = None,
    ) -> _Outcome:
        """The first way that is open and of which all is known; else one that may be open."""
        trial = Trial(self.gains, method, asker, aim, tag)
        tried = aim.arn if aim else ""
        maybe = _Outcome()
        for way in open_ways:
            try:
                taken = trial.carry_out(way)
            except SpentError:
                raise
            except UndecidedError as error:
                maybe = maybe if maybe.unsure else _Outcome(None, error.text, tried)
                continue
            if taken is not None and not trial.unsure:
                return _Outcome(taken, "", tried)
            if taken is not None and not maybe.taken:
                maybe = _Outcome(taken, trial.unsure, tried)
        return maybe

    # -- targets

    def _aimed(self, method: Method, me: Principal, aims: Iterable[tuple[Aim, str]]) -> Iterator[tuple[Aim, str]]:
        """What a method may gain from, with what isn't told of the facts; none of which one of them doesn't hold."""
        own = [one for one in method.requires if _is_own(one.fact)]
        unknown = ""
        for requirement in own:
            answer = told(requirement, self.account, me, None)
            if answer.holds is False:
                return
            unknown = unknown or ("" if answer.holds else answer.untold)
        between = [one for one in method.requires if one.fact in _BETWEEN]
        for aim, untold in aims:
            if aim is not None and (aim.arn == me.arn or (method.target is Target.GROUP and aim.arn in me.groups)):
                continue
            more = untold
            for requirement in between:
                answer = told(requirement, self.account, me, aim)
                if answer.holds is False:
                    break
                more = more or ("" if answer.holds else answer.untold)
            else:
                yield aim, _isnt_told(unknown or more)

    def _aims_of(self, method: Method) -> list[tuple[Aim, str]]:
        if method.id not in self._aims:
            self._aims[method.id] = list(self._with_facts(method, self._aims_at(method)))
        return self._aims[method.id]

    def _with_facts(self, method: Method, aims: Iterable[Aim]) -> Iterator[tuple[Aim, str]]:
        about = [one for one in method.requires if not _is_own(one.fact) and one.fact not in _BETWEEN]
        nobody = Principal("")
        for aim in aims:
            unknown = ""
            for requirement in about:
                key = (requirement, aim.arn if aim else "", isinstance(aim, Principal) and aim.boundary is not None)
                if key not in self._facts:
                    self._facts[key] = told(requirement, self.account, nobody, aim)
                answer = self._facts[key]
                if answer.holds is False:
                    break
                unknown = unknown or ("" if answer.holds else answer.untold)
            else:
                yield aim, unknown

    def _aims_at(self, method: Method) -> Iterator[Aim]:
        match method.target:
            case Target.ROLE | Target.USER:
                yield from (one for one in self.account.principals if one.is_user is (method.target is Target.USER))
            case Target.GROUP:
                yield from self.account.groups
            case Target.POLICY if not any(one.fact is _OF_ORGANIZATION for one in method.requires):
                yield from self.account.managed
            case _:
                yield None

    # -- gains

    def _gained(self, method: Method, me: Principal, aim: Aim, taken: tuple[Taken, ...] | None) -> Gained:
        gains = self.gains
        match method.gain, aim:
            case Gain.ACTS_AS_TARGET, Principal() if any(
                one.fact is Fact.TARGET_HAS_BOUNDARY for one in method.requires
            ):
                return gains.beyond(gains.gates_of(aim.policies), gains.gates(me))
            case ((Gain.ACTS_AS_TARGET | Gain.USES_TARGET), Principal()):
                return gains.more(me, aim)
            case ((Gain.CHOSEN_PERMISSIONS | Gain.ATTACHED_PERMISSIONS), Principal()):
                return gains.beyond(gains.gates_of((*aim.policies, ALL), aim.boundary), gains.gates(me))
            case ((Gain.CHOSEN_PERMISSIONS | Gain.ATTACHED_PERMISSIONS), None):
                # a new principal has no boundary of its own
                return SOMETHING if _makes_principal(method) else gains.beside(me, (ALL,))
            case Gain.TARGET_PERMISSIONS, Group():
                return gains.beside(me, policies_of(aim))
            case Gain.TARGET_PERMISSIONS, Managed():
                return _any(gains.beside(me, (policy,)) for policy in aim.others or ()) if aim.others else SOMETHING
            case Gain.LIMITS_REMOVED, _:
                return self._unlimited(method, me)
            case Gain.RESOURCE_ACCESS, None if taken:
                return self._more_of(taken[-1], me)
        return SOMETHING

    def _unlimited(self, method: Method, me: Principal) -> Gained:
        """Whether what a method takes away keeps the principal from anything."""
        facts = {one.fact: one.value for one in method.requires}
        if Fact.SELF_HAS_BOUNDARY in facts or Fact.TARGET_IS_BOUNDARY_OF_SELF in facts:
            return self.gains.unbound(me)
        if Fact.SELF_IS_DENIED in facts:
            place = facts[Fact.SELF_IS_DENIED]
            return _any(self.gains.without(me, held) for held in me.held if held.place == place)
        return SOMETHING

    def _more_of(self, step: Taken, me: Principal) -> Gained:
        """Whether a principal can't yet do everything with a resource."""
        service = step.action.partition(":")[0]
        whole = (glob(step.resource), glob(step.resource, "/", ANY))
        statement = Statement(Effect.ALLOW, (glob(f"{service}:", ANY),), resources=whole, except_principals=True)
        return self.gains.beyond(self.gains.gates_of((Policy((statement,)),)), self.gains.gates(me))


_OF_ORGANIZATION = Fact.TARGET_IS_SERVICE_CONTROL_POLICY
_WRITTEN = frozenset((Gain.CHOSEN_PERMISSIONS, Gain.ATTACHED_PERMISSIONS))
_BETWEEN = frozenset((Fact.TARGET_IS_POLICY_OF_SELF, Fact.TARGET_IS_BOUNDARY_OF_SELF))
"""Facts of a principal and its target together."""


def _kind(aim: Aim) -> Target:
    match aim:
        case Principal():
            return Target.USER if aim.is_user else Target.ROLE
        case Group():
            return Target.GROUP
    return Target.POLICY


def _named_in_trust(account: Account) -> Iterator[str]:
    """Principals that a role's trust policy names: to be one of them opens what their own policies don't tell of."""
    for role in account.principals:
        for statement in role.trust.statements if role.trust else ():
            if statement.effect is Effect.ALLOW:
                yield from (spelt(one.id) for one in statement.principals if not one.id.everything)


def _is_own(fact: Fact) -> bool:
    """Whether a fact is one of the principal alone."""
    return fact.startswith("self-") or fact is Fact.EXISTING_IS_ASSIGNED_TO_SELF


def _unread(asker: Asker) -> str:
    return f"what {asker.unread} says isn't known" if asker.unread else ""


def _isnt_told(what: str) -> str:
    return f"{what} isn't told" if what else ""


def _any(gains: Iterator[Gained]) -> Gained:
    """Whether one of several gains is one."""
    found = NOTHING
    for one in gains:
        if one.more:
            return one
        found = one if one.more is None else found
    return found


def _makes_principal(method: Method) -> bool:
    return any(step.resource.on is On.NEW and step.resource.type in ("user", "role") for step in ways(method)[0])
