"""The stage of an HTTP API."""

from hauberk.sources.sam.http.api import Api
from hauberk.sources.sam.http.names import stage_id, stage_name
from hauberk.sources.sam.http.routes import settings

_COPIED = ("AccessLogSettings", "DefaultRouteSettings", "StageVariables")


def derive(api: Api) -> None:
    """Makes the stage."""
    content = {
        "ApiId": api.ref(),
        "StageName": stage_name(api.properties, api.trail),
        "AutoDeploy": True,
        "RouteSettings": settings(api),
        **{key: api.value(key) for key in _COPIED if key in api.properties.names()},
    }
    if api.is_valid:
        content["Tags"] = api.tags()
    api.add(stage_id(api.name, api.properties), "AWS::ApiGatewayV2::Stage", content, api.value("StageName").trail)
