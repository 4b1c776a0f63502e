"""How often an API may be called."""

from hauberk.model.api import HttpStage, RestStage, Route, UsagePlan
from hauberk.model.given import is_given
from hauberk.model.resource import Resource
from hauberk.model.subject import as_number, listed, named, resource_of
from hauberk.model.values import Absent, Known, Reason, Unknown, Value
from hauberk.model.verdict import LOW, MEDIUM, State, Verdict, satisfied, unknown, violated
from hauberk.practices.checks import must_be_given
from hauberk.practices.control import control
from hauberk.study.routes import route_keys
from hauberk.study.study import Study

_OFF = "a negative rate switches throttling off: only the account's own limits hold this API back"
"""Of REST APIs no page of AWS tells it; AWS's provider for Terraform does, whose default it is ("Resource:
aws_api_gateway_method_settings", 2026-11)."""


def _rate(setting: Value) -> Value:
    """The rate that a setting gives, a setting that isn't known for itself."""
    return setting if isinstance(setting, Unknown) else as_number(named(setting).value("ThrottlingRateLimit"))


def _limits(rate: Value) -> bool:
    """Whether a rate holds anybody back; one that isn't a number yet is meant to."""
    if isinstance(rate, Known):
        return isinstance(rate.value, (int, float)) and rate.value >= 0
    return not isinstance(rate, (Absent, Unknown))


def _limited(settings: list[Value]) -> Verdict | None:
    """Satisfied if one of some settings has a rate; unknown if that can't be told; violated if one switches it off."""
    rates = [_rate(setting) for setting in settings]
    if any(map(_limits, rates)):
        return satisfied()
    doubt = next((rate for rate in rates if isinstance(rate, Unknown)), None)
    if doubt is not None:
        return unknown(doubt)
    off = next((rate for rate in rates if isinstance(rate, Known)), None)
    return None if off is None else violated(off.says(_OFF))


@control("rest-api-without-throttling", practice=11, severity=MEDIUM, subject=RestStage)
def rest_api_without_throttling(stage: RestStage, study: Study) -> Verdict:
    """A REST API takes as many requests as the account does.

    Without limits of its own the API may use up the account's: by default 10,000 requests a second, for all APIs of the
    region together.

    Attack: a flood on this API stops every other API of the account, and you pay for each request.

    Safe when: a usage plan limits every caller (seen where all methods need a key), or a web ACL's rate rule stands
    before it.

    Fix: set ThrottlingRateLimit and ThrottlingBurstLimit in MethodSettings.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
    """
    verdict = _limited([setting for setting in listed(stage.methods) if not _is_of_one(setting)])
    if verdict is not None and verdict.state is not State.VIOLATED:
        return verdict
    planned = _planned(stage, study)
    if isinstance(planned, Unknown):
        return unknown(planned)
    if planned:
        return satisfied()
    single = _limited([setting for setting in listed(stage.methods) if _is_of_one(setting)])
    if single is not None and single.state is not State.VIOLATED and isinstance(stage.methods, Known):
        return violated(
            stage.methods.says("only some methods have a limit of their own; the account's hold the others")
        )
    return verdict or single or violated(stage.says("only the account's own limits hold this API back"))


def _planned(stage: RestStage, study: Study) -> bool | Unknown:
    """Whether every caller needs a key, and a usage plan limits those who have one."""
    api = study.named(stage.api)
    if api is None:
        return False
    plans = (UsagePlan(plan, stage.world) for plan in study.graph.users(api.id, *UsagePlan.TYPES))
    if not any(is_given(plan.rate) for plan in plans):
        return False
    routes = [seed.see(stage.world) for seed in Route.seeds(study.application) if _belongs(seed.resource, api, stage)]
    asked = [route for route in routes if isinstance(route, Route) and not route.is_preflight]
    others = [route.at("ApiKeyRequired") for route in asked if not route.demands_key]
    doubts = [key for key in others if isinstance(key, Unknown)]
    return doubts[0] if doubts and len(doubts) == len(others) else bool(asked) and not others


def _belongs(resource: Resource, api: Resource, stage: RestStage) -> bool:
    return resource.id == api.id or resource_of(stage.world.pick(resource.properties.value("RestApiId"))) == api.id


def _is_of_one(setting: Value) -> bool:
    """Whether a setting is for one method or one path, not for all that has none of its own."""
    everything = (Known("/*"), Known("*"), Absent())
    fields = named(setting)
    return isinstance(setting, Known) and not (
        fields.value("ResourcePath") in everything and fields.value("HttpMethod") in (Known("*"), Absent())
    )


@control("http-api-without-throttling", practice=11, severity=MEDIUM, subject=HttpStage)
def http_api_without_throttling(stage: HttpStage, study: Study) -> Verdict:
    """An HTTP or WebSocket API takes as many requests as the account does.

    Without limits of its own the API may use up the account's: by default 10,000 requests a second, for all APIs of the
    region together.

    Attack: a flood on this API stops every other API of the account, and you pay for each request.

    Safe when: a distribution with a rate rule stands before it.

    Fix: set ThrottlingRateLimit and ThrottlingBurstLimit in DefaultRouteSettings; limits in RouteSettings hold for the
    routes that they name.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
    """
    if isinstance(stage.rate, Unknown):
        return unknown(stage.rate)
    if _limits(stage.rate):
        return satisfied()
    if isinstance(stage.routes, Unknown):
        return unknown(stage.routes)
    settings = dict(named(stage.routes).items())
    verdict = _limited(list(settings.values()))
    if verdict is not None and verdict.state is State.SATISFIED:
        return _by_routes(stage, {key for key, setting in settings.items() if _limits(_rate(setting))}, study)
    if verdict is not None:
        return verdict
    if isinstance(stage.rate, Known):
        return violated(stage.rate.says(_OFF))
    return violated(stage.says("only the account's own limits hold this API back"))


def _by_routes(stage: HttpStage, limited: set[str], study: Study) -> Verdict:
    """What limits of single routes come to: all routes of the API have to have one."""
    api = study.named(stage.api)
    keys = route_keys(api, stage, study) if api is not None else []
    doubt = next((key for key in keys if not isinstance(key, Known)), None)
    if doubt is not None:
        return unknown(doubt)
    if not keys:
        return unknown(Reason("routes-elsewhere", "which routes the API has isn't in the template"))
    bare = [str(key.value) for key in keys if isinstance(key, Known) and key.value not in limited]
    if not bare:
        return satisfied()
    text = "only some routes have a limit of their own" if len(bare) < len(keys) else "the API has none of these routes"
    return violated(stage.routes.says(f"{text}; only the account's limits hold {bare[0]} back"))


@control("usage-plan-without-limits", practice=11, severity=LOW, subject=UsagePlan)
def usage_plan_without_limits(plan: UsagePlan, study: Study) -> Verdict:
    """A usage plan limits nothing.

    A plan without a rate and a quota hands out keys and lets each of them call without end.

    Attack: one customer's runaway script takes the capacity of all others.

    Safe when: the stage's own throttles are meant to be all there is.

    Fix: set Throttle.RateLimit, Throttle.BurstLimit and Quota.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
    """
    if isinstance(plan.quota, Absent):
        return must_be_given(plan.rate, "holders of its keys may call as often as they like")
    return must_be_given(plan.quota, "this is no quota: holders of its keys may call as often as they like")


CONTROLS = (rest_api_without_throttling, http_api_without_throttling, usage_plan_without_limits)
