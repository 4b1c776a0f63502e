"""What the ``security`` of an API's definition asks of callers.

Facts from the API Gateway developer guide, "x-amazon-apigateway-authorizer object" and "x-amazon-apigateway-authtype
property", and the AWS SAM developer guide, "ApiFunctionAuth" and "HttpApiFunctionAuth" (2026-11).
"""

from hauberk.model.subject import listed, named
from hauberk.model.values import Absent, Fields, Known, Reason, Unknown, Value, entry_of

AUTHORIZER, API_KEY, NONE = Known("AUTHORIZER"), Known("API_KEY"), Known("NONE")
"""What is asked for: an authorizer or a signature, a key alone, nothing."""
_KEY = "api_key"
"""What SAM calls the scheme of API keys."""
_NO_DEMAND = frozenset(("NONE", "api_key_false"))
"""What SAM writes where nobody is to be asked: names that no scheme has."""
_PLACES = (("securityDefinitions",), ("components", "securitySchemes"))
"""Where a definition describes its schemes: OpenAPI 2 and 3."""
_LONGEST = 60


def asked_for(demands: Value, document: Fields) -> Value:
    """What some ``security`` asks for, pinned to what says so; :class:`Unknown` where that can't be told.

    Its elements are alternatives. But SAM writes an authorizer and a key as two of them, and API Gateway asks for both.
    """
    if isinstance(demands, Unknown):
        return demands
    asked = [_of_alternative(demand, document) for demand in listed(demands)]
    sure = next((one for one in asked if one == AUTHORIZER), None)
    nothing = next((one for one in asked if one == NONE), None)
    if sure is not None and nothing is not None:
        text = "whether anyone is asked where one alternative of security asks for nothing isn't documented"
        return Unknown(Reason("optional-security", text), nothing.trail)
    doubt = next((one for one in asked if isinstance(one, Unknown)), None)
    place = demands.trail if isinstance(demands, Known) else ()
    keyed = Known("API_KEY", place) if API_KEY in asked else None
    return sure or doubt or keyed or nothing or Known("NONE", place)


def demands_key(demands: Value, document: Fields) -> bool:
    """Whether every alternative of some ``security`` asks for an API key."""
    asked = [[_of_scheme(name, demand, document) for name in named(demand)] for demand in listed(demands)]
    return bool(asked) and all(API_KEY in kinds for kinds in asked)


def _of_alternative(demand: Value, document: Fields) -> Value:
    """What one alternative asks for: all that it names."""
    if isinstance(demand, Unknown):
        return demand
    kinds = [_of_scheme(name, demand, document) for name in named(demand)]
    doubt = next((kind for kind in kinds if isinstance(kind, Unknown)), None)
    for wanted in (AUTHORIZER, doubt, API_KEY):
        if wanted in kinds:
            return kinds[kinds.index(wanted)]
    return Known("NONE", demand.trail)


def _of_scheme(name: str, demand: Value, document: Fields) -> Value:
    """What the scheme of a name asks for."""
    scheme = _described(name, document)
    if isinstance(scheme, Unknown):
        return scheme
    if isinstance(scheme, Absent):
        if name in _NO_DEMAND:
            return Known("NONE", demand.trail)
        if name.lower() == _KEY:
            return Known("API_KEY", demand.trail)
        text = f"the definition has no security scheme {name[:_LONGEST]}, and what is asked for then isn't documented"
        return Unknown(Reason("undefined-scheme", text), demand.trail)
    fields = named(scheme)
    authorizer, signed = (fields.value(f"x-amazon-apigateway-{word}") for word in ("authorizer", "authtype"))
    if not isinstance(authorizer, Absent) or signed == Known("awsSigv4"):
        return Known("AUTHORIZER", demand.trail)
    if isinstance(signed, Absent) and fields.value("type") == Known("apiKey"):
        return Known("API_KEY", demand.trail)
    text = f"the security scheme {name[:_LONGEST]} names no authorizer of API Gateway"
    return Unknown(Reason("scheme-without-authorizer", text), demand.trail)


def _described(name: str, document: Fields) -> Value:
    """The scheme of a name in a definition."""
    found: Value = Absent()
    for way in _PLACES:
        value: Value = Known(document)
        for step in (*way, name):
            value = entry_of(value, step)
        if not isinstance(value, Absent):
            found = value
    return found
