"""The property ``Auth`` of an API and of its events: which authorizers, keys and policies hold for which method.

Facts from the AWS SAM developer guide, "ApiAuth" and "ApiFunctionAuth" (2026-11).
"""

from collections.abc import Iterator
from functools import partial

from hauberk.model.values import Absent, Fields, Known, Trail, Unknown, Value, alternatives, fields_of, items_of
from hauberk.sources.sam.build import each, is_empty, likely, nothing, place, tree
from hauberk.sources.sam.context import RouteEvent
from hauberk.sources.sam.gateway import security
from hauberk.sources.sam.gateway.document import Tree
from hauberk.sources.sam.rest import authorizers, policy
from hauberk.sources.sam.rest.api import Api
from hauberk.sources.sam.rest.authorizers import IAM, KEY, NO_KEY, NONE


def of_api(api: Api) -> None:
    """Writes the API's own ``Auth`` into its definition."""
    config = api.auth()
    if not config.names() or not api.is_valid or api.document is None:
        return
    authorizers.define(api, api.document)
    default = config.value("DefaultAuthorizer")
    if any(choice == Known(IAM) for _, choice in alternatives(default)):
        authorizers.define_known(api.document, IAM, default.trail)
    elif not authorizers.written(api).names():
        default = Absent(default.trail)
    if not is_empty(default):
        _authorize(api, default, preflight=_is_on(config, "AddDefaultAuthorizerToCorsPreflight"))
    key = config.value("ApiKeyRequired")
    if not is_empty(key):
        authorizers.define_known(api.document, KEY, key.trail)
        _ask_key(api, key.trail, preflight=_is_on(config, "AddApiKeyRequiredToCorsPreflight"))
    if not is_empty(config.value("ResourcePolicy")):
        policy.restrict(api, config.value("ResourcePolicy"), api.paths(), api.value("StageName"))


def of_route(api: Api, document: Tree, route: RouteEvent, method: Tree) -> None:
    """Writes the authorizer and the key of an event into its method; ``document`` takes their schemes."""
    config = fields_of(route.event.value("Auth"))
    authorizer, scopes = config.value("Authorizer"), config.value("AuthorizationScopes")
    name = likely(authorizer)
    if isinstance(authorizer, Unknown):
        method.put("security", authorizer, authorizer.trail)
        return
    if isinstance(name, str) and name:
        known = fields_of(authorizers.written(api).value(name))
        scopes = known.value("AuthorizationScopes") if nothing(scopes) else scopes
        limited = name != NONE and known.names() and not nothing(scopes)
        security.add(method, name, scopes if limited else None, authorizer.trail)
        if IAM in security.names(security.demands(method)[0]):
            authorizers.define_known(document, IAM, authorizer.trail)
    key = config.value("ApiKeyRequired")
    if not nothing(key):
        if not is_empty(key):
            authorizers.define_known(document, KEY, key.trail)
        security.add(method, NO_KEY if is_empty(key) else KEY, None, key.trail)


def _is_on(config: Fields, name: str) -> bool:
    """Whether a switch that is on by itself isn't told off."""
    return nothing(config.value(name)) or not is_empty(config.value(name))


def _methods(api: Api) -> Iterator[tuple[str, Tree]]:
    """Every method with an integration, with its name."""
    for path in api.paths():
        for item in api.paths().open(path):
            yield from security.integrated(item)


def _authorize(api: Api, default: Value, *, preflight: bool) -> None:
    """The default authorizer for every method that names none."""
    assert api.document is not None
    known = {IAM, *authorizers.written(api).names()}
    for name, method in _methods(api):
        if (name == "options" and not preflight) or security.is_unknown(method):
            continue
        present = security.demands(method)
        others = [demand for demand in present if known.isdisjoint(security.names(demand))]
        own = [demand for demand in present if not known.isdisjoint(security.names(demand))]
        refused = next((demand for demand in others if NONE in security.names(demand)), None)
        where = default.trail
        if refused is not None:
            others.remove(refused)
            own, where = [], refused.trail
        elif not own:
            method.put("security", each(default, partial(_with, api, others)), default.trail)
            continue
        if others or own:
            method.put("security", [*others, *own], where)
            if IAM in security.names((others + own)[0]):
                authorizers.define_known(api.document, IAM, default.trail)


def _with(api: Api, others: list[Value], default: Value) -> Value:
    """Some requirements and the default authorizer, where its name is known."""
    if not isinstance(default, Known) or not isinstance(default.value, str):
        return default
    scopes = fields_of(authorizers.written(api).value(default.value)).value("AuthorizationScopes")
    return tree([*others, {default.value: [] if nothing(scopes) else scopes}], default.trail)


def _ask_key(api: Api, trail: Trail, *, preflight: bool) -> None:
    """A key for every method that doesn't refuse to ask for one."""
    for name, method in _methods(api):
        asks = name != "options" or preflight
        method.put("security", each(method.value("security"), partial(_with_key, asks, trail)), trail)


def _with_key(asks: bool, trail: Trail, present: Value) -> Value:
    """Some requirements and a key; those that aren't known stay so."""
    if isinstance(present, Unknown):
        return present
    demands = items_of(present)
    wanted = [demand for demand in demands if {KEY, NO_KEY}.isdisjoint(security.names(demand))]
    if asks and not any(NO_KEY in security.names(demand) for demand in demands):
        wanted.append(tree({KEY: []}, trail))
    return present if wanted == list(demands) else tree(wanted, place(present) or trail)
