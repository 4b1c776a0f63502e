"""Attributes that are URLs: what is sure of them before a deployment, so that templates can cut the host out."""

from hauberk.model.values import Known, Pattern, Reference, Trail, Value

URLS = {
    "ApiEndpoint": ("https://", ""),
    "FunctionUrl": ("https://", "/"),
    "GraphQLUrl": ("https://", "/graphql"),
}
"""What stands before and after the host (CloudFormation Template Reference, return values of AWS::ApiGatewayV2::Api,
AWS::Lambda::Url and AWS::AppSync::GraphQLApi, 2026-11)."""


def url(host: Reference) -> Value:
    """An attribute as the URL that it is, with its host as a hole; other attributes as they are."""
    if host.attribute not in URLS:
        return host
    before, after = URLS[host.attribute]
    return Pattern((before, host, after) if after else (before, host), host.trail)


def pieces(text: Pattern, delimiter: str, trail: Trail) -> list[Value] | None:
    """A text cut at a delimiter, or ``None`` if a hole of it may hold the delimiter. A host has no slash."""
    if "/" not in delimiter:
        return None
    cut: list[list[str | Reference]] = [[]]
    for part in text.parts:
        if isinstance(part, str):
            first, *rest = part.split(delimiter)
            cut[-1].append(first)
            cut.extend([piece] for piece in rest)
        elif isinstance(part, Reference) and part.attribute in URLS:
            cut[-1].append(part)
        else:
            return None
    return [_joined([part for part in piece if part != ""], trail) for piece in cut]


def _joined(parts: list[str | Reference], trail: Trail) -> Value:
    match parts:
        case []:
            return Known("", trail)
        case [str() as only]:
            return Known(only, trail)
        case [Reference(resource, attribute)]:
            return Reference(resource, attribute, trail)
    return Pattern(tuple(parts), trail)
