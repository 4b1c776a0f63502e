"""A snapshot of an account, asked like any application."""

from hauberk.model.ledger import Ledger
from hauberk.reading.jail import Root
from hauberk.scan.application import Asking, check_account
from hauberk.scan.facts import facts
from hauberk.sources.account.applications import applications
from hauberk.sources.account.snapshot import Snapshot


def check_snapshot(snapshot: Snapshot, asking: Asking, code: Root | None = None) -> Ledger:
    """The ledger of an account: that of the application of each of its regions, what is global told once.

    ``code`` holds the code of functions, if it was brought.
    """
    checked = [check_account(one.application, one.sources, asking, code) for one in applications(snapshot)]
    entries = {entry.fingerprint + entry.subject: entry for one in checked for entry in one.entries}
    return Ledger(
        applications=tuple(one.seen for one in checked),
        entries=tuple(entries.values()),
        gaps=tuple(dict.fromkeys(gap for one in checked for gap in one.gaps)),
        notes=tuple(dict.fromkeys(note for one in checked for note in one.notes)),
        data=tuple(sorted(facts(any(one.iam for one in checked), any(one.code for one in checked)))),
        asked=frozenset(control.practice for control in asking.controls),
    )
