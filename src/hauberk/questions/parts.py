"""Needs as statements of policies, and as several policies where one is longer than IAM takes.

What is allowed stays the same: statements are joined where they have everything else in common, and taken apart by
resource or by action; no pattern is put in the place of names.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from hauberk.iam.language.text import Glob
from hauberk.iam.validation.holders import Holder, holders
from hauberk.study.needs.needed import Condition, Needed

VERSION = "2012-10-17"


class Grant(NamedTuple):
    """A statement that allows actions on resources, as they are written."""

    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()


class TooLongError(Exception):
    """No division of a policy keeps it within IAM's limits. Its text is a sentence's end."""


def managed() -> Holder:
    """What a managed policy may be."""
    return holders()["managed-policy"]


def inline() -> Holder:
    """What a role's inline policies may be together."""
    return holders()["role-inline"]


# -- statements


def grants(needed: Iterable[Needed], spelled: Callable[[Glob], str]) -> tuple[Grant, ...]:
    """Few statements that together say what is needed: those of the same resources and conditions are one, then those
    of the same actions and conditions."""
    resources: dict[tuple[str, tuple[Condition, ...]], dict[str, None]] = {}
    for one in needed:
        found = resources.setdefault((one.action, one.conditions), {})
        found.update((spelled(resource), None) for resource in one.resources)
    by_resources: dict[tuple[tuple[str, ...], tuple[Condition, ...]], list[str]] = {}
    for (action, tests), texts in resources.items():
        every = ("*",) if "*" in texts else tuple(texts)
        by_resources.setdefault((every, tests), []).append(action)
    by_actions: dict[tuple[tuple[str, ...], tuple[Condition, ...]], dict[str, None]] = {}
    for (texts_of, tests), actions in by_resources.items():
        by_actions.setdefault((tuple(actions), tests), {}).update(dict.fromkeys(texts_of))
    return tuple(Grant(actions, tuple(texts), tests) for (actions, tests), texts in by_actions.items())


def statement(grant: Grant) -> dict[str, Any]:
    """A statement as a policy has it."""
    made: dict[str, Any] = {
        "Effect": "Allow",
        "Action": _one_or_all(grant.actions),
        "Resource": _one_or_all(grant.resources),
    }
    if grant.conditions:
        made["Condition"] = conditions(grant.conditions)
    return made


def _one_or_all(found: Sequence[str]) -> Any:
    return found[0] if len(found) == 1 else list(found)


def conditions(found: tuple[Condition, ...]) -> dict[str, Any]:
    """Conditions as a policy writes them."""
    made: dict[str, dict[str, Any]] = {}
    for one in found:
        values: Any = list(one.values) if len(one.values) > 1 else one.values[0]
        made.setdefault(one.operator, {})[one.key] = values
    return made


# -- their size

_HOLE = re.compile(r"\$\{([^!}][^}]*)\}")
_PSEUDO = {
    "AWS::AccountId": 12,
    "AWS::Partition": len("aws-us-gov"),
    "AWS::Region": len("ap-southeast-1"),
    "AWS::StackName": 128,
    "AWS::URLSuffix": len("amazonaws.com.cn"),
}
"""The longest texts of CloudFormation's pseudo parameters ("Get AWS values using pseudo parameters"; a stack's name has
at most 128 characters, API reference, CreateStack; 2026-11)."""
_NAME = 64
"""What a name counts that only the deployment knows: buckets, functions and roles have no longer ones."""
_ARN = 128
"""What an ARN counts that only the deployment knows: such a name with a long service and region, and an account."""
_FRAME = len(json.dumps({"Version": VERSION, "Statement": []}, separators=(",", ":")))


def size(grants: Iterable[Grant]) -> int:
    """The characters of a policy that says some statements, without white space, once it is deployed: what only the
    deployment knows counts as much as it is likely to have at most."""
    sizes = [_size(one) for one in grants]
    return _FRAME + sum(sizes) + max(0, len(sizes) - 1)


def _size(grant: Grant) -> int:
    return _length(json.dumps(statement(grant), separators=(",", ":"), ensure_ascii=False))


def _length(text: str) -> int:
    holes = _HOLE.findall(text)
    return len(_HOLE.sub("", text)) + sum(map(_of_hole, holes))


def _of_hole(name: str) -> int:
    known = _PSEUDO.get(name)
    if known is not None:
        return known
    return _ARN if name.endswith("Arn") or name.startswith("AWS::StackId") else _NAME


# -- several policies


