"""``AWS::Serverless::HttpApi``, and the API that SAM makes up for ``HttpApi`` events that name none.

Facts from the AWS SAM developer guide, "AWS::Serverless::HttpApi" (2026-11), and from what AWS makes of templates.
"""

from hauberk.model.values import fields_of
from hauberk.sources.sam.build import nothing
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.http.names import domain_id, stage_id

TYPE = "AWS::Serverless::HttpApi"
IMPLICIT = "ServerlessHttpApi"


def rename(context: Context) -> None:
    """Tells the resolver what the parts of an API are called (``Api.Stage``)."""
    renames = context.template.resolver.renames
    for name, source in context.declared(TYPE):
        renames[f"{name}.Stage"] = stage_id(name, source.properties)
        config = fields_of(source.properties.value("Domain"))
        if not nothing(config.value("DomainName")):
            renames[f"{name}.DomainName"] = domain_id(config)
    renames.setdefault(f"{IMPLICIT}.Stage", f"{IMPLICIT}ApiGatewayDefaultStage")


def derive(context: Context) -> None:
    """Makes the resources of every HTTP API of the template. Who makes them is imported where there is one."""
    if any(context.declared(TYPE)) or any(route.kind == "HttpApi" for route in context.routes):
        from hauberk.sources.sam.http import making

        making.derive(context)
