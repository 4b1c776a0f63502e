"""The Open Cybersecurity Schema Framework, 1.6.0: a list of events of the class Compliance Finding (2003).

Ids and members from the schema's own definitions (github.com/ocsf/ocsf-schema, tag 1.6.0, read 2026-11-30). A finding
of a live account has the profile ``cloud``; one of a template says nothing of an account, unless somebody does. What
wasn't known or read is told by one event more, whose status is Unknown.
"""

import json
from collections.abc import Iterator
from typing import Any

from hauberk import __version__
from hauberk.model.ledger import Entry, Ledger
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import Severity
from hauberk.practices.equivalents import equivalents
from hauberk.reports import door
from hauberk.reports.occasion import Occasion
from hauberk.reports.tally import ages, last_line, told_by, unread_text
from hauberk.reports.titles import Titles
from hauberk.reports.whereabouts import Whereabouts, whereabouts

VERSION = "1.6.0"
CATEGORY, CLASS, CREATE = 2, 2003, 1
_SEVERITIES = {Severity.LOW: 2, Severity.MEDIUM: 3, Severity.HIGH: 4, Severity.CRITICAL: 5}
_INFORMATIONAL = 1
_FAIL, _UNKNOWN = 3, 0
_NEW = 1
_AWS_ACCOUNT = 10


def render(raw: Ledger, titles: Titles, occasion: Occasion) -> str:
    """The findings as a JSON list of events."""
    ledger = door.ledger(raw)
    found = [*(_finding(entry, titles, occasion) for entry in ledger.findings()), *_informing(ledger, occasion)]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _finding(entry: Entry, titles: Titles, occasion: Occasion) -> dict[str, Any]:
    page = titles.page(entry.control)
    place = occasion.place(entry)
    message = f"{entry.name}: {entry.message}{f' ({entry.condition})' if entry.condition else ''}"
    return {
        **_event(occasion, place, _SEVERITIES[entry.severity], str(entry.severity).capitalize(), entry.control),
        "message": message,
        "status": "New",
        "status_id": _NEW,
        "finding_info": {
            "uid": entry.fingerprint,
            "title": page.title,
            "desc": f"{message}. {page.why}",
            "types": [PRACTICES[entry.practice]],
            "created_time": occasion.milliseconds,
            "analytic": {"name": entry.control, "uid": entry.control, "type": "Rule", "type_id": 1},
        },
        "compliance": {
            "control": entry.control,
            "standards": ["Hauberk"],
            "requirements": [
                f"Practice {entry.practice}: {PRACTICES[entry.practice]}",
                *equivalents(entry.control),
            ],
            "status": "Fail",
            "status_id": _FAIL,
        },
        "remediation": {
            "desc": " ".join((entry.help or page.fix).split()),
            "references": list(page.references),
        },
        "resources": list(_resources(entry, place)),
        "unmapped": {
            "application": entry.application,
            "places": [f"{one.path}:{one.line}:{one.column}" for one in entry.locations],
        },
    }


def _event(occasion: Occasion, place: Whereabouts | None, severity: int, word: str, code: str) -> dict[str, Any]:
    """What every event has."""
    event: dict[str, Any] = {
        "activity_id": CREATE,
        "activity_name": "Create",
        "category_uid": CATEGORY,
        "category_name": "Findings",
        "class_uid": CLASS,
        "class_name": "Compliance Finding",
        "type_uid": CLASS * 100 + CREATE,
        "type_name": "Compliance Finding: Create",
        "severity_id": severity,
        "severity": word,
        "time": occasion.milliseconds,
        "metadata": {
            "version": VERSION,
            "event_code": code,
            "product": {"name": "Hauberk", "uid": "hauberk", "vendor_name": "Hauberk", "version": __version__},
            "profiles": ["cloud"] if place else [],
        },
    }
    if place is not None:
        event["cloud"] = {
            "provider": "AWS",
            "region": place.region,
            "cloud_partition": place.partition,
            "account": {"uid": place.account, "type": "AWS Account", "type_id": _AWS_ACCOUNT},
        }
    return event


def _resources(entry: Entry, place: Whereabouts | None) -> Iterator[dict[str, Any]]:
    """What a finding is about, and the functions that it concerns."""
    subjects = {entry.subject or entry.application: (entry.kind, entry.name)}
    for function, label in zip(entry.functions, entry.labels or entry.functions, strict=False):
        subjects.setdefault(function, ("AWS::Lambda::Function", label))
    for subject, (kind, name) in subjects.items():
        live = whereabouts(entry.application, subject)
        where = live or place
        yield {
            "uid": live.arn or subject if live else subject,
            "name": name,
            "type": kind,
            **({"region": where.region, "cloud_partition": where.partition} if where else {}),
        }


def _informing(ledger: Ledger, occasion: Occasion) -> Iterator[dict[str, Any]]:
    """One event that says what the others can't."""
    told = [*ledger.notes, *(unread_text(gap, gap.path) for gap in ledger.gaps)]
    seen = ledger.applications[0].path if ledger.applications else ""
    place = whereabouts(seen, "")
    yield {
        **_event(occasion, place, _INFORMATIONAL, "Informational", "check"),
        "message": last_line(ledger),
        "status": "New",
        "status_id": _NEW,
        "finding_info": {
            "uid": f"check/{seen}",
            "title": told_by(ledger),
            "created_time": occasion.milliseconds,
        },
        "compliance": {
            "control": "check",
            "standards": ["Hauberk"],
            "status": "Unknown",
            "status_id": _UNKNOWN,
            "status_details": told,
        },
        **({"unmapped": {"facts": ages(ledger)}} if ledger.data else {}),
    }
