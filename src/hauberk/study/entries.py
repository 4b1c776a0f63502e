"""What stands between anyone and a route of an API, beside the route's own authorizer."""

from hauberk.model.api import RestApi, Route
from hauberk.model.given import is_given
from hauberk.model.policies import ResourceStatement
from hauberk.model.resource import Resource
from hauberk.model.subject import Subject, as_flag, listed, named, resource_of
from hauberk.model.values import Known, Reason, Unknown, Value
from hauberk.model.world import World
from hauberk.study.study import Study

CLOSING = ("DisableExecuteApiEndpoint", "Body.x-amazon-apigateway-endpoint-configuration.disableExecuteApiEndpoint")
DOMAINS = ("AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName")
MAPPINGS = ("AWS::ApiGateway::BasePathMapping", "AWS::ApiGatewayV2::ApiMapping")


def api_of(route: Route, study: Study) -> Resource | None:
    """The API that a route belongs to."""
    if route.form == "operation":
        return route.resource
    return study.named(route.at("RestApiId" if route.form == "method" else "ApiId"))


def is_narrowed(api: Resource, world: World, study: Study) -> bool | Unknown:
    """Whether the API's own policy lets in some callers only, and so asks for signed requests or keeps others out."""
    seen = (seed.see(world) for seed in ResourceStatement.of(api))
    if not any(isinstance(statement, ResourceStatement) and statement.allows for statement in seen):
        return False
    from hauberk.study.outsiders import open_to_all

    way = open_to_all(Subject(api, world), study)
    return Unknown(way) if isinstance(way, Reason) else way is None


def asks_for_certificates(api: Resource, world: World, study: Study) -> bool:
    """Whether the API can only be reached through domains with mutual TLS."""
    seen = RestApi(api, world)
    if not any(as_flag(seen.at(path)) == Known(True) for path in CLOSING):
        return False
    domains = [
        _domain(world.pick(mapping.properties.value("DomainName")), seen, study)
        for mapping in study.graph.users(api.id, *MAPPINGS)
    ]
    return bool(domains) and all(
        domain is not None and is_given(world.pick(domain.properties.value("MutualTlsAuthentication")))
        for domain in domains
    )


def _domain(name: Value, asking: Subject, study: Study) -> Resource | None:
    """The domain that a mapping means: it refers to it, or both have the same name."""
    own = study.named(name)
    if own is not None:
        return own
    for domain in study.there(asking, *DOMAINS):
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
