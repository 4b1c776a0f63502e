"""May a principal do something? One request, decided by all policies that bear on it."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hauberk.iam.evaluator import decide
from hauberk.iam.implied import ContradictionError, caller, resource_account
from hauberk.iam.language import arn
from hauberk.iam.language.policy import Kind, Policy
from hauberk.iam.language.text import Glob
from hauberk.iam.request import Answer, Decision, Policies, Request
from hauberk.model.guards import Guard, describe
from hauberk.model.world import World
from hauberk.questions.answers import Asked
from hauberk.questions.files import Files, InputError, Named, named
from hauberk.questions.matters import in_worlds
from hauberk.questions.naming import levels, policy_named
from hauberk.questions.requests import Case
from hauberk.questions.slips import IncompleteError, request_of, slips, unable

if TYPE_CHECKING:
    from hauberk.questions.holding import Holding
    from hauberk.questions.templates import Templates


class Wish(NamedTuple):
    """What is asked beside a request file, or without one: a case, and where its policies are."""

    case: Case = Case()
    identity: tuple[str, ...] = ()
    boundary: str = ""
    session: str = ""
    scp: tuple[str, ...] = ()
    """A level each: files with commas between them."""
    rcp: tuple[str, ...] = ()
    resource_policy: str = ""


class Asker:
    """Answers cases, with what is wished for all of them."""

    def __init__(self, files: Files, wish: Wish) -> None:
        self.files = files
        self.wish = wish

    @cached_property
    def templates(self) -> "Templates":
        """The templates that policies and resources are named in."""
        from hauberk.questions.templates import Templates

        return Templates(self.files)

    def ask(self, case: Case | None = None) -> Asked:
        """The answer to what is wished, or to a case with what is wished for it besides.

        Where a template's policies differ by its parameters and the answers do too, it is unknown, and the reason tells
        which holds when. Raises :class:`InputError`.
        """
        whole = self.wish.case if case is None else self.wish.case.over(case)
        found = in_worlds(lambda world: self._in(whole, world), self.files)
        if not found:
            raise InputError("what is asked about isn't there, whatever the template's parameters are")
        return self._joined(found)

    def _joined(self, found: list[tuple[Guard, Asked]]) -> Asked:
        (_, first), *others = found
        if all(other.answer.decision is first.answer.decision for _, other in others):
            return first
        hidden = self.files.hidden()
        each = [f"{asked.answer.decision} {describe(guard, hidden) or 'otherwise'}" for guard, asked in found]
        return first._replace(answer=Answer(Decision.UNKNOWN, (), f"it depends on parameters: {'; '.join(each)}"))

    def _in(self, case: Case, world: World) -> Asked | None:
        """The answer in one world; ``None`` where something that is asked about isn't there."""
        try:
            scene = _Scene(self, case, world)
        except _AbsentError:
            return None
        try:
            policies = _limited(scene.policies, request_of(scene.case), scene.case.management_account)
            return _decided(request_of(scene.case), policies, scene.holes)
        except (IncompleteError, ContradictionError) as error:
            at = self.files.at(case.span)
            raise InputError(f"{at}: {error}" if at else str(error)) from None


def _limited(policies: Policies, request: Request, management: str) -> Policies:
    """The policies that bear on a request: service control policies "don't affect users or roles in the management
    account", nor do resource control policies affect its resources (AWS Organizations user guide, 2026-11)."""
    if management and caller(request.principal).account == management:
        policies = policies._replace(scp=())
    if management and resource_account(request) == management:
        policies = policies._replace(rcp=())
    return policies


def _decided(request: Request, policies: Policies, holes: Mapping[str, str]) -> Asked:
    notes = list(slips(request))
    barred = unable(request)
    if barred:
        return Asked(request, Answer(Decision.IMPLICIT_DENY, (), barred), tuple(notes))
    answer = decide(request, policies, holes)
    own = caller(request.principal).account
    if answer.decision is Decision.UNKNOWN and own and not resource_account(request):
        request = request._replace(resource_account=own)
        answer = decide(request, policies, holes)
        notes.append(f"the resource's ARN doesn't tell its account, so it is taken to be the caller's, {own}")
    return Asked(request, answer, tuple(notes))


_INVOKING = "execute-api:"
"""Actions on ``arn:aws:execute-api:region:account:api/stage/METHOD/path`` ("Control access for invoking an API", Amazon
API Gateway developer guide, 2026-11); others are on ``arn:aws:apigateway:region::/restapis/api``."""


