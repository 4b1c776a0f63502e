"""Worlds: what an embedded account holds, and what controls say of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from hauberk.lab.account.account import Account
from hauberk.model.ledger import Entry
from hauberk.model.verdict import State
from hauberk.practices import all_controls
from hauberk.practices.control import Control
from hauberk.scan.account import check_snapshot
from hauberk.scan.application import Asking
from hauberk.sources.account.calling.clients import Clients
from hauberk.sources.account.planning import ALL_READS
from hauberk.sources.account.reading import read_account, whose
from hauberk.sources.account.reads import Read
from hauberk.sources.account.snapshot import Snapshot, read_snapshot

TODAY = date(2026, 11, 24)
Verdicts: TypeAlias = Mapping[str, Counter[str]]
"""How often which verdict was given, by control."""


def audited(account: Account, reads: Iterable[Read] = ALL_READS) -> Snapshot:
    """An account as some reads find it, through the file that a snapshot is."""
    clients = Clients(account.session(), "aws", account.endpoint)
    facts = {fact for read in reads for fact in read.facts}
    taken = read_account(clients, whose(clients, account.region), (account.region,), facts)
    return read_snapshot(taken.packed())


def asked(snapshot: Snapshot, controls: Iterable[Control] = ()) -> tuple[Entry, ...]:
    """What some controls say of an account, or all."""
    chosen = tuple(controls) or all_controls()
    return check_snapshot(snapshot, Asking(chosen, TODAY, False, False, False)).entries


def verdicts(entries: Iterable[Entry]) -> dict[str, Counter[str]]:
    """How often each control gives which verdict."""
    found: dict[str, Counter[str]] = {}
    for entry in entries:
        found.setdefault(entry.control, Counter())[str(entry.state)] += 1
    return found


def findings(entries: Iterable[Entry], control: str) -> list[tuple[str, str]]:
    """What a control says of which resource."""
    return sorted((entry.name, str(entry.state)) for entry in entries if entry.control == control)


def of_violated(entries: Iterable[Entry]) -> set[str]:
    """The controls that found something."""
    return {entry.control for entry in entries if entry.state is State.VIOLATED}


def told(content: Any) -> Any:
    """For a report."""
    return {name: dict(count) for name, count in sorted(content.items())}
