"""HTTP APIs by quick create: with ``Target`` API Gateway makes an integration, a route and a stage by itself.

Facts from the CloudFormation Template Reference, "AWS::ApiGatewayV2::Api" (``Target``, ``RouteKey``,
``CredentialsArn``) and "AWS::ApiGatewayV2::ApiGatewayManagedOverrides" (2026-11).
"""

from collections.abc import Iterator, Mapping
from functools import partial

from hauberk.model.joining import combine
from hauberk.model.resource import Resource
from hauberk.model.subject import resource_of
from hauberk.model.values import (
    Absent,
    Fields,
    Known,
    Pattern,
    Reference,
    Unknown,
    Value,
    alternatives,
    entry_of,
    fields_of,
)

API = "AWS::ApiGatewayV2::Api"
OVERRIDES = "AWS::ApiGatewayV2::ApiGatewayManagedOverrides"
_DEFAULT = "$default"


def quick_created(resources: Mapping[str, Resource]) -> list[Resource]:
    """What API Gateway makes for the APIs among some resources, in terms of the resources that say the same."""
    apis = [api for api in resources.values() if api.type == API and "Target" in api.properties.names()]
    return [made for api in apis for made in _made(api, [other for other in resources.values() if _is_for(other, api)])]


def _is_for(other: Resource, api: Resource) -> bool:
    return other.type == OVERRIDES and resource_of(other.properties.value("ApiId")) == api.id


def _made(api: Resource, overrides: list[Resource]) -> Iterator[Resource]:
    own = api.properties
    target, body = own.value("Target"), own.value("Body")
    presence = combine((api.presence, target, body, own.value("ProtocolType")), _is_there)
    if presence == Known(False):
        return
    trail = target.trail
    of: dict[str, Value] = {"ApiId": Reference(api.id, "", trail)}
    contents: dict[str, dict[str, Value]] = {
        "Integration": {
            **of,
            "IntegrationType": combine((target,), _kind),
            "IntegrationUri": target,
            "CredentialsArn": own.value("CredentialsArn"),
        },
        "Route": {
            **of,
            "RouteKey": _or(own.value("RouteKey"), Known(_DEFAULT, trail)),
            "Target": Pattern(("integrations/", Reference(f"{api.id}.Integration")), trail),
        },
        "Stage": {**of, "StageName": Known(_DEFAULT, trail), "AutoDeploy": Known(True, trail)},
    }
    head = own.key("Target")
    for part, content in contents.items():
        fields = Fields(content, head=head)
        for override in overrides:
            fields = _overridden(fields, override, part)
        yield api.changed(
            id=f"{api.id}.{part}",
            type=f"AWS::ApiGatewayV2::{part}",
            properties=fields,
            head=head,
            presence=presence,
            attributes=Fields({}),
            depends_on=(),
            label=api.label and f"{api.label}.{part}",
        )


def _is_there(row: tuple[Value, ...]) -> Value:
    """Whether anything is made: a definition takes the place of quick create, and WebSocket APIs have none."""
    presence, target, body, protocol = row
    if isinstance(target, Absent) or not isinstance(body, Absent) or protocol == Known("WEBSOCKET"):
        return Known(False)
    return presence


def _kind(row: tuple[Value, ...]) -> Value:
    """The integration's type: HTTP for a URL, Lambda for a function's ARN."""
    target = row[0]
    match target:
        case Known(str() as text) | Pattern((str() as text, *_)):
            return Known("HTTP_PROXY" if text.startswith(("http://", "https://")) else "AWS_PROXY", target.trail)
        case Unknown():
            return target
    return Known("AWS_PROXY", target.trail)


def _overridden(fields: Fields, override: Resource, part: str) -> Fields:
    """Properties with those laid over them that a resource sets, where it is there."""
    block = override.properties.value(part)
    blocks = [choice for _, choice in alternatives(block)]
    changes: dict[str, Value] = {}
    for name in dict.fromkeys(name for choice in blocks for name in fields_of(choice).names()):
        given = combine((override.presence, block), partial(_entry, name))
        changes[name] = _or(given, fields.value(name))
    changed = fields.merged(changes)
    changed.rest = next((choice for choice in reversed(blocks) if isinstance(choice, Unknown)), changed.rest)
    return changed


def _entry(name: str, row: tuple[Value, ...]) -> Value:
    """What a block has under a name, where its resource is there."""
    presence, block = row
    if presence != Known(True):
        return Absent(block.trail)
    return entry_of(block, name)


def _or(value: Value, other: Value) -> Value:
    """``value``, and ``other`` in the branches that leave it out."""
    return combine((value, other), lambda row: row[1] if isinstance(row[0], Absent) else row[0])
