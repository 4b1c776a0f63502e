"""``hauberk audit --send security-hub``."""

import argparse
import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from hauberk.cli.writing import write_out
from hauberk.model.ledger import Ledger
from hauberk.practices import all_controls
from hauberk.reports.door import line
from hauberk.reports.fitting import counted
from hauberk.reports.occasion import Occasion
from hauberk.reports.titles import Titles

if TYPE_CHECKING:
    from hauberk.sources.account.calling.clients import Clients
    from hauberk.watch.security_hub import Planned, Sent


def send_findings(
    ledger: Ledger, options: argparse.Namespace, taken: str, asked: frozenset[str], clients: "Clients"
) -> bool:
    """Sends the findings of an account, or prints what would be sent; whether something failed."""
    from hauberk.watch.batches import Pace
    from hauberk.watch.security_hub import plan, send

    occasion = Occasion(datetime.fromisoformat(taken))
    titles = Titles(all_controls())

    def client(region: str) -> object:
        return clients.client("securityhub", region)

    failed = False
    shown: list[object] = []
    for planned in plan(ledger, titles, occasion, asked, client):
        if planned.unasked:
            _say(f"hauberk: nothing was sent to {planned.region}: {planned.unasked}")
        elif options.dry_run:
            shown.append(_told(planned))
            _foretell(planned)
        else:
            sent = send(planned, client(planned.region), Pace())
            _tell(sent)
            failed = failed or bool(sent.failures)
        failed = failed or bool(planned.unasked or planned.refused)
    if options.dry_run:
        write_out(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
    return failed


def _told(planned: "Planned") -> dict[str, object]:
    new, updated, gone, resolved, kept = planned.outcome
    return {
        "region": planned.region,
        "new": list(new),
        "updated": list(updated),
        "gone": list(gone),
        "resolved": list(resolved),
        "kept": kept,
        "refused": list(planned.refused),
    }


def _tell(sent: "Sent") -> None:
    gone = f"{sent.gone} gone" + (f" ({sent.resolved} of them resolved)" if sent.gone or sent.resolved else "")
    _say(f"hauberk: Security Hub in {sent.region}: {sent.new} new, {sent.updated} updated, {gone}{_left(sent.kept)}")
    for failure in sent.failures:
        _say(f"hauberk: Security Hub in {sent.region} {failure}")


def _foretell(planned: "Planned") -> None:
    """Of what is printed in full, how much it is."""
    new, updated, gone, _, kept = planned.outcome
    said = f"{len(new)} new, {len(updated)} updated, {len(gone)} gone{_left(kept)}"
    refused = f"; it wouldn't take {counted(len(planned.refused), 'finding')}" if planned.refused else ""
    _say(f"hauberk: Security Hub in {planned.region} would be told: {said}{refused}")


def _left(kept: int) -> str:
    return f", {kept} left as they are, since nobody can tell that they are gone" if kept else ""


def _say(text: str) -> None:
    print(line(text), file=sys.stderr)
