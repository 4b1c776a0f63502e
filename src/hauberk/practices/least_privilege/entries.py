"""Who may call an API."""

from hauberk.model.api import GraphqlApi, HttpApi, RestApi, Route
from hauberk.model.subject import Subject, listed, named
from hauberk.model.values import Absent, Known, Unknown
from hauberk.model.verdict import HIGH, MEDIUM, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.model.world import World
from hauberk.practices.control import control
from hauberk.study.entries import api_of, connects_by, guarded, kept_out, unreachable
from hauberk.study.study import Study


@control("api-route-without-authorizer", practice=1, severity=HIGH, subject=Route)
def api_route_without_authorizer(route: Route, study: Study) -> Verdict:
    """A route of an API answers anyone.

    Without an authorizer or IAM, API Gateway passes every request to the function. An API key alone identifies a caller
    for quotas; it is shared, sent in every request, and no authentication.

    Attack: someone calls the route without credentials, tries other people's ids in the path, and the function answers.

    A WebSocket API asks clients when they connect, by the route $connect, and takes every connection if it has none.

    Safe when: the API's own policy lets in a few callers only, or its domain asks for certificates (mutual TLS) and the
    default endpoint is closed; such routes pass, and so do those of an account's API that has no stage, or that no
    domain leads to while its own endpoint is off. Or the route is public on purpose (a health check, a webhook that
    verifies signatures, a login). Say so in an ignore with that reason.

    Fix: set a default authorizer on the API and except the routes that are public on purpose.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8
    """
    if route.is_preflight:
        return not_applicable("preflights carry no credentials")
    if route.is_mock:
        return not_applicable("API Gateway answers by itself: nothing stands behind the route")
    api = api_of(route, study)
    out = None if api is None else kept_out(api, route.world, study)
    if isinstance(out, str):
        return not_applicable(out)
    connecting = connects_by(route, study)
    if isinstance(connecting, Unknown):
        return unknown(connecting)
    if connecting is not None:
        return not_applicable("a WebSocket API authorises when clients connect")
    if api is not None and api.id in study.open_apis and out is None:
        return not_applicable("api-without-authorizer tells of it")
    match route.authorization:
        case Known("NONE" | "API_KEY") | Absent("NONE") if out is not None:
            return unknown(out)
        case Known("NONE") | Absent("NONE") as open_route:
            return violated(open_route.says(f"anyone can call {route.name}"))
        case Known("API_KEY") as keyed:
            return violated(keyed.says("an API key is all that a caller needs, and keys are no authentication"))
        case Known() | Absent():
            return satisfied()
        case other:
            return unknown(other)


class OpenApi(Subject):
    """An API, asked about as a whole."""

    TYPES = (*RestApi.TYPES, *HttpApi.TYPES)
    __slots__ = ()


@control("api-without-authorizer", practice=1, severity=HIGH, subject=OpenApi)
def api_without_authorizer(api: OpenApi, study: Study) -> Verdict:
    """An API asks nobody who they are.

    None of the API's routes has an authorizer, nor asks for IAM: API Gateway passes every request to the functions
    behind. Where only some routes are open, api-route-without-authorizer names them.

    Attack: someone reads the addresses out of the app, calls each of them, and is answered as any user is.

    Safe when: the API's own policy lets in a few callers only, or its domain asks for certificates (mutual TLS) and the
    default endpoint is closed; such APIs pass, and so does an account's API that has no stage, or that no domain leads
    to while its own endpoint is off. Or all of the API is public on purpose. Say so in an ignore with that reason.

    Fix: set a default authorizer on the API and except the routes that are public on purpose.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-8
    """
    routes, doubt = study.open_apis.get(api.resource.id), study.undecided_apis.get(api.resource.id)
    if routes is None and doubt is None:
        return not_applicable("its routes are asked one by one")
    away = unreachable(api.resource, api.world, study)
    if isinstance(away, str):
        return not_applicable(away)
    guard = guarded(api.resource, api.world, study)
    if isinstance(guard, str):
        return satisfied()
    for one in (away, guard, doubt):
        if one is not None:
            return unknown(one)
    seen = [seed.see(World(seed.guard)) for seed in routes or ()]
    places = dict.fromkeys(route.says(f"anyone can call {route.name}") for route in seen)
    return violated(api.says(f"anyone can call each of the {len(places)} routes of {api.name}"), *places)


@control("graphql-api-with-api-key", practice=1, severity=MEDIUM, subject=GraphqlApi)
def graphql_api_with_api_key(api: GraphqlApi, study: Study) -> Verdict:
    """A GraphQL API takes an API key for authentication.

    An AppSync API key is one secret for all callers, sits in every copy of the app that uses it, and says nothing about
    who calls. It is enough that keys are taken beside something better: then for what the schema opens to them.

    Attack: the key is read out of the web page, and every query and mutation of the API can be called.

    Safe when: the API serves public data only.

    Fix: use AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT, AWS_IAM or AWS_LAMBDA.

    References:
    - https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
    - https://docs.aws.amazon.com/securityhub/latest/userguide/appsync-controls.html#appsync-5
    """
    if api.authentication == Known("API_KEY"):
        return violated(api.authentication.says("whoever has the key can call the API, and every client has it"))
    additional = [named(provider).value("AuthenticationType") for provider in listed(api.additional)]
    for kind in additional:
        if kind == Known("API_KEY"):
            return violated(kind.says("whoever has the key can call what the schema opens to keys (@aws_api_key)"))
    if not isinstance(api.authentication, Known):
        return unknown(api.authentication)
    doubt = next((one for one in (*listed(api.additional), *additional) if isinstance(one, Unknown)), None)
    return satisfied() if doubt is None else unknown(doubt)


CONTROLS = (api_without_authorizer, api_route_without_authorizer, graphql_api_with_api_key)
