"""What stands between anyone and a route of an API, beside the route's own authorizer.

What an API must have before it answers from the API Gateway developer guide: "Deploy REST APIs in API Gateway", "Stages
for HTTP APIs", "Disable the default endpoint for REST APIs", and "Routing rules to connect API stages to a custom
domain name for REST APIs"; what its policy does from "How API Gateway resource policies affect authorization workflow"
(2026-11).
"""

from hauberk.model.api import Route
from hauberk.model.given import is_given
from hauberk.model.policies import Role, documents
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_flag, listed, named, resource_of
from hauberk.model.told import is_live
from hauberk.model.values import Absent, Known, Reason, Unknown, Value
from hauberk.model.world import World
from hauberk.study.study import Study

_CLOSING = ("DisableExecuteApiEndpoint", "Body.x-amazon-apigateway-endpoint-configuration.disableExecuteApiEndpoint")
_DOMAINS = ("AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName")
_MAPPINGS = ("AWS::ApiGateway::BasePathMapping", "AWS::ApiGatewayV2::ApiMapping")
_STAGE, _HTTP_STAGE = "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"
_BY_MAPPINGS = (Known("API_MAPPING_ONLY"), Absent())
_RULES = Reason("not-asked", "a domain goes by routing rules, which aren't read: they may lead to the API")


def api_of(route: Route, study: Study) -> Resource | None:
    """The API that a route belongs to."""
    if route.form == "operation":
        return route.resource
    return study.named(route.at("RestApiId" if route.form == "method" else "ApiId"))


def kept_out(api: Resource, world: World, study: Study) -> str | Unknown | None:
    """Why not everyone gets through to the routes of an API, whatever these ask, in words; why that isn't known; none
    where everyone does."""
    away = unreachable(api, world, study)
    if isinstance(away, str):
        return away
    guard = guarded(api, world, study)
    return guard if isinstance(guard, str) or away is None else away


def unreachable(api: Resource, world: World, study: Study) -> str | Unknown | None:
    """Why nobody on the internet reaches an API at all.

    A template doesn't tell all of that: its API may be deployed, or get a domain name, by another one. An account does.
    """
    if is_private(api, world):
        return "the API can be reached from its VPC endpoints only"
    asked = Subject(api, world)
    if not any(_serves(stage, world) for stage in study.users(asked, _STAGE, _HTTP_STAGE)) and is_live(asked):
        return "the API isn't deployed: it has no stage that serves it"
    if _is_closed(asked) and not any(study.users(asked, *_MAPPINGS)) and is_live(asked):
        return _by_rules(asked, study) or "the API's own endpoint is off, and no domain name leads to it"
    return None


def _serves(stage: Resource, world: World) -> bool:
    """Whether a stage has something to serve: one of a REST API always does, another one when it was deployed to."""
    if stage.type == _STAGE:
        return True
    automatic, deployment = (world.pick(stage.properties.value(name)) for name in ("AutoDeploy", "DeploymentId"))
    return as_flag(automatic) == Known(True) or is_given(deployment)


def guarded(api: Resource, world: World, study: Study) -> str | Unknown | None:
    """Why an API itself lets in some callers only, or why that isn't known."""
    narrowed = _is_narrowed(api, world, study)
    if narrowed is True:
        return "the API's policy says who may call it"
    if _asks_for_certificates(api, world, study):
        return _by_rules(Subject(api, world), study) or "callers have to show a certificate"
    return narrowed or None


def _is_narrowed(api: Resource, world: World, study: Study) -> bool | Unknown:
    """Whether the API's own policy lets in some callers only, and so asks for signed requests or keeps others out. One
    that only denies lets in nobody who doesn't sign, as one without a fitting Allow."""
    if not any(documents(api, (Role.RESOURCE,))):
        return False
    from hauberk.study.outsiders import open_to_all

    study.iam = True
    policy = study.resource_policy(Subject(api, world))
    if policy is None or not (policy.statements or policy.unknown):
        return False
    way = open_to_all(policy)
    return Unknown(way) if isinstance(way, Reason) else way is None


def _asks_for_certificates(api: Resource, world: World, study: Study) -> bool:
    """Whether the API can only be reached through domains with mutual TLS."""
    seen = Subject(api, world)
    if not _is_closed(seen):
        return False
    domains = [
        _domain(world.pick(mapping.properties.value("DomainName")), seen, study)
        for mapping in study.graph.users(api.id, *_MAPPINGS)
    ]
    return bool(domains) and all(
        domain is not None and is_given(world.pick(domain.properties.value("MutualTlsAuthentication")))
        for domain in domains
    )


def _by_rules(asking: Subject, study: Study) -> Unknown | None:
    """Why it isn't known whether another domain leads to an API."""
    modes = (asking.world.pick(one.properties.value("RoutingMode")) for one in study.there(asking, *_DOMAINS))
    return Unknown(_RULES) if any(mode not in _BY_MAPPINGS for mode in modes) else None


def _is_closed(api: Subject) -> bool:
    """Whether an API doesn't answer at the address that AWS gave it."""
    return any(as_flag(api.at(path)) == Known(True) for path in _CLOSING)


def _domain(name: Value, asking: Subject, study: Study) -> Resource | None:
    """The domain that a mapping means: it refers to it, or both have the same name."""
    own = study.named(name)
    if own is not None:
        return own
    for domain in study.there(asking, *_DOMAINS):
        if asking.world.pick(domain.properties.value("DomainName")) == name:
            return domain
    return None


def is_private(api: Resource, world: World) -> bool:
    """Whether an API can be reached from its VPC endpoints only."""
    types = named(world.pick(api.properties.value("EndpointConfiguration"))).within(world).value("Types")
    return any(kind == Known("PRIVATE") for kind in listed(types))


def connects_by(route: Route, study: Study) -> Value | None:
    """The key of the other route by which clients of a WebSocket API connect, if it has one; unknown where that can't
    be told. Only there clients are asked who they are, and without it every connection is taken."""
    api = study.named(route.at("ApiId")) if route.form == "route" else None
    if api is None or route.world.pick(api.properties.value("ProtocolType")) != Known("WEBSOCKET"):
        return None
    if route.at("RouteKey") == Known("$connect"):
        return None
    others = study.there(route, "AWS::ApiGatewayV2::Route")
    keys = [
        route.world.pick(other.properties.value("RouteKey"))
        for other in others
        if other is not route.resource and resource_of(route.world.pick(other.properties.value("ApiId"))) == api.id
    ]
    sure = next((key for key in keys if key == Known("$connect")), None)
    return sure or next((key for key in keys if isinstance(key, Unknown)), None)
