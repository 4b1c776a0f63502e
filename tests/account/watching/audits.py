"""An account read as a live one is, with recorded answers for what the emulator doesn't hold."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from hauberk.lab.account.account import Account
from hauberk.model.ledger import Entry, Ledger
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.practices.needs import needs_of
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.calling.collecting import collect
from hauberk.sources.account.calls import Answer, Call, Data
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.reads import Read
from hauberk.sources.account.snapshot import Snapshot, read_snapshot

REGION = "eu-west-1"
TODAY = date(2026, 11, 30)
Recorded = Mapping[str, Any]
"""Answers by operation (``config:DescribeConformancePacks``): content, or what makes it of a call's arguments."""


class Place(NamedTuple):
    """An account that nothing is asked of: the names that recorded answers have."""

    id: str = "300000000000"
    region: str = REGION


def control_of(name: str) -> Control:
    """A control by its name."""
    return next(control for control in all_controls() if control.name == name)


def audited(
    account: "Account | Place",
    facts: Iterable[str],
    recorded: Recorded | None = None,
    ask: Callable[[Call, Read], Answer] | None = None,
) -> Snapshot:
    """What is read of an account, after it was a file. Where no one is ``ask``ed, the account is."""
    reads = reads_for(facts)
    given = recorded or {}
    if ask is None and isinstance(account, Account):
        clients = Clients(account.session(), "aws", account.endpoint)
        ask = clients.answer

    def answer(made: Call, read: Read) -> Answer:
        content = given.get(made.api)
        if content is None:
            return ask(made, read) if ask is not None else Data({})
        found = content(made.parameters) if callable(content) else content
        return Data(found) if isinstance(found, dict) else found

    asked = frozenset(read.name for read in reads)
    answers = collect(reads, (REGION,), answer)
    snapshot = Snapshot("aws", account.id, (REGION,), "2026-11-30T12:00:00+00:00", asked, answers)
    return read_snapshot(snapshot.packed())


def facts_of(control: Control) -> frozenset[str]:
    """What a control looks at."""
    return frozenset((*control.subject.TYPES, *needs_of(control.name)))


def asked(snapshot: Snapshot, *controls: Control, today: date = TODAY) -> Ledger:
    """What controls say of a snapshot."""
    return check_snapshot(snapshot, Asking(controls, today, heed=False, mapped=False))


def answers(snapshot: Snapshot, control: Control) -> list[Entry]:
    """What one control says."""
    return list(asked(snapshot, control).entries)