def parts(grants: Sequence[Grant], limit: int) -> tuple[tuple[Grant, ...], ...]:
    """Statements as policies that are no longer than a limit, as few as there can be but for what their frames take.

    Statements stay whole where that makes no more policies than taking them apart would. Raises :class:`TooLongError`
    for an action on one resource that is longer than the limit by itself.
    """
    if size(grants) <= limit:
        return (tuple(grants),)
    divisible = [one for grant in grants for one in _by_actions(grant, limit - _FRAME)]
    whole = _packed([piece for one in divisible for piece in _by_resources(one, limit - _FRAME)], limit)
    if len(whole) <= -(-size(grants) // limit):
        return whole
    filled = _filled(divisible, limit)
    return filled if len(filled) < len(whole) else whole


def _packed(grants: Sequence[Grant], limit: int) -> tuple[tuple[Grant, ...], ...]:
    """The longest statement first, each to the first policy that has room; statements keep their order inside."""
    bins: list[list[int]] = []
    for index in sorted(range(len(grants)), key=lambda index: (-_size(grants[index]), index)):
        for one in bins:
            if size(grants[other] for other in (*one, index)) <= limit:
                one.append(index)
                break
        else:
            bins.append([index])
    return tuple(tuple(grants[index] for index in sorted(one)) for one in sorted(bins, key=min))


def _filled(grants: Sequence[Grant], limit: int) -> tuple[tuple[Grant, ...], ...]:
    """Each policy as full as it can be: a statement that doesn't fit any more goes on in the next one."""
    bins: list[list[Grant]] = [[]]
    for grant in grants:
        rest: Grant | None = grant
        while rest is not None:
            first, rest = _cut(rest, limit - size(bins[-1]) - bool(bins[-1]))
            if first is not None:
                bins[-1].append(first)
            if rest is not None:
                bins.append([])
    return tuple(map(tuple, bins))


def _by_actions(grant: Grant, room: int) -> Iterator[Grant]:
    """A statement whose actions leave no room for a resource, as some whose actions take half of the room."""
    longest = grant._replace(resources=(max(grant.resources, key=_length),))
    if len(grant.resources) == 1 or _size(longest) <= room:
        yield grant
        return
    rest = grant.actions
    while rest:
        count = _fitting(longest, rest, room // 2)
        yield grant._replace(actions=rest[:count])
        rest = rest[count:]


def _fitting(grant: Grant, actions: tuple[str, ...], room: int) -> int:
    """How many actions of a statement fit into a room: at least one."""
    return max(1, _most(lambda count: grant._replace(actions=actions[:count]), len(actions), room))


def _by_resources(grant: Grant, room: int) -> Iterator[Grant]:
    """A statement in pieces that fit into a policy each."""
    rest: Grant | None = grant
    while rest is not None:
        first, rest = _cut(rest, room)
        if first is None:
            raise TooLongError(f"{grant.actions[0]} on one resource takes more than {room:,} characters")
        yield first


def _cut(grant: Grant, room: int) -> tuple[Grant | None, Grant | None]:
    """As much of a statement as has room, and what is left: by its resources, by its actions if it has one resource."""
    if _size(grant) <= room:
        return grant, None
    if len(grant.resources) > 1:
        count = _most(lambda count: grant._replace(resources=grant.resources[:count]), len(grant.resources), room)
        first, rest = grant.resources[:count], grant.resources[count:]
        return (grant._replace(resources=first) if first else None), grant._replace(resources=rest)
    count = _most(lambda count: grant._replace(actions=grant.actions[:count]), len(grant.actions), room)
    done, left = grant.actions[:count], grant.actions[count:]
    return (grant._replace(actions=done) if done else None), grant._replace(actions=left)


def _most(made: Callable[[int], Grant], most: int, room: int) -> int:
    """The largest count whose statement has room; 0 if none has."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _size(made(middle)) <= room else (low, middle - 1)
    return low


# -- for a role


def managed_parts(grants: Sequence[Grant]) -> tuple[tuple[Grant, ...], ...]:
    """Statements as managed policies. Raises :class:`TooLongError`."""
    return parts(grants, managed().limit)


def checked(grants: Sequence[Grant], attached: int) -> None:
    """Whether a role can have what some statements say: inline, or as managed policies beside ``attached`` ones.

    Raises :class:`TooLongError`.
    """
    if size(grants) <= inline().limit:
        return
    found = managed_parts(grants)
    most = managed().attached
    if len(found) + attached > most:
        beside = f" beside the {attached} that it has" if attached else ""
        raise TooLongError(f"it takes {len(found)} managed policies{beside}, and a role has {most} at most")
