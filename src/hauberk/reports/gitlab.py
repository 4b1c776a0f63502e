"""GitLab's Code Quality report (GitLab Docs, "Code Quality report format", 2026-11)."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from hauberk.model.ledger import Gap, Ledger
from hauberk.model.verdict import Severity
from hauberk.reports import door
from hauberk.reports.tally import ages, switched_off, unread_text
from hauberk.reports.titles import Titles
from hauberk.reports.unfollowed import CODE, Unfollowed, unfollowed

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}


def render(raw: Ledger, titles: Titles) -> str:
    """One object for each finding, and as information what couldn't be read or followed, was switched off or is noted,
    and how old the facts are: an empty list would look like a pass, and the format has no other place for any of
    it."""
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
    issues.extend(map(_unfollowed, unfollowed(ledger)))
    main = ledger.applications[0].path if ledger.applications else "."
    issues.extend(_told(words, "switched-off", main, ("switched-off", words)) for words in switched_off(ledger))
    issues.extend(_told(note, "note", main, ("note", note)) for note in ledger.notes)
    if ledger.data:
        issues.append(_told(f"Facts: {ages(ledger)}", "facts", main, ("facts",)))
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _unread(gap: Gap) -> dict[str, Any]:
    return _told(unread_text(gap), gap.code, gap.path, gap, gap.line)


def _unfollowed(one: Unfollowed) -> dict[str, Any]:
    where = one.first
    path, line = (where.path, where.line) if where is not None else (".", 1)
    return _told(f"Not followed in code: {one.line()}", CODE, path, (CODE, *one.names, path, one.text), line)


def _told(text: str, code: str, path: str, identity: Iterable[object], line: int = 0) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": code,
        "fingerprint": hashlib.sha256("\0".join(map(str, identity)).encode("utf-8")).hexdigest()[:20],
        "severity": "info",
        "location": {"path": path, "lines": {"begin": max(line, 1)}},
    }
