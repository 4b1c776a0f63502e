"""Methods and paths of routes, as definitions and as ARNs spell them.

Facts from the API Gateway developer guide, "Control access for invoking an API" and "OpenAPI extensions for API
Gateway" (2026-11).
"""

from hauberk.model.regex import regex
from hauberk.model.values import Known, Trail, Value
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.policies import fill

ANY = "x-amazon-apigateway-any-method"
INTEGRATION = "x-amazon-apigateway-integration"
HOLE = regex(r"\{[a-zA-Z0-9._-]+\+?\}")


def method_key(method: str) -> str:
    """A method as a definition has it."""
    method = method.lower()
    return ANY if method == "any" else method


def method_in_arn(method: str) -> str:
    """A method as the ARN of a request has it."""
    return "*" if method.lower() in ("any", ANY) else method.upper()


def path_in_arn(path: str) -> str:
    """A path as the ARN of a request has it: stars for its variables, no slash at its end."""
    return HOLE.sub("*", path.removesuffix("/") or path)


def execute_api(context: Context, api: Value, rest: str, trail: Trail) -> Value:
    """The ARN of requests to an API; ``rest`` is stage, method and path."""
    text = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__Api__}/${__Rest__}"
    return fill(context, text, {"__Api__": api, "__Rest__": Known(rest)}, trail)


def invocation(context: Context, function: Value, trail: Trail, *, streams: bool = False) -> Value:
    """The URI by which API Gateway calls a function; ``function`` is its ARN."""
    version, call = ("2021-11-15", "response-streaming-invocations") if streams else ("2015-03-31", "invocations")
    place = f"lambda:path/{version}/functions/${{__Function__}}/{call}"
    text = "arn:${AWS::Partition}:apigateway:${AWS::Region}:" + place
    return fill(context, text, {"__Function__": function}, trail)