class _AbsentError(Exception):
    """Something that is asked about isn't there in this world."""


class _Scene:
    """A case in one world: its policies, and the texts of what only the deployment of a template tells."""

    def __init__(self, asker: Asker, case: Case, world: World) -> None:
        self.asker = asker
        self.world = world
        self.case = case
        self.holes = _told(case)
        """The texts of unknown parts, as far as they are told or were asked about."""
        self.policies = self._policies(asker.wish, case.policies or Policies())

    def _policies(self, wish: Wish, given: Policies) -> Policies:
        identity: list[Policy] = []
        boundary: Policy | None = None
        for name in wish.identity:
            policies, limit = self._identity(name)
            identity += policies
            boundary = boundary or limit
        resource = self._named_resource()
        if wish.resource_policy:
            resource = self._resource_policy(wish.resource_policy)
        return Policies(
            identity=(*given.identity, *identity),
            boundary=self._perhaps(wish.boundary, Kind.BOUNDARY) or boundary or given.boundary,
            session=self._perhaps(wish.session, Kind.SESSION) or given.session,
            scp=self._levels(wish.scp, Kind.SCP) or given.scp,
            rcp=self._levels(wish.rcp, Kind.RCP) or given.rcp,
            resource=resource or given.resource,
        )

    # -- single policies

    def _identity(self, name: str) -> tuple[tuple[Policy, ...], Policy | None]:
        """The policies that a principal has by a file or a template, and its boundary."""
        where = named(name)
        if not where.part:
            return (self._policy(name, Kind.IDENTITY),), None
        holding = self._there(self.asker.templates.of(where.file).principal(where.part, self.world))
        if holding.arn is not None and self.case.principal is None:
            self.case = self.case._replace(principal=self._text(holding.arn))
        return holding.identity, holding.boundary

    def _resource_policy(self, name: str) -> Policy | None:
        where = named(name)
        if not where.part:
            return self._policy(name, Kind.RESOURCE)
        return self._of_resource(where)

    def _named_resource(self) -> Policy | None:
        """The policy of the resource that the case names by a template's id; the case then has its ARN."""
        text = self.case.resource or ""
        where = named(text)
        if not where.part or text.startswith("arn:"):
            return None
        self.case = self.case._replace(resource=None)
        return self._of_resource(where)

    def _of_resource(self, where: Named) -> Policy | None:
        """The policy of a template's resource, whose ARN is asked about unless another one is: ``#Bucket/key`` is
        about an object in a bucket."""
        template = self.asker.templates.of(where.file)
        id_, slash, below = where.part.partition("/")
        if where.part in template.application.resources:
            id_, slash, below = where.part, "", ""
        holding = self._there(template.holding(template.resource(id_), self.world))
        arn_ = holding.arn
        if holding.invoked is not None and (self.case.action or "").lower().startswith(_INVOKING):
            arn_ = holding.invoked
            if self.case.resource is None and below.count("/") < 1:
                named_ = f"{where.file}#{id_}/prod/GET/orders"
                raise InputError(f"{self.case.action} acts on a stage, a method and a path of an API, such as {named_}")
        if self.case.resource is None and arn_ is not None:
            self.case = self.case._replace(resource=f"{self._text(arn_)}{slash}{below}")
        return holding.own

    def _text(self, arn_: Glob) -> str:
        from hauberk.questions.templates import spelt

        return spelt(arn_, self.holes)

    def _there(self, holding: "Holding | None") -> "Holding":
        if holding is None:
            raise _AbsentError
        return holding

    def _perhaps(self, name: str, kind: Kind) -> Policy | None:
        return self._policy(name, kind) if name else None

    def _policy(self, name: str, kind: Kind) -> Policy:
        return policy_named(self.asker.files, name, kind)

    def _levels(self, names: tuple[str, ...], kind: Kind) -> tuple[tuple[Policy, ...], ...]:
        return levels(self.asker.files, names, kind)


def _told(case: Case) -> dict[str, str]:
    """Where a template is deployed, as the ARNs of a case tell: its resource's first."""
    told: dict[str, str] = {}
    for text in (case.resource, case.principal):
        parts = arn.split(text or "")
        if parts is not None:
            told.setdefault("AWS::Partition", parts.partition)
            if parts.region:
                told.setdefault("AWS::Region", parts.region)
            if parts.owned:
                told.setdefault("AWS::AccountId", parts.account)
    if case.resource_account:
        told["AWS::AccountId"] = case.resource_account
    return told
