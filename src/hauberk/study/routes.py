"""The routes of APIs: APIs none of whose routes asks who calls, and by which keys settings name routes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hauberk.model.api import METHODS, Route
from hauberk.model.application import Application
from hauberk.model.resource import Resource
from hauberk.model.subject import Seed, Subject, named, resource_of
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.model.world import TooManyWorldsError, World, explore

if TYPE_CHECKING:
    from hauberk.study.study import Study

OPEN = (Known("NONE"), Absent(default="NONE"))
_FEWEST = 2
"""An API with a single route is told of by that route."""


def open_apis(application: Application) -> dict[str, tuple[Seed, ...]]:
    """The routes of each API that are open in every branch, without preflights and what API Gateway answers by itself;
    only of APIs with no other route. A route that is there under several conditions comes once for each."""
    return {
        api: asked for api, asked in _asked_routes(application) if all(_is_open(seed, application) for seed in asked)
    }


def undecided_apis(application: Application) -> dict[str, Unknown]:
    """The APIs of which it isn't known whether none of their routes asks who calls, with the reason: none does for
    sure, and of some it isn't known."""
    found: dict[str, Unknown] = {}
    for api, asked in _asked_routes(application):
        try:
            answers = [answer for seed in asked for answer in _answers(seed, application)]
        except TooManyWorldsError:
            continue
        doubts = [answer for answer in answers if isinstance(answer, Unknown)]
        if doubts and all(answer in OPEN for answer in answers if not isinstance(answer, Unknown)):
            found[api] = doubts[0]
    return found


def _asked_routes(application: Application) -> Iterator[tuple[str, tuple[Seed, ...]]]:
    """The routes of each API of which callers can be asked who they are, where there are several."""
    routes: dict[str, list[Seed]] = {}
    for seed in Route.seeds(application):
        routes.setdefault(api_of(seed), []).append(seed)
    for api, seeds in routes.items():
        if any(_seen(seed, World(seed.guard)).at("RouteKey") == Known("$connect") for seed in seeds):
            continue  # who sends messages is asked when they connect
        asked = tuple(seed for seed in seeds if _leads_somewhere(_seen(seed, World(seed.guard))))
        if api and len({seed.id for seed in asked}) >= _FEWEST:
            yield api, asked


def api_of(seed: Seed) -> str:
    """The id of the API that a route belongs to, or empty."""
    route = _seen(seed, World(seed.guard))
    if route.form == "operation":
        return route.resource.id
    return resource_of(route.at("RestApiId" if route.form == "method" else "ApiId"))


def route_keys(api: Resource, asking: Subject, study: "Study") -> list[Value]:
    """The keys of an HTTP or WebSocket API's routes in the world of who asks: ``GET /orders``, ``$default``."""
    world = asking.world
    keys = [
        world.pick(route.properties.value("RouteKey"))
        for route in study.there(asking, "AWS::ApiGatewayV2::Route")
        if resource_of(world.pick(route.properties.value("ApiId"))) == api.id
    ]
    paths = named(named(world.pick(api.properties.value("Body"))).value("paths"))
    for path, item in paths.items():
        for method, operation in named(item).items():
            if method.lower() in METHODS or method.lower() == "any":
                keys.append(Known(_key(method.lower(), path), operation.trail))
    return keys


def _key(method: str, path: str) -> str:
    if path.lstrip("/") == "$default":
        return "$default"
    return f"{'ANY' if method.startswith('x-') else method.upper()} {path}"


def _leads_somewhere(route: Route) -> bool:
    return not (route.is_preflight or route.is_mock)


def _is_open(seed: Seed, application: Application) -> bool:
    try:
        return all(answer in OPEN for answer in _answers(seed, application))
    except TooManyWorldsError:
        return False


def _answers(seed: Seed, application: Application) -> Iterator[object]:
    def ask(world: World) -> object:
        return _seen(seed, world).authorization

    return (answer for _, answer in explore(ask, (seed.guard,), refuses=application.refuses))


def _seen(seed: Seed, world: World) -> Route:
    route = seed.see(world)
    assert isinstance(route, Route)
    return route
