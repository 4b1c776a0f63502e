"""APIs none of whose routes asks who calls."""

from collections.abc import Iterator

from hauberk.model.api import Route
from hauberk.model.application import Application
from hauberk.model.subject import Seed, resource_of
from hauberk.model.values import Absent, Known
from hauberk.model.world import TooManyWorldsError, World, explore

OPEN = (Known("NONE"), Absent(default="NONE"))
_FEWEST = 2
"""An API with a single route is told of by that route."""


def open_apis(application: Application) -> dict[str, tuple[Seed, ...]]:
    """The routes of each API that are open in every branch, without preflights and what API Gateway answers by itself;
    only of APIs with no other route."""
    routes: dict[str, list[Seed]] = {}
    for seed in Route.seeds(application):
        routes.setdefault(api_of(seed), []).append(seed)
    found: dict[str, tuple[Seed, ...]] = {}
    for api, seeds in routes.items():
        if any(_seen(seed, World(seed.guard)).at("RouteKey") == Known("$connect") for seed in seeds):
            continue  # who sends messages is asked when they connect
        asked = tuple(seed for seed in seeds if _leads_somewhere(_seen(seed, World(seed.guard))))
        if api and len(asked) >= _FEWEST and all(map(_is_open, asked)):
            found[api] = asked
    return found


def api_of(seed: Seed) -> str:
    """The id of the API that a route belongs to, or empty."""
    route = _seen(seed, World(seed.guard))
    if route.form in ("operation", "quick"):
        return route.resource.id
    return resource_of(route.at("RestApiId" if route.form == "method" else "ApiId"))


def _leads_somewhere(route: Route) -> bool:
    return not (route.is_preflight or route.is_mock)


def _is_open(seed: Seed) -> bool:
    try:
        return all(answer in OPEN for answer in _answers(seed))
    except TooManyWorldsError:
        return False


def _answers(seed: Seed) -> Iterator[object]:
    return (answer for _, answer in explore(lambda world: _seen(seed, world).authorization, (seed.guard,)))


def _seen(seed: Seed, world: World) -> Route:
    route = seed.see(world)
    assert isinstance(route, Route)
    return route
