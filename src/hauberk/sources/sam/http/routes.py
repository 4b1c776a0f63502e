"""``HttpApi`` events: the path in the API's definition, the integration behind it, and the permission for it."""

import re
from typing import Any

from hauberk.model.resource import PRESENT
from hauberk.model.values import Known, Trail, Value, fields_of, items_of
from hauberk.sources.sam.build import choose, likely, nothing, tree
from hauberk.sources.sam.context import Context, RouteEvent
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import ANY, INTEGRATION, execute_api, method_in_arn, method_key, path_in_arn
from hauberk.sources.sam.gateway.routes import Place
from hauberk.sources.sam.http import auth
from hauberk.sources.sam.http.api import Api
from hauberk.sources.sam.policies import fill

DEFAULT = "$default"
_FUNCTION = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__F__}/invocations"


def path_of(route: RouteEvent) -> str:
    """The route's path; the default route where the event names neither path nor method."""
    path = str(likely(route.event.value("Path")) or "")
    return path or ("" if likely(route.event.value("Method")) else DEFAULT)


def method_of(route: RouteEvent) -> str:
    """The route's method in lower case."""
    method = str(likely(route.event.value("Method")) or "").lower()
    return method or ("" if likely(route.event.value("Path")) else ANY)


def is_default(route: RouteEvent) -> bool:
    """Whether the route takes whatever no other does."""
    return path_of(route) == DEFAULT and method_key(method_of(route)) == ANY


def trail_of(route: RouteEvent) -> Trail:
    """Where the route's path is written."""
    path = route.event.value("Path")
    return ((route.head,) if route.head else path.trail) if nothing(path) else path.trail


def place_of(route: RouteEvent) -> Place:
    """The route as the definition has it."""
    return Place(path_of(route), method_of(route), route.function.presence, trail_of(route))


def settings(api: Api) -> Value:
    """``RouteSettings`` of the API, with those of its events laid over them."""
    written = api.value("RouteSettings")
    given = [route for route in api.routes if "RouteSettings" in route.event.names()]
    if not given:
        return written
    own = Tree(written.trail or api.trail, fields_of(written))
    for route in given:
        value = route.event.value("RouteSettings")
        method = method_of(route)
        key = path_of(route) if method == ANY else f"{method.upper()} {path_of(route)}"
        below = own.below(key, value.trail)
        fields = fields_of(value)
        for name in fields.names():
            part = fields.value(name)
            there = route.function.presence
            below.put(name, part if there is PRESENT else choose(there, part, below.value(name)), part.trail)
    return own.frozen()


def permit(context: Context, route: RouteEvent, has_default: bool) -> None:
    """Lets the API invoke the function, unless the permission for its default route says so already."""
    path = path_of(route)
    if has_default and path != DEFAULT:
        return
    trail = trail_of(route)
    api_id = route.event.value("ApiId") if route.named else context.ref(route.api, trail)
    method = method_of(route)
    place = "*" + path if method == "any" and path == f"/{DEFAULT}" else f"*/{method_in_arn(method)}"
    if path != DEFAULT and not place.endswith(path):
        place += path_in_arn(path)
    content: dict[str, Any] = {
        "Action": "lambda:InvokeFunction",
        "FunctionName": route.target,
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": execute_api(context, api_id, place, trail),
    }
    entries = {key: tree(child, trail) for key, child in content.items()}
    name = f"{route.function.id.removeprefix(context.prefix)}{route.name}Permission"
    context.add(name, "AWS::Lambda::Permission", entries, route.function, head=route.head)


def integrate(api: Api, route: RouteEvent) -> None:
    """Writes what the event asks for into the definition."""
    if api.document is None or not api.is_valid:
        return
    trail = trail_of(route)
    for item in api.paths().every(path_of(route), trail):
        for method in item.every(method_key(method_of(route)), trail):
            _integrate(api, route, method, trail)


def _integrate(api: Api, route: RouteEvent, method: Tree, trail: Trail) -> None:
    event = route.event
    written = INTEGRATION in method
    proxy = method.below(INTEGRATION, trail)
    if not written:
        content: dict[str, Any] = {
            "type": "aws_proxy",
            "httpMethod": "POST",
            "payloadFormatVersion": "2.0",
            "uri": fill(api.context, _FUNCTION, {"__F__": route.arn}, trail),
        }
        for name, part in content.items():
            proxy.put(name, part, trail)
        if is_default(route):
            method.put("isDefaultRoute", True, trail)
        if "responses" not in method:
            method.put("responses", {}, trail)
        if route.function.presence is not PRESENT:
            method.presence = route.function.presence
    auth.of_route(api, route, method)
    for name, key in (("TimeoutInMillis", "timeoutInMillis"), ("PayloadFormatVersion", "payloadFormatVersion")):
        value = event.value(name)
        if not nothing(value):
            proxy.put(key, value, value.trail)
    variables = re.findall(r"\{(.*?)\}", path_of(route))
    if variables:
        method.put("parameters", _with_variables(method.value("parameters"), variables, trail), trail)


def _with_variables(present: Value, variables: list[str], trail: Trail) -> list[Value]:
    listed = list(items_of(present))
    for name in variables:
        entry = tree({"name": name, "in": "path", "required": True}, trail)
        found = next((i for i, one in enumerate(listed) if fields_of(one).value("name") == Known(name)), None)
        if found is None:
            listed.append(entry)
        else:
            own = fields_of(listed[found])
            listed[found] = Known(own.merged(dict(fields_of(entry).items())), listed[found].trail)
    return listed
