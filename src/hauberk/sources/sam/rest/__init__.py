"""``AWS::Serverless::Api``, and the API that SAM makes up for ``Api`` events that name none.

Facts from the AWS SAM developer guide, "AWS::Serverless::Api" (2026-11), and from what AWS makes of templates.
"""

from hauberk.model.values import fields_of
from hauberk.sources.sam.build import certain, nothing, pairs
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.gateway.implicit import implicit
from hauberk.sources.sam.rest import auth, cors, domain, plans, responses, routes, stage
from hauberk.sources.sam.rest.api import TAGGED, Api

TYPE = "AWS::Serverless::Api"
IMPLICIT = "ServerlessRestApi"


def derive(context: Context) -> None:
    """Makes the resources of every REST API of the template."""
    events = [route for route in context.routes if route.kind == "Api"]
    sources = dict(context.declared(TYPE))
    if any(route.api == IMPLICIT and not route.named for route in events):
        own = [route for route in events if route.api == IMPLICIT]
        sources[IMPLICIT] = implicit(context, IMPLICIT, TYPE, own, {"StageName": "Prod"})
    apis = {name: Api(context, name, source) for name, source in sources.items()}
    for api in apis.values():
        own = [route for route in events if route.api == api.name]
        api.routes.extend(route for route in own if routes.is_complete(route))
        routes.declare(api)
    for route in events:
        routes.permit(context, route, apis.get(route.api))
        if route.api in apis:
            routes.integrate(apis[route.api], route)
    shared = plans.Shared(context)
    for api in apis.values():
        _derive(api, shared)
    shared.derive()


def rename(context: Context) -> None:
    """Tells the resolver what the parts of an API are called (``Api.Stage``)."""
    renames = context.template.resolver.renames
    for name, source in context.declared(TYPE):
        renames.update(_names(Api(context, name, source)))
    renames.setdefault(f"{IMPLICIT}.Stage", f"{IMPLICIT}ProdStage")
    renames.setdefault(f"{IMPLICIT}.Deployment", f"{IMPLICIT}Deployment")


def _names(api: Api) -> dict[str, str]:
    config = fields_of(api.value("Domain"))
    shared = certain(fields_of(api.auth().value("UsagePlan")).value("CreateUsagePlan")) == "SHARED"
    prefix = plans.PREFIX if shared else api.name
    names = {
        "Stage": stage.stage_id(api),
        "Deployment": f"{api.name}Deployment",
        **{part: prefix + part for part in ("UsagePlan", "UsagePlanKey", "ApiKey")},
    }
    if not nothing(config.value("DomainName")):
        names.update(dict.fromkeys(("DomainName", "DomainNameV2"), domain.domain_id(config)))
    return {f"{api.name}.{part}": id_ for part, id_ in names.items()}


def _derive(api: Api, shared: plans.Shared) -> None:
    cors.add(api)
    auth.add(api)
    responses.add(api)
    api.derive()
    made = stage.derive(api)
    auth.permit(api)
    domain.derive(api)
    plans.derive(api, made, shared)
    if not nothing(api.value("Tags")) and not api.is_off("PropagateTags"):
        api.tag(pairs(api.value("Tags"), api.trail), TAGGED)

