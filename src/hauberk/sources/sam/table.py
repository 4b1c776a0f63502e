"""``AWS::Serverless::SimpleTable``: a table of DynamoDB with a single key.

Facts from the AWS SAM developer guide, "AWS::Serverless::SimpleTable" (2026-11).
"""

from typing import Any

from hauberk.model.values import Known, Value, fields_of
from hauberk.sources.sam.build import each, here, nothing, pairs, tree
from hauberk.sources.sam.context import Context

TYPE = "AWS::Serverless::SimpleTable"
_TYPES = {"String": "S", "Number": "N", "Binary": "B"}
_COPIED = ("PointInTimeRecoverySpecification", "ProvisionedThroughput", "SSESpecification", "TableName")


def derive(context: Context) -> None:
    """Makes the tables of the template."""
    for name, source in context.declared(TYPE):
        trail = here(source)
        written = source.properties.value("PrimaryKey")
        key = fields_of(written)
        attribute = Known("id", trail) if nothing(written) else key.value("Name")
        kind = Known("S", trail) if nothing(written) else each(key.value("Type"), _letter)
        own = written.trail or trail
        content: dict[str, Any] = {
            "AttributeDefinitions": tree([{"AttributeName": attribute, "AttributeType": kind}], own),
            "KeySchema": tree([{"AttributeName": attribute, "KeyType": "HASH"}], own),
        }
        content.update((part, source.properties.value(part)) for part in _COPIED if part in source.properties.names())
        if nothing(source.properties.value("ProvisionedThroughput")):
            content["BillingMode"] = Known("PAY_PER_REQUEST", trail)
        tags = source.properties.value("Tags")
        if fields_of(tags).names():
            content["Tags"] = pairs(tags, trail)
        context.add(name, "AWS::DynamoDB::Table", content, source, depends_on=context.needs(source))


def _letter(value: Value) -> Value:
    """A type as DynamoDB calls it."""
    match value:
        case Known(str() as word) if word in _TYPES:
            return Known(_TYPES[word], value.trail)
    return value
