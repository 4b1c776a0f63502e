"""The ways in which anyone may call a function, or send what it is called with."""

from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from functools import partial

from hauberk.model.api import Route
from hauberk.model.compute import FunctionUrl, Permission
from hauberk.model.guards import Guard, both, describe
from hauberk.model.policies import ResourceStatement, pattern_text
from hauberk.model.resource import Resource
from hauberk.model.subject import Seed, Subject, presence
from hauberk.model.values import Absent, Annotation, Known, Reason, Value
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.study.blocking import BUCKET, strangers_are_blocked
from hauberk.study.entries import api_of, connects_by, kept_out
from hauberk.study.lists import open_list
from hauberk.study.producers.stores import STORES
from hauberk.study.study import Study
from hauberk.study.triggers import MAPPING, ways_in
from hauberk.study.urls import answers_anyone

_FED_BY = {MAPPING: "EventSourceArn", "AWS::SNS::Subscription": "TopicArn"}
"""Where a resource that only connects names the one that events come from."""
_OPENED = ("AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::Kinesis::Stream", "AWS::S3::Bucket")
"""Sources of events that have policies of their own."""
POLICIES = ("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy", "AWS::Kinesis::ResourcePolicy")


def openings(function: Subject, study: Study) -> tuple[Annotation, ...]:
    """Where the template lets anyone call a function, or feed it, in its world; each with its own condition.

    What isn't known opens nothing, and the asking world comes to depend on none of it: a way in makes an answer worse,
    not another one.
    """
    return (*calls(function, study), *_sendings(function, study))


def calls(function: Subject, study: Study) -> tuple[Annotation, ...]:
    """Where the template lets anyone call a function with a request of their own."""
    return (*_urls(function, study), *_routes(function, study), *permitted(function, study))


def _urls(function: Subject, study: Study) -> Iterator[Annotation]:
    for url in study.graph.around(function.resource.id, *FunctionUrl.TYPES):
        yield from in_some_world(presence(url), function, partial(open_url, url, study), study)


def open_url(url: Resource, study: Study, world: World) -> Annotation | None:
    """Whether anyone can call a function by a URL of it, and where that is written. That a template has no permission
    for it shuts nothing, since it may be added elsewhere; of an account all are known."""
    one = FunctionUrl(url, world)
    if one.auth != Known("NONE") or answers_anyone(one, study) is not True:
        return None
    return one.auth.says("anyone can call it by this URL")


def _routes(function: Subject, study: Study) -> Iterator[Annotation]:
    for seed in routes_to(function, study):

        def ask(world: World, see: Callable[[World], Subject] = seed.see) -> Annotation | None:
            return open_route(see(world), study)

        yield from in_some_world((seed.guard,), function, ask, study)


def routes_to(function: Subject, study: Study) -> tuple[Seed, ...]:
    """The routes of APIs that call a function with a request."""
    return study.routes.get(function.resource.id, ())


def routes_by_function(study: Study) -> dict[str, tuple[Seed, ...]]:
    """The routes of an application's APIs by the id of the function that each calls."""
    found: dict[str, list[Seed]] = {}
    for seed in Route.seeds(study.application):
        route = seed.see(World(seed.guard))
        assert isinstance(route, Route)
        if not route.is_preflight and not route.is_mock:
            for function in study.functions_of(called_by(route, study)):
                found.setdefault(function.id, []).append(seed)
    return {id_: tuple(seeds) for id_, seeds in found.items()}


def called_by(route: Route, study: Study) -> Value:
    """What names the function that a route's integration calls."""
    if route.form == "route":
        integration = study.named(route.at("Target"))
        return Absent() if integration is None else Subject(integration, route.world).at("IntegrationUri")
    return route.at("Integration.Uri" if route.form == "method" else "x-amazon-apigateway-integration.uri")


