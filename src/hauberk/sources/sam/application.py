"""``AWS::Serverless::Application``: a nested stack, from a template of one's own or a published application.

Facts from the AWS SAM developer guide, "AWS::Serverless::Application" (2026-11).
"""

from typing import Any

from hauberk.model.values import Known, fields_of
from hauberk.sources.sam.build import here, joined, nothing, pairs, tree
from hauberk.sources.sam.context import Context

TYPE = "AWS::Serverless::Application"
_COPIED = ("NotificationARNs", "Parameters", "TimeoutInMinutes")
_MARKS = {"ApplicationId": "serverlessrepo:applicationId", "SemanticVersion": "serverlessrepo:semanticVersion"}


def derive(context: Context) -> None:
    """Makes the nested stacks of the template's applications."""
    for name, source in context.declared(TYPE):
        trail = here(source)
        own = source.properties
        written = own.value("Location")
        place = fields_of(written)
        content: dict[str, Any] = {part: own.value(part) for part in _COPIED if part in own.names()}
        if not place.names():
            content["TemplateURL"] = written
        marks = [{"Key": "lambda:createdBy", "Value": "SAM"}]
        tags = tree(marks, trail)
        published = [
            {"Key": key, "Value": place.value(part)} for part, key in _MARKS.items() if not nothing(place.value(part))
        ]
        content["Tags"] = joined(tags, pairs(own.value("Tags"), trail), tree(published, written.trail or trail))
        context.add(name, "AWS::CloudFormation::Stack", content, source, depends_on=context.needs(source))


__all__ = ["TYPE", "Known", "derive"]
