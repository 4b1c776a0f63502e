"""What is to become of the findings that Security Hub has of Hauberk, by what a check says now.

A finding is known by its id, which is made of its fingerprint. One that is there again keeps the time of its first
report. One that is gone is resolved only where the check says so: its control was asked, its application was read, and
nothing is unknown that it may hide behind. Whatever else Security Hub has stays as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from hauberk.model.ledger import Entry, Ledger
from hauberk.model.verdict import State

Finding = dict[str, Any]

_FIXED = ("Workflow", "Severity", "Types")
"""What BatchImportFindings is not to change in a finding that is there ("BatchImportFindings", AWS Security Hub API
Reference, 2026-11): severity and types go as FindingProviderFields, and the workflow is the customer's."""
_OPEN = ("NEW", "NOTIFIED")
"""States of the workflow that end when a finding is gone; a person set the others."""
SENT = (
    "SchemaVersion",
    "Id",
    "ProductArn",
    "ProductName",
    "CompanyName",
    "Region",
    "GeneratorId",
    "AwsAccountId",
    "CreatedAt",
    "UpdatedAt",
    "Title",
    "Description",
    "Remediation",
    "ProductFields",
    "Resources",
    "Compliance",
    "RecordState",
    "FindingProviderFields",
)
"""The members that a finding has that is sent back; what Security Hub adds of its own isn't."""


class Outcome(NamedTuple):
    """``new``, ``updated`` and ``gone`` are findings to import; the workflow of ``resolved``, by product and id, ends
    besides. ``kept`` is how many aren't found any more, which nobody can tell to be gone."""

    new: Sequence[Finding]
    updated: Sequence[Finding]
    gone: Sequence[Finding]
    resolved: Sequence[Mapping[str, str]]
    kept: int = 0


NOTHING = Outcome((), (), (), ())


class Doubts:
    """What a check can't tell to be gone."""

    def __init__(self, ledger: Ledger, asked: Iterable[str]) -> None:
        self._asked = frozenset(asked)
        self._applications = frozenset(seen.path for seen in ledger.applications)
        self._unsure: dict[str, list[Entry]] = {}
        for entry in ledger.entries:
            if entry.state is State.UNKNOWN or (entry.state is State.VIOLATED and entry.suppressed is not None):
                self._unsure.setdefault(entry.control, []).append(entry)

    def about(self, finding: Mapping[str, Any]) -> bool:
        """Whether a finding that wasn't made again may still be true."""
        fields = finding.get("ProductFields")
        fields = fields if isinstance(fields, Mapping) else {}
        control, application = fields.get("hauberk/control", ""), fields.get("hauberk/application", "")
        if control not in self._asked or application not in self._applications:
            return True
        subject = fields.get("hauberk/subject", "")
        return any(
            entry.subject in (subject, entry.application) or subject.startswith(entry.subject)
            for entry in self._unsure.get(control, ())
        )


def outcome(found: Iterable[Finding], known: Iterable[Mapping[str, Any]], doubts: Doubts, at: datetime) -> Outcome:
    """What to send of the findings ``found`` now, where Security Hub has the ``known`` ones."""
    there = {str(one.get("Id")): one for one in known}
    new: list[Finding] = []
    updated: list[Finding] = []
    ids: set[str] = set()
    for finding in found:
        ids.add(finding["Id"])
        earlier = there.get(finding["Id"])
        if earlier is None:
            new.append(finding)
            continue
        changed = {name: value for name, value in finding.items() if name not in _FIXED}
        changed["CreatedAt"] = earlier.get("CreatedAt", finding["CreatedAt"])
        updated.append({**changed, "UpdatedAt": after(earlier.get("UpdatedAt"), at)})
    gone: list[Finding] = []
    resolved: list[Mapping[str, str]] = []
    kept = 0
    for id_, earlier in there.items():
        if id_ in ids or earlier.get("RecordState") == "ARCHIVED":
            continue
        if doubts.about(earlier):
            kept += 1
            continue
        gone.append(_gone(earlier, at))
        workflow = earlier.get("Workflow")
        if not isinstance(workflow, Mapping) or workflow.get("Status", "NEW") in _OPEN:
            resolved.append({"Id": id_, "ProductArn": str(earlier.get("ProductArn"))})
    return Outcome(new, updated, gone, resolved, kept)


def _gone(earlier: Mapping[str, Any], at: datetime) -> Finding:
    """A finding that isn't found any more: passed, and no longer active."""
    kept = {name: earlier[name] for name in SENT if name in earlier}
    fields, provided = earlier.get("ProductFields"), earlier.get("FindingProviderFields")
    kept["ProductFields"] = {name: value for name, value in (fields or {}).items() if not name.startswith("aws/")}
    kept["Resources"] = [_only(one, "Type", "Id", "Partition", "Region") for one in earlier.get("Resources") or ()]
    severity = _only((provided or {}).get("Severity") or earlier.get("Severity"), "Label", "Original")
    types = (provided or {}).get("Types") or earlier.get("Types")
    kept["FindingProviderFields"] = {"Severity": severity, "Types": types}
    compliance = earlier.get("Compliance")
    required = compliance.get("RelatedRequirements") if isinstance(compliance, Mapping) else None
    return {
        **kept,
        "UpdatedAt": after(earlier.get("UpdatedAt"), at),
        "Compliance": {"Status": "PASSED", **({"RelatedRequirements": required} if required else {})},
        "RecordState": "ARCHIVED",
    }


def _only(structure: Any, *names: str) -> Finding:
    """What Hauberk has sent of a structure: Security Hub adds to some."""
    return {name: structure[name] for name in names if name in structure} if isinstance(structure, Mapping) else {}


def after(earlier: Any, at: datetime) -> str:
    """A time, in any case later than an earlier one: an update that isn't newer is none."""
    moment = at.astimezone(UTC)
    try:
        last = datetime.fromisoformat(str(earlier))
        last = last if last.tzinfo else last.replace(tzinfo=UTC)
        moment = max(moment, last.astimezone(UTC) + timedelta(milliseconds=1))
    except (ValueError, OverflowError):
        pass
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
