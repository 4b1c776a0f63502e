"""The machine's report. Its shape is ``report.schema.json`` beside this file; it changes only with ``SCHEMA``."""

import json
from collections.abc import Iterable
from typing import Any

from hauberk import __version__
from hauberk.model.ledger import Entry, Ledger, Location
from hauberk.model.verdict import Severity, State
from hauberk.reports import door
from hauberk.reports.tally import tally

SCHEMA = "1"


def render(raw: Ledger) -> str:
    """The ledger as JSON: one object, two spaces, a newline at the end."""
    ledger = door.ledger(raw)
    document = {
        "schema": SCHEMA,
        "tool": {"name": "hauberk", "version": __version__},
        "summary": _summary(ledger),
        "data": [fact._asdict() for fact in ledger.data],
        "unread": [gap._asdict() for gap in ledger.gaps],
        "verdicts": [_verdict(entry) for entry in ledger.entries],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _summary(ledger: Ledger) -> dict[str, Any]:
    findings = ledger.findings()
    return {
        "applications": [
            {
                "path": seen.path,
                "format": seen.format,
                "functions": seen.functions,
                "resources": seen.resources,
                "parameters": seen.parameters,
                "handlers": dict(sorted(seen.handlers.items())),
                "files": list(seen.files),
            }
            for seen in ledger.applications
        ],
        "files": ledger.files,
        "verdicts": {state.value: ledger.total(state) for state in State},
        "severities": {s.value: sum(1 for e in findings if e.severity is s) for s in sorted(Severity, reverse=True)},
        "practices": {
            str(practice): {state.value: number for state, number in row.items()}
            for practice, row in tally(ledger).items()
        },
        "suppressed": sum(1 for entry in ledger.entries if entry.suppressed is not None),
        "switched_off": dict(sorted(ledger.switched_off.items())),
        "unread": len(ledger.gaps),
        "notes": list(ledger.notes),
        **({"calls": dict(sorted(ledger.requests.items()))} if ledger.requests else {}),
    }


def _verdict(entry: Entry) -> dict[str, Any]:
    reason = entry.reason
    return {
        "control": entry.control,
        "practice": entry.practice,
        "severity": entry.severity.value,
        "verdict": entry.state.value,
        "application": entry.application,
        "subject": {"kind": entry.kind, "id": entry.subject, "label": entry.name},
        "functions": list(entry.functions),
        "message": entry.message,
        "reason": {"code": reason.code, "text": reason.text} if reason else None,
        "condition": entry.condition or None,
        "locations": _locations(entry.locations),
        "flow": _locations(entry.flow),
        "suppressed": entry.suppressed._asdict() if entry.suppressed else None,
        "fix": {"text": entry.help} if entry.help else None,
        "fingerprint": entry.fingerprint,
    }


def _locations(locations: Iterable[Location]) -> list[dict[str, Any]]:
    return [
        {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "role": place.role,
            "says": place.says,
        }
        for place in locations
    ]
