"""What of an account wasn't read, put together so that it can be mended: by permission, and by reason."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from hauberk.sources.account.calls import GLOBAL, Unread
from hauberk.sources.account.snapshot import Snapshot

DENIED = "access-denied"
AGAIN = frozenset(("connection", "interrupted", "not-ready", "throttled"))
"""What another attempt may read."""


class Loss(NamedTuple):
    """Calls of one operation in one region that weren't answered, for one reason."""

    region: str
    api: str
    code: str
    text: str
    permission: str
    calls: int


def losses(snapshot: Snapshot) -> Iterator[Loss]:
    """What wasn't read, in the order of the plan."""
    counted: Counter[tuple[str, str, Unread]] = Counter()
    for made, answer in snapshot.answers.items():
        if isinstance(answer, Unread):
            region = snapshot.home if made.region == GLOBAL else made.region
            counted[region, made.api, answer] += 1
    for (region, api, unread), number in counted.items():
        yield Loss(region, api, unread.code, unread.text, unread.permission, number)


def missing_permissions(snapshot: Snapshot) -> tuple[str, ...]:
    """The permissions that were missing, sorted."""
    answers = snapshot.answers.values()
    needed = (one.permission for one in answers if isinstance(one, Unread) and one.code == DENIED)
    return tuple(sorted({action for permission in needed for action in permission.split(" and ") if action}))


def to_ask_again(snapshot: Snapshot) -> int:
    """How many calls another attempt may answer."""
    return sum(1 for answer in snapshot.answers.values() if isinstance(answer, Unread) and answer.code in AGAIN)
