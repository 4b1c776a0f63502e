"""The policies of two sides, asked of the engine: what access is added and what is removed, with a request as proof."""

from collections.abc import Iterator
from functools import partial

from hauberk.iam.catalogue import spelling
from hauberk.iam.difference import Added
from hauberk.iam.language.policy import Policy, PrincipalKind, Statement
from hauberk.iam.language.text import Hole
from hauberk.iam.public import Public
from hauberk.iam.regions import partition_of
from hauberk.iam.request import ANONYMOUS
from hauberk.model.ledger import Location
from hauberk.model.regex import regex
from hauberk.model.resource import Resource
from hauberk.model.values import Reason
from hauberk.model.verdict import Severity
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.questions.diff import compared
from hauberk.questions.drift.properties import Pair
from hauberk.questions.drift.results import Difference, Doubt
from hauberk.questions.drift.sides import Half
from hauberk.questions.holding import Holding
from hauberk.questions.matters import Matter
from hauberk.questions.openness import CONDITIONAL, way_for_all
from hauberk.questions.templates import PRINCIPALS, Template
from hauberk.study.arns import expand, expanded
from hauberk.study.principals import Guarded

HOLDERS = (*PRINCIPALS, *Guarded.TYPES)
_ALL = 300
"""Patterns of actions from which on they are those of all services, of which there are some four hundred."""
_NAMED = 2
"""Principals that are named in a sentence."""
_ROOT, _ACCOUNT = regex(r"arn:[^:]*:iam::(\d{12}):root\Z"), r"account \1"
SIGNING = "any AWS principal of any account"
"""Whom a policy for everyone lets in where AWS takes signed requests alone."""
STEPS = 200_000
"""What one pair may cost the engine (``hauberk iam diff --budget``)."""


