"""What puts something into a function's event, a queue, a topic, a stream, a table, a bus or a state machine.

Everything is asked in every branch at once: what may be there, is. Where resources name what they send to is from the
CloudFormation Template Reference (2026-11).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from hauberk.model.api import HTTP, REST, Route
from hauberk.model.application import Application
from hauberk.model.compute import FunctionUrl, Permission
from hauberk.model.policies import ResourceStatement
from hauberk.model.resource import Resource
from hauberk.model.subject import Seed, Subject, named, presence
from hauberk.model.values import Annotation, Known, Value, alternatives
from hauberk.model.world import TooManyWorldsError, World, explore
from hauberk.study.entries import unreachable
from hauberk.study.graph import FUNCTION, referred
from hauberk.study.invoked import MACHINE
from hauberk.study.lists import open_list
from hauberk.study.openings import POLICIES, in_some_world, open_route, open_statement, open_url, permitted, sends
from hauberk.study.principals import GROUP, ROLE, USER
from hauberk.study.producers.grants import Granted, granted
from hauberk.study.producers.reach import Reach, Root
from hauberk.study.producers.routes import label, routes_by_target
from hauberk.study.producers.stores import BUCKET, READING, SENDING, STORES
from hauberk.study.study import Study
from hauberk.study.triggers import MAPPING, RULE, SCHEDULE, WAYS_IN, Trigger, ways_in

T = TypeVar("T")


class From(NamedTuple):
    """What hands something on, by its id. ``loose`` where its policies only mean the receiver among others."""

    id: str
    loose: bool = False


Feed = Root | From
_SUBSCRIPTION = "AWS::SNS::Subscription"
_PIPE = "AWS::Pipes::Pipe"
_CLOCKS = ("schedule", "schedule that recurs", "Secrets Manager rotation")
_OUTSIDE = {
    "AWS::AppSync::DataSource": "a caller of its GraphQL API",
    "AWS::IoT::TopicRule": "a device that publishes to IoT",
    "AWS::Logs::SubscriptionFilter": "whoever has something logged",
    "AWS::SES::ReceiptRule": "whoever sends mail",
}
"""Types whose resources hand on what somebody outside says."""
_HANDING_ON = {
    "AWS::DynamoDB::GlobalTable": ("", ("Replicas",)),
    "AWS::DynamoDB::Table": ("", ("KinesisStreamSpecification",)),
    "AWS::KinesisFirehose::DeliveryStream": (
        "",
        ("ExtendedS3DestinationConfiguration", "S3DestinationConfiguration", "HttpEndpointDestinationConfiguration"),
    ),
    "AWS::Lambda::EventInvokeConfig": ("FunctionName", ("DestinationConfig",)),
    FUNCTION: ("", ("DeadLetterConfig",)),
    MAPPING: ("EventSourceArn", ("DestinationConfig",)),
    MACHINE: ("", ("Definition", "DefinitionString", "DefinitionSubstitutions")),
    _PIPE: ("Source", ("Target", "TargetParameters", "Enrichment")),
    BUCKET: ("", ("NotificationConfiguration",)),
    "AWS::SNS::Topic": ("", ("Subscription",)),
    _SUBSCRIPTION: ("TopicArn", ("Endpoint", "RedrivePolicy")),
    "AWS::SQS::Queue": ("", ("RedrivePolicy",)),
    "Custom::S3BucketNotifications": ("BucketName", ("NotificationConfiguration",)),
}
"""Types whose resources hand on: where each names what that comes from (itself, if nowhere), and what it goes to."""
_APIS = (REST, HTTP)
_ROUTES = (
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Integration",
)
_BY_REFERENCE = (*_HANDING_ON, *_OUTSIDE, *_ROUTES, RULE, SCHEDULE)
"""Types whose resources send by a role to what they refer to, which is told of by itself."""
_HOLD_ROLES = ("AWS::Cognito::IdentityPoolRoleAttachment",)
_POLLED = ("AWS::Kinesis::Stream", "AWS::SQS::Queue")
"""What Lambda reads for a function: policies that AWS manages for that allow it on every resource, and then the code
reads none of them."""
_POLICY = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::Lambda::Permission")
_ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
_FROM = (*_OUTSIDE, *_ALARMS, *_HANDING_ON, RULE, SCHEDULE)
"""Types whose resources may put something into what they refer to."""
PRODUCING = frozenset((*WAYS_IN, *_FROM, *_ROUTES, *POLICIES, *_POLICY, ROLE, USER, GROUP))
"""Types of which all must be known for nobody else to put something in."""


class Feeds:
    """What feeds what in one application."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.resources = study.application.resources
        self._into: dict[str, tuple[Feed, ...]] = {}
        self._reads: dict[str, tuple[Feed, ...]] = {}

    def into(self, id_: str) -> tuple[Feed, ...]:
        """What puts something into a resource."""
        if id_ not in self._into:
            resource = self.resources[id_]
            found = self._into_function(resource) if resource.type == FUNCTION else self._into_store(resource)
            self._into[id_] = tuple(dict.fromkeys(found))
        return self._into[id_]

    def behind(self, id_: str) -> tuple[Feed, ...]:
        """What a resource hands on: what is put into it, and what its role takes out of others."""
        return (*self.into(id_), *self._read_by(id_))

    # -- functions

    def of_trigger(self, function: Resource, trigger: Trigger) -> tuple[Feed, ...]:
        """What puts something into the events of one trigger."""
        return tuple(self._of_trigger(function, trigger))

    def invokers(self, function: Resource) -> tuple[Feed, ...]:
        """Who invokes a function, or has it invoked, beside its triggers."""
        handed = (
            feed
            for user in self.study.graph.around(function.id, "AWS::Lambda::EventInvokeConfig", FUNCTION)
            for feed in self._handed(user, function)
        )
        return (*handed, *self._sent(function))

    def _into_function(self, function: Resource) -> Iterator[Feed]:
        yield from self._calls(function)
        application, graph = self.study.application, self.study.graph
        triggers = _everywhere(lambda world: tuple(ways_in(graph, function.id, world)), function, application)
        for trigger in dict.fromkeys(trigger for some in triggers for trigger in some):
            yield from self._of_trigger(function, trigger)
        yield from self.invokers(function)

    def _calls(self, function: Resource) -> Iterator[Feed]:
        """Those who call a function by a route or a permission."""
        for guard in presence(function)[:1]:
            subject = Subject(function, World(guard))
            for seed in self.study.routes.get(function.id, ()):
                yield self._caller(seed, subject)
            for annotation in permitted(subject, self.study):
                yield _root(Reach.ANYONE, "anyone with an AWS account", annotation)
            for permission in self.study.graph.around(function.id, *Permission.TYPES):
                yield from self._of_account(permission)

    def _of_account(self, resource: Resource) -> Iterator[Feed]:
        principal = Permission(resource, World()).principal
        text = principal.value if isinstance(principal, Known) else ""
        if text != "*" and not str(text).endswith(".amazonaws.com") and not referred(principal):
            yield Root(Reach.UNKNOWN, "another account", principal.span or resource.head)

    def _caller(self, seed: Seed, asking: Subject) -> Root:
        """Who calls a route."""
        route = seed.see(World(seed.guard))
        assert isinstance(route, Route)
        name = label(route)
        ask = _saying(lambda world: open_route(seed.see(world), self.study), f"an anonymous caller of {name}")
        for annotation in in_some_world((seed.guard,), asking, ask, self.study):
            return _root(Reach.ANYONE, annotation.says, annotation)
        return Root(Reach.KNOWN, f"a caller of {name}", route.head)

    def _of_trigger(self, function: Resource, trigger: Trigger) -> Iterator[Feed]:
        resource, kind = trigger.resource, trigger.kind
        if kind in _CLOCKS:
            yield Root(Reach.NOBODY, "a clock" if kind.startswith("schedule") else kind, resource.head)
        elif resource.type == "AWS::Lambda::Url":
            yield from self._by_url(function, resource)
        elif resource.type == MAPPING:
            yield from self._named(resource, "EventSourceArn", kind)
        elif resource.type == "AWS::Lambda::Permission":
            yield from self._by_permission(function, trigger)
        elif "authorizer" in kind:
            yield self._by_authorizer(resource)
        else:
            found = tuple(self._from(resource, function))
            yield from found or (Root(Reach.UNKNOWN, kind, resource.head),)

    def _by_authorizer(self, resource: Resource) -> Root:
        """Who calls the API that a function is asked about by an authorizer: everyone, if it can be reached at all."""
        asking = Subject(resource, World())
        api = next((one for path in ("RestApiId", "ApiId") if (one := self.study.named(asking.at(path)))), resource)
        if api.type in _APIS and isinstance(unreachable(api, asking.world, self.study), str):
            return Root(Reach.UNKNOWN, "whoever calls its API", resource.head)
        return Root(Reach.ANYONE, "anyone who calls its API", resource.head)

    def _by_url(self, function: Resource, url: Resource) -> Iterator[Feed]:
        name = f"{function.name}'s URL"
        for guard in presence(function)[:1]:
            ask = _saying(partial(open_url, url, self.study), f"an anonymous caller of {name}")
            for annotation in in_some_world(presence(url), Subject(function, World(guard)), ask, self.study):
                yield _root(Reach.ANYONE, annotation.says, annotation)
                return
        yield Root(Reach.KNOWN, f"a caller of {name}", FunctionUrl(url, World()).head)

    def _by_permission(self, function: Resource, trigger: Trigger) -> Iterator[Feed]:
        resource, kind = trigger.resource, trigger.kind
        sources = [id_ for id_ in referred(resource.properties.value("SourceArn")) if id_ in self.resources]
        stores = [id_ for id_ in sources if self.resources[id_].type in STORES]
        if stores:
            yield from map(From, stores)
        elif kind == "API Gateway" and function.id in self.study.routes:
            return
        elif not self._is_told_of(function, sources, kind):
            yield Root(Reach.UNKNOWN, kind, resource.head)

    def _is_told_of(self, function: Resource, sources: Iterable[str], kind: str) -> bool:
        """Whether what a permission is for has the function as a target itself."""
        return any(
            self.resources[id_].type in (RULE, SCHEDULE, _SUBSCRIPTION) and function.id in self.study.graph.targets[id_]
            for id_ in sources
        ) or (kind == "SNS" and any(True for _ in self.study.graph.around(function.id, _SUBSCRIPTION)))

    # -- what holds data

    def _into_store(self, store: Resource) -> Iterator[Feed]:
        found = list(self._put(store))
        if store.type == BUCKET:
            found.extend(self._by_list(store))
            found.append(Root(Reach.UNKNOWN, f"whoever uploads to {store.name}", store.head))
        if any(store.id in referred(_exported(output)) for output in self._outputs):
            found.append(Root(Reach.UNKNOWN, "another stack", store.head))
        if not any(isinstance(feed, Root) or not feed.loose for feed in found):
            word = STORES[store.type].word if store.type in STORES else "resource"
            found.append(Root(Reach.UNKNOWN, f"whoever sends to the {word}", store.head))
        return iter(found)

    def _put(self, store: Resource) -> Iterator[Feed]:
        for user in self.study.graph.users(store.id, *_FROM):
            yield from self._from(user, store)
        asking = Subject(store, World())
        for seed in self._routes.get(store.id, ()):
            yield self._caller(seed, asking)
        yield from self._sent(store)
        yield from self._by_policy(store)

    @cached_property
    def _outputs(self) -> tuple[Value, ...]:
        outputs = self.study.application.outputs
        return () if outputs is None else tuple(outputs.values())

    def _by_policy(self, store: Resource) -> Iterator[Feed]:
        """Those whom the policy of a resource lets send."""
        if store.type not in STORES:
            return
        asking = Subject(store, World())
        for holder in (store, *self.study.graph.users(store.id, *POLICIES)):
            for seed in ResourceStatement.of(holder):

                def ask(world: World, see: Callable[[World], Subject] = seed.see) -> Annotation | None:
                    return open_statement(see(world), store, self.study)

                opened = next(in_some_world((seed.guard,), asking, ask, self.study), None)
                if opened is not None:
                    yield _root(Reach.ANYONE, "anyone with an AWS account", opened)
                else:
                    yield from self._let_in(seed, store)

    def _by_list(self, bucket: Resource) -> Iterator[Feed]:
        """Those whom a bucket's access control list lets write."""
        ask = _saying(partial(open_list, bucket), f"anyone who uploads to {bucket.name}")
        for opened in in_some_world(presence(bucket), Subject(bucket, World()), ask, self.study):
            yield _root(Reach.ANYONE, opened.says, opened)

    def _let_in(self, seed: Seed, store: Resource) -> Iterator[Feed]:
        statement = seed.see(World(seed.guard))
        assert isinstance(statement, ResourceStatement)
        action = sends(statement, store) if statement.allows else None
        if action is None:
            return
        for kind, value in statement.principals:
            text = value.value if isinstance(value, Known) else ""
            if kind == "Service":
                if not self._is_for_its_own(str(text), store):
                    yield Root(Reach.UNKNOWN, f"whoever sends by {text or 'a service'}", action.span)
            elif text != "*" and not referred(value) and "AWS::AccountId" not in repr(value):
                yield Root(Reach.UNKNOWN, "another account", action.span)

    def _is_for_its_own(self, service: str, store: Resource) -> bool:
        """Whether something of the application sends by a service to a resource."""
        types = _SENT_BY.get(service.partition(".")[0], ())
        return not types or any(True for _ in self.study.graph.users(store.id, *types))

    # -- who hands on

    def _from(self, user: Resource, target: Resource) -> Iterator[Feed]:
        """What comes to a target by a resource that refers to it."""
        if user.type in _OUTSIDE:
            yield Root(Reach.UNKNOWN, _OUTSIDE[user.type], user.head)
        elif user.type == SCHEDULE:
            yield Root(Reach.NOBODY, "a clock", user.head)
        elif user.type in _ALARMS:
            if target.type == "AWS::SNS::Topic":
                yield Root(Reach.NOBODY, f"the alarm {user.name}", user.head)
        elif user.type == RULE:
            yield from self._by_rule(user, target)
        elif user.type in _HANDING_ON:
            yield from self._handed(user, target)

    def _handed(self, user: Resource, target: Resource) -> Iterator[Feed]:
        source, places = _HANDING_ON[user.type]
        mine = self.study.graph.names_of(target.id) if target.type == FUNCTION else frozenset((target.id,))
        if not any(not mine.isdisjoint(referred(user.properties.value(place))) for place in places):
            return
        if not source:
            if user.id != target.id:
                yield From(user.id)
        elif source == "FunctionName":
            yield from (From(id_) for id_ in self._functions(referred(user.properties.value(source))))
        else:
            yield from self._named(user, source, "a source of another stack")

    def _functions(self, ids: Iterable[str]) -> Iterator[str]:
        for id_ in ids:
            owners = self.study.graph.owners(id_)
            yield from owners if len(owners) == 1 else ()

    def _named(self, user: Resource, place: str, otherwise: str) -> Iterator[Feed]:
        """The sources that a property names, in every branch."""
        for _, value in alternatives(user.properties.value(place)):
            stores = [id_ for id_ in referred(value) if id_ in self.resources and self.resources[id_].type in STORES]
            yield from map(From, stores)
            if not stores:
                yield Root(Reach.UNKNOWN, otherwise, user.head)

    def _by_rule(self, rule: Resource, target: Resource) -> Iterator[Feed]:
        mine = self.study.graph.names_of(target.id) if target.type == FUNCTION else frozenset((target.id,))
        if mine.isdisjoint(referred(rule.properties.value("Targets"))):
            return
        properties = rule.properties.names()
        if "ScheduleExpression" in properties:
            yield Root(Reach.NOBODY, "a clock", rule.head)
        if "EventPattern" in properties or "ScheduleExpression" not in properties:
            if "EventBusName" in properties:
                yield from self._named(rule, "EventBusName", "whoever sends to its event bus")
            else:
                yield from (From(id_) for id_ in referred(rule.properties.value("EventPattern")) if self._stores(id_))
                yield Root(Reach.UNKNOWN, "whoever sends to the account's event bus", rule.head)

    def _stores(self, id_: str) -> bool:
        return id_ in self.resources and self.resources[id_].type in STORES

    # -- by policies

    def _sent(self, target: Resource) -> Iterator[Feed]:
        """Those whose policies let them send."""
        for principal, given in self._senders:
            if target.id in given.resources:
                yield from self._held(principal, loose=not given.resources[target.id])
            elif given.unread and target.type != FUNCTION and self._held_by_functions(principal):
                yield Root(
                    Reach.UNKNOWN, f"whoever has {principal.name}, whose policies aren't all known", principal.head
                )
        if target.type == FUNCTION:
            return
        for function in self._with_foreign_roles:
            yield Root(Reach.UNKNOWN, f"{function.name}, whose role isn't known", function.head)

    @cached_property
    def _senders(self) -> tuple[tuple[Resource, Granted], ...]:
        principals = self.study.application.of(ROLE, USER, GROUP)
        return tuple((one, granted(one, SENDING, self.study)) for one in principals)

    @cached_property
    def _with_foreign_roles(self) -> tuple[Resource, ...]:
        return tuple(
            function
            for function in self.study.application.of(FUNCTION)
            if not any(
                id_ in self.resources and self.resources[id_].type == ROLE
                for id_ in referred(function.properties.value("Role"))
            )
        )

    def _held_by_functions(self, principal: Resource) -> bool:
        return any(True for _ in self.study.graph.users(principal.id, FUNCTION))

    def _held(self, principal: Resource, *, loose: bool) -> Iterator[Feed]:
        """Who acts with a principal's permissions."""
        users = [one for one in self.study.graph.users(principal.id) if one.type not in _POLICY]
        functions = [one for one in users if one.type in (FUNCTION, MACHINE)]
        yield from (From(one.id, loose) for one in functions)
        pools = [one for one in users if one.type in _HOLD_ROLES]
        for pool in pools:
            guests = "unauthenticated" in repr(pool.properties.value("Roles"))
            says = f"a visitor of the application who is given {principal.name}"
            yield Root(Reach.ANYONE if guests else Reach.KNOWN, says, pool.head)
        if functions or pools or loose:
            return
        if not users or not all(one.type in _BY_REFERENCE for one in users):
            yield Root(Reach.UNKNOWN, f"whoever has {principal.name}", principal.head)

    def _read_by(self, id_: str) -> tuple[Feed, ...]:
        """What the role of a function or a state machine takes out of others, and may hand on."""
        if id_ not in self._reads:
            resource = self.resources[id_]
            place = {FUNCTION: "Role", MACHINE: "RoleArn"}.get(resource.type)
            roles = referred(resource.properties.value(place)) if place else ()
            given = (
                one
                for role in roles
                if role in self.resources and self.resources[role].type == ROLE
                for one in granted(self.resources[role], READING, self.study).resources.items()
            )
            found = (
                From(store, loose=not by_name)
                for store, by_name in given
                if by_name or self.resources[store].type not in _POLLED
            )
            self._reads[id_] = tuple(found)
        return self._reads[id_]

    @cached_property
    def _routes(self) -> dict[str, tuple[Seed, ...]]:
        return routes_by_target(self.study)


_SENT_BY = {
    "events": (RULE, SCHEDULE),
    "iot": ("AWS::IoT::TopicRule",),
    "s3": (BUCKET, "Custom::S3BucketNotifications"),
    "sns": (_SUBSCRIPTION, "AWS::SNS::Topic"),
}
"""The resources by which services send, by the first word of the service's name."""


def _exported(output: Value) -> Value:
    """What an output gives to other stacks."""
    fields = named(output)
    return fields.value("Value") if "Export" in fields else Known(None)


def _root(reach: Reach, says: str, annotation: Annotation) -> Root:
    return Root(reach, says, annotation.span)


def _saying(ask: Callable[[World], Annotation | None], says: str) -> Callable[[World], Annotation | None]:
    """A question whose answer is told in other words."""

    def asked(world: World) -> Annotation | None:
        found = ask(world)
        return None if found is None else found._replace(says=says)

    return asked


def _everywhere(ask: Callable[[World], T], resource: Resource, application: Application) -> list[T]:
    found: list[T] = []
    with suppress(TooManyWorldsError):
        found.extend(answer for _, answer in explore(ask, presence(resource), refuses=application.refuses))
    return found
