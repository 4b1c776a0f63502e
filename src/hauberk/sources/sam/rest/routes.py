"""``Api`` events: the method in the API's definition, and the permission for it."""

from typing import Any

from hauberk.model.resource import PRESENT
from hauberk.model.values import Trail, fields_of
from hauberk.sources.sam.build import certain, choose, is_empty, is_written, likely, tree
from hauberk.sources.sam.context import Context, RouteEvent
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.ids import suffix
from hauberk.sources.sam.gateway.paths import execute_api, method_in_arn, method_key, path_in_arn
from hauberk.sources.sam.gateway.routes import Place
from hauberk.sources.sam.rest import auth, integrations, policy, requests
from hauberk.sources.sam.rest.api import Api


def path_of(route: RouteEvent) -> str:
    """The route's path."""
    return str(likely(route.event.value("Path")) or "")


def method_of(route: RouteEvent) -> str:
    """The route's method in lower case."""
    return str(likely(route.event.value("Method")) or "").lower()


def is_complete(route: RouteEvent) -> bool:
    """Whether the event says which route it is."""
    return bool(path_of(route) and method_of(route))


def trail_of(route: RouteEvent) -> Trail:
    """Where the route's path is written."""
    return route.event.value("Path").trail or ((route.head,) if route.head else ())


def place_of(route: RouteEvent) -> Place:
    """The route as the definition has it."""
    return Place(path_of(route), method_of(route), route.function.presence, trail_of(route))


def permit(context: Context, route: RouteEvent, api: Api | None) -> None:
    """Lets the API invoke the function; a state machine is started with a role instead."""
    if route.role is not None:
        return
    trail = trail_of(route)
    api_id = route.event.value("RestApiId") if route.named else context.ref(route.api, trail)
    place = f"*/{method_in_arn(method_of(route))}{path_in_arn(path_of(route))}"
    content: dict[str, Any] = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": route.target,
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": execute_api(context, api_id, place, trail),
    }
    function = route.function.id.removeprefix(context.prefix)
    entries = {key: tree(child, trail) for key, child in content.items()}
    name = f"{function}{route.name}Permission{suffix(_stage(api))}"
    context.add(name, "AWS::Lambda::Permission", entries, route.function, head=route.head)


def _stage(api: Api | None) -> str:
    """The stage as the ids of permissions and the policies of events have it."""
    stage = certain(api.value("StageName")) if api is not None and is_written(api.value("StageName")) else None
    return stage if isinstance(stage, str) else "Stage"


def integrate(api: Api, route: RouteEvent) -> None:
    """Writes what an event asks for into the definition of its API."""
    if not api.is_valid or api.document is None:
        return
    path, trail = path_of(route), trail_of(route)
    written = route.event.value("Auth")
    if api.managed:
        for item in api.paths().every(path, trail):
            method = item.below(method_key(method_of(route)), trail)
            _fill(api, api.document, route, method)
            method.presence = route.function.presence
    elif not is_empty(api.value("MergeDefinitions")) and route.role is None:
        _merge(api, route, trail)
    asked = not is_empty(fields_of(written).value("OverrideApiAuth"))
    if asked:
        for item in api.paths().open(path):
            for method in item.open(method_key(method_of(route))):
                auth.of_route(api, api.document, route, method)
    restricted = fields_of(written).value("ResourcePolicy")
    if not is_empty(restricted) and (api.managed or asked):
        policy.restrict(api, restricted, [path], tree(_stage(api), restricted.trail))


def _fill(api: Api, document: Tree, route: RouteEvent, method: Tree) -> None:
    """The method that an event asks for; ``document`` takes the schemes and validators that it needs."""
    integrations.add(api, route, method, trail_of(route))
    auth.of_route(api, document, route, method)
    requests.add(document, route, method)


def _merge(api: Api, route: RouteEvent, trail: Trail) -> None:
    """Lays the method that an event asks for over what the template has written of it."""
    made = Tree(trail)
    beside = Tree(trail)
    beside.put("swagger", "2.0", trail)
    _fill(api, beside, route, made)
    there = route.function.presence
    for item in api.paths().every(path_of(route), trail):
        method = item.below(method_of(route), trail)
        bare = not list(method)
        for name in made:
            value = made.value(name)
            method.put(name, value if bare else choose(there, value, method.value(name)), value.trail)
        if bare and there is not PRESENT:
            method.presence = there
