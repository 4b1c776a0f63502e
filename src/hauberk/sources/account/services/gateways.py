"""How API Gateway tells of things, in either version: names, ARNs and policies."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from hauberk.sources.account.calls import Unread
from hauberk.sources.account.naming import Place
from hauberk.sources.account.services.shaping import capital, document, given, only, text


def gateway_arn(place: Place, *parts: str) -> str:
    """The ARN of something of API Gateway, of either version."""
    return f"arn:{place.partition}:apigateway:{place.region}::/{'/'.join(parts)}"


def domain_id(one: Mapping[str, Any], place: Place) -> str:
    """The ARN of a domain name; that of a private one, of which there may be several, has its id."""
    name, id_ = text(one, "domainName") or text(one, "DomainName"), text(one, "domainNameId")
    return gateway_arn(place, "domainnames", f"{name}+{id_}" if id_ else name)


def endpoint(one: Mapping[str, Any]) -> dict[str, Any]:
    """From where an API or a domain name can be reached."""
    told = capital(one.get("endpointConfiguration"))
    return only(told, "Types", "VpcEndpointIds", "IpAddressType")


def policy(told: Any) -> Any:
    """An API's policy. API Gateway escapes its quotes, as if it stood inside of a text."""
    plain = document(told)
    if isinstance(plain, Unread) and isinstance(told, str):
        try:
            return document(json.loads(f'"{told}"'))
        except (ValueError, RecursionError):
            return plain
    return plain


def capital_only(content: Any, names: Iterable[str]) -> dict[str, Any]:
    """Entries of an answer by their names in CloudFormation. What is inside of them keeps its names: they are headers,
    media types and models."""
    small = {f"{name[:1].lower()}{name[1:]}": name for name in names}
    return given({small[name]: value for name, value in only(content, *small).items()})
