"""A policy as several that fit, where it is longer than IAM takes one.

What only allows may be parted anywhere: statements among policies, and one statement into two with some of its actions
each, or some of its resources. Together they allow what the whole did, request for request.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MOST = 6_144
"""Characters of a managed policy without white space (IAM and AWS STS quotas, 2026-11)."""
_PARTED_BY = ("Action", "Resource")

Policy = dict[str, Any]
Statement = Mapping[str, Any]


def parted(policy: Policy, most: int = MOST) -> tuple[Policy, ...]:
    """The policy itself, if it isn't too long; else as few as its statements fit into in their order.

    Raises :class:`ValueError` where one action on one resource is too long by itself, or a statement denies.
    """
    if length(policy) <= most:
        return (policy,)
    frame = {name: value for name, value in policy.items() if name != "Statement"}
    room = most - length({**frame, "Statement": []})
    found: list[list[Statement]] = [[]]
    left = room
    for statement in _fitting(policy["Statement"], room):
        needed = length(statement) + 1
        if found[-1] and needed > left:
            found.append([])
            left = room
        found[-1].append(statement)
        left -= needed
    return tuple({**frame, "Statement": statements} for statements in found)


def length(part: Any) -> int:
    """The characters that IAM counts."""
    return len(json.dumps(part, separators=(",", ":")))


def _fitting(statements: Iterable[Statement], room: int) -> Iterator[Statement]:
    """The statements, in halves as long as one doesn't fit."""
    pending = [*statements][::-1]
    while pending:
        statement = pending.pop()
        if length(statement) + 1 <= room:
            yield statement
            continue
        pending.extend(reversed(_halves(statement)))


def _halves(statement: Statement) -> tuple[Statement, Statement]:
    """A statement as two: by what it has most characters of."""
    if statement.get("Effect") != "Allow":
        raise ValueError("what denies can't be parted")
    lists = [name for name in _PARTED_BY if isinstance(statement.get(name), list) and len(statement[name]) > 1]
    if not lists:
        raise ValueError("one action on one resource is too long by itself")
    name = max(lists, key=lambda one: length(statement[one]))
    middle = len(statement[name]) // 2
    return {**statement, name: statement[name][:middle]}, {**statement, name: statement[name][middle:]}
