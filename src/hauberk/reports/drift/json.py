"""What differs, as JSON. Its shape is ``drift.schema.json`` beside the report's; it changes with ``SCHEMA``."""

from typing import Any

from hauberk.questions.drift.results import Difference, Drift
from hauberk.reports.drift.words import masked
from hauberk.reports.iam.document import Safe, document, place, witness


def render(found: Drift) -> str:
    """The whole answer."""
    return document(
        {
            "before": found.before,
            "after": found.after,
            "compared": found.compared,
            "differences": [_difference(one) for one in found.differences],
            "unknown": [
                {"name": one.name, "property": one.property, "text": Safe(masked(one.text)), "unread": one.unread}
                for one in found.doubts
            ],
            "others": [{"name": one.name, "property": one.property} for one in found.others],
        }
    )


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "severity": one.severity.value,
        "kind": one.kind,
        "type": one.type,
        "subject": one.subject,
        "name": one.name,
        "property": one.property,
        "says": Safe(masked(one.says)),
        "before": place(one.before),
        "after": place(one.after),
        "witness": None if one.witness is None else witness(one.witness),
    }