class Access:
    """Compares what resources hold of policies."""

    def __init__(self, before: Half, after: Half) -> None:
        self._before, self._after = before, after
        self._ones = Template.of(before.application, before.study)
        self._others = Template.of(after.application, after.study)
        deployed = after if after.is_deployed else before
        self._account, self._region = deployed.account, deployed.region
        self._partition = partition_of(deployed.region)

    def of(self, pair: Pair) -> Iterator[Difference | Doubt]:
        """What two resources allow differently."""
        if pair.after.type not in HOLDERS:
            return
        matters = (
            Matter(pair.name, partial(self._holding, holds, one), alone=False)
            for holds, one in ((self._ones, pair.before), (self._others, pair.after))
        )
        ask = partial(compared, (next(matters), next(matters)), self._account, STEPS)
        try:
            found = [one for _, one in explore(ask, refuses=self._before.application.refuses) if one is not None]
        except TooManyWorldsError:
            yield Doubt(pair.name, "", "its policies depend on too many parameters")
            return
        if not found or any(not one.added and not one.removed and not one.undecided for one in found):
            return
        answer, unclear = found[0], self._unclear(pair)
        told = [
            *((change, "access-added") for change in answer.added),
            *((change, "access-removed") for change in answer.removed),
        ]
        sure = [(change, kind) for change, kind in told if not unclear.issuperset(map(str.lower, change.actions))]
        yield from (self._told(pair, change, kind) for change, kind in sure)
        if len(sure) < len(told):
            yield Doubt(pair.name, "", "what its policies name in the template is known at deployment only")
        yield from (Doubt(pair.name, "", text) for text in answer.undecided)

    def _holding(self, template: Template, resource: Resource, world: World) -> Holding | None:
        """What a resource holds, with partition and region written out, also in its own ARN."""
        found = template.holding(resource, world)
        if found is None:
            return None
        filled = partial(expand, resolve=self._resolved)
        return found._replace(
            arn=found.arn and expanded(found.arn, self._resolved),
            identity=tuple(map(filled, found.identity)),
            boundary=found.boundary and filled(found.boundary),
            own=found.own and filled(found.own),
        )

    def _resolved(self, hole: Hole) -> tuple[str, ...] | None:
        if hole.own:
            known = hole.name.startswith("arn:") and hole.name in self._others.application.resources
            return (hole.name,) if known else None
        return {"AWS::Partition": (self._partition,), "AWS::Region": (self._region,)}.get(hole.name)

    def _unclear(self, pair: Pair) -> frozenset[str]:
        """The actions of those statements of a template that name something which only deployment tells."""
        found: set[str] = set()
        sides = ((self._before, self._ones, pair.before), (self._after, self._others, pair.after))
        for half, template, resource in sides:
            holding = None if half.is_deployed else self._holding(template, resource, World())
            if holding is not None:
                policies = (*holding.identity, *(one for one in (holding.boundary, holding.own) if one is not None))
                for statement in (one for policy in policies for one in policy.statements if _is_open(one)):
                    found.update(map(str, statement.actions))
        return frozenset(found)

    def _told(self, pair: Pair, change: Added, kind: str) -> Difference:
        added = kind == "access-added"
        is_open = _is_let_in(pair.after, change) and self._is_open(pair, change, added=added)
        who, may = self._who(pair.after, change, is_open=is_open), "may now" if added else "may no longer"
        says = f"{who} {may} {_what(pair.after, change)}"
        own = self._allowing(pair, change, added=added)
        there, one = (self._before, pair.before) if added else (self._after, pair.after)
        other = there.place(one.head, "", "related")
        before, after = (other, own) if added else (own, other)
        severity = Severity.HIGH if added else Severity.LOW
        if added and is_open:
            severity = Severity.CRITICAL
        if added and says.endswith("do everything"):
            severity = Severity.CRITICAL
        return Difference(
            severity, kind, pair.after.type, pair.after.id, pair.name, "", says, before, after, change.witness
        )

    def _having(self, pair: Pair, *, added: bool) -> tuple[Half, Resource, Holding | None]:
        """The side that has the access, and what it holds there."""
        half, template, resource = (
            (self._after, self._others, pair.after) if added else (self._before, self._ones, pair.before)
        )
        return half, resource, self._holding(template, resource, World())

    def _is_open(self, pair: Pair, change: Added, *, added: bool) -> bool:
        """Whether a change is about strangers: no condition and no denial tells them from those who are meant."""
        if not _is_for_all(change):
            return False
        _, _, holding = self._having(pair, added=added)
        own = holding.own if holding is not None else None
        way = way_for_all(own or Policy(()), change.by.statement)
        return isinstance(way, Public) or (isinstance(way, Reason) and not change.by.statement.tests)

    def _allowing(self, pair: Pair, change: Added, *, added: bool) -> Location | None:
        """The place of what allows it: the statement; of a policy that AWS manages, where it is attached."""
        half, resource, holding = self._having(pair, added=added)
        attached = (one.span for one in (holding.identity if holding else ()) if one.name == change.by.policy)
        spans = (change.by.statement.span, *attached, resource.head)
        found = (half.place(span, "this allows it", "primary") for span in spans)
        return next((one for one in found if one is not None), None)

    def _who(self, resource: Resource, change: Added, *, is_open: bool) -> str:
        if not _is_let_in(resource, change):
            return resource.name
        if is_open:
            return "anyone" if change.witness.principal == ANONYMOUS else SIGNING
        if _is_for_all(change):
            keys = ", ".join(dict.fromkeys(spelling(test.key) for test in change.conditions))
            return f"{CONDITIONAL} on {keys}" if keys else CONDITIONAL
        statement = change.by.statement
        named = [str(one.id).replace("<AWS::AccountId>", self._account) for one in statement.principals]
        if statement.except_principals or any("<" in name for name in named):
            return "others"
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        return f"{', '.join(_ROOT.sub(_ACCOUNT, name) for name in named[:_NAMED])}{more}"


def _is_open(statement: Statement) -> bool:
    texts = (
        *statement.resources,
        *(one.id for one in statement.principals),
        *(value for test in statement.tests for value in test.values),
    )
    return any(hole.name != "AWS::AccountId" for text in texts for hole in text.holes)


def _is_let_in(resource: Resource, change: Added) -> bool:
    """Whether a change is about who uses the resource, rather than about what it may do: by its own policy, which of a
    role is its trust policy."""
    return resource.type not in PRINCIPALS or bool(change.by.statement.principals)


def _what(resource: Resource, change: Added) -> str:
    if change.resources == ("*",) and (change.actions == ("*",) or len(change.actions) > _ALL):
        return "do everything"
    actions = ", ".join(change.actions[:3]) + (
        f" and {len(change.actions) - 3} more" if len(change.actions) > 3 else ""
    )
    if _is_let_in(resource, change):
        return f"do {actions} on {resource.name}"
    if not change.resources:
        return f"do {actions}"
    but = "all but " if change.except_resources else ""
    return f"do {actions} on {but}{', '.join(change.resources[:2])}{' …' if len(change.resources) > 2 else ''}"


def _is_for_all(change: Added) -> bool:
    principals = change.by.statement.principals
    return any(one.kind is PrincipalKind.AWS and one.id.everything for one in principals)
