"""The stage of a REST API, and the deployment that it shows."""

from typing import Any

from hauberk.model.resource import Resource
from hauberk.sources.sam.build import is_empty, nothing, pairs, taken
from hauberk.sources.sam.rest.api import Api
from hauberk.sources.sam.rest.names import stage_id

_COPIED = """
    AccessLogSetting CacheClusterEnabled CacheClusterSize CanarySetting MethodSettings TracingEnabled Variables
"""


def derive(api: Api) -> Resource:
    """Makes the deployment and the stage. AWS adds a hash of the definition to the deployment's id and description."""
    extra = is_empty(api.value("OpenApiVersion"))
    deployment = {"RestApiId": api.ref(), "StageName": "Stage" if extra else None}
    api.add(f"{api.name}Deployment", "AWS::ApiGateway::Deployment", deployment)
    name, tags = api.value("StageName"), api.value("Tags")
    content: dict[str, Any] = {
        "RestApiId": api.ref(),
        "DeploymentId": api.ref("Deployment"),
        "StageName": name,
        **taken(api.properties, *_COPIED.split()),
        "Tags": None if nothing(tags) else pairs(tags, api.trail),
    }
    return api.add(stage_id(api.name, api.properties), "AWS::ApiGateway::Stage", content)
