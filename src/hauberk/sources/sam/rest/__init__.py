"""``AWS::Serverless::Api``, and the API that SAM makes up for ``Api`` events that name none.

Facts from the AWS SAM developer guide, "AWS::Serverless::Api" (2026-11), and from what AWS makes of templates.
"""

from hauberk.model.resource import PRESENT, Resource
from hauberk.model.values import Fields, Known, Value, fields_of
from hauberk.sources.sam.build import all_of, any_of, certain, here, nothing, pairs
from hauberk.sources.sam.context import Context, RouteEvent
from hauberk.sources.sam.globals import with_section
from hauberk.sources.sam.rest import auth, cors, domain, plans, responses, routes, stage
from hauberk.sources.sam.rest.api import Api

TYPE = "AWS::Serverless::Api"
IMPLICIT = "ServerlessRestApi"


def derive(context: Context) -> None:
    """Makes the resources of every REST API of the template."""
    events = [route for route in context.routes if route.kind == "Api"]
    sources = dict(context.declared(TYPE))
    if any(route.api == IMPLICIT and not route.named for route in events):
        sources[IMPLICIT] = _implicit(context, [route for route in events if route.api == IMPLICIT])
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


def _implicit(context: Context, events: list[RouteEvent]) -> Resource:
    """The API that SAM makes up: there where one of the functions behind it is."""
    first = events[0]
    trail = (first.head,) if first.head else here(first.function)
    entries: dict[str, Value] = {"StageName": Known("Prod", trail)}
    tags: dict[str, Value] = {}
    for route in events:
        written = context.template.resources[route.function.id.removeprefix(context.prefix)].properties
        own = fields_of(written.value("Tags"))
        if own.names() and not nothing(written.value("PropagateTags")) and certain(
            written.value("PropagateTags")
        ) is not False:
            tags.update((name, own.value(name)) for name in own.names())
            entries["PropagateTags"] = Known(True, trail)
    if tags:
        entries["Tags"] = Known(Fields(tags, head=trail[0] if trail else None), trail)
    head = trail[0] if trail else None
    kept = {name: policy for name in ("DeletionPolicy", "UpdateReplacePolicy") if (policy := _policy(events, name))}
    made = Resource(
        id=context.prefix + IMPLICIT,
        type=TYPE,
        properties=Fields(entries, head=head),
        head=head,
        presence=any_of(*(route.function.presence for route in events)),
        attributes=Fields(kept, head=head),
        written=context.prefix + IMPLICIT,
        maker="sam",
    )
    return with_section(context.template, made)


def _policy(events: list[RouteEvent], name: str) -> Value | None:
    """What holds for the API is what keeps most."""
    found = {certain(value): value for route in events if (value := route.function.attributes.value(name))}
    return next((found[word] for word in ("Retain", "Snapshot", "Delete") if word in found), None)


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
        api.tag(pairs(api.value("Tags"), api.trail))


__all__ = ["PRESENT", "all_of", "derive"]
