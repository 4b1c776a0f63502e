"""Usage plans with their keys: one for each API that asks for its own, one for all that share."""

from dataclasses import dataclass, field
from typing import Any

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, Trail, Value, fields_of
from hauberk.sources.sam.build import any_of, certain, nothing, tree
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.rest.api import Api

PREFIX = "Serverless"
_COPIED = ("UsagePlanName", "Description", "Quota", "Tags", "Throttle")
_KEEPS = ("Retain", "Snapshot", "Delete")


@dataclass(slots=True)
class Shared:
    """The plan that several APIs share: their stages, and what the last one says of the plan."""

    context: Context
    apis: list[tuple[Api, str]] = field(default_factory=list)

    def derive(self) -> None:
        """Makes the plan, if an API asked for it."""
        if not self.apis:
            return
        last, _ = self.apis[-1]
        written = last.auth().value("UsagePlan")
        sources = [api.source for api, _ in self.apis]
        options = {
            "presence": any_of(*(source.presence for source in sources)),
            "attributes": Fields(_kept(sources)),
        }
        for api, stage in self.apis:
            own = fields_of(api.auth().value("UsagePlan"))
            _make(api, PREFIX, own, self.apis, written.trail, [a.name for a, _ in self.apis], options)
            del stage


def _kept(sources: list[Resource]) -> dict[str, Value]:
    """What holds for the plan is what keeps most."""
    kept: dict[str, Value] = {}
    for name in ("DeletionPolicy", "UpdateReplacePolicy"):
        found = {certain(source.attributes.value(name)): source.attributes.value(name) for source in sources}
        best = next((found[word] for word in _KEEPS if word in found), None)
        if best is not None:
            kept[name] = best
    return kept


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


__all__ = ["Shared", "derive", "tree"]
