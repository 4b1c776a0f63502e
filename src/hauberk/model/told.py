"""What a live account knows of a resource and CloudFormation has no property for: whether it runs, its state, its use.

It stands beside the properties, in the resource attribute ``Account``; a resource of a template has none.
"""

from hauberk.model.resource import Resource
from hauberk.model.subject import Subject
from hauberk.model.values import Absent, Fields, Known, Reason, Unknown, Value
from hauberk.model.verdict import Verdict, not_applicable

ATTRIBUTE = "Account"
FUNCTIONS_ELSEWHERE = "FunctionsElsewhere"
"""Below it, at a role: the ARNs of the functions of other regions that have it."""

VERSION, SERVED_BY = "Version", "ServedBy"
"""Below it, at a function that stands for a published version: its number, and what leads to it."""


def is_live(subject: Subject) -> bool:
    """Whether the subject is one of a live account."""
    return isinstance(subject.resource.attributes.value(ATTRIBUTE), Known)


def told(subject: Subject, path: str) -> Value:
    """What the account says at a dotted path; absent where it says nothing, and for a template."""
    value = subject.resource.attributes.value(ATTRIBUTE)
    for name in path.split("."):
        match value:
            case Known(Fields() as fields):
                value = fields.value(name)
            case Known():
                return Unknown(Reason("wrong-type", f"{path} isn't a mapping here"), value.trail)
            case _:
                return value
    return Absent(value.trail) if value == Known(None) else value


def unless_live(subject: Subject, what: str) -> Verdict | None:
    """ "Not applicable" for a template, to which ``what`` is unknown: ``whether it runs``."""
    return None if is_live(subject) else not_applicable(f"not applicable to a template: {what} is known to the account")


def if_live(subject: Subject, what: str) -> Verdict | None:
    """ "Not applicable" for a live account, which knows nothing of ``what``: ``what goes with its stack``."""
    return not_applicable(f"not applicable to a live account: a template says {what}") if is_live(subject) else None


def is_version(function: Resource) -> bool:
    """Whether a function stands for a version of one that was published, and differs from what was deployed last."""
    account = function.attributes.value(ATTRIBUTE)
    return isinstance(account, Known) and isinstance(account.value, Fields) and VERSION in account.value.names()


def whole(function: Resource) -> str:
    """The id of the function that a version is of; that of any other function is its own."""
    return function.id.rpartition(":")[0] if is_version(function) else function.id


def if_version(subject: Subject, what: str) -> Verdict | None:
    """ "Not applicable" for a published version, where ``what`` is asked of its function: ``who signs its code``."""
    if not is_version(subject.resource):
        return None
    return not_applicable(f"it is a version: {what} is asked of the function")
