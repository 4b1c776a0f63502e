"""``AWS::Serverless::Function``: the function, its role, its versions, its URL, and what its events need.

Facts from the AWS SAM developer guide, "AWS::Serverless::Function" (2026-11), and from what AWS makes of templates.
"""

from hauberk.model.resource import Resource
from hauberk.sources.sam import events
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.functions import code, deployment, invocation, role, url, versions
from hauberk.sources.sam.functions.maker import Maker

TYPE = "AWS::Serverless::Function"


def derive(context: Context) -> None:
    """Makes the resources of every serverless function of the template."""
    deployment.derive([_derive(context, name, source) for name, source in context.declared(TYPE)])


def rename(context: Context) -> None:
    """Tells the resolver what ``Function.Alias``, ``Function.Version`` and made destinations are called."""
    for name, source in context.declared(TYPE):
        context.template.resolver.renames.update(versions.names(name, source))
        context.template.resolver.renames.update(invocation.names(name, source))


def _derive(context: Context, name: str, source: Resource) -> Maker:
    maker = Maker(context, name, source, source.properties, versions.target(context, name, source))
    code.function(maker)
    versions.derive(maker)
    url.derive(maker)
    invocation.derive(maker)
    events.derive(maker)
    code.needs(maker)
    if role.is_made(maker):
        role.derive(maker)
    return maker
