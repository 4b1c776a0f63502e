"""APIs and what lies before them, as subjects.

Properties and AWS's defaults from the CloudFormation Template Reference, "API Gateway", "API Gateway V2" and "AppSync"
(2026-11); operations of a definition from the API Gateway developer guide, "x-amazon-apigateway extensions" (2026-11).
"""

from collections.abc import Iterator
from functools import partial

from hauberk.model.application import Application
from hauberk.model.guards import Guard
from hauberk.model.resource import Resource
from hauberk.model.security import NONE, asked_for, demands_key
from hauberk.model.span import Span
from hauberk.model.subject import (
    Flag,
    Number,
    Seed,
    Subject,
    Text,
    Whole,
    as_flag,
    as_text,
    below,
    named,
    presence,
    resource_of,
)
from hauberk.model.values import NO_FIELDS, Absent, Fields, Known, Reference, Unknown, Value, alternatives
from hauberk.model.world import World

REST, HTTP = "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"
DEPLOYMENT = "AWS::ApiGateway::Deployment"
METHODS = frozenset(
    ("get", "put", "post", "delete", "patch", "head", "options", "trace", "x-amazon-apigateway-any-method")
)


QUICK = "$default"
"""The route of an API that is made with its target ("AWS::ApiGatewayV2::Api", Target: "a default catch-all route")."""
_OVERRIDES = "AWS::ApiGatewayV2::ApiGatewayManagedOverrides"


class RestApi(Subject):
    """A REST API."""

    TYPES = (REST,)
    __slots__ = ()


class HttpApi(Subject):
    """An HTTP or WebSocket API."""

    TYPES = (HTTP,)
    __slots__ = ()


class RestStage(Subject):
    """A stage of a REST API: a resource of its own, or one that a deployment makes and describes."""

    TYPES = ("AWS::ApiGateway::Stage", DEPLOYMENT)
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every stage. Those that SAM makes stand beside their deployment."""
        yield from (seed for seed in super().seeds(application) if seed.resource.type != DEPLOYMENT)
        for resource in application.of(DEPLOYMENT):
            if resource.maker != "sam":
                for guard, _ in below(resource, "StageName"):
                    yield Seed(resource.id, guard, resource, partial(cls, resource))

    @property
    def properties(self) -> Fields:
        """The stage's properties, wherever they are written."""
        own = super().properties
        if self.resource.type != DEPLOYMENT:
            return own
        described = named(self.world.pick(own.value("StageDescription"))).within(self.world)
        return described.merged({name: own.value(name) for name in ("RestApiId", "StageName")})

    access_log = Text("AccessLogSetting.DestinationArn")
    api = Text("RestApiId")
    methods = Whole("MethodSettings")
    tracing = Flag("TracingEnabled", False)


class HttpStage(Subject):
    """A stage of an HTTP or WebSocket API: a resource of its own, or the one that an API with a ``Target`` gets."""

    TYPES = ("AWS::ApiGatewayV2::Stage", HTTP)
    __slots__ = ("_overrides",)

    def __init__(self, resource: Resource, world: World, overrides: Resource | None = None) -> None:
        super().__init__(resource, world)
        self._overrides = overrides

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every stage."""
        yield from (seed for seed in super().seeds(application) if seed.resource.type != HTTP)
        for resource in application.of(HTTP):
            for guard, _ in below(resource, "Target"):
                see = partial(cls, resource, overrides=_overrides_of(resource, application))
                yield Seed(see(World()).id, guard, resource, see)

    @property
    def id(self) -> str:
        """The resource's id, with the stage's name where it has no resource of its own."""
        return f"{self.resource.id}/{QUICK}" if self.resource.type == HTTP else self.resource.id

    @property
    def properties(self) -> Fields:
        """The stage's properties, wherever they are written."""
        own = super().properties
        if self.resource.type != HTTP:
            return own
        given = NO_FIELDS
        if self._overrides is not None:
            given = named(self.world.pick(self._overrides.properties.value("Stage"))).within(self.world)
        made = Fields(dict(given.items()), head=self.resource.head)
        return made.merged({"ApiId": Reference(self.resource.id), "StageName": Known(QUICK)})

    access_log = Text("AccessLogSettings.DestinationArn")
    api = Text("ApiId")
    rate = Number("DefaultRouteSettings.ThrottlingRateLimit")
    routes = Whole("RouteSettings")


