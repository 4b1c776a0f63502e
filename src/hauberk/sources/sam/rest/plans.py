"""Usage plans with their keys: one for each API that asks for its own, one for all that share.

Facts from the AWS SAM developer guide, "ApiUsagePlan" (2026-11).
"""

from typing import Any

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, fields_of
from hauberk.sources.sam.build import any_of, is_empty, likely, place
from hauberk.sources.sam.gateway.implicit import kept
from hauberk.sources.sam.rest.api import Api
from hauberk.sources.sam.rest.names import SHARED

_COPIED = ("UsagePlanName", "Description", "Quota", "Tags", "Throttle")


class Shared:
    """The APIs that share a plan, with the ids of their stages. What the last one says of the plan holds."""

    __slots__ = ("members",)

    def __init__(self) -> None:
        self.members: list[tuple[Api, str]] = []

    def derive(self) -> None:
        """Makes the plan, if an API asked for it: there where one of the APIs is."""
        if not self.members:
            return
        sources = [api.source for api, _ in self.members]
        presence = any_of(*(source.presence for source in sources))
        last, _ = self.members[-1]
        _make(last, SHARED, self.members, presence=presence, attributes=Fields(kept(sources), head=last.source.head))


def derive(api: Api, stage: Resource, shared: Shared) -> None:
    """Makes the API's own plan, or joins it to the shared one."""
    member = (api, stage.id.removeprefix(api.context.prefix))
    match likely(fields_of(api.auth().value("UsagePlan")).value("CreateUsagePlan")):
        case "PER_API":
            _make(api, api.name, [member])
        case "SHARED":
            shared.members.append(member)


def _make(api: Api, prefix: str, members: list[tuple[Api, str]], **options: Any) -> None:
    written = api.auth().value("UsagePlan")
    config, trail = fields_of(written), place(written)
    plan, key = f"{prefix}UsagePlan", f"{prefix}ApiKey"
    stages = [(member.ref(trail=trail), api.context.ref(stage, trail)) for member, stage in members]
    content: dict[str, Any] = {"ApiStages": [{"ApiId": one, "Stage": stage} for one, stage in stages]}
    content |= {name: config.value(name) for name in _COPIED if not is_empty(config.value(name))}
    needs = [member.name for member, _ in members]
    api.add(plan, "AWS::ApiGateway::UsagePlan", content, trail, needs, **options)
    keys = {"Enabled": True, "StageKeys": [{"RestApiId": one, "StageName": stage} for one, stage in stages]}
    api.add(key, "AWS::ApiGateway::ApiKey", keys, trail, [plan], **options)
    link = {"KeyId": api.context.ref(key, trail), "KeyType": "API_KEY", "UsagePlanId": api.context.ref(plan, trail)}
    api.add(f"{prefix}UsagePlanKey", "AWS::ApiGateway::UsagePlanKey", link, trail, [key], **options)
