"""The comparison of two sides, resource by resource."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, named
from hauberk.model.values import Known
from hauberk.model.verdict import Severity
from hauberk.model.world import World
from hauberk.questions.drift.access import SIGNING, Access
from hauberk.questions.drift.aligning import aligned
from hauberk.questions.drift.matching import Matched, deployed, same_ids
from hauberk.questions.drift.matters import Kind, kinds
from hauberk.questions.drift.properties import Comparison, Pair
from hauberk.questions.drift.results import Difference, Doubt, Drift, Other
from hauberk.questions.drift.routes import Routes, is_defined
from hauberk.questions.drift.sides import Half, InputError, Part, Side
from hauberk.questions.drift.untouched import GROUP, untouched
from hauberk.questions.drift.words import BY_TIME, TO_ACCOUNT, TO_TEMPLATE
from hauberk.questions.openness import is_listed_for_all, is_open_to_all, is_open_to_internet
from hauberk.study.blocking import BUCKET
from hauberk.study.principals import ROLE, USER, Guarded

if TYPE_CHECKING:
    from hauberk.model.concealed import Key

FUNCTION = "AWS::Lambda::Function"
TRAIL_FROM_ELSEWHERE = "Account::TrailFromElsewhere"
OF_DOCUMENTS = (
    "AWS::ApiGateway::Authorizer",
    "AWS::ApiGateway::Method",
    "AWS::ApiGatewayV2::Authorizer",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
)
"""What an OpenAPI document makes (API Gateway developer guide, "x-amazon-apigateway extensions", 2026-11)."""


def drift(before: Side, after: Side, stack: str = "", key: "Key | None" = None, *, everything: bool = False) -> Drift:
    """What the later side has otherwise than the earlier one.

    Of an account beside a template, only what surrounds the template's functions is told of where the template doesn't
    have it, unless ``everything`` is. ``stack`` is the name of the template's stack, ``key`` what values of the account
    were concealed with. Raises :class:`InputError`.
    """
    found: list[Difference | Doubt | Other] = []
    compared = 0
    for one, other in _halves(before, after, stack):
        pairs, some = _compared(one, other, stack, key, everything=everything)
        compared += pairs
        found += some
    found += _regions(before, after)
    differences = [one for one in found if isinstance(one, Difference)]
    order = sorted(differences, key=lambda one: (-_RANK[one.severity], one.subject, one.property, one.says))
    return Drift(
        before.shown,
        after.shown,
        compared,
        tuple(_once(order)),
        tuple(dict.fromkeys(one for one in found if isinstance(one, Doubt))),
        tuple(dict.fromkeys(one for one in found if isinstance(one, Other))),
    )


def _once(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Each difference once: what is global, and a trail of all regions, stands in several."""
    told: set[tuple[str, str, str, str]] = set()
    for one in differences:
        subject = one.subject.partition("#")[0] if one.type == TRAIL_FROM_ELSEWHERE else one.subject
        key = (subject, one.kind, one.property, one.says)
        if key not in told:
            told.add(key)
            yield one


_RANK = {severity: number for number, severity in enumerate(sorted(Severity))}


def _halves(before: Side, after: Side, stack: str) -> Iterator[tuple[Half, Half]]:
    """The applications that are compared: region by region, or a template with the region that has most of it."""
    today = date.today()
    if not before.is_deployed and not after.is_deployed:
        raise InputError("two templates are compared by `hauberk iam diff`; name a snapshot of an account")
    if before.is_deployed and after.is_deployed:
        later = {part.region: part for part in after.parts}
        if not any(part.region in later for part in before.parts) and len(before.parts) == len(after.parts) == 1:
            later = {before.parts[0].region: after.parts[0]}
        for part in before.parts:
            if part.region in later:
                yield Half(part, before.account, today), Half(later[part.region], after.account, today)
        return
    template, account = (after, before) if before.is_deployed else (before, after)
    (own,) = template.parts

    def held(part: Part) -> int:
        return len(deployed(own.application, part.application, stack).ids)

    best = max(account.parts, key=held)
    halves = Half(own, "", today), Half(best, account.account, today)
    yield halves if account is after else halves[::-1]


def _regions(before: Side, after: Side) -> Iterator[Doubt]:
    """The regions that one of two accounts was read in alone."""
    if before.is_deployed and after.is_deployed and not len(before.parts) == len(after.parts) == 1:
        ones, others = ({part.region for part in side.parts} for side in (before, after))
        for region in sorted(ones ^ others):
            side = after if region in ones else before
            yield Doubt(region, "", f"{side.shown} has nothing of the region", unread=True)


def _compared(
    before: Half, after: Half, stack: str, key: "Key | None", *, everything: bool
) -> tuple[int, list[Difference | Doubt | Other]]:
    """How many resources both have, and what differs. The earlier one's resources are called as the later one's."""
    by_time = before.is_deployed and after.is_deployed
    if by_time:
        matched = Matched(same_ids(before.application, after.application))
    elif before.is_deployed:
        matched = deployed(after.application, before.application, stack)
    else:
        matched = deployed(before.application, after.application, stack)
    ids = matched.ids
    # the template takes the account's names, whichever of the two comes first
    if before.is_deployed and not after.is_deployed:
        after = _renamed(after, ids, before)
        ids = {id_: id_ for id_ in ids.values()}
    else:
        before = _renamed(before, ids, after)
    words = BY_TIME if by_time else TO_TEMPLATE if before.is_deployed else TO_ACCOUNT
    ones, others = before.application.resources, after.application.resources
    common = [Pair(ones[id_], others[id_]) for id_ in dict.fromkeys(ids.values()) if id_ in ones and id_ in others]
    if by_time:
        common += untouched(before, after)
    comparison, access = Comparison(before, after, words, key), Access(before, after)
    routes = Routes(before, after, words)
    found: list[Difference | Doubt | Other] = []
    for pair in common:
        found += comparison.of(pair)
        found += access.of(pair)
        found += routes.of(pair)
    paired = {pair.after.id for pair in common}
    for pair in common:
        if any(map(is_defined, pair)):  # a document tells of what it consists of
            for half in (before, after):
                paired.update(user.id for user in half.study.graph.users(pair.after.id, *OF_DOCUMENTS))
    near = None if everything or by_time else _surroundings(before if before.is_deployed else after, paired)
    found += _unclear(after if before.is_deployed else before, matched)
    paired.update(matched.unclear, *matched.unclear.values())
    found += _alone(before, after, paired, near, comparison, gone=True)
    found += _alone(after, before, paired, near, comparison, gone=False)
    return len(common), found


