"""Connections of a WebSocket API, to which a function posts."""

from collections.abc import Iterator

from hauberk.code.sdk.operation import Operation
from hauberk.iam.language.text import ANY, EVERYTHING, Glob, Hole, Part, glob
from hauberk.model.subject import Subject
from hauberk.study.needs.names import Names
from hauberk.study.needs.places import Place
from hauberk.study.needs.reasons import reason

_API, _STAGE = "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Stage"
_START = ("arn:", Hole("AWS::Partition"), ":execute-api:", Hole("AWS::Region"), ":", Hole("AWS::AccountId"), ":")
_ANYONE = "AWS names connections when they are made"
_VERBS = ("POST", "GET", "DELETE")


def connections(operation: Operation, names: Names) -> Place:
    """The connections of an API: by the endpoint that a client has, or by the APIs that the function is for."""
    method = next((verb for verb in _VERBS if operation.operation.upper().startswith(verb)), "")
    end: tuple[Part, ...] = ("/", method or ANY, "/@connections/", ANY)
    endpoint = operation.through.endpoint
    stages = [_stage(one) for one in names.of(endpoint)] if endpoint is not None else []
    if stages and all(one is not None for one in stages):
        return Place(tuple(glob(*_START, *one, *end) for one in stages if one is not None), _ANYONE)
    found = tuple(glob(*_START, *one.parts, *end) for one in _served(names))
    if found:
        return Place(found, _ANYONE)
    told = reason("the endpoint", endpoint, names) if endpoint is not None else ""
    return Place((glob(*_START, ANY, *end),), ": ".join(filter(None, ("which API it is can't be told", told))))


def _served(names: Names) -> Iterator[Glob]:
    """API and stage of every WebSocket API that the function is for."""
    world = names.function.world
    for api in names.study.there(names.function, _API):
        protocol = names.arns.text(Subject(api, world).at("ProtocolType"))
        if protocol is None or protocol.literal != "WEBSOCKET" or not _serves(api.id, names):
            continue
        own = [
            names.arns.text(Subject(stage, world).at("StageName")) or EVERYTHING
            for stage in names.study.there(names.function, _STAGE)
            if names.study.named(Subject(stage, world).at("ApiId")) is api
        ]
        for stage_name in own or [EVERYTHING]:
            yield glob(*names.arns.name(api).parts, "/", *stage_name.parts)


def _serves(api: str, names: Names) -> bool:
    for integration in names.study.around(names.function, "AWS::ApiGatewayV2::Integration"):
        named = names.study.named(Subject(integration, names.function.world).at("ApiId"))
        if named is not None and named.id == api:
            return True
    return False


def _stage(endpoint: Glob) -> tuple[Part, ...] | None:
    """API and stage in the address of a WebSocket API."""
    parts = list(endpoint.parts)
    if not parts or not isinstance(parts[0], str) or not parts[0].startswith("https://"):
        return None
    parts[0] = parts[0].removeprefix("https://")
    api: list[Part] = []
    stage: list[Part] | None = None
    host = False
    for part in parts:
        if not isinstance(part, str):
            if stage is not None:
                stage.append(part)
            elif not host:
                api.append(part)
            continue
        if stage is not None:
            stage.append(part)
            continue
        text = part
        if not host and ".execute-api." in text:
            api.append(text.partition(".execute-api.")[0])
            text, host = text.partition(".execute-api.")[2], True
        elif not host:
            api.append(text)
        if host and "/" in text:
            stage = [text.partition("/")[2]]
    if not host or ANY in api:
        return None
    own = glob(*(stage or [ANY]))
    return (*glob(*api).parts, "/", *(own.parts or (ANY,)))
