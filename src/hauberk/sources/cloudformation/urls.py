"""Attributes that are URLs: what is sure of them before a deployment, so that templates can cut the host out."""

from hauberk.model.values import Pattern, Reference, Value

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
