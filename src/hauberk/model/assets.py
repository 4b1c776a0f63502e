"""What a framework says of the files that a resource is made of."""

from hauberk.model.resource import Resource
from hauberk.model.values import Known, fields_of

PATH, PROPERTY = "aws:asset:path", "aws:asset:property"


def asset_of(resource: Resource, property_: str) -> str:
    """The file or folder that a resource's metadata gives for one of its properties; empty if there is none.

    The AWS CDK writes ``aws:asset:path`` and ``aws:asset:property`` (AWS CDK Developer Guide, "Locally test and build
    CDK applications with the AWS SAM CLI", 2026-11).
    """
    metadata = fields_of(resource.attributes.value("Metadata"))
    path, of = metadata.value(PATH), metadata.value(PROPERTY)
    if isinstance(of, Known) and of.value == property_ and isinstance(path, Known) and isinstance(path.value, str):
        return path.value
    return ""
