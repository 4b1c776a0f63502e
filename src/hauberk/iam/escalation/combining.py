"""Several methods in a row: from a principal over others, or over what it makes of itself, to what it doesn't reach by
one method alone."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hauberk.iam.escalation.account import OF_GROUP, Group, Principal
from hauberk.iam.escalation.gains import Gains
from hauberk.iam.escalation.methods import PREPARING, TAGGING, Fact, Gain
from hauberk.iam.escalation.results import EVERY_METHOD, Path, Undecided
from hauberk.iam.escalation.singles import Found, Singles
from hauberk.iam.escalation.telling import is_unlimited, path

MAX_DEPTH = 5
"""Methods of one path."""
MAX_COMBINED = 20
"""Paths of several methods of one principal."""


class _Way(NamedTuple):
    """Methods in a row, and as whom they end."""

    route: tuple[Found, ...]
    end: Principal

    @property
    def is_told(self) -> bool:
        """Whether it is worth to be told by itself: it ends as another principal, or gains what its last method alone
        doesn't."""
        prepared = len(self.route) > 1 and self.route[-2].method.gain in PREPARING
        return prepared or self.route[-1].method.gain in (Gain.ACTS_AS_TARGET, Gain.ACTS_AS_TAGGED_TARGET)

    @property
    def is_same(self) -> bool:
        """Whether its last method changed what somebody may do, and not as whom he does it."""
        return bool(self.route) and not isinstance(self.route[-1].target, Principal)


def combined(singles: Singles, start: Principal) -> Iterator[Path | Undecided]:
    """The shortest paths of several methods to whatever no shorter path gives.

    Breadth first: whoever is reached goes on with its own single methods. Where all permissions are reached nothing is
    left to look for.
    """
    gains = singles.gains
    seen = {_looks(gains, start)}
    ways = deque((_Way((), start),))
    reached = [start]
    known: set[object] = set()
    told = 0
    while ways:
        way = ways.popleft()
        single = [(one,) for one in singles.of(way.end)]
        if not way.route and any(is_unlimited(gains, one) for (one,) in single):
            return
        if len(way.route) >= MAX_DEPTH:
            if single:
                text = f"what lies beyond {MAX_DEPTH} methods in a row isn't looked at"
                yield Undecided(start.arn, EVERY_METHOD, way.end.arn, text)
                return
            continue
        prepared = singles.prepared(way.end)
        onward = (*single, *prepared.routes)
        last = next((route for route in onward if is_unlimited(gains, route[-1])), None)
        if last is not None:
            yield path(gains, start, (*way.route, *last))
            return
        if not way.route:
            yield from prepared.undecided
        worth = [(*way.route, one) for (one,) in single if way.is_same and _key(way, one) not in known and _ends(one)]
        known.update(_key(way, one) for (one,) in single)
        for longer in _onward(gains, way, onward, seen):
            if len(longer.route) > 1 and longer.is_told and _is_new(gains, reached, longer.end):
                worth.append(longer.route)
            reached.append(longer.end)
            ways.append(longer)
        for route in worth:
            if told == MAX_COMBINED:
                text = f"there are more than {MAX_COMBINED} paths of several methods: the others aren't told"
                yield Undecided(start.arn, EVERY_METHOD, route[-1].arn, text)
                return
            told += 1
            yield path(gains, start, route)


def _key(way: _Way, found: Found) -> object:
    """What is gained, and by whom."""
    return way.end.arn, found.method.id, found.arn


def _ends(found: Found) -> bool:
    """Whether a path ends with what was found, and so has to be told, since nothing goes on from it."""
    return found.method.gain in (Gain.CHOSEN_PERMISSIONS, Gain.ATTACHED_PERMISSIONS, Gain.USES_TARGET)


def _looks(gains: Gains, principal: Principal) -> object:
    """By what a principal is known: its name, its tags, and what it may do."""
    return principal.arn, principal.tags, gains.gates(principal).kinds


def _onward(gains: Gains, way: _Way, routes: Iterable[tuple[Found, ...]], seen: set[object]) -> list[_Way]:
    """The ways that are longer by one method, or by two of which the first prepares the second, to each end once, in
    the order of their names."""
    longer: dict[object, _Way] = {}
    for route in routes:
        end = _after(gains, way.end, route[-1])
        if end is not None and _looks(gains, end) not in seen:
            longer.setdefault(_looks(gains, end), _Way((*way.route, *route), end))
    seen.update(longer)
    return sorted(longer.values(), key=lambda one: (len(one.route), one.end.arn))


def _is_new(gains: Gains, reached: list[Principal], target: Principal) -> bool:
    """Whether a principal may do something that none may which is reached on a shorter path."""
    return all(gains.more(one, target).more is not False for one in reached)


def _after(gains: Gains, me: Principal, found: Found) -> Principal | None:
    """As whom one goes on after a method: as its target, or as oneself with what one gained; ``None`` where it gives
    nothing to go on with."""
    requires = {one.fact: one.value for one in found.method.requires}
    if found.method.gain in TAGGING and isinstance(found.prepared, Principal):
        return found.prepared
    match found.method.gain, found.target:
        case Gain.ACTS_AS_TARGET, Principal() as other:
            return other
        case Gain.TARGET_PERMISSIONS, Group() as group if Fact.SELF_IS_USER in requires:
            gained = tuple(held._replace(place=OF_GROUP[held.place]) for held in group.held)
            return me._replace(held=(*me.held, *gained), groups=(*me.groups, group.arn))
        case Gain.LIMITS_REMOVED, None if Fact.SELF_HAS_BOUNDARY in requires and "iam:permissionsboundary" not in (
            found.taken[0].witness.context
        ):
            return me._replace(boundary=None)
        case Gain.LIMITS_REMOVED, None if Fact.SELF_IS_DENIED in requires:
            named = found.taken[0].witness.context.get("iam:policyarn", ("",))[0]
            place = requires[Fact.SELF_IS_DENIED]
            for held in me.held:
                if held.place == place and named in ("", held.arn) and gains.without(me, held).more:
                    return me._replace(held=tuple(one for one in me.held if one is not held))
    return None
