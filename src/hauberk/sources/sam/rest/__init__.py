"""``AWS::Serverless::Api``, and the API that SAM makes up for ``Api`` events that name none.

Facts from the AWS SAM developer guide, "AWS::Serverless::Api" and "Api" (2026-11), and from what AWS makes of
templates.
"""

from hauberk.model.resource import Resource
from hauberk.model.values import Fields, fields_of
from hauberk.sources.sam.build import is_empty, likely, nothing, pairs
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway.implicit import implicit
from hauberk.sources.sam.gateway.routes import declare
from hauberk.sources.sam.globals import with_section
from hauberk.sources.sam.rest import auth, authorizers, cors, domain, plans, responses, routes, stage
from hauberk.sources.sam.rest.api import TAGGED, Api

TYPE = "AWS::Serverless::Api"
IMPLICIT = "ServerlessRestApi"


def derive(context: Context) -> None:
    """Makes the resources of every REST API of the template."""
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


def rename(context: Context) -> None:
    """Tells the resolver what the parts of an API are called (``Api.Stage``)."""
    made_up = Resource(context.prefix + IMPLICIT, TYPE, Fields({}))
    sources = {IMPLICIT: with_section(context.template, made_up), **dict(context.declared(TYPE))}
    for name, source in sources.items():
        names = _names(name, source.properties)
        if name == IMPLICIT and source.head is None:
            names["Stage"] = f"{IMPLICIT}ProdStage"
        context.template.resolver.renames.update({f"{name}.{part}": id_ for part, id_ in names.items()})


def _names(name: str, properties: Fields) -> dict[str, str]:
    plan = fields_of(fields_of(properties.value("Auth")).value("UsagePlan"))
    prefix = plans.SHARED if likely(plan.value("CreateUsagePlan")) == "SHARED" else name
    config = fields_of(properties.value("Domain"))
    names = {
        "Stage": stage.stage_id(name, properties),
        "Deployment": f"{name}Deployment",
        **{part: prefix + part for part in ("UsagePlan", "UsagePlanKey", "ApiKey")},
    }
    if not nothing(config.value("DomainName")):
        names.update(dict.fromkeys(("DomainName", "DomainNameV2"), domain.domain_id(config)))
    return names
