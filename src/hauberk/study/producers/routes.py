"""Routes of APIs that put something into a queue, a stream, a table and the like without a function between.

From the API Gateway developer guide, "Integrations for REST APIs" and "Create AWS service integrations for HTTP APIs"
(2026-11).
"""

from hauberk.model.api import Route
from hauberk.model.regex import regex
from hauberk.model.subject import Seed
from hauberk.model.values import Known, Pattern, Value
from hauberk.model.world import World
from hauberk.study.graph import FUNCTION, referred
from hauberk.study.principals import ROLE
from hauberk.study.producers.grants import granted
from hauberk.study.producers.stores import SENDING, STORES
from hauberk.study.study import Study

_TAKES = regex(r"action/(?:BatchGet|Delete|Describe|Get|List|Query|Receive|Scan)")


def routes_by_target(study: Study) -> dict[str, tuple[Seed, ...]]:
    """The routes by the id of what each sends to: what its integration refers to, or its role may send to."""
    found: dict[str, dict[str, Seed]] = {}
    for seed in Route.seeds(study.application):
        route = seed.see(World(seed.guard))
        assert isinstance(route, Route)
        if not route.is_preflight and not route.is_mock:
            for id_ in _targets(route, study):
                found.setdefault(id_, {})[route.id] = seed
    return {id_: tuple(seeds.values()) for id_, seeds in found.items()}


def label(route: Route) -> str:
    """What people call a route: its method and path."""
    if route.form == "operation":
        return route.label
    key = route.at("RouteKey" if route.form == "route" else "HttpMethod")
    if route.form == "route":
        return str(key.value) if isinstance(key, Known) else route.name
    if "Account" in route.resource.attributes.names():
        return route.name  # an account's methods are called by both already
    return f"{key.value} of {route.name}" if isinstance(key, Known) else route.name


def _targets(route: Route, study: Study) -> set[str]:
    resources = study.application.resources
    if _TAKES.search(_uri(route)):
        return set()
    found: set[str] = set()
    for id_ in _named(route, study):
        resource = resources.get(id_)
        if resource is None:
            continue
        if resource.type in STORES and resource.type != FUNCTION:
            found.add(id_)
        elif resource.type == ROLE:
            given = granted(resource, SENDING, study).resources
            found.update(one for one, by_name in given.items() if by_name and resources[one].type != FUNCTION)
    return found


def _named(route: Route, study: Study) -> tuple[str, ...]:
    """The resources that a route's integration refers to."""
    if route.form == "route":
        integration = study.named(route.at("Target"))
        return () if integration is None else study.graph.targets[integration.id]
    return referred(route.at("Integration" if route.form == "method" else "x-amazon-apigateway-integration"))


def _uri(route: Route) -> str:
    if route.form == "route":
        return ""
    value: Value = route.at("Integration.Uri" if route.form == "method" else "x-amazon-apigateway-integration.uri")
    match value:
        case Known(str() as text):
            return text
        case Pattern():
            return value.text("?")
    return ""
