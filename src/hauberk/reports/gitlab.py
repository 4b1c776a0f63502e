"""GitLab's Code Quality report (GitLab Docs, "Code Quality report format", 2026-11)."""

import json

from hauberk.model.ledger import Ledger
from hauberk.model.verdict import Severity
from hauberk.reports import door
from hauberk.reports.titles import Titles

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}


def render(raw: Ledger, titles: Titles) -> str:
    """One object for each finding."""
    ledger = door.ledger(raw)
    issues = []
    for entry in ledger.findings():
        place = entry.locations[0] if entry.locations else None
        issues.append(
            {
                "description": f"{titles.title(entry.control)}: {entry.message}",
                "check_name": entry.control,
                "fingerprint": entry.fingerprint,
                "severity": _SEVERITIES[entry.severity],
                "location": {
                    "path": place.path if place else entry.application,
                    "lines": {"begin": place.line if place else 1},
                },
            }
        )
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"
