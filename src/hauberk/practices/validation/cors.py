"""Which web pages may read answers."""

from collections.abc import Iterable, Iterator
from functools import partial

from hauberk.model.api import HTTP, REST
from hauberk.model.application import Application
from hauberk.model.joining import glued
from hauberk.model.resource import Resource
from hauberk.model.subject import Part, Seed, Subject, as_flag, below, listed, named, presence, resource_of
from hauberk.model.values import Absent, Items, Known, Pattern, Unknown, Value, alternatives
from hauberk.model.verdict import HIGH, LOW, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.model.world import World
from hauberk.practices.control import control
from hauberk.study.study import Study

METHOD = "AWS::ApiGateway::Method"
_PLACES = (
    ("AWS::Lambda::Url", "Cors"),
    (HTTP, "CorsConfiguration"),
    (HTTP, "Body.x-amazon-apigateway-cors"),
)


class Cors(Part):
    """A function URL's or an HTTP API's CORS configuration, or the headers that a REST API answers with."""

    KIND = "CORS configuration"
    REFLECTED = True
    """Whether, with credentials, the page's own origin takes the star's place: a browser refuses both together."""
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every configuration."""
        for kind, path in _PLACES:
            for resource in application.of(kind):
                for guard, value in below(resource, path):
                    yield cls.seed(resource, path, guard, value)
        yield from Headers.of(application)

    @property
    def origins(self) -> Value:
        """The pages' origins."""
        return _under(self.value, "AllowOrigins", "allowOrigins")

    @property
    def credentials(self) -> Value:
        """Whether answers to requests with cookies may be read."""
        return as_flag(_under(self.value, "AllowCredentials", "allowCredentials"))


class Headers(Cors):
    """The headers of CORS that a REST API answers with itself: to preflights, and for what isn't a proxy.

    An application has one subject for each API, since SAM and the CDK write the same headers into every path. What
    functions behind proxies answer is theirs, and gateway responses hold nothing of the application.
    """

    REFLECTED = False
    __slots__ = ("_methods",)

    def __init__(self, resource: Resource, world: World, methods: tuple[Resource, ...]) -> None:
        super().__init__(resource, world, "Cors", Known(resource.properties))
        self._methods = methods

    @classmethod
    def of(cls, application: Application) -> Iterator[Seed]:
        """The headers of every REST API, and of methods whose API is elsewhere."""
        methods: dict[str, list[Resource]] = {}
        for method in application.of(METHOD):
            for _, value in alternatives(method.properties.value("RestApiId")):
                methods.setdefault(resource_of(value), []).append(method)
        for api in application.of(REST):
            yield from cls._seeds(api, tuple(methods.pop(api.id, ())))
        for others in methods.values():
            for method in others:
                yield from cls._seeds(method, (method,))

    @classmethod
    def _seeds(cls, resource: Resource, methods: tuple[Resource, ...]) -> Iterator[Seed]:
        for guard in presence(resource):
            yield Seed(f"{resource.id}/Cors", guard, resource, partial(cls, resource, methods=methods))

    @property
    def origins(self) -> Value:
        """The pages' origins."""
        found = list(self._headers("Origin"))
        return Known(Items(found)) if found else Absent()

    @property
    def credentials(self) -> Value:
        """Whether answers to requests with cookies may be read."""
        found = [as_flag(value) for value in self._headers("Credentials")]
        sure = next((value for value in found if value == Known(True)), None)
        return sure or next((value for value in found if isinstance(value, Unknown)), Absent())

    def _headers(self, name: str) -> Iterator[Value]:
        """What a header of this name holds in each answer, and what isn't known of answers."""
        wanted = f"method.response.header.access-control-allow-{name}".lower()
        for answer in self._answers():
            parameters = _under(answer, "ResponseParameters", "responseParameters")
            if isinstance(parameters, Unknown):
                yield parameters
            for header, value in named(parameters).items():
                if header.lower() == wanted:
                    yield _unquoted(value)

    def _answers(self) -> Iterator[Value]:
        for method in self._methods:
            if self.world.holds(method.presence):
                yield from listed(Subject(method, self.world).at("Integration.IntegrationResponses"))
        if self.resource.type != REST:
            return
        for item in _within(self.at("Body.paths")):
            for operation in _within(item):
                yield from _within(_under(_under(operation, "x-amazon-apigateway-integration"), "responses"))


def _within(value: Value) -> Iterable[Value]:
    """What stands in a mapping; what isn't known stays so."""
    return (value,) if isinstance(value, Unknown) else named(value).values()


def _under(value: Value, *names: str) -> Value:
    """What stands in a mapping under the first of some names that it has; what isn't known stays so."""
    if isinstance(value, Unknown):
        return value
    fields = named(value)
    return next((fields.value(name) for name in names if name in fields), Absent(value.trail))


def _unquoted(value: Value) -> Value:
    """A header's value without the quotes that say that it is meant literally."""
    match value:
        case Known(str() as text):
            return Known(text.strip("'"), value.trail)
        case Pattern(parts):
            return glued([part.strip("'") if isinstance(part, str) else part for part in parts], value.trail)
    return value


def _any_origin(cors: Cors) -> Value | None:
    """The origin that stands for every page, or an unknown one."""
    for origin in listed(cors.origins):
        if isinstance(origin, Unknown) or origin in (Known("*"), Known("https://*"), Known("http://*")):
            return origin
    return None


@control("cors-any-origin", practice=8, severity=LOW, subject=Cors)
def cors_any_origin(cors: Cors, study: Study) -> Verdict:
    """Every web page may read an API's answers.

    With the origin ``*`` any page that a user opens can call the API from the user's browser and read what comes back.
    Of REST APIs it is asked about the headers that API Gateway adds by itself.

    Attack: a page that an employee opens reads the internal API, which trusts the office's network.

    Safe when: the API is public and needs no login.

    Fix: list the origins of your own pages.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
    - https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
    """
    if isinstance(cors, Headers) and isinstance(cors.origins, Absent):
        return not_applicable("no web page of another origin may read its answers")
    origin = _any_origin(cors)
    if origin is None:
        return satisfied()
    if isinstance(origin, Unknown):
        return unknown(origin)
    return violated(origin.says("every web page can read the answers"))


@control("cors-any-origin-with-credentials", practice=8, severity=HIGH, subject=Cors)
def cors_any_origin_with_credentials(cors: Cors, study: Study) -> Verdict:
    """Every web page may act as the user who opens it.

    With credentials and any origin, a page can call the API with the user's own cookies and read the answers.

    Attack: a user opens a link, and the page behind it reads their orders out of your API.

    Safe when: never. What a REST API adds by itself passes: there a star stays a star, and browsers give no page an
    answer with both.

    Fix: list the origins of your own pages, or switch credentials off.

    References:
    - https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    """
    match cors.credentials:
        case Known(True):
            pass
        case Known() | Absent():
            return not_applicable("requests carry no credentials")
        case other:
            return unknown(other)
    origin = _any_origin(cors)
    if origin is None:
        return satisfied()
    if isinstance(origin, Unknown):
        return unknown(origin)
    if not cors.REFLECTED:
        return not_applicable("browsers give no page an answer with credentials whose origin is a star")
    return violated(
        origin.says("every page can call this with the user's credentials"), cors.credentials.says("they are sent")
    )


CONTROLS = (cors_any_origin, cors_any_origin_with_credentials)
