"""The AWS Security Finding Format, 2018-10-08: a list of findings, as BatchImportFindings takes them.

Members, and the lengths that they may have, from the AWS Security Hub API Reference, "AwsSecurityFinding", and user
guide, "Required top-level ASFF attributes" (2026-11). A finding belongs to an account and a region. Where the ledger is
of a template, somebody has to say which they are; its resources then have the names that the template gives them.

The format has no place for what isn't known. So the list ends with one finding that informs: of how much wasn't known
or read, of the notes, and of how old Hauberk's facts are.
"""

import json
from collections.abc import Iterator
from typing import Any

from hauberk import __version__
from hauberk.model.ledger import Entry, Ledger
from hauberk.model.practice import PRACTICES
from hauberk.reports import door
from hauberk.reports.asff_types import type_of
from hauberk.reports.occasion import NoAccountError, Occasion
from hauberk.reports.tally import ages, last_line, told_by, unread_text
from hauberk.reports.titles import Titles
from hauberk.reports.whereabouts import Whereabouts, whereabouts

SCHEMA = "2018-10-08"
GENERATOR = "hauberk/"
"""How generators and ids begin, by which Hauberk's findings are known."""
TITLE, DESCRIPTION, RECOMMENDATION, IDENTIFIER, TYPE = 256, 1024, 512, 512, 256
"""Characters that some members may have."""
PRODUCT_KEY, PRODUCT_VALUE, PRODUCT_FIELDS = 128, 2048, 50
RESOURCES, REQUIREMENTS = 32, 32
_TYPES = ["Software and Configuration Checks/AWS Security Best Practices"]
_NOTE = 10
"""Notes that are told in full."""


def render(raw: Ledger, titles: Titles, occasion: Occasion) -> str:
    """The findings as a JSON list. Raises :class:`NoAccountError`."""
    ledger = door.ledger(raw)
    found = [*findings(ledger, titles, occasion), *_informing(ledger, occasion)]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def findings(ledger: Ledger, titles: Titles, occasion: Occasion) -> Iterator[dict[str, Any]]:
    """Each finding of a ledger that is safe to show. Raises :class:`NoAccountError`."""
    seen: dict[str, int] = {}
    for entry in ledger.findings():
        place = occasion.place(entry)
        if place is None:
            raise NoAccountError(entry.application)
        # Elements of a list that nothing else tells apart have one fingerprint.
        number = seen[entry.fingerprint] = seen.get(entry.fingerprint, 0) + 1
        yield _finding(entry, place, titles, occasion, f"-{number}" if number > 1 else "")


def product_arn(place: Whereabouts) -> str:
    """The product that an account's own findings are of ("Using custom product integrations", 2026-11)."""
    return f"arn:{place.partition}:securityhub:{place.region}:{place.account}:product/{place.account}/default"


def cut(text: str, most: int) -> str:
    """Text of at least one and at most so many characters."""
    text = text.strip() or "-"
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _finding(entry: Entry, place: Whereabouts, titles: Titles, occasion: Occasion, suffix: str) -> dict[str, Any]:
    page = titles.page(entry.control)
    severity = {"Label": str(entry.severity).upper(), "Original": str(entry.severity)}
    told = f"{entry.name}: {entry.message}{f' ({entry.condition})' if entry.condition else ''}. {page.why}"
    first = entry.locations[0] if entry.locations else None
    fields = {
        "ProviderName": "Hauberk",
        "ProviderVersion": __version__,
        "hauberk/control": entry.control,
        "hauberk/practice": f"{entry.practice} {PRACTICES[entry.practice]}",
        "hauberk/fingerprint": entry.fingerprint,
        "hauberk/application": entry.application,
        "hauberk/subject": entry.subject,
        **({"hauberk/place": f"{first.path}:{first.line}:{first.column}"} if first else {}),
    }
    return {
        "SchemaVersion": SCHEMA,
        "Id": f"{GENERATOR}{entry.fingerprint}{suffix}",
        "ProductArn": product_arn(place),
        "ProductName": "Hauberk",
        "CompanyName": "Hauberk",
        "Region": place.region,
        "GeneratorId": cut(f"{GENERATOR}{entry.control}", IDENTIFIER),
        "AwsAccountId": place.account,
        "Types": _TYPES,
        "CreatedAt": occasion.timestamp,
        "UpdatedAt": occasion.timestamp,
        "Severity": severity,
        "Title": cut(page.title, TITLE),
        "Description": cut(told, DESCRIPTION),
        "Remediation": {
            "Recommendation": {
                "Text": cut(" ".join((entry.help or page.fix).split()), RECOMMENDATION),
                "Url": page.references[0],
            }
        },
        "ProductFields": {name: cut(value, PRODUCT_VALUE) for name, value in fields.items()},
        "Resources": _resources(entry, place),
        "Compliance": {"Status": "FAILED", "RelatedRequirements": [f"Hauberk practice {entry.practice}"]},
        "Workflow": {"Status": "NEW"},
        "RecordState": "ACTIVE",
        "FindingProviderFields": {"Severity": severity, "Types": _TYPES},
    }


