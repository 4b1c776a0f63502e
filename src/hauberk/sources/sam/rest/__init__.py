"""``AWS::Serverless::Api``, and the API that SAM makes up for ``Api`` events that name none.

Facts from the AWS SAM developer guide, "AWS::Serverless::Api" and "Api" (2026-11), and from what AWS makes of
templates.
"""

from hauberk.model.resource import Resource
from hauberk.model.values import Fields
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.globals import with_section
from hauberk.sources.sam.rest.names import names

TYPE = "AWS::Serverless::Api"
IMPLICIT = "ServerlessRestApi"


def derive(context: Context) -> None:
    """Makes the resources of every REST API of the template. Who makes them is imported where there is one."""
    if any(context.declared(TYPE)) or any(route.kind == "Api" for route in context.routes):
        from hauberk.sources.sam.rest import making

        making.derive(context)


def rename(context: Context) -> None:
    """Tells the resolver what the parts of an API are called (``Api.Stage``)."""
    made_up = Resource(context.prefix + IMPLICIT, TYPE, Fields({}))
    sources = {IMPLICIT: with_section(context.template, made_up), **dict(context.declared(TYPE))}
    for name, source in sources.items():
        own = names(name, source.properties)
        if name == IMPLICIT and source.head is None:
            own["Stage"] = f"{IMPLICIT}ProdStage"
        context.template.resolver.renames.update({f"{name}.{part}": id_ for part, id_ in own.items()})
