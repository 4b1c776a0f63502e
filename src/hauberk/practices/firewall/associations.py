"""Which resources a web ACL is associated with.

The form of a stage's ARN from the CloudFormation Template Reference, "AWS::WAFv2::WebACLAssociation" (2026-11).
"""

from hauberk.model.api import RestStage
from hauberk.model.joining import glued
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_text, named, resource_of
from hauberk.model.values import Absent, Known, Pattern, Reference, Unknown, Value
from hauberk.study.study import Study

ASSOCIATION = "AWS::WAFv2::WebACLAssociation"


def guarded(entry: Subject, study: Study) -> bool | Value:
    """Whether a web ACL is associated with a resource: by a reference to it or, for a stage of a REST API, by an ARN of
    the API and the stage's name. A value where that hangs on what isn't known."""
    doubt: Value | None = None
    for association in study.there(entry, ASSOCIATION):
        arn = entry.world.pick(association.properties.value("ResourceArn"))
        names = _names(arn)
        if entry.resource.id in names:
            return True
        if isinstance(arn, Unknown):
            doubt = doubt or (arn if _may_be_about(entry, association) else None)
        elif isinstance(entry, RestStage) and resource_of(entry.api) in names:
            same = _is_named(entry, arn, study)
            if same is True:
                return True
            doubt = doubt or (arn if same is None else None)
    return False if doubt is None else doubt


def _may_be_about(entry: Subject, association: Resource) -> bool:
    """Whether an association that isn't known may be of this kind of resource: in an account they are asked for kind by
    kind."""
    kind = named(association.attributes.value("Account")).value("ResourceType")
    return not isinstance(kind, Known) or kind == Known(entry.resource.type)


def _is_named(stage: RestStage, arn: Value, study: Study) -> bool | None:
    """Whether the name at the end of an ARN is the stage's; ``None`` where that can't be told."""
    named_so, own = _last_name(arn), as_text(stage.at("StageName"))
    if named_so == own:
        return True
    other = study.named(named_so)
    if other is not None and other.type in RestStage.TYPES:
        return False
    return False if isinstance(named_so, Known) and isinstance(own, Known) else None


def _last_name(arn: Value) -> Value:
    """What stands behind the last slash of a text in parts."""
    parts = arn.parts if isinstance(arn, Pattern) else ()
    for index in reversed(range(len(parts))):
        part = parts[index]
        if isinstance(part, str) and "/" in part:
            return glued([part.rpartition("/")[2], *parts[index + 1 :]], arn.trail)
    return Absent(arn.trail)


def _names(value: Value) -> set[str]:
    match value:
        case Reference(name):
            return {name}
        case Pattern(parts):
            return {part.resource for part in parts if isinstance(part, Reference)}
    return set()