def _resources(entry: Entry, place: Whereabouts) -> list[dict[str, Any]]:
    """What a finding is about, and the functions that it concerns."""
    first = entry.locations[0].path if entry.locations else ""
    own = first if first.startswith("arn:") else entry.subject
    found = [_resource(entry.application, own, entry.kind, place)]
    found += [_resource(entry.application, name, "AWS::Lambda::Function", place) for name in entry.functions]
    unique = {one["Id"]: one for one in reversed(found)}
    return list(reversed(unique.values()))[:RESOURCES]


def _resource(application: str, subject: str, kind: str, place: Whereabouts) -> dict[str, Any]:
    live = whereabouts(application, subject)
    if live is None:
        return {
            "Type": type_of("", kind),
            "Id": cut(f"{application}/{subject}" if subject else application, IDENTIFIER),
            "Partition": place.partition,
            "Region": place.region,
        }
    if not live.arn or ":account:" in live.arn[:30]:
        arn, type_ = f"AWS::::Account:{live.account}", "AwsAccount"
    else:
        arn, type_ = live.arn, type_of(live.arn, kind)
    return {"Type": type_, "Id": cut(arn, IDENTIFIER), "Partition": live.partition, "Region": live.region}


def _informing(ledger: Ledger, occasion: Occasion) -> Iterator[dict[str, Any]]:
    """One finding that says what the others can't, for the first application."""
    seen = ledger.applications[0].path if ledger.applications else ""
    place = whereabouts(seen, "") or (
        Whereabouts("", "aws", occasion.account, occasion.region) if occasion.account and occasion.region else None
    )
    if place is None:
        raise NoAccountError(seen or "what was looked at")
    told = [*ledger.notes, *(unread_text(gap, gap.path) for gap in ledger.gaps)]
    notes = {f"hauberk/note/{number}": note for number, note in enumerate(told[:_NOTE], 1)}
    if len(told) > _NOTE:
        notes["hauberk/note/more"] = str(len(told) - _NOTE)
    fields = {"ProviderName": "Hauberk", "ProviderVersion": __version__, **notes}
    if ledger.data:
        fields["hauberk/facts"] = ages(ledger)
    severity = {"Label": "INFORMATIONAL", "Original": "none"}
    yield {
        "SchemaVersion": SCHEMA,
        "Id": f"{GENERATOR}check/{place.account}/{place.region}",
        "ProductArn": product_arn(place),
        "ProductName": "Hauberk",
        "CompanyName": "Hauberk",
        "Region": place.region,
        "GeneratorId": f"{GENERATOR}check",
        "AwsAccountId": place.account,
        "Types": _TYPES,
        "CreatedAt": occasion.timestamp,
        "UpdatedAt": occasion.timestamp,
        "Severity": severity,
        "Title": told_by(ledger),
        "Description": cut(last_line(ledger), DESCRIPTION),
        "ProductFields": {name: cut(value, PRODUCT_VALUE) for name, value in fields.items()},
        "Resources": [
            {
                "Type": "AwsAccount",
                "Id": f"AWS::::Account:{place.account}",
                "Partition": place.partition,
                "Region": place.region,
            }
        ],
        "Compliance": {"Status": "NOT_AVAILABLE"},
        "Workflow": {"Status": "NEW"},
        "RecordState": "ACTIVE",
        "FindingProviderFields": {"Severity": severity, "Types": _TYPES},
    }
