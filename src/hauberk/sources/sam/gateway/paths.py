"""Methods and paths of routes, as definitions and as ARNs spell them."""

import hashlib
import re

from hauberk.model.values import Trail, Value
from hauberk.sources.sam.context import Context
from hauberk.sources.sam.policies import fill

ANY = "x-amazon-apigateway-any-method"
INTEGRATION = "x-amazon-apigateway-integration"
HOLE = re.compile(r"\{[a-zA-Z0-9._-]+\+?\}")


def method_key(method: str) -> str:
    """A method as a definition has it."""
    method = method.lower()
    return ANY if method == "any" else method


def method_in_arn(method: str) -> str:
    """A method as the ARN of a request has it."""
    return "*" if method.lower() in ("any", ANY) else method.upper()


def path_in_arn(path: str) -> str:
    """A path as the ARN of a request has it: stars for its variables, no slash at its end."""
    return HOLE.sub("*", re.sub(r"^(.+)/$", r"\1", path))


def execute_api(context: Context, api: Value, rest: str, trail: Trail) -> Value:
    """The ARN of requests to an API."""
    text = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/" + rest
    return fill(context, text, {"__ApiId__": api}, trail)


def suffix(text: str) -> str:
    """A text as the end of a logical id: itself, or AWS's hash of it where it has other characters."""
    if not text or text.isalnum():
        return text
    return hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest()[:10]
