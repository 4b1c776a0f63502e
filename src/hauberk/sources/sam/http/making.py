"""The resources of HTTP APIs."""

from hauberk.sources.sam.build import nothing
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway.implicit import implicit
from hauberk.sources.sam.gateway.routes import declare
from hauberk.sources.sam.http import IMPLICIT, TYPE, auth, domain, routes, stage
from hauberk.sources.sam.http.api import Api

_TAGGED = frozenset(("AWS::ApiGatewayV2::DomainName", "AWS::ApiGatewayV2::Stage"))


def derive(context: Context) -> None:
    """Makes the resources of every HTTP API that is declared or has a route."""
    events = [route for route in context.routes if route.kind == "HttpApi"]
    sources = dict(context.declared(TYPE))
    if any(not route.named for route in events):
        own = [route for route in events if route.api == IMPLICIT]
        sources[IMPLICIT] = implicit(context, IMPLICIT, TYPE, own, {})
    apis = {name: Api(context, name, source) for name, source in sources.items()}
    for api in apis.values():
        api.routes.extend(route for route in events if route.api == api.name)
        declare(api, map(routes.place_of, api.routes))
    defaults = {
        (route.api, route.function.id) for route in events if routes.is_default(route) and route.target != route.arn
    }
    for route in events:
        routes.permit(context, route, (route.api, route.function.id) in defaults)
        if route.api in apis:
            routes.integrate(apis[route.api], route)
    for api in apis.values():
        _derive(api)


def _derive(api: Api) -> None:
    auth.add(api)
    api.derive()
    auth.permit(api)
    domain.derive(api)
    stage.derive(api)
    if not nothing(api.value("Tags")) and api.is_valid:
        api.tag(api.tags(), _TAGGED)
