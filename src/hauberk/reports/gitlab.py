"""GitLab's Code Quality report (GitLab Docs, "Code Quality report format", 2026-11)."""

import hashlib
import json
from typing import Any

from hauberk.model.ledger import Gap, Ledger
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
    """One object for each finding, and for each thing that couldn't be read: an empty list would look like a pass."""
    ledger = door.ledger(raw)
    issues: list[dict[str, Any]] = []
    for entry in ledger.findings():
        place = entry.locations[0] if entry.locations else None
        holds = f" ({entry.condition})" if entry.condition else ""
        issues.append(
            {
                "description": f"{titles.title(entry.control)}: {entry.message}{holds}",
                "check_name": entry.control,
                "fingerprint": entry.fingerprint,
                "severity": _SEVERITIES[entry.severity],
                "location": {
                    "path": place.path if place else entry.application,
                    "lines": {"begin": place.line if place else 1},
                },
            }
        )
    issues.extend(map(_unread, ledger.gaps))
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _unread(gap: Gap) -> dict[str, Any]:
    return {
        "description": f"wasn't read: {gap.text}",
        "check_name": gap.code,
        "fingerprint": hashlib.sha256("\0".join(map(str, gap)).encode("utf-8")).hexdigest()[:20],
        "severity": "info",
        "location": {"path": gap.path, "lines": {"begin": max(gap.line, 1)}},
    }