def open_route(route: Subject, study: Study) -> Annotation | None:
    """Whether everyone gets through to a route and it asks nobody who they are, and where that is written."""
    assert isinstance(route, Route)
    api = api_of(route, study)
    if api is not None and kept_out(api, route.world, study) is not None:
        return None
    if connects_by(route, study) is not None:
        return None
    asked = route.authorization
    if asked in (Known("NONE"), Known("API_KEY"), Absent(default="NONE")):
        return asked.says(f"anyone can call it by {route.name}")
    return None


def permitted(function: Subject, study: Study) -> Iterator[Annotation]:
    """The permissions by which anyone with an AWS account can invoke a function."""
    for permission in study.graph.around(function.resource.id, *Permission.TYPES):
        ask = partial(_open_permission, permission, study)
        yield from in_some_world(presence(permission), function, ask, study)


def _open_permission(resource: Resource, study: Study, world: World) -> Annotation | None:
    """An invocation by anyone. What a URL takes is told of the URL."""
    permission = Permission(resource, world)
    if permission.principal != Known("*") or permission.at("Action") == Known("lambda:InvokeFunctionUrl"):
        return None
    if permission.through_url == Known(True):
        return None
    from hauberk.study.outsiders import invoker

    way = invoker(permission, study)
    if way is None or isinstance(way, Reason):
        return None
    return permission.principal.says("every AWS account can invoke it")


def _sendings(function: Subject, study: Study) -> Iterator[Annotation]:
    """Sources of events whose policies or lists let anyone put something in."""
    for source in dict.fromkeys(_sources(function, study)):
        if source.type == BUCKET:
            yield from in_some_world(presence(source), function, partial(open_list, source), study)
        for holder in (source, *study.graph.users(source.id, *POLICIES)):
            for seed in ResourceStatement.of(holder):

                def ask(
                    world: World, see: Callable[[World], Subject] = seed.see, to: Resource = source
                ) -> Annotation | None:
                    return open_statement(see(world), to, study)

                yield from in_some_world((seed.guard,), function, ask, study)


def _sources(function: Subject, study: Study) -> Iterator[Resource]:
    for trigger in ways_in(study.graph, function.resource.id, World(function.world.guard)):
        resource = trigger.resource
        where = _FED_BY.get(resource.type)
        found = study.named(World(function.world.guard).pick(resource.properties.value(where))) if where else resource
        if found is not None and found.type in _OPENED:
            yield found


def sends(statement: ResourceStatement, to: Resource) -> Value | None:
    """The element of a statement's actions that puts something into a source of events."""
    for action in statement.actions:
        pattern = (pattern_text(action) or "").lower()
        if any(fnmatchcase(sending, pattern) for sending in STORES[to.type].sending):
            return action
    return None


def open_statement(statement: Subject, source: Resource, study: Study) -> Annotation | None:
    """Whether a statement lets anyone put something into a source of events, and where that is written."""
    assert isinstance(statement, ResourceStatement)
    if not statement.allows or ("AWS", Known("*")) not in statement.principals:
        return None
    action = sends(statement, source)
    if action is None:
        return None
    from hauberk.study.outsiders import anyone

    way = anyone(statement, study)
    if way is None or isinstance(way, Reason) or strangers_are_blocked(statement, study) is not False:
        return None
    return action.says(f"anyone with an AWS account can send to {source.name}")


def in_some_world(
    guards: Iterable[Guard], function: Subject, ask: Callable[[World], Annotation | None], study: Study
) -> Iterator[Annotation]:
    """The answer of the first world of the function's in which there is one, with what that world assumes besides."""
    own = function.world.guard
    starts = [joined for guard in guards if (joined := both(own, guard)) is not None]
    try:
        for guard, answer in explore(ask, starts, refuses=study.application.refuses):
            if answer is not None:
                when = describe(guard - own, study.application.hidden)
                yield answer._replace(says=f"{answer.says}, {when}") if when else answer
                return
    except TooManyWorldsError:
        return
