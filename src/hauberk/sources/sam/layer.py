"""``AWS::Serverless::LayerVersion``: a version of a layer, which AWS keeps when a newer one takes its place.

Facts from the AWS SAM developer guide, "AWS::Serverless::LayerVersion" (2026-11).
"""

from typing import Any

from hauberk.model.values import Known, Value
from hauberk.sources.sam.build import each, filled, here, nothing
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.functions.code import location

TYPE = "AWS::Serverless::LayerVersion"
_COPIED = ("CompatibleArchitectures", "CompatibleRuntimes", "Description", "LicenseInfo")


def derive(context: Context) -> None:
    """Makes the layer versions of the template."""
    for name, source in context.declared(TYPE):
        trail = here(source)
        own = source.properties
        content: dict[str, Any] = {
            "LayerName": filled(own.value("LayerName"), Known(name, trail)),
            "Content": location(own.value("ContentUri")),
        }
        content.update((part, own.value(part)) for part in _COPIED if part in own.names())
        kept = filled(source.attributes.value("DeletionPolicy"), Known("Retain", trail))
        asked = own.value("RetentionPolicy")
        kept = kept if nothing(asked) else each(asked, _spelt)
        attributes = source.attributes.merged({"DeletionPolicy": kept})
        needs = context.needs(source)
        context.add(name, "AWS::Lambda::LayerVersion", content, source, attributes=attributes, depends_on=needs)


def _spelt(value: Value) -> Value:
    match value:
        case Known(str() as word):
            return Known(word.capitalize(), value.trail)
    return value
