"""What a REST API checks of a request before a function sees it."""

from hauberk.model.api import REST, Route
from hauberk.model.subject import as_flag, listed, named
from hauberk.model.values import Absent, Known, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.checks import is_given
from hauberk.practices.control import control
from hauberk.study.study import Study

_VALIDATOR = "x-amazon-apigateway-request-validator"
_WITH_BODY = ("post", "put", "patch", "any", "x-any", "x-amazon-apigateway-any-method")


def _outside(route: Route) -> str:
    """Why the question doesn't apply to a route, or empty."""
    if route.form in ("route", "quick") or (route.form == "operation" and route.resource.type != REST):
        return "HTTP and WebSocket APIs can't validate requests; their functions have to"
    if route.is_preflight:
        return "preflights carry no input"
    if route.is_mock:
        return "API Gateway answers by itself: no function sees the request"
    return ""


def _takes_body(route: Route) -> bool:
    if route.form == "method":
        return route.at("HttpMethod") in tuple(Known(method.upper()) for method in _WITH_BODY)
    return route.method in _WITH_BODY


def _demands_parameters(route: Route) -> bool:
    """Whether a method declares a parameter of the query or a header as required."""
    if route.form == "method":
        entries = named(route.at("RequestParameters")).items()
        return any(as_flag(value) == Known(True) and ".path." not in name for name, value in entries)
    for parameter in listed(route.at("parameters")):
        fields = named(parameter)
        if as_flag(fields.value("required")) == Known(True) and fields.value("in") in (Known("query"), Known("header")):
            return True
    return False


def _validator(route: Route) -> Value:
    """The validator of a method, its own or its definition's."""
    if route.form == "method":
        return route.at("RequestValidatorId")
    own = route.at(_VALIDATOR)
    if route.document is None or not isinstance(own, Absent):
        return own
    return route.document.within(route.world).value(_VALIDATOR)


@control("method-without-request-validator", practice=8, severity=MEDIUM, subject=Route)
def method_without_request_validator(route: Route, study: Study) -> Verdict:
    """A REST API passes every request on, whatever it holds.

    API Gateway can refuse requests whose body or parameters don't fit before they cost anything. Without a validator
    each function has to check for itself, and the one that forgets is the way in.

    Attack: an event with a field of an unexpected type reaches a query or a template of the function.

    It is asked of methods that take a body, and of those that declare parameters as required, which nobody checks then.

    Safe when: the function validates the whole event itself, for example with Powertools or a schema library.

    Fix: add a request validator; in SAM: RequestModel with ValidateBody and ValidateParameters.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
    """
    outside = _outside(route)
    if outside:
        return not_applicable(outside)
    if not _takes_body(route) and not _demands_parameters(route):
        return not_applicable("it takes no body and demands no parameter: there is nothing to check")
    validator = _validator(route)
    if isinstance(validator, Unknown) and not is_given(validator):
        return unknown(validator)
    if isinstance(validator, Absent):
        return violated(route.says(f"requests to {route.name} are passed on, whatever they hold"))
    return satisfied()


@control("method-without-request-model", practice=8, severity=LOW, subject=Route)
def method_without_request_model(route: Route, study: Study) -> Verdict:
    """A REST API doesn't know what a body should look like.

    Without a model there is nothing to validate a body against: the method's validator only checks that parameters are
    there.

    Attack: a body of any shape and size reaches the function.

    Safe when: the function validates the body against a schema itself.

    Fix: declare a model with a JSON Schema and name it in the method's RequestModels; in SAM: RequestModel.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
    """
    outside = _outside(route)
    if outside:
        return not_applicable(outside)
    if not _takes_body(route):
        return not_applicable("it takes no body")
    if isinstance(_validator(route), Absent):
        return not_applicable("method-without-request-validator asks for both")
    if route.form == "method":
        model = route.at("RequestModels")
    else:
        body = route.at("requestBody")
        places = (named(parameter).value("in") for parameter in listed(route.at("parameters")))
        model = next((place for place in places if place == Known("body")), body)
    if isinstance(model, Unknown):
        return unknown(model)
    if isinstance(model, Absent):
        return violated(route.says(f"nothing says what a body of {route.name} may look like"))
    return satisfied()


CONTROLS = (method_without_request_validator, method_without_request_model)
