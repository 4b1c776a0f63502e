"""Which of the targets that a method reaches get a path of their own, so that a person can read what is told."""

from collections.abc import Iterable, Iterator

from hauberk.iam.escalation.account import Group, Managed, Principal
from hauberk.iam.escalation.gains import Gains, Gates, policies_of
from hauberk.iam.escalation.methods import TAGGING, Gain
from hauberk.iam.escalation.results import ADMINISTRATOR, Path
from hauberk.iam.escalation.singles import Found

TOLD = 5
"""Targets of one method that get a path of their own."""
_WRITTEN = (Gain.CHOSEN_PERMISSIONS, Gain.ATTACHED_PERMISSIONS)


def told(gains: Gains, principal: Principal, found: Iterable[Found]) -> Iterator[Path]:
    """The paths of a principal by single methods, the best target of each first.

    A target that has nothing beyond one that is told adds nothing; it is told beside that one.
    """
    by_method: dict[str, list[Found]] = {}
    for one in found:
        if one.more:
            by_method.setdefault(one.method.id, []).append(one)
    for several in by_method.values():
        several.sort(key=lambda one: _rank(gains, one))
        chosen: list[Found] = []
        also: list[list[str]] = []
        for one in several:
            held_by = next((place for place, best in enumerate(chosen) if _adds_nothing(gains, best, one)), None)
            if held_by is None and len(chosen) < TOLD:
                chosen.append(one)
                also.append([])
            else:
                also[held_by or 0].append(one.arn)
        for one, others in zip(chosen, also, strict=True):
            alone = path(gains, principal, (one,))
            yield alone._replace(also=tuple(sorted(others)))


def path(gains: Gains, principal: Principal, route: tuple[Found, ...]) -> Path:
    """A path by what was found for each of its methods."""
    steps = tuple(step for found in route for step in found.steps)
    actions = tuple(dict.fromkeys(step.action for step in steps))
    last = route[-1]
    unlimited = is_unlimited(gains, last)
    nobody = len(route) > 1 and last.method.gain in _WRITTEN and unlimited
    return Path(
        principal.arn,
        " > ".join(found.method.id for found in route),
        actions,
        ADMINISTRATOR if nobody else last.arn,
        steps,
        administrator=unlimited,
    )


def is_unlimited(gains: Gains, found: Found) -> bool:
    """Whether what is reached has all permissions."""
    target = found.target
    if found.method.gain in TAGGING and isinstance(found.prepared, Principal):
        return gains.administrator(found.prepared)
    if found.method.gain in _WRITTEN:
        return found.method.gain is Gain.CHOSEN_PERMISSIONS and not (isinstance(target, Principal) and target.boundary)
    if found.method.gain is Gain.ACTS_AS_TARGET and isinstance(target, Principal):
        return gains.administrator(target)
    return isinstance(target, Group) and gains.gates_of(policies_of(target)).unlimited


def _rank(gains: Gains, found: Found) -> tuple[bool, int, int, str]:
    if found.target is None:
        return (False, 0, 0, found.arn)
    if found.method.gain in _WRITTEN and isinstance(found.target, Principal):
        return (found.target.boundary is not None, 0, 0, found.arn)
    weight = gains.weight(found.target)
    return (not weight.everything, -weight.anywhere, -weight.actions, found.arn)


def _adds_nothing(gains: Gains, best: Found, other: Found) -> bool:
    """Whether a target gives nothing that another doesn't give."""
    if best.target is None or other.target is None:
        return False
    if isinstance(best.target, Principal) and isinstance(other.target, Principal):
        if best.method.gain in _WRITTEN:
            return best.target.boundary is None or best.target.boundary == other.target.boundary
        return gains.more(best.target, other.target).more is False
    return gains.beyond(_gates(gains, other.target), _gates(gains, best.target)).more is False


def _gates(gains: Gains, target: Principal | Group | Managed) -> Gates:
    return gains.gates(target) if isinstance(target, Principal) else gains.gates_of(policies_of(target))