class UsagePlan(Subject):
    """Who may call a REST API how often."""

    TYPES = ("AWS::ApiGateway::UsagePlan",)
    __slots__ = ()

    quota = Number("Quota.Limit")
    rate = Number("Throttle.RateLimit")


class GraphqlApi(Subject):
    """An AppSync API."""

    TYPES = ("AWS::AppSync::GraphQLApi",)
    __slots__ = ()

    authentication = Text("AuthenticationType")
    depth = Number("QueryDepthLimit", 0)
    introspection = Text("IntrospectionConfig", "ENABLED")
    log_level = Text("LogConfig.FieldLogLevel", "NONE")
    tracing = Flag("XrayEnabled", False)
    visibility = Text("Visibility", "GLOBAL")


class Route(Subject):
    """A way into an API: a method or route that is a resource, an operation of a definition, or the one route that an
    HTTP API with a ``Target`` gets ("quick create").

    ``form`` is ``method``, ``route``, ``operation`` or ``quick``; of an operation ``path`` and ``method`` are its own,
    and ``document`` is the definition that it stands in.
    """

    KIND = "API route"
    __slots__ = ("_key", "_operation", "_overrides", "document", "form", "method", "path")

    def __init__(self, resource: Resource, world: World, form: str) -> None:
        super().__init__(resource, world)
        self.form = form
        self.path = self.method = ""
        self.document: Fields | None = None
        self._operation: Value | None = None
        self._key: Span | None = None
        self._overrides: Resource | None = None

    @property
    def id(self) -> str:
        """The resource's id, with method and path where the route is an operation."""
        if self.form == "quick":
            return f"{self.resource.id}/{QUICK}"
        return f"{self.resource.id}/{self.label}" if self._operation is not None else self.resource.id

    @property
    def label(self) -> str:
        """Method and path."""
        return f"{'ANY' if self.method.startswith('x-') else self.method.upper()} {self.path}"

    @property
    def name(self) -> str:
        """What to call the route."""
        if self.form == "quick":
            return f"{self.resource.name} {QUICK}"
        return f"{self.resource.name} {self.label}" if self._operation is not None else self.resource.name

    @property
    def head(self) -> Span | None:
        """The line that introduces the route."""
        if self._operation is None:
            return self.resource.head
        return self._key or next(iter(self._operation.trail), self.resource.head)

    @property
    def properties(self) -> Fields:
        """The operation's entries, or the resource's properties."""
        if self._operation is None:
            return super().properties
        return named(self.world.pick(self._operation))

    @property
    def authorization(self) -> Value:
        """Who may call: ``NONE``, ``API_KEY``, or anything else for an authorizer or IAM."""
        if self.form != "operation":
            return self._of_resource()
        operation = self.world.pick(self._operation) if self._operation is not None else None
        if isinstance(operation, Unknown):
            return operation
        kind = named(self.properties.value("x-amazon-apigateway-auth")).value("type")
        if isinstance(kind, Known) and kind != NONE:
            return kind
        asked = asked_for(self._demands, self._definition)
        if asked == NONE and not asked.trail:
            return kind if kind == NONE else Known("NONE", (self.head,) if self.head else ())
        return asked

    @property
    def _demands(self) -> Value:
        """What the operation says of ``security``, or its definition for all."""
        own = self.properties.value("security")
        return self._definition.value("security") if isinstance(own, Absent) else own

    @property
    def _definition(self) -> Fields:
        return NO_FIELDS if self.document is None else self.document.within(self.world)

    def _of_resource(self) -> Value:
        if self.form == "quick":
            return self._of_quick()
        value = self.at("AuthorizationType", "NONE")
        if value in (Known("NONE"), Absent(default="NONE")) and self.at("ApiKeyRequired") in (
            Known(True),
            Known("true"),
        ):
            return Known("API_KEY", value.trail)
        return value

    def _of_quick(self) -> Value:
        """Nobody is asked, unless the overrides of what API Gateway manages say otherwise."""
        if self._overrides is not None:
            route = named(self.world.pick(self._overrides.properties.value("Route"))).within(self.world)
            if not isinstance(found := route.value("AuthorizationType"), Absent):
                return found
        return Known("NONE", self.at("Target").trail)

    @property
    def demands_key(self) -> bool:
        """Whether callers need an API key, by which usage plans count them."""
        if self.form != "operation":
            return as_flag(self.at("ApiKeyRequired")) == Known(True)
        return demands_key(self._demands, self._definition)

    @property
    def is_preflight(self) -> bool:
        """Whether the route answers CORS preflights, which carry no credentials."""
        if self.form == "method":
            return self.at("HttpMethod") == Known("OPTIONS")
        return self.method == "options"

    @property
    def is_mock(self) -> bool:
        """Whether API Gateway answers by itself, so that nothing stands behind the route."""
        paths = {"method": "Integration.Type", "operation": "x-amazon-apigateway-integration.type"}
        kind = as_text(self.at(paths[self.form])) if self.form in paths else Absent()
        return isinstance(kind, Known) and str(kind.value).upper() == "MOCK"

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every route of every API."""
        for resource in application.of("AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Route"):
            form = "method" if resource.type.startswith("AWS::ApiGateway::") else "route"
            for guard in presence(resource):
                yield Seed(resource.id, guard, resource, partial(cls, resource, form=form))
        for resource in application.of(REST, HTTP):
            yield from cls._operations(resource)
        for resource in application.of(HTTP):
            for guard, _ in below(resource, "Target"):
                see = partial(cls._made, resource, _overrides_of(resource, application))
                yield Seed(see(World()).id, guard, resource, see)

    @classmethod
    def _made(cls, resource: Resource, overrides: Resource | None, world: World) -> "Route":
        route = cls(resource, world, "quick")
        route._overrides = overrides
        return route

    @classmethod
    def _operations(cls, resource: Resource) -> Iterator[Seed]:
        for guard, body in below(resource, "Body"):
            document = named(body)
            for there, paths in alternatives(document.value("paths"), guard):
                for path in named(paths).names():
                    for deeper, item in alternatives(named(paths).value(path), there):
                        yield from cls._methods(resource, document, path, deeper, named(item))

    @classmethod
    def _methods(cls, resource: Resource, document: Fields, path: str, guard: Guard, item: Fields) -> Iterator[Seed]:
        for method in item.names():
            if method.lower() not in METHODS and method.lower() != "any":
                continue
            for deeper, operation in alternatives(item.value(method), guard):
                if isinstance(operation, Absent):
                    continue
                see = partial(cls._seen, resource, document, path, method, operation, item.key(method))
                yield Seed(
                    cls._seen(resource, document, path, method, operation, None, World()).id, deeper, resource, see
                )

    @classmethod
    def _seen(
        cls,
        resource: Resource,
        document: Fields,
        path: str,
        method: str,
        operation: Value,
        key: Span | None,
        world: World,
    ) -> "Route":
        route = cls(resource, world, "operation")
        route.document, route.path, route._operation, route._key = document, path, operation, key
        route.method = "x-any" if method.lower() == "any" else method.lower()
        return route


def _overrides_of(api: Resource, application: Application) -> Resource | None:
    """What changes the parts that API Gateway manages of an API."""
    found = application.of(_OVERRIDES)
    return next((one for one in found if resource_of(one.properties.value("ApiId")) == api.id), None)
