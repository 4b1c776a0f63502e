"""A snapshot of an account in which one read more was denied, and what controls say of it then that isn't so.

What was read whole is what the rest is held against: where less is known a verdict may be unknown, and never a finding
that wasn't one, nor clean where it wasn't. Who isn't asked about any more is answered for, since the control says that
it doesn't know of all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from hauberk.model.ledger import Entry
from hauberk.model.verdict import State
from hauberk.practices.control import Control
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calling.collecting import collect
from hauberk.sources.account.calls import Answer, Call, Data, Missing, Unread
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reading import in_order
from hauberk.sources.account.reads import Read
from hauberk.sources.account.snapshot import Snapshot

TODAY = date(2026, 11, 30)
Entries = Mapping[tuple[str, str], Entry]
"""What is said, by the control and the subject."""


def completed(snapshot: Snapshot) -> Snapshot:
    """The snapshot with an answer to every call of its plan: what isn't told of isn't there."""
    return _answered(snapshot, lambda made, read: snapshot.answers.get(made, _nothing(read)))


def denied(snapshot: Snapshot, read: Read, only: Call | None = None) -> Snapshot:
    """The snapshot as it had been without the permission for a read, or for one of its calls."""
    refused = Unread("access-denied", f"AWS denied {read.name}; it needs {read.api}", read.api)

    def ask(made: Call, asking: Read) -> Answer:
        if asking.name == read.name and only in (None, made):
            return refused
        return snapshot.answers.get(made, _nothing(asking))

    return _answered(snapshot, ask)


def _nothing(read: Read) -> Answer:
    return Missing(min(read.absent)) if read.absent else Data({})


def _answered(snapshot: Snapshot, ask: Callable[[Call, Read], Answer]) -> Snapshot:
    return snapshot._replace(answers=collect(_planned(snapshot), snapshot.regions, ask))


def _planned(snapshot: Snapshot) -> Sequence[Read]:
    return in_order([read for read in ALL_READS if read.name in snapshot.asked])


def wrong(snapshot: Snapshot, controls: Sequence[Control], *, singly: bool = False) -> Iterator[str]:
    """What is said that isn't so after each read was denied, one after the other; ``singly`` also after each call of
    those that make several."""
    snapshot = completed(snapshot)
    before = _said(snapshot, controls)
    for read in _planned(snapshot):
        calls = [made for made, answer in snapshot.answers.items() if made.api == read.api and _tells(answer)]
        for only in (None, *calls) if singly and read.each and len(calls) > 1 else (None,) if calls else ():
            after = _said(denied(snapshot, read, only), controls)
            yield from (f"{only or read.name}: {one}" for one in _unlike(before, after))


def _tells(answer: Answer) -> bool:
    return isinstance(answer, Data) and any(value not in ("", None, [], {}) for value in answer.content.values())


def _said(snapshot: Snapshot, controls: Sequence[Control]) -> Entries:
    asking = Asking(tuple(controls), TODAY, heed=False, excerpts=False, mapped=False)
    return {(entry.control, entry.subject): entry for entry in check_snapshot(snapshot, asking).entries}


def _unlike(before: Entries, after: Entries) -> Iterable[str]:
    doubting = {control for (control, _), entry in after.items() if entry.state is State.UNKNOWN}
    for key, entry in before.items():
        now = after.get(key)
        if now is None and entry.state is not State.NOT_APPLICABLE and key[0] not in doubting:
            yield f"{key[0]} says nothing more of {key[1]}, which was {entry.state.value}"
        elif now is not None and _is_another(entry.state, now.state):
            yield f"{key[0]} says that {key[1]} is {now.state.value} ({now.message}), which was {entry.state.value}"
    for key, entry in after.items():
        if key not in before and entry.state is State.VIOLATED:
            yield f"{key[0]} finds {key[1]} ({entry.message}), of which it had said nothing"


def _is_another(before: State, now: State) -> bool:
    """Whether a verdict isn't what it was, nor unknown. Which kind of clean one is may hang on what isn't known: a
    reference is a name, a text has a star in it."""
    return now not in (before, State.UNKNOWN) and not (before in _CLEAN and now in _CLEAN)


_CLEAN = (State.SATISFIED, State.NOT_APPLICABLE)
