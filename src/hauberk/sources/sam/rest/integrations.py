"""What stands behind a method of a REST API: a function, or the start of a state machine.

Facts from the API Gateway developer guide, "x-amazon-apigateway-integration object", and the AWS SAM developer guide,
"Api" of functions and of state machines (2026-11).
"""

from typing import Any

from hauberk.model.values import Fields, Trail, Value, fields_of
from hauberk.sources.sam.build import certain, is_empty, likely
from hauberk.sources.sam.context import RouteEvent
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.gateway.paths import INTEGRATION, invocation
from hauberk.sources.sam.policies import fill
from hauberk.sources.sam.rest.api import Api
from hauberk.sources.sam.rest.authorizers import IAM, NONE

_START = "arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"
_CALLER = "arn:${AWS::Partition}:iam::*:user/*"
_INPUT = "$util.escapeJavaScript($input.json('$'))"


def add(api: Api, route: RouteEvent, method: Tree, trail: Trail) -> None:
    """Writes the integration into a method, and what the method answers."""
    machine = route.role is not None
    content = _execution(api, route, trail) if machine else _function(api, route, trail)
    method.put(INTEGRATION, content, trail)
    if "responses" not in method:
        answers = {"200": {"description": "OK"}, "400": {"description": "Bad Request"}}
        method.put("responses", answers if machine else {}, trail)


def _function(api: Api, route: RouteEvent, trail: Trail) -> dict[str, Any]:
    streams = certain(route.event.value("ResponseTransferMode")) == "RESPONSE_STREAM"
    timeout = route.event.value("TimeoutInMillis")
    content: dict[str, Any] = {
        "type": "aws_proxy",
        "httpMethod": "POST",
        "uri": invocation(api.context, route.arn, trail, streams=streams),
    }
    if streams:
        content["responseTransferMode"] = "STREAM"
    if not is_empty(timeout):
        content["timeoutInMillis"] = timeout
    own = fields_of(route.event.value("Auth"))
    by_default = likely(api.auth().value("DefaultAuthorizer")) == IAM and not own.names()
    if likely(own.value("Authorizer")) == IAM or by_default:
        role = _credentials(api, own, trail)
        if role is not None:
            content["credentials"] = role
    return content


def _credentials(api: Api, own: Fields, trail: Trail) -> Value | None:
    """With whose credentials the function is called: by default the caller's own, else a role's, or nobody's."""
    given = next((config for config in (own, api.auth()) if "InvokeRole" in config.names()), None)
    if given is None:
        return fill(api.context, _CALLER, {}, trail)
    role = given.value("InvokeRole")
    if is_empty(role) or certain(role) == NONE:
        return None
    return fill(api.context, _CALLER, {}, role.trail) if certain(role) == "CALLER_CREDENTIALS" else role


def _execution(api: Api, route: RouteEvent, trail: Trail) -> dict[str, Any]:
    """The request's body becomes the input of the execution."""
    plain = is_empty(route.event.value("UnescapeMappingTemplate"))
    given = _INPUT if plain else f"""{_INPUT}.replaceAll("\\\\'","'")"""
    template = api.context.glue([f'{{"input": "{given}", "stateMachineArn": "', route.arn, '"}'], trail)
    return {
        "type": "aws",
        "httpMethod": "POST",
        "uri": fill(api.context, _START, {}, trail),
        "responses": {"200": {"statusCode": "200"}, "400": {"statusCode": "400"}},
        "credentials": route.role,
        "requestTemplates": {"application/json": template},
    }
