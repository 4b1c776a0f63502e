"""Several methods in a row: from a principal over others to what it doesn't reach by one method alone."""

from collections import deque
from collections.abc import Iterator

from hauberk.iam.escalation.account import Principal
from hauberk.iam.escalation.gains import Gains
from hauberk.iam.escalation.methods import Gain
from hauberk.iam.escalation.results import EVERY_METHOD, Path, Undecided
from hauberk.iam.escalation.singles import Found, Singles
from hauberk.iam.escalation.telling import is_unlimited, path

MAX_DEPTH = 5
"""Methods of one path."""
MAX_COMBINED = 20
"""Paths of several methods of one principal."""


def combined(singles: Singles, start: Principal) -> Iterator[Path | Undecided]:
    """The shortest paths of several methods to whatever no shorter path gives.

    Breadth first: whoever is reached goes on with its own single methods. Where all permissions are reached nothing is
    left to look for.
    """
    gains = singles.gains
    direct = singles.of(start)
    if any(is_unlimited(gains, one) for one in direct):
        return
    routes: deque[tuple[Found, ...]] = deque((one,) for one in _onward(direct, {start.arn}))
    reached = [start, *(_end(route) for route in routes)]
    seen = {one.arn for one in reached}
    told = 0
    while routes:
        route = routes.popleft()
        onward = singles.of(_end(route))
        if len(route) == MAX_DEPTH:
            if onward:
                text = f"what lies beyond {MAX_DEPTH} methods in a row isn't looked at"
                yield Undecided(start.arn, EVERY_METHOD, _end(route).arn, text)
                return
            continue
        last = next((one for one in onward if is_unlimited(gains, one)), None)
        if last is not None:
            yield path(gains, start, (*route, last))
            return
        for one in _onward(onward, seen):
            longer = (*route, one)
            target = _end(longer)
            if _is_new(gains, reached, target):
                if told == MAX_COMBINED:
                    text = f"there are more than {MAX_COMBINED} paths of several methods: the others aren't told"
                    yield Undecided(start.arn, EVERY_METHOD, target.arn, text)
                    return
                told += 1
                yield path(gains, start, longer)
            seen.add(target.arn)
            reached.append(target)
            routes.append(longer)


def _onward(found: tuple[Found, ...], seen: set[str]) -> list[Found]:
    """Of those as whom one goes on the first way to each, in the order of their names."""
    first: dict[str, Found] = {}
    for one in found:
        if one.method.gain is Gain.ACTS_AS_TARGET and isinstance(one.target, Principal) and one.arn not in seen:
            first.setdefault(one.arn, one)
    return [first[arn] for arn in sorted(first)]


def _end(route: tuple[Found, ...]) -> Principal:
    target = route[-1].target
    assert isinstance(target, Principal), "a route leads over principals"
    return target


def _is_new(gains: Gains, reached: list[Principal], target: Principal) -> bool:
    """Whether a principal may do something that none may which is reached on a shorter path."""
    return all(gains.more(one, target).more is not False for one in reached)
