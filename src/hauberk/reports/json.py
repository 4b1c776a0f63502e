"""The machine's report. Its shape is ``report.schema.json`` beside this file; it changes only with ``SCHEMA``."""

import json
from collections.abc import Iterable
from typing import Any

from hauberk import __version__
from hauberk.model.foreign import Foreign
from hauberk.model.ledger import Entry, Ledger, Location
from hauberk.model.verdict import Severity, State
from hauberk.reports import door
from hauberk.reports.others import Others, others
from hauberk.reports.tally import tally
from hauberk.reports.whereabouts import whereabouts

SCHEMA = "1"


def render(raw: Ledger) -> str:
    """The ledger as JSON: one object, two spaces, a newline at the end."""
    ledger = door.ledger(raw)
    told = others(ledger)
    document = {
        "schema": SCHEMA,
        "tool": {"name": "hauberk", "version": __version__},
        "summary": _summary(ledger),
        "data": [fact._asdict() for fact in ledger.data],
        "unread": [gap._asdict() for gap in ledger.gaps],
        "verdicts": [_verdict(entry, told) for entry in ledger.entries],
        "foreign": [_foreign(one) for one in ledger.foreign],
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


def _verdict(entry: Entry, told: Others) -> dict[str, Any]:
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
        "locations": _locations(entry.locations, entry.application),
        "flow": _locations(entry.flow, entry.application),
        "suppressed": entry.suppressed._asdict() if entry.suppressed else None,
        "fix": {"text": entry.help} if entry.help else None,
        "fingerprint": entry.fingerprint,
        "also": [one.id for one in told.of(entry)],
    }


def _foreign(one: Foreign) -> dict[str, Any]:
    return {
        "service": one.service,
        "id": one.id,
        "rule": one.rule,
        "title": one.title,
        "severity": one.severity or None,
        "application": one.application,
        "subject": {"id": one.subject, "label": one.name},
        "since": one.since or None,
        "controls": list(one.controls),
        "told_by": list(one.told_by),
    }


def _locations(locations: Iterable[Location], application: str) -> list[dict[str, Any]]:
    return [
        {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "role": place.role,
            "says": place.says,
            **_whereabouts(application, place.path),
        }
        for place in locations
    ]


def _whereabouts(application: str, path: str) -> dict[str, str]:
    """ARN, account and region of a place in a live account, whose path is its resource's."""
    found = whereabouts(application, path)
    return {} if found is None else {"arn": found.arn or path, "account": found.account, "region": found.region}
