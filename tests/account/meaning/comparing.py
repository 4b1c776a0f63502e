"""What a template says against what the account says that it was deployed into, control by control."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hauberk.lab.account.provisioning.loss import Loss
from hauberk.lab.account.provisioning.provision import Held
from hauberk.model.ledger import Entry
from hauberk.model.resource import Resource
from hauberk.model.verdict import State

_NETWORK = "AWS::EC2::"


class Difference(NamedTuple):
    """What a control says on both sides, its states with how often; ``subjects`` are the resources of the template that
    this is about, or types where it isn't known which."""

    control: str
    subjects: tuple[str, ...]
    template: dict[str, int]
    account: dict[str, int]


def differences(
    template: Iterable[Entry],
    account: Iterable[Entry],
    resources: Mapping[str, Resource],
    types: Mapping[str, str],
    held: Mapping[str, Held],
    surroundings: frozenset[str] = frozenset(),
) -> list[Difference]:
    """Where the two sides differ. What doesn't apply isn't told apart from what isn't asked.

    ``resources`` are the template's, ``types`` those of the account's resources. Verdicts on ``surroundings`` don't
    count.
    """
    ids = _ids(resources, types, held)
    found = ids.values()
    said: dict[tuple[str, str], tuple[Counter[str], Counter[str]]] = {}
    for entry in template:
        own = _resource(entry.subject, resources, "/.#")
        if own in surroundings or entry.state is State.NOT_APPLICABLE:
            continue
        key = own if own in found else resources[own].type if own in resources else ""
        said.setdefault((entry.control, key), (Counter(), Counter()))[0][entry.state.value] += 1
    for entry in account:
        other = _resource(entry.subject, types, "#/.:")
        own = ids.get(other, "")
        if own in surroundings or entry.state is State.NOT_APPLICABLE or (not own and _is_default(other, types, held)):
            continue
        key = own or types.get(other, "")
        said.setdefault((entry.control, key), (Counter(), Counter()))[1][entry.state.value] += 1
    return list(_differences(said))


def _differences(said: Mapping[tuple[str, str], tuple[Counter[str], Counter[str]]]) -> Iterator[Difference]:
    """One for each subject, where both sides have the same subjects; else one for all that a control says."""
    by_control: dict[str, dict[str, tuple[Counter[str], Counter[str]]]] = {}
    for (control, subject), sides in said.items():
        by_control.setdefault(control, {})[subject] = sides
    for control, subjects in sorted(by_control.items()):
        unlike = {subject: sides for subject, sides in subjects.items() if sides[0] != sides[1]}
        if all(one and other for one, other in subjects.values()):
            for subject, (one, other) in unlike.items():
                yield Difference(control, (subject,), dict(one), dict(other))
            continue
        one, other = (sum((sides[side] for sides in subjects.values()), Counter[str]()) for side in (0, 1))
        if one != other:
            written = [subject for subject, (here, _) in unlike.items() if here]
            yield Difference(control, tuple(sorted(written or unlike)), dict(one), dict(other))


def _is_default(id_: str, types: Mapping[str, str], held: Mapping[str, Held]) -> bool:
    """Whether a resource is of the network that every account has from the start: none that was made, nor in one."""
    made = (one.physical for one in held.values() if one.type.startswith(_NETWORK) and one.physical)
    return types.get(id_, "").startswith(_NETWORK) and not any(name in id_ for name in made)


def _ids(resources: Mapping[str, Resource], types: Mapping[str, str], held: Mapping[str, Held]) -> dict[str, str]:
    """The template's ids of the account's resources, where their ARNs or names say so."""
    by_name: dict[tuple[str, str], list[str]] = {}
    for one in held.values():
        if one.id in resources:
            by_name.setdefault((one.type, one.arn or one.physical), []).append(one.id)
    return {
        id_: own[0]
        for id_, type_ in types.items()
        for name in (id_, id_.rpartition("/")[2], id_.rpartition(":")[2])
        if len(own := by_name.get((type_, name), [])) == 1
    }


def _resource(subject: str, known: Mapping[str, object], ends: str) -> str:
    """The resource that a subject is, or is a part of: the longest beginning that is one's id."""
    for end in (len(subject), *(at for at in range(len(subject) - 1, 0, -1) if subject[at] in ends)):
        if subject[:end] in known:
            return subject[:end]
    return ""


def explained_by_loss(difference: Difference, resources: Mapping[str, Resource], losses: Iterable[Loss]) -> bool:
    """Whether the account lost something of every resource that a difference is about: of one of its type, where it
    isn't known which one that is."""
    lost = {loss.resource for loss in losses} | {loss.type for loss in losses}
    return all(subject in lost for subject in difference.subjects)
