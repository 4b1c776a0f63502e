"""Which web pages may read answers."""

from collections.abc import Iterator

from hauberk.model.api import HTTP
from hauberk.model.application import Application
from hauberk.model.subject import Part, Seed, as_flag, below, listed
from hauberk.model.values import Absent, Fields, Known, Unknown, Value
from hauberk.model.verdict import HIGH, LOW, Verdict, not_applicable, satisfied, unknown, violated
from hauberk.practices.control import control
from hauberk.practices.validation.preflights import preflights
from hauberk.study.study import Study

_PLACES = (
    ("AWS::Lambda::Url", "Cors", "AllowOrigins", "AllowCredentials"),
    (HTTP, "CorsConfiguration", "AllowOrigins", "AllowCredentials"),
    (HTTP, "Body.x-amazon-apigateway-cors", "allowOrigins", "allowCredentials"),
)


class Cors(Part):
    """A function URL's or an HTTP API's CORS configuration, or what a REST API answers preflights with."""

    KIND = "CORS configuration"
    __slots__ = ()

    @classmethod
    def seeds(cls, application: Application) -> Iterator[Seed]:
        """Every configuration."""
        for kind, path, _, _ in _PLACES:
            for resource in application.of(kind):
                for guard, value in below(resource, path):
                    yield cls.seed(resource, path, guard, value)
        for one in preflights(application):
            # Credentials aren't among them: browsers send none to who answers with a star.
            yield cls.seed(one.resource, one.id, one.guard, Known(Fields({"AllowOrigins": one.origin})))

    def _entry(self, *names: str) -> Value:
        found = [self.at(name) for name in names]
        return next((value for value in found if not isinstance(value, Absent)), found[0])

    @property
    def origins(self) -> Value:
        """The pages' origins."""
        return self._entry("AllowOrigins", "allowOrigins")

    @property
    def credentials(self) -> Value:
        """Whether answers to requests with cookies may be read."""
        return as_flag(self._entry("AllowCredentials", "allowCredentials"))


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

    Attack: a page that an employee opens reads the internal API, which trusts the office's network.

    Safe when: the API is public and needs no login.

    Fix: list the origins of your own pages.

    References:
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    - https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
    - https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors
    """
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

    Safe when: never.

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
    return violated(
        origin.says("every page can call this with the user's credentials"), cors.credentials.says("they are sent")
    )


CONTROLS = (cors_any_origin, cors_any_origin_with_credentials)
