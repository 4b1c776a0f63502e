"""A snapshot of an account, asked like any application."""

from collections.abc import Iterator

from hauberk.model.ledger import Gap, Ledger
from hauberk.reading.jail import Root
from hauberk.scan.application import Asking, Checked, check_account
from hauberk.scan.facts import facts
from hauberk.scan.foreign import Found, foreign_of
from hauberk.sources.account.applications import applications
from hauberk.sources.account.snapshot import Snapshot
from hauberk.sources.account.unread import losses, missing_permissions


def check_snapshot(snapshot: Snapshot, asking: Asking, code: Root | None = None) -> Ledger:
    """The ledger of an account: that of the application of each of its regions, what is global told once.

    ``code`` holds the code of functions, if it was brought.
    """
    checked: list[Checked] = []
    foreign: list[Found] = []
    for read in applications(snapshot):
        one = check_account(read.application, read.sources, asking, code)
        checked.append(one)
        foreign.append(foreign_of(read.application, one.entries))
    entries = {entry.fingerprint + entry.subject: entry for one in checked for entry in one.entries}
    findings = {(finding.id, finding.subject): finding for found in foreign for finding in found.findings}
    notes = (*(note for one in checked for note in one.notes), *(note for found in foreign for note in found.notes))
    return Ledger(
        applications=tuple(one.seen for one in checked),
        entries=tuple(entries.values()),
        gaps=tuple(dict.fromkeys((*_gaps(snapshot), *(gap for one in checked for gap in one.gaps)))),
        notes=tuple(dict.fromkeys((*_grants(snapshot), *notes))),
        data=tuple(sorted(facts(any(one.iam for one in checked), any(one.code for one in checked)))),
        asked=frozenset(control.practice for control in asking.controls),
        foreign=tuple(findings.values()),
    )


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
