"""The stage of a REST API, and the deployment that it shows."""

import hashlib
from typing import Any

from hauberk.model.resource import Resource
from hauberk.sources.sam.build import certain, is_written, nothing, pairs
from hauberk.sources.sam.gateway.paths import suffix
from hauberk.sources.sam.rest.api import Api

_COPIED = """
    AccessLogSetting CacheClusterEnabled CacheClusterSize CanarySetting MethodSettings TracingEnabled Variables
"""


def stage_id(api: Api) -> str:
    """The logical id of the API's stage."""
    value = api.value("StageName")
    word = certain(value) if is_written(value) else None
    if not isinstance(word, str):
        return f"{api.name}Stage"
    return f"{api.name}{word}Stage" if word.isalnum() else f"{api.name}Stage{suffix(word)}"


def derive(api: Api) -> Resource:
    """Makes the deployment and the stage."""
    content: dict[str, Any] = {"RestApiId": api.ref()}
    if api.document is not None or not nothing(api.value("DefinitionUri")):
        mark = hashlib.sha1(repr(api.document).encode(), usedforsecurity=False).hexdigest()
        content["Description"] = f"RestApi deployment id: {mark}"
    if nothing(api.value("OpenApiVersion")):
        content["StageName"] = "Stage"
    api.add(f"{api.name}Deployment", "AWS::ApiGateway::Deployment", content)
    name = api.value("StageName")
    content = {
        "RestApiId": api.ref(),
        "DeploymentId": api.ref("Deployment"),
        "StageName": name,
        **{key: api.value(key) for key in _COPIED.split() if key in api.properties.names()},
    }
    tags = api.value("Tags")
    if not nothing(tags):
        content["Tags"] = pairs(tags, api.trail)
    return api.add(stage_id(api), "AWS::ApiGateway::Stage", content, name.trail)
