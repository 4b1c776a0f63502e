"""SARIF 2.1.0 (OASIS, 2023-08), as code hosts read it."""

import json
from typing import Any

from hauberk import __version__
from hauberk.model.ledger import Entry, Ledger, Location
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import Severity
from hauberk.reports import door
from hauberk.reports.markdown import manual
from hauberk.reports.tally import unread_text
from hauberk.reports.titles import Titles

_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "3.0"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(raw: Ledger, titles: Titles) -> str:
    """The findings as one run; what couldn't be read are the run's notifications."""
    ledger = door.ledger(raw)
    findings = [entry for entry in ledger.entries if entry.state.value == "violated"]
    names = sorted({entry.control for entry in findings})
    run = {
        "tool": {
            "driver": {
                "name": "Hauberk",
                "semanticVersion": __version__,
                "rules": [_rule(name, titles) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that the check ran in"}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "warning", "message": _message(unread_text(gap, gap.path))} for gap in ledger.gaps
                ]
                + [{"level": "note", "message": _message(note)} for note in ledger.notes],
                "properties": {"switchedOff": dict(sorted(ledger.switched_off.items()))},
            }
        ],
        "results": [_result(entry, names) for entry in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(name: str, titles: Titles) -> dict[str, Any]:
    control, page = titles.controls[name], titles.page(name)
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": f"{page.title}."},
        "fullDescription": {"text": " ".join(page.why.split())},
        "help": {"text": " ".join(page.fix.split()), "markdown": manual(control, page)},
        "helpUri": page.references[0],
        "defaultConfiguration": {"level": _LEVELS[control.severity]},
        "properties": {
            "tags": ["security", f"practice-{control.practice}", PRACTICES[control.practice]],
            "precision": "high",
            "security-severity": _SCORES[control.severity],
        },
    }


def _result(entry: Entry, names: list[str]) -> dict[str, Any]:
    message = f"{entry.name}: {entry.message}" + (f" ({entry.condition})" if entry.condition else "")
    first, *rest = entry.locations or (Location(entry.application, 1, 1, 1, 1, "primary", entry.message),)
    result: dict[str, Any] = {
        "ruleId": entry.control,
        "ruleIndex": names.index(entry.control),
        "level": _LEVELS[entry.severity],
        "message": _message(message),
        "locations": [_location(first)],
        "partialFingerprints": {"hauberk/v2": entry.fingerprint},
    }
    if rest:
        result["relatedLocations"] = [_location(place, number) for number, place in enumerate(rest, 1)]
    if entry.suppressed is not None:
        kind = "inSource" if entry.suppressed.how in ("comment", "metadata") else "external"
        result["suppressions"] = [{"kind": kind, "justification": entry.suppressed.reason}]
    return result


def _message(text: str) -> dict[str, str]:
    """A plain message. ``[text](target)`` in one is a link (SARIF 2.1.0, 3.11.6); a template doesn't get to set any."""
    return {"text": text.replace("](", "] (")}


def _location(place: Location, number: int | None = None) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": max(place.end_line, place.line),
        "endColumn": place.end_column if place.end_line > place.line else max(place.end_column, place.column),
    }
    relative = not place.path.startswith(("/", "../")) and ":" not in place.path.partition("/")[0]
    artifact = {"uri": _uri(place.path), **({"uriBaseId": "SRCROOT"} if relative else {})}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    if number is not None:
        location["id"] = number
        location["message"] = _message(place.says)
    return location


def _uri(path: str) -> str:
    """A path as a URI reference: what isn't safe is percent-encoded (RFC 3986)."""
    safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"
    return "".join(c if c in safe else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in path)
