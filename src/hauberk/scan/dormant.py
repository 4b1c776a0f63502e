"""What nobody has yet in a live account: a managed policy that is attached to no one, and bounds no one.

What it says harms once somebody attaches it, who needs a permission for that: it is no worse than that it lies there,
which ``policy-unattached`` says. A template doesn't tell who has a policy elsewhere, so nothing of one is dormant.
"""

from hauberk.model.ledger import Entry
from hauberk.model.resource import Resource
from hauberk.model.subject import as_number, named
from hauberk.model.values import Annotation, Known
from hauberk.model.verdict import Severity
from hauberk.scan.placing import Placing

_POLICY = "AWS::IAM::ManagedPolicy"
_COUNTS = ("AttachmentCount", "PermissionsBoundaryUsageCount")


def lessened(entry: Entry, resource: Resource, placing: Placing) -> Entry:
    """An entry about a live resource, low where nobody has that, with the place that says so."""
    why = _dormant(resource) if entry.severity > Severity.LOW else None
    if why is None:
        return entry
    place = placing.locate(why, "related")
    return entry._replace(severity=Severity.LOW, locations=(*entry.locations, *([place] if place is not None else ())))


def _dormant(resource: Resource) -> Annotation | None:
    """The place that says that nobody has a policy, if nobody has."""
    if resource.type != _POLICY:
        return None
    account = named(resource.attributes.value("Account"))
    attached, bounds = (as_number(account.value(name)) for name in _COUNTS)
    if not isinstance(attached, Known) or attached.value or (isinstance(bounds, Known) and bounds.value):
        return None
    return attached.says("nobody has this policy, so that it does nothing yet")
