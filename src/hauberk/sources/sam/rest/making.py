"""The resources of REST APIs."""

from hauberk.sources.sam.build import is_empty, pairs
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway.implicit import implicit
from hauberk.sources.sam.gateway.routes import declare
from hauberk.sources.sam.rest import IMPLICIT, TYPE, auth, authorizers, cors, domain, plans, responses, routes, stage
from hauberk.sources.sam.rest.api import TAGGED, Api


def derive(context: Context) -> None:
    """Makes the resources of every REST API that is declared or has a route."""
    events = [route for route in context.routes if route.kind == "Api" and routes.is_complete(route)]
    sources = dict(context.declared(TYPE))
    own = [route for route in events if route.api == IMPLICIT]
    if own:
        sources[IMPLICIT] = implicit(context, IMPLICIT, TYPE, own, {"StageName": "Prod"})
    apis = {name: Api(context, name, source) for name, source in sources.items()}
    for route in events:
        if route.api in apis:
            apis[route.api].routes.append(route)
        routes.permit(context, route, apis.get(route.api))
    shared = plans.Shared()
    for api in apis.values():
        _derive(api, shared)
    shared.derive()
    for api in apis.values():
        if not is_empty(api.value("Tags")) and not api.is_off("PropagateTags"):
            api.tag(pairs(api.value("Tags"), api.trail), TAGGED)


def _derive(api: Api, shared: plans.Shared) -> None:
    declare(api, map(routes.place_of, api.routes))
    for route in api.routes:
        routes.integrate(api, route)
    cors.add(api)
    auth.of_api(api)
    responses.add(api)
    api.derive()
    made = stage.derive(api)
    authorizers.permit(api)
    domain.derive(api)
    plans.derive(api, made, shared)
