"""Which reads a question needs, and what wasn't answered of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from hauberk.model.values import Reason
from hauberk.sources.account.calls import GLOBAL, NOT_ASKED, Answers, Call, Unread, frozen
from hauberk.sources.account.reads import Read
from hauberk.sources.account.services import READERS
from hauberk.sources.account.services.function_reads import FUNCTION
from hauberk.sources.account.snapshot import Snapshot

ALL_READS: Sequence[Read] = tuple(read for reader in READERS for read in reader.READS)
SERVING = frozenset(("AWS::Lambda::Alias", "AWS::Lambda::Version"))
"""What must be known along with functions: an alias may serve a version that isn't what was deployed last."""


def reads_for(facts: Iterable[str]) -> tuple[Read, ...]:
    """The reads that give some facts, with those that must come before them, in an order in which they can be made."""
    wanted = frozenset(facts)
    if FUNCTION in wanted:
        wanted |= SERVING
    by_name = _by_name()
    chosen: list[Read] = []

    def choose(read: Read) -> None:
        if read in chosen:
            return
        for name in read.after:
            for earlier in by_name[name]:
                choose(earlier)
        chosen.append(read)

    for read in ALL_READS:
        if not wanted.isdisjoint(read.facts):
            choose(read)
    return tuple(chosen)


def _by_name() -> Mapping[str, Sequence[Read]]:
    """The reads by their name. Where one has two scopes, a region's and one that is global, it is read twice."""
    found: dict[str, list[Read]] = {}
    for read in ALL_READS:
        found.setdefault(read.name, []).append(read)
    return found


def unlisted(snapshot: Snapshot, region: str, named: Collection[str] = ()) -> Mapping[str, Reason]:
    """The types of resources of which nobody knows whether there are any, or which, with the reason.

    A part that couldn't be read of one resource isn't here: it is unknown at that resource. Nor is what nobody wished
    to have read, unless its type is among those that somebody asks about by name.
    """
    by_name = _by_name()
    missing: dict[str, Reason] = {}
    for read in ALL_READS:
        reason = _why(read, snapshot, region, by_name)
        if read.wished and read.name not in snapshot.asked and not frozenset(named).isdisjoint(read.facts):
            reason = Reason(NOT_ASKED.code, f"it wasn't read: `hauberk audit` does that with {read.wished} alone")
        for fact in read.facts if reason is not None else ():
            if reason is not None and "." not in fact:
                missing.setdefault(fact, reason)
    return missing


def _why(read: Read, snapshot: Snapshot, region: str, by_name: Mapping[str, Sequence[Read]]) -> Reason | None:
    if read.name not in snapshot.asked:
        return None if read.wished else NOT_ASKED.reason
    if not read.after:
        answers = Answers(snapshot.answers, GLOBAL if read.anywhere else region)
        for arguments in ({},) if read.each is None else read.each(answers):
            found = answers.of(read.service, read.operation, **{**read.arguments, **arguments})
            if isinstance(found, Unread):
                return found.reason
        return None
    if read.each is None:
        answers = Answers(snapshot.answers, GLOBAL if read.anywhere else region)
        found = answers.of(read.service, read.operation, **read.arguments)
        if not isinstance(found, Unread):
            return None
        # What failed since something before it was denied says so by an error of its own.
        return (_before(read, snapshot, region, by_name) if found.code == "invalid" else None) or found.reason
    return _before(read, snapshot, region, by_name)


def _before(read: Read, snapshot: Snapshot, region: str, by_name: Mapping[str, Sequence[Read]]) -> Reason | None:
    """Why something that had to come before a read isn't known."""
    for name in read.after:
        of_its_scope = [one for one in by_name[name] if one.anywhere == read.anywhere]
        for earlier in of_its_scope or by_name[name]:
            reason = _why(earlier, snapshot, region, by_name)
            if reason is not None:
                return reason
    return None


Told = Collection[tuple[str, Unread]]
"""Types of resources with what wasn't read of one of them, as something that was made says."""


def untold(snapshot: Snapshot, region: str, told: Told) -> Mapping[str, Reason]:
    """The types of resources some of which a call would have given that wasn't answered, or one after it, where nothing
    that was made says so: nobody knows whose these would have been."""
    missing: dict[str, Reason] = {}
    failed = _Failed(snapshot, region)
    for read in ALL_READS:
        for unread in dict.fromkeys(failed.of(read)):
            for later in _from(read.name):
                asked = later.name in snapshot.asked and not later.wished
                for fact in later.facts if asked else ():
                    if "." not in fact and (fact, unread) not in told:
                        missing.setdefault(fact, unread.reason)
    return missing


def loose_ends(snapshot: Snapshot, region: str) -> Mapping[str, Mapping[str, Reason]]:
    """The types of resources of which it isn't known of all where they lead, with the types of what that may be, each
    with the reason."""
    found: dict[str, dict[str, Reason]] = {}
    failed = _Failed(snapshot, region)
    for read in ALL_READS:
        asked = not read.leads or read.name in snapshot.asked
        unread = next(failed.of(read), None) if asked else NOT_ASKED
        if unread is None:
            continue
        for fact, others in read.leads.items():
            held = found.setdefault(fact.partition(".")[0], {})
            for other in others:
                held.setdefault(other, unread.reason)
    return found


class _Failed:
    """The calls that weren't answered, in one region and of what is global."""

    def __init__(self, snapshot: Snapshot, region: str) -> None:
        self._region = region
        self._calls: dict[tuple[str, str, str], list[tuple[Call, Unread]]] = {}
        for made, answer in snapshot.answers.items():
            if isinstance(answer, Unread) and made.region in (region, GLOBAL):
                self._calls.setdefault(made[:3], []).append((made, answer))

    def of(self, read: Read) -> Iterator[Unread]:
        """What came of those of a read."""
        key = read.service, read.operation, GLOBAL if read.anywhere else self._region
        own = {(name, frozen(value)) for name, value in read.arguments.items()}
        return (unread for made, unread in self._calls.get(key, ()) if own.issubset(made.arguments))


@cache
def _from(read_name: str) -> tuple[Read, ...]:
    """A read, and those whose calls follow from what it gives, be it through others. What only comes after it and is
    called in any case says itself whether it was answered."""
    names = {read_name}
    while True:
        later = {one.name for one in ALL_READS if one.each is not None and not names.isdisjoint(one.after)}
        if later <= names:
            return tuple(one for one in ALL_READS if one.name in names)
        names |= later
