"""What REST APIs answer preflights with, by which browsers ask which pages may read answers.

An ``OPTIONS`` method answers by itself, with headers in quotation marks as its response parameters (API Gateway
developer guide, "CORS for REST APIs in API Gateway", 2026-11).
"""

from collections.abc import Iterator
from typing import NamedTuple

from hauberk.model.application import Application
from hauberk.model.guards import Guard
from hauberk.model.policies import pattern_text
from hauberk.model.resource import Resource
from hauberk.model.subject import below, named, spread
from hauberk.model.values import Absent, Known, Value, alternatives

REST, METHOD = "AWS::ApiGateway::RestApi", "AWS::ApiGateway::Method"
_ORIGIN = "method.response.header.access-control-allow-origin"


class Preflight(NamedTuple):
    """Whose pages a preflight's answer lets read, in one branch."""

    resource: Resource
    id: str
    guard: Guard
    origin: Value


def preflights(application: Application) -> Iterator[Preflight]:
    """Every origin that answers name; what a definition says for several of its paths comes once."""
    seen: set[tuple[str, str, Guard]] = set()
    for one in (*_of_definitions(application), *_of_methods(application)):
        key = (one.resource.id, one.id, one.guard)
        if key not in seen:
            yield one
        seen.add(key)


def _of_definitions(application: Application) -> Iterator[Preflight]:
    for api in application.of(REST):
        for guard, paths in below(api, "Body.paths"):
            for path in named(paths).names():
                way = (path, "options", "x-amazon-apigateway-integration", "responses")
                for deeper, responses in _down(paths, guard, way):
                    for code in named(responses).names():
                        for held, headers in _down(responses, deeper, (code, "responseParameters")):
                            yield from _named(api, "Body/OPTIONS", held, headers)


def _of_methods(application: Application) -> Iterator[Preflight]:
    for method in application.of(METHOD):
        if not any(value == Known("OPTIONS") for _, value in below(method, "HttpMethod")):
            continue
        for guard, responses in below(method, "Integration.IntegrationResponses"):
            for deeper, index, response in spread(responses, guard):
                for held, headers in _down(response, deeper, ("ResponseParameters",)):
                    yield from _named(method, f"Integration.IntegrationResponses{index}", held, headers)


def _named(resource: Resource, id_: str, guard: Guard, headers: Value) -> Iterator[Preflight]:
    for name in named(headers).names():
        if name.lower() == _ORIGIN:
            for held, origin in alternatives(named(headers).value(name), guard):
                text = _unquoted(origin)
                yield Preflight(resource, f"{id_} {pattern_text(text) or '?'}", held, text)


def _unquoted(origin: Value) -> Value:
    match origin:
        case Known(str() as text):
            return Known(text.strip("'"), origin.trail)
    return origin


def _down(value: Value, guard: Guard, names: tuple[str, ...]) -> Iterator[tuple[Guard, Value]]:
    """What stands below a value in every branch; nothing where the way there ends."""
    found = [(guard, value)]
    for name in names:
        found = [pair for held, place in found for pair in alternatives(named(place).value(name), held)]
    return ((held, place) for held, place in found if not isinstance(place, Absent))
