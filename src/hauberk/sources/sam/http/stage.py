"""The stage of an HTTP API."""

from hauberk.model.values import Known, Value
from hauberk.sources.sam.build import certain, filled, is_written
from hauberk.sources.sam.gateway.paths import suffix
from hauberk.sources.sam.http.api import Api
from hauberk.sources.sam.http.routes import settings

DEFAULT = "$default"
_COPIED = ("AccessLogSettings", "DefaultRouteSettings", "StageVariables")


def stage_name(api: Api) -> Value:
    """The stage's name; the default stage where none is written."""
    return filled(api.value("StageName"), Known(DEFAULT, api.trail))


def stage_id(api: Api) -> str:
    """The logical id of the API's stage."""
    value = stage_name(api)
    word = certain(value) if is_written(value) else None
    if word == DEFAULT:
        return f"{api.name}ApiGatewayDefaultStage"
    if not isinstance(word, str):
        return f"{api.name}Stage"
    return f"{api.name}{word}Stage" if word.isalnum() else f"{api.name}Stage{suffix(word)}"


def derive(api: Api) -> None:
    """Makes the stage."""
    content = {
        "ApiId": api.ref(),
        "StageName": stage_name(api),
        "AutoDeploy": True,
        "RouteSettings": settings(api),
        **{key: api.value(key) for key in _COPIED if key in api.properties.names()},
    }
    if api.is_valid:
        content["Tags"] = api.tags()
    api.add(stage_id(api), "AWS::ApiGatewayV2::Stage", content, api.value("StageName").trail)
