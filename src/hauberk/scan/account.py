"""A snapshot of an account, asked like any application."""

from collections.abc import Iterable, Iterator

from hauberk.model.foreign import TYPES as FOREIGN
from hauberk.model.ledger import Entry, Gap, Ledger
from hauberk.model.verdict import State
from hauberk.practices.needs import needs_of
from hauberk.reading.jail import Root
from hauberk.scan.application import Asking, Checked, check_account
from hauberk.scan.facts import facts
from hauberk.scan.foreign import Found, foreign_of
from hauberk.sources.account.applications import applications
from hauberk.sources.account.calls import Data
from hauberk.sources.account.planning import reads_for
from hauberk.sources.account.services.function_reads import ARCHIVE
from hauberk.sources.account.services.history import HISTORY
from hauberk.sources.account.services.traces import ENCRYPTION
from hauberk.sources.account.snapshot import Snapshot
from hauberk.sources.account.unread import losses, missing_permissions

BESIDE = (*FOREIGN, "Account::Organization", "AWS::Organizations::Policy", ENCRYPTION)
"""What an audit reads beside what controls look at, unless some are selected: what AWS's services found, what bounds
the account, and whose key protects its traces, which `hauberk drift` compares."""


def check_snapshot(snapshot: Snapshot, asking: Asking, code: Root | None = None) -> Ledger:
    """The ledger of an account: that of the application of each of its regions, what is global told once.

    It is asked as of the day on which it was read, so that the same is said whenever. ``code`` holds the code of
    functions, if it was brought.
    """
    asking = asking._replace(today=snapshot.day)
    snapshot = _needed(snapshot, asking)
    checked: list[Checked] = []
    foreign: list[Found] = []
    for read in applications(snapshot, frozenset(fact for control in asking.named for fact in needs_of(control))):
        one = check_account(read.application, read.sources, asking, code)
        checked.append(one)
        foreign.append(foreign_of(read.application, one.entries))
    entries = _joined(entry for one in checked for entry in one.entries)
    findings = {(finding.id, finding.subject): finding for found in foreign for finding in found.findings}
    notes = (*(note for one in checked for note in one.notes), *(note for found in foreign for note in found.notes))
    return Ledger(
        applications=tuple(one.seen._replace(taken=snapshot.taken) for one in checked),
        entries=entries,
        gaps=tuple(dict.fromkeys((*_gaps(snapshot), *(gap for one in checked for gap in one.gaps)))),
        notes=tuple(dict.fromkeys((*_grants(snapshot), *_without_code(snapshot, code), *notes))),
        data=tuple(sorted(facts(any(one.iam for one in checked), any(one.code for one in checked)))),
        asked=frozenset(control.practice for control in asking.controls),
        foreign=tuple(findings.values()),
    )


def _needed(snapshot: Snapshot, asking: Asking) -> Snapshot:
    """What an audit would have read for the controls that are asked: whatever else was, or wasn't, says nothing of
    them."""
    facts = {fact for control in asking.controls for fact in needs_of(control.name)}
    reads = reads_for(facts if asking.chosen else facts.union(BESIDE, (ARCHIVE, HISTORY)))
    names, apis = {read.name for read in reads}, {read.api for read in reads}
    answers = {made: answer for made, answer in snapshot.answers.items() if made.api in apis}
    return snapshot._replace(asked=snapshot.asked & names, answers=answers)


def _joined(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of all regions. What is global is asked about in each that refers to it: of these the worst verdict
    counts, with the functions of all regions of which it is the verdict."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = entry.fingerprint, entry.subject
        before = found.get(key)
        if before is None or _WORST.index(entry.state) < _WORST.index(before.state):
            found[key] = entry
        elif entry.state is before.state and entry.functions != before.functions:
            own = [*zip(before.functions, before.labels or before.functions, strict=False)]
            own += zip(entry.functions, entry.labels or entry.functions, strict=False)
            names = dict(own)
            found[key] = before._replace(functions=tuple(names), labels=tuple(names.values()))
    return tuple(found.values())


_WORST = (State.VIOLATED, State.UNKNOWN, State.SATISFIED, State.NOT_APPLICABLE)


def _without_code(snapshot: Snapshot, code: Root | None) -> Iterator[str]:
    """That the audit knew more: the code of functions isn't part of a snapshot."""
    brought = (isinstance(answer, Data) and "Brought" in answer.content for answer in snapshot.answers.values())
    if code is None and any(brought):
        yield f"{snapshot.account}: the audit followed the code of functions, which isn't in a snapshot; it isn't asked"


def _gaps(snapshot: Snapshot) -> Iterator[Gap]:
    """What wasn't read, an entry for each operation, region and reason."""
    for loss in losses(snapshot):
        times = f" ({loss.calls} calls)" if loss.calls > 1 else ""
        yield Gap(f"{snapshot.account}/{loss.region}", loss.code, f"{loss.text}{times}")


def _grants(snapshot: Snapshot) -> Iterator[str]:
    """What would have to be granted for the rest to be read."""
    missing = missing_permissions(snapshot)
    if missing:
        these = "this permission" if len(missing) == 1 else f"these {len(missing)} permissions"
        yield f"{snapshot.account}: grant {these} to read the rest: {', '.join(missing)}"
