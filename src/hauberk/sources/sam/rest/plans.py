"""Usage plans with their keys: one for each API that asks for its own, one for all that share."""

from dataclasses import dataclass, field
from typing import Any

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Trail, Value, fields_of
from hauberk.sources.sam.build import any_of, certain, nothing
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway.implicit import kept
from hauberk.sources.sam.rest.api import Api

PREFIX = "Serverless"
_COPIED = ("UsagePlanName", "Description", "Quota", "Tags", "Throttle")


@dataclass(slots=True)
class Shared:
    """The plan that several APIs share: their stages, and what the last one says of the plan."""

    context: Context
    apis: list[tuple[Api, str]] = field(default_factory=list)

    def derive(self) -> None:
        """Makes the plan, if an API asked for it."""
        if not self.apis:
            return
        sources = [api.source for api, _ in self.apis]
        options = {
            "presence": any_of(*(source.presence for source in sources)),
            "attributes": Fields(kept(sources)),
        }
        merged: dict[str, Value] = {}
        for api, _ in self.apis:
            own = fields_of(api.auth().value("UsagePlan"))
            merged.update((name, own.value(name)) for name in own.names())
        api, _ = self.apis[-1]
        trail = api.auth().value("UsagePlan").trail
        _make(api, PREFIX, Fields(merged), self.apis, trail, [a.name for a, _ in self.apis], options)


def derive(api: Api, stage: Resource, shared: Shared) -> None:
    """Makes the API's own plan, or joins it to the shared one."""
    written = api.auth().value("UsagePlan")
    config = fields_of(written)
    stage_id = stage.id.removeprefix(api.context.prefix)
    match certain(config.value("CreateUsagePlan")):
        case "PER_API":
            _make(api, api.name, config, [(api, stage_id)], written.trail, [api.name], {})
        case "SHARED":
            shared.apis.append((api, stage_id))


def _make(
    api: Api,
    prefix: str,
    config: Fields,
    apis: list[tuple[Api, str]],
    trail: Trail,
    needs: list[str],
    options: dict[str, Any],
) -> None:
    refs = [(one.ref(), one.context.ref(stage, trail)) for one, stage in apis]
    content: dict[str, Any] = {"ApiStages": [{"ApiId": a, "Stage": s} for a, s in refs]}
    content.update((name, config.value(name)) for name in _COPIED if not nothing(config.value(name)))
    plan, key = f"{prefix}UsagePlan", f"{prefix}ApiKey"
    api.add(plan, "AWS::ApiGateway::UsagePlan", content, trail, needs, **options)
    keys = {"Enabled": True, "StageKeys": [{"RestApiId": a, "StageName": s} for a, s in refs]}
    api.add(key, "AWS::ApiGateway::ApiKey", keys, trail, [plan], **options)
    link = {"KeyId": api.context.ref(key, trail), "KeyType": "API_KEY", "UsagePlanId": api.context.ref(plan, trail)}
    api.add(f"{prefix}UsagePlanKey", "AWS::ApiGateway::UsagePlanKey", link, trail, [key], **options)

