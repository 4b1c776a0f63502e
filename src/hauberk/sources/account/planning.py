"""Which reads a question needs, and what wasn't answered of them."""

from collections.abc import Iterable, Mapping, Sequence

from hauberk.model.values import Reason
from hauberk.sources.account.calls import GLOBAL, NOT_ASKED, Answers, Unread
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services import READERS
from hauberk.sources.account.snapshot import Snapshot

ALL_READS: Sequence[Read] = tuple(read for reader in READERS for read in reader.READS)


def reads_for(facts: Iterable[str]) -> tuple[Read, ...]:
    """The reads that give some facts, with those that must come before them, in an order in which they can be made."""
    wanted = frozenset(facts)
    by_api = {read.api: read for read in ALL_READS}
    chosen: dict[str, Read] = {}

    def choose(read: Read) -> None:
        if read.api in chosen:
            return
        for earlier in read.after:
            choose(by_api[earlier])
        chosen[read.api] = read

    for read in ALL_READS:
        if not wanted.isdisjoint(read.facts):
            choose(read)
    return tuple(chosen.values())


def unlisted(snapshot: Snapshot, region: str) -> Mapping[str, Reason]:
    """The types of resources of which nobody knows whether there are any, or which, with the reason.

    A part that couldn't be read of one resource isn't here: it is unknown at that resource.
    """
    by_api = {read.api: read for read in ALL_READS}
    missing: dict[str, Reason] = {}
    for read in ALL_READS:
        reason = _why(read, snapshot, region, by_api)
        for fact in read.facts if reason is not None else ():
            if reason is not None and "." not in fact:
                missing.setdefault(fact, reason)
    return missing


def _why(read: Read, snapshot: Snapshot, region: str, by_api: Mapping[str, Read]) -> Reason | None:
    if read.api not in snapshot.asked:
        return NOT_ASKED.reason
    if not read.after:
        answers = Answers(snapshot.answers, GLOBAL if read.anywhere else region)
        for arguments in ({},) if read.each is None else read.each(answers):
            found = answers.of(read.service, read.operation, **{**read.arguments, **arguments})
            if isinstance(found, Unread):
                return found.reason
        return None
    for earlier in read.after:
        reason = _why(by_api[earlier], snapshot, region, by_api)
        if reason is not None:
            return reason
    return None
