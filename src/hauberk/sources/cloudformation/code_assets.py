"""Code that the AWS CDK uploads, where no metadata say from where: the asset manifest does."""

import posixpath
from collections.abc import Callable

from hauberk.model.assets import PATH, PROPERTY, asset_of
from hauberk.model.resource import Resource
from hauberk.model.values import Absent, Fields, Known, fields_of
from hauberk.sources.cloudformation.assets import Upload

_CODE = {"AWS::Lambda::Function": "Code", "AWS::Lambda::LayerVersion": "Content"}
"""The properties that say where code is uploaded to."""


def with_asset(resource: Resource, template: str, uploads: Callable[[], tuple[Upload, ...]]) -> Resource:
    """A resource of a template; a function or layer whose code is uploaded, with the metadata that says from where."""
    property_ = _CODE.get(resource.type, "")
    metadata = resource.attributes.value("Metadata")
    written = isinstance(metadata, Known) and isinstance(metadata.value, Fields)
    if not property_ or asset_of(resource, property_) or not (written or isinstance(metadata, Absent)):
        return resource
    key = fields_of(resource.properties.value(property_)).value("S3Key")
    found = next((one for one in uploads() if isinstance(key, Known) and key.value in one.keys), None)
    if found is None:
        return resource
    path = posixpath.relpath(found.path, posixpath.dirname(template) or ".")
    told = fields_of(metadata).merged({PATH: Known(path, key.trail), PROPERTY: Known(property_, key.trail)})
    return resource.changed(attributes=resource.attributes.merged({"Metadata": Known(told, metadata.trail)}))