def _renamed(half: Half, ids: "dict[str, str]", other: Half) -> Half:
    """A half whose resources are called as the other's."""
    return half.renamed(aligned(half.application, ids, other.application))


def _unclear(template: Half, matched: Matched) -> Iterator[Doubt]:
    """What the account may have of the template's resources under names that tell nothing."""
    for id_, others in matched.unclear.items():
        resource = template.application.resources[id_]
        kind = kinds().get(resource.type)
        if kind is not None and kind.word:
            several = f"{len(others)} in the account say the same, and nothing tells which of them is this stack's"
            one = "one in the account says the same, and nothing tells whether it is this stack's"
            yield Doubt(resource.name, "", f"{kind.word}: {several if len(others) > 1 else one}")


def _surroundings(account: Half, paired: set[str]) -> set[str]:
    """What refers to the functions that both sides have, or that these refer to."""
    graph = account.study.graph
    functions = [id_ for id_ in paired if account.application.resources[id_].type == FUNCTION]
    near = {user.id for id_ in functions for user in graph.around(id_)}
    near.update(target for id_ in functions for target in graph.targets[id_])
    return near


def _alone(
    half: Half, other: Half, paired: set[str], near: "set[str] | None", comparison: Comparison, *, gone: bool
) -> Iterator[Difference | Doubt]:
    """The resources that one side has alone, of the types that matter."""
    for resource in half.application.resources.values():
        kind = kinds().get(resource.type)
        if resource.id in paired or kind is None or not kind.word:
            continue
        if half.is_deployed and near is not None and resource.id not in near:
            continue
        if half.is_deployed and _counts_for_nothing(resource, kind):
            continue
        why = other.unread(resource.type)
        if why:
            yield Doubt(resource.name, "", f"{kind.word}: {why}", unread=True)
            continue
        if not other.is_readable(resource.type):
            yield Doubt(resource.name, "", f"{kind.word}: resources of the type {resource.type} aren't read")
            continue
        if half.is_deployed and not other.is_deployed and other.mentions(resource.name):
            continue  # the template takes it for granted, by its name
        severity = kind.goes if gone else kind.appears
        if half.is_deployed != other.is_deployed:
            severity = kind.appears if half.is_deployed else kind.goes
        span, says = resource.head, _sentence(resource, kind.word, half, other, gone=gone)
        if half.is_deployed and (not gone or not other.is_deployed):
            newcomer, power = comparison.newcomer(resource, later=not gone), tuple(_power(resource, half))
            if resource.type == GROUP and is_open_to_internet(resource, half.study):
                severity = Severity.HIGH
            severity = Severity.CRITICAL if power else newcomer.severity or severity
            span, says = newcomer.span or span, "; ".join((says, *newcomer.told, *power))
        place = half.place(span, "", "primary")
        yield Difference(
            severity,
            "gone" if gone else "appeared",
            resource.type,
            resource.id,
            resource.name,
            "",
            says,
            place if gone else None,
            None if gone else place,
        )


def _counts_for_nothing(resource: Resource, kind: Kind) -> bool:
    """Whether a resource of an account is one that AWS gives to every account, or that does nothing as it is."""
    told = named(resource.attributes.value("Account"))
    if any(told.value(name) == Known(True) for name in ("IsDefault", "DefaultForAz")):
        return True
    return bool(kind.needs) and Subject(resource, World()).at(kind.needs) == Known(False)


def _power(resource: Resource, half: Half) -> Iterator[str]:
    """What makes a newcomer dangerous: that it may do everything, or that anyone may become or use it."""
    from hauberk.study.powers import powers

    subject = Subject(resource, World())
    if resource.type in (ROLE, USER):
        if any(" may do everything" in one.says for one in powers(subject, half.study).told):
            yield "it may do everything"
        trust = half.study.identity(subject).trust
        if trust is not None and is_open_to_all(trust, half.study):
            yield f"{SIGNING} may assume it"
    elif resource.type in Guarded.TYPES:
        policies = half.study.resource_policies(Guarded(resource, World()))
        if any(is_open_to_all(one, half.study) for one in policies):
            yield "anyone may use it by its policy"
        if resource.type == BUCKET and is_listed_for_all(resource, half.study):
            yield "anyone may use it by its access control list"


def _sentence(resource: Resource, word: str, half: Half, other: Half, *, gone: bool) -> str:
    name = resource.name if " of " in resource.name else f"{word} {resource.name}"
    if half.is_deployed == other.is_deployed:
        return f"{name} is gone" if gone else f"{name} is new"
    if half.is_deployed:
        return f"{name} isn't in the template: it was made by hand, or by another stack"
    return f"{name} isn't in the account: it isn't deployed, or is called otherwise"
