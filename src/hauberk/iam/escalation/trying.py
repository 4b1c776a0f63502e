"""One method, tried by one principal with one target: every step has to be allowed, with a request as the proof."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from hauberk.iam import managed
from hauberk.iam.escalation.account import Group, Held, Place, Principal
from hauberk.iam.escalation.asking import INVOKE, LATEST, Ask, Asker, Context, delegating, resource_context
from hauberk.iam.escalation.details import of_aws
from hauberk.iam.escalation.facts import TOLD_TYPES, Target
from hauberk.iam.escalation.gains import Gains
from hauberk.iam.escalation.methods import Fact, Method, On, Resource, Step
from hauberk.iam.escalation.narrowing import fixed, pattern
from hauberk.iam.escalation.regions import each
from hauberk.iam.escalation.results import Taken
from hauberk.iam.escalation.tagging import Change
from hauberk.iam.language.policy import Effect, Policy
from hauberk.iam.language.text import ANY, Glob, glob
from hauberk.iam.organizations import is_service_linked
from hauberk.iam.request import Request

POLICY_ARN, BOUNDARY = "iam:policyarn", "iam:permissionsboundary"
_OF_AWS = tuple(
    f"arn:aws:iam::aws:policy/{name}"
    for name in ("AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "AmazonS3FullAccess", "AmazonEC2FullAccess")
)
"""Policies of AWS that stand for all, the widest first."""
_CHANGES_ROLE = frozenset(
    f"iam:{name}"
    for name in (
        "AttachRolePolicy",
        "DeleteRolePermissionsBoundary",
        "DeleteRolePolicy",
        "DetachRolePolicy",
        "PutRolePermissionsBoundary",
        "PutRolePolicy",
        "TagRole",
        "UntagRole",
        "UpdateAssumeRolePolicy",
    )
)


_ASSUMES = frozenset(("sts:AssumeRole", "sts:TagSession"))
_WRITES_TAG = frozenset(("iam:TagRole", "iam:TagUser", "sts:AssumeRole", "sts:TagSession"))
_REMOVES_TAG = frozenset(("iam:UntagRole", "iam:UntagUser"))
_CHOICES = 16
"""Sets of tags of a new resource that are tried."""
_REQUEST_TAG, _TAG_KEYS = "aws:requesttag/", "aws:tagkeys"


@lru_cache(maxsize=32768)
def is_protected(arn: str) -> bool:
    """Whether nobody but AWS changes a role: one of a service, or of IAM Identity Center ("Create a service-linked
    role", "Permission sets" in the user guides of IAM and IAM Identity Center, 2026-11)."""
    return is_service_linked(arn) or ":role/aws-reserved/" in arn


@lru_cache(maxsize=512)
def ways(method: Method) -> tuple[tuple[Step, ...], ...]:
    """Each choice of requests that carries a method out."""
    return tuple(method.ways())


def may_try(way: tuple[Step, ...], asker: Asker) -> bool:
    """Whether all steps of a way may be allowed, as one look at the principal's policies tells."""
    own, others = _needed(way)
    return own <= asker.may and others.isdisjoint(asker.denied)


@lru_cache(maxsize=4096)
def _needed(way: tuple[Step, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The actions that the principal's own policies have to allow, and those that another's can. A role's trust policy
    can let somebody assume it by itself."""
    others = frozenset(step.action for step in way if step.granted or is_assumed(step))
    return frozenset(step.action for step in way if not step.granted and not is_assumed(step)), others


def is_assumed(step: Step) -> bool:
    """Whether a step is for the trust policy of the target to allow."""
    return not step.granted and step.action in _ASSUMES and step.resource.on is On.TARGET


class Trial:
    """One method with one target."""

    def __init__(self, gains: Gains, method: Method, asker: Asker, target: Target, tag: Change | None = None) -> None:
        self.gains = gains
        self.method = method
        self.asker = asker
        self.target = target
        self.account = asker.account
        self.tag = tag
        self.tags: tuple[tuple[str, str | None], ...] = ()
        """Tags of the new resource that is looked for; one without a value it hasn't."""
        self.unsure = ""
        """What isn't known of the way that was carried out last."""
        self.bound: dict[Resource, str] = {}
        self.beside: tuple[Glob, ...] = ()
        """Resources that the one isn't which is looked for."""
        self.within: tuple[Glob, ...] = ()
        """Patterns of which it has to be."""

    def carry_out(self, way: tuple[Step, ...]) -> tuple[Taken, ...] | None:
        """The requests of a way, all allowed; ``None`` if they aren't.

        Raises :class:`hauberk.iam.algebra.budget.UndecidedError`.
        """
        self.bound = {}
        self.unsure = ""
        if self.tag is not None and any(
            step.action in (_REMOVES_TAG if self.tag.value is not None else _WRITES_TAG) for step in way
        ):
            return None
        taken = self._all(way, tuple(dict.fromkeys(step.resource for step in way)))
        return None if taken is None else tuple(taken[place] for place in range(len(way)))

    def _all(self, way: tuple[Step, ...], resources: tuple[Resource, ...]) -> dict[int, Taken] | None:
        """The steps of a way that are about some resources."""
        if not resources:
            return {}
        resource, *others = resources
        about = [(place, step) for place, step in enumerate(way) if step.resource == resource]
        keys = {key.lower() for step in way for key, value in step.context if value == resource}
        for one in self._choices(resource, about, keys):
            found = self._on(about, one)
            if found is not None:
                rest = self._all(way, tuple(others))
                if rest is not None:
                    return {**found, **rest}
                if not keys:
                    return None  # another choice changes nothing for the others
        return None

    def _on(self, about: list[tuple[int, Step]], where: Glob) -> dict[int, Taken] | None:
        """The steps that are about one resource, all on the same one of a pattern."""
        for tags in self._tags_of_new(about):
            self.tags = tags
            found = self._on_tagged(about, where)
            if found is not None:
                return found
        return None

    def _tags_of_new(self, about: list[tuple[int, Step]]) -> Iterator[tuple[tuple[str, str | None], ...]]:
        """Tags with which a resource is made, as far as policies ask for them both of who makes it and of who uses it.
        Others are the attacker's to write."""
        resource, asker = about[0][1].resource, self.asker
        asked = [key.partition("/")[2] for key in asker.tags_asked]
        both = sorted({key for key in asked if f"{_REQUEST_TAG}{key}" in asker.asked})
        if resource.on is not On.NEW or len(about) < 2 or not both or asker.may_tag(about[0][1].action):
            yield ()
            return
        named = [
            [None, *dict.fromkeys(value.literal for value in self._values(key) if value.literal is not None)]
            for key in both
        ]
        for choice in islice(product(*named), _CHOICES):
            yield tuple(zip(both, choice, strict=True))

    def _values(self, tag: str) -> Iterator[Glob]:
        """What policies have in mind for a tag."""
        for test in self.asker.tests:
            if test.key.partition("/")[2] == tag and "tag/" in test.key:
                yield from test.values
        yield glob("example")

    def _on_tagged(self, about: list[tuple[int, Step]], where: Glob) -> dict[int, Taken] | None:
        resource = about[0][1].resource
        makes = about[0][0]
        self.bound.pop(resource, None)
        taken: dict[int, Taken] = {}
        for place, step in sorted(about, key=lambda one: one[1].granted):
            if where.literal is not None and step.action in _CHANGES_ROLE and is_protected(where.literal):
                return None
            together = tuple(sorted({other.action for _, other in about if other is not step and not other.granted}))
            request = self._asked(step, where, together if where.literal is None else (), makes=place == makes)
            if request is None:
                return None
            taken[place] = Taken(self.asker.principal.arn, step.action, request.resource, request)
            where = glob(request.resource.removesuffix(LATEST))
            self.bound[resource] = request.resource.removesuffix(LATEST)
        return taken

    def _asked(self, step: Step, where: Glob, together: tuple[str, ...], makes: bool) -> Request | None:
        """A request of a step that is allowed. A function is invoked by its name, or by that of its newest version."""
        on = step.resource.on
        places = [where]
        if step.action == INVOKE and where.literal is not None:
            places.append(glob(where.literal + LATEST))
        for place in places:
            for context in self._contexts(step, makes):
                ask = Ask(
                    step.action, place, context, step.granted, on is On.FIXED, on is On.NEW, self.beside, self.within
                )
                request = self.asker.ask(ask, together, self._of_resource(step))
                if request is not None:
                    return request
        return None

    def _of_resource(self, step: Step) -> Policy | None:
        """The policy of the resource itself, where it has to allow everybody."""
        if step.action.startswith("kms:") and not step.granted:
            self.unsure = "whether the key's policy leaves access to the account's policies isn't told"
            return delegating(self.account.id)
        return self.target.trust if is_assumed(step) and isinstance(self.target, Principal) else None

    # -- resources

    def _choices(self, resource: Resource, about: list[tuple[int, Step]], keys: set[str]) -> Iterator[Glob]:
        """What a resource may be; ``keys`` are those in which other requests name it."""
        self.beside = self.within = ()
        me = self.asker.principal
        own = self.asker.questions.managed
        match resource.on:
            case On.SELF:
                yield glob(me.arn)
            case On.TARGET if self.target is not None:
                yield glob(self.target.arn)
            case On.TARGET if any(one.fact is Fact.TARGET_HAS_ACCESS_CONTROL_LISTS for one in self.method.requires):
                yield from self._with_lists(resource, about[0][1])
            case On.EVERYTHING:
                yield glob("*")
            case On.FIXED:
                yield fixed(resource.arn, self.account.id, self.account.partition)
            case On.GROUP_OF_SELF:
                yield from map(glob, me.groups)
            case On.POLICY_OF_SELF:
                yield from (glob(held.arn) for held in me.held if held.arn in own)
            case On.POLICY_OF_TARGET if isinstance(self.target, (Principal, Group)):
                yield from (glob(held.arn) for held in self.target.held if held.arn in own)
            case On.PROFILE_OF_TARGET if isinstance(self.target, Principal):
                yield from map(glob, self.target.profiles or ())
            case On.EXISTING:
                yield from self._existing(resource, about[0][1])
            case On.NEW if not keys.isdisjoint(self.asker.asked):
                for value in self._asked_of(keys):
                    self.within = (value,)
                    yield from self._anywhere(about[0][1], resource)
                self.within = ()
                yield from self._anywhere(about[0][1], resource)
            case _:
                yield from self._anywhere(about[0][1], resource)

    def _asked_of(self, keys: set[str]) -> Iterator[Glob]:
        """Patterns that policies have for some keys."""
        asker = self.asker
        policies = [*asker.policies.identity, *(policy for level in asker.limits for policy in level)]
        tests = (test for policy in policies for one in policy.statements for test in one.tests if test.key in keys)
        values = dict.fromkeys(value for test in tests for value in test.values)
        yield from (value for value in values if not value.holes and not value.variables and not value.everything)

    def _anywhere(self, step: Step, resource: Resource) -> Iterator[Glob]:
        """The pattern of a resource, in each region that policies may tell apart."""
        yield from each(self._pattern(step, resource), self.asker.tests)

    def _pattern(self, step: Step, resource: Resource) -> Glob:
        type_ = resource.type or (self.method.target if resource.on is On.TARGET else "")
        return pattern(step.action.partition(":")[0], type_, self.account.id, self.account.partition)

    def _with_lists(self, resource: Resource, step: Step) -> Iterator[Glob]:
        """A bucket in which access control lists have an effect, or what is in it."""
        inside = ("/", ANY) if resource.type == "object" else ()
        known = self.account.buckets
        yield from (glob(one.arn, *inside) for one in known if one.lists)
        self.beside = tuple(glob(one.arn, *inside) for one in known if one.lists is not None)
        self.unsure = "whether access control lists are enabled in the bucket isn't told"
        yield self._pattern(step, resource)

    def _existing(self, resource: Resource, step: Step) -> Iterator[Glob]:
        anywhere = self._pattern(step, resource)
        type_ = f"{str(anywhere).split(':')[2]}:{resource.type}"
        known = [one for one in self.account.working or () if one.type == type_]
        runs = any(one.fact is Fact.EXISTING_RUNS_AS_TARGET for one in self.method.requires)
        if known or (self.account.working is not None and type_ in TOLD_TYPES):
            name = self.target.arn if self.target else ""
            yield from (glob(one.arn) for one in known if not runs or one.role in ("", name))
            return
        if not runs:
            self.unsure = f"whether there is a {resource.type} isn't told"
        yield from each(anywhere, self.asker.tests)

    # -- context

    def _contexts(self, step: Step, makes: bool) -> Iterator[Context]:
        """The contexts in which a step is tried, which may be the one that ``makes`` its resource."""
        settled: dict[str, str | None] = {}
        for tag, value in self.tags:
            if makes:
                settled[_REQUEST_TAG + tag] = value
            else:
                settled.update({key: value for key in self.asker.tags_asked if key.partition("/")[2] == tag})
        for key, said in step.context:
            text = said if isinstance(said, str) else self._text(said)
            if text is not None:
                settled[key.lower()] = text
        asked = self.asker.asked
        if self.tag is not None and step.action in (_WRITES_TAG if self.tag.value is not None else _REMOVES_TAG):
            settled[_TAG_KEYS] = self.tag.key
            if self.tag.value is not None:
                settled[_REQUEST_TAG + self.tag.key] = self.tag.value
        about = self._about(step)
        if about is not None:
            settled.update(resource_context(self.asker, about))
            if BOUNDARY in asked and not step.action.endswith("PermissionsBoundary"):
                settled[BOUNDARY] = about.boundary.arn if about.boundary else None
        for key, choices in self._chosen(step):
            if key in asked and key not in settled:
                for choice in choices:
                    yield tuple(sorted({**settled, key: choice}.items()))
                return
        yield tuple(sorted(settled.items()))

    def _about(self, step: Step) -> Principal | None:
        if step.resource.on is On.SELF:
            return self.asker.principal
        return self.target if step.resource.on is On.TARGET and isinstance(self.target, Principal) else None

    def _chosen(self, step: Step) -> Iterator[tuple[str, list[str | None]]]:
        """Keys of which the attacker chooses the value, and what serves."""
        me = self.asker.principal
        name = step.action.partition(":")[2]
        if name.startswith("Attach") and name.endswith("Policy"):
            yield POLICY_ARN, [*self._wider(_OF_AWS), *self._wider(self._named(POLICY_ARN))]
        elif name.startswith("Detach") and name.endswith("Policy"):
            denying = [
                one.arn for one in me.held if one.arn and any(s.effect is Effect.DENY for s in one.policy.statements)
            ]
            yield POLICY_ARN, [*denying]
        elif name.startswith("Put") and name.endswith("PermissionsBoundary"):
            yield BOUNDARY, [*self._looser(self._about(step), [*_OF_AWS, *self._named(BOUNDARY)])]
        elif step.resource.on is On.NEW and step.resource.type in ("user", "role"):
            yield BOUNDARY, [None, _OF_AWS[0], *self._wider(self._named(BOUNDARY))]

    def _named(self, key: str) -> list[str]:
        """Policies that the attacker's own policies name for a key, and those of the account."""
        tests = (test for policy in self.asker.policies.identity for one in policy.statements for test in one.tests)
        spelt = [value.literal for test in tests if test.key == key for value in test.values]
        own = [one.arn for one in self.account.managed]
        return list(dict.fromkeys([*own, *(text for text in spelt if text and managed.exists(text))]))

    def _wider(self, arns: list[str] | tuple[str, ...]) -> list[str]:
        """Policies that allow something that the attacker can't do yet."""
        mine = self.gains.gates(self.asker.principal)
        named = ((arn, self._policy(arn)) for arn in arns)
        return [
            arn
            for arn, one in named
            if one and self.gains.beyond(self.gains.gates_of((one,), whose=self.asker.principal), mine).more
        ]

    def _looser(self, whose: Principal | None, arns: list[str]) -> Iterator[str]:
        """Policies that leave, as somebody's boundary, something that the attacker can't do yet."""
        if whose is None:
            return
        mine = self.gains.gates(self.asker.principal)
        for arn in arns:
            policy = self._policy(arn)
            if policy and (whose.boundary is None or whose.boundary.arn != arn):
                then = self.gains.gates_of(whose.policies, Held(policy, Place.ATTACHED, arn), whose)
                if self.gains.beyond(then, mine).more:
                    yield arn

    def _policy(self, arn: str) -> Policy | None:
        known = self.asker.questions.managed.get(arn)
        return known.policy if known else of_aws(arn)

    def _text(self, resource: Resource) -> str | None:
        if resource in self.bound:
            return self.bound[resource]
        if resource.on is On.PROFILE_OF_TARGET and isinstance(self.target, Principal):
            return (self.target.profiles or (None,))[0]
        if resource.on is On.TARGET and self.target is not None:
            return self.target.arn
        return None


_OF_ITS_OWN = frozenset((On.POLICY_OF_TARGET, On.PROFILE_OF_TARGET))


@lru_cache(maxsize=1024)
def _alone(method: Method, told: bool) -> bool:
    """Whether requests are about something that each target has of its own; it is ``told`` which resources have it."""
    steps = [step for way in ways(method) for step in way]
    named = [value for step in steps for _, value in step.context if isinstance(value, Resource)]
    own = _OF_ITS_OWN | {On.EXISTING} if told else _OF_ITS_OWN
    return any(one.on in own for one in (*named, *(step.resource for step in steps)))


def face(method: Method, asker: Asker, target: Target) -> object:
    """What a method's requests see of a target: of targets with the same face one is tried for all."""
    if not isinstance(target, Principal) or _alone(method, asker.account.working is not None):
        return target.arn if target else ""
    on_target, assumed, keys = _looks_at(method)
    return (
        resource_context(asker, target),
        is_protected(target.arn),
        target.boundary.arn if target.boundary and BOUNDARY in asker.asked else None,
        asker.questions.kinds.of(target.trust) if assumed and target.trust else None,
        target.arn if not keys.isdisjoint(asker.asked) else None,
        *[asker.face(action, target.arn) for action in on_target],
    )


@lru_cache(maxsize=512)
def _looks_at(method: Method) -> tuple[tuple[str, ...], bool, frozenset[str]]:
    """The actions on the target, whether its trust policy decides, and the keys in which a request names it."""
    steps = [step for way in ways(method) for step in way]
    on_target = tuple(dict.fromkeys(step.action for step in steps if step.resource.on is On.TARGET))
    keys = frozenset(key.lower() for step in steps for key, value in step.context if isinstance(value, Resource))
    return on_target, any(map(is_assumed, steps)), keys
