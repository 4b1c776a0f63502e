"""The policies of two sides, asked of the engine: what access is added and what is removed, with a request as proof."""

from collections.abc import Iterator
from functools import partial

from hauberk.iam.difference import Added
from hauberk.iam.language.policy import PrincipalKind
from hauberk.model.policies import HOLDERS as POLICY_TYPES
from hauberk.model.resource import Resource
from hauberk.model.span import Span
from hauberk.model.verdict import Severity
from hauberk.model.world import TooManyWorldsError, explore
from hauberk.questions.diff import compared
from hauberk.questions.drift.properties import Pair
from hauberk.questions.drift.results import Difference, Doubt
from hauberk.questions.drift.sides import Half
from hauberk.questions.matters import Matter
from hauberk.questions.templates import PRINCIPALS, Template
from hauberk.study.principals import Guarded

POLICIES = (
    *(type_ for type_ in POLICY_TYPES if type_ not in PRINCIPALS),
    "AWS::Lambda::LayerVersionPermission",
    "AWS::Lambda::Permission",
)
"""The types whose resources are policies of others."""
HOLDERS = (*PRINCIPALS, *Guarded.TYPES)
STEPS = 200_000
"""What one pair may cost the engine (``hauberk iam diff --budget``)."""


class Access:
    """Compares what resources hold of policies."""

    def __init__(self, before: Half, after: Half) -> None:
        self._before, self._after = before, after
        self._ones = Template.of(before.application, before.study)
        self._others = Template.of(after.application, after.study)
        self._account = after.account or before.account

    def of(self, pair: Pair) -> Iterator[Difference | Doubt]:
        """What two resources allow differently."""
        if pair.after.type not in HOLDERS:
            return
        one = Matter(pair.name, partial(self._ones.holding, pair.before), alone=False)
        other = Matter(pair.name, partial(self._others.holding, pair.after), alone=False)
        try:
            found = [
                answer
                for _, answer in explore(
                    partial(compared, (one, other), self._account, STEPS), refuses=self._before.application.refuses
                )
                if answer is not None
            ]
        except TooManyWorldsError:
            yield Doubt(pair.name, "", "its policies depend on too many parameters")
            return
        strange = self._unmatched(pair)
        if strange and any(answer.added or answer.removed for answer in found):
            yield Doubt(pair.name, "", f"its policies name {strange}, of which nobody knows what it is in the account")
            return
        if not found or any(not answer.added and not answer.removed and not answer.undecided for answer in found):
            return
        answer = found[0]
        yield from (self._told(pair, change, "access-added") for change in answer.added)
        yield from (self._told(pair, change, "access-removed") for change in answer.removed)
        yield from (Doubt(pair.name, "", text) for text in answer.undecided)

    def _unmatched(self, pair: Pair) -> str:
        """A resource that the policies of a template name and that the account isn't known to have."""
        for half, other in ((self._before, self._after), (self._after, self._before)):
            graph = half.study.graph
            if half.is_deployed or not other.is_deployed or pair.after.id not in graph.targets:
                continue
            users = graph.around(pair.after.id, *POLICIES)
            targets = (id_ for id_ in (pair.after.id, *(one.id for one in users)) for id_ in graph.targets[id_])
            found = next((id_ for id_ in targets if id_ not in other.application.resources), "")
            if found:
                return found
        return ""

    def _told(self, pair: Pair, change: Added, kind: str) -> Difference:
        added = kind == "access-added"
        span = change.by.statement.span
        here, there = (self._after, self._before) if added else (self._before, self._after)
        says = f"{_who(pair.after)} {'may now' if added else 'may no longer'} {_what(change)}"
        own, other = here.place(span, "this allows it", "primary"), there.place(_head(pair, added=added), "", "related")
        before, after = (other, own) if added else (own, other)
        severity = Severity.HIGH if added else Severity.MEDIUM
        if added and pair.after.type not in PRINCIPALS and _is_anyone(change):
            severity = Severity.CRITICAL
        return Difference(
            severity, kind, pair.after.type, pair.after.id, pair.name, "", says, before, after, change.witness
        )


def _head(pair: Pair, *, added: bool) -> Span | None:
    return (pair.before if added else pair.after).head


def _who(resource: Resource) -> str:
    return resource.name if resource.type in PRINCIPALS else f"others, of {resource.name},"


def _what(change: Added) -> str:
    actions = ", ".join(change.actions[:3]) + (
        f" and {len(change.actions) - 3} more" if len(change.actions) > 3 else ""
    )
    if not change.resources:
        return f"do {actions}"
    but = "all but " if change.except_resources else ""
    return f"do {actions} on {but}{', '.join(change.resources[:2])}{' …' if len(change.resources) > 2 else ''}"


def _is_anyone(change: Added) -> bool:
    principals = change.by.statement.principals
    return any(one.kind is PrincipalKind.AWS and one.id.everything for one in principals)
