"""Findings of AWS's own services, as resources of types of Hauberk's own (:mod:`hauberk.model.foreign`)."""

from collections.abc import Iterable
from typing import Any

from hauberk.sources.account.calls import Unread
from hauberk.sources.account.made import Made
from hauberk.sources.account.services.shaping import given


def finding(
    type_: str,
    id_: str,
    rule: str,
    title: str,
    *,
    resource: str,
    resource_type: str = "",
    severity: str = "",
    since: Any = "",
    related: Iterable[str] = (),
    **more: Any,
) -> Made:
    """A finding. ``resource`` is an ARN, or an id of the type; ``related`` are other ids of the same finding, by which
    Security Hub's copy of it is known."""
    properties = {
        "Rule": rule,
        "Title": title,
        "Resource": resource,
        **given(
            {
                "ResourceType": resource_type,
                "Severity": severity.upper(),
                "Since": str(since.isoformat()) if hasattr(since, "isoformat") else str(since or ""),
                "Related": sorted({one for one in related if one}),
                **more,
            }
        ),
    }
    return Made(type_, id_, f"{rule} on {short(resource)}", properties)


def unread_findings(type_: str, owner: str, name: str, unread: Unread) -> Made:
    """What stands for the findings of a rule, detector or analyzer that couldn't be read."""
    return Made(type_, f"{owner}#findings", f"findings of {name}", {}, unread=unread)


def short(resource: str) -> str:
    """The part of an ARN that people know a resource by."""
    if not resource.startswith("arn:"):
        return resource
    parts = resource.split(":")
    rest = parts[6] if len(parts) > 6 else parts[-1]
    return rest.rpartition("/")[2] or rest
