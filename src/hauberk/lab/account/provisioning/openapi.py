"""What API Gateway takes from an OpenAPI document: operations, authorizers, validators, models."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "x-amazon-apigateway-any-method")
_EXTENSION = "x-amazon-apigateway-"
_DISABLED = "disableExecuteApiEndpoint"
_PLACES = {"query": "querystring", "path": "path", "header": "header"}


class Authorizer(NamedTuple):
    """A security scheme that API Gateway asks. ``header`` is where the token is looked for."""

    name: str
    settings: Mapping[str, Any]
    header: str


class Operation(NamedTuple):
    """A method of a path, in API Gateway's words. ``kind`` is the authorization that it names itself, empty if it
    doesn't; ``security`` are names of schemes with their scopes."""

    path: str
    method: str
    kind: str
    security: tuple[tuple[str, list[str]], ...]
    integration: Mapping[str, Any]
    validator: str
    parameters: Mapping[str, bool]
    models: Mapping[str, str]
    needs_key: bool


class Document:
    """An OpenAPI document, of version 2 or 3."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._body = body
        components = _mapping(body.get("components"))
        self._schemes = _mapping(components.get("securitySchemes") or body.get("securityDefinitions"))
        self._models = _mapping(components.get("schemas") or body.get("definitions"))

    @property
    def title(self) -> str:
        """The API's name."""
        return str(_mapping(self._body.get("info")).get("title") or "")

    def extension(self, name: str) -> Any:
        """One of API Gateway's extensions of the document as a whole."""
        return self._body.get(f"{_EXTENSION}{name}")

    @property
    def disables_endpoint(self) -> Any:
        """Whether the API doesn't answer at the address that AWS gives it; ``None`` where nothing is said. It stands at
        the document, or at one of its servers."""
        servers = self._body.get("servers")
        places = (self._body, *(servers if isinstance(servers, list) else ()))
        configurations = (_mapping(_mapping(one).get(f"{_EXTENSION}endpoint-configuration")) for one in places)
        return next((one[_DISABLED] for one in configurations if _DISABLED in one), None)

    def models(self) -> Iterator[tuple[str, Any]]:
        """Schemas by name."""
        return iter(self._models.items())

    def validators(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Request validators by name."""
        for name, rules in _mapping(self.extension("request-validators")).items():
            yield name, _mapping(rules)

    def authorizer(self, name: str) -> Mapping[str, Any]:
        """What a scheme says of its authorizer; empty where it has none."""
        return _mapping(_mapping(self._schemes.get(name)).get(f"{_EXTENSION}authorizer"))

    def authorizers(self) -> Iterator[Authorizer]:
        """The schemes that have an authorizer."""
        for name, scheme in self._schemes.items():
            settings = self.authorizer(name)
            if settings:
                header = str(_mapping(scheme).get("name") or "Authorization")
                yield Authorizer(name, settings, f"method.request.header.{header}")

    def is_sigv4(self, name: str) -> bool:
        """Whether a scheme is AWS's own signature."""
        return _mapping(self._schemes.get(name)).get(f"{_EXTENSION}authtype") == "awsSigv4"

    def operations(self) -> Iterator[Operation]:
        """Every method of every path."""
        for path, methods in _mapping(self._body.get("paths")).items():
            for method in _METHODS:
                said = _mapping(methods).get(method)
                if isinstance(said, Mapping):
                    yield self._operation(path, method, {**_shared(methods), **said})

    def _operation(self, path: str, method: str, said: Mapping[str, Any]) -> Operation:
        security = tuple(self._security(said))
        keys = [name for name, _ in security if self._is_key(name)]
        return Operation(
            path,
            "ANY" if method.startswith("x-") else method.upper(),
            str(_mapping(said.get(f"{_EXTENSION}auth")).get("type") or ""),
            tuple(one for one in security if one[0] not in keys),
            _mapping(said.get(f"{_EXTENSION}integration")),
            str(said.get(f"{_EXTENSION}request-validator") or self.extension("request-validator") or ""),
            dict(_parameters(said)),
            dict(self._bodies(said)),
            bool(keys),
        )

    def _security(self, said: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
        for one in said.get("security", self._body.get("security")) or ():
            for name, scopes in _mapping(one).items():
                yield name, scopes if isinstance(scopes, list) else []

    def _is_key(self, name: str) -> bool:
        scheme = _mapping(self._schemes.get(name))
        return scheme.get("type") == "apiKey" and str(scheme.get("name", "")).lower() == "x-api-key"

    def _bodies(self, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for kind, media in _mapping(_mapping(said.get("requestBody")).get("content")).items():
            yield from _model(kind, _mapping(media).get("schema"))
        for one in said.get("parameters") or ():
            if _mapping(one).get("in") == "body":
                yield from _model("application/json", one.get("schema"))


def _model(kind: str, schema: Any) -> Iterator[tuple[str, str]]:
    name = str(_mapping(schema).get("$ref", "")).rpartition("/")[2]
    if name:
        yield kind, name


def _parameters(said: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for one in said.get("parameters") or ():
        parameter = _mapping(one)
        place = _PLACES.get(str(parameter.get("in")))
        if place and parameter.get("name"):
            yield f"method.request.{place}.{parameter['name']}", bool(parameter.get("required"))


def _shared(methods: Any) -> dict[str, Any]:
    return {"parameters": methods["parameters"]} if "parameters" in methods else {}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
