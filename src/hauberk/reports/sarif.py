"""SARIF 2.1.0 (OASIS, 2023-08), as code hosts read it.

GitHub makes an alert of every result, whatever its ``kind`` and whether or not it has ``suppressions`` ("SARIF support
for code scanning", GitHub Docs, lists neither; github/codeql-action#1230; 2026-11). So results are findings that nobody
switched off. What is switched off, unknown or unread is told in the run's notifications, one by one or by reason.
"""

import json
from collections.abc import Iterator
from typing import Any

from hauberk import __version__
from hauberk.model.ledger import Entry, Gap, Ledger, Location
from hauberk.model.practice import PRACTICES
from hauberk.model.verdict import Severity, State
from hauberk.reports import door
from hauberk.reports.fitting import listed
from hauberk.reports.markdown import manual
from hauberk.reports.others import alone
from hauberk.reports.tally import unread_text
from hauberk.reports.titles import Titles
from hauberk.reports.unfollowed import CODE, NAMES, unfollowed
from hauberk.reports.whereabouts import is_deployed, of_entry

_LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
_SCORES = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "3.0"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


_FAULTS = frozenset(("internal-error", "worker-died"))
"""Codes of what went wrong in Hauberk itself."""


def render(raw: Ledger, titles: Titles) -> str:
    """The findings as one run."""
    ledger = door.ledger(raw)
    findings = ledger.findings()
    names = sorted({entry.control for entry in findings})
    notifications = list(_notifications(ledger))
    run = {
        "tool": {
            "driver": {
                "name": "Hauberk",
                "semanticVersion": __version__,
                "rules": [_rule(name, titles) for name in names],
                "notifications": [{"id": id_} for id_ in sorted({one["descriptor"]["id"] for one in notifications})],
            },
            "extensions": [{"name": fact.name, "releaseDateUtc": fact.date} for fact in ledger.data],
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder that the check ran in"}}},
        "invocations": [
            {
                "executionSuccessful": not any(one["level"] == "error" for one in notifications),
                "toolExecutionNotifications": notifications,
                "properties": {"switchedOff": dict(sorted(ledger.switched_off.items()))},
            }
        ],
        "results": [_result(entry, names) for entry in findings],
        "properties": {"verdicts": {state.value: ledger.total(state) for state in State}},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _notifications(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """What a reader has to know beside the findings: what wasn't read, isn't known or was switched off."""
    for gap in ledger.gaps:
        level = "error" if gap.code in _FAULTS else "warning"
        yield _notification(gap.code, level, unread_text(gap, gap.path), _place_of(gap))
    unknown: dict[str, list[Entry]] = {}
    for entry in ledger.entries:
        if entry.state is State.UNKNOWN and entry.suppressed is None:
            unknown.setdefault(entry.reason.code if entry.reason else "unknown", []).append(entry)
    for code, entries in sorted(unknown.items()):
        number = "1 verdict is" if len(entries) == 1 else f"{len(entries)} verdicts are"
        asked = ", ".join(sorted({entry.control for entry in entries}))
        why = f", since {entries[0].reason.text}" if len(entries) == 1 and entries[0].reason else f" ({code})"
        yield _notification(code, "error" if code in _FAULTS else "note", f"{number} unknown{why}: {asked}")
    for one in unfollowed(ledger):
        for place in one.places:
            yield _notification(CODE, "note", f"{listed(dict.fromkeys(one.names), NAMES)}: {place.says}", place)
    for entry in ledger.entries:
        if entry.suppressed is not None:
            how, reason, until, _ = entry.suppressed
            text = f"{entry.control} is switched off for {entry.name} ({how}){f': {reason}' if reason else ''}"
            until = f", until {until}" if until else ""
            yield _notification(
                "switched-off", "note", f"{text}{until}", entry.locations[0] if entry.locations else None
            )
    for foreign in ledger.foreign:
        yield _notification("aws-finding", "note", alone(foreign))
    for note in ledger.notes:
        yield _notification("note", "note", note)


def _notification(code: str, level: str, text: str, place: Location | None = None) -> dict[str, Any]:
    located = {"locations": [_location(place)]} if place else {}
    return {"descriptor": {"id": code}, "level": level, "message": _message(text), **located}


def _place_of(gap: Gap) -> Location:
    line, column = max(gap.line, 1), max(gap.column, 1)
    return Location(gap.path, line, column, line, column, "primary", gap.text)


def _rule(name: str, titles: Titles) -> dict[str, Any]:
    control, page = titles.controls[name], titles.page(name)
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": f"{page.title}."},
        "fullDescription": {"text": page.why.replace("\n\n", " ")},
        "help": {"text": page.fix, "markdown": manual(control, page)},
        "helpUri": page.references[0],
        "defaultConfiguration": {"level": _LEVELS[control.severity]},
        "properties": {
            "tags": ["security", f"practice-{control.practice}", PRACTICES[control.practice]],
            "precision": "high",
            "security-severity": _SCORES[control.severity],
        },
    }


def _rank(entry: Entry) -> float:
    """How urgent a result is, from 0 to 100 (SARIF 2.1.0, 3.27.25): by its severity, then by who gets there and what
    that gives."""
    step = 100 / len(Severity)
    return round(step * sorted(Severity).index(entry.severity) + min(2.0 * entry.weight, step), 1)


def _result(entry: Entry, names: list[str]) -> dict[str, Any]:
    message = f"{entry.name}: {entry.message}" + (f" ({entry.condition})" if entry.condition else "")
    rest = entry.locations[1:]
    result: dict[str, Any] = {
        "ruleId": entry.control,
        "ruleIndex": names.index(entry.control),
        "level": _LEVELS[entry.severity],
        "message": _message(message),
        "locations": [{**_first(entry), "logicalLocations": [_logical(entry)]}],
        "partialFingerprints": {"hauberk/v2": entry.fingerprint},
    }
    if rest:
        result["relatedLocations"] = [_location(place, number) for number, place in enumerate(rest, 1)]
    if entry.flow:
        steps = [{"location": _step(place)} for place in entry.flow]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
        result["rank"] = _rank(entry)
    return result


def _first(entry: Entry) -> dict[str, Any]:
    """Where a result is: in a file, unless it is about a live account."""
    if of_entry(entry) is not None:
        return {}
    return _in_file(next(iter(entry.locations), Location(entry.application, 1, 1, 1, 1, "primary", entry.message)))


def _step(place: Location) -> dict[str, Any]:
    """A step of a flow, with what is said of it."""
    return {**_location(place), "message": _message(place.says)}


def _logical(entry: Entry) -> dict[str, str]:
    """What a result is about: its id in the template, and what to call it; of an account its short name and its ARN."""
    if of_entry(entry) is not None:
        return {"name": entry.name, "fullyQualifiedName": entry.subject, "kind": "resource"}
    return {"name": entry.subject, "fullyQualifiedName": entry.name, "kind": "resource"}


def _message(text: str) -> dict[str, str]:
    """A plain message. ``[text](target)`` in one is a link (SARIF 2.1.0, 3.11.6); a template doesn't get to set any."""
    return {"text": text.replace("](", "] (")}


def _location(place: Location, number: int | None = None) -> dict[str, Any]:
    """A place in a file; of a live account, which has none, the resource's ARN (SARIF 2.1.0, 3.28.4 and 3.33)."""
    location = _deployed(place) if is_deployed(place.path) else _in_file(place)
    if number is not None:
        location["id"] = number
        location["message"] = _message(place.says)
    return location


def _deployed(place: Location) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": place.path, "kind": "resource"}]}


def _in_file(place: Location) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": max(place.end_line, place.line),
        "endColumn": place.end_column if place.end_line > place.line else max(place.end_column, place.column),
    }
    relative = not place.path.startswith(("/", "../")) and ":" not in place.path.partition("/")[0]
    artifact = {"uri": _uri(place.path), **({"uriBaseId": "SRCROOT"} if relative else {})}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _uri(path: str) -> str:
    """A path as a URI reference: what isn't safe is percent-encoded (RFC 3986)."""
    safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"
    return "".join(c if c in safe else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in path)
